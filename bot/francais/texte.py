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
from functools import cached_property

from bot.francais.colles import (
    ABREGE,
    ILLISIBLE,
    MELANGE,
    NOM,
    NOMBRE,
    NUMERO,
    UNITE,
    UNITES,
    lire_abrege,
    nommer,
)

# a date in digits, however its parts are separated: « 31.12.2030 », « 1er/01/2027 », « 1/1/27 »
JOUR, MOIS = r"(?<![\w.,/-])(?:0?[1-9]|[12]\d|3[01])(?:er)?", "(?:0?[1-9]|1[0-2])"
DATE = rf"{JOUR}(?:(?P<_> ?[./-] ?| ){MOIS}(?P=_)20\d\d(?!\w)|/{MOIS}/[2-4]\d(?![\w/]))"
CHIFFRES_D_UNE_DATE = re.compile(r"\d+")
# the first that fits wins: a name, « L2112-2 », before the numbers that it holds
MOTIF_JETON = re.compile(
    rf"(?P<date>{DATE})|(?P<numero>{NUMERO})|(?P<nom>{NOM})|(?P<unite>{UNITE})|(?P<abrege>{ABREGE})|(?P<melange>{MELANGE})"
    rf"|(?P<nombre>(?<!\w)-\d+(?:[.,]\d+)?|{NOMBRE})"
    r"|(?P<mot>[^\W\d_]+)|(?P<signe>[€%+*×/=?!.,;:()…\n]|(?<![^\W\d_])-|-(?![^\W\d_]))"
)
# far above all that is bought; a float holds its digits, and its products
DEMESURE = 1e18
SIECLE, ANNEES_2000 = 100, 2000
# a comma ends none: what is asked, denied or compared goes on over it
FINS_DE_PROPOSITION = frozenset("?!.;\n")
# between the fields of a form that was pasted
CLOISONS = frozenset("|•")


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
        debut, suivante = self._debut_de_proposition(courant), bisect_left(self._bornes, courant)
        fin = self._bornes[suivante] if suivante < len(self._bornes) else len(self.jetons) - 1
        return " ".join(jeton.forme for jeton in self.jetons[debut : fin + 1])

    def propositions(self) -> list[Texte]:
        """Return its clauses, each as a sentence of its own."""
        bornes = [*self._bornes, len(self.jetons)]
        debuts = (0, *(borne + 1 for borne in bornes))
        coupes = (self.jetons[debut:fin] for debut, fin in zip(debuts, bornes, strict=False))
        return [Texte(self.brut, jetons) for jetons in coupes if jetons]

    def debut_de_proposition(self, position: int) -> int:
        """Return where the clause that holds a position of `plat` starts there."""
        courant = bisect_right(self.debuts, position) - 1
        return self.debuts[self._debut_de_proposition(courant)] if self.jetons else 0

    def _debut_de_proposition(self, courant: int) -> int:
        precedentes = bisect_left(self._bornes, courant)
        return self._bornes[precedentes - 1] + 1 if precedentes else 0

    @cached_property
    def _bornes(self) -> list[int]:
        return [i for i, j in enumerate(self.jetons) if j.forme in FINS_DE_PROPOSITION]


def plier(texte: str) -> str:
    """Fold case, accents, apostrophes and spaces, character by character: the length is kept."""
    return texte.translate(PLIS)


class _Plis(dict[int, str]):
    """What each character folds to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = _plier_caractere(chr(code))
        return self[code]


PLIS = _Plis()


def _plier_caractere(caractere: str) -> str:
    if caractere in "’‘`´":
        return "'"
    if caractere in "–—‑−":
        return "-"
    if caractere in CLOISONS:
        return ";"
    if caractere != "\n" and caractere.isspace():
        return " "
    if caractere.isdecimal():
        return str(unicodedata.decimal(caractere))
    # the letter without its accent; a few letters fold into two, « İ »: places would move
    base = unicodedata.normalize("NFD", caractere)[0].lower()
    return base if len(base) == 1 else caractere


def decouper(texte: str) -> list[Jeton]:
    """Cut a sentence into folded tokens; a number keeps its value."""
    plie = plier(texte)
    return [jeton for lu in MOTIF_JETON.finditer(plie) for jeton in _jetons(lu, plie, texte)]


def _jetons(lu: re.Match[str], plie: str, brut: str) -> Iterable[Jeton]:
    # « 6 ans… non attendez, 7 ans »: a pause parts words as a comma does
    forme, place = lu.group().replace("…", ","), lu.span()
    if lu.lastgroup == "date":
        yield from _date(lu)
    elif lu.lastgroup == "nombre":
        yield nombre_lu(_valeur(forme), *place)
    elif lu.lastgroup == "abrege":
        yield from _abrege(forme, plie, brut, *place)
    elif lu.lastgroup == "numero":
        yield Jeton(f"n°{lu['rang']}", *place)
    elif lu.lastgroup == "unite":
        yield Jeton(UNITES[forme[0]], *place)  # « h30 », « °c »: the first sign tells
    elif lu.lastgroup == "melange":
        yield Jeton(ILLISIBLE, *place)  # asked back, and not taken for its digits
    else:
        yield Jeton(nommer(forme) if lu.lastgroup == "nom" else forme, *place)


def _date(lu: re.Match[str]) -> Iterable[Jeton]:
    """Write every date in digits as « 31 / 12 / 2030 »."""
    jour, mois, annee = CHIFFRES_D_UNE_DATE.finditer(lu.string, *lu.span())
    yield nombre_lu(float(jour[0]), *jour.span())
    yield Jeton("/", jour.end(), mois.start())
    yield nombre_lu(float(mois[0]), *mois.span())
    yield Jeton("/", mois.end(), annee.start())
    # « 27 » is 2027
    yield nombre_lu(float(annee[0]) % SIECLE + ANNEES_2000, *annee.span())


def _abrege(forme: str, plie: str, brut: str, debut: int, fin: int) -> Iterable[Jeton]:
    abrege = lire_abrege(plie, brut, debut, fin)
    if abrege is None:  # « 1m78 »
        yield Jeton(nommer(forme), debut, fin)
        return
    yield nombre_lu(abrege.valeur, debut, fin, douteux=abrege.douteux)
    if abrege.en_euros:
        yield Jeton("€", plie.index("€", debut), fin)


def _valeur(chiffres: str) -> float:
    milliers = re.fullmatch(r"(-?\d{1,3}(?:[ .']\d{3})+)([,.]\d+)?", chiffres)
    if milliers:
        chiffres = re.sub(r"[ .']", "", milliers[1]) + (milliers[2] or "")
    return float(chiffres.replace(",", "."))


def nombre_lu(valeur: float, debut: int, fin: int, douteux: bool = False) -> Jeton:
    """Return a number as a token; one too big to mean anything stays so, but finite."""
    valeur = max(-DEMESURE, min(valeur, DEMESURE))
    return Jeton(ecrire_nombre(valeur), debut, fin, valeur, douteux)


def ecrire_nombre(nombre: float) -> str:
    """Write a number as patterns expect it: no exponent, no useless decimals."""
    return f"{nombre:f}".rstrip("0").rstrip(".")


def minuscule(texte: str) -> str:
    """Return a label without its capital, acronyms apart: « Durée » but « CCAG »."""
    return texte if texte[1:2].isupper() else texte[:1].lower() + texte[1:]


def sans_passage(texte: str, debut: int, fin: int) -> str:
    """Return a text without what stands between two ranks, both sides joined by one space."""
    return f"{texte[:debut].rstrip()} {texte[fin:].lstrip()}".strip()
