"""Between a turn and the services: the file is kept, the documents are written and handed over."""

from __future__ import annotations

import datetime
import logging
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy.exc import SQLAlchemyError

from actions.traduction import en_slots
from bot.dialogue.etat import Etat, Tour
from bot.documents.production import conserver, ecrire
from bot.donnees import referentiel
from bot.dossiers.depot import depot
from bot.metier.clause import faits_vides

journal = logging.getLogger(__name__)


def garder(
    tracker: Tracker, avant: Etat, apres: Etat, dispatcher: CollectingDispatcher
) -> tuple[str | None, bool]:
    """Keep what was said; return its reference, and whether it could be: a failure is told of."""
    reference: str | None = tracker.slots.get("dossier")
    try:
        if apres.dossier_efface and reference:
            depot().effacer(reference)
            return None, True
        if apres.autre_dossier:
            reference = None
        if apres.avis_demande:
            return _demander_un_avis(tracker, reference, apres), True
        if apres.faits == avant.faits:
            return reference, True
        garde = depot().enregistrer(reference, tracker.sender_id, apres.faits, apres.suivi.avis)
        return garde, True
    except SQLAlchemyError:
        journal.exception("dossier non enregistré")
        dispatcher.utter_message(response="utter_panne_dossier")
        return reference, False


def _demander_un_avis(tracker: Tracker, reference: str | None, etat: Etat) -> str:
    garde = depot().enregistrer(reference, tracker.sender_id, etat.faits, etat.suivi.avis)
    depot().demander_un_avis(garde)
    return garde


def remettre(tour: Tour, reference: str | None, dispatcher: CollectingDispatcher) -> None:
    """Hand over the documents of a turn: the text as one block, then the formats to download."""
    for parole in tour.paroles:
        if parole.document is None:
            continue
        document = ecrire(parole.document, tour.etat.faits, reference, datetime.date.today())
        dispatcher.utter_message(response=f"utter_{parole.document}_prete")
        dispatcher.utter_message(text=document.texte)
        try:
            if reference:
                dispatcher.utter_message(json_message=conserver(document, reference, depot()))
        except SQLAlchemyError:
            journal.exception("document non conservé")
            dispatcher.utter_message(response="utter_panne_dossier")
        dispatcher.utter_message(response=f"utter_apres_{parole.document}")


def retrouver(conversation: str) -> dict[str, Any]:
    """Return the slots of the file that a conversation left, none when there is none."""
    try:
        trouve = depot().reprendre(conversation)
    except SQLAlchemyError:
        journal.exception("dossier non relu")
        return {}
    if trouve is None:
        return {}
    reference, faits = trouve
    return {**en_slots({**faits_vides(referentiel()), **faits}), "dossier": reference}
