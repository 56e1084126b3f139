"""A sentence cut into tokens that remember where they stood.

Readers match on `plat`, the folded tokens joined by single spaces: lower case, no accents, no
typographic variants, typing errors in known words mended, numbers in words turned into digits.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

MOTIF_JETON = re.compile(
    r"(?P<nombre>(?<!\w)-\d+(?:[.,]\d+)?|"
    r"\d{1,3}(?:[ .']\d{3})+(?!\d)(?:,\d+|\.\d\d(?!\d))?|\d+(?:[.,]\d+)?)"
    r"|(?P<mot>[^\W\d_]+)|(?P<signe>[€%+*×/=?!.,;:()\n]|(?<![^\W\d_])-|-(?![^\W\d_]))"
)
# words with which a sentence takes back what it just said: the last value counts
MOTS_DE_CORRECTION = (
    "non|pardon|plutot|enfin|en fait|finalement|je voulais dire|je veux dire|"
    "rectification|"
    "mais (?:non )?(?:finalement )?(?:ce sera|ce serait)|"
    "(?:ramene|reduit|porte|revu|passe)(?:e|es|s|r|ra|ront)?(?: finalement)? a|"
    "correction|je (?:me )?(?:corrige|rectifie|reprends)|erreur|je me trompe|oups"
)
FINS_DE_PROPOSITION = frozenset("?!.;\n")


@dataclass(frozen=True)
class Jeton:
    """A token: its folded form and its place in the sentence as typed.

    `nombre` is its value when it is a number; `douteux` says that a typing error was mended in
    a number, so that it must not be taken without asking.
    """

    forme: str
    debut: int
    fin: int
    nombre: float | None = None
    douteux: bool = False


class Texte:
    """The tokens of a sentence and the flat string that patterns are matched on."""

    def __init__(self, brut: str, jetons: Iterable[Jeton]) -> None:
        self.brut = brut
        self.jetons = tuple(jetons)
        self.plat = " ".join(jeton.forme for jeton in self.jetons)
        self.debuts: list[int] = []
        position = 0
        for jeton in self.jetons:
            self.debuts.append(position)
            position += len(jeton.forme) + 1

    def jetons_de(self, debut: int, fin: int) -> tuple[Jeton, ...]:
        """Return the tokens covered by a span of `plat`."""
        premier = max(bisect_right(self.debuts, debut) - 1, 0)
        return self.jetons[premier : bisect_left(self.debuts, fin)]

    def place(self, debut: int, fin: int) -> tuple[int, int]:
        """Return where a span of `plat` stands in the sentence as typed."""
        jetons = self.jetons_de(debut, fin)
        return (jetons[0].debut, jetons[-1].fin) if jetons else (0, 0)

    def proposition(self, position: int) -> str:
        """Return the clause of `plat`, its final sign included, that holds a position."""
        courant = bisect_right(self.debuts, position) - 1
        debut, bornes = self._debut_de_proposition(courant), self._bornes
        fin = min((i for i in bornes if i >= courant), default=len(self.jetons) - 1)
        return " ".join(jeton.forme for jeton in self.jetons[debut : fin + 1])

    def debut_de_proposition(self, position: int) -> int:
        """Return where the clause that holds a position of `plat` starts there."""
        courant = bisect_right(self.debuts, position) - 1
        return self.debuts[self._debut_de_proposition(courant)] if self.jetons else 0

    def _debut_de_proposition(self, courant: int) -> int:
        return max((i + 1 for i in self._bornes if i < courant), default=0)

    @property
    def _bornes(self) -> list[int]:
        return [i for i, j in enumerate(self.jetons) if j.forme in FINS_DE_PROPOSITION]


def plier(texte: str) -> str:
    """Fold case, accents, apostrophes and spaces, character by character: the length is kept."""
    return "".join(_plier_caractere(caractere) for caractere in texte)


def _plier_caractere(caractere: str) -> str:
    if caractere in "’‘`´":
        return "'"
    if caractere in "–—‑−":
        return "-"
    if caractere != "\n" and caractere.isspace():
        return " "
    base = unicodedata.normalize("NFD", caractere)[0].lower()
    return base if len(base) == 1 else caractere


def decouper(texte: str) -> list[Jeton]:
    """Cut a sentence into folded tokens; a number keeps its value."""
    jetons = []
    for trouve in MOTIF_JETON.finditer(plier(texte)):
        forme = trouve.group()
        nombre = _valeur(forme) if trouve.lastgroup == "nombre" else None
        if nombre is not None:
            forme = ecrire_nombre(nombre)
        jetons.append(Jeton(forme, trouve.start(), trouve.end(), nombre))
    return jetons


def _valeur(chiffres: str) -> float:
    milliers = re.fullmatch(r"(-?\d{1,3}(?:[ .']\d{3})+)([,.]\d+)?", chiffres)
    if milliers:
        chiffres = re.sub(r"[ .']", "", milliers[1]) + (milliers[2] or "")
    return float(chiffres.replace(",", "."))


def ecrire_nombre(nombre: float) -> str:
    """Write a number as patterns expect it: no exponent, no useless decimals."""
    return f"{nombre:f}".rstrip("0").rstrip(".")
