"""An amount that was told by the year: what it comes to, and again when the duration changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.dialogue.comprendre.quantites import MOIS_PAR_AN, PAR_PERIODE
from bot.dialogue.etat import Etat, Suivi, Valeurs
from bot.lecture.lectures import Lecture
from bot.metier.faits import Faits
from bot.metier.valeurs import Valeur, en_nombre

MONTANT, DUREE = "montant_ht", "duree_mois"


def suivre_la_duree(faits: dict[str, Valeur | None], etat: Etat) -> dict[str, Valeur | None]:
    """Add what the whole amount becomes, when it was made of one by the year."""
    montant, apres = en_nombre(etat.faits[MONTANT]), en_nombre(faits.get(DUREE))
    if apres is None or MONTANT in faits or montant is None:
        return faits
    suivi = montant == en_tout(etat.suivi, etat.faits)
    return (
        {**faits, MONTANT: en_tout(etat.suivi, etat.faits.avec({DUREE: apres}))} if suivi else faits
    )


def retenir_par_an(pris: Etat, changes: Valeurs, lectures: Iterable[Lecture]) -> Etat:
    """Remember the amount by the year, until another one is told for the whole."""
    dits = (lue.nombre for lue in lectures if lue.motif == PAR_PERIODE)
    suivi = replace(pris.suivi, par_an=next(dits, None) or pris.suivi.par_an)
    if MONTANT in changes and changes[MONTANT] != en_tout(suivi, pris.faits):
        suivi = replace(suivi, par_an=None)
    return replace(pris, suivi=suivi)


def proposer_le_total(suivi: Suivi, faits: Faits) -> Suivi:
    """Return the same memory, what the amount by the year comes to being proposed."""
    total = en_tout(suivi, faits)
    return suivi if total is None else replace(suivi, motif=PAR_PERIODE, candidat=total)


def en_tout(suivi: Suivi, faits: Faits) -> float | None:
    """Return what the amount by the year comes to over the contract, if both are known."""
    mois = en_nombre(faits[DUREE])
    return None if suivi.par_an is None or mois is None else suivi.par_an * mois / MOIS_PAR_AN
