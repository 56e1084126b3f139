"""How likely something is, by its traits: what a logistic regression learnt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.lecture.tableaux import Tableaux


@dataclass(frozen=True)
class Jugement:
    """Tells how likely something is by its traits; `constante` is what it is without any."""

    poids: Mapping[str, float]
    constante: float

    def part(self, traits: Iterable[str]) -> float:
        """Return how likely it is."""
        score = self.constante + sum(self.poids.get(trait, 0.0) for trait in {*traits})
        return float(1 / (1 + np.exp(-score)))

    def en_tableaux(self, nom: str) -> dict[str, npt.NDArray[np.generic]]:
        """Return it as arrays, each under its name."""
        return {
            f"{nom}/traits": np.array(list(self.poids)),
            f"{nom}/poids": np.array(list(self.poids.values()), np.float32),
            f"{nom}/constante": np.array([self.constante], np.float32),
        }

    @classmethod
    def des_tableaux(cls, tableaux: Tableaux, nom: str) -> Jugement:
        """Return what `en_tableaux` made arrays of."""
        traits, poids = tableaux[f"{nom}/traits"].tolist(), tableaux[f"{nom}/poids"].tolist()
        constante = float(tableaux[f"{nom}/constante"][0])
        return cls(dict(zip(traits, poids, strict=True)), constante)
