"""What a duration is worth in months, by its unit: of the contract's and of any other."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.francais.mots import valeurs

FICHIER = "francais/temps"
MOIS_PAR_UNITE = valeurs(f"{FICHIER}.mois_par_unite")
MOIS_PAR_AN = 12
PAR_AN = valeurs(f"{FICHIER}.par_an")
PART_DE_L_UNITE = valeurs(f"{FICHIER}.part_de_l_unite")


def mois_dits(trouve: re.Match[str]) -> float:
    """Return the months of a duration: groups `n`, `unite`, and what is added to them, if any.

    `fraction` of the unit; `m`, a number of the unit `petite`.
    """
    unite = mois_de_l_unite(trouve["unite"])
    mois = float(trouve["n"]) * unite
    if trouve["fraction"]:
        mois += _vaut(trouve["fraction"], PART_DE_L_UNITE) * unite
    if trouve["m"]:
        mois += float(trouve["m"]) * mois_de_l_unite(trouve["petite"])
    return round(mois, 2)


def mois_de_l_unite(unite: str) -> float:
    """Return the months of one: a unit is told by how it starts, « semestre » before « sem »."""
    par_an = _vaut(unite, PAR_AN)
    return _vaut(unite, MOIS_PAR_UNITE) or (MOIS_PAR_AN / par_an if par_an else 1.0)


def _vaut(mot: str, table: Mapping[str, float]) -> float:
    return next((vaut for nom, vaut in table.items() if mot.startswith(nom)), 0.0)
