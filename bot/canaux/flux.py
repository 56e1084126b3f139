"""What is said in a conversation, as it comes: server-sent events, one message each.

The database is read again at each ring (`bot.sonnette`) and at each beat: what another process
keeps there comes too, a little later.
"""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from bot.dossiers.conversations import ACHETEUR, Echange
from bot.sonnette import SONNETTE, Attente

# shorter than what a proxy lets pass in silence (30 s for the most impatient)
BATTEMENT_S = 20.0
# after which a browser that lost the stream asks for it again
RETOUR_MS = 3000
# A browser has one for all its tabs; one that shares nothing may still have seven.
PAR_CONVERSATION = 8
# each holds a connection, of the thousand that a process may have open
EN_TOUT = 500
EVENEMENTS = "text/event-stream; charset=utf-8"
BATTEMENT = ": toujours là\n\n"

Relire = Callable[[int], list[Echange]]


@dataclass(eq=False)
class Place:
    """A stream that is open; `fermee`, it ends at its next look."""

    attente: Attente
    fermee: bool = False

    def fermer(self) -> None:
        """Have it end."""
        self.fermee = True
        self.attente.reveiller()


class Places:
    """The streams that are open, in the order that they were opened in."""

    def __init__(self) -> None:
        self._prises: dict[str, list[Place]] = defaultdict(list)

    @property
    def complet(self) -> bool:
        """Tell whether there is room for no more."""
        return sum(map(len, self._prises.values())) >= EN_TOUT

    @contextmanager
    def prendre(self, conversation: str) -> Iterator[Place]:
        """Give a stream its place; a browser with too many loses the oldest, often a dead one."""
        siennes = self._prises[conversation]
        for ancienne in siennes[: max(0, len(siennes) + 1 - PAR_CONVERSATION)]:
            ancienne.fermer()
        with SONNETTE.ecouter(conversation) as attente:
            place = Place(attente)
            siennes.append(place)
            try:
                yield place
            finally:
                siennes.remove(place)
                if not siennes:
                    self._prises.pop(conversation, None)

    def fermer(self) -> None:
        """End them all: the server stops, and would wait for each."""
        for siennes in self._prises.values():
            for place in siennes:
                place.fermer()


async def derouler(
    place: Place, dits: Sequence[Echange], curseur: int, relire: Relire
) -> AsyncIterator[str]:
    """Give the events of a stream: what was just read, then what comes, until it is closed."""
    yield f"retry: {RETOUR_MS}\n\n"
    while not place.fermee:
        for dit in dits:
            curseur = dit.id
            if dit.de != ACHETEUR:
                yield f"id: {dit.id}\ndata: {json.dumps(en_message(dit), ensure_ascii=False)}\n\n"
        if not await place.attente.attendre(BATTEMENT_S):
            yield BATTEMENT
        place.attente.se_rendormir()
        dits = await asyncio.to_thread(relire, curseur)


def en_message(dit: Echange) -> dict[str, Any]:
    """Return something said in the shape of the widget's channel."""
    return {
        "id": dit.id,
        "de": dit.de,
        "texte": dit.texte,
        "boutons": list(dit.boutons),
        "custom": dit.custom,
    }
