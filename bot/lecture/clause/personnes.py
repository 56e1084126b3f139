"""Whom a sentence singles out, what it does with them, and what makes it lawful: its marks.

The words are those of `data/lecture/personnes.yml`. A learned model (`discriminations`) weighs what
is seen here: no word decides alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from typing import NamedTuple

from bot.francais.mots import cles, compiler
from bot.francais.texte import Texte

FICHIER = "lecture/personnes"
GROUPES, GESTES, LICITES = "groupes", "gestes", "licites"
# any group, and any number: what is learnt of some holds for the others
UN_GROUPE, UN_NOMBRE = "GROUPE", "nombre"
NOMBRES = re.compile(r"\b\d+(?:[.,]\d+)?\b")
GROUPES_DE_SUITE = re.compile(rf"{UN_GROUPE}(?: {UN_GROUPE})+")
# two marks this many words apart have nothing to do with each other; within the others they may
PORTEE, PRES, CONTRE = 12, 5, 2
LETTRES = range(3, 6)


class Repere(NamedTuple):
    """A mark: its place in the folded sentence, its name, and whether it is a group of people."""

    debut: int
    fin: int
    nom: str
    groupe: bool

    @property
    def genre(self) -> str:
        """Return the name that all groups share, or that of what is done."""
        return UN_GROUPE if self.groupe else self.nom


def reperes(texte: Texte) -> list[Repere]:
    """Return the marks of a sentence, in its order."""
    vus = (
        Repere(trouve.start(), trouve.end(), nom, famille == GROUPES)
        for famille in (GROUPES, GESTES, LICITES)
        for nom, motif in _motifs(famille)
        for trouve in motif.finditer(texte.plat)
    )
    return sorted(vus)


@cache
def _motifs(famille: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    noms = cles(f"{FICHIER}.{famille}")
    return tuple((nom, compiler(rf"\b{{{FICHIER}.{famille}.{nom}}}(?!\w)")) for nom in noms)


def traits(texte: Texte, vus: list[Repere]) -> Iterator[frozenset[str] | list[str]]:
    """Return what is seen of a sentence: its words, its letters, its marks, its turn of phrase."""
    mots = [UN_NOMBRE if jeton.nombre is not None else jeton.forme for jeton in texte.jetons]
    yield _suites("m", mots, 2)
    yield [f"l:{morceau}" for mot in mots for morceau in _morceaux(f" {mot} ")]
    yield frozenset(_marques(texte, vus))
    yield _suites("t", _tournure(texte, vus).split(), 3)


def _suites(vue: str, mots: list[str], jusqu_a: int) -> list[str]:
    return [
        f"{vue}:{' '.join(mots[debut : debut + taille])}"
        for taille in range(1, jusqu_a + 1)
        for debut in range(len(mots) - taille + 1)
    ]


def _morceaux(mot: str) -> Iterator[str]:
    for taille in LETTRES:
        yield from (mot[i : i + taille] for i in range(max(len(mot) - taille, 0) + 1))


def _tournure(texte: Texte, vus: list[Repere]) -> str:
    """Return the sentence with all groups under one name: « pas de GROUPE à l accueil »."""
    morceaux, position = [], 0
    for repere in vus:
        if repere.groupe and repere.debut >= position:
            morceaux += [texte.plat[position : repere.debut], UN_GROUPE]
            position = repere.fin
    entiere = NOMBRES.sub(UN_NOMBRE, "".join([*morceaux, texte.plat[position:]]))
    return GROUPES_DE_SUITE.sub(UN_GROUPE, entiere)


def _marques(texte: Texte, vus: list[Repere]) -> Iterator[str]:
    """Yield the marks, alone, two by two with how near they are, and in a row."""
    yield from (f"c:{nom}" for repere in vus for nom in (repere.nom, repere.genre))
    rangs = [bisect_right(texte.debuts, repere.debut) for repere in vus]
    for (avant, un), (apres, autre) in combinations(zip(rangs, vus, strict=True), 2):
        ecart = apres - avant
        if ecart <= PORTEE:
            paire = f"c:{un.genre}>{autre.genre}"
            yield paire
            yield from (f"{paire}<{borne}" for borne in (PRES, CONTRE) if ecart <= borne)
            if un.groupe != autre.groupe:
                yield f"c:{un.nom}>{autre.nom}"
    suite = [r.genre for i, r in enumerate(vus) if i == 0 or r.genre != vus[i - 1].genre]
    for taille in (2, 3):
        for debut in range(len(suite) - taille + 1):
            yield f"c:{'|'.join(suite[debut : debut + taille])}"
    if suite:
        yield f"c:^{suite[0]}"
