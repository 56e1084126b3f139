"""The loaded model, the real actions and the real door, together in this process."""

from __future__ import annotations

import logging
from typing import Any

from rasa.shared.core.events import BotUttered, UserUttered
from rasa.utils.log_utils import configure_structlog

from bot.guichet import Guichet
from bot.moteur.agent import charger


class Assistant:
    """The assistant as a channel sees it."""

    def __init__(self) -> None:
        configure_structlog(logging.WARNING)  # else Rasa writes pages at each message
        self.agent = charger()
        self.guichet = Guichet(self.agent)

    async def dire(self, expediteur: str, texte: str, canal: str = "rest") -> list[dict[str, Any]]:
        """Send a message through the door; return the answers."""
        return [dict(r) for r in await self.guichet.prendre(expediteur, texte, canal)]

    async def slots(self, expediteur: str) -> dict[str, Any]:
        conversation = await self.agent.tracker_store.retrieve(expediteur)
        return dict(conversation.current_slot_values()) if conversation else {}

    async def noms_des_reponses(self, expediteur: str) -> list[str]:
        """Return the names of the domain's responses that were given to the last message."""
        conversation = await self.agent.tracker_store.retrieve(expediteur)
        noms: list[str] = []
        for evenement in reversed(conversation.events):
            if isinstance(evenement, UserUttered):
                break
            if isinstance(evenement, BotUttered):
                noms.append(evenement.metadata.get("utter_action") or "")
        return noms

    async def analyser(self, texte: str) -> dict[str, Any]:
        """Return what `/model/parse` returns."""
        return dict(await self.agent.parse_message(texte))
