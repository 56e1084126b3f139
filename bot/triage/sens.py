"""Tell which order a sentence gives, by a model learnt from sentences of facilitators.

Expressions do not carry over to who says it otherwise: each new author was read worse than the one
before. The model (`bot/nlu/ordres.py` learns it) is linear over words, their sequences and their
letters; what an order is about is read afterwards (`lecteurs`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bot.donnees import MODELE_DES_ORDRES
from bot.lecture.clause.discriminations import Traits
from bot.lecture.tableaux import Tableaux, ecrire, en_noms, en_tableau, lire

AUCUN = "aucun"
MOTS_DE_SUITE, LETTRES_DE_SUITE = (1, 2, 3), (2, 3, 4, 5)


class Sens(NamedTuple):
    """What a sentence is taken for, and how far ahead of anything else."""

    genre: str
    avance: float


def traits(vue: Sequence[str]) -> Iterator[list[str]]:
    """Yield what a sentence's words are known by: their sequences, and their letters."""
    yield [
        " ".join(vue[debut : debut + n]) for n in MOTS_DE_SUITE for debut in range(len(vue) - n + 1)
    ]
    yield [
        f"~{borde[debut : debut + n]}"
        for borde in (f" {mot} " for mot in vue)
        for n in LETTRES_DE_SUITE
        for debut in range(max(1, len(borde) - n + 1))
    ]


@dataclass(frozen=True)
class ModeleDesOrdres:
    """What each trait weighs for each order."""

    traits: Traits
    genres: tuple[str, ...]
    poids: npt.NDArray[np.float32]
    constantes: npt.NDArray[np.float32]

    def juger(self, vue: Sequence[str]) -> Sens:
        """Return what a sentence is taken for."""
        rangs, valeurs = self.traits.voir(traits(vue))
        marges = valeurs @ self.poids[rangs] + self.constantes
        second, premier = np.argsort(marges)[-2:]
        return Sens(self.genres[premier], float(marges[premier] - marges[second]))

    def enregistrer(self, fichier: Path) -> None:
        """Write the model to a file."""
        tableaux: Tableaux = {
            "traits": en_tableau(self.traits.rangs),
            "raretes": self.traits.raretes,
            "poids": self.poids.astype(np.float16),
            "constantes": self.constantes,
            "genres": en_tableau(self.genres),
        }
        ecrire(fichier, tableaux)

    @classmethod
    def charger(cls, fichier: Path) -> ModeleDesOrdres:
        """Read a model that `enregistrer` wrote."""
        return lire(fichier, cls._comprendre)

    @classmethod
    def _comprendre(cls, lu: Tableaux) -> ModeleDesOrdres:
        rangs = {nom: rang for rang, nom in enumerate(en_noms(lu["traits"]))}
        return cls(
            Traits(rangs, lu["raretes"].astype(np.float32)),
            tuple(en_noms(lu["genres"])),
            lu["poids"].astype(np.float32),
            lu["constantes"].astype(np.float32),
        )


@cache
def modele() -> ModeleDesOrdres:
    """Return the model that was learnt."""
    return ModeleDesOrdres.charger(MODELE_DES_ORDRES)
