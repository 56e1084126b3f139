"""Learn which pieces of a message are said beside it: `python -m bot.nlu.apartes FILE`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from bot.donnees import DONNEES, lire_yaml
from bot.lecture.apartes import Apartes, vus
from bot.lecture.clause.morceaux import morceaux
from bot.nlu.objets import MARQUE, Vue, juger

MESSAGES = "lecture", "apartes"


class Etiquete(NamedTuple):
    """A message as it is typed, the kind of question it answers, and where its asides stand."""

    dit: str
    genre: str
    apartes: list[tuple[int, int]]


def etiqueter(annote: str, genre: str) -> Etiquete:
    """Return a message without the brackets that set its asides apart."""
    dit, places = "", list[tuple[int, int]]()
    fin = 0
    for aparte in MARQUE.finditer(annote):
        dit += annote[fin : aparte.start()]
        places.append((len(dit), len(dit) + len(aparte[1])))
        dit, fin = dit + aparte[1], aparte.end()
    return Etiquete(dit + annote[fin:], genre, places)


def messages_appris() -> Iterator[tuple[str, list[Etiquete]]]:
    """Yield the labelled messages of each author."""
    for fichier in sorted(DONNEES.joinpath(*MESSAGES).glob("*.yml")):
        lus = lire_yaml(*MESSAGES, fichier.name).items()
        yield fichier.stem, [etiqueter(dit, genre) for genre, dits in lus for dit in dits]


def apprendre(messages: Iterable[Etiquete]) -> Apartes:
    """Learn from messages; the same ones always give the same model."""
    return Apartes(juger([vue for message in messages for vue in _vues(message)]))


def _vues(message: Etiquete) -> Iterator[Vue]:
    pieces = morceaux(message.dit)
    for rang, piece in enumerate(pieces):
        dedans = sum(
            max(min(fin, piece.fin) - max(debut, piece.debut), 0) for debut, fin in message.apartes
        )
        a_cote = 2 * dedans > piece.fin - piece.debut
        yield Vue(frozenset(vus(pieces, rang, message.genre)), a_cote)


def main() -> None:
    """Learn from all messages, and write the model to the file named, whole or not at all."""
    fichier = Path(sys.argv[1])
    tous = [message for _, siens in messages_appris() for message in siens]
    apprendre(tous).enregistrer(fichier.with_suffix(".nouveau"))
    fichier.with_suffix(".nouveau").replace(fichier)


if __name__ == "__main__":
    main()
