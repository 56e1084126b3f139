"""Read a duration given by two dates: « du 1er janvier 2027 au 31 décembre 2030 »."""

from __future__ import annotations

import re

from bot.francais.mots import compiler, liste
from bot.francais.texte import Texte
from bot.lecture.lectures import Lecture

FICHIER = "lecture/periodes"
MOIS = liste("francais/temps.mois_de_l_annee")
# a month of days left over, when dates are not a month's first and last
JOURS_PAR_MOIS = 30


def _date(rang: int, annee: str = "") -> str:
    """Return the pattern of a date, its groups numbered; `annee` makes its year optional."""
    en_lettres = (
        rf"(?:(?P<jour{rang}>\d{{1,2}}) (?:er )?)?(?:{{moment}} )?(?P<mois{rang}>{'|'.join(MOIS)})"
    )
    en_chiffres = rf"(?P<j{rang}>\d{{1,2}}) / (?P<m{rang}>\d{{1,2}})(?: /)?"
    return rf"(?:{en_lettres}|{en_chiffres})(?: (?P<an{rang}>20\d\d)){annee}"


PERIODE = compiler(
    rf"\b(?:(?:{{avant_le_debut}} )?{_date(1)}) {{avant_la_fin}} {_date(2)}(?= |$)", FICHIER
)
# « du 1er janvier au 31 décembre 2027 »
DANS_UNE_ANNEE = compiler(rf"\b{{du}} {_date(1, '?')} {{jusqu_a}} {_date(2)}(?= |$)", FICHIER)


def lire_periode(texte: Texte) -> list[Lecture]:
    """Return the months between two dates, both included; nothing when they run backwards, or when
    one is in no calendar: « le 31/99/2030 ».
    """
    trouve = PERIODE.search(texte.plat) or DANS_UNE_ANNEE.search(texte.plat)
    if not trouve:
        return []
    debut, fin = _lire(trouve, 1, 1), _lire(trouve, 2, JOURS_PAR_MOIS)
    if not all(mois in range(1, 13) and jour in range(1, 32) for _, mois, jour in (debut, fin)):
        return []
    ecart_en_jours = fin[2] - debut[2] + 1
    mois = (fin[0] - debut[0]) * 12 + fin[1] - debut[1] + round(ecart_en_jours / JOURS_PAR_MOIS)
    return [Lecture("duree_mois", float(mois), *texte.place(*trouve.span()))] if mois > 0 else []


def _lire(trouve: re.Match[str], rang: int, jour_par_defaut: int) -> tuple[int, int, int]:
    """Return year, month and day; a date without a day is the month's first, or its last."""
    nom = trouve[f"mois{rang}"]
    mois = MOIS.index(nom) + 1 if nom else int(trouve[f"m{rang}"])
    jour = trouve[f"jour{rang}"] or trouve[f"j{rang}"] or jour_par_defaut
    return int(trouve[f"an{rang}"] or trouve["an2"]), mois, int(jour)
