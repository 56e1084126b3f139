"""Wakes those who wait for what will be said in a conversation, whichever thread says it.

It only says « look again »: what was said is in the database, and nowhere else.
"""

from __future__ import annotations

import asyncio
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(eq=False)
class Attente:
    """One who waits, in his own event loop."""

    _boucle: asyncio.AbstractEventLoop = field(default_factory=asyncio.get_running_loop)
    _reveil: asyncio.Event = field(default_factory=asyncio.Event)

    def reveiller(self) -> None:
        """Wake him, from any thread."""
        self._boucle.call_soon_threadsafe(self._reveil.set)

    def se_rendormir(self) -> None:
        """Say, before looking, that what comes from now on is worth another look."""
        self._reveil.clear()

    async def attendre(self, delai_s: float) -> bool:
        """Wait to be woken, no longer than a delay; tell whether he was."""
        try:
            await asyncio.wait_for(self._reveil.wait(), delai_s)
        except asyncio.TimeoutError:
            return False
        return True


class Sonnette:
    """Knows who waits for which conversation."""

    def __init__(self) -> None:
        self._verrou = threading.Lock()
        self._attentes: dict[str, set[Attente]] = defaultdict(set)

    def sonner(self, noms: Iterable[str]) -> None:
        """Say that something new is kept in these conversations."""
        with self._verrou:
            for nom in noms:
                for attente in self._attentes.get(nom, ()):
                    attente.reveiller()

    @contextmanager
    def ecouter(self, nom: str) -> Iterator[Attente]:
        """Give one who waits for a conversation, as long as he does."""
        attente = Attente()
        with self._verrou:
            self._attentes[nom].add(attente)
        try:
            yield attente
        finally:
            with self._verrou:
                self._attentes[nom].discard(attente)
                if not self._attentes[nom]:
                    del self._attentes[nom]


SONNETTE = Sonnette()
