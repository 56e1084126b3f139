"""Which fact a reading is about, and what looks like a fact of the contract without being one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.comprendre.compris import Lu
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.quantites import DUREES, QUANTITES
from bot.dialogue.etat import Etat
from bot.lecture.lectures import Lecture, Nature
from bot.metier.contrat import INCONNU

# « on les fait annuels » answers how long each lasts, and says nothing by itself
DITES_DE_CHACUN = ("duree_mois", "rythme")
# below, a delay or a penalty rather than the contract's duration or amount
PLUS_PETIT_QUE_LE_CONTRAT = {"duree_mois": 6, "duree_ferme_mois": 6, "montant_ht": 5000}


def fait_vise(lue: Lecture, message: Message, etat: Etat) -> str:
    """Return the fact that a reading is about, given the question and the form.

    Of marchés subséquents, « ils dureront 30 mois », « en fait 1 an » say how long each lasts.
    """
    seule = not any(autre.fait == "duree_ms_mois" for autre in message.lectures)
    if lue.fait in DITES_DE_CHACUN and etat.question == "duree_ms_mois" and seule:
        return "duree_ms_mois"
    en_ms = etat.faits.contrat.forme_contrat == "multi_marches_subsequents"
    if lue.fait != "duree_mois" or not en_ms:
        return lue.fait
    if message.dit.parle_de_chacun:
        return "duree_ms_mois"
    du_tout = etat.question == lue.fait or message.dit.parle_du_tout
    return lue.fait if du_tout else _derniere_duree(etat)


def faits_vises(message: Message, etat: Etat, nature: Nature | None = None) -> set[str]:
    """Return the facts that a message's readings are about, of one nature or of all."""
    lues = (lue for lue in message.lectures if nature in (None, lue.nature))
    return {fait_vise(lue, message, etat) for lue in lues}


def _derniere_duree(etat: Etat) -> str:
    """Return the duration that was given last: one that is not named corrects it."""
    for change in reversed(etat.suivi.historique):
        dites = [fait for fait in DUREES if fait in change]
        if dites:
            return "duree_ms_mois" if "duree_ms_mois" in dites else "duree_mois"
    return "duree_mois"


def quantite_corrigee(message: Message, etat: Etat) -> str | None:
    """« Non, 60 000 », when something else is asked by now, is about the quantity just given."""
    if etat.question in QUANTITES or not (etat.suivi.historique and message.corrige):
        return None
    if any(lue.fait == "forme_contrat" for lue in message.lectures):
        return None  # « finalement il y a deux titulaires »
    donnees = [fait for fait in etat.suivi.historique[-1] if fait in QUANTITES]
    return donnees[0] if len(donnees) == 1 else None


def est_un_detail(fait: str, valeur: object, message: Message, etat: Etat) -> bool:
    """« 15 jours », of a contract of four years: something else lasts that long."""
    deja_connu = etat.faits.get(fait) not in (None, INCONNU) and fait != etat.question
    dit_du_contrat = message.dit.nomme_un_fait or message.corrige or message.suppose
    return deja_connu and _est_petit(fait, valeur) and not dit_du_contrat


def _est_petit(fait: str, valeur: object) -> bool:
    return isinstance(valeur, int | float) and valeur < PLUS_PETIT_QUE_LE_CONTRAT.get(fait, 0)


def garder_ce_qui_est_nomme(lu: Lu, message: Message) -> Lu:
    """Keep the facts of the contract that a correction states, or that are named.

    « 200 € par réunion », « deux mois », « formation » are about the clause.
    """
    if message.dit.nomme_un_fait:
        return lu
    if not (message.corrige or message.suppose):
        return Lu()
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
