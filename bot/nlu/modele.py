"""The intent model, free of Rasa: sentences in, labels with their probabilities out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
import skops.io
from joblib import Parallel, delayed
from scipy.sparse import csr_matrix, hstack
from scipy.special import expit
from sklearn.linear_model import LogisticRegression
from sklearn.utils.class_weight import compute_class_weight

from bot.assemblage import lecteur
from bot.lecture.vocabulaire import Vocabulaire
from bot.nlu.vues import Phrase, Vue, preparer, toutes_les_vues

REGULARISATION = 20.0
# What is not our subject is countless: each of its sentences counts in full, while the other labels
# weigh the same whatever their number; it must then prevail by these log-odds.
AUTRE_SUJET, RETENUE = "hors_sujet", 1.5
FREQUENT = 4
MOT_COURT = 3
# as Rasa names what is not understood
INCONNU = "nlu_fallback"
Poids = npt.NDArray[np.float32]


class ModeleIntentions:
    """Logistic regression, one label against the others, over several views of a sentence.

    `poids` gives (columns, labels) for each view, `constantes` the intercepts; sklearn's own
    `predict_proba` copies them all at each call, which is nearly all that it costs.
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
        self.mots = Counter(mot for phrase in phrases for mot in preparer(phrase).formes)
        preparees = self._preparer(phrases)
        for vue in self.vues.values():
            vue.apprendre(preparees)
        colonnes = {nom: csr_matrix(vue.voir(preparees)) for nom, vue in self.vues.items()}
        noms = np.unique(etiquettes)
        poids = dict(
            zip(noms, compute_class_weight("balanced", classes=noms, y=etiquettes), strict=True)
        )
        poids[AUTRE_SUJET] = 1.0
        toutes = hstack(list(colonnes.values()), format="csr")
        # in threads: liblinear lets go of the interpreter's lock, sklearn fits labels one by one
        regressions = Parallel(n_jobs=-1, prefer="threads")(
            delayed(_contre_les_autres)(toutes, np.asarray(etiquettes) == nom, poids[nom])
            for nom in noms
        )
        self.etiquettes = [str(nom) for nom in noms]
        self.constantes = np.array([r.intercept_[0] for r in regressions], np.float32)
        self.constantes[self.etiquettes.index(AUTRE_SUJET)] -= RETENUE
        bornes = np.cumsum([vue.shape[1] for vue in colonnes.values()])[:-1]
        parts = np.split(np.array([r.coef_[0] for r in regressions], np.float32).T, bornes)
        self.poids = dict(zip(colonnes, map(np.ascontiguousarray, parts), strict=True))

    def classer(self, phrase: str) -> list[tuple[str, float]]:
        """Return every label with its probability, the likeliest first.

        Of words that are all unknown (« krok krok »), letters alone would tell: nothing is likely.
        """
        preparee = self._preparer([phrase])
        if not self._reconnait(preparee[0]):
            return [(INCONNU, 0.0)]
        vus = (vue.voir(preparee) @ self.poids[nom] for nom, vue in self.vues.items())
        scores = expit(sum((vu[0] for vu in vus), self.constantes))
        probabilites = (scores / scores.sum()).tolist()
        rangs = zip(self.etiquettes, probabilites, strict=True)
        return sorted(rangs, key=lambda rang: -rang[1])

    def _reconnait(self, phrase: Phrase) -> bool:
        mots = [forme for forme in phrase.formes if forme.isalpha() and len(forme) >= MOT_COURT]
        return not mots or any(mot in self.mots for mot in mots)

    def enregistrer(self, fichier: Path) -> None:
        """Write the model to a file, without pickle: a model file can be handed around."""
        etats = {nom: vue.etat for nom, vue in self.vues.items()}
        skops.io.dump(
            [etats, dict(self.mots), self.etiquettes, self.poids, self.constantes], fichier
        )

    @classmethod
    def charger(cls, fichier: Path) -> ModeleIntentions:
        """Read a model, of all views, from a file that `enregistrer` wrote."""
        modele = cls()
        etats, modele.mots, modele.etiquettes, modele.poids, modele.constantes = skops.io.load(
            fichier, trusted=["scipy.sparse._csr.csr_matrix"]
        )
        for nom, vue in modele.vues.items():
            vue.etat = etats[nom]
        return modele

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


def _contre_les_autres(
    colonnes: csr_matrix, en_est: npt.NDArray[np.bool_], poids: float
) -> LogisticRegression:
    """Fit one label against the others; each of its sentences weighs `poids`, the others one."""
    return LogisticRegression(
        C=REGULARISATION, solver="liblinear", class_weight={True: poids, False: 1.0}, random_state=0
    ).fit(colonnes, en_est)
