"""Says at the first message what the assistant is, what it is for and what it keeps."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActionExecuted, SessionStarted, SlotSet
from rasa_sdk.executor import CollectingDispatcher


class ActionSessionStart(Action):
    """Open the session with the slots of the last one."""

    def name(self) -> str:
        """Return the name that Rasa gives to the opening of a session."""
        return "action_session_start"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Run it."""
        dispatcher.utter_message(response="utter_accueil")
        gardes = [SlotSet(nom, valeur) for nom, valeur in tracker.slots.items() if valeur]
        return [SessionStarted(), *gardes, ActionExecuted("action_listen")]
