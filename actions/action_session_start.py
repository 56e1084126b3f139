"""Opens a session: says what the assistant is; takes up again the file of the conversation."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActionExecuted, SessionStarted, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.greffe import retrouver


class ActionSessionStart(Action):
    """Open the session with the slots of the last one, or with the file that was kept."""

    def name(self) -> str:
        """Return the name that Rasa gives to the opening of a session."""
        return "action_session_start"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Run it."""
        dispatcher.utter_message(response="utter_accueil")
        gardes = {nom: valeur for nom, valeur in tracker.slots.items() if valeur is not None}
        slots = gardes or retrouver(tracker.sender_id)
        evenements = [SlotSet(nom, valeur) for nom, valeur in slots.items()]
        return [SessionStarted(), *evenements, ActionExecuted("action_listen")]
