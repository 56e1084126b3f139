"""Learn which pieces of a message are an obligation: `python -m bot.nlu.noyaux FILE`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from bot.donnees import DONNEES, lire_yaml
from bot.francais.mots import compiler
from bot.lecture.clause.entieres import vue_entiere
from bot.lecture.clause.morceaux import Morceau, morceaux, traits
from bot.lecture.clause.noyaux import Noyaux
from bot.nlu.objets import Vue, juger
from bot.nlu.souhaits import CADRES, phrases_dites, souhaits_appris

MESSAGES = "lecture", "noyaux"
# a wish in one sentence where nobody speaks, excuses himself or gives a reason is an obligation
PARLENT = (
    "c:premiere_personne",
    "c:nous_on",
    "c:destinataire",
    "c:constat",
    "c:politesse",
    "c:hesitation",
    "c:sujet_en_tete",
    "c:souhait",
)
RAISON = compiler(r"(?i)\b{lecture/obligations.raisons}\b")
UNE_PHRASE = re.compile(r"[^.!?…:;+–]+\.?")
# so many of these are left out for one that is learnt: more, and comments pass for obligations
UN_SUR = 3
# fewer letters around an obligation are no words: « . », « ) »
LETTRES_AUTOUR = 4
CROCHETS = re.compile(r"[\[\]]")


class Etiquete(NamedTuple):
    """A message as it is typed, and where what is set apart in it stands."""

    dit: str
    places: list[tuple[int, int]]


def etiqueter(annote: str) -> Etiquete:
    """Return a message without the brackets that set some of it apart."""
    bornes = [crochet.start() - rang for rang, crochet in enumerate(CROCHETS.finditer(annote))]
    return Etiquete(CROCHETS.sub("", annote), list(zip(bornes[::2], bornes[1::2], strict=True)))


def messages_appris() -> Iterator[tuple[str, list[Etiquete]]]:
    """Yield the labelled messages of each author."""
    for fichier in sorted(DONNEES.joinpath(*MESSAGES).glob("*.yml")):
        yield fichier.stem, [etiqueter(lu) for lu in lire_yaml(*MESSAGES, fichier.name)]


def apprendre(messages: Iterable[Etiquete]) -> Noyaux:
    """Learn from messages, and from their obligations alone: found once, they are found again."""
    messages = [*messages]
    vues = list[Vue]()
    for message in messages:
        vues += _vues(message)
        vues += [v for a, b in message.places for v in _vues(_seul(message.dit[a:b]))]
    return Noyaux(juger(vues), juger([*_vues_entieres(messages)]))


def _vues_entieres(messages: Iterable[Etiquete]) -> Iterator[Vue]:
    """Yield obligations whole, and what is none: messages with words around them, pieces of none,
    and what else is said to the assistant.
    """
    for message in messages:
        yield from (Vue(vue_entiere(message.dit[a:b]), True) for a, b in message.places)
        if len(_hors_des_noyaux(message)) >= LETTRES_AUTOUR:
            yield Vue(vue_entiere(message.dit), False)
        for piece in morceaux(message.dit):
            dedans = any(debut < piece.fin and piece.debut < fin for debut, fin in message.places)
            if not dedans and len(piece.dit) >= LETTRES_AUTOUR:
                yield Vue(vue_entiere(piece.dit), False)
    for dite in phrases_dites()[::UN_SUR]:
        yield Vue(vue_entiere(dite), False)


def _hors_des_noyaux(message: Etiquete) -> str:
    """Return the letters that stand around the obligations of a message."""
    bornes = [0, *(borne for noyau in message.places for borne in noyau), len(message.dit)]
    autour = (message.dit[a:b] for a, b in zip(bornes[::2], bornes[1::2], strict=True))
    return "".join(c for dit in autour for c in dit if c.isalnum())


def souhaits_nus() -> Iterator[Etiquete]:
    """Yield the lawful wishes that others wrote, of which all is an obligation."""
    for auteur, siens in souhaits_appris():
        for souhait in siens if auteur != CADRES.removesuffix(".yml") else ():
            pieces = morceaux(souhait.dit)
            parlent = {*PARLENT} & {t for rang in range(len(pieces)) for t in traits(pieces, rang)}
            nu = UNE_PHRASE.fullmatch(souhait.dit) and not parlent
            if nu and not souhait.illicite and not RAISON.search(souhait.dit):
                yield _seul(souhait.dit)


def _seul(dit: str) -> Etiquete:
    return Etiquete(dit, [(0, len(dit))])


def _vues(message: Etiquete) -> Iterator[Vue]:
    pieces = morceaux(message.dit)
    for rang, piece in enumerate(pieces):
        yield Vue(frozenset(traits(pieces, rang)), est_surtout_dans(piece, message.places))


def est_surtout_dans(piece: Morceau, places: Iterable[tuple[int, int]]) -> bool:
    """Tell a piece of which more than half lies in what is set apart.

    « à la ligne le titulaire forme… » is no piece apart: what opens it goes later.
    """
    dedans = sum(max(min(fin, piece.fin) - max(debut, piece.debut), 0) for debut, fin in places)
    return 2 * dedans > piece.fin - piece.debut


def main() -> None:
    """Learn from all messages, and write the model to the file named, whole or not at all."""
    fichier = Path(sys.argv[1])
    tous = [message for _, siens in messages_appris() for message in siens]
    apprendre([*tous, *list(souhaits_nus())[::UN_SUR]]).enregistrer(fichier.with_suffix(".nouveau"))
    fichier.with_suffix(".nouveau").replace(fichier)


if __name__ == "__main__":
    main()
