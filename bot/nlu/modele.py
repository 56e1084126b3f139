"""The intent model, free of Rasa: sentences in, labels with their probabilities out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from scipy.special import expit
from sklearn.utils.class_weight import compute_class_weight

from bot.francais.orthographe import Vocabulaire
from bot.lecture.assemblage import lecteur
from bot.nlu.regression import ajuster
from bot.nlu.vues import Colonnes, Phrase, Tableau, Tableaux, Vue, preparer, toutes_les_vues

REGULARISATION = 20.0
# What is not our subject is countless: each of its sentences counts in full, while the other labels
# weigh the same whatever their number; it must then prevail by these log-odds.
AUTRE_SUJET, RETENUE = "hors_sujet", 1.5
FREQUENT = 4
MOT_COURT = 3
# as Rasa names what is not understood
INCONNU = "nlu_fallback"
Poids = npt.NDArray[np.float32]
Vraies = npt.NDArray[np.bool_]
Couts = npt.NDArray[np.floating[Any]]


class ModeleIllisible(Exception):
    """A file that holds no whole model."""


class ModeleIntentions:
    """Logistic regression, one label against the others, over several views of a sentence.

    `poids` gives (columns, labels) for each view, `constantes` the intercepts.
    """

    def __init__(self, vues: Mapping[str, Vue] | None = None, corriger: bool = True) -> None:
        """Build it on the given views, or on all; `corriger`: mend typing errors in known words."""
        self.vues = toutes_les_vues() if vues is None else vues
        self.corriger = corriger
        self.mots: dict[str, int] = {}
        self.etiquettes: list[str] = []
        self.poids: dict[str, Poids] = {}
        self.constantes: Poids = np.zeros(0, np.float32)

    def apprendre(self, phrases: Sequence[str], etiquettes: Sequence[str]) -> None:
        """Fit on sentences and their labels."""
        noms = np.unique(etiquettes)
        couts = compute_class_weight("balanced", classes=noms, y=etiquettes)
        couts[noms == AUTRE_SUJET] = 1.0
        vraies = np.asarray(etiquettes)[:, None] == noms
        self.ajuster(phrases, noms.tolist(), vraies, np.where(vraies, couts, 1.0))
        self.constantes[noms == AUTRE_SUJET] -= RETENUE

    def ajuster(
        self, phrases: Sequence[str], noms: Sequence[str], vraies: Vraies, couts: Couts
    ) -> None:
        """Fit on sentences; `vraies`, `couts` (sentences, labels): which hold, what each costs."""
        self.mots = Counter(mot for phrase in phrases for mot in preparer(phrase).formes)
        preparees = self._preparer(phrases)
        vues = {nom: csr_matrix(vue.apprendre(preparees)) for nom, vue in self.vues.items()}
        constante = np.ones((len(phrases), 1), np.float32)
        poids = ajuster(
            hstack([*vues.values(), constante], format="csr"),
            vraies,
            (REGULARISATION * couts).astype(np.float32),
        )
        bornes = np.cumsum([vue.shape[1] for vue in vues.values()])
        *parts, (self.constantes,) = np.split(poids, bornes)
        self.poids = dict(zip(vues, parts, strict=True))
        self.etiquettes = list(noms)

    def classer(self, phrase: str) -> list[tuple[str, float]]:
        """Return every label with its probability, the likeliest first.

        Of words that are all unknown (« krok krok »), letters alone would tell: nothing is likely.
        """
        scores = self.peser(phrase)
        if not scores:
            return [(INCONNU, 0.0)]
        total = sum(scores.values())
        return sorted(((nom, p / total) for nom, p in scores.items()), key=lambda rang: -rang[1])

    def peser(self, phrase: str) -> dict[str, float]:
        """Return how likely each label is by itself; nothing of words that are all unknown."""
        preparee = self._preparer([phrase])
        if not self._reconnait(preparee[0]):
            return {}
        vus = (
            _peser_une_vue(vue.voir(preparee), self.poids[nom]) for nom, vue in self.vues.items()
        )
        scores = expit(sum(vus, self.constantes))
        return dict(zip(self.etiquettes, scores.tolist(), strict=True))

    def _reconnait(self, phrase: Phrase) -> bool:
        mots = [forme for forme in phrase.formes if forme.isalpha() and len(forme) >= MOT_COURT]
        return not mots or any(mot in self.mots for mot in mots)

    def enregistrer(self, fichier: Path) -> None:
        """Write the model to a file of plain arrays: to read one that was handed around is safe."""
        tableaux = {
            "mots": np.array(list(self.mots)),
            "fois": np.array(list(self.mots.values())),
            "etiquettes": np.array(self.etiquettes),
            "constantes": self.constantes,
            # half the size, and no other answers
            **{f"{nom}/poids": poids.astype(np.float16) for nom, poids in self.poids.items()},
        }
        for nom, vue in self.vues.items():
            tableaux |= {f"{nom}/{cle}": tableau for cle, tableau in vue.etat.items()}
        with fichier.open("wb") as sortie:
            np.savez(sortie, **tableaux)

    @classmethod
    def charger(cls, fichier: Path, vierge: ModeleIntentions | None = None) -> ModeleIntentions:
        """Read a model, of the views of `vierge` or of all, from what `enregistrer` wrote."""
        modele = vierge or cls()
        try:
            with np.load(fichier, allow_pickle=False) as tableaux:
                modele._reprendre(dict(tableaux))
        except Exception as erreur:  # a damaged archive raises any of a dozen types
            raise ModeleIllisible(f"{fichier} : {erreur}") from erreur
        return modele

    def _reprendre(self, tableaux: Tableaux) -> None:
        mots, fois = tableaux["mots"].tolist(), tableaux["fois"].tolist()
        self.mots = dict(zip(mots, fois, strict=True))
        self.etiquettes = tableaux["etiquettes"].tolist()
        self.constantes = tableaux["constantes"]
        self.poids = {nom: tableaux[f"{nom}/poids"].astype(np.float32) for nom in self.vues}
        for nom, vue in self.vues.items():
            debut = f"{nom}/"
            vue.etat = {
                cle.removeprefix(debut): tableau
                for cle, tableau in tableaux.items()
                if cle.startswith(debut)
            }

    def _preparer(self, phrases: Sequence[str]) -> list[Phrase]:
        orthographe = self._orthographe if self.corriger else None
        return [preparer(phrase, orthographe) for phrase in phrases]

    @cached_property
    def _orthographe(self) -> Vocabulaire:
        """Mend errors towards the readers' words and those that several sentences hold."""
        lues = lecteur().vocabulaire
        frequents = {mot for mot, fois in self.mots.items() if fois >= FREQUENT}
        return Vocabulaire(
            corrigeables=lues.corrigeables | frequents,
            mots_de_nombre=lues.mots_de_nombre,
            fautes=lues.fautes,
            proteges=lues.proteges | self.mots.keys(),
        )


def _peser_une_vue(vu: Colonnes, poids: Tableau) -> Tableau:
    """Return what one sentence weighs for each label; of a sparse row, only what is there.

    Scipy's own product costs five times as much on a single row.
    """
    pese: Tableau = vu.data @ poids[vu.indices] if isinstance(vu, csr_matrix) else vu[0] @ poids
    return pese
