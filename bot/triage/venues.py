"""What comes from a tool, once the tool's own channel has verified it: who, where, which words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Lieu:
    """A place in a tool. `conversation`: a channel, or a person's own; `fil`: the thread's root.

    `message`: one message there. `service`: where the tool wants to be called, for those that say.
    `pour`: the one person who is to see it (« slack:U123 »), where the tool can.
    """

    conversation: str
    fil: str | None = None
    message: str | None = None
    service: str | None = None
    pour: str | None = None

    def en_donnees(self) -> dict[str, Any]:
        """Return plain data, for a table."""
        return asdict(self)

    @classmethod
    def depuis(cls, donnees: Mapping[str, Any]) -> Lieu:
        """Rebuild from what `en_donnees` gave."""
        return cls(**donnees)


@dataclass(frozen=True)
class Venue:
    """A message, or a click, of somebody whose identity the tool vouches for.

    `evenement`: the tool's id of it, the same when it is sent again. `identite`: « slack:U123 ».
    `texte`: plain, without the mention of the assistant (`nomme`: it was mentioned, or clicked);
    the mention of a colleague is written « ⟦slack:U456⟧ ». `prive`: nobody else sees the place.
    """

    outil: str
    evenement: str
    identite: str
    nom: str | None
    lieu: Lieu
    prive: bool
    nomme: bool
    texte: str

    def en_donnees(self) -> dict[str, Any]:
        """Return plain data, for a table."""
        return asdict(self)

    @classmethod
    def depuis(cls, donnees: Mapping[str, Any]) -> Venue:
        """Rebuild from what `en_donnees` gave."""
        return cls(**{**donnees, "lieu": Lieu.depuis(donnees["lieu"])})
