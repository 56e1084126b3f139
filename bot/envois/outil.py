"""What a tool must be able to do, for requests to be shown in it: one file (or folder) a tool.

A call that fails raises a `Faute`, whose `code` is kept and logged: it never holds a word or a
secret.
"""

from __future__ import annotations

from typing import Protocol

from bot.triage.cartes import Carte
from bot.triage.venues import Lieu


class Faute(Exception):
    """A call to a tool that failed."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code[:64]


class Passagere(Faute):
    """To be tried again: later, or after what the tool asks for (`attente_s`).

    `arrivee`: the message may have arrived all the same (a time-out, a 5xx).
    """

    def __init__(self, code: str, attente_s: float | None = None, arrivee: bool = False) -> None:
        super().__init__(code)
        self.attente_s = attente_s
        self.arrivee = arrivee


class Definitive(Faute):
    """The tool will never take this message, whatever is waited for."""


class Disparu(Faute):
    """What was to be changed is no longer there."""


class Outil(Protocol):
    """A tool, as the delivery sees it. Nothing here is called from the server's process."""

    nom: str

    def salle(self) -> Lieu | None:
        """Return where new requests are shown; None while nothing says where."""

    async def publier(self, lieu: Lieu, carte: Carte, marque: str) -> Lieu:
        """Post a card, in the thread of `lieu` if it has one; return its place, `message` set.

        `marque` is the same when the same message is tried again.
        """

    async def retrouver(self, lieu: Lieu, marque: str) -> Lieu | None:
        """Return where a message that may have arrived is; None when it did not, or cannot tell."""

    async def modifier(self, lieu: Lieu, carte: Carte) -> None:
        """Replace the message of `lieu`; raises `Disparu` when it is no longer there."""

    async def accueillir(self, identite: str, cartes: tuple[Carte, ...]) -> None:
        """Show somebody the queue, where the tool has a place for it."""

    async def nom_de(self, identite: str) -> str | None:
        """Return what the tool calls somebody, None when it does not say."""

    async def fermer(self) -> None:
        """Close what is open."""
