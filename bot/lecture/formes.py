"""Tell the contract's form from what was said: framework or not, how many holders, what orders."""

from __future__ import annotations

from collections.abc import Set
from typing import Literal

from bot.metier.contrat import FormeContrat

Point = Literal["titulaires", "mode", "mixte", "lots"]
CADRE = frozenset({"cadre", "bons", "subsequents", "attributaire"})
# these may speak of the next contract, or of something else: alone, they decide nothing
FAIBLES = frozenset({"subsequents_multi", "bons_multi", "simple", "un_seul", "un_titulaire"})
MULTI = frozenset({"multi", "bons_multi", "subsequents_multi", "plusieurs_par_lot"})


def resoudre_forme(indices: Set[str]) -> tuple[FormeContrat | None, Point | None]:
    """Return the form that the clues name, or the point that a short question must settle.

    Clues are the names of `data/lecture/formes.yml`, « non_x » when the words were denied. The
    points: `titulaires` (one or several), `mode` (bons de commande or marchés subséquents),
    `mixte` (which of the two carries the service), `lots` (one holder for each lot, or several).
    """
    bons = bool(indices & {"bons", "bons_multi"})
    subsequents = bool(indices & {"subsequents", "subsequents_multi"})
    plusieurs = bool(indices & MULTI)
    if "un_par_lot" in indices and "plusieurs_par_lot" not in indices:
        plusieurs = False
    if "groupement" in indices:
        plusieurs = False  # its members count as one holder
    un = bool(indices & {"mono", "un_seul", "un_par_lot", "groupement"})
    if un and plusieurs:
        return None, "titulaires"
    un_au_plus = indices & {"un_titulaire", "non_multi"}
    if un or (un_au_plus and not plusieurs):
        return _a_un_titulaire(indices), None
    if plusieurs and "lots" in indices and "plusieurs_par_lot" not in indices:
        return None, "lots"
    if plusieurs or subsequents:
        return _a_plusieurs_titulaires(bons, subsequents)
    if bons or "cadre" in indices:
        return None, "titulaires"
    return ("marche" if indices & {"simple", "non_cadre"} else None), None


def _a_un_titulaire(indices: Set[str]) -> FormeContrat:
    # « marché simple, mono-attributaire » is none, whatever the word suggests
    signes = CADRE - {"attributaire"} if "simple" in indices else CADRE
    en_cadre = indices & signes and "non_cadre" not in indices
    return "accord_cadre_mono" if en_cadre else "marche"


def _a_plusieurs_titulaires(
    bons: bool, subsequents: bool
) -> tuple[FormeContrat | None, Point | None]:
    if bons and subsequents:
        return None, "mixte"
    if bons:
        return "multi_bons_de_commande", None
    # by usage a marché subséquent supposes several holders; the echo lets the buyer say otherwise
    return ("multi_marches_subsequents", None) if subsequents else (None, "mode")
