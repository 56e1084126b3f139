"""Tell a wish that gives or refuses a place for what somebody is, by a model learnt from wishes.

Words alone do not tell: « écarter les femmes » and « ne pas écarter les femmes » name the same
people. The model (`bot/nlu/souhaits.py` learns it) is a support vector machine of degree two over
the marks of a sentence (`personnes`): what is done counts together with whom it is done to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from bot.francais.texte import Texte
from bot.lecture.clause.personnes import Repere, reperes, traits
from bot.lecture.tableaux import Tableaux, ecrire, en_noms, en_tableau, lire

Verdict: TypeAlias = Literal["illicite", "douteux", "licite"]
Nombres: TypeAlias = npt.NDArray[np.float32]
Rangs: TypeAlias = npt.NDArray[np.int32]
# the kernel (ECHELLE · x·y + 1)²: four views of norm 1 each stand in x
ECHELLE, DEGRE = 0.5, 2
# margins chosen with each author left out in turn (`python -m tests.banc.souhaits`): under the
# first a wish is lawful, over the second it is not, between it is asked
SEUIL_LICITE, SEUIL_ILLICITE = -0.2, 0.1
# gestures that touch somebody's work
DE_L_EMPLOI = frozenset("emploi engager exclure quota reserver retirer seulement".split())


class Vues(NamedTuple):
    """What a sentence is to the model: its known traits, and how much each counts."""

    rangs: Rangs
    valeurs: Nombres


@dataclass(frozen=True)
class Traits:
    """The traits that were learnt, each with its rank, and how rare it is."""

    rangs: Mapping[str, int]
    raretes: Nombres

    def voir(self, vues: Iterable[Iterable[str]]) -> Vues:
        """Return a sentence's traits; each view has norm 1, whatever its length."""
        rangs, valeurs = [], []
        for vue in vues:
            fois = Counter(self.rangs[trait] for trait in vue if trait in self.rangs)
            siens = np.fromiter(fois, np.int32, len(fois))
            frequences = np.fromiter(fois.values(), np.float32, len(fois))
            poids = (1 + np.log(frequences)) * self.raretes[siens]
            rangs.append(siens)
            valeurs.append(poids / (np.linalg.norm(poids) or 1))
        return Vues(np.concatenate(rangs), np.concatenate(valeurs))


@dataclass(frozen=True)
class ModeleDesSouhaits:
    """The wishes that the model leans on, by trait: `debuts` tells where each trait's wishes are.

    `lignes` and `valeurs` are the wishes that bear it and how much, `poids` what each wish weighs.
    """

    traits: Traits
    debuts: Rangs
    lignes: npt.NDArray[np.uint16]
    valeurs: Nombres
    poids: Nombres
    constante: float

    def marge(self, texte: Texte, vus: list[Repere]) -> float:
        """Return how far from lawful a wish is: negative for what is lawful."""
        rangs, valeurs = self.traits.voir(traits(texte, vus))
        places = [slice(self.debuts[r], self.debuts[r + 1]) for r in rangs]
        if not places:
            return self.constante
        lignes = np.concatenate([self.lignes[place] for place in places])
        parts = np.concatenate([self.valeurs[p] * v for p, v in zip(places, valeurs, strict=True)])
        produits = np.bincount(lignes, parts, len(self.poids))
        return float((ECHELLE * produits + 1) ** DEGRE @ self.poids) + self.constante

    def enregistrer(self, fichier: Path) -> None:
        """Write the model to a file."""
        tableaux: Tableaux = {
            "traits": en_tableau(self.traits.rangs),
            "raretes": self.traits.raretes,
            "debuts": self.debuts,
            "lignes": self.lignes,
            "valeurs": self.valeurs.astype(np.float16),
            "poids": self.poids,
            "constante": np.array(self.constante),
        }
        ecrire(fichier, tableaux)

    @classmethod
    def charger(cls, fichier: Path) -> ModeleDesSouhaits:
        """Read a model that `enregistrer` wrote."""
        return lire(fichier, cls._comprendre)

    @classmethod
    def _comprendre(cls, lu: Tableaux) -> ModeleDesSouhaits:
        rangs = {nom: rang for rang, nom in enumerate(en_noms(lu["traits"]))}
        return cls(
            Traits(rangs, lu["raretes"].astype(np.float32)),
            lu["debuts"].astype(np.int32),
            lu["lignes"].astype(np.uint16),
            lu["valeurs"].astype(np.float32),
            lu["poids"].astype(np.float32),
            float(lu["constante"]),
        )


@dataclass(frozen=True)
class Discriminations:
    """Judges a sentence; `modele` is what was learnt."""

    modele: ModeleDesSouhaits

    def juger(self, texte: Texte) -> Verdict:
        """Tell whether a wish is unlawful, lawful, or needs a question."""
        vus = reperes(texte)
        if not any(repere.groupe for repere in vus):
            return "licite"  # it singles nobody out
        marge = self.modele.marge(texte, vus)
        if marge >= SEUIL_ILLICITE:
            return "illicite"
        return "douteux" if marge > SEUIL_LICITE else "licite"


def touche_un_emploi(texte: Texte) -> bool:
    """Tell what is done with people or their posts, from « ne mettez pas de nom », of nobody."""
    return any(repere.nom in DE_L_EMPLOI for repere in reperes(texte))


def groupes_vises(texte: Texte) -> Sequence[str]:
    """Return the grounds that a sentence names, the one it names most first."""
    noms = Counter(repere.nom for repere in reperes(texte) if repere.groupe)
    return [nom for nom, _ in noms.most_common()]
