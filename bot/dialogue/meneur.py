"""One turn of the conversation: a message and a state in, the next state and what to say out."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogue.comprendre.comprehension import Comprehension
from bot.dialogue.comprendre.message import Message
from bot.dialogue.conduire.appel import Appel
from bot.dialogue.conduire.conduite import Conduite
from bot.dialogue.conduire.oublis import dire_les_oublis
from bot.dialogue.conduire.redites import Redites
from bot.dialogue.enchainement import Enchainement
from bot.dialogue.etat import Etat, Tour


@dataclass(frozen=True)
class Meneur:
    """Leads the conversation: understands, then acts, then takes care not to repeat itself."""

    comprehension: Comprehension
    conduite: Conduite
    enchainement: Enchainement
    redites: Redites
    appel: Appel

    def prendre(self, message: Message, etat: Etat) -> Tour:
        """Take a turn: the message, then what else it asks."""
        tour = self.enchainement.prendre(message, etat) or self._d_un_bloc(message, etat)
        tour = self.conduite.ne_pas_se_taire(tour)
        return self.appel.borner(self.redites.eviter(tour, etat), etat)

    def _d_un_bloc(self, message: Message, etat: Etat) -> Tour:
        compris = self.comprehension.comprendre(message, etat)
        tour = dire_les_oublis(compris, self.conduite.conduire(compris, etat))
        en_plus = compris.en_plus
        if en_plus and tour.etat.suivi.echecs > etat.suivi.echecs:
            tour = Tour(etat)  # the whole was not understood, its parts are
        for demande in en_plus:
            compris = self.comprehension.comprendre(demande, tour.etat)
            suite = self.conduite.conduire(compris, tour.etat)
            tour = Tour(suite.etat, (*tour.paroles, *suite.paroles))
        return tour
