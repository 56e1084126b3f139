"""The loaded model and the real actions, together in this process.

`rasa test` never calls the action server; here the agent's calls go straight to the executor that
the action server runs.
"""

from __future__ import annotations

import logging
from typing import Any

from rasa.core.agent import Agent
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.utils.endpoints import EndpointConfig
from rasa.utils.log_utils import configure_structlog
from rasa_sdk.executor import ActionExecutor

from bot.canaux.rest import repondre
from bot.demarrage.accelerations import appliquer
from bot.donnees import RACINE

MODELE = RACINE / "models" / "assistant.tar.gz"


class ActionsEnProcessus(EndpointConfig):
    """An action endpoint that runs the actions instead of calling a server."""

    def __init__(self) -> None:
        super().__init__("http://actions.invalid", enable_selective_domain=True)
        self._executeur = ActionExecutor()
        self._executeur.register_package("actions")

    async def request(self, *args: Any, json: dict[str, Any], **kwargs: Any) -> Any:
        return await self._executeur.run(json)


class Assistant:
    """The assistant as a channel sees it."""

    def __init__(self) -> None:
        appliquer()
        configure_structlog(logging.WARNING)  # else Rasa writes pages at each message
        self.agent = Agent.load(str(MODELE), action_endpoint=ActionsEnProcessus())
        self.agent.tracker_store = InMemoryTrackerStore(self.agent.domain)
        self.agent.processor.tracker_store = self.agent.tracker_store

    async def dire(self, expediteur: str, texte: str, canal: str = "rest") -> list[dict[str, Any]]:
        """Send a message through the REST channel's code; return the answers."""
        return await repondre(self.agent, self.agent.handle_message, expediteur, texte, canal)

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
