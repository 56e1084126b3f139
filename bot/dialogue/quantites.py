"""Quantities that only make sense with the question: bare numbers, units, confirmations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bot.dialogue.etat import Etat, Message
from bot.dialogue.lu import Point
from bot.dialogue.tournures import dit_oui
from bot.francais.texte import plier
from bot.lecture.lectures import AUTRE_CHOSE, Lecture

# a fact, what is left open of it, the value that may be proposed
DUREES = ("duree_mois", "duree_ms_mois")
QUANTITES = (*DUREES, "montant_ht")
CONFIRMABLES = ("illisible", "ttc", "par_periode", "probable")
REDITS = ("illisible", "probable")
A_COMPLETER = ("illisible", "reconduction_sans_nombre")
UNITES_DE_TEMPS = {"an": 12.0, "mois": 1.0}
UNITES_DE_MONNAIE = {"million": 1e6, "mill": 1e3, "k": 1e3, "euro": 1.0}
DES_ANNEES, DES_MOIS = 8, 12
MILLIERS_SANS_DOUTE = 1000
TVA_COURANTE = 1.2
AJOUTE_AVANT = re.compile(
    r"\b(?:r?ajout|augment|rallong|prolong)\w* (?!que|la duree|le montant)[^.?!;,]*$"
)
AJOUTE_APRES = re.compile(r" *(?:(?:de|en) plus|supplementaires?)\b")
RETIRE_AVANT = re.compile(r"\b(?:enlev|retir|raccourci|rabot)\w* (?!que)[^.?!;,]*$")
RETIRE_APRES = re.compile(r" *(?:de|en) moins\b")
JUSQU_A = re.compile(r"(?:\ba|jusqu'a) (?:la |les )?$")
POUR_LE_TOUT = re.compile(r"\b(?:en tout|total\w*|soit|maxi\w*|compris\w*|pas|sans|non)\b")


def nombre_nu(lectures: Sequence[Lecture]) -> Lecture | None:
    """Return the bare number that may be a quantity: « 36 », not « 3 entreprises »."""
    nombres = (lue for lue in lectures if lue.fait == "nombre" and lue.motif != AUTRE_CHOSE)
    return next(nombres, None)


def valeur_proposee(lue: Lecture, etat: Etat) -> float | None:
    """Return the value that a short question may propose for an ambiguous one, if any."""
    if lue.nombre is None:
        return None
    if lue.motif == "ttc":
        return round(lue.nombre / TVA_COURANTE, 2)
    if lue.motif == "par_periode":
        duree = etat.faits.get("duree_mois")
        return lue.nombre * duree / 12 if isinstance(duree, int | float) else None
    return lue.nombre if lue.motif in A_COMPLETER else None


def completer(message: Message, nombres: Lecture | None, etat: Etat) -> dict[str, Any]:
    """Complete the value that a short question was about: yes, its unit, its reconductions."""
    question, motif, candidat = etat.question, etat.suivi.motif, etat.suivi.candidat
    if question is None or not candidat:
        return {}
    if motif in CONFIRMABLES and dit_oui(message):
        return {question: candidat}
    if isinstance(candidat, str):
        return {}
    if motif == "unite" and (unite := _unite(message.texte, question)):
        return {question: candidat * unite}
    if motif == "reconduction_sans_nombre" and nombres and not nombres.motif:
        total = candidat * (1 + sum(nombres.nombres))
        return {question: total, **_partie_ferme(question, candidat)}
    return {}


def rythme_des_subsequents(message: Message, etat: Etat) -> dict[str, Any]:
    """« On les fait annuels », asked how long a marché subséquent lasts."""
    dit = next((lue for lue in message.lectures if lue.fait == "rythme"), None)
    return {"duree_ms_mois": dit.valeur} if dit and etat.question == "duree_ms_mois" else {}


def relative(lue: Lecture, message: Message, etat: Etat) -> float | None:
    """Return what « on rajoute un an », « 6 mois de moins » makes of a known quantity."""
    connue = etat.faits.get(lue.fait)
    if etat.question == lue.fait or lue.nombre is None or not isinstance(connue, int | float):
        return None
    texte = plier(message.texte)
    avant, apres = texte[: lue.debut], texte[lue.fin :]
    if JUSQU_A.search(avant):
        return None
    if AJOUTE_AVANT.search(avant) or AJOUTE_APRES.match(apres):
        return float(connue + lue.nombre)
    if RETIRE_AVANT.search(avant) or RETIRE_APRES.match(apres):
        return float(connue - lue.nombre)
    return None


def demande_la_suite(etat: Etat) -> bool:
    """Tell that it was asked how often, and for how long, the contract may be renewed."""
    return etat.suivi.motif == "reconduction_sans_nombre" and etat.question in DUREES


def avec_la_partie_ferme(
    faits: dict[str, Any],
    a_regler: Point | None,
    lectures: Sequence[Lecture],
    message: Message,
    etat: Etat,
) -> tuple[dict[str, Any], Point | None]:
    """Read the answer to how « 1 an reconductible » is renewed.

    « 3 reconductions d'un an », « un an de plus » add to the year; « 1 an reconductible 3 fois »
    tells the whole anew. « Un an » alone may be what each lasts, or the whole: it is asked.
    """
    question, ferme = etat.question or "", etat.suivi.candidat
    if not (demande_la_suite(etat) and isinstance(ferme, int | float)):
        return faits, a_regler
    ajoute = _ajoute_par_la_suite(lectures, message, ferme)
    if ajoute is not None:
        return {**faits, question: ferme + ajoute, **_partie_ferme(question, ferme)}, None
    total = faits.get(question)
    entier = "duree_ferme_mois" in faits or POUR_LE_TOUT.search(plier(message.texte))
    if isinstance(total, int | float) and total <= ferme and not entier:
        autres = {fait: valeur for fait, valeur in faits.items() if fait != question}
        return autres, (question, "plusieurs_durees", None)
    return faits, a_regler


def _ajoute_par_la_suite(
    lectures: Sequence[Lecture], message: Message, ferme: float
) -> float | None:
    """Return the months that reconductions add; None when they are not told by themselves."""
    texte = plier(message.texte)
    for lue in lectures:
        if lue.fait == "reconductions":
            fois, chacune = lue.nombres
            return float(fois * (chacune or ferme))
        if lue.fait in DUREES and lue.nature == "fait" and AJOUTE_APRES.match(texte[lue.fin :]):
            return lue.nombre
    return None


def _partie_ferme(question: str | None, mois: float) -> dict[str, float]:
    """Return the firm part as a fact; that of marchés subséquents is none."""
    return {"duree_ferme_mois": mois} if question == "duree_mois" else {}


def lire_quantite_nue(question: str, nombres: Lecture) -> tuple[dict[str, Any], Point | None]:
    """Read « 36 », « 2+2 » or « 200 000 » as the answer to a question about a quantity."""
    valeurs, total = nombres.nombres, sum(nombres.nombres)
    if total <= 0:
        return {question: total}, None  # absurd: refused with the other bounds
    if nombres.motif:
        return {}, (question, nombres.motif, total if len(valeurs) == 1 else None)
    if question == "montant_ht":
        if len(valeurs) == 1 and total >= MILLIERS_SANS_DOUTE:
            return {question: total}, None
        return {}, (question, "unite", total if len(valeurs) == 1 and total > 0 else None)
    en_annees = len(valeurs) > 1 and max(valeurs) <= DES_ANNEES
    if en_annees:
        return {question: total * 12, **_partie_ferme(question, valeurs[0] * 12)}, None
    if min(valeurs) >= DES_MOIS:
        ferme = {"duree_ferme_mois": valeurs[0]} if len(valeurs) > 1 else {}
        return {question: total, **ferme}, None
    return {}, (question, "unite", total if len(valeurs) == 1 and total > 0 else None)


def _unite(texte: str, question: str) -> float | None:
    """Return what « années » or « milliers d'euros » multiplies, when only the unit was missing."""
    unites = UNITES_DE_MONNAIE if question == "montant_ht" else UNITES_DE_TEMPS
    plie = plier(texte)
    return next((facteur for mot, facteur in unites.items() if re.search(rf"\b{mot}", plie)), None)


def confirmer_redit(
    faits: dict[str, Any], a_regler: Point | None, etat: Etat
) -> tuple[dict[str, Any], Point | None]:
    """Take a doubtful value that is said again, once it was asked about."""
    if a_regler and a_regler[1] in REDITS and a_regler[1] == etat.suivi.motif:
        fait, _, candidat = a_regler
        if candidat is not None and candidat == etat.suivi.candidat:
            return {**faits, fait: candidat}, None
    return faits, a_regler
