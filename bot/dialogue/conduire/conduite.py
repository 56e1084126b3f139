"""What comes of a message; two questions are asked about the file itself, and answered here.

« Tout effacer ? » is only done by a plain yes: it cannot be undone. « Est-ce exact ? » is answered
by whatever goes on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.dialogue.comprendre.compris import Compris
from bot.dialogue.conduire.avance import Avance
from bot.dialogue.conduire.confirmation import Confirmation
from bot.dialogue.conduire.reponse import Reponse
from bot.dialogue.conduire.retours import Retours
from bot.dialogue.conduire.suite import Suite
from bot.dialogue.etat import EFFACEMENT, Etat, Parole, Tour
from bot.metier.situation import CONFIRMATION, FAVORABLES

LONGUEUR, COURTE = "longueur", "courte"
CLAUSE_COURTE = Parole("utter_clause_courte_possible")


@dataclass(frozen=True)
class Conduite:
    """Answers what is understood, or takes what is said once erasing was offered."""

    suite: Suite
    retours: Retours
    reponse: Reponse
    confirmation: Confirmation
    avance: Avance

    def conduire(self, compris: Compris, avant: Etat) -> Tour:
        """Return the outcome of a message, from where the file stood before it."""
        compris = _approuver(compris)
        if compris.etat.question == CONFIRMATION:
            return self.confirmation.conduire(compris)
        if avant.suivi.motif != EFFACEMENT:
            presse = compris.message.dit.est_presse
            return _avec_la_clause_courte(presse, self.avance.conduire(compris))
        if compris.message.intention == "repeter":
            return Tour(avant, (Parole("utter_recommencer"),))
        if compris.message.consent_a_effacer:
            return self.retours.tout_effacer(compris)
        if compris.message.intention == "nier":
            return self.suite.continuer(compris.etat, (Parole("utter_rien_efface"),))
        # else he goes on where he was, and what he says is answered
        tour = self.reponse.donner(compris)
        arrete = tour.etat.question is not None or tour.etat.suivi.interrompu
        return tour if arrete else self.suite.continuer(tour.etat, tour.paroles)

    def ne_pas_se_taire(self, tour: Tour) -> Tour:
        """Say where the file stands, of a turn that says nothing, asks nothing and gives no code.

        Whoever wrote would be left without an answer.
        """
        if tour.paroles or tour.etat.question or tour.etat.code_demande:
            return tour
        return replace(tour, paroles=(self.suite.ou_en_est(tour.etat),))


def _avec_la_clause_courte(presse: bool, tour: Tour) -> Tour:
    """Tell whoever is in a hurry that a short clause may be had, before any document."""
    favorable = tour.etat.suivi.avis in FAVORABLES and not tour.etat.oral
    if not (favorable and presse) or tour.etat.faits[LONGUEUR] == COURTE:
        return tour
    documents = tuple(parole for parole in tour.paroles if parole.document)
    autres = tuple(parole for parole in tour.paroles if not parole.document)
    return replace(tour, paroles=(*autres, CLAUSE_COURTE, *documents))


def _approuver(compris: Compris) -> Compris:
    """Take what was just noted, and told, for confirmed by « oui, c'est bien ça », alone or not."""
    message, suivi = compris.message, compris.etat.suivi
    vient_de_noter = any(nom.startswith("note:") for dites in suivi.dites[-1:] for nom in dites)
    reserve = message.dit.objecte or message.dit.conteste or message.corrige
    if not (vient_de_noter and message.dit.approuve) or reserve:
        return compris
    return replace(compris, etat=replace(compris.etat, suivi=replace(suivi, a_confirmer=())))
