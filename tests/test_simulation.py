"""Simulated buyers: every answer, correction, ignorance and question of the banks, as said.

The banks of `tests/simulation/` were written by people who saw neither code nor data, but for the
eighth and tenth; the readers were since mended on them: they guard what is understood rather than
measure it.
"""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.francais.texte import plier
from tests.assistant import Assistant

BANQUES = sorted((Path(__file__).parent / "simulation").glob("*.yml"))
PART_COMPRISE = 0.95
DEBUT = "vérifier la faisabilité"
AVANT = {
    "recurrence": [DEBUT, "le nettoyage des locaux"],
    "forme_contrat": [DEBUT, "le nettoyage des locaux", "oui"],
    "duree_ms_mois": ["nettoyage, récurrent, multi-attributaire à marchés subséquents"],
    "duree_mois": ["nettoyage, récurrent, marché avec un seul titulaire"],
    "montant_ht": ["nettoyage, récurrent, marché avec un seul titulaire, 4 ans"],
}
A_CORRIGER = ["nettoyage, récurrent, marché avec un seul titulaire, 5 ans"]


@pytest.mark.long
@pytest.mark.parametrize("banque", BANQUES, ids=lambda banque: banque.stem)
async def test_presque_tout_ce_que_disent_les_acheteurs_est_compris(
    banque: Path, assistant: Assistant
) -> None:
    contenu = yaml.safe_load(banque.read_text(encoding="utf-8"))
    resultats = [resultat async for resultat in _jouer(contenu, assistant)]
    rates = [dit for dit, compris in resultats if not compris]
    assert len(rates) <= (1 - PART_COMPRISE) * len(resultats), rates


async def _jouer(banque: dict[str, Any], assistant: Assistant) -> AsyncIterator[tuple[str, bool]]:
    """Say each sentence in a conversation of its own; tell whether it was taken at its value."""
    for slot, cas in banque["reponses"].items():
        for reponse in cas:
            slots, _ = await _dire([*AVANT[slot], reponse["dit"]], assistant)
            yield reponse["dit"], _egal(slots[slot], reponse["valeur"])
    for correction in banque["corrections"]:
        slots, _ = await _dire([*A_CORRIGER, correction["dit"]], assistant)
        yield correction["dit"], _egal(slots["duree_mois"], correction["valeur"])
    for ignorance in banque["ignorances"]:
        slots, _ = await _dire([*AVANT["duree_mois"], ignorance], assistant)
        yield ignorance, slots["duree_mois"] == "inconnu"
    for question in banque["questions"]:
        _, texte = await _dire([DEBUT, question["dit"]], assistant)
        yield question["dit"], any(plier(mot) in texte for mot in question["attendu"])


async def _dire(messages: list[str], assistant: Assistant) -> tuple[dict[str, Any], str]:
    expediteur = uuid.uuid4().hex
    for message in messages:
        reponses = await assistant.dire(expediteur, message)
    texte = plier(" ".join(reponse.get("text", "") for reponse in reponses))
    return await assistant.slots(expediteur), texte


def _egal(obtenu: Any, attendu: Any) -> bool:
    if isinstance(attendu, str) or not isinstance(obtenu, int | float):
        return bool(obtenu == attendu)
    return bool(abs(obtenu - attendu) < 0.51)
