"""Which fact a quantity is said of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.dialogue.etat import Etat, Message
from bot.dialogue.quantites import DUREES, QUANTITES, nombre_nu
from bot.dialogue.tournures import est_une_correction
from bot.francais.texte import plier
from bot.lecture.lectures import Lecture

# « on les fait annuels » answers how long each lasts, and says nothing by itself
DITES_DE_CHACUN = ("duree_mois", "rythme")
CHACUN = re.compile(r"\b(?:ils|chacun|chaque (?:ms|marche subsequent))\b")
LE_TOUT = re.compile(r"\b(?:cadre|contrat|total\w*|en tout)\b")


def fait_vise(lue: Lecture, message: Message, etat: Etat) -> str:
    """Return the fact that a reading is about, given the question and the form.

    Of marchés subséquents, « ils dureront 30 mois », « en fait 1 an » say how long each lasts.
    """
    seule = not any(autre.fait == "duree_ms_mois" for autre in message.lectures)
    if lue.fait in DITES_DE_CHACUN and etat.question == "duree_ms_mois" and seule:
        return "duree_ms_mois"
    en_ms = etat.faits.get("forme_contrat") == "multi_marches_subsequents"
    if lue.fait != "duree_mois" or not en_ms:
        return lue.fait
    plie = plier(message.texte)
    if CHACUN.search(plie):
        return "duree_ms_mois"
    du_tout = etat.question == lue.fait or LE_TOUT.search(plie)
    return lue.fait if du_tout else _derniere_duree(etat)


def _derniere_duree(etat: Etat) -> str:
    """Return the duration that was given last: one that is not named corrects it."""
    for change in reversed(etat.suivi.historique):
        dites = [fait for fait in DUREES if fait in change]
        if dites:
            return "duree_ms_mois" if "duree_ms_mois" in dites else "duree_mois"
    return "duree_mois"


def somme(lectures: Sequence[Lecture]) -> float:
    """Return the sum of the bare numbers of a sentence."""
    nombres = nombre_nu(lectures)
    return sum(nombres.nombres) if nombres else 0.0


def quantite_corrigee(message: Message, etat: Etat) -> str | None:
    """« Non, 60 000 », when something else is asked by now, is about the quantity just given."""
    if etat.question in QUANTITES or not (etat.suivi.historique and est_une_correction(message)):
        return None
    if any(lue.fait == "forme_contrat" for lue in message.lectures):
        return None  # « finalement il y a deux titulaires »
    donnees = [fait for fait in etat.suivi.historique[-1] if fait in QUANTITES]
    return donnees[0] if len(donnees) == 1 else None
