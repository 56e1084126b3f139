"""Names of people, their addresses and numbers: none is kept, and none tells what somebody is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.francais.mots import compiler

FICHIER = "francais/personnes"
UN_NOM = r"(?!(?i:{lecture/modalites.fonctions})\b)[A-ZÀ-Ý][\w'’-]+"
# « Mme Durand », « M. Jean Le Goff »
AVEC_SON_TITRE = rf"\b(?i:{{titres}})\b\.? ?{UN_NOM}(?: {UN_NOM}){{0,2}}"
# « Jean DUPONT », « a@b.fr », « 06 12… »; « Direction RH » is nobody
AUTREMENT = (
    r"\b(?!(?i:{lecture/modalites.fonctions})\b)[A-ZÀ-Ý][a-zà-ÿ]+ [A-ZÀ-Ý]{2,}\b"
    r"|\S+@\S+|\b0\d(?:[ .-]?\d\d){4}\b"
)
PERSONNE = compiler(f"{AVEC_SON_TITRE}|{AUTREMENT}", FICHIER)
TITREE = compiler(AVEC_SON_TITRE, FICHIER)
ENTRE_ELLES = re.compile(r"[,;:()]")


def nomme_quelqu_un(texte: str) -> bool:
    """Tell that somebody is named, or may be reached by what is written."""
    return PERSONNE.search(texte) is not None


def sans_leurs_noms(texte: str) -> str:
    """Return a sentence without « Mme Durand », who is nobody that it singles out."""
    return TITREE.sub("", texte)


def autour_des_noms(texte: str) -> Sequence[str]:
    """Return what stands beside the names of people: « service achats »."""
    parts = (part.strip(" .-–—") for part in ENTRE_ELLES.split(PERSONNE.sub(",", texte)))
    return [part for part in parts if part]
