"""Takes every message: has the turn worked on its file, and shows in Rasa what came of it."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.moteur.traduction import en_evenements, enoncer, lire_message
from bot.tour import en_cours, tenir


class ValidateFormulaireDossier(Action):
    """Take the turn that the door opened."""

    def name(self) -> str:
        """Return the name by which Rasa calls it for the form."""
        return "validate_formulaire_dossier"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Run the turn."""
        tour = en_cours()
        if tour is None:
            raise RuntimeError("aucun tour n’est ouvert : les messages entrent par bot.guichet")
        enoncer(tenir(tour, lire_message(tracker)), dispatcher)
        return en_evenements(tour, tracker)
