"""What is said in several sentences is noted, whatever their order, or said back as it was.

So are an axis and two decisions in one sentence; « par défaut » adds nothing to what is chosen.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

import pytest

from bot.francais.texte import plier
from tests.assistant import Assistant

CONTRAT = "Nettoyage de bureaux, récurrent, marché à un seul titulaire, 4 ans, 200 000 € HT"
JUSQU_AUX_AXES = (f"{CONTRAT}, en préparation, avec une clause d’insertion", "les deux")
COMBINAISONS, GRAINE = 16, 18


class Fragment(NamedTuple):
    """A sentence, and what must be held once it is said."""

    dit: str
    fait: str
    valeur: object


FRAGMENTS = {
    "etape": [
        Fragment("En préparation", "etape", "preparation"),
        Fragment("On rédige encore le DCE", "etape", "preparation"),
    ],
    "insertion": [
        Fragment("Pas de clause d’insertion", "clause_insertion", False),
        Fragment("Avec une clause sociale d’insertion", "clause_insertion", True),
    ],
    "axes": [
        Fragment("Axes : égalité et santé", "axes", ["egalite", "sante_securite"]),
        Fragment("Nous retenons la santé et la sécurité", "axes", ["sante_securite"]),
    ],
    "penalites": [
        Fragment("Pénalités : 100 € par absence à la réunion", "montants", {"reunion": 100}),
        Fragment("500 € par action non réalisée", "montants", {"action": 500}),
    ],
    "modalites": [
        Fragment("Suivi semestriel", "frequence_suivi", "semestrielle"),
        Fragment("Première réunion sous un mois", "delai_reunion", {"nombre": 1, "unite": "mois"}),
    ],
    "ferme": [
        Fragment("La partie ferme est de 2 ans", "duree_ferme_mois", 24),
        Fragment("2 ans fermes", "duree_ferme_mois", 24),
    ],
}
AXES = {
    "insertion_emploi": "l’insertion",
    "decouverte_metiers": "la découverte des métiers",
    "egalite": "l’égalité",
    "sante_securite": "la santé",
}
DECISIONS = [*FRAGMENTS["penalites"], *FRAGMENTS["modalites"]]


def _messages() -> Iterator[Sequence[Fragment]]:
    """Yield two to four sentences, each about something else, in any order."""
    hasard = random.Random(GRAINE)
    for rang in range(COMBINAISONS):
        genres = hasard.sample(sorted(FRAGMENTS), 2 + rang % 3)
        yield [hasard.choice(FRAGMENTS[genre]) for genre in genres]


@pytest.mark.parametrize("fragments", _messages(), ids=lambda dits: "+".join(d.fait for d in dits))
async def test_chaque_phrase_est_notee_ou_redite(
    fragments: Sequence[Fragment], assistant: Assistant
) -> None:
    expediteur = uuid.uuid4().hex
    await assistant.dire(expediteur, CONTRAT)
    message = ". ".join(fragment.dit for fragment in fragments) + "."
    reponses = await assistant.dire(expediteur, message)
    dites = plier(" ".join(r.get("text", "") for r in reponses))
    slots = await assistant.slots(expediteur)
    tenus = {**slots, **(slots["projet"] or {})}
    perdus = [
        f"{f.dit} : {tenus.get(f.fait)}"
        for f in fragments
        if tenus.get(f.fait) != f.valeur and f"« {plier(f.dit)} »" not in dites
    ]
    assert not perdus, message


async def _tenus(assistant: Assistant, *dits: str) -> dict[str, object]:
    """Return what is held once all is said."""
    expediteur = uuid.uuid4().hex
    for dit in dits:
        await assistant.dire(expediteur, dit)
    slots = await assistant.slots(expediteur)
    return {**slots, **(slots["projet"] or {})}


@pytest.mark.parametrize("decisions", combinations(DECISIONS, 2), ids=lambda f: f[0].fait)
@pytest.mark.parametrize("axe", AXES)
async def test_un_axe_et_deux_decisions(
    axe: str, decisions: Sequence[Fragment], assistant: Assistant
) -> None:
    message = ", ".join([AXES[axe], *(decision.dit for decision in decisions)])
    tenus = await _tenus(assistant, *JUSQU_AUX_AXES, message)
    assert tenus["axes"] == [axe], message
    perdues = [d.dit for d in decisions if not _est_tenu(tenus.get(d.fait), d.valeur)]
    assert not perdues, message


def _est_tenu(tenu: object, valeur: object) -> bool:
    """Tell what is held, alone or beside another amount."""
    if isinstance(tenu, dict) and isinstance(valeur, dict):
        return {**tenu, **valeur} == tenu
    return tenu == valeur


@pytest.mark.parametrize("axe", AXES)
async def test_par_defaut_laisse_l_axe_qui_est_choisi(axe: str, assistant: Assistant) -> None:
    tenus = await _tenus(assistant, JUSQU_AUX_AXES[0], f"Retenez {AXES[axe]}. Par défaut partout.")
    assert tenus["axes"] == [axe]
