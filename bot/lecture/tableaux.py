"""What was learnt, as files of plain arrays: to read one that was handed around is safe."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

Tableaux: TypeAlias = Mapping[str, npt.NDArray[np.generic]]
Appris = TypeVar("Appris")


class ModeleIllisible(Exception):
    """A file that holds no whole model."""


def ecrire(fichier: Path, tableaux: Tableaux) -> None:
    """Write a model to a file, whole or not at all."""
    nouveau = fichier.with_suffix(".nouveau")
    with nouveau.open("wb") as sortie:
        np.savez_compressed(sortie, **tableaux)
    nouveau.replace(fichier)


def lire(fichier: Path, comprendre: Callable[[Tableaux], Appris]) -> Appris:
    """Return the model that `ecrire` wrote, as `comprendre` makes it of its arrays."""
    try:
        with np.load(fichier, allow_pickle=False) as tableaux:
            return comprendre(dict(tableaux))
    except Exception as erreur:  # a damaged archive raises any of a dozen types
        raise ModeleIllisible(f"{fichier} : {erreur}") from erreur


def en_tableau(noms: Iterable[str]) -> npt.NDArray[np.uint8]:
    """Return names as an array, a line each."""
    return np.frombuffer("\n".join(noms).encode(), np.uint8)


def en_noms(tableau: npt.NDArray[np.generic]) -> list[str]:
    """Return the names of an array that `en_tableau` made."""
    return tableau.tobytes().decode().split("\n")
