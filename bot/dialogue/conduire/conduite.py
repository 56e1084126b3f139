"""What comes of a message that was understood: a command, facts, an answer, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.compris import Compris
from bot.dialogue.conduire.commandes import Commandes
from bot.dialogue.conduire.faits import PriseDeFaits
from bot.dialogue.conduire.incompris import Incompris
from bot.dialogue.conduire.listes import Listes
from bot.dialogue.conduire.retours import Retours
from bot.dialogue.conduire.suite import Suite
from bot.dialogue.etat import EFFACEMENT, Etat, Parole, Tour
from bot.dialogue.interventions import Interventions
from bot.metier.referentiel import QuestionDuGuide

# answers that answer nothing when nothing was asked
SANS_OBJET = frozenset({"affirmer", "nier", "terminer_liste", "choisir"})
# these describe a contract, though nothing could be read
DECRIVENT = ("dire_", "informer", "corriger")
COMMENCE = "verifier_faisabilite"


@dataclass(frozen=True)
class Conduite:
    """Leads from what is understood to what is said; `questions` are the guide's, by name."""

    interventions: Interventions
    questions: Mapping[str, QuestionDuGuide]
    suite: Suite
    commandes: Commandes
    retours: Retours
    faits: PriseDeFaits
    listes: Listes
    incompris: Incompris

    def conduire(self, compris: Compris, avant: Etat) -> Tour:
        """Return the outcome of a message. No step calls one before it: every turn ends."""
        if avant.suivi.motif == EFFACEMENT:
            return self._efface_ou_non(compris, avant)
        return self._dans_son_dossier(compris)

    def _efface_ou_non(self, compris: Compris, avant: Etat) -> Tour:
        """Erase when the buyer says yes; else go on where he was, and answer what he says."""
        message, etat = compris.message, compris.etat
        if message.intention == "repeter":
            return Tour(avant, (Parole("utter_recommencer"),))
        if message.consent_a_effacer:
            return self.retours.tout_effacer(compris)
        if message.intention == "nier":
            return self.suite.continuer(etat, (Parole("utter_rien_efface"),))
        tour = self._dans_son_dossier(compris)
        arrete = tour.etat.question is not None or tour.etat.suivi.interrompu
        return tour if arrete else self.suite.continuer(tour.etat, tour.paroles)

    def _dans_son_dossier(self, compris: Compris) -> Tour:
        """Say that another file was opened, when the message is about another contract."""
        tour = self._repondre(compris)
        if not compris.autre_marche:
            return tour
        return Tour(tour.etat, (Parole("utter_autre_dossier"), *tour.paroles))

    def _repondre(self, compris: Compris) -> Tour:
        message, lu = compris.message, compris.lu
        commande = self.commandes.trouver(compris)
        annule = message.intention == "annuler" and not lu.repond
        if commande and (lu.vide or annule or message.suppose):
            return commande(compris)
        paroles = self._repliques(compris)
        if lu.vide:
            return self._sans_fait(compris, paroles)
        if lu.faits or lu.a_regler or lu.refuses or lu.remis_en_cause:
            return self.faits.prendre(compris, lu, paroles)
        return self.listes.prendre(compris)

    def _repliques(self, compris: Compris) -> tuple[Parole, ...]:
        """Answer what the message asks, besides what it says of the contract."""
        message, seuils = compris.message, self.interventions.seuils
        if compris.pose_une_question and not compris.lu.repond:
            reponse = Parole(f"utter_{message.question_du_guide}")
            if message.confiance >= seuils["question_comprise"]:
                return (reponse,)
            # it may well not be the one that is asked: it is named first
            titre = self.questions[str(message.question_du_guide)].titre
            return (Parole(gabarit="question_comprise", valeurs={"titre": titre}), reponse)
        sur = message.confiance >= seuils["replique"]
        if message.intention in self.interventions.reponses and compris.lu.vide and sur:
            return (Parole(f"utter_{message.intention}"),)
        return ()

    def _sans_fait(self, compris: Compris, paroles: tuple[Parole, ...]) -> Tour:
        """Answer a message that says nothing of the contract, nor of the clause."""
        if compris.etat.question is None:
            tour = self._sans_question(compris, paroles)
            if tour is not None:
                return tour
        etat, intention = compris.etat, compris.message.intention
        suivi = replace(etat.suivi, echecs=0, interrompu=False)
        if paroles:  # the pending question stays, with its point to settle
            return Tour(replace(etat, suivi=suivi), paroles)
        if intention == COMMENCE and not compris.message.dit.question_ouverte:
            return self.suite.continuer(replace(etat, suivi=suivi))
        refuse = etat.suivi.candidat is not None or etat.suivi.proposition
        if intention == "nier" and refuse:
            return Tour(replace(etat, suivi=etat.suivi.sans_motif()))
        return self._incompris(compris)

    def _sans_question(self, compris: Compris, paroles: tuple[Parole, ...]) -> Tour | None:
        """Begin, or say what can be done, while nothing is asked; None when nothing fits."""
        etat, intention = compris.etat, compris.message.intention
        decrit = intention.startswith(DECRIVENT)
        que_faire = Parole("utter_que_faire")
        if decrit and etat.suivi.avis:
            return Tour(etat, paroles or (que_faire,))
        if decrit or intention == COMMENCE:
            return self.suite.continuer(replace(etat, suivi=etat.suivi.sans_avis()), paroles)
        if paroles:
            return Tour(etat, paroles)
        return Tour(etat, (que_faire,)) if intention in SANS_OBJET else None

    def _incompris(self, compris: Compris) -> Tour:
        """Take what is said again after « est-ce bien cela ? »; else climb the ladder."""
        redit = self.incompris.redit(compris)
        if redit:
            return self.faits.prendre(compris, redit, ())
        return self.incompris.relancer(compris)
