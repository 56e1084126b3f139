"""Read own actions apart from what leads to them, and from what is picked in a list beside them.

« Action 2, à laquelle nous ajouterions celle-ci : désigner un référent », « la 3. Nous aimerions en
outre que… »: what was learnt of obligations (`noyaux.py`) tells the buyer's own words; what stands
around them picks in the list, or only leads there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.francais.mots import compiler
from bot.francais.nombres import lire_nombres
from bot.francais.texte import Texte, decouper, plier
from bot.lecture.clause.actions import (
    FICHIER,
    MOTS_D_UNE_ACTION,
    PAR_DEFAUT,
    SE_FAIT,
    VOULUE,
    sans_ajout,
)
from bot.lecture.clause.demandes import sans_politesse
from bot.lecture.clause.selections import Selection, lire_selection
from bot.lecture.clause.souhaits import Souhaits

ENTRE = compiler(r"(?i:[,;.:!?()+\n]| {entre_actions} )", FICHIER)
# after it, what is announced: « …, à savoir : former deux tuteurs »
ANNONCE = re.compile(r":\s+(?=\S)")
# « notre établissement retient la 6 »; beside a name, a word says something else of it
RESTE_D_UN_RANG = 1


class Siennes(NamedTuple):
    """What is picked in the list, and the buyer's own actions, as typed."""

    choisies: tuple[str, ...]
    propres: tuple[str, ...]


def lire_les_siennes(
    dits: str,
    options: Mapping[str, Sequence[str]],
    defaut: Sequence[str],
    souhaits: Souhaits,
) -> Siennes | None:
    """Return both; None where nothing leads to own words, and nothing is picked beside them."""
    places = _places(dits, souhaits, options)
    if places is None:
        return None
    autour, annoncee = _autour(dits, places), _est_annoncee(dits, places[0][0], options)
    choisies = {item for piece in autour for item in _choisies(piece, options, defaut)}
    if not (annoncee if ":" in dits else choisies):
        return None
    propres = tuple(sans_politesse(sans_ajout(dits[debut:fin])) for debut, fin in places)
    return Siennes(tuple(item for item in options if item in choisies), propres)


def est_annoncee(dits: str, souhaits: Souhaits) -> bool:
    """Tell « ajoutez-y, avec mes mots : financer le permis », whatever leads to it."""
    places = _places(dits, souhaits, {})
    return places is not None and _est_annoncee(dits, places[0][0], {})


def _places(
    dits: str, souhaits: Souhaits, options: Mapping[str, Sequence[str]]
) -> list[tuple[int, int]] | None:
    """Return where the own actions stand; None when one of them is no sure obligation."""
    places = list[tuple[int, int]]()
    for dite in souhaits.obligations(dits):
        if _choisies(dite, options, ()):
            continue  # « prévention », of the list
        propre = _sans_annonce(dite, souhaits)
        debut = dits.find(propre)
        sure = souhaits.entiere(propre) == "sure"
        if debut < 0 or not (sure and _oblige(propre)) or len(propre.split()) <= MOTS_D_UNE_ACTION:
            return None
        places.append((debut, debut + len(propre)))
    return places or None


def _oblige(propre: str) -> bool:
    """Tell « nous aimerions que le titulaire… », « former… », from a reason that is given."""
    nue = plier(sans_politesse(sans_ajout(propre)))
    return bool(VOULUE.match(nue) or SE_FAIT.match(nue))


def _sans_annonce(dite: str, souhaits: Souhaits) -> str:
    """Return « équiper les agents… » of « complétez par une action : équiper les agents… »."""
    _, deux_points, suite = dite.rpartition(": ")
    return suite if deux_points and souhaits.entiere(suite) == "sure" else dite


def _est_annoncee(dits: str, debut: int, options: Mapping[str, Sequence[str]]) -> bool:
    """Tell what a colon leads to, from « la prévention : former les agents », of the list."""
    tete = dits[:debut].rstrip()
    nomme = _lire(ENTRE.split(tete.rstrip(": "))[-1], options)
    return tete.endswith(":") and (nomme.vide or bool(nomme.reste))


def _autour(dits: str, places: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Yield the pieces of what stands around own actions."""
    fin = 0
    for debut, apres in (*places, (len(dits), len(dits))):
        yield from ENTRE.split(dits[fin:debut])
        fin = apres


def _choisies(
    piece: str, options: Mapping[str, Sequence[str]], defaut: Sequence[str]
) -> Sequence[str]:
    """Return what a piece picks, when it says nothing else."""
    sans, par_defaut = PAR_DEFAUT.subn(" ", piece)
    choix = _lire(sans, options)
    if choix.reste > (0 if choix.nommes else RESTE_D_UN_RANG):
        return ()
    return (*choix.retenus, *(defaut if par_defaut else ()))


def _lire(dits: str, options: Mapping[str, Sequence[str]]) -> Selection:
    return lire_selection(Texte(dits, lire_nombres(decouper(dits))), options)
