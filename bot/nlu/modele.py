"""The intent model, free of Rasa: sentences in, labels with their probabilities out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import skops.io
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from bot.assemblage import lecteur
from bot.lecture.texte import Jeton, decouper, plier
from bot.nlu.vecteurs import vecteur_moyen

NOMBRE = "nombre"  # every number is the same word: readers, not the classifier, look at values
POIDS_DES_VECTEURS = 2.0
REGULARISATION = 20.0


class ModeleIntentions:
    """Logistic regression, one label against the others, on three views of a sentence.

    Words and pairs of words, folded and with known words' typing errors mended; letters by 2 to 5
    within words, for the errors that remain; the mean of the words' vectors, rare words weighing
    more, for what was never said in the same words. Chosen by `make bench`.
    """

    def __init__(self) -> None:
        self.mots = TfidfVectorizer(ngram_range=(1, 2), token_pattern=r"\S+", sublinear_tf=True)
        self.lettres = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
        self.accents: dict[str, str] = {}
        self.regression = LogisticRegression(
            C=REGULARISATION, solver="liblinear", class_weight="balanced", random_state=0
        )

    def apprendre(self, phrases: Sequence[str], etiquettes: Sequence[str]) -> None:
        """Fit on sentences and their labels."""
        self.accents = _accents(phrases)
        pliees = [_plier(_jetons(phrase)) for phrase in phrases]
        self.mots.fit(pliees)
        self.lettres.fit(pliees)
        self.regression.fit(self._vues(phrases), etiquettes)

    def classer(self, phrase: str) -> list[tuple[str, float]]:
        """Return every label with its probability, the likeliest first."""
        probabilites = self.regression.predict_proba(self._vues([phrase]))[0]
        rangs = zip(self.regression.classes_, probabilites, strict=True)
        return sorted(((str(nom), float(p)) for nom, p in rangs), key=lambda rang: -rang[1])

    def enregistrer(self, fichier: Path) -> None:
        """Write the model to a file, without pickle: a model file can be handed around."""
        skops.io.dump([self.mots, self.lettres, self.regression, self.accents], fichier)

    @classmethod
    def charger(cls, fichier: Path) -> ModeleIntentions:
        """Read a model from a file that `enregistrer` wrote."""
        modele = cls()
        modele.mots, modele.lettres, modele.regression, modele.accents = skops.io.load(
            fichier, trusted=["scipy.sparse._csr.csr_matrix"]
        )
        return modele

    def _vues(self, phrases: Sequence[str]) -> csr_matrix:
        decoupees = [_jetons(phrase) for phrase in phrases]
        pliees = [_plier(jetons) for jetons in decoupees]
        vecteurs = [
            vecteur_moyen(
                (self._accentuer(phrase[jeton.debut : jeton.fin].lower()), self._rarete(jeton))
                for jeton in jetons
            )
            for phrase, jetons in zip(phrases, decoupees, strict=True)
        ]
        vues = [self.mots.transform(pliees), self.lettres.transform(pliees)]
        return hstack([*vues, csr_matrix(vecteurs) * POIDS_DES_VECTEURS]).tocsr()

    def _accentuer(self, mot: str) -> str:
        """Give back the accents of a word typed without them, for which there is no vector."""
        return self.accents.get(mot, mot)

    def _rarete(self, jeton: Jeton) -> float:
        rang = self.mots.vocabulary_.get(_forme(jeton))
        return float(self.mots.idf_.max() if rang is None else self.mots.idf_[rang])


def _accents(phrases: Sequence[str]) -> dict[str, str]:
    """Return the accented form of the words that are only known with accents."""
    mots = {mot for phrase in phrases for mot in re.findall(r"[^\W\d_]+", phrase.lower())}
    return {plier(mot): mot for mot in sorted(mots) if plier(mot) not in mots}


def _jetons(phrase: str) -> list[Jeton]:
    return lecteur().vocabulaire.corriger(decouper(phrase))


def _plier(jetons: Sequence[Jeton]) -> str:
    return " ".join(_forme(jeton) for jeton in jetons)


def _forme(jeton: Jeton) -> str:
    return jeton.forme if jeton.nombre is None else NOMBRE
