"""Logistic regressions, each label against the others, fitted together.

A library fits them one by one and reads all the sentences again for each label, ten times the work.
The method is the dual coordinate descent of Yu, Huang and Lin (2011, liblinear's own), where a
sentence is met once for all labels.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.special import expit

# more would change two answers in a hundred, as many for the worse
PASSES, PAS_DE_NEWTON = 12, 4
Nombres = npt.NDArray[np.float32]


def ajuster(colonnes: csr_matrix, vraies: npt.NDArray[np.bool_], couts: Nombres) -> Nombres:
    """Return the weights (columns, labels) w that minimise |w|²/2 + Σ cost · log(1 + exp(−margin)).

    `vraies` and `couts` (sentences, labels): whether a sentence has a label, what an error costs.
    """
    poids = np.zeros((colonnes.shape[1], vraies.shape[1]), np.float32)
    signes = np.where(vraies, 1, -1).astype(np.float32)
    normes = np.asarray(colonnes.multiply(colonnes).sum(axis=1), np.float32)
    duaux = np.zeros_like(signes)
    hasard = np.random.default_rng(0)
    for _ in range(PASSES):
        for rang in hasard.permutation(len(signes)):
            ligne = slice(*colonnes.indptr[rang : rang + 2])
            indices, valeurs = colonnes.indices[ligne], colonnes.data[ligne]
            actuels = poids[indices]
            marges = signes[rang] * (valeurs @ actuels)
            nouveaux = _duaux(marges - normes[rang] * duaux[rang], normes[rang], couts[rang])
            poids[indices] = actuels + np.outer(valeurs, signes[rang] * (nouveaux - duaux[rang]))
            duaux[rang] = nouveaux
    return poids


def _duaux(sans_elle: Nombres, norme: Nombres, couts: Nombres) -> Nombres:
    """Return the best dual variables of a sentence, given its margins as all others make them.

    The margin t that it then has solves t = sans_elle + norme · cost · σ(−t): Newton's method,
    from the side of the inflexion where it never overshoots.
    """
    etendue = norme * couts
    marges = np.clip(0, sans_elle, sans_elle + etendue)
    for _ in range(PAS_DE_NEWTON):
        parts = expit(-marges)
        marges -= (marges - sans_elle - etendue * parts) / (1 + etendue * parts * (1 - parts))
    return np.asarray(couts * expit(-marges))
