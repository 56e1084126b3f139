"""How long a contract lasts with its reconductions, told after its first part or the whole."""

from __future__ import annotations

from bot.dialogue.comprendre.compris import Point
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.quantites import (
    AJOUTE_APRES,
    DUREES,
    PLUSIEURS_DUREES,
    partie_ferme,
)
from bot.dialogue.etat import Etat, Valeurs
from bot.francais.mots import quelque_part
from bot.lecture.durees.lecture import SANS_COMPTE
from bot.lecture.lectures import Lecture
from bot.metier.valeurs import en_nombre

DUREE, FERME = "duree_mois", "duree_ferme_mois"
RECONDUIRE = quelque_part("lecture/reconductions.reconduire")
SANS_NOMBRE = "reconduction_sans_nombre"


def demande_la_suite(etat: Etat) -> bool:
    """Tell that it was asked how often, and for how long, the contract may be renewed."""
    return etat.suivi.motif == "reconduction_sans_nombre" and etat.question in DUREES


def avec_la_partie_ferme(
    faits: Valeurs, a_regler: Point | None, lectures: list[Lecture], message: Message, etat: Etat
) -> tuple[Valeurs, Point | None]:
    """Read the answer to how « 1 an reconductible » is renewed.

    « 3 reconductions d'un an », « un an de plus » add to the year; « 1 an reconductible 3 fois »
    tells the whole anew. « Un an » alone may be what each lasts, or the whole: it is asked.
    """
    if _le_tout_est_connu(faits, a_regler, etat):
        return faits, None
    question, ferme = etat.question or "", en_nombre(etat.suivi.candidat)
    if not demande_la_suite(etat) or ferme is None:
        return faits, a_regler
    ajoute = _ajoute_par_la_suite(lectures, message, ferme)
    if ajoute is not None:
        dits = _sans_la_frequence(faits, lectures)
        return {**dits, question: ferme + ajoute, **partie_ferme(question, ferme)}, None
    total = en_nombre(faits.get(question))
    entier = "duree_ferme_mois" in faits or message.dit.compte_le_tout
    if total is not None and total <= ferme and not entier:
        autres = {fait: valeur for fait, valeur in faits.items() if fait != question}
        return autres, (question, PLUSIEURS_DUREES, None)
    return faits, a_regler


def _le_tout_est_connu(faits: Valeurs, a_regler: Point | None, etat: Etat) -> bool:
    """Tell « la partie ferme, c'est 18 mois », of a contract whose longer whole was told."""
    ferme, tout = en_nombre(faits.get("duree_ferme_mois")), en_nombre(etat.faits["duree_mois"])
    suite = a_regler is not None and a_regler[:2] == ("duree_mois", "reconduction_sans_nombre")
    return suite and ferme is not None and tout is not None and ferme < tout


def _sans_la_frequence(faits: Valeurs, lectures: list[Lecture]) -> Valeurs:
    """Leave out « une fois », which tells how often it is renewed, not that the need comes once."""
    if not any(lue.fait == "reconductions" for lue in lectures):
        return faits
    return {fait: valeur for fait, valeur in faits.items() if fait != "recurrence"}


def _ajoute_par_la_suite(lectures: list[Lecture], message: Message, ferme: float) -> float | None:
    """Return the months that reconductions add; None when they are not told by themselves."""
    for lue in lectures:
        if lue.fait == "reconductions":
            fois, chacune = lue.nombres
            return float(fois * (chacune or ferme))
        duree = lue.fait in DUREES and lue.nature == "fait"
        if duree and AJOUTE_APRES.match(message.dit.plie[lue.fin :]):
            return lue.nombre
    return None


def avec_les_reconductions(
    faits: Valeurs, a_regler: Point | None, lectures: list[Lecture], message: Message, etat: Etat
) -> tuple[Valeurs, Point | None]:
    """Add « renouvelable une fois 18 mois » to the 18 months that were noted.

    Of a whole that may hold them already, as four years hold « 3 fois un an », it is asked.
    """
    connue = en_nombre(etat.faits[DUREE])
    if connue is None or demande_la_suite(etat) or DUREE in faits:
        return faits, a_regler
    base = en_nombre(etat.faits[FERME]) or connue
    if (total := _le_tout_dit_a_cote(a_regler, message, base)) is not None:
        return {**faits, DUREE: total, FERME: base}, None
    ouverte = a_regler is None or a_regler[:2] == (DUREE, SANS_NOMBRE)
    suites = [lue for lue in lectures if _prolonge(lue, message)]
    ajoute = _ajoute_par_la_suite(suites, message, base) if ouverte else None
    return _ajouter(ajoute, faits, base, connue) if ajoute else (faits, a_regler)


def _prolonge(lue: Lecture, message: Message) -> bool:
    """Tell « renouvelable une fois » from « une fois construit, c'est fini », when unasked."""
    if lue.fait != "reconductions":
        return True
    return lue.motif != SANS_COMPTE and bool(lue.nombres[1] or RECONDUIRE.search(message.dit.plie))


def _ajouter(
    ajoute: float, faits: Valeurs, base: float, connue: float
) -> tuple[Valeurs, Point | None]:
    """Add months to the first part, or ask whether the whole that is known holds them."""
    autres = {fait: valeur for fait, valeur in faits.items() if fait not in (FERME, "recurrence")}
    if base != connue or ajoute >= connue:
        return {**autres, DUREE: base + ajoute, FERME: base}, None
    return autres, (DUREE, PLUSIEURS_DUREES, (connue, connue + ajoute))


def _le_tout_dit_a_cote(a_regler: Point | None, message: Message, base: float) -> float | None:
    """Return the 36 months of « 18 mois renouvelable une fois, donc 36 en tout », of 18 noted."""
    lues = a_regler[2] if a_regler and a_regler[:2] == (DUREE, PLUSIEURS_DUREES) else None
    if not isinstance(lues, tuple) or base not in lues or not message.dit.compte_le_tout:
        return None
    return max(lues) if len(lues) == len({base, max(lues)}) == len(DUREES) else None
