"""What reading a message costs: short ones, and a long text that is pasted."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from time import perf_counter
from typing import NamedTuple

from bot.lecture.assemblage import lecteur
from tests.banc.lectures import CORPUS, LONG, lire_corpus

COURTS = ("oui", "4 ans", "nettoyage, 4 ans, un seul titulaire", "300 000 € HT")
CARACTERES = 1500
FOIS, TEXTES_LONGS = 30, 5


class CoutDeLaLecture(NamedTuple):
    """Median milliseconds of a short message, and of a pasted text."""

    court: float
    colle: float


def mesurer_la_lecture() -> CoutDeLaLecture:
    """Read short messages and pasted texts again and again; words and roles are loaded before."""
    colles = _textes_colles()
    _temps((*COURTS, *colles), fois=1)
    return CoutDeLaLecture(median(_temps(COURTS, FOIS)), median(_temps(colles, FOIS)))


def _textes_colles() -> list[str]:
    """Return texts of so many characters, made of labelled paragraphs."""
    paragraphes = [t.texte for t in lire_corpus(CORPUS["appris"]) if len(t.texte) > LONG]
    suite = "\n".join(paragraphes)
    return [suite[i * CARACTERES : (i + 1) * CARACTERES] for i in range(TEXTES_LONGS)]


def _temps(messages: Sequence[str], fois: int) -> list[float]:
    """Return the milliseconds of each reading; nothing is remembered from one to the next."""
    temps = []
    for message in [*messages] * fois:
        debut = perf_counter()
        lecteur().lire(message)
        temps.append(1000 * (perf_counter() - debut))
    return temps
