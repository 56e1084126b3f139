"""Between a turn and the services: the file is kept, the documents are written and handed over."""

from __future__ import annotations

import datetime
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.traduction import en_slots
from bot.dialogue.etat import Etat, Tour
from bot.documents.production import conserver, ecrire
from bot.donnees import referentiel
from bot.dossiers import depot
from bot.metier.clause import faits_vides


def garder(tracker: Tracker, avant: Etat, apres: Etat) -> str | None:
    """Keep what was said; return its reference."""
    reference: str | None = tracker.slots.get("dossier")
    if apres.dossier_efface and reference:
        depot.effacer(reference)
        return None
    if apres.autre_dossier:
        reference = None
    if apres.avis_demande:
        return _demander_un_avis(tracker, reference, apres)
    if apres.faits == avant.faits:
        return reference
    return depot.enregistrer(reference, tracker.sender_id, apres.faits, apres.suivi.avis)


def _demander_un_avis(tracker: Tracker, reference: str | None, etat: Etat) -> str:
    garde = depot.enregistrer(reference, tracker.sender_id, etat.faits, etat.suivi.avis)
    depot.demander_un_avis(garde)
    return garde


def remettre(tour: Tour, reference: str | None, dispatcher: CollectingDispatcher) -> None:
    """Hand over the documents of a turn: the text as one block, then the formats to download."""
    for parole in tour.paroles:
        if parole.document is None:
            continue
        document = ecrire(parole.document, tour.etat.faits, reference, datetime.date.today())
        dispatcher.utter_message(response=f"utter_{parole.document}_prete")
        dispatcher.utter_message(text=document.texte)
        if reference:
            dispatcher.utter_message(json_message=conserver(document, reference))
        dispatcher.utter_message(response=f"utter_apres_{parole.document}")


def retrouver(conversation: str) -> dict[str, Any]:
    """Return the slots of the file that a conversation left, none when there is none."""
    trouve = depot.reprendre(conversation)
    if trouve is None:
        return {}
    reference, faits = trouve
    return {**en_slots({**faits_vides(referentiel()), **faits}), "dossier": reference}
