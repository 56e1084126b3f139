"""What a message is about: a question of the guide, something else, or the contract at hand."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.quantites import (
    MILLIERS_SANS_DOUTE,
    QUANTITES,
    somme,
)
from bot.dialogue.comprendre.reconductions import demande_la_suite
from bot.dialogue.comprendre.taxes import repond_des_taxes
from bot.dialogue.comprendre.visee import Visee, faits_vises
from bot.dialogue.etat import LAQUELLE, Etat
from bot.dialogue.interventions import Interventions
from bot.lecture.natures import NATURE
from bot.metier.faits import LOTS
from bot.metier.situation import CONFIRMATION

# « travaux, un seul titulaire, tranche ferme de 24 mois » describes a contract
FAITS_D_UNE_DESCRIPTION = 2


@dataclass(frozen=True)
class Propos:
    """Tells questions, and other subjects, from answers that resemble them."""

    interventions: Interventions

    def est_une_question(self, visees: Collection[Visee], message: Message, etat: Etat) -> bool:
        """Tell whether a question of the guide is asked, and not an answer that resembles one."""
        if message.intention != "faq" or repond_des_taxes(message, etat):
            return False
        seuils = self.interventions.seuils
        if NATURE in faits_vises(visees, "fait") and not message.dit.question:
            return False  # « ce n'est pas une concession »
        if message.dit.question:
            return message.confiance >= seuils["question_minimale"]
        if etat.suivi.motif == LAQUELLE and message.dit.nomme_un_fait:
            return False  # « la durée », asked which line is wrong
        if etat.suivi.avis and _change_une_quantite(visees, etat):
            return False  # « prenez 24 mois pour le marché subséquent »
        propose = etat.suivi.candidat is not None or etat.question == CONFIRMATION
        if message.declare or (propose and message.dit_oui):
            return False  # « oui, HT », « oui mais 3 titulaires », to what was proposed
        # « transport de militaires »: any words may be a subject
        sure = (
            self.interventions.peut_etre_des_mots["faq"]
            if etat.question == "objet"
            else seuils["question_du_guide"]
        )
        if message.confiance < sure or _decrit_le_contrat(message):
            return False
        return not _repond_par_une_quantite(message, etat, visees)

    def est_autre_chose(self, visees: Collection[Visee], message: Message, etat: Etat) -> bool:
        """Tell « idée de cadeau pour ses 70 ans », whose facts are no contract's."""
        # anything may be bought
        if message.intention != "hors_sujet" or etat.question == "objet":
            return False
        if _repond_sans_le_dire(message, etat) or message.dit.nomme_l_objet:
            return False
        if repond_des_taxes(message, etat):
            return False  # « taux réduit de TVA, 10 % »
        dits, ouverts = faits_vises(visees, "fait"), faits_vises(visees, "ambigu")
        if LOTS in dits and etat.faits.lots:
            return False  # « le lot 2 passe à 3 ans »
        change = bool(etat.suivi.avis) and message.corrige and _change_une_quantite(visees, etat)
        if change or NATURE in dits | ouverts:
            return False  # « on passe de 36 à 60 mois », « on subventionne une association »
        if (dits and message.dit.parle_d_un_contrat) or etat.question in ouverts:
            return False  # « marché d'assurance, 4 ans »
        sur = message.confiance >= self.interventions.seuils["replique_sure"]
        return etat.question not in dits and (sur or len(dits) < FAITS_D_UNE_DESCRIPTION)


def _repond_par_une_quantite(message: Message, etat: Etat, visees: Collection[Visee]) -> bool:
    """Tell « trois fois », « 36 », « on les fait annuels », as an answer to what is asked."""
    if etat.question in QUANTITES and message.nombre_nu:
        return True
    if any(lue.fait == "reconductions" for lue in message.lectures):
        return True
    return etat.question in faits_vises(visees)


def _change_une_quantite(visees: Collection[Visee], etat: Etat) -> bool:
    """Tell that another value is stated of a quantity that the verdict was told of."""
    return any(
        fait in QUANTITES and etat.faits[fait] not in (None, lue.valeur)
        for fait, lue in visees
        if lue.nature in ("fait", "ambigu")
    )


def _decrit_le_contrat(message: Message) -> bool:
    decrit = sum(not lue.interrogatif for lue in message.lus)
    # « 4 ans pour le lot 1 » is none of « c'est quoi, un lot ? »
    de_lots = any(lue.fait == LOTS for lue in message.lus)
    nomme = message.dit.nomme_un_fait or message.dit.parle_du_cadre or message.corrige or de_lots
    return decrit >= FAITS_D_UNE_DESCRIPTION or (decrit > 0 and nomme)


def _repond_sans_le_dire(message: Message, etat: Etat) -> bool:
    """Tell « 2 ou 3 fois », asked how often; « 25 000 à la louche », asked for the amount."""
    if message.lectures and demande_la_suite(etat):
        return True
    return etat.question == "montant_ht" and _dit_un_prix(message)


def _dit_un_prix(message: Message) -> bool:
    """Tell « 25 000 », « 15 € de l'heure »."""
    nu = message.nombre_nu
    return somme(message) >= MILLIERS_SANS_DOUTE or bool(nu and nu.motif)
