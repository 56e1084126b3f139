"""The one door: takes a message to its outcome, in one transaction and in bounded time.

Turns run one after the other in a thread of their own: the loop that listens to everybody is free
to say in time that an answer is late, and nothing of a turn said to be undone is kept.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

from bot.donnees import phrase
from bot.dossiers.base import transaction
from bot.entree import preparer

journal = logging.getLogger(__name__)
# A buyer hears something within 5 s; the page, which waits no longer, must hear it first.
DELAI_S = 4.0

Reponse = Mapping[str, Any]


class ReponsesEntieres(CollectingOutputChannel):
    """Collects answers as they are: Rasa would cut a text at each blank line."""

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        """Keep a text in one message."""
        await self._persist_message(self._message(recipient_id, text=text))


class TropTard(RuntimeError):
    """The one who wrote was told that the message is not taken: nothing of it may be kept."""


class Tour:
    """A message on its way: kept, or given up, never both."""

    def __init__(self) -> None:
        self._verrou = threading.Lock()
        self._clos: str | None = None

    def garder(self) -> None:
        """Say, just before keeping it, that it is; raises `TropTard` if it was given up."""
        if not self._clore("garde"):
            raise TropTard

    def abandonner(self) -> bool:
        """Give it up; return False if it is kept already, or about to be."""
        return self._clore("abandonne")

    def _clore(self, issue: str) -> bool:
        with self._verrou:
            self._clos = self._clos or issue
            return self._clos == issue


class Guichet:
    """Takes messages for one agent."""

    def __init__(self, agent: Agent) -> None:
        self._agent = agent
        self._fil = ThreadPoolExecutor(max_workers=1, thread_name_prefix="tours")
        self._boucle = asyncio.new_event_loop()
        self._debut: float | None = None

    @property
    def attente_s(self) -> float:
        """Return how long the present turn has been lasting."""
        debut = self._debut
        return 0.0 if debut is None else time.monotonic() - debut

    async def prendre(self, expediteur: str, texte: str, canal: str) -> list[Reponse]:
        """Return the answers to a message; never none: a fault is told in French."""
        tour = Tour()
        resultat = asyncio.get_running_loop().run_in_executor(
            self._fil, self._tenter, tour, expediteur, texte, canal
        )
        try:
            return await asyncio.wait_for(asyncio.shield(resultat), DELAI_S)
        except asyncio.TimeoutError:
            nom = "utter_retard" if tour.abandonner() else "utter_retard_incertain"
            journal.error("%s : %.1f s", nom, DELAI_S)
            return [self._phrase(nom, expediteur)]

    def _tenter(self, tour: Tour, expediteur: str, texte: str, canal: str) -> list[Reponse]:
        self._debut = time.monotonic()
        try:
            return self._tenir(tour, expediteur, texte, canal)
        except TropTard:
            return []  # nobody waits for it any more
        except Exception:
            journal.exception("message non pris")
            return [self._phrase("utter_incident", expediteur)]
        finally:
            self._debut = None

    def _tenir(self, tour: Tour, expediteur: str, texte: str, canal: str) -> list[Reponse]:
        """Run the turn; all that it writes is kept with the answer, or nothing is."""
        reponses = ReponsesEntieres()
        actions = self._agent.action_endpoint
        actions.panne = None
        with transaction():
            self._boucle.run_until_complete(self._dire(expediteur, texte, canal, reponses))
            if actions.panne or not reponses.messages:
                raise actions.panne or RuntimeError("aucune réponse")
            tour.garder()
        return list(reponses.messages)

    async def _dire(
        self, expediteur: str, texte: str, canal: str, reponses: ReponsesEntieres
    ) -> None:
        prepare = await preparer(texte, expediteur, self._agent.tracker_store)
        message = UserMessage(prepare, reponses, expediteur, input_channel=canal)
        await self._agent.handle_message(message)

    @staticmethod
    def _phrase(nom: str, expediteur: str) -> Reponse:
        return {"recipient_id": expediteur, "text": phrase(nom)}

    def fermer(self) -> None:
        """Let the present turn end, and take no more."""
        self._fil.shutdown(wait=True)
        self._boucle.close()
