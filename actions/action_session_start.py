"""Opens a session: says what the assistant is, and shows the file in the slots."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActionExecuted, SessionStarted
from rasa_sdk.executor import CollectingDispatcher

from bot.moteur.traduction import en_evenements, enoncer
from bot.tour import accueillir, en_cours


class ActionSessionStart(Action):
    """Greet one who comes for the first time."""

    def name(self) -> str:
        """Return the name that Rasa gives to the opening of a session."""
        return "action_session_start"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Run it."""
        tour = en_cours()
        if tour is None:  # Rasa's API looks at a conversation that does not exist
            return [SessionStarted(), ActionExecuted("action_listen")]
        enoncer(accueillir(tour), dispatcher)
        return [SessionStarted(), *en_evenements(tour, tracker), ActionExecuted("action_listen")]
