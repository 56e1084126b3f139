"""Takes every message: reads it, moves the file on, says what comes of it."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.greffe import garder, remettre
from actions.traduction import dire, en_evenements, lire_etat, lire_message
from bot.assemblage import meneur


class ValidateFormulaireDossier(Action):
    """Take the turn; keep the file; say the outcome and remember it."""

    def name(self) -> str:
        """Return the name by which Rasa calls it for the form."""
        return "validate_formulaire_dossier"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Run the turn."""
        avant = lire_etat(tracker)
        tour = meneur().prendre(lire_message(tracker), avant)
        reference = garder(tracker, avant, tour.etat)
        dire(tour, reference, tracker, dispatcher)
        remettre(tour, reference, dispatcher)
        return en_evenements(tour.etat, reference, tracker)
