"""What a message says of a whole list: all of it, what is proposed, what it does not name.

« Les deux que vous proposez, plus la 7 », « le forum on le fait déjà, le reste c'est bon ».
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal, NamedTuple, TypeAlias, cast

from bot.francais.mots import quelque_part, themes
from bot.francais.texte import plier
from bot.lecture.clause.gestes import Geste
from bot.lecture.clause.items import ItemDit

Genre: TypeAlias = Literal["tout", "defaut", "reste"]
FICHIER = "lecture/gestes.blocs"


class Bloc(NamedTuple):
    """Where a list is told of as a whole, and what is wanted of it, how surely."""

    genre: Genre
    debut: int
    fin: int
    geste: Geste = "cite"
    part: float = 1.0

    def base(
        self, tous: Collection[str], proposes: Collection[str], nommes: Collection[str]
    ) -> set[str]:
        """Return what it takes of a list: of all its items, those proposed, those named."""
        pris = self.geste in ("prend", "seul")
        du_genre = {"tout": {*tous}, "defaut": {*proposes}, "reste": {*tous} - {*nommes}}
        return du_genre[self.genre] if pris else set()


def hors_des_blocs(items: Sequence[ItemDit], dit: str) -> list[ItemDit]:
    """Return the items but the « deux » of « les deux que vous proposez », which is no rank."""
    dits = blocs(dit)
    return [item for item in items if not any(b.debut <= item.debut < b.fin for b in dits)]


def blocs(dit: str) -> list[Bloc]:
    """Return where a message tells of a list as a whole."""
    plie = plier(dit)
    return [
        Bloc(cast(Genre, genre), *trouve.span())
        for genre in themes(FICHIER)
        for trouve in quelque_part(f"{FICHIER}.{genre}").finditer(plie)
    ]
