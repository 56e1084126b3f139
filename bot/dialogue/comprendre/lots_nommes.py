"""« Les cocktails : quatre titulaires », « le quatrième est récurrent »: lots by what they are.

Their names are put in numbers, then the message is read anew: readers know numbered lots.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.message import Message
from bot.dialogue.etat import Etat
from bot.francais.mots import compiler, valeurs
from bot.francais.texte import plier
from bot.lecture.lectures import Lecture
from bot.metier.contrat import Lot

FICHIER = "lecture/lots"
RANGS, EN_LETTRES = valeurs(f"{FICHIER}.rangs"), valeurs(f"{FICHIER}.en_lettres")
# what opens a part of a message, up to the name of a lot
TETE = r"(?P<tete>(?:^|[;.,:\n] ?|\b{lot_et} )(?:{devant_un_lot} )*)"
SUITE = r"(?= ?(?:[:=,;]|{apres_un_lot}\b))"
ENUMERES = compiler(r"\b{alloti_en}[^:;.\n]{0,30}: ?(?P<noms>[^:;.\n]+)", FICHIER)
# « 100 000 pour le lot 2 », asked for the amount
SOMME_D_UN_LOT = compiler(r"\b(?:\d{1,3}(?:[ .]\d{3})+|\d{4,})(?= {somme_d_un_lot}\b)", FICHIER)
ENTRE_DEUX = compiler(r" ?, (?:{lot_et} )?| {lot_et} ", FICHIER)


@dataclass(frozen=True)
class LotsNommes:
    """Numbers the lots that a message calls by their subjects or ranks; `lire` reads a sentence."""

    lire: Callable[[str], Sequence[Lecture]]

    def numeroter(self, message: Message, etat: Etat) -> Message:
        """Return the message with its lots numbered, and read anew; itself when none is named."""
        lots = etat.faits.lots
        if message.bouton or len(lots) < 2:
            return message
        texte = message.texte
        for motif, numeros in _motifs(lots):
            texte = _remplacer(texte, motif, numeros)
        if etat.question == "montant_ht":
            texte = SOMME_D_UN_LOT.sub(r"\g<0> €", texte)
        if texte == message.texte:
            return message
        return replace(message, texte=texte, lectures=tuple(self.lire(texte)))


def objets_enumeres(texte: str, combien: int) -> list[str]:
    """Return what « en deux lots : cocktails et plateaux-repas » calls each; none when unsure."""
    trouve = ENUMERES.search(plier(texte))
    if trouve is None:
        return []
    debut, fin = trouve.span("noms")
    coupes = [0, *(n for c in ENTRE_DEUX.finditer(trouve["noms"]) for n in c.span()), fin - debut]
    brut = texte[debut:fin]
    noms = [brut[a:b].strip() for a, b in zip(coupes[::2], coupes[1::2], strict=True)]
    return noms if len(noms) == combien and all(noms) else []


def _motifs(lots: tuple[Lot, ...]) -> Iterator[tuple[re.Pattern[str], str]]:
    """Yield how lots may be called, with the words that number them."""
    numeros = [lot.numero for lot in lots]
    for combien in range(2, len(numeros)):
        compte = "|".join([str(combien), *(mot for mot, n in EN_LETTRES.items() if n == combien)])
        premiers = rf"{TETE}{{les_premiers_avant}} (?:{compte}) {{les_premiers_apres}}{SUITE}"
        yield compiler(premiers, FICHIER), f"lots {_enumerer(numeros[:combien])}"
    for lot in lots:
        rangs = "|".join(mot for mot, n in RANGS.items() if n == lot.numero)
        noms = [rf"{{article_d_un_lot}}(?:{rangs})"] if rangs else []
        if lot.dit.objet:
            noms.append(rf"{{article_d_un_lot}}?{re.escape(plier(lot.dit.objet))}")
        for nom in noms:
            yield compiler(rf"{TETE}(?:{nom}){SUITE}", FICHIER), f"lot {lot.numero}"


def _enumerer(numeros: list[int]) -> str:
    *premiers, dernier = map(str, numeros)
    return f"{', '.join(premiers)} et {dernier}"


def _remplacer(texte: str, motif: re.Pattern[str], numeros: str) -> str:
    trouve = motif.search(plier(texte))
    if trouve is None:
        return texte
    return f"{texte[: trouve.end('tete')]}{numeros}{texte[trouve.end() :]}"
