"""A sentence as it was typed and as it is read, kept side by side while parts of it are set aside.

Folding keeps every place (`bot.francais.texte.plier`): what is read in one is cut out of the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.francais.texte import plier

# « M. Durand » goes on over its full stop
COUPE = re.compile(r"(?:[,;!?\n]|(?<!\bm)(?<!\bmr)(?<!\bmme)\.)+(?=\s|$)|\bmais\b|$")
BORDS = " \t\n,;.!?:–-«»\"'"


@dataclass(frozen=True)
class Extrait:
    """A part of a sentence: `brut` as typed, `plie` as read, of the same length."""

    brut: str
    plie: str

    @classmethod
    def de(cls, texte: str) -> Extrait:
        """Read a sentence; its spaces are single."""
        brut = re.sub(r"[^\S\n]+", " ", texte.strip())
        return cls(brut, plier(brut))

    def entre(self, debut: int, fin: int | None = None) -> Extrait:
        """Return a part of it."""
        return Extrait(self.brut[debut:fin], self.plie[debut:fin])

    def sans(self, places: Iterable[tuple[int, int]]) -> Extrait:
        """Return it without some of its parts, nor the double spaces that they leave."""
        gardes = [True] * len(self.brut)
        for debut, fin in places:
            gardes[debut:fin] = [False] * (fin - debut)
        signes = [i for i, garde in enumerate(gardes) if garde]
        reste = Extrait(
            "".join(self.brut[i] for i in signes), "".join(self.plie[i] for i in signes)
        )
        doubles = re.finditer(r" (?= |$|,)|^ ", reste.plie)
        doubles_places = [place.span() for place in doubles]
        return reste.sans(doubles_places) if doubles_places else reste

    def blanchi(self, places: Iterable[tuple[int, int]]) -> Extrait:
        """Return it, of the same length, with blanks where some of its parts stand."""
        brut, plie = list(self.brut), list(self.plie)
        for debut, fin in places:
            brut[debut:fin] = plie[debut:fin] = " " * (fin - debut)
        return Extrait("".join(brut), "".join(plie))

    def taille(self, bords: str = BORDS) -> Extrait:
        """Return it without signs at its ends."""
        debut = len(self.plie) - len(self.plie.lstrip(bords))
        return self.entre(debut, len(self.plie.rstrip(bords)) if self.plie.strip(bords) else debut)

    def propositions(self) -> Iterator[tuple[tuple[int, int], Extrait]]:
        """Yield its clauses, each with its place, without the signs between them."""
        debut = 0
        for coupe in COUPE.finditer(self.plie):
            partie = self.entre(debut, coupe.start()).taille(" \t\n,;.:")
            if partie:
                yield (debut, coupe.end()), partie
            debut = coupe.end()

    def __bool__(self) -> bool:
        return bool(self.plie)
