"""Mend typing errors in the words that readers look for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

# Damerau-Levenshtein with a length cut-off, in C; kept by its author since 2020.
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.francais.texte import Jeton

# in a shorter word one letter makes another word: « lots », « mots »
LONGUEUR_MINIMALE = 6
# from here on, two errors still leave one word near: « attributaire »
LONGUEUR_DEUX_FAUTES = 11
# « uns » is a word
LONGUEUR_D_UN_PLURIEL = 5
# two errors are mended in a shorter word when it starts and ends like the known one
LONGUEUR_DEUX_FAUTES_AU_MILIEU = 8


@dataclass(frozen=True)
class Vocabulaire:
    """Known words: those that may replace a misspelt one, and those never to be replaced.

    `fautes`: usual misspellings of words too short to be mended by likeness, with what they mean.
    """

    corrigeables: frozenset[str]
    mots_de_nombre: frozenset[str]
    proteges: frozenset[str]
    fautes: Mapping[str, str]

    def corriger(self, jetons: Iterable[Jeton]) -> list[Jeton]:
        """Return the tokens with misspelt known words mended; numbers so mended are doubtful."""
        return [self._corriger(jeton) for jeton in jetons]

    def _corriger(self, jeton: Jeton) -> Jeton:
        mot = jeton.forme
        if mot in self.fautes:
            return self._remplacer(jeton, self.fautes[mot])
        if self._est_un_pluriel_de_nombre(mot):
            return replace(jeton, forme=mot[:-1])
        if len(mot) < LONGUEUR_MINIMALE or not mot.isalpha() or mot in self._connus:
            return jeton
        proche = _plus_proche(mot, self._par_initiale.get(mot[0], ()))
        if proche is None or proche not in self._corrections:
            return jeton  # « peritnent » is not « permanent »
        return self._remplacer(jeton, proche)

    def _est_un_pluriel_de_nombre(self, mot: str) -> bool:
        """Tell « quatres », « milles »: misspelt, but nothing else can be meant."""
        if len(mot) < LONGUEUR_D_UN_PLURIEL or mot in self.mots_de_nombre:
            return False
        return mot.endswith("s") and mot[:-1] in self.mots_de_nombre

    def _remplacer(self, jeton: Jeton, mot: str) -> Jeton:
        return replace(jeton, forme=mot, douteux=mot in self.mots_de_nombre)

    @cached_property
    def _connus(self) -> frozenset[str]:
        return self._corrections | self.proteges

    @cached_property
    def _corrections(self) -> frozenset[str]:
        return self.corrigeables | self.mots_de_nombre

    @cached_property
    def _par_initiale(self) -> dict[str, list[str]]:
        """Words by first letter: it is seldom mistyped, and « ville » must not become « mille »."""
        par_initiale: dict[str, list[str]] = {}
        for mot in sorted(self._connus):
            par_initiale.setdefault(mot[0], []).append(mot)
        return par_initiale


def _plus_proche(mot: str, candidats: Collection[str]) -> str | None:
    fautes = 2 if len(mot) >= LONGUEUR_DEUX_FAUTES else 1
    trouve = process.extractOne(mot, candidats, scorer=OSA.distance, score_cutoff=fautes)
    if trouve is None and LONGUEUR_DEUX_FAUTES_AU_MILIEU <= len(mot) < LONGUEUR_DEUX_FAUTES:
        # the middle of a word is where it is mistyped: « subséquant », « récurant »
        semblables = [c for c in candidats if c[:3] == mot[:3] and c[-1] == mot[-1]]
        trouve = process.extractOne(mot, semblables, scorer=OSA.distance, score_cutoff=2)
    return trouve[0] if trouve else None
