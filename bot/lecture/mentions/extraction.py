"""Find every quantity of a sentence: durations, sums, dates, and the numbers that are none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.francais.mots import compiler, liste, mots
from bot.francais.texte import Texte
from bot.lecture.dates import DATE, Jour, lire_jour
from bot.lecture.durees.unites import mois_de_l_unite, mois_dits

Genre = Literal["duree", "somme", "date", "nombre"]

FICHIER = "lecture/quantites"
N = mots("francais/nombres.nombre")
(DITE,) = liste("lecture/durees.duree")
DUREE = compiler(rf"(?<![\w.°]){DITE}", FICHIER)
SOMME = compiler(
    rf"(?<![\w.°])(?P<n>{N})(?: (?P<echelle>{{echelle}}))?(?: d)?(?P<monnaie> {{monnaie}})?"
    r"(?P<taxe> {taxe})?(?= |$)",
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
        yield Quantite("date", *trouve.span(), lire_jour(trouve))
    if trouve := DUREE.match(plat, position):
        yield Quantite("duree", *trouve.span(), mois_dits(trouve), mois_de_l_unite(trouve["unite"]))
    if trouve := SOMME.match(plat, position):
        valeur = float(trouve["n"]) * ECHELLES.get((trouve["echelle"] or "")[:1], 1)
        dite = trouve["echelle"] or trouve["monnaie"] or trouve["taxe"] or valeur >= SANS_UNITE
        yield Quantite("somme" if dite else "nombre", *trouve.span(), round(valeur, 2))
