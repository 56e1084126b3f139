"""What a fact or a decision can be worth, and how it is read back from a file."""

from __future__ import annotations

from typing import Literal, TypeAlias, TypedDict, TypeGuard

Unite = Literal["jours", "semaines", "mois", "ans"]


class Delai(TypedDict):
    """A delay as it was said: « 45 jours », « 2 mois »."""

    nombre: float
    unite: Unite


Valeur: TypeAlias = bool | float | str | list[str] | Delai | dict[str, float]
"""A choice, a quantity, words, items of a list, a delay, or amounts in euros by breach."""


def lire_valeur(donnee: object) -> Valeur | None:
    """Return a value kept as JSON; None for what no fact or decision can be worth."""
    if isinstance(donnee, bool | int | float | str):
        return donnee
    if isinstance(donnee, list) and all(isinstance(item, str) for item in donnee):
        return donnee
    return donnee if _est_un_delai(donnee) or _sont_des_montants(donnee) else None


def _est_un_delai(donnee: object) -> TypeGuard[Delai]:
    return isinstance(donnee, dict) and donnee.keys() == Delai.__annotations__.keys()


def _sont_des_montants(donnee: object) -> TypeGuard[dict[str, float]]:
    return isinstance(donnee, dict) and all(isinstance(v, int | float) for v in donnee.values())
