"""Signs that were dictated, « virgule », « point », written as the signs they are.

« Trois virgule cinq » is a number; « le point », « un point d'eau » are words.
"""

from __future__ import annotations

import re

from bot.francais.mots import compiler
from bot.francais.texte import plier

DITE = compiler(
    r"(?<=\w)(?: (?P<virgule>{virgule})| (?P<point>{point})(?= {debut_de_phrase}\b|\s*$))(?=\s|$)",
    "francais/dictee",
)
NOMBRE_AVANT = compiler(r"\b{nombre}$", "francais/dictee")
NOMBRE_APRES = compiler(r"\s+{nombre}\b", "francais/dictee")
UN_MOT_APRES = compiler(r"\b{un_mot_apres}$", "francais/dictee")


def ponctuer(texte: str) -> str:
    """Return a text with the signs that were said in it."""
    plie = plier(texte)
    for dite in reversed([*DITE.finditer(plie)]):
        if not _est_un_mot(dite, plie):
            texte = texte[: dite.start()] + ("," if dite["virgule"] else ".") + texte[dite.end() :]
    return texte


def _est_un_mot(dite: re.Match[str], plie: str) -> bool:
    avant = plie[: dite.start()]
    if dite["point"]:
        return UN_MOT_APRES.search(avant) is not None
    entre = NOMBRE_AVANT.search(avant) and NOMBRE_APRES.match(plie, dite.end())
    return bool(entre or UN_MOT_APRES.search(avant))
