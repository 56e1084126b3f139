"""Tells the verdict once the questions are over."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.traduction import dire, en_evenements, lire_etat
from bot.assemblage import meneur


class ActionRendreAvis(Action):
    """Tell the verdict, unless it was told already or the questions were put off."""

    def name(self) -> str:
        """Return the name by which the rules call it."""
        return "action_rendre_avis"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Run it."""
        tour = meneur().conclure(lire_etat(tracker))
        dire(tour.paroles, dispatcher)
        return en_evenements(tour.etat)
