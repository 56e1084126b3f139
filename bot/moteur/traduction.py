"""Between Rasa's trackers and the turn of `bot.tour`: what it parsed, what its slots show."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.dialogue.comprendre.message import Message
from bot.dialogue.etat import Etat
from bot.donnees import referentiel
from bot.lecture.lectures import Lecture
from bot.metier.contrat import INCONNU
from bot.metier.faits import LOTS, Faits
from bot.metier.obligation import obligation_sociale, type_d_achat
from bot.metier.verdict import evaluer_lots
from bot.nlu.comprehension import analyser
from bot.redaction.reponses import Dit
from bot.tour import TourEnCours

TOUJOURS_DITS = ("dossier", "requested_slot")
# shown as they were decided; the others are in `projet`
DECISIONS_MONTREES = ("clause_insertion", "type_acheteur", "date_lancement", "date_notification")
NATURES = ("ambigu", "refuse", "indice")


def lire_message(tracker: Tracker) -> Message:
    """Return what the buyer just said, from Rasa's parse of it; its parts may be parsed too."""
    return replace(_en_message(tracker.latest_message), analyser=_analyser_une_part)


def _analyser_une_part(texte: str) -> Message:
    return _en_message(analyser(texte))


def _en_message(dit: Mapping[str, Any]) -> Message:
    intention: Mapping[str, Any] = dit.get("intent") or {}
    # a question that ends the message is told apart: it is one of `demandes`
    entier = dit.get("text") or ""
    texte = dit.get("reponse") or entier
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
        entier=entier,
        reponses={
            dite["question"]: (dite["valeur"], dite["confiance"])
            for dite in dit.get("reponses", [])
        },
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
        sure=entite.get("sure", True),
        part=entite.get("part", 1.0),
    )


def en_slots(etat: Etat, reference: str | None) -> dict[str, Any]:
    """Return every slot: one each for the contract's facts, one for all decisions."""
    contrat = _contrat(etat.faits)
    return {
        **contrat,
        "lots": _lots(etat.faits) or None,
        "projet": _decisions(etat.faits, (*contrat, LOTS)) or None,
        **{nom: etat.faits[nom] for nom in DECISIONS_MONTREES},
        "type_achat": etat.faits["type_achat"] or type_d_achat(etat.faits, referentiel()),
        "obligation_sociale": _obligation(etat),
        "axes": etat.faits["axes"] if etat.faits["axes"] != INCONNU else None,
        "faisabilite": etat.suivi.avis or _annonce(etat),
        "dossier": reference,
        "requested_slot": etat.question,
    }


def _contrat(faits: Faits) -> Mapping[str, Any]:
    """Return the contract's facts: the one lot's that is considered, or what all lots share."""
    juges, dits = faits.contrats, faits.contrat.faits()
    if len(juges) == 1:
        return juges[0].faits()
    partages = faits.de_lots(faits.retenus).contrat.faits()
    return {fait: partages[fait] if dit is None else dit for fait, dit in dits.items()}


def _decisions(faits: Faits, ailleurs: Collection[str]) -> dict[str, Any]:
    """Return what is decided of the clause, besides what has a slot of its own."""
    return {nom: v for nom, v in faits.items() if nom not in ailleurs and v is not None}


def _annonce(etat: Etat) -> str | None:
    """Return the verdict told in a line, unless what decides is asked again."""
    decide = etat.question in referentiel().decisifs
    return None if decide else etat.suivi.annonce


def _obligation(etat: Etat) -> str | None:
    """Return what article L2112-2-1 asks of the contract, once the verdict told of it."""
    if etat.suivi.avis is None:
        return None
    return obligation_sociale(etat.faits, referentiel()).valeur


def _lots(faits: Faits) -> list[dict[str, Any]]:
    """Return the lots considered; of what one does not say, save its amount, the contract's."""
    montres = []
    for lot, evaluation in evaluer_lots(faits, referentiel()).lots:
        contrat = lot.contrat(faits.contrat)
        montres.append(
            {
                "numero": lot.numero,
                "objet": contrat.objet,
                "forme_contrat": contrat.forme_contrat,
                "duree_mois": contrat.duree_mois,
                "duree_ms_mois": contrat.duree_ms_mois,
                "montant_ht": lot.dit.montant_ht,
                "verdict": evaluation.verdict,
            }
        )
    return montres


def en_evenements(tour: TourEnCours, tracker: Tracker) -> list[dict[str, Any]]:
    """Return the events that show the file in the slots, for those that change.

    The question is always told: Rasa's form would look for one of its own; and the file, for it
    takes a turn that sets no other slot for one that it did not understand.
    """
    slots = en_slots(tour.etat, tour.reference)
    changes = {nom for nom, v in slots.items() if v != tracker.slots.get(nom)}
    return [SlotSet(nom, slots[nom]) for nom in slots if nom in changes or nom in TOUJOURS_DITS]


def enoncer(dits: Iterable[Dit], dispatcher: CollectingDispatcher) -> None:
    """Tell Rasa what is said, under the names of the responses."""
    for dit in dits:
        boutons = [{"title": b.titre, "payload": b.envoi} for b in dit.boutons]
        dispatcher.utter_message(
            text=dit.texte,
            buttons=boutons or None,
            json_message=dict(dit.custom) if dit.custom else None,
            utter_action=dit.nom,
        )
