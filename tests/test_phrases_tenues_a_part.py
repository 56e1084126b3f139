"""The sentences held out (`tests/comprehension/`) are not those that the model learns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from rapidfuzz import fuzz, process

from bot.francais.texte import decouper
from tests.phrases import TENUES_A_PART, entrainement, tenues_a_part

# shorter ones have few wordings: « oui », « je ne sais pas » are in every list
MOTS_AU_PLUS_EN_COMMUN = 3
PRESQUE_LA_MEME = 85
LISTES = sorted(fichier.stem for fichier in TENUES_A_PART.glob("*.yml"))


def _plier(phrase: str) -> str:
    return " ".join(jeton.forme for jeton in decouper(phrase))


def _phrases(liste: str) -> Iterator[str]:
    yield from _a_plat(tenues_a_part(liste))


def _a_plat(contenu: Any) -> Iterator[str]:
    """Return the sentences of a list, however deep its groups are."""
    if isinstance(contenu, str):
        yield contenu
    elif isinstance(contenu, dict) and "dit" in contenu:
        yield contenu["dit"]
    else:
        groupes = contenu.values() if isinstance(contenu, dict) else contenu
        for groupe in groupes:
            yield from _a_plat(groupe)


@pytest.fixture(scope="module")
def apprises() -> list[str]:
    return [_plier(phrase) for phrase, _ in entrainement()]


@pytest.mark.parametrize("liste", LISTES)
def test_aucune_n_est_apprise_ni_presque(liste: str, apprises: list[str]) -> None:
    vues = []
    for phrase in _phrases(liste):
        pliee = _plier(phrase)
        if len(pliee.split()) > MOTS_AU_PLUS_EN_COMMUN:
            vues += process.extract(
                pliee, apprises, scorer=fuzz.ratio, score_cutoff=PRESQUE_LA_MEME, limit=1
            )
    assert not vues
