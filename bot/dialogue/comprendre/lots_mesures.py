"""« 3 lots : gros œuvre 20 mois, électricité 26 mois et… »: lots named each with its measure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.francais.mots import compiler
from bot.francais.texte import plier
from bot.lecture.lots.nommes import COMPTE, lire_un_compte
from bot.metier.contrat import Lot

FICHIER = "lecture/lots"
UN_MOT = r"[^\W\d_][\w'’-]*"
PAS_UN_NOM = r"(?!(?:{pas_une_chose}|{jamais_un_lot})(?!\w))"
UN_NOM = rf"{PAS_UN_NOM}{UN_MOT}(?: {UN_MOT}){{0,6}}?"
MESURE = r"\d+(?:[ .,]\d+)* ?(?:{francais/temps.unite}|{unite_d_une_somme})(?!\w)[^,;.\n)]*?"
ENTRE = r"(?: ?[:=(] ?| (?:{entre_nom_et_mesure} )?)"
# one of several, up to what parts it from the next
NOM_MESURE = compiler(
    rf"[ ,;]*(?:{{lot_et}} )?(?!{{du_contrat}}\b){{article_d_un_lot}}?(?P<nom>{UN_NOM})"
    rf"{ENTRE}(?P<dit>{MESURE})\)?(?= *[,;.\n]| {{lot_et}} |\s*$)",
    FICHIER,
)
DEBUTS = re.compile(r"[!?.:;\n] *")
NUMEROTES = compiler(r"\b{lot} (?:{numero})?\d", FICHIER)


def numeroter_les_mesures(texte: str, lots: Sequence[Lot]) -> str | None:
    """Return the message with its lots numbered, when each is named and measured in a row.

    How many they are is told there, or known from the file, which has no name of theirs yet.
    """
    plie = plier(texte)
    if NUMEROTES.search(plie) or any(lot.dit.objet for lot in lots):
        return None
    combien, depuis = _combien(plie) or (len(lots), 0)
    if combien < 2:
        return None
    debuts = [depuis, *(trouve.end() for trouve in DEBUTS.finditer(plie, depuis))]
    rangs = (_mesures(plie, debut, combien) for debut in debuts)
    dits = next(filter(None, rangs), None)
    return _ecrire(texte, dits) if dits else None


def _combien(plie: str) -> tuple[int, int] | None:
    """Return how many lots are told, and where that ends."""
    comptes = map(lire_un_compte, COMPTE.finditer(plie))
    return next(((combien, fin) for combien, fin in comptes if combien), None)


def _mesures(plie: str, debut: int, combien: int) -> list[re.Match[str]]:
    """Return so many names in a row, each with what it lasts or costs; none if there are others."""
    dits = list[re.Match[str]]()
    while len(dits) <= combien and (dit := NOM_MESURE.match(plie, debut)):
        dits.append(dit)
        debut = dit.end()
    return dits if len(dits) == combien else []


def _ecrire(texte: str, dits: Sequence[re.Match[str]]) -> str:
    parts = [
        f"lot {rang} {texte[slice(*dit.span('nom'))]} {texte[slice(*dit.span('dit'))]}"
        for rang, dit in enumerate(dits, 1)
    ]
    avant, suite = texte[: dits[0].start()].rstrip(" :,;"), texte[dits[-1].end() :].lstrip(" ,;.")
    return f"{avant} : {' ; '.join(parts)}. {suite}"
