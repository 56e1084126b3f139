"""What a fact or a decision can be worth, and how it is read back from a file."""

from __future__ import annotations

from typing import Literal, TypeAlias, TypedDict, TypeGuard

Unite = Literal["jours", "jours_ouvres", "jours_ouvrables", "semaines", "mois", "ans"]


class Delai(TypedDict):
    """A delay as it was said: « 45 jours », « 2 mois »."""

    nombre: float
    unite: Unite


class Taux(TypedDict):
    """An amount that is due for something else than its breach's own unit: « par semaine »."""

    somme: float
    par: str


Montant: TypeAlias = float | Taux
"""What a penalty costs, in euros, by the unit of its breach unless it says another."""

# a month of a delay counts thirty days, a week five that are worked, or six
MOIS_PAR_UNITE: dict[Unite, float] = {
    "jours": 1 / 30,
    "jours_ouvres": 7 / 150,
    "jours_ouvrables": 7 / 180,
    "semaines": 7 / 30,
    "mois": 1.0,
    "ans": 12.0,
}

LotDit: TypeAlias = dict[str, bool | float | str]
"""What is said of one lot, with its `numero`, as a file keeps it (`bot.metier.contrat.Lot`)."""

Valeur: TypeAlias = bool | float | str | list[str] | Delai | dict[str, Montant] | list[LotDit]
"""A choice, a quantity, words, items of a list, a delay, amounts in euros by breach, or lots."""


def en_mois(delai: Delai) -> float:
    """Return the length of a delay, in months of thirty days."""
    return delai["nombre"] * MOIS_PAR_UNITE[delai["unite"]]


def lire_valeur(donnee: object) -> Valeur | None:
    """Return a value kept as JSON; None for what no fact or decision can be worth."""
    if isinstance(donnee, bool | int | float | str):
        return donnee
    if est_une_liste(donnee) or sont_des_lots(donnee):
        return donnee
    return donnee if est_un_delai(donnee) or sont_des_montants(donnee) else None


def en_nombre(donnee: object) -> float | None:
    """Return a quantity; None for « inconnu », or what is no number."""
    if isinstance(donnee, bool) or not isinstance(donnee, int | float):
        return None
    return float(donnee)


def est_une_liste(donnee: object) -> TypeGuard[list[str]]:
    """Tell items of a list, none of them too."""
    return isinstance(donnee, list) and all(isinstance(item, str) for item in donnee)


def sont_des_lots(donnee: object) -> TypeGuard[list[LotDit]]:
    """Tell what is said of lots."""
    return isinstance(donnee, list) and all(
        isinstance(lot, dict) and isinstance(lot.get("numero"), int) for lot in donnee
    )


def est_un_delai(donnee: object) -> TypeGuard[Delai]:
    """Tell a delay, as a mapping read back from a file is one."""
    return isinstance(donnee, dict) and donnee.keys() == Delai.__annotations__.keys()


def est_un_montant(donnee: object) -> TypeGuard[Montant]:
    """Tell what a penalty costs."""
    if isinstance(donnee, dict):
        return donnee.keys() == Taux.__annotations__.keys()
    return isinstance(donnee, int | float)


def sont_des_montants(donnee: object) -> TypeGuard[dict[str, Montant]]:
    """Tell amounts in euros by breach."""
    return isinstance(donnee, dict) and all(map(est_un_montant, donnee.values()))


def avec_une_somme(montant: Montant, somme: float) -> Montant:
    """Return another sum by the same unit."""
    return {"somme": somme, "par": montant["par"]} if isinstance(montant, dict) else somme


def somme_d_un(montant: Montant) -> float:
    """Return how many euros a penalty costs, by whatever unit."""
    return montant["somme"] if isinstance(montant, dict) else montant
