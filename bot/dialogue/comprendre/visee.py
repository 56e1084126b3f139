"""Which fact each reading is about, given the question and the form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.quantites import DUREES
from bot.dialogue.etat import Etat
from bot.lecture.lectures import Lecture, Nature

# « on les fait annuels » answers how long each lasts, and says nothing by itself
DITES_DE_CHACUN = ("duree_mois", "rythme")


class Visee(NamedTuple):
    """A reading, and the fact that it is about."""

    fait: str
    lue: Lecture


def viser(message: Message, etat: Etat) -> tuple[Visee, ...]:
    """Return each reading of a message with the fact that it is about."""
    return tuple(_visee(lue, message, etat) for lue in message.lectures)


def faits_vises(visees: Iterable[Visee], nature: Nature | None = None) -> set[str]:
    """Return the facts that readings are about, of one nature or of all."""
    return {fait for fait, lue in visees if nature in (None, lue.nature)}


def _visee(lue: Lecture, message: Message, etat: Etat) -> Visee:
    """Take « durée d'un marché subséquent : 12 mois » without a doubt, when that is asked."""
    fait = _fait_vise(lue, message, etat)
    demandee = fait == etat.question == "duree_ms_mois" and lue.motif == "doute"
    return Visee(fait, replace(lue, nature="fait", motif=None) if demandee else lue)


def _fait_vise(lue: Lecture, message: Message, etat: Etat) -> str:
    """Return the fact that a reading is about, given the question and the form.

    Of marchés subséquents, « ils dureront 30 mois », « en fait 1 an » say how long each lasts.
    """
    seule = not any(autre.fait == "duree_ms_mois" for autre in message.lectures)
    # « l'accord-cadre fait 4 ans » does not say how long each lasts, whatever is asked
    du_cadre = message.dit.parle_du_cadre and not message.dit.parle_de_chacun
    if lue.fait in DITES_DE_CHACUN and etat.question == "duree_ms_mois" and seule and not du_cadre:
        return "duree_ms_mois"
    en_ms = etat.faits.contrat.forme_contrat == "multi_marches_subsequents"
    if lue.fait != "duree_mois" or not en_ms:
        return lue.fait
    if message.dit.parle_de_chacun:
        return "duree_ms_mois"
    # « 9 millions sur les quatre ans »: what an amount is spread over is the whole
    reparti = any(autre.fait == "montant_ht" for autre in message.lectures)
    du_tout = etat.question == lue.fait or message.dit.parle_du_tout or reparti
    return lue.fait if du_tout else _derniere_duree(etat)


def _derniere_duree(etat: Etat) -> str:
    """Return the duration that was given last: one that is not named corrects it."""
    for change in reversed(etat.suivi.historique):
        dites = [fait for fait in DUREES if fait in change]
        if dites:
            return "duree_ms_mois" if "duree_ms_mois" in dites else "duree_mois"
    return "duree_mois"
