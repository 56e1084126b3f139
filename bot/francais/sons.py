"""What sounds like words that are expected: « iso lait » is « isolé », « con cession », concession.

The libraries there are (phonetic-fr, Phonex) were made for family names: they drop the vowel that
ends « isolé », and tell it from « isolait ». A short table (`data/francais/sons.yml`) is enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

# Damerau-Levenshtein with a length cut-off, in C; kept by its author since 2020.
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.donnees import lire_yaml
from bot.francais.texte import plier

MOT, REDOUBLE = re.compile(r"\w+"), re.compile(r"(.)\1+")
# in how many words one expression is heard, at most: « mars chez sub ses camps »
MOTS_AU_PLUS = 5
# a longer expression is known by its sounds but one, or two: « délégation de sévices publics »
UNE_FAUTE, DEUX_FAUTES = 9, 16


class Entendue(NamedTuple):
    """An expression that was heard: how long it is, how well, in how many words, what is written.

    Nothing is written in place of what was heard as it is.
    """

    longueur: int
    justesse: int
    mots: int
    dite: str


RIEN = Entendue(0, 0, 1, "")


class Attendues:
    """Expressions that may be heard; those `en_morceaux`, only in pieces.

    Alone, « publier » is itself; « pu blier » can only be « publié ».
    """

    def __init__(self, entieres: Iterable[str], en_morceaux: Iterable[str]) -> None:
        self._entieres: Mapping[str, str] = {sons(dite): dite for dite in entieres}
        self._toutes = {**{sons(dite): dite for dite in en_morceaux}, **self._entieres}
        self._formes = {_forme(MOT.findall(dite)) for dite in self._toutes.values()}
        self._mots = {mot for forme in self._formes for mot in forme}

    def reconnaitre(self, texte: str) -> str:
        """Return what was said, with what sounds like an expected expression written so."""
        places = [place.span() for place in MOT.finditer(texte)]
        morceaux, position, i = [], 0, 0
        while i < len(places):
            mots = [texte[debut:fin] for debut, fin in places[i : i + MOTS_AU_PLUS]]
            suites = (mots[:nombre] for nombre in range(len(mots), 0, -1))
            # of « délégation de service public », « délégation » is a part
            longue = max((self._entendue(suite) for suite in suites), default=RIEN)
            if longue.dite:
                morceaux += [texte[position : places[i][0]], longue.dite]
                position = places[i + longue.mots - 1][1]
            i += longue.mots
        return "".join([*morceaux, texte[position:]])

    def _entendue(self, mots: Sequence[str]) -> Entendue:
        """Return the expression that words sound like; as they are, where they are that one."""
        entendu = sons(" ".join(mots))
        if _forme(mots) in self._formes:
            return Entendue(len(entendu), 0, len(mots), "")
        # « an née »: cut, a word sounds otherwise than whole
        if len(mots) > 1 and (recolle := self._toutes.get(sons("".join(mots)))):
            return Entendue(len(entendu), 0, len(mots), recolle)
        connues = self._toutes if len(mots) > 1 else self._entieres
        fautes = self._fautes_admises(mots, len(entendu))
        proche = process.extractOne(
            entendu, connues.keys(), scorer=OSA.distance, score_cutoff=fautes
        )
        # how it begins is well heard
        if proche is None or proche[0][0] != entendu[0]:
            return RIEN
        return Entendue(len(proche[0]), -int(proche[1]), len(mots), connues[proche[0]])

    def _fautes_admises(self, mots: Sequence[str], longueur: int) -> int:
        """Return how many sounds may be wrong: none of known words, « marché publié »."""
        if len(mots) == 1 or self._mots.issuperset(_forme(mots)):
            return 0
        return (longueur >= UNE_FAUTE) + (longueur >= DEUX_FAUTES)


def _forme(mots: Iterable[str]) -> tuple[str, ...]:
    """Return words as they are compared: no accents, no plurals."""
    return tuple(plier(mot).rstrip("sx") for mot in mots)


def sons(texte: str) -> str:
    """Return how words sound, one after the other: nothing parts them to the ear."""
    dits = "".join(map(_sons_d_un_mot, MOT.findall(texte.lower())))
    return REDOUBLE.sub(r"\1", dits)


@lru_cache(maxsize=4096)
def _sons_d_un_mot(mot: str) -> str:
    for lu, dit in _table():
        mot = lu.sub(dit, mot)
    return mot


@cache
def _table() -> tuple[tuple[re.Pattern[str], str], ...]:
    regles = lire_yaml("francais", "sons.yml")["sons"]
    return tuple((re.compile(regle["lu"]), regle["dit"]) for regle in regles)
