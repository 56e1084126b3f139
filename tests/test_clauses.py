"""Plays `tests/clauses/<contrat>.yml`, what a buyer says, up to the clause kept in `<contrat>.txt`.

After a change that is meant, `ECRIRE_CLAUSES=1 pytest tests/test_clauses.py` writes the texts anew;
each is then read from start to end before it is committed.
"""

from __future__ import annotations

import os
import re
import uuid
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.francais.texte import plier
from tests.assistant import Assistant

DOSSIER = Path(__file__).parent / "clauses"
CONTRATS = sorted(DOSSIER.glob("*.yml"))
CE_QUI_CHANGE = re.compile(r"dossier PPS-\d{4}-\d{6} – \d{1,2} \S+ \d{4} – règles [0-9a-f]{8}")


async def _clause(contrat: Path, assistant: Assistant) -> str:
    expediteur = uuid.uuid4().hex
    reponses: list[dict[str, Any]] = []
    for dit in yaml.safe_load(contrat.read_text(encoding="utf-8")):
        reponses = await assistant.dire(expediteur, dit)
    textes = [r["text"] for r in reponses if r.get("text", "").startswith("Clause de plan")]
    assert len(textes) == 1, [r.get("text") for r in reponses]
    return CE_QUI_CHANGE.sub("dossier … – date – règles …", textes[0]) + "\n"


@pytest.mark.parametrize("contrat", CONTRATS, ids=[c.stem for c in CONTRATS])
async def test_la_clause_d_un_contrat(contrat: Path, assistant: Assistant) -> None:
    obtenue, gardee = await _clause(contrat, assistant), contrat.with_suffix(".txt")
    if os.environ.get("ECRIRE_CLAUSES"):
        gardee.write_text(obtenue, encoding="utf-8")
    assert obtenue == gardee.read_text(encoding="utf-8")


def test_dix_contrats_au_moins() -> None:
    assert len(CONTRATS) >= 10


@pytest.mark.parametrize("contrat", CONTRATS, ids=[c.stem for c in CONTRATS])
def test_la_numerotation_est_continue_et_aucun_article_n_est_vide(contrat: Path) -> None:
    texte = contrat.with_suffix(".txt").read_text(encoding="utf-8")
    articles = re.split(
        r"^Article (\d+) – .+$", texte.split("\nPièces à compléter\n")[0], flags=re.M
    )
    assert [int(n) for n in articles[1::2]] == list(range(1, 13))
    for numero, corps in zip(articles[1::2], articles[2::2], strict=True):
        alineas = [int(n) for n in re.findall(rf"^{numero}\.(\d+) ", corps, flags=re.M)]
        assert alineas == list(range(1, len(alineas) + 1))
        assert alineas, f"article {numero} vide"


@pytest.mark.parametrize("contrat", CONTRATS, ids=[c.stem for c in CONTRATS])
def test_tout_ce_qui_reste_a_completer_est_recapitule(contrat: Path) -> None:
    texte = contrat.with_suffix(".txt").read_text(encoding="utf-8")
    corps, _, liste = texte.rpartition("\nÀ compléter\n")
    crochets = {plier(t) for t in re.findall(r"\[à compléter\u00a0: (.+?)\]", corps)}
    assert crochets == {plier(t) for t in re.findall(r"^- (.+)$", liste, flags=re.M)}


@pytest.mark.parametrize("contrat", CONTRATS, ids=[c.stem for c in CONTRATS])
def test_la_typographie_d_une_clause_est_francaise(contrat: Path) -> None:
    texte = contrat.with_suffix(".txt").read_text(encoding="utf-8")
    assert not re.search(
        r"[^\u00a0\u202f][?!;](?:\s|$)| [?!;:»]|« |'|  ", texte.replace("\n", "\u00a0")
    )
