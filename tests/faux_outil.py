"""A tool that shows cards in memory, and fails when it is told to: what is common knows no more."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from bot.envois.outil import Disparu
from bot.triage.cartes import Carte
from bot.triage.venues import Lieu

SALLE = "C-TRIAGE"


@dataclass
class FauxOutil:
    """`messages`: what stands in the tool, by id; `fautes` are raised one after the other.

    A fault that comes `apres` is raised once the message stands there.
    """

    nom: str = "slack"
    messages: dict[str, tuple[Lieu, Carte, str]] = field(default_factory=dict)
    fautes: deque[Exception] = field(default_factory=deque)
    fautes_apres: deque[Exception] = field(default_factory=deque)
    accueils: dict[str, tuple[Carte, ...]] = field(default_factory=dict)
    noms: dict[str, str] = field(default_factory=dict)
    appels: list[str] = field(default_factory=list)

    def salle(self) -> Lieu | None:
        return Lieu(SALLE)

    async def publier(self, lieu: Lieu, carte: Carte, marque: str) -> Lieu:
        self._appel("publier", carte)
        message = f"{len(self.messages) + 1}.0"
        place = Lieu(lieu.conversation, lieu.fil, message, lieu.service, lieu.pour)
        self.messages[message] = (place, carte, marque)
        if self.fautes_apres:
            raise self.fautes_apres.popleft()
        return place

    async def retrouver(self, lieu: Lieu, marque: str) -> Lieu | None:
        return next((p for p, _, m in self.messages.values() if m == marque), None)

    async def modifier(self, lieu: Lieu, carte: Carte) -> None:
        self._appel("modifier", carte)
        if lieu.message not in self.messages:
            raise Disparu("message_not_found")
        place, _, marque = self.messages[lieu.message]
        self.messages[lieu.message] = (place, carte, marque)

    async def accueillir(self, identite: str, cartes: tuple[Carte, ...]) -> None:
        self.accueils[identite] = cartes

    async def nom_de(self, identite: str) -> str | None:
        return self.noms.get(identite)

    async def fermer(self) -> None:
        return None

    def dans(self, fil: str | None, conversation: str = SALLE) -> list[str]:
        """Return what is read in a thread, in order."""
        return [
            carte.en_texte()
            for lieu, carte, _ in self.messages.values()
            if lieu.conversation == conversation and lieu.fil == fil
        ]

    def carte_de(self, reference: str) -> tuple[str, Carte]:
        """Return the card of a request, and the id of its message."""
        return next(
            (nom, carte)
            for nom, (lieu, carte, _) in self.messages.items()
            if lieu.fil is None and (carte.titre or "").startswith(reference)
        )

    def _appel(self, nom: str, carte: Carte) -> None:
        self.appels.append(f"{nom} {carte.titre or carte.texte}")
        if self.fautes:
            raise self.fautes.popleft()
