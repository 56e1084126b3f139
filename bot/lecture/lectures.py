"""What a reader found in a sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from bot.metier.valeurs import Valeur, lire_valeur

# the motif of a number that counts something, as in « 3 entreprises », and can be no quantity
AUTRE_CHOSE = "autre_chose"
Nature = Literal["fait", "ambigu", "refuse", "indice"]
# several numbers, of « 2+2 »; nothing, when the words leave the value open
Lue: TypeAlias = Valeur | list[float] | None


@dataclass(frozen=True)
class Lecture:
    """A fact, an ambiguity or an absurd value read in a sentence.

    `fait` is the fact's name. For an « ambigu » reading `motif` says what is left open and
    `valeur` is the likeliest value, if any; for a « refuse » one `valeur` is what was read.
    An « indice » says something without being a fact: a bare number, a sum without a unit, words
    about the form. `interrogatif`: it stands in a question. `sure`: nothing speaks against it; a
    fact that is not is taken, then confirmed. `part`: how likely it is that its quantity is the
    contract's, by its role. Places are those of the sentence.
    """

    fait: str
    valeur: Lue
    debut: int
    fin: int
    nature: Nature = "fait"
    motif: str | None = None
    interrogatif: bool = False
    sure: bool = True
    # two readings of the same words are the same, however likely
    part: float = field(default=1.0, compare=False)

    @property
    def retenue(self) -> Valeur | None:
        """Return what the fact is worth; bare numbers are worth nothing by themselves."""
        return lire_valeur(self.valeur)

    @property
    def nombre(self) -> float | None:
        """Return the quantity read, in the unit of its fact; None when there is none."""
        if isinstance(self.valeur, bool) or not isinstance(self.valeur, int | float):
            return None
        return float(self.valeur)

    @property
    def nombres(self) -> list[float]:
        """Return the numbers of « 36 », « 2+2 », or how often and for how long it is renewed."""
        valeurs = self.valeur if isinstance(self.valeur, list) else []
        return [valeur for valeur in valeurs if isinstance(valeur, int | float)]

    @property
    def indices(self) -> list[str]:
        """Return the clues of the form, « non_x » for one that is denied."""
        valeurs = self.valeur if isinstance(self.valeur, list) else []
        return [valeur for valeur in valeurs if isinstance(valeur, str)]
