"""Find every quantity of a sentence: durations, sums, dates, and the numbers that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.francais.mots import compiler, mots, valeurs
from bot.francais.texte import Texte
from bot.lecture.durees.periodes import MOIS

Genre = Literal["duree", "somme", "date", "nombre"]
# year, month and day, each None when it is not said
Jour: TypeAlias = "tuple[int | None, int | None, int | None]"

FICHIER = "lecture/quantites"
# a unit is told by how it starts: « semestre » before « sem »
MOIS_PAR_UNITE = {
    **valeurs("francais/temps.mois_par_unite"),
    **valeurs(f"{FICHIER}.mois_par_unite_courte"),
}
N = mots("francais/nombres.nombre")
UNITE = mots("francais/temps.unite")
DUREE = compiler(
    rf"(?<![\w.°])(?P<n>{N}) (?:{{avant_l_unite}} )?(?P<unite>{UNITE}|{{unite_courte}})"
    r"(?: {civile})?(?= |$)"
    r"(?: et (?P<demi>{demi})(?= |$)| (?P<moitie>1 / 2)(?= |$)|"
    rf"{{apres_des_annees}}(?: et)? (?P<m>{N}) (?P<petite>{{petite_unite}})(?= |$))?",
    FICHIER,
)
# « 4 a », « 18 m »: no other word follows than one of durations
DUREE_ABREGEE = compiler(
    r"(?<![\w.°])(?P<n>\d{1,2}) (?P<unite>[am])(?= {apres_un_abrege}|$)", FICHIER
)
SOMME = compiler(
    rf"(?<![\w.°])(?P<n>{N})(?: (?P<echelle>{{echelle}}))?(?: d)?(?P<monnaie> {{monnaie}})?"
    r"(?P<taxe> {taxe})?(?= |$)",
    FICHIER,
)
DATE = compiler(
    rf"(?<![\w.°])(?:(?:(?P<jour>\d{{1,2}}) (?:{{premier}} )?)?(?P<mois>{'|'.join(MOIS)})\b"
    r"(?: (?P<an>20\d\d))?|"
    r"(?P<j>\d{1,2}) [/-] (?P<m>\d{1,2})(?: [/-] (?P<a>20\d\d|\d\d))?(?= |$)|"
    r"(?P<j2>\d{1,2})\.(?P<m2>\d{1,2}) \. (?P<a2>20\d\d|\d\d)(?= |$)|"
    r"(?P<annee>20\d\d)(?= |$)(?! {monnaie}| {echelle}| {taxe}))",
    FICHIER,
)
ECHELLES = {"k": 1e3, "m": 1e6}
# « 300 000 », which no unit follows, is money more often than not
SANS_UNITE = 1000


@dataclass(frozen=True)
class Quantite:
    """A quantity: its kind, its span in `plat`, its value, and the months that its unit counts.

    The value is in months, in euros, bare for a number, and a `Jour` for a date.
    """

    genre: Genre
    debut: int
    fin: int
    valeur: float | Jour
    unite: float | None = None

    @property
    def nombre(self) -> float:
        """Return months, euros or the bare number."""
        assert not isinstance(self.valeur, tuple)
        return self.valeur

    @property
    def jour(self) -> Jour:
        """Return year, month and day."""
        assert isinstance(self.valeur, tuple)
        return self.valeur


def trouver(texte: Texte) -> list[Quantite]:
    """Return the quantities of a sentence, in order; none overlaps another."""
    lues: list[Quantite] = []
    position = 0
    while position < len(texte.plat):
        lue = next(_lectures(texte.plat, position), None)
        if lue:
            lues.append(lue)
        espace = texte.plat.find(" ", lue.fin if lue else position)
        position = len(texte.plat) if espace < 0 else espace + 1
    return lues


def _lectures(plat: str, position: int) -> Iterator[Quantite]:
    if trouve := DATE.match(plat, position):
        yield Quantite("date", *trouve.span(), _jour(trouve))
    if trouve := DUREE.match(plat, position):
        yield Quantite("duree", *trouve.span(), _mois(trouve), _unite(trouve["unite"]))
    if trouve := DUREE_ABREGEE.match(plat, position):
        unite = _unite("an" if trouve["unite"] == "a" else "mois")
        yield Quantite("duree", *trouve.span(), float(trouve["n"]) * unite, unite)
    if trouve := SOMME.match(plat, position):
        valeur = float(trouve["n"]) * ECHELLES.get((trouve["echelle"] or "")[:1], 1)
        dite = trouve["echelle"] or trouve["monnaie"] or trouve["taxe"] or valeur >= SANS_UNITE
        yield Quantite("somme" if dite else "nombre", *trouve.span(), round(valeur, 2))


def _mois(trouve: re.Match[str]) -> float:
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


def _jour(trouve: re.Match[str]) -> Jour:
    jour = trouve["jour"] or trouve["j"] or trouve["j2"]
    nom = trouve["mois"]
    numero = MOIS.index(nom) + 1 if nom else trouve["m"] or trouve["m2"]
    annee = trouve["an"] or trouve["a"] or trouve["a2"] or trouve["annee"]
    an = int(annee) % 100 + 2000 if annee else None
    return an, int(numero) if numero else None, int(jour) if jour else None
