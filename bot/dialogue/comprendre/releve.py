"""The facts that readings state, apart from what only looks like one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.compris import Decisions, Lu, Point
from bot.dialogue.comprendre.forme import FORME
from bot.dialogue.comprendre.message import PLUS_PETIT_QUE_LE_CONTRAT, Message
from bot.dialogue.comprendre.objet import OBJET
from bot.dialogue.comprendre.penalites_dites import MONTANTS
from bot.dialogue.comprendre.quantites import (
    DES_MOIS_RARES,
    DUREES,
    QUANTITES,
    relative,
    valeur_proposee,
)
from bot.dialogue.comprendre.reconductions import FERME
from bot.dialogue.comprendre.tournures import Tournures
from bot.dialogue.comprendre.visee import Visee
from bot.dialogue.etat import Etat, Valeurs
from bot.francais.mots import quelque_part
from bot.lecture.etapes import ETAPE
from bot.lecture.lectures import Lecture
from bot.lecture.natures import MARCHE, NATURE
from bot.metier.contrat import INCONNU
from bot.metier.faits import LOTS
from bot.metier.situation import CONFIRMATION
from bot.metier.valeurs import Valeur, en_nombre

MONTANT, DIRE_LE_MONTANT = "montant_ht", "dire_montant"
HORS_TAXES = quelque_part("lecture/montants.hors_taxe").search
# « oui, mais 500 000 »: asked about, whatever else is decided
SOMME_EN_PLUS = (MONTANT, "doute")
# and « c'est du TTC, j'ai dit »
SOMMES_A_REGLER = (SOMME_EN_PLUS, (MONTANT, "ttc"))


@dataclass(frozen=True)
class Releve:
    """What readings state: facts, the first point left open, absurd values; `lectures` state it."""

    faits: Valeurs
    a_regler: Point | None
    refuses: Valeurs
    lectures: list[Lecture]


def relever(
    visees: Iterable[Visee],
    message: Message,
    etat: Etat,
    zones: Sequence[tuple[int, int]],
    interroge: bool,
) -> Releve:
    """Return what is stated outside `zones`, the places where a decision was read.

    Of « réunion sous 3 mois », the months are no duration of the contract. `interroge`: a question
    of the guide is asked.
    """
    dites = [
        Visee(fait, lue)
        for fait, lue in visees
        if _affirme(lue, message, interroge)
        # « on notifie en mars » gives a date, and leaves the stage open; « c'est un marché de
        # services » says what is bought, and that it is a marché
        and (fait in (ETAPE, NATURE) or not _dans_une_zone(lue, zones))
        and not _va_sans_dire(lue, etat)
    ]
    refuses = {lue.fait: lue.retenue for _, lue in dites if lue.nature == "refuse"}
    surs = [d for d in dites if d.lue.nature == "fait" and not _est_un_detail(d, message, etat)]
    faits = {fait: _en_valeur(Visee(fait, lue), message, etat) for fait, lue in surs}
    if message.dit.dit_une_part or not _dit_le_tout(message.dit):
        faits = _sans_le_tout(faits, etat)
    duree = faits.get("duree_mois", etat.faits["duree_mois"])
    return Releve(faits, _point(dites, duree), refuses, [lue for _, lue in dites])


def _dit_le_tout(dit: Tournures) -> bool:
    """Tell « 2 ans fermes, sans reconduction », « la durée passe à 2 ans » from a firm part."""
    return dit.compte_le_tout or dit.nomme_un_fait


def _sans_le_tout(faits: dict[str, Valeur | None], etat: Etat) -> dict[str, Valeur | None]:
    """Of « dont 12 mois ferme », « c'est 2 ans fermes », said after 48 months, keep that alone."""
    total, ferme = en_nombre(faits.get("duree_mois")), en_nombre(faits.get("duree_ferme_mois"))
    connu = en_nombre(etat.faits["duree_mois"])
    if total is None or total != ferme or connu is None or connu <= total:
        return faits
    return {fait: valeur for fait, valeur in faits.items() if fait != "duree_mois"}


def _point(dites: Sequence[Visee], duree: Valeur | None) -> Point | None:
    """Return the first point that words leave open; whether it is a marché at all comes first."""
    ambigues = (dite for dite in dites if dite.lue.nature == "ambigu")
    ambigue = min(ambigues, key=lambda dite: dite.fait != NATURE, default=None)
    if ambigue is None:
        return None
    return ambigue.fait, str(ambigue.lue.motif), valeur_proposee(ambigue.lue, duree)


def _en_valeur(visee: Visee, message: Message, etat: Etat) -> Valeur | None:
    """Return the value that is said, or what « un an de plus » makes of the known one."""
    changee = relative(visee.lue, message, etat) if visee.fait in QUANTITES else None
    return visee.lue.retenue if changee is None else changee


def _va_sans_dire(lue: Lecture, etat: Etat) -> bool:
    """Tell « c'est un marché de 4 ans », which nothing had made doubtful, or what is settled.

    A stage is asked about in its turn, after the verdict.
    """
    if lue.fait == ETAPE:
        return etat.suivi.avis is None and lue.nature == "ambigu"
    if lue.fait != NATURE:
        return False
    connue = etat.faits.contrat.nature_contrat
    regle = connue not in (None, INCONNU) and lue.nature == "ambigu"
    return regle or (connue is None and lue.valeur == MARCHE)


def _dans_une_zone(lue: Lecture, zones: Sequence[tuple[int, int]]) -> bool:
    """Tell what a decision took up; « denrées pour le lycée » is more than who buys."""
    if lue.fait == OBJET:
        return any(debut <= lue.debut and lue.fin <= fin for debut, fin in zones)
    return any(lue.debut < fin and debut < lue.fin for debut, fin in zones)


def garder_ce_qui_est_nomme(lu: Lu, message: Message, etat: Etat) -> Lu:
    """Keep the facts of the contract that a correction states, or that are named.

    « 200 € par réunion », « deux mois », « formation » are about the clause.
    """
    nomme = message.dit.nomme_un_fait or (message.dit.nomme_l_objet and OBJET in lu.faits)
    if nomme or LOTS in lu.faits or _dit_la_nature(lu):
        return lu
    if not (message.corrige or message.suppose):
        return _sans_doute_du_contrat(lu, message, etat)
    gardes = {fait: valeur for fait, valeur in lu.faits.items() if not _est_petit(fait, valeur)}
    return replace(lu, faits=gardes, refuses={})


def _sans_doute_du_contrat(lu: Lu, message: Message, etat: Etat) -> Lu:
    """Keep what nothing of a clause resembles: « un seul titulaire, pas d'accord-cadre »."""
    # « non, 5 ans au total, 2 ans déjà faits »
    duree = FERME in lu.faits or (message.dit.dit_non and message.dit.compte_le_tout)
    faits = {
        fait: valeur
        for fait, valeur in lu.faits.items()
        if fait == FORME or duree or _donne_le_montant(fait, valeur, message, etat)
    }
    somme = lu.a_regler if lu.a_regler and lu.a_regler[:2] in SOMMES_A_REGLER else None
    gardes = Lu(faits, interroge=lu.interroge, nommes=lu.nommes)
    return replace(gardes, a_regler=somme, remis_en_cause=lu.remis_en_cause)


def _donne_le_montant(fait: str, valeur: object, message: Message, etat: Etat) -> bool:
    """Tell « 1 800 000 € HT »: left open, the amount may be given, and corrected in these words."""
    if fait != MONTANT or _est_petit(fait, valeur):
        return False
    ouvert = etat.faits[MONTANT] in (None, INCONNU) and message.dit.parle_d_un_contrat
    return ouvert or (message.intention == DIRE_LE_MONTANT and bool(HORS_TAXES(message.dit.plie)))


def sans_ce_qui_est_devine(
    lu: Lu, lectures: Iterable[Lecture], nomme_l_objet: bool, decisions: Decisions
) -> Lu:
    """Leave out what no word of the contract says, beside what is decided of the clause.

    « 500 € par bilan non remis, forfaitaire » tells no form.
    """
    lus = {lue.fait for lue in lectures}
    if decisions.faits and OBJET not in lus and not nomme_l_objet:
        lu = _sans(OBJET, lu)
    return _sans(FORME, lu) if MONTANTS in decisions.faits and FORME not in lus else lu


def _sans(devine: str, lu: Lu) -> Lu:
    """Leave out what words were only taken for: « on rédige le DCE », a stage, for the subject."""
    return replace(lu, faits={fait: valeur for fait, valeur in lu.faits.items() if fait != devine})


def _dit_la_nature(lu: Lu) -> bool:
    """Tell that it is said, or doubted, that the contract is a marché: nothing matters more."""
    return NATURE in lu.faits or (lu.a_regler is not None and lu.a_regler[0] in (NATURE, ETAPE))


def _affirme(lue: Lecture, message: Message, interroge: bool) -> bool:
    """Leave out what only stands in a question, unless the question is about the contract."""
    if message.suppose:
        return True
    ouverte = message.dit.question_ouverte
    if message.intention == "verifier_faisabilite":
        return not (lue.interrogatif and ouverte)
    if interroge:
        return not lue.interrogatif and message.dit.plusieurs_phrases
    affirmatif = message.intention.startswith(("dire_", "informer", "corriger"))
    return not lue.interrogatif or (affirmatif and not ouverte)


def _est_un_detail(visee: Visee, message: Message, etat: Etat) -> bool:
    """« 15 jours », of a contract of four years: something else lasts that long."""
    fait, lue = visee
    deja_connu = etat.faits.get(fait) not in (None, INCONNU) and fait != etat.question
    dit_du_contrat = message.dit.nomme_un_fait or message.corrige or message.suppose
    # « c'est pour les 50 ans », « plus rien pendant quinze ans », asked something else
    ailleurs = etat.question not in (*DUREES, CONFIRMATION) and not dit_du_contrat
    ailleurs = ailleurs and not (etat.question is None and message.dit.parle_d_un_contrat)
    if fait in DUREES and ailleurs and (lue.nombre or 0) >= DES_MOIS_RARES:
        return True
    return deja_connu and _est_petit(fait, lue.valeur) and not dit_du_contrat


def _est_petit(fait: str, valeur: object) -> bool:
    return isinstance(valeur, int | float) and valeur < PLUS_PETIT_QUE_LE_CONTRAT.get(fait, 0)
