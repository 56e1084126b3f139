"""Answers what is not a fact of the contract, outside the questions."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.traduction import dire, en_evenements, lire_etat, lire_message
from bot.assemblage import meneur


class ActionRepondre(Action):
    """Take a turn that leads to no question."""

    def name(self) -> str:
        """Return the name by which the rules call it."""
        return "action_repondre"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Run the turn."""
        etat = lire_etat(tracker)
        tour = meneur().prendre(lire_message(tracker), etat)
        if tour.etat.question or tour.etat.faits != etat.faits:
            # it also says something of the contract: the form takes it from the start
            return [FollowupAction("formulaire_faisabilite")]
        dire(tour.paroles, dispatcher)
        return en_evenements(tour.etat)
