"""The views of a sentence that the intent model works on; `make bench` tells what each brings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.francais.orthographe import Vocabulaire
from bot.francais.texte import decouper, plier
from bot.lecture.assemblage import lire
from bot.nlu.vecteurs import Vecteur, Vecteurs, lire_spacy

# every number is the same word: readers, not the classifier, look at values
UN_NOMBRE = "nombre"
POIDS_DES_VECTEURS = 2.0
POIDS_DES_LECTURES = 0.7
BALISE = re.compile(r"</?[a-zA-Z][^<>]*>")


Colonnes: TypeAlias = "csr_matrix | npt.NDArray[np.float32]"
Tableau: TypeAlias = npt.NDArray[Any]
Tableaux: TypeAlias = dict[str, Tableau]


@dataclass(frozen=True)
class Phrase:
    """A sentence: as typed, its words as typed in lower case, and the same folded and mended."""

    brute: str
    graphies: tuple[str, ...]
    formes: tuple[str, ...]


def preparer(brute: str, orthographe: Vocabulaire | None = None) -> Phrase:
    """Cut a sentence into words, typing errors mended in the words of a vocabulary, if given.

    Tags pasted with a text are left out.
    """
    brute = BALISE.sub(" ", brute)
    jetons = decouper(brute)
    mendes = orthographe.corriger(jetons) if orthographe else jetons
    return Phrase(
        brute,
        tuple(
            brute[jeton.debut : jeton.fin].lower() if mende is jeton else mende.forme
            for jeton, mende in zip(jetons, mendes, strict=True)
        ),
        tuple(UN_NOMBRE if jeton.nombre is not None else jeton.forme for jeton in mendes),
    )


class Vue(Protocol):
    """A view, learnt from sentences; `etat` is what is kept of it in a file."""

    def apprendre(self, phrases: Sequence[Phrase]) -> Colonnes:
        """Learn from sentences; return a row of numbers for each."""

    def voir(self, phrases: Sequence[Phrase]) -> Colonnes:
        """Return a row of numbers for each sentence."""

    @property
    def etat(self) -> Tableaux:
        """Return what was learnt."""

    @etat.setter
    def etat(self, etat: Tableaux) -> None: ...


class VueTextuelle:
    """Frequencies of pieces of text that at least two sentences share, by sklearn."""

    poids = 1.0

    def __init__(self, **reglages: Any) -> None:
        self._mesure = TfidfVectorizer(min_df=2, sublinear_tf=True, dtype=np.float32, **reglages)

    def apprendre(self, phrases: Sequence[Phrase]) -> csr_matrix:
        """See `Vue`."""
        return self._mesure.fit_transform(self._textes(phrases)) * self.poids

    def voir(self, phrases: Sequence[Phrase]) -> csr_matrix:
        """See `Vue`."""
        vues = self._mesure.transform(self._textes(phrases))
        # of the same type as the weights: numpy would convert them all at each message
        vues.data = (vues.data * self.poids).astype(np.float32)
        return vues

    def _textes(self, phrases: Sequence[Phrase]) -> list[str]:
        return [" ".join(phrase.formes) for phrase in phrases]

    @property
    def etat(self) -> Tableaux:
        """See `Vue`."""
        morceaux = self._mesure.get_feature_names_out().astype(str)
        return {"morceaux": morceaux, "raretes": self._mesure.idf_}

    @etat.setter
    def etat(self, etat: Tableaux) -> None:
        self._mesure.vocabulary = etat["morceaux"].tolist()
        self._mesure.idf_ = etat["raretes"]


class VueDesLectures(VueTextuelle):
    """What the readers of `bot.lecture` find: a duration, a form of contract, continuity…"""

    poids = POIDS_DES_LECTURES

    def _textes(self, phrases: Sequence[Phrase]) -> list[str]:
        return [" ".join(_marques(phrase.brute)) for phrase in phrases]


class VueDesVecteurs:
    """The mean of the words' vectors, rare words weighing more, for what was never said so."""

    def __init__(self, accentuer: bool = True) -> None:
        self.accentuer = accentuer
        self.accents: dict[str, str] = {}
        self.raretes: dict[str, float] = {}

    def apprendre(self, phrases: Sequence[Phrase]) -> Colonnes:
        """See `Vue`."""
        mesure = TfidfVectorizer(analyzer=tuple).fit([phrase.formes for phrase in phrases])
        self.raretes = dict(zip(mesure.get_feature_names_out(), mesure.idf_.tolist(), strict=True))
        self.accents = _accents(phrases) if self.accentuer else {}
        self.vecteurs = lire_spacy()
        return self.voir(phrases)

    def voir(self, phrases: Sequence[Phrase]) -> Colonnes:
        """See `Vue`."""
        return np.array([self._moyen(phrase) for phrase in phrases]) * POIDS_DES_VECTEURS

    def _moyen(self, phrase: Phrase) -> Vecteur:
        mots = [self.accents.get(graphie, graphie) for graphie in phrase.graphies]
        return self.vecteurs.moyen(
            mots, [self.raretes.get(forme, self._inconnu) for forme in phrase.formes]
        )

    @cached_property
    def _inconnu(self) -> float:
        return max(self.raretes.values())

    @property
    def etat(self) -> Tableaux:
        """See `Vue`."""
        return {
            "sans_accent": np.array(list(self.accents), str),
            "avec_accent": np.array(list(self.accents.values()), str),
            "mots": np.array(list(self.raretes), str),
            "raretes": np.array(list(self.raretes.values())),
            **self.vecteurs._asdict(),
        }

    @etat.setter
    def etat(self, etat: Tableaux) -> None:
        self.accents = _paires(etat["sans_accent"], etat["avec_accent"])
        self.raretes = _paires(etat["mots"], etat["raretes"])
        self.vecteurs = Vecteurs(**{nom: etat[nom] for nom in Vecteurs._fields})


def toutes_les_vues() -> dict[str, Vue]:
    """Return the views by name, nothing learnt yet."""
    return {
        "mots": VueTextuelle(ngram_range=(1, 2), token_pattern=r"\S+"),
        "lettres": VueTextuelle(analyzer="char_wb", ngram_range=(3, 4)),
        "lectures": VueDesLectures(token_pattern=r"\S+"),
        "vecteurs": VueDesVecteurs(),
    }


def _paires(cles: Tableau, valeurs: Tableau) -> dict[str, Any]:
    return dict(zip(cles.tolist(), valeurs.tolist(), strict=True))


def _marques(phrase: str) -> list[str]:
    """Name what is read; a choice among few values is named with its value."""
    marques = []
    for lue in lire(phrase):
        marques.append(f"{lue.fait}:{lue.nature}")
        if isinstance(lue.valeur, str) and lue.fait != "objet":
            marques.append(f"{lue.fait}={lue.valeur}")
    return marques


def _accents(phrases: Sequence[Phrase]) -> dict[str, str]:
    """Return the accented form of the words that are only known with accents.

    A word typed without its accents has no vector.
    """
    textes = (phrase.brute.lower() for phrase in phrases)
    mots = {mot for texte in textes for mot in re.findall(r"[^\W\d_]+", texte)}
    return {plier(mot): mot for mot in sorted(mots) if plier(mot) not in mots}
