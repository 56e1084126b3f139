"""« Tout effacer ? »: only a plain yes does, since it cannot be undone."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogue.comprendre.compris import Compris
from bot.dialogue.conduire.reponse import Reponse
from bot.dialogue.conduire.retours import Retours
from bot.dialogue.conduire.suite import Suite
from bot.dialogue.etat import Etat, Parole, Tour


@dataclass(frozen=True)
class Effacement:
    """Takes what is said once it was asked whether everything is to be erased."""

    suite: Suite
    retours: Retours
    reponse: Reponse

    def decider(self, compris: Compris, avant: Etat) -> Tour:
        """Erase when the buyer says yes; else go on where he was, and answer what he says."""
        if compris.message.intention == "repeter":
            return Tour(avant, (Parole("utter_recommencer"),))
        if compris.message.consent_a_effacer:
            return self.retours.tout_effacer(compris)
        if compris.message.intention == "nier":
            return self.suite.continuer(compris.etat, (Parole("utter_rien_efface"),))
        tour = self.reponse.donner(compris)
        arrete = tour.etat.question is not None or tour.etat.suivi.interrompu
        return tour if arrete else self.suite.continuer(tour.etat, tour.paroles)
