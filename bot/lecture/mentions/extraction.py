"""Find every quantity of a sentence: durations, sums, dates, and the numbers that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.francais.texte import Texte
from bot.lecture.grammaire_durees import CIVILE, UNITE, N
from bot.lecture.periodes import MOIS

Genre = Literal["duree", "somme", "date", "nombre"]

JOURS_PAR_MOIS = 365.25 / 12
MOIS_PAR_UNITE = {
    "an": 12.0,
    "exercice": 12.0,
    "semestre": 6.0,
    "trimestre": 3.0,
    "sem": 7 / JOURS_PAR_MOIS,
    "j": 1 / JOURS_PAR_MOIS,
}
ECHELLES = {"k": 1e3, "m": 1e6}
# « les trois premières années », « deux bonnes années »
ENTRE = r"(?:(?:seule?s?|petite?s?|bonnes?|longues?|(?:premier|dernier|prochain)e?s?|bon|autres?) )?"
COURTES = r"(?:j|sem|trim)"
# « 4 a », « 18 m »: no other word follows than one of durations
ABREGEES = r"(?P<n>\d{1,2}) (?P<unite>[am])(?= (?:[,;.+)(/x\n]|reconduc\w*|renouv\w*|ferme\w*|puis|max\w*|dont|total|et \d|\d)|$)"
DUREE = re.compile(
    rf"(?<![\w.°])(?P<n>{N}) {ENTRE}(?P<unite>{UNITE}|{COURTES}){CIVILE}(?= |$)"
    rf"(?: et (?P<demi>demie?)(?= |$)| (?P<moitie>1 / 2)(?= |$)|"
    rf" (?:et )?(?P<m>{N}) (?P<petite>mois|trimestres?|semestres?)(?= |$))?"
)
SOMME = re.compile(
    rf"(?<![\w.°])(?P<n>{N})(?: (?P<echelle>keuros?|keur|ke|k|meuros?|meur|me|mios?|mio|m))?"
    r"(?: d)?(?P<monnaie> (?:€|euros?|eur|eu|e))?"
    r"(?P<taxe> (?:hors taxes?|hors tva|h t|ht|toutes taxes(?: comprises)?|ttc))?(?= |$)"
)
DATE = re.compile(
    rf"(?<![\w.°])(?:(?:(?P<jour>\d{{1,2}}) (?:er )?)?(?P<mois>{'|'.join(MOIS)})\b(?: (?P<an>20\d\d))?|"
    r"(?P<j>\d{1,2}) [/-] (?P<m>\d{1,2})(?: [/-] (?P<a>20\d\d|\d\d))?(?= |$)|"
    r"(?P<j2>\d{1,2})\.(?P<m2>\d{1,2}) \. (?P<a2>20\d\d|\d\d)(?= |$)|(?P<annee>20\d\d)(?= |$)(?! (?:€|euros?|k|ht)))"
)
DUREE_ABREGEE = re.compile(rf"(?<![\w.°]){ABREGEES}")
NOMBRE = re.compile(rf"(?<![\w.°]){N}(?= |$)")
# « 300 000 », which no unit follows, is money more often than not
SANS_UNITE = 1000


@dataclass(frozen=True)
class Quantite:
    """A quantity: its kind, its span in `plat`, its value.

    The value is in months, in euros, bare for a number, and (year, month, day) for a date, each
    None when it is not said.
    """

    genre: Genre
    debut: int
    fin: int
    valeur: float | tuple[int | None, int | None, int | None]
    unite: float | None = None

    @property
    def nombre(self) -> float:
        """Return months, euros or the bare number."""
        assert not isinstance(self.valeur, tuple)
        return self.valeur

    @property
    def date(self) -> tuple[int | None, int | None, int | None]:
        """Return year, month and day."""
        assert isinstance(self.valeur, tuple)
        return self.valeur


def trouver(texte: Texte) -> list[Quantite]:
    """Return the quantities of a sentence, in order; none overlaps another."""
    lues: list[Quantite] = []
    position = 0
    while position < len(texte.plat):
        lue = _lire(texte.plat, position)
        if lue:
            lues.append(lue)
        espace = texte.plat.find(" ", lue.fin if lue else position)
        position = len(texte.plat) if espace < 0 else espace + 1
    return lues


def _lire(plat: str, position: int) -> Quantite | None:
    return next(_lectures(plat, position), None)


def _lectures(plat: str, position: int) -> Iterator[Quantite]:
    if trouve := DATE.match(plat, position):
        yield Quantite("date", *trouve.span(), _date(trouve))
    if trouve := DUREE.match(plat, position):
        yield Quantite("duree", *trouve.span(), mois(trouve), _unite(trouve["unite"]))
    if trouve := DUREE_ABREGEE.match(plat, position):
        unite = _unite("an" if trouve["unite"] == "a" else "mois")
        yield Quantite("duree", *trouve.span(), float(trouve["n"]) * unite, unite)
    if trouve := SOMME.match(plat, position):
        valeur = float(trouve["n"]) * ECHELLES.get((trouve["echelle"] or "")[:1], 1)
        dite = trouve["echelle"] or trouve["monnaie"] or trouve["taxe"] or valeur >= SANS_UNITE
        yield Quantite("somme" if dite else "nombre", *trouve.span(), round(valeur, 2))


def mois(trouve: re.Match[str]) -> float:
    """Return the months of a duration."""
    unite = _unite(trouve["unite"])
    total = float(trouve["n"]) * unite
    if trouve["demi"] or trouve["moitie"]:
        total += unite / 2
    if trouve["m"]:
        total += float(trouve["m"]) * _unite(trouve["petite"])
    return round(total, 2)


def _unite(unite: str) -> float:
    return next((mois for nom, mois in MOIS_PAR_UNITE.items() if unite.startswith(nom)), 1.0)


def _date(trouve: re.Match[str]) -> tuple[int | None, int | None, int | None]:
    jour = trouve["jour"] or trouve["j"] or trouve["j2"]
    nom = trouve["mois"]
    numero = MOIS.index(nom) + 1 if nom else trouve["m"] or trouve["m2"]
    annee = trouve["an"] or trouve["a"] or trouve["a2"] or trouve["annee"]
    an = int(annee) % 100 + 2000 if annee else None
    return an, int(numero) if numero else None, int(jour) if jour else None
