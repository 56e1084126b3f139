"""Quantities that only make sense with the question: bare numbers, units, confirmations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from bot.dialogue.comprendre.compris import Point
from bot.dialogue.comprendre.message import Message
from bot.dialogue.etat import Candidat, Etat, Valeurs
from bot.francais.mots import compiler
from bot.lecture.dates import depuis_texte, ecart
from bot.lecture.durees.periodes import FIN_SANS_DEBUT
from bot.lecture.lectures import Lecture
from bot.metier.valeurs import Valeur, en_nombre

DUREES = ("duree_mois", "duree_ms_mois")
QUANTITES = (*DUREES, "montant_ht")
# « 50 000 € par an »
PAR_PERIODE = "par_periode"
# a value is proposed, and « oui » takes it
CONFIRMABLES = ("illisible", "ttc", PAR_PERIODE, "probable", "doute")
# several values were read, each of them may be chosen
PLUSIEURS_DUREES = "plusieurs_durees"
# the question names what was read; when nothing was, another is asked
A_NOMMER = (*CONFIRMABLES, PLUSIEURS_DUREES, FIN_SANS_DEBUT)
# said again to the letter, it is meant
REDITS = ("illisible", "probable", "doute", "ttc", PAR_PERIODE)
A_COMPLETER = ("illisible", "reconduction_sans_nombre", "doute")
UNITES_DE_TEMPS = {"an": 12.0, "mois": 1.0}
UNITES_DE_MONNAIE = {"million": 1e6, "mill": 1e3, "k": 1e3, "euro": 1.0}
# « 2+2 » counts years, « 12+12 » months; a bare 9 to 11 may be either
DES_ANNEES, DES_MOIS = 8, 12
# hardly any contract lasts longer: « deux cents » may well be a sum
DES_MOIS_RARES = 120
# below, a bare number may be thousands: « 150 »
MILLIERS_SANS_DOUTE = 1000
TVA_COURANTE = 1.2
MOIS_PAR_AN = 12
# « on rajoute un an », « 6 mois de moins »
FICHIER = "francais/tournures"
AJOUTE_AVANT = compiler(r"\b{ajoute_avant}[^.?!;,:]*$", FICHIER)
AJOUTE_APRES = compiler(r" *{ajoute_apres}\b", FICHIER)
RETIRE_AVANT = compiler(r"\b{retire_avant}[^.?!;,:]*$", FICHIER)
RETIRE_APRES = compiler(r" *{retire_apres}\b", FICHIER)
OU = re.compile(r"\bou\b", re.I)
JUSQU_A = compiler("{jusqu_a} {article}?$", FICHIER)


def somme(message: Message) -> float:
    """Return the sum of the bare numbers of a sentence."""
    return sum(message.nombre_nu.nombres) if message.nombre_nu else 0.0


def valeur_proposee(lue: Lecture, duree: Valeur | None) -> Candidat | None:
    """Return what a short question may propose for an ambiguous reading, if anything.

    `duree`: the contract's, which a sum per year is multiplied by.
    """
    if lue.motif == FIN_SANS_DEBUT:
        return str(lue.valeur) if lue.valeur else None
    if lue.motif == PLUSIEURS_DUREES:
        return tuple(lue.nombres) or None
    valeur = lue.nombre
    if valeur is None:
        return None
    if lue.motif == "ttc":
        return round(valeur / TVA_COURANTE, 2)
    if lue.motif == PAR_PERIODE:
        mois = en_nombre(duree)
        return None if mois is None else valeur * mois / MOIS_PAR_AN
    return valeur if lue.motif in A_COMPLETER else None


def lequel(point: Point, texte: str, lire: Callable[[str], Iterable[Lecture]]) -> Point:
    """Return what asks « quatre ans, ou quatorze mois ? », when one of two is right."""
    fait, motif, _ = point
    dites = [lue for part in OU.split(texte) for lue in lire(part) if lue.fait in DUREES]
    valeurs = tuple(lue.nombre for lue in dites if lue.nombre is not None)
    deux = len(valeurs) == len(set(valeurs)) == 2
    return (fait, PLUSIEURS_DUREES, valeurs) if motif == "fourchette" and deux else point


def completer(message: Message, etat: Etat) -> dict[str, Valeur]:
    """Complete the value that a short question was about: yes, its unit, its reconductions."""
    question, motif, candidat = etat.question, etat.suivi.motif, etat.suivi.candidat
    if question is None or not candidat:
        return {}
    if motif == FIN_SANS_DEBUT:
        return _depuis_le_debut(message, question, str(candidat))
    if motif in CONFIRMABLES and message.dit_oui and not isinstance(candidat, tuple):
        return {question: candidat}
    return _calculer(message, etat, question, candidat) if isinstance(candidat, int | float) else {}


def _calculer(message: Message, etat: Etat, question: str, candidat: float) -> dict[str, Valeur]:
    """Return what the quantity read becomes by its unit, or by how often it is renewed."""
    motif = etat.suivi.motif
    nu = message.nombre_nu
    if motif == "unite" and (unite := _unite(message, question)):
        return {question: candidat * unite}
    if motif == "reconduction_sans_nombre" and nu and not nu.motif:
        return {question: candidat * (1 + sum(nu.nombres)), **partie_ferme(question, candidat)}
    return {}


def _depuis_le_debut(message: Message, question: str, fin: str) -> dict[str, Valeur]:
    """Return the months up to a known end, told when the contract starts."""
    dites = [str(lue.valeur) for lue in message.lectures if lue.fait == "date"]
    mois = ecart(depuis_texte(dites[0]), depuis_texte(fin)) if dites else None
    return {question: mois} if mois and mois > 0 else {}


def rythme_des_subsequents(message: Message, etat: Etat) -> dict[str, Valeur]:
    """« On les fait annuels », asked how long a marché subséquent lasts."""
    dits = (lue.nombre for lue in message.lectures if lue.fait == "rythme")
    dit = next(dits, None)
    return {"duree_ms_mois": dit} if dit and etat.question == "duree_ms_mois" else {}


def relative(lue: Lecture, message: Message, etat: Etat) -> float | None:
    """Return what « on rajoute un an », « 6 mois de moins » makes of a known quantity."""
    connue, valeur = en_nombre(etat.faits.get(lue.fait)), lue.nombre
    if etat.question == lue.fait or connue is None or valeur is None:
        return None
    avant, apres = message.dit.plie[: lue.debut], message.dit.plie[lue.fin :]
    if JUSQU_A.search(avant):
        return None
    if AJOUTE_AVANT.search(avant) or AJOUTE_APRES.match(apres):
        return connue + valeur
    if RETIRE_AVANT.search(avant) or RETIRE_APRES.match(apres):
        return connue - valeur
    return None


def partie_ferme(question: str | None, mois: float) -> dict[str, Valeur]:
    """Return the firm part as a fact; that of marchés subséquents is none."""
    return {"duree_ferme_mois": mois} if question == "duree_mois" else {}


def lire_quantite_nue(question: str, nu: Lecture) -> tuple[dict[str, Valeur], Point | None]:
    """Read « 36 », « 2+2 » or « 200 000 » as the answer to a question about a quantity."""
    valeurs = nu.nombres
    total = sum(valeurs)
    seule = total if len(valeurs) == 1 else None
    if total <= 0:
        return {question: total}, None  # absurd: refused with the other bounds
    if nu.motif:
        return {}, (question, nu.motif, seule)
    if question == "montant_ht":
        sans_doute = seule is not None and total >= MILLIERS_SANS_DOUTE
        return ({question: total}, None) if sans_doute else ({}, (question, "unite", seule))
    return _duree_nue(question, valeurs, seule)


def _duree_nue(
    question: str, valeurs: list[float], seule: float | None
) -> tuple[dict[str, Valeur], Point | None]:
    """Read « 36 » as months, « 2+2 » as years; of « 3 », the unit is asked."""
    total = sum(valeurs)
    if len(valeurs) > 1 and max(valeurs) <= DES_ANNEES:
        ferme = partie_ferme(question, valeurs[0] * MOIS_PAR_AN)
        return {question: total * MOIS_PAR_AN, **ferme}, None
    if seule is not None and seule > DES_MOIS_RARES:
        return {}, (question, "illisible", seule)
    if min(valeurs) >= DES_MOIS:
        partie: dict[str, Valeur] = {"duree_ferme_mois": valeurs[0]} if len(valeurs) > 1 else {}
        return {question: total, **partie}, None
    return {}, (question, "unite", seule)


def _unite(message: Message, question: str) -> float | None:
    """Return what « années » or « milliers d'euros » multiplies, when only the unit was missing."""
    unites = UNITES_DE_MONNAIE if question == "montant_ht" else UNITES_DE_TEMPS
    plie = message.dit.plie
    return next((facteur for mot, facteur in unites.items() if re.search(rf"\b{mot}", plie)), None)


def confirmer_redit(
    faits: Valeurs, a_regler: Point | None, etat: Etat
) -> tuple[Valeurs, Point | None]:
    """Take a doubtful value that is said again, once it was asked about."""
    if a_regler and a_regler[1] in REDITS and a_regler[1] == etat.suivi.motif:
        fait, _, candidat = a_regler
        if isinstance(candidat, int | float | str) and candidat == etat.suivi.candidat:
            return {**faits, fait: candidat}, None
    return faits, a_regler


def tenir_ensemble(
    faits: Valeurs, a_regler: Point | None, etat: Etat
) -> tuple[Valeurs, Point | None]:
    """Ask which is right, before either is stored, of a whole that is shorter than its firm part.

    Said again when it was just asked, it is meant.
    """
    duree, partie = "duree_mois", "duree_ferme_mois"
    # a firm part that was noted with a whole goes with it
    connue = etat.faits[partie] if etat.faits[duree] is None else None
    total, ferme = en_nombre(faits.get(duree)), en_nombre(faits.get(partie, connue))
    demande = etat.question == duree and etat.suivi.motif == PLUSIEURS_DUREES
    if total is None or ferme is None or total >= ferme or demande:
        return faits, a_regler
    autres = {fait: valeur for fait, valeur in faits.items() if fait not in (duree, partie)}
    return autres, (duree, PLUSIEURS_DUREES, (ferme, total))
