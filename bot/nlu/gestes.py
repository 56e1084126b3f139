"""Learn what is wanted of the items that a sentence names: `python -m bot.nlu.gestes FILE`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple, cast

from bot.donnees import DONNEES, lire_yaml, referentiel
from bot.lecture.clause.gestes import Geste, Gestes, Lieu, Mention, traits
from bot.lecture.clause.items import noms_des_items, reperer_les_items
from bot.nlu.roles import apprendre_un_genre

MESSAGES = "lecture", "gestes"
MARQUE = re.compile(r"\{([+!=-])([*/]?)([^{}]*)\}")
SIGNES: Mapping[str, Geste] = {"+": "prend", "-": "ote", "!": "seul", "=": "cite"}
# whether the item was in its list before: it was, it was not, nothing tells
NOTEES: Mapping[str, bool | None] = {"*": True, "/": False, "": None}
CHIFFRE = re.compile(r"\d")


class Etiquete(NamedTuple):
    """A message, where it is said, and what is wanted of each item that it mentions."""

    lieu: Lieu
    dit: str
    mentions: Sequence[tuple[Mention, Geste]]


def messages_appris() -> Iterator[tuple[str, list[Etiquete]]]:
    """Yield the labelled messages of each author."""
    for fichier in sorted(DONNEES.joinpath(*MESSAGES).glob("*.yml")):
        lus = lire_yaml(*MESSAGES, fichier.name).items()
        yield (
            fichier.stem,
            [etiqueter(cast(Lieu, lieu), dit) for lieu, dits in lus for dit in dits],
        )


def etiqueter(lieu: Lieu, marque: str) -> Etiquete:
    """Return « gardez {!la prévention} » as a message and its mentions.

    Those that the readers find stand where they find them; one that is not marked is but words.
    """
    dit, marques = "", list[tuple[Mention, Geste]]()
    position = 0
    for trouve in MARQUE.finditer(marque):
        dit += marque[position : trouve.start()]
        signe, notee, mots = trouve.groups()
        par_son_rang = CHIFFRE.search(mots) is not None
        mention = Mention(len(dit), len(dit) + len(mots), par_son_rang, NOTEES[notee])
        marques.append((mention, SIGNES[signe]))
        dit, position = dit + mots, trouve.end()
    dit += marque[position:]
    return Etiquete(lieu, dit, sorted(_avec_les_lues(dit, marques)))


def _avec_les_lues(
    dit: str, marques: Sequence[tuple[Mention, Geste]]
) -> Iterator[tuple[Mention, Geste]]:
    vues = set[int]()
    for lu in reperer_les_items(dit, _listes()):
        memes = [n for n, (m, _) in enumerate(marques) if m.debut < lu.fin and lu.debut < m.fin]
        if memes and not vues & {*memes}:
            marquee, geste = marques[memes[0]]
            yield marquee._replace(debut=lu.debut, fin=lu.fin), geste
        elif not memes:
            yield Mention(lu.debut, lu.fin, lu.rang is not None, None), "cite"
        vues |= {*memes}
    yield from (marquee for n, marquee in enumerate(marques) if n not in vues)


@cache
def _listes() -> Mapping[str, Mapping[str, list[str]]]:
    """Return the names of the items of the lists, but breaches, whose words say many things."""
    guide = referentiel()
    noms = {fait: noms_des_items(fait, guide) for fait in guide.modalites if fait != "penalites"}
    return {fait: siens for fait, siens in noms.items() if siens}


def apprendre(messages: Iterable[Etiquete]) -> Gestes:
    """Learn from messages; the same ones always give the same model."""
    vues, gestes = list[Sequence[str]](), list[str]()
    for message in messages:
        vues += traits(message.dit, [mention for mention, _ in message.mentions], message.lieu)
        gestes += (geste for _, geste in message.mentions)
    return Gestes(apprendre_un_genre(vues, gestes))


def main() -> None:
    """Learn from all messages, and write the model to the file named, whole or not at all."""
    toutes = [message for _, siens in messages_appris() for message in siens]
    apprendre(toutes).enregistrer(Path(sys.argv[1]))


if __name__ == "__main__":
    main()
