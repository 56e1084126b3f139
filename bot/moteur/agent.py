"""Loads the trained model into an agent that runs our actions in this very process.

Rasa would call an action server over HTTP with the whole conversation: one more process, one more
failure, and a transaction that could not hold both the turn and what it writes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.tracker_store import create_tracker_store
from rasa.core.utils import AvailableEndpoints
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

from bot.donnees import MODELE, RACINE
from bot.guichet import Mener
from bot.moteur.accelerations import appliquer

RACCORDEMENTS = RACINE / "endpoints.yml"


class ActionEnPanne(RuntimeError):
    """An action failed: Rasa would only note it, and go on as if nothing were."""


class ActionsInternes(EndpointConfig):
    """An action endpoint that runs the actions instead of calling a server.

    `panne` is what an action of the present turn raised: whoever runs the turn looks at it.
    """

    def __init__(self) -> None:
        super().__init__("interne", enable_selective_domain=True)
        self.panne: Exception | None = None
        self._executeur = ActionExecutor()
        self._executeur.register_package("actions")

    async def request(self, *args: Any, json: dict[str, Any], **kwargs: Any) -> Any:
        """Run an action as rasa_sdk's server would; see `EndpointConfig`."""
        try:
            return await self._executeur.run(json)
        except Exception as panne:
            self.panne = panne
            raise


def meneur(agent: Agent) -> Mener:
    """Return what leads a message through Rasa: understanding, rule, action."""

    async def mener(expediteur: str, texte: str, canal: str) -> None:
        agent.action_endpoint.panne = None
        message = UserMessage(texte, CollectingOutputChannel(), expediteur, input_channel=canal)
        await agent.handle_message(message)
        if agent.action_endpoint.panne:
            raise ActionEnPanne from agent.action_endpoint.panne

    return mener


def charger(modele: Path = MODELE) -> Agent:
    """Return the agent, over the store of conversations that `endpoints.yml` names."""
    appliquer()
    raccordements = AvailableEndpoints.read_endpoints(str(RACCORDEMENTS))
    suivis = create_tracker_store(raccordements.tracker_store)
    agent = Agent.load(str(modele), tracker_store=suivis, action_endpoint=ActionsInternes())
    # Rasa wraps a store so that it forgets in silence when it fails; ours must be heard
    agent.tracker_store = agent.processor.tracker_store = suivis
    return agent
