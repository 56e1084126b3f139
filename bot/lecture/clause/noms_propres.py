"""Names of people, their addresses and numbers: none is kept, and none tells what somebody is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.francais.mots import compiler, liste
from bot.francais.texte import plier

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
# « Sandrine Lefort », whoever it is
NOMS_PROPRES = compiler(rf"{UN_NOM} {UN_NOM}", FICHIER)
# all of an answer: « ce sera Sandrine Lefort », « Sandrine Lefort »; « Vie Scolaire » is a service
UN_NOM_SEUL = compiler(
    rf"\W*(?P<mene>(?i:{{mene_a_un_nom}}) )?(?P<nom>{UN_NOM}(?: {UN_NOM}){{1,2}})\W*", FICHIER
)
PRENOMS = frozenset(liste(f"{FICHIER}.prenoms"))
PREMIER_NOM = re.compile(r"\w+")
ENTRE_ELLES = re.compile(r"[,;:()]")


def nomme_quelqu_un(texte: str) -> bool:
    """Tell that somebody is named, or may be reached by what is written."""
    return PERSONNE.search(texte) is not None


def est_une_personne(texte: str) -> bool:
    """Tell a whole answer that is but somebody's name, without a title."""
    seul = UN_NOM_SEUL.fullmatch(texte)
    prenom = PREMIER_NOM.match(plier(seul["nom"])) if seul else None
    return bool(seul and prenom and (seul["mene"] or prenom[0] in PRENOMS))


def sans_leurs_noms(texte: str) -> str:
    """Return a sentence without « Mme Durand », who is nobody that it singles out."""
    return TITREE.sub("", texte)


def autour_des_noms(texte: str) -> Sequence[str]:
    """Return what stands beside the names of people: « service achats »."""
    parts = (part.strip(" .-–—") for part in ENTRE_ELLES.split(PERSONNE.sub(",", texte)))
    return [part for part in parts if part]
