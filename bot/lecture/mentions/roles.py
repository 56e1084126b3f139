"""What each quantity of a sentence is there for, as a learned model sees it, and how sure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, get_args

import numpy as np
import numpy.typing as npt

from bot.francais.texte import Texte
from bot.lecture.mentions.contexte import traits
from bot.lecture.mentions.extraction import Genre, Quantite
from bot.lecture.tableaux import Tableaux, ecrire, lire

# of a quantity: each role with its probability
Probabilites: TypeAlias = Mapping[str, float]
Poids: TypeAlias = npt.NDArray[np.float32]
CLES = ("traits", "roles", "poids")
# of each quantity, and of all together: the rest weighs nothing
ROLES_ESSAYES, HYPOTHESES, NEGLIGEABLE = 3, 96, 0.01


@dataclass(frozen=True)
class ModeleDUnGenre:
    """Of one kind of quantity: `poids` gives (traits, roles), its last row the constants."""

    rangs: Mapping[str, int]
    roles: Sequence[str]
    poids: Poids

    def probabilites(self, vus: Sequence[str]) -> Probabilites:
        """Return how likely each role is, by what is seen of a quantity."""
        lignes = [self.rangs[trait] for trait in vus if trait in self.rangs]
        scores = self.poids[lignes].sum(axis=0) + self.poids[-1]
        vraisemblances = 1 / (1 + np.exp(-scores))
        parts = (vraisemblances / vraisemblances.sum()).tolist()
        return dict(zip(self.roles, parts, strict=True))

    def en_tableaux(self, nom: str) -> dict[str, npt.NDArray[np.generic]]:
        """Return it as arrays, each under its name."""
        vus, poids = np.array(list(self.rangs)), self.poids.astype(np.float16)
        tableaux = (vus, np.array(self.roles), poids)
        return {f"{nom}/{cle}": tableau for cle, tableau in zip(CLES, tableaux, strict=True)}

    @classmethod
    def des_tableaux(cls, tableaux: Tableaux, nom: str) -> ModeleDUnGenre:
        """Return what `en_tableaux` made arrays of."""
        noms, roles, poids = (tableaux[f"{nom}/{cle}"] for cle in CLES)
        return cls(
            {str(vu): rang for rang, vu in enumerate(noms.tolist())},
            [str(role) for role in roles.tolist()],
            poids.astype(np.float32),
        )


@dataclass(frozen=True)
class ModeleDesRoles:
    """One model for each kind of quantity."""

    genres: Mapping[Genre, ModeleDUnGenre]

    def probabilites(self, texte: Texte, quantites: Sequence[Quantite]) -> list[Probabilites]:
        """Return how likely the roles of each quantity of a sentence are."""
        vus = traits(texte, quantites)
        return [
            self.genres[quantite.genre].probabilites(vu)
            for quantite, vu in zip(quantites, vus, strict=True)
        ]

    def enregistrer(self, fichier: Path) -> None:
        """Write the model to a file."""
        tableaux: dict[str, npt.NDArray[np.generic]] = {}
        for genre, modele in self.genres.items():
            tableaux |= modele.en_tableaux(genre)
        ecrire(fichier, tableaux)

    @classmethod
    def charger(cls, fichier: Path) -> ModeleDesRoles:
        """Read a model that `enregistrer` wrote."""
        return lire(
            fichier,
            lambda lus: cls({g: ModeleDUnGenre.des_tableaux(lus, g) for g in get_args(Genre)}),
        )


def hypotheses(probabilites: Sequence[Probabilites]) -> list[tuple[tuple[str, ...], float]]:
    """Return the likeliest ways of giving each quantity a role; their weights sum to 1."""
    courantes: list[tuple[tuple[str, ...], float]] = [((), 1.0)]
    for parts in probabilites:
        essayes = sorted(parts.items(), key=lambda part: -part[1])[:ROLES_ESSAYES]
        suivantes = [
            ((*roles, role), poids * part)
            for roles, poids in courantes
            for role, part in essayes
            if part > NEGLIGEABLE
        ]
        courantes = sorted(suivantes, key=lambda hypothese: -hypothese[1])[:HYPOTHESES]
    somme = sum(poids for _, poids in courantes)
    return [(roles, poids / somme) for roles, poids in courantes]
