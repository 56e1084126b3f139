"""Tell what an answer says from what is said beside it: « que la santé, on n'est que deux ici ».

People give reasons, tell their situation, greet and grumble around what they answer; read as if it
answered too, it becomes an action, a reason to refuse, a choice. A message is cut into pieces, and
a model learnt from labelled ones (`bot/nlu/apartes.py`, `data/lecture/apartes`) tells those that
may be left out; what alone would decide something is so only when it is all but certain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bot.lecture.clause.morceaux import Morceau, morceaux, suites, traits
from bot.lecture.jugement import Jugement
from bot.lecture.tableaux import ecrire, lire

MODELE = "aparte"
# the kind of question that is pending, where none is
RIEN = "rien"
# likelier than this, a piece is said beside the answer; and one that, alone, would decide something
SEUIL, SEUIL_D_UNE_REPONSE = 0.85, 0.95
# less likely, what is left out is said back
SUR = 0.9
# of the pieces around one, what their words are, how long they are, who speaks in them
DES_VOISINS = ("m:", "n:", "c:")


class SansApartes(NamedTuple):
    """What a message says without its asides, and those, with how likely each is to be one."""

    dit: str
    otes: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Apartes:
    """Takes out of a message what is said beside it."""

    jugement: Jugement

    def sans(self, dit: str, genre: str, decide: Callable[[str], bool]) -> SansApartes:
        """Return a message without its asides; as it is where it is nothing else.

        `genre`: the kind of question that is pending; `decide` tells what a piece alone would do.
        """
        pieces = morceaux(dit)
        parts = self.parts(pieces, genre)
        gardees, otes = list[Morceau](), list[tuple[str, float]]()
        # « la santé, ça recouvre quoi ? » is asked whole
        questions = {piece.phrase for piece in pieces if "?" in piece.apres}
        for piece, part in zip(pieces, parts, strict=True):
            sure = part < SEUIL or piece.phrase in questions
            if sure or (part < SEUIL_D_UNE_REPONSE and decide(piece.dit)):
                gardees.append(piece)
            else:
                otes.append((piece.dit, part))
        if not gardees or len(gardees) == len(pieces):
            return SansApartes(dit, ())
        return SansApartes(_recoudre(dit, gardees, pieces), tuple(otes))

    def parts(self, pieces: Sequence[Morceau], genre: str) -> list[float]:
        """Return how likely each piece of a message is to be said beside it."""
        return [self.jugement.part(vus(pieces, rang, genre)) for rang in range(len(pieces))]

    def enregistrer(self, fichier: Path) -> None:
        """Write the model to a file."""
        ecrire(fichier, self.jugement.en_tableaux(MODELE))

    @classmethod
    def charger(cls, fichier: Path) -> Apartes:
        """Read a model that `enregistrer` wrote."""
        return lire(fichier, lambda lus: cls(Jugement.des_tableaux(lus, MODELE)))


def vus(pieces: Sequence[Morceau], rang: int, genre: str) -> Iterator[str]:
    """Yield what is seen of a piece, of those around it, and of the question."""
    yield from traits(pieces, rang)
    yield f"g:{genre}"
    for sens, voisin in (("<", rang - 1), (">", rang + 1)):
        if 0 <= voisin < len(pieces):
            yield from (sens + t for t in traits(pieces, voisin) if t.startswith(DES_VOISINS))


def _recoudre(dit: str, gardees: Sequence[Morceau], pieces: Sequence[Morceau]) -> str:
    """Return the pieces that are kept, with what stood between them, or the sign of what did."""
    cousu = gardees[0].dit
    for avant, piece, entre in suites(dit, gardees, pieces):
        if entre is None:
            entre = ", " if avant.phrase == piece.phrase else f"{_signe(avant) or '.'} "
        cousu += entre + piece.dit
    fin = gardees[-1]
    return cousu + (dit[fin.fin :] if fin is pieces[-1] else _signe(fin))


def _signe(piece: Morceau) -> str:
    """Return the sign that makes a question of a piece."""
    return " ?" if "?" in piece.apres else ""
