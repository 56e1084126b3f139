"""Between Rasa's trackers and the conversation of `bot.dialogue`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.dialogue.etat import Etat, Message, Parole, Suivi
from bot.lecture.lectures import Lecture
from bot.metier.contrat import Contrat
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
    return Etat(
        faits=Contrat.depuis(tracker.slots).faits(),
        question=tracker.slots.get("requested_slot"),
        suivi=Suivi.depuis(tracker.slots.get("suivi")),
    )


def en_evenements(etat: Etat) -> list[dict[str, Any]]:
    """Return the events that put a state into the slots."""
    suivi = etat.suivi
    candidat = None
    if etat.question and suivi.candidat is not None:
        candidat = rendre("candidat", {"fait": etat.question, "propose": suivi.candidat})
    valeurs = {
        **etat.faits,
        "faisabilite": suivi.avis,
        "suivi": suivi.en_donnees(),
        "motif": suivi.motif,
        "candidat": candidat,
        "requested_slot": etat.question,
    }
    return [SlotSet(nom, valeur) for nom, valeur in valeurs.items()]


def dire(paroles: Iterable[Parole], dispatcher: CollectingDispatcher) -> None:
    """Say things: responses of the domain, and templates rendered here."""
    for parole in paroles:
        if parole.gabarit:
            dispatcher.utter_message(text=rendre(parole.gabarit, parole.valeurs))
        else:
            dispatcher.utter_message(response=parole.reponse, **parole.valeurs)
