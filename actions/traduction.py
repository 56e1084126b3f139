"""Between Rasa's trackers and the conversation of `bot.dialogue`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.dialogue.etat import Etat, Message, Suivi, Tour
from bot.donnees import referentiel
from bot.lecture.lectures import Lecture
from bot.metier.clause import faits_vides
from bot.metier.contrat import INCONNU, Contrat
from bot.redaction.messages import rendre

NATURES = ("ambigu", "refuse", "indice")


def lire_message(tracker: Tracker) -> Message:
    """Return what the buyer just said, from Rasa's parse of it."""
    dit: Mapping[str, Any] = tracker.latest_message
    intention: Mapping[str, Any] = dit.get("intent") or {}
    texte = dit.get("text") or ""
    selection = dit.get("response_selector", {}).get("faq", {}).get("response", {})
    return Message(
        texte=texte,
        intention=intention.get("name") or "nlu_fallback",
        confiance=intention.get("confidence") or 0.0,
        question_du_guide=selection.get("intent_response_key"),
        lectures=tuple(_lire_entite(entite) for entite in dit.get("entities", [])),
        classement=tuple(
            (rang["name"], rang["confidence"]) for rang in dit.get("intent_ranking", [])
        ),
        # the channels let a leading « / » through only for a button that was just shown
        bouton=texte.startswith("/"),
    )


def _lire_entite(entite: Mapping[str, Any]) -> Lecture:
    fait, _, suffixe = entite["entity"].rpartition("_")
    nature = suffixe if suffixe in NATURES else "fait"
    return Lecture(
        fait=fait if suffixe in NATURES else entite["entity"],
        valeur=entite["value"],
        debut=entite.get("start") or 0,
        fin=entite.get("end") or 0,
        nature=nature,  # type: ignore[arg-type]  # one of NATURES, or « fait »
        motif=entite.get("motif"),
        interrogatif=bool(entite.get("interrogatif")),
    )


def lire_etat(tracker: Tracker) -> Etat:
    """Return where the conversation stands, from the slots."""
    slots = tracker.slots
    return Etat(
        faits={
            **faits_vides(referentiel()),
            **(slots.get("projet") or {}),
            **Contrat.depuis(slots).faits(),
        },
        question=slots.get("requested_slot"),
        suivi=Suivi.depuis(slots.get("suivi")),
    )


def en_evenements(etat: Etat, reference: str | None, tracker: Tracker) -> list[dict[str, Any]]:
    """Return the events that put a state into the slots, for those that change.

    The question is always told: Rasa's form would look for one of its own.
    """
    valeurs = {
        **en_slots(etat.faits),
        "faisabilite": etat.suivi.avis,
        "dossier": reference,
        "suivi": etat.suivi.en_donnees(),
        "motif": etat.suivi.motif,
        "candidat": _candidat(etat),
    }
    changes = {nom: v for nom, v in valeurs.items() if v != tracker.slots.get(nom)}
    return [SlotSet(nom, v) for nom, v in {**changes, "requested_slot": etat.question}.items()]


def en_slots(faits: Mapping[str, Any]) -> dict[str, Any]:
    """Return the slots that hold facts: one each for the contract's, one for all decisions."""
    contrat = Contrat.depuis(faits).faits()
    projet = {nom: v for nom, v in faits.items() if nom not in contrat and v is not None}
    return {
        **contrat,
        "projet": projet or None,
        "clause_insertion": faits["clause_insertion"],
        "axes": faits["axes"] if faits["axes"] != INCONNU else None,
    }


def _candidat(etat: Etat) -> str | None:
    """Return how the value proposed with a question is written."""
    if etat.question is None or etat.suivi.candidat is None:
        return None
    return rendre("candidat", {"fait": etat.question, "propose": etat.suivi.candidat})


def dire(tour: Tour, reference: str | None, dispatcher: CollectingDispatcher) -> None:
    """Say things: responses of the domain, and templates rendered here."""
    for parole in tour.paroles:
        if parole.gabarit:
            dispatcher.utter_message(
                text=rendre(parole.gabarit, {**parole.valeurs, "reference": reference})
            )
        elif parole.reponse:
            dispatcher.utter_message(response=parole.reponse, **parole.valeurs)
