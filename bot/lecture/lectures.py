"""What a reader found in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

# the motif of a number that counts something, as in « 3 entreprises », and can be no quantity
AUTRE_CHOSE = "autre_chose"
Nature = Literal["fait", "ambigu", "refuse", "indice"]


@dataclass(frozen=True)
class Lecture:
    """A fact, an ambiguity or an absurd value read in a sentence.

    `fait` is the fact's name. For an « ambigu » reading `motif` says what is left open and
    `valeur` is the likeliest value, if any; for a « refuse » one `valeur` is what was read.
    An « indice » says something without being a fact: a bare number, a sum without a unit, words
    about the form. `interrogatif`: it stands in a question. Places are those of the sentence.
    """

    fait: str
    valeur: Any
    debut: int
    fin: int
    nature: Nature = "fait"
    motif: str | None = None
    interrogatif: bool = False
