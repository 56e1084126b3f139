"""One turn of the conversation: a message and a state in, the next state and what to say out."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogue.comprendre.message import Message
from bot.dialogue.conduire.appel import Appel
from bot.dialogue.conduire.conduite import Conduite
from bot.dialogue.conduire.redites import Redites
from bot.dialogue.ecran import Ecran
from bot.dialogue.etat import Etat, Tour


@dataclass(frozen=True)
class Meneur:
    """Leads the conversation: understands, then acts, then takes care not to repeat itself."""

    conduite: Conduite
    ecran: Ecran
    redites: Redites
    appel: Appel

    def prendre(self, message: Message, etat: Etat) -> Tour:
        """Take a turn."""
        tour = self.conduite.ne_pas_se_taire(self.ecran.prendre(message, etat))
        return self.appel.borner(self.redites.eviter(tour, etat), etat)
