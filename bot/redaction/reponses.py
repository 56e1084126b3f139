"""The sentences of `domain.yml` and `data/`, written out: what is said for a name and a moment.

Rasa would only say them within one of its turns, and draw among those that match; here a sentence
can be said at any time, and the same moment always gives the same one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import yaml

from bot.dialogue.etat import Bouton
from bot.donnees import LECTEUR, RACINE, lire_yaml
from bot.redaction.ecriture import typographier
from bot.redaction.oral import TELEPHONE, en_une_phrase
from bot.redaction.structures import Structure

FICHIERS = ("domain.yml", "data/reponses/*.yml", "data/faq/*.yml")


@dataclass(frozen=True)
class Dit:
    """Something said to the buyer: a text, choices to click, a structure for channels that show it.

    `nom` is the response's, None for a text that a template or a facilitator made.
    """

    texte: str = ""
    boutons: tuple[Bouton, ...] = ()
    custom: Structure | None = None
    nom: str | None = None


def repondre(nom: str, moment: Mapping[str, Any], valeurs: Mapping[str, Any] | None = None) -> Dit:
    """Return a response as it is said at a moment; raises `KeyError` for one that does not exist.

    `moment` holds what conditions look at and sentences name (`motif`, `candidat`, …); `valeurs`
    what this very sentence is given besides. By telephone, what has no spoken form is said by its
    first sentence, without its choices.
    """
    parle = moment.get("canal") == TELEPHONE
    if parle and nom not in _reponses_parlees():
        return Dit(en_une_phrase(repondre(nom, {**moment, "canal": None}, valeurs).texte), nom=nom)
    variante = _choisir((_reponses_parlees() if parle else _reponses())[nom], moment)
    noms = {**moment, **(valeurs or {})}
    return Dit(
        texte=str(variante["text"]).format_map(noms),
        boutons=tuple(
            Bouton(b["title"], str(b["payload"]).format_map(noms))
            for b in variante.get("buttons", ())
        ),
        nom=nom,
    )


def avec_boutons(dit: Dit, boutons: tuple[Bouton, ...]) -> Dit:
    """Add choices, whose titles may be what a buyer typed."""
    ecrits = tuple(replace(bouton, titre=typographier(bouton.titre)) for bouton in boutons)
    return replace(dit, boutons=(*dit.boutons, *ecrits))


def _choisir(variantes: list[dict[str, Any]], moment: Mapping[str, Any]) -> dict[str, Any]:
    """Return the first variant whose conditions hold, else the one that has none, as Rasa does."""
    for variante in variantes:
        conditions = variante.get("condition")
        if conditions and all(moment.get(c["name"]) == c["value"] for c in conditions):
            return variante
    return next(v for v in variantes if not v.get("condition"))


@cache
def _reponses_parlees() -> dict[str, list[dict[str, Any]]]:
    """Return the responses that have a spoken form (`data/telephone/reponses.yml`)."""
    parlees: dict[str, list[dict[str, Any]]] = lire_yaml(TELEPHONE, "reponses.yml")
    return parlees


@cache
def _reponses() -> dict[str, list[dict[str, Any]]]:
    fichiers = [f for motif in FICHIERS for f in sorted(RACINE.glob(motif))]
    contenus = [yaml.load(f.read_text(encoding="utf-8"), LECTEUR) for f in fichiers]
    return {nom: v for contenu in contenus for nom, v in contenu["responses"].items()}
