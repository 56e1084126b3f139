"""What a message, or a part of one, would make of a state: nothing of it is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.dialogue.comprendre.comprehension import Comprehension
from bot.dialogue.comprendre.message import Message
from bot.dialogue.conduire.conduite import Conduite
from bot.dialogue.etat import Etat
from bot.dialogue.parts import Part
from bot.dialogue.pesee import Pesee


@dataclass(frozen=True)
class Essais:
    """Tries messages, and weighs what comes of them."""

    comprehension: Comprehension
    conduite: Conduite
    pesee: Pesee

    def message(self, texte: str, entier: Message) -> Message:
        """Return a part of what was typed as a message of its own."""
        assert entier.analyser is not None
        part = entier.analyser(texte)
        tout = entier.entier or entier.texte
        return replace(part, entier=tout, recu=entier.recu, parle_d_items=entier.parle_d_items)

    def peser(self, texte: str, entier: Message, etat: Etat) -> Part:
        """Try a part of what was typed, and tell how surely it is a message."""
        part = self.essayer(self.message(texte, entier), etat)
        return part._replace(pris=self.pesee.pris(part))

    def essayer(self, message: Message, etat: Etat) -> Part:
        """Work a message on a state, keeping nothing."""
        compris = self.comprehension.comprendre(message, etat)
        tour = self.conduite.conduire(compris, etat)
        return Part(compris, etat, tour)
