"""One turn of the conversation: a message and a state in, the next state and what to say out."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogue.comprendre.comprehension import Comprehension
from bot.dialogue.comprendre.message import Message
from bot.dialogue.conduire.effacement import Effacement
from bot.dialogue.conduire.redites import Redites
from bot.dialogue.conduire.reponse import Reponse
from bot.dialogue.etat import EFFACEMENT, Etat, Tour


@dataclass(frozen=True)
class Meneur:
    """Leads the conversation: understands, then acts, then takes care not to repeat itself."""

    comprehension: Comprehension
    effacement: Effacement
    reponse: Reponse
    redites: Redites

    def prendre(self, message: Message, etat: Etat) -> Tour:
        """Take a turn: the message, then what else it asks."""
        en_plus = self.comprehension.intentions.en_plus(message)
        tour = Tour(etat)
        for demande in (message, *en_plus):
            suite = self._servir(demande, tour.etat)
            incompris = suite.etat.suivi.echecs > etat.suivi.echecs
            if demande is message and en_plus and incompris:
                continue  # the whole was not understood, its parts are
            tour = Tour(suite.etat, (*tour.paroles, *suite.paroles))
        return self.redites.eviter(tour, etat)

    def _servir(self, message: Message, etat: Etat) -> Tour:
        compris = self.comprehension.comprendre(message, etat)
        if etat.suivi.motif == EFFACEMENT:
            return self.effacement.decider(compris, etat)
        return self.reponse.donner(compris)
