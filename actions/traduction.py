"""Between Rasa's trackers and the conversation of `bot.dialogue`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.dialogue.commandes import REPETITION
from bot.dialogue.etat import Etat, Message, Suivi, Tour
from bot.donnees import referentiel
from bot.lecture.lectures import Lecture
from bot.metier.clause import faits_vides
from bot.metier.contrat import INCONNU, Contrat
from bot.redaction.ecriture import typographier
from bot.redaction.messages import rendre

NATURES = ("ambigu", "refuse", "indice")


def lire_message(tracker: Tracker) -> Message:
    """Return what the buyer just said, from Rasa's parse of it."""
    dit: Mapping[str, Any] = tracker.latest_message
    intention: Mapping[str, Any] = dit.get("intent") or {}
    # a question that ends the message is told apart: it is one of `demandes`
    texte = dit.get("reponse") or dit.get("text") or ""
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
        demandes=tuple(_lire_demande(demande) for demande in dit.get("demandes", [])),
        # the channels let a leading « / » through only for a button that was just shown
        bouton=texte.startswith("/"),
    )


def _lire_demande(demande: Mapping[str, Any]) -> Message:
    intention, _, question = demande["nom"].partition("/")
    return Message(
        texte=demande["texte"],
        intention=intention,
        confiance=demande["confiance"],
        question_du_guide=demande["nom"] if question else None,
        classement=((demande["nom"], demande["confiance"]),),
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
        "motif": etat.suivi.motif or ("rappel" if etat.suivi.rappels else None),
        "ouverture": _ouverture(etat),
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


def _ouverture(etat: Etat) -> str | None:
    """Return the words that lead to a question asked again, or to the next item of a list."""
    enumere = etat.suivi.motif == "encore"
    if not (enumere or etat.suivi.rappels):
        return None
    return rendre("ouverture", {"rang": etat.suivi.rappels, "enumere": enumere})


def dire(
    tour: Tour,
    reference: str | None,
    tracker: Tracker,
    dispatcher: CollectingDispatcher,
) -> None:
    """Say things: responses of the domain, templates rendered here, the last answers again."""
    for parole in tour.paroles:
        if parole == REPETITION:
            dispatcher.utter_message(response=parole.reponse)
            for texte in _dernieres_reponses(tracker, tour.etat.question is not None):
                dispatcher.utter_message(text=texte)
        elif parole.gabarit:
            dispatcher.utter_message(
                text=rendre(
                    parole.gabarit,
                    {**parole.valeurs, "reference": reference},
                    tracker.get_latest_input_channel(),
                )
            )
        elif parole.reponse:
            boutons = [{"title": typographier(b.titre), "payload": b.envoi} for b in parole.boutons]
            dispatcher.utter_message(
                response=parole.reponse, buttons=boutons or None, **parole.valeurs
            )


def _dernieres_reponses(tracker: Tracker, question_pendante: bool) -> list[str]:
    """Return what was said to the message before, but the question, which is asked again."""
    tours: list[list[str]] = [[]]
    for evenement in tracker.events:
        if evenement["event"] == "user":
            tours.append([])
        elif evenement["event"] == "bot" and evenement.get("text") and not _incompris(evenement):
            tours[-1].append(evenement["text"])
    dites = tours[-2] if len(tours) > 1 else []
    return dites[:-1] if question_pendante else dites


def _incompris(evenement: Mapping[str, Any]) -> bool:
    """Tell « je n'ai pas compris », which nobody wants to hear again."""
    reponse = (evenement.get("metadata") or {}).get("utter_action") or ""
    return str(reponse).startswith("utter_incompris")
