"""Learn which pieces of a message are said beside it: `python -m bot.nlu.apartes FILE`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from bot.donnees import DONNEES, lire_yaml
from bot.lecture.apartes import Apartes, vus
from bot.lecture.clause.morceaux import morceaux
from bot.nlu.noyaux import Etiquete, est_surtout_dans, etiqueter
from bot.nlu.objets import Vue, juger

MESSAGES = "lecture", "apartes"


class Reponse(NamedTuple):
    """The kind of question that is answered, and a message whose asides are set apart."""

    genre: str
    message: Etiquete


def messages_appris() -> Iterator[tuple[str, list[Reponse]]]:
    """Yield the labelled messages of each author."""
    for fichier in sorted(DONNEES.joinpath(*MESSAGES).glob("*.yml")):
        lus = lire_yaml(*MESSAGES, fichier.name).items()
        yield fichier.stem, [Reponse(genre, etiqueter(dit)) for genre, dits in lus for dit in dits]


def apprendre(reponses: Iterable[Reponse]) -> Apartes:
    """Learn from messages; the same ones always give the same model."""
    return Apartes(juger([vue for reponse in reponses for vue in _vues(reponse)]))


def _vues(reponse: Reponse) -> Iterator[Vue]:
    pieces = morceaux(reponse.message.dit)
    for rang, piece in enumerate(pieces):
        a_cote = est_surtout_dans(piece, reponse.message.places)
        yield Vue(frozenset(vus(pieces, rang, reponse.genre)), a_cote)


def main() -> None:
    """Learn from all messages, and write the model to the file named, whole or not at all."""
    fichier = Path(sys.argv[1])
    toutes = [reponse for _, siennes in messages_appris() for reponse in siennes]
    apprendre(toutes).enregistrer(fichier.with_suffix(".nouveau"))
    fichier.with_suffix(".nouveau").replace(fichier)


if __name__ == "__main__":
    main()
