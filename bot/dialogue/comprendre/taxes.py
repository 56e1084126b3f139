"""An amount with taxes: said of one that is proposed or was just noted, and at which rate."""

from __future__ import annotations

from bot.dialogue.comprendre.compris import Point
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.quantites import TVA_COURANTE
from bot.dialogue.etat import Etat, Valeurs
from bot.francais.mots import compiler
from bot.francais.texte import Texte, decouper
from bot.lecture.montants.choix import dit_ttc
from bot.metier.valeurs import en_nombre

MONTANT, TTC = "montant_ht", "ttc"
FICHIER = "lecture/montants"
UN_TAUX = r"\d{1,2}(?:[.,]\d{1,2})?(?!\d| \d{3}| ?{pas_un_taux})"
EN_POUR_CENT = compiler(rf"(?P<taux>{UN_TAUX}) ?{{pour_cent}}", FICHIER)
DE_LA_TVA = compiler(
    rf"\b{{taxe}}\b[^\d.;?!]{{0,25}}(?P<apres>{UN_TAUX})"
    rf"|(?P<avant>{UN_TAUX}) ?{{pour_cent}}? (?:de |d'|la )*{{taxe}}\b",
    FICHIER,
)


def avec_les_taxes(
    faits: Valeurs, a_regler: Point | None, message: Message, etat: Etat
) -> tuple[Valeurs, Point | None]:
    """Take « oui mais c'est TTC », « la TVA c'est 5,5 », of the sum that is told or proposed.

    At a rate that is told, what is left without taxes is a fact; else it is proposed at the usual
    one.
    """
    somme = None if MONTANT in faits else _toutes_taxes(a_regler, message, etat)
    if somme is None:
        return faits, a_regler
    taux = taux_de_tva(message, etat)
    if taux is None:
        return faits, (MONTANT, TTC, round(somme / TVA_COURANTE, 2))
    return {**faits, MONTANT: round(somme / (1 + taux), 2)}, None


def repond_des_taxes(message: Message, etat: Etat) -> bool:
    """Tell what settles whether a sum is with taxes from a question about them."""
    return _toutes_taxes(None, message, etat) is not None


def taux_de_tva(message: Message, etat: Etat) -> float | None:
    """Return the 0.055 of « la TVA c'est 5,5 »; « non, 10 % » says it once it was asked about."""
    dit = DE_LA_TVA.search(message.dit.plie)
    if dit is None and etat.suivi.motif == TTC:
        dit = EN_POUR_CENT.search(message.dit.plie)
    lu = next(filter(None, dit.groups()), None) if dit else None
    return float(lu.replace(",", ".")) / 100 if lu else None


def _toutes_taxes(a_regler: Point | None, message: Message, etat: Etat) -> float | None:
    """Return the sum with taxes that the message tells, or that it says to be with taxes."""
    if a_regler and a_regler[0] == MONTANT:
        ttc = en_nombre(a_regler[2]) if a_regler[1] == TTC else None
        return ttc and ttc * TVA_COURANTE
    propose = en_nombre(etat.suivi.candidat) if etat.question == MONTANT else None
    if propose is not None and etat.suivi.motif == TTC:
        return _a_un_autre_taux(propose, message, etat)
    return (propose or en_nombre(etat.faits[MONTANT])) if _le_dit_ttc(message) else None


def _a_un_autre_taux(propose: float, message: Message, etat: Etat) -> float | None:
    """Return the sum with taxes of which a part was proposed, once their rate is told."""
    return None if taux_de_tva(message, etat) is None else propose * TVA_COURANTE


def _le_dit_ttc(message: Message) -> bool:
    """Tell « en fait c'était TTC » from « c'est du TTC ? », « je ne sais pas si c'est HT »."""
    texte = Texte(message.texte, decouper(message.texte))
    demande = message.dit.question or message.dit.ignore
    return not demande and dit_ttc(texte, 0, len(texte.plat))
