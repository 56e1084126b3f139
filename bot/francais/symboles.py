"""Rewrite a sentence as one symbol per word, so that a grammar of quantities fits on a few lines.

« un an ferme, reconductible trois fois » becomes « DQRNF »: duration, firm, reconduction, number,
times. Words that mean nothing here become « w », ends of clauses « | ».
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.francais.mots import compiler, liste
from bot.francais.texte import FINS_DE_PROPOSITION, Texte

# what stands between two words and changes nothing of what they say together
NEGLIGES = frozenset((*",:()", *liste("francais/texte.hesitations")))
MOT, FIN_DE_PROPOSITION = "w", "|"


@dataclass(frozen=True)
class Symbole:
    """A symbol and the span of `plat` that it stands for."""

    signe: str
    debut: int
    fin: int


@dataclass(frozen=True)
class Phrase:
    """A sentence as symbols: `signes` is matched by the grammar, `symboles` gives the spans."""

    signes: str
    symboles: Sequence[Symbole]

    def espace(self, debut: int, fin: int) -> tuple[int, int]:
        """Return the span of `plat` of a span of symbols."""
        return self.symboles[debut].debut, self.symboles[fin - 1].fin


def symboliser(texte: Texte, motifs: Mapping[str, re.Pattern[str]]) -> Phrase:
    """Tag the words of a sentence; where two patterns fit, the earlier in `motifs` wins."""
    symboles: list[Symbole] = []
    position = 0
    while position < len(texte.plat):
        symbole = _symbole(texte.plat, position, motifs)
        if symbole.signe:
            symboles.append(symbole)
        position = symbole.fin + 1  # over the space: a word has one symbol only
    return Phrase("".join(s.signe for s in symboles), symboles)


def _symbole(plat: str, position: int, motifs: Mapping[str, re.Pattern[str]]) -> Symbole:
    for signe, motif in motifs.items():
        trouve = motif.match(plat, position)
        # a pattern may match nothing, and would never end
        if trouve and trouve.end() > position:
            return Symbole(signe, position, trouve.end())
    fin = plat.find(" ", position)
    fin = len(plat) if fin < 0 else fin
    mot = plat[position:fin]
    if mot in FINS_DE_PROPOSITION:
        return Symbole(FIN_DE_PROPOSITION, position, fin)
    return Symbole("" if mot in NEGLIGES else MOT, position, fin)


def motif(expression: str, fichier: str) -> re.Pattern[str]:
    """Compile an expression that covers whole words of `plat` (see `mots.compiler`)."""
    return compiler(rf"(?:{expression})(?= |$)", fichier)
