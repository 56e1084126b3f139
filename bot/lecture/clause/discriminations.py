"""Tell a wish that gives or refuses a place in the team for what somebody is."""

from __future__ import annotations

import re

from bot.francais.mots import compiler

FICHIER = "lecture/perimetre"


def _motif(liste: str) -> re.Pattern[str]:
    return compiler(rf"\b{{{FICHIER}.{liste}}}(?!\w)")


EXCLUSIONS = _motif("discrimination.exclusions")
RESERVES = _motif("discrimination.reserves")
AGES = _motif("discrimination.ages")
QUOTAS = _motif("discrimination.quotas")
PUBLICS = _motif("publics")
ACTIVITES = _motif("activites")
EMPLOI = _motif("emploi_reserve")
EN_INSERTION = _motif("en_insertion")


def discrimine(plat: str) -> bool:
    """Tell that people are excluded, or that places are reserved for a sex or an origin.

    « Une visite réservée à des femmes » reserves no place.
    """
    if EXCLUSIONS.search(plat):
        return True
    return any(not _est_une_activite(plat, reserve.end()) for reserve in RESERVES.finditer(plat))


def impose_un_quota(plat: str) -> bool:
    """Tell a quota by sex in the team, or places by age.

    Among people in insertion, the guide wants the share of women up; young or senior people may be
    those that insertion is for.
    """
    if AGES.search(plat) and not PUBLICS.search(plat):
        return True
    return bool(QUOTAS.search(plat)) and not EN_INSERTION.search(plat)


def _est_une_activite(plat: str, fin: int) -> bool:
    """Tell that what is reserved is a visit or a training, named before, and not a post."""
    return bool(ACTIVITES.search(plat, 0, fin)) and not EMPLOI.search(plat, 0, fin)
