"""Judge whether words are an obligation of the contractor, whole, and nothing else.

What is kept of a message (`noyaux.py`) still may be an order about the list, a reproach, a remark:
« gardez les deux », « je n'ai demandé que l'égalité ». Before it enters the clause, all of it is
judged as one, by what was learnt of obligations and of all that is said to the assistant
(`bot/nlu/noyaux.py`).
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from bot.lecture.clause.morceaux import Morceau, morceaux, traits
from bot.lecture.jugement import Jugement

Entiere: TypeAlias = Literal["sure", "a_demander", "aucune"]
DEGRES: tuple[Entiere, ...] = ("sure", "a_demander", "aucune")
# likelier than the first, it is noted; than the second, it is asked; each of 14 authors left out in
# turn, of 1 035 obligations 166 are asked about and 41 lost, of 37 640 other words 270 are noted
SURE, A_DEMANDER = 0.15, 0.012
# of its pieces, what they open with and who speaks there
D_UNE_PIECE = ("1:", "c:", "n:")
PIECES_AU_PLUS = 4


def vue_entiere(dite: str) -> frozenset[str]:
    """Return what is seen of words as a whole, and of each of their pieces."""
    dite = dite.strip(" ,.;:")
    pieces = morceaux(dite)
    vus = {*traits([Morceau(dite, 0, len(dite), 0, "", "")], 0)}
    vus |= {f"pieces:{min(len(pieces), PIECES_AU_PLUS)}"}
    for rang in range(len(pieces) if len(pieces) > 1 else 0):
        place = "tete" if rang == 0 else "suite"
        vus |= {f"{place}:{t}" for t in traits(pieces, rang) if t.startswith(D_UNE_PIECE)}
    return frozenset(vus)


def juger_entiere(dite: str, jugement: Jugement) -> Entiere:
    """Tell an obligation from what is surely none, and from what is to be asked about."""
    part = jugement.part(vue_entiere(dite))
    if part >= SURE:
        return "sure"
    return "a_demander" if part >= A_DEMANDER else "aucune"
