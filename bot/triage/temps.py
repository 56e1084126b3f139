"""Days as facilitators say them: « lundi », « hier », « le 3 mars », « cette semaine »."""

from __future__ import annotations

import datetime
import re

from bot.francais.texte import plier

JOURS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
MOIS = (
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split()
)
UN_JOUR = datetime.timedelta(days=1)
EN_LETTRES = re.compile(rf"(\d{{1,2}})(?:er)? ({'|'.join(MOIS)})(?: (20\d\d))?")
EN_CHIFFRES = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(20\d\d))?")
DUREE = re.compile(r"(\d{1,3}) (jour|semaine|mois)")
DUREES = {"jour": 1, "semaine": 7, "mois": 30}


def jour_dit(texte: str, aujourd_hui: datetime.date) -> datetime.date | None:
    """Return the day that a text names, the last one that was; None when none is read."""
    plie = plier(texte)
    if "avant-hier" in plie or "avant hier" in plie:
        return aujourd_hui - 2 * UN_JOUR
    if "hier" in plie:
        return aujourd_hui - UN_JOUR
    if re.search(r"aujourd|matin|aprem|apres-midi", plie):
        return aujourd_hui
    return _periode(plie, aujourd_hui) or _date(plie, aujourd_hui)


def _periode(plie: str, aujourd_hui: datetime.date) -> datetime.date | None:
    """Return the first day of « cette semaine », « le mois dernier », « 10 jours », « lundi »."""
    if duree := DUREE.search(plie):
        return aujourd_hui - int(duree[1]) * DUREES[duree[2]] * UN_JOUR
    derniere = bool(re.search(r"derni|passe", plie))
    if "semaine" in plie:
        return aujourd_hui - (aujourd_hui.weekday() + 7 * derniere) * UN_JOUR
    if "mois" in plie:
        debut = aujourd_hui.replace(day=1)
        return (debut - UN_JOUR).replace(day=1) if derniere else debut
    return None if EN_LETTRES.search(plie) else _nommee(plie, aujourd_hui)


def _nommee(plie: str, aujourd_hui: datetime.date) -> datetime.date | None:
    """Return the last « lundi », the first day of « en mars »."""
    for rang, nom in enumerate(JOURS):
        if nom in plie:
            return aujourd_hui - ((aujourd_hui.weekday() - rang) % 7) * UN_JOUR
    for rang, nom in enumerate(MOIS, 1):
        if plie.endswith(nom):
            return _le(1, rang, None, aujourd_hui)
    return None


def _date(plie: str, aujourd_hui: datetime.date) -> datetime.date | None:
    if lue := EN_LETTRES.search(plie):
        return _le(int(lue[1]), MOIS.index(lue[2]) + 1, lue[3], aujourd_hui)
    if lue := EN_CHIFFRES.search(plie):
        return _le(int(lue[1]), int(lue[2]), lue[3], aujourd_hui)
    return None


def _le(
    jour: int, mois: int, annee: str | None, aujourd_hui: datetime.date
) -> datetime.date | None:
    """Return a day, of the last year in which it has been, when none is said."""
    try:
        date = datetime.date(int(annee or aujourd_hui.year), mois, jour)
    except ValueError:
        return None
    return date.replace(year=date.year - 1) if annee is None and date > aujourd_hui else date
