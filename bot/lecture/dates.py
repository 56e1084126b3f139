"""Dates: in letters, in digits, a month, a year; and the months between two of them."""

from __future__ import annotations

import datetime
import re
from typing import TypeAlias

from bot.francais.mots import compiler, liste, valeurs

# year, month and day, each None when it is not said
Jour: TypeAlias = "tuple[int | None, int | None, int | None]"

FICHIER = "lecture/dates"
MOIS = {
    **{nom: rang for rang, nom in enumerate(liste("francais/temps.mois_de_l_annee"), 1)},
    **{nom: int(rang) for nom, rang in valeurs("francais/temps.mois_abreges").items()},
}
# in digits, the reader of texts has written every date with « / »
DATE = compiler(
    rf"(?<![\w.°])(?:(?:{{moment}} (?!\d))?(?:(?P<jour>\d{{1,2}}|{{un}}) (?:{{premier}} )?)?"
    rf"(?P<mois>{'|'.join(MOIS)})\b(?: \.(?= ))?(?: (?P<an>20\d\d|{{an_court}}))?(?= |$)|"
    r"(?P<j>[1-9]|[12]\d|3[01]) / (?P<m>[1-9]|1[0-2])(?: / (?P<a>20\d\d))?(?= |$)"
    r"(?! {francais/temps.unite})|"
    r"(?P<fin>{fin} )?(?P<annee>20\d\d)(?= |$)(?! {d_une_somme}(?= |$)))",
    FICHIER,
)
JOURS_PAR_MOIS, MOIS_PAR_AN, SIECLE = 30, 12, 2000


def lire_jour(trouve: re.Match[str]) -> Jour:
    """Return what `DATE` found; « fin 2029 » is of December."""
    annee = trouve["an"] or trouve["a"] or trouve["annee"]
    jour = trouve["jour"] or trouve["j"]
    return _annee(annee) if annee else None, _mois(trouve), _quantieme(jour) if jour else None


def _quantieme(dit: str) -> int:
    """Return the day of a month, « premier » the first."""
    return int(dit) if dit.isdigit() else 1


def _annee(dite: str) -> int:
    """Return « 2029 » as it is, and « 31 décembre 29 » of this century."""
    return int(dite) + (SIECLE if len(dite) == len("29") else 0)


def _mois(trouve: re.Match[str]) -> int | None:
    if trouve["mois"]:
        return MOIS[trouve["mois"]]
    if trouve["fin"]:
        return MOIS_PAR_AN
    return int(trouve["m"]) if trouve["m"] else None


def ecart(debut: Jour, fin: Jour) -> float | None:
    """Return the months between two dates, both included; None when a month is not said.

    A date without a day is the month's first, or its last; nothing or less when they run backwards.
    """
    (an, mois, jour), (an2, mois2, jour2) = debut, fin
    an = an or an2
    if an is None or an2 is None or mois is None or mois2 is None:
        return None
    jours = (jour2 or JOURS_PAR_MOIS) - (jour or 1) + 1
    return float((an2 - an) * MOIS_PAR_AN + mois2 - mois + round(jours / JOURS_PAR_MOIS))


def en_texte(jour: Jour, fin: bool) -> str | None:
    """Return « 2030-12-31 », the month's last or first when no day is said; None without a month.

    The 31st of a month of 30 days is its last.
    """
    an, mois, quantieme = jour
    if an is None or mois is None:
        return None
    suivant = datetime.date(an + mois // MOIS_PAR_AN, mois % MOIS_PAR_AN + 1, 1)
    dernier = (suivant - datetime.timedelta(days=1)).day
    return datetime.date(an, mois, min(quantieme or (dernier if fin else 1), dernier)).isoformat()


def depuis_texte(date: str) -> Jour:
    """Return what `en_texte` wrote."""
    jour = datetime.date.fromisoformat(date)
    return jour.year, jour.month, jour.day
