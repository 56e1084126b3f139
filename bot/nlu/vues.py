"""The views of a sentence that the intent model works on; `make bench` tells what each brings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.assemblage import lire
from bot.lecture.texte import decouper, plier
from bot.lecture.vocabulaire import Vocabulaire
from bot.nlu.vecteurs import vecteur, vecteur_moyen

NOMBRE = "nombre"  # every number is the same word: readers, not the classifier, look at values
POIDS_DES_VECTEURS = 2.0
POIDS_DES_LECTURES = 0.7
LONGUEUR_D_UN_MOT = 4
# in how many sentences a word is known, and usual
CONNU, USUEL = 2, 3
BALISE = re.compile(r"</?[a-zA-Z][^<>]*>")


Colonnes: TypeAlias = "csr_matrix | npt.NDArray[np.float64]"


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
        tuple(NOMBRE if jeton.nombre is not None else jeton.forme for jeton in mendes),
    )


class Vue(Protocol):
    """A view, learnt from sentences; `etat` is what is kept of it in a file."""

    def apprendre(self, phrases: Sequence[Phrase]) -> None:
        """Learn from sentences."""

    def voir(self, phrases: Sequence[Phrase]) -> Colonnes:
        """Return a row of numbers for each sentence."""

    @property
    def etat(self) -> Any:
        """Return what was learnt, as sklearn objects and plain data."""

    @etat.setter
    def etat(self, etat: Any) -> None: ...


class VueTextuelle:
    """Frequencies of pieces of text that at least two sentences share, by sklearn."""

    def __init__(self, **reglages: Any) -> None:
        # of the same type as the weights: scipy would convert them all at each message
        self.etat = TfidfVectorizer(min_df=2, sublinear_tf=True, dtype=np.float32, **reglages)

    def apprendre(self, phrases: Sequence[Phrase]) -> None:
        """See `Vue`."""
        self.etat.fit(self._textes(phrases))

    def voir(self, phrases: Sequence[Phrase]) -> csr_matrix:
        """See `Vue`."""
        return self.etat.transform(self._textes(phrases))

    def _textes(self, phrases: Sequence[Phrase]) -> list[str]:
        return [" ".join(phrase.formes) for phrase in phrases]


class VueDesLectures(VueTextuelle):
    """What the readers of `bot.lecture` find: a duration, a form of contract, continuity…"""

    def voir(self, phrases: Sequence[Phrase]) -> csr_matrix:
        """See `Vue`."""
        return super().voir(phrases) * POIDS_DES_LECTURES

    def _textes(self, phrases: Sequence[Phrase]) -> list[str]:
        return [" ".join(_marques(phrase.brute)) for phrase in phrases]


class VueDesVecteurs:
    """The mean of the words' vectors, rare words weighing more, for what was never said so."""

    def __init__(self, accentuer: bool = True) -> None:
        self.accentuer = accentuer
        self.accents: dict[str, str] = {}
        self.raretes: dict[str, float] = {}

    def apprendre(self, phrases: Sequence[Phrase]) -> None:
        """See `Vue`."""
        mesure = TfidfVectorizer(analyzer=tuple).fit([phrase.formes for phrase in phrases])
        self.raretes = {mot: float(mesure.idf_[rang]) for mot, rang in mesure.vocabulary_.items()}
        self.accents = _accents(phrases) if self.accentuer else {}

    def voir(self, phrases: Sequence[Phrase]) -> Colonnes:
        """See `Vue`."""
        return np.array([self._vecteur(phrase) for phrase in phrases]) * POIDS_DES_VECTEURS

    def _vecteur(self, phrase: Phrase) -> Any:
        inconnu = max(self.raretes.values())
        return vecteur_moyen(
            (self.accents.get(graphie, graphie), self.raretes.get(forme, inconnu))
            for graphie, forme in zip(phrase.graphies, phrase.formes, strict=True)
        )

    @property
    def etat(self) -> tuple[dict[str, str], dict[str, float]]:
        """See `Vue`."""
        return self.accents, self.raretes

    @etat.setter
    def etat(self, etat: tuple[dict[str, str], dict[str, float]]) -> None:
        self.accents, self.raretes = etat


class VueDeLaNouveaute:
    """How far a sentence's words are from those of the trade: what is not its subject shows so.

    A word is known that two sentences share at least; the newness of another is its distance to
    the nearest of the usual ones, 0 to 1. Columns: the two newest words, the mean, the sum, and
    the part of words that are new.
    """

    def __init__(self) -> None:
        self.connus: frozenset[str] = frozenset()
        self.accents: dict[str, str] = {}
        self._usuels = np.zeros((1, 0))

    def apprendre(self, phrases: Sequence[Phrase]) -> None:
        """See `Vue`."""
        accents = _accents(phrases)
        frequences = Counter(forme for phrase in phrases for forme in set(phrase.formes))
        graphies = {
            forme: accents.get(graphie, graphie)
            for phrase in phrases
            for graphie, forme in zip(phrase.graphies, phrase.formes, strict=True)
            if frequences[forme] >= USUEL and len(forme) >= LONGUEUR_D_UN_MOT
        }
        connus = [forme for forme, fois in frequences.items() if fois >= CONNU]
        self.etat = connus, accents, np.array([vecteur(mot) for mot in graphies.values()])

    def voir(self, phrases: Sequence[Phrase]) -> Colonnes:
        """See `Vue`."""
        return np.array([self._mesures(phrase) for phrase in phrases])

    def _mesures(self, phrase: Phrase) -> list[float]:
        neufs = sorted(
            (
                self._nouveaute(graphie, forme)
                for graphie, forme in zip(phrase.graphies, phrase.formes, strict=True)
                if len(forme) >= LONGUEUR_D_UN_MOT and forme.isalpha()
            ),
            reverse=True,
        )
        premier, second, *_ = [*neufs, 0.0, 0.0]
        nombre = max(len(neufs), 1)
        somme = sum(neufs)
        nouveaux = sum(neuf > 0 for neuf in neufs)
        return [premier, second, somme / nombre, min(somme / 3, 1.0), nouveaux / nombre]

    def _nouveaute(self, graphie: str, forme: str) -> float:
        if forme in self.connus:
            return 0.0
        return 1.0 - float((self._usuels @ vecteur(self.accents.get(graphie, graphie))).max())

    @property
    def etat(self) -> Any:
        """See `Vue`."""
        return sorted(self.connus), self.accents, self._usuels

    @etat.setter
    def etat(self, etat: Any) -> None:
        connus, self.accents, self._usuels = etat
        self.connus = frozenset(connus)


def toutes_les_vues() -> dict[str, Vue]:
    """Return the views by name, nothing learnt yet."""
    return {
        "mots": VueTextuelle(ngram_range=(1, 2), token_pattern=r"\S+"),
        "lettres": VueTextuelle(analyzer="char_wb", ngram_range=(2, 5)),
        "lectures": VueDesLectures(token_pattern=r"\S+"),
        "vecteurs": VueDesVecteurs(),
        "nouveaute": VueDeLaNouveaute(),
    }


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
