"""Whole answers to a pending question, as they are learnt: held-out ones (`reponses.yml`)."""

from __future__ import annotations

import pytest

from bot.dialogue.assemblage import interventions
from tests.assistant import Assistant
from tests.phrases import tenues_a_part

RIEN, PART_COMPRISE, PART_FAUSSE = "rien", 0.6, 0.1


@pytest.mark.parametrize("question", tenues_a_part("reponses"))
async def test_la_plupart_des_reponses_entieres_sont_comprises(
    question: str, assistant: Assistant
) -> None:
    seuil = interventions().seuils["reponse_apprise"]
    manquees, fausses, dites = [], [], 0
    for attendue, phrases in tenues_a_part("reponses")[question].items():
        for phrase in phrases:
            lues = {r["question"]: r for r in (await assistant.analyser(phrase))["reponses"]}
            sure = lues[question]["confiance"] >= seuil
            lue = lues[question]["valeur"] if sure else RIEN
            dites += attendue != RIEN
            if lue == RIEN != attendue:
                manquees.append(phrase)
            elif lue != attendue:
                fausses.append((phrase, lue))
    assert len(fausses) <= PART_FAUSSE * dites, fausses
    assert len(manquees) <= (1 - PART_COMPRISE) * dites, manquees
