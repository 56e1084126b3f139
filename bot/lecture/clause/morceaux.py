"""Cut a message into pieces, and tell what is seen of each: its words, who speaks, what is around.

The small words that tell who speaks are data (`data/lecture/obligations.yml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from bot.francais.mots import compiler, themes
from bot.francais.texte import plier

FICHIER = "lecture/obligations"
CLASSES = f"{FICHIER}.classes"
# between two pieces; « 1 200,50 », « L. 2113-13 » and « les + de 50 ans » are not cut; not tried
# inside of a run of spaces, of which two thousand took fifteen seconds
ENTRE = compiler(
    r"(?i)(?!(?<=\s)\s)(?:"
    r"(?P<fin>\s*(?:(?<!\b[a-z])[.!?…]+(?=\s|$)|;(?=\s|$)|\n+)\s*|\s\+\s+(?!de\b|d[’']))"
    r"|\s*,?\s+{dictees}\b[,\s]*|\s*[,()]+(?=\s|$)\s*|\s+\(|\s+[–—-]\s+|\s*:\s+"
    r"|\s+(?={raisons}\b))",
    FICHIER,
)
# what stands in parentheses is one piece
PARENTHESE = re.compile(r"\([^()]*\)")
MOT = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+|[?!…]|[:;][-)(]+")
UN_NOMBRE = "nombre"
LONGUEURS = (1, 2, 3, 5, 8, 13)


class Morceau(NamedTuple):
    """A piece of a message: where it stands, the sentence it is of, and what surrounds it."""

    dit: str
    debut: int
    fin: int
    phrase: int
    avant: str
    apres: str


def morceaux(dit: str) -> list[Morceau]:
    """Return the pieces of a message, in its order."""
    trouves, debut, phrase, avant = list[Morceau](), 0, 0, ""
    bornes = [
        (e.start(), e.end(), e["fin"] is not None)
        for e in ENTRE.finditer(dit)
        if not any(p.start() < e.start() and e.end() < p.end() for p in PARENTHESE.finditer(dit))
    ]
    for a, b, finit in [*bornes, (len(dit), len(dit), True)]:
        entre = dit[a:b].strip() or (" " if b > a else "")
        if dit[debut:a].strip():
            piece = dit[debut:a]
            place = debut + len(piece) - len(piece.lstrip())
            trouves.append(Morceau(piece.strip(), place, a, phrase, avant, entre))
        debut, avant = b, entre
        phrase += finit
    return trouves


def suites(
    dit: str, gardees: Sequence[Morceau], pieces: Sequence[Morceau]
) -> Iterator[tuple[Morceau, Morceau, str | None]]:
    """Yield kept pieces two by two, with what stood between them; None where pieces went."""
    for avant, piece in pairwise(gardees):
        voisines = pieces.index(piece) - pieces.index(avant) == 1
        yield avant, piece, dit[avant.fin : piece.debut] if voisines else None


def traits(pieces: Sequence[Morceau], rang: int) -> Iterator[str]:
    """Yield what is seen of a piece: its words, what surrounds it, where it stands."""
    piece = pieces[rang]
    mots = mots_de(piece.dit)
    yield from (f"m:{mot}" for mot in mots)
    yield from (f"d:{un} {autre}" for un, autre in pairwise(mots))
    yield from (f"f:{mot[-3:]}" for mot in mots if len(mot) > 3)
    yield from (f"1:{' '.join(mots[:n])}" for n in (1, 2))
    yield f"1f:{mots[0][-2:]}" if mots else "1f:"
    yield f"a:{piece.avant}"
    yield f"z:{piece.apres}"
    yield f"n:{sum(len(mots) > borne for borne in LONGUEURS)}"
    yield f"p:{min(rang, 3)}"
    yield f"q:{min(len(pieces) - 1 - rang, 3)}"
    yield f"s:{min(piece.phrase, 2)}"
    yield f"seul:{len(pieces) == 1}"
    yield from (f"c:{nom}" for nom, motif in _classes().items() if motif.search(plier(piece.dit)))
    for sens, voisin in (("<", rang - 1), (">", rang + 1)):
        if 0 <= voisin < len(pieces):
            yield from (f"{sens}{mot}" for mot in mots_de(pieces[voisin].dit)[:2])
            meme = pieces[voisin].phrase == piece.phrase
            yield f"{sens}phrase:{meme}"


@cache
def _classes() -> Mapping[str, re.Pattern[str]]:
    """Return the small words that tell who speaks, and what a piece opens with, by their kind."""
    return {nom: re.compile(rf"\b{mots}(?!\w)") for nom, mots in themes(CLASSES).items()}


def mots_de(dit: str) -> list[str]:
    """Return the words of a piece, a number being but a number."""
    return [UN_NOMBRE if mot.isdigit() else mot for mot in MOT.findall(plier(dit))]
