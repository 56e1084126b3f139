"""What looks like a fact of the contract, and is about something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.dialogue.etat import Etat, Message
from bot.dialogue.lu import Interpretation
from bot.dialogue.tournures import (
    est_une_correction,
    est_une_supposition,
    nomme_un_fait_du_contrat,
)
from bot.metier.contrat import INCONNU

# below, a delay or a penalty rather than the contract's duration or amount
PLUS_PETIT_QUE_LE_CONTRAT = {"duree_mois": 6, "duree_ferme_mois": 6, "montant_ht": 5000}


def est_un_detail(fait: str, valeur: Any, message: Message, etat: Etat) -> bool:
    """« 15 jours », of a contract of four years: something else lasts that long."""
    deja_connu = etat.faits.get(fait) not in (None, INCONNU) and fait != etat.question
    dit_du_contrat = nomme_un_fait_du_contrat(message) or est_une_correction(message)
    vise_le_contrat = dit_du_contrat or est_une_supposition(message)
    return deja_connu and _est_petit(fait, valeur) and not vise_le_contrat


def _est_petit(fait: str, valeur: Any) -> bool:
    return isinstance(valeur, int | float) and valeur < PLUS_PETIT_QUE_LE_CONTRAT.get(fait, 0)


def garder_ce_qui_est_nomme(lu: Interpretation, message: Message) -> Interpretation:
    """Keep the facts of the contract that a correction states, or that are named.

    « 200 € par réunion », « deux mois », « formation » are about the clause.
    """
    if nomme_un_fait_du_contrat(message):
        return lu
    if not (est_une_correction(message) or est_une_supposition(message)):
        return Interpretation()
    gardes = {fait: valeur for fait, valeur in lu.faits.items() if not _est_petit(fait, valeur)}
    return replace(lu, faits=gardes, refuses={})


def hors_des_zones(message: Message, zones: Sequence[tuple[int, int]]) -> Message:
    """Leave out the readings that stand where a decision was read: « réunion sous 3 mois »."""
    libres = tuple(
        lue
        for lue in message.lectures
        if not any(lue.debut < fin and debut < lue.fin for debut, fin in zones)
    )
    return replace(message, lectures=libres)
