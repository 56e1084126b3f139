"""The messages made from templates: a text, and where there is one, the structure beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from bot.metier.faits import Faits
from bot.redaction.avis import sources_citees, structurer_l_avis
from bot.redaction.choix import structurer_le_choix
from bot.redaction.gabarits import rendre
from bot.redaction.recapitulatif import structurer_le_recapitulatif
from bot.redaction.reponses import Dit
from bot.redaction.structures import Structure

Valeurs = Mapping[str, object]


def formuler(gabarit: str, valeurs: Valeurs, canal: str | None = None) -> Dit:
    """Return what a template says, with the structure that it was made from."""
    structurer = STRUCTURES.get(gabarit)
    if structurer is None:
        return Dit(texte=rendre(gabarit, valeurs, canal))
    structure, en_plus = structurer(valeurs)
    texte = rendre(gabarit, {**valeurs, **en_plus, "structure": structure}, canal)
    return Dit(texte=texte, custom=structure)


def _verdict(valeurs: Valeurs) -> tuple[Structure | None, Valeurs]:
    faits, precedent = _faits(valeurs), cast("str | None", valeurs["precedent"])
    return structurer_l_avis(faits, precedent), {"sources": sources_citees(faits)}


def _verdict_par_lot(valeurs: Valeurs) -> tuple[Structure | None, Valeurs]:
    return None, {"sources": sources_citees(_faits(valeurs))}


def _recapitulatif(valeurs: Valeurs) -> tuple[Structure | None, Valeurs]:
    return structurer_le_recapitulatif(_faits(valeurs)), {}


def _presentation(valeurs: Valeurs) -> tuple[Structure | None, Valeurs]:
    choix = structurer_le_choix(str(valeurs["fait"]), _faits(valeurs))
    if choix is not None:
        sans_liste = {**valeurs, "structure": choix, "avec_la_liste": False}
        choix["texte"] = rendre("presentation", sans_liste)
    return choix, {"avec_la_liste": True}


def _faits(valeurs: Valeurs) -> Faits:
    return cast("Faits", valeurs["faits"])


STRUCTURES: Mapping[str, Callable[[Valeurs], tuple[Structure | None, Valeurs]]] = {
    "verdict": _verdict,
    "verdict_d_un_lot": _verdict,
    "verdict_par_lot": _verdict_par_lot,
    "recapitulatif": _recapitulatif,
    "presentation": _presentation,
}
