"""What goes on without its answer leaves open a question that changes no verdict.

Such questions are those of the course (`data/metier/parcours.yml`, `facultatifs`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.dialogue.comprendre.compris import Compris, Lu
from bot.dialogue.comprendre.message import Message
from bot.dialogue.conduire.changements import Changements
from bot.dialogue.conduire.reponse import Reponse
from bot.dialogue.conduire.suite import Suite
from bot.dialogue.etat import Etat, Parole, Suivi, Tour
from bot.dialogue.interventions import Interventions
from bot.lecture.etapes import ETAPE
from bot.metier.contrat import INCONNU
from bot.metier.faits import DU_CONTRAT


@dataclass(frozen=True)
class Avance:
    """Answers a message, and tells the verdict to whoever asks for it or speaks of what follows."""

    interventions: Interventions
    changements: Changements
    suite: Suite
    reponse: Reponse

    def conduire(self, compris: Compris) -> Tour:
        """Return the outcome, the verdict with it when only what changes none is missing."""
        etat, demande = compris.etat, self._demande_l_avis(compris)
        if demande and compris.lu.vide and self._se_laisse(compris):
            return self._sans_attendre(compris)
        tour = self.reponse.donner(compris)
        if not self._est_facultative(tour.etat):
            return tour
        posee = tour.etat.question == etat.question
        if demande or (posee and self._va_plus_loin(compris, tour)):
            return self._laisser(tour.etat, tour.paroles)
        return tour

    def _sans_attendre(self, compris: Compris) -> Tour:
        """Leave the pending question open, then serve what is asked for."""
        laisse = self._laisser(compris.etat, ())
        if self._est_facultative(laisse.etat):
            laisse = self._laisser(laisse.etat, laisse.paroles)
        if compris.message.intention not in self.interventions.apres_l_avis:
            return laisse
        servi = self.reponse.donner(replace(compris, etat=laisse.etat))
        return Tour(servi.etat, (*laisse.paroles, *servi.paroles))

    def _laisser(self, etat: Etat, paroles: tuple[Parole, ...]) -> Tour:
        """Leave a question open, which is said in one line, and go on."""
        ouverte = str(etat.question)
        suivant = self.changements.appliquer(etat, {ouverte: INCONNU})
        return self.suite.continuer(suivant, (*paroles, Parole(f"utter_inconnu_{ouverte}")))

    def _est_facultative(self, etat: Etat) -> bool:
        """Tell that a question is asked which the verdict does not wait for."""
        parcours = self.suite.referentiel.parcours[etat.parcours]
        return etat.question in parcours.facultatifs and self.suite.situer(etat).verdict is not None

    def _se_laisse(self, compris: Compris) -> bool:
        """Tell a question that may be left open: optional, or any of « l'avis en l'état »."""
        decide = compris.etat.question in DU_CONTRAT and compris.etat.question != "objet"
        en_l_etat = decide and compris.message.dit.demande_l_avis_en_l_etat
        return en_l_etat or self._est_facultative(compris.etat)

    def _demande_l_avis(self, compris: Compris) -> bool:
        """Tell that the verdict is asked for, or what only comes after it; not why it matters."""
        message, dit = compris.message, compris.message.dit
        if message.suppose or message.bouton or compris.options:
            return False
        if compris.etat.question in compris.lu.nommes:
            return False  # « le montant, ça change l'avis ? »
        return (
            dit.demande_l_avis
            or dit.demande_si_ca_convient
            or bool(compris.lots)
            or (compris.lu.vide and (dit.va_de_l_avant or self._vise(message)))
        )

    def _vise(self, message: Message) -> bool:
        """Tell an intent that asks for the verdict, or for what follows it."""
        visees = self.interventions.vers_l_avis | self.interventions.apres_l_avis
        sure = message.confiance >= self.interventions.seuils["commande_forte"]
        return message.intention in visees and sure

    def _va_plus_loin(self, compris: Compris, tour: Tour) -> bool:
        """Tell what is said of the clause; or that the question, asked again, gets no answer."""
        return _decide_la_clause(compris.lu) or self._reste_sans_reponse(compris, tour.etat.suivi)

    def _reste_sans_reponse(self, compris: Compris, suivi: Suivi) -> bool:
        """Tell a question that was asked again, and that the message does not settle, or answer."""
        deja = compris.etat.suivi
        message, question = compris.message, compris.etat.question
        repond = message.nombre_nu or any(lue.fait == question for lue in message.lectures)
        if suivi.motif is not None:
            # « entre 300 et 400 000 », asked which of them
            redite = (suivi.motif, suivi.candidat) == (deja.motif, deja.candidat)
            return bool(repond) and redite
        # « 99 999 999 999 999 € » is no answer, but means to be one
        if suivi.echecs or deja.rappels == 0 or repond:
            return False
        return message.intention not in self.interventions.sans_avancer


def _decide_la_clause(lu: Lu) -> bool:
    """Tell something said of the clause, or of the stage: it comes after the verdict."""
    decide = any(fait not in DU_CONTRAT or fait == ETAPE for fait in lu.faits)
    return bool((decide and not lu.en_passant) or lu.souhait or lu.liste)
