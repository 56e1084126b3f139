"""What is understood of sentences that nobody trained or tuned on (`tests/comprehension/`)."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from bot.donnees import questions_du_guide
from bot.lecture.assemblage import lecteur
from tests.assistant import Assistant
from tests.phrases import tenues_a_part

QUANTITES = ("duree_mois", "montant_ht")
LISTES_DE_QUANTITES = ("quantites", "quantites_fraiches")
# each of these says what the assistant can do; small talk does too
REPLIQUES = ("hors_sujet", "incompris", "autre_langue", "insulter", "bavarder")
DECLINENT = tuple(f"utter_{replique}" for replique in REPLIQUES)
DE_TROP = {"insulter", "hors_sujet", "autre_langue", "bavarder"}
PART_DECLINEE, PART_DECLINEE_A_TORT, PART_DES_TITRES, PART_LUE = 0.95, 0.03, 0.95, 0.98


async def _decline(assistant: Assistant, message: str) -> bool:
    expediteur = uuid.uuid4().hex
    await assistant.dire(expediteur, message)
    noms = await assistant.noms_des_reponses(expediteur)
    return any(nom.startswith(DECLINENT) for nom in noms)


async def test_ce_qui_n_est_pas_le_sujet_est_decline(assistant: Assistant) -> None:
    listes = ("hors_sujet", "hors_sujet_frais", "autre_langue")
    messages = [message for liste in listes for message in tenues_a_part(liste)]
    pris = [message for message in messages if not await _decline(assistant, message)]
    assert len(pris) <= (1 - PART_DECLINEE) * len(messages), pris


async def test_presque_rien_de_ce_qui_l_est_n_est_decline(assistant: Assistant) -> None:
    contenus = [tenues_a_part("intentions"), tenues_a_part("questions")]
    messages = [
        message
        for contenu in contenus
        for etiquette, phrases in contenu.items()
        for message in phrases
        if etiquette not in DE_TROP
    ]
    for liste in ("dans_le_sujet", "dans_le_sujet_frais"):
        messages += tenues_a_part(liste)
    declines = [message for message in messages if await _decline(assistant, message)]
    assert len(declines) <= PART_DECLINEE_A_TORT * len(messages), declines


async def test_chaque_question_du_guide_se_reconnait_a_son_titre(assistant: Assistant) -> None:
    perdues = []
    for nom, question in questions_du_guide().items():
        analyse = await assistant.analyser(question.titre)
        if analyse["intent_ranking"][0]["name"] != nom:
            perdues.append(question.titre)
    assert len(perdues) <= (1 - PART_DES_TITRES) * len(questions_du_guide()), perdues


def _lues(dit: str) -> dict[str, Any]:
    lectures = lecteur().lire(dit)
    return {lue.fait: lue.valeur for lue in lectures if lue.nature == "fait"}


def _egal(lue: Any, attendue: float) -> bool:
    return isinstance(lue, int | float) and abs(lue - attendue) < 0.51


@pytest.mark.parametrize("liste", LISTES_DE_QUANTITES)
def test_presque_toutes_les_quantites_sont_lues(liste: str) -> None:
    cas = [(c["dit"], nom, c[nom]) for c in tenues_a_part(liste) for nom in QUANTITES if nom in c]
    manquees = [dit for dit, nom, valeur in cas if not _egal(_lues(dit).get(nom), valeur)]
    assert len(manquees) <= (1 - PART_LUE) * len(cas), manquees


@pytest.mark.parametrize(
    "cas",
    [cas for liste in LISTES_DE_QUANTITES for cas in tenues_a_part(liste)],
    ids=lambda cas: cas["dit"],
)
def test_aucune_quantite_n_est_mal_lue_en_silence(cas: dict[str, Any]) -> None:
    lues = _lues(cas["dit"])
    for nom in QUANTITES:
        if nom in lues:
            assert nom in cas, lues
            assert _egal(lues[nom], cas[nom])
