"""Read what is added to an open list: « le CSE, le facilitateur et la mission locale »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from bot.francais.mots import compiler
from bot.francais.texte import Texte, decouper, plier
from bot.lecture.clause.selections import Selection, lire_selection

ENTRE = compiler(r"(?i:[,;]| {et} (?!{suite_d_un_nom}))", "lecture/nommees")
# « , » parts statements, « : » leads from a name to its value
ENTRE_ENONCES = compiler(r" ?[,;.!+\n] | {entre_enonces} ", "lecture/nommees")
# « 100 €/jour » counts no days
MOT_OU_MONNAIE = re.compile(r"\w|[€%]")
CORRIGE = compiler("^(?i:{correction})", "lecture/nommees")
EN_PLUS = compiler("^(?i:{en_plus} )+", "lecture/nommees")


def lire_enumeration(
    dit: str, options: Mapping[str, Sequence[str]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the items of the list that are named, and what else is, in the buyer's own words.

    « Le CSSCT du titulaire » is no « titulaire »: what says more than a name is one's own words.
    """
    nommes, propres = list[str](), list[str]()
    for morceau in filter(None, (m.strip(" .!:") for m in ENTRE.split(dit))):
        if corrige := CORRIGE.match(plier(morceau)):
            morceau = morceau[corrige.end() :]
            (propres or nommes)[-1:] = []
        lu = lire_selection(Texte(morceau, decouper(morceau)), options)
        if lu.retenus and not lu.reste:
            nommes += lu.retenus
        elif lu.reste and not lu.hors_liste:
            propres.append(EN_PLUS.sub("", morceau).strip())
    return tuple(dict.fromkeys(nommes)), tuple(dict.fromkeys(filter(None, propres)))


def couper(dit: str, ou: re.Pattern[str] = ENTRE) -> Iterator[tuple[str, str]]:
    """Yield the pieces of an enumeration, each with what stands before it."""
    debut, entre = 0, ""
    for coupe in ou.finditer(dit):
        if dit[debut : coupe.start()].strip():
            yield entre, dit[debut : coupe.start()]
        debut, entre = coupe.end(), coupe.group()
    if dit[debut:].strip():
        yield entre, dit[debut:]


def enonces(texte: Texte) -> Iterator[Texte]:
    """Cut a sentence into its statements: « 2 mois ca va | une réunion tous les 6 mois | … »."""
    plat = texte.plat
    bornes = [0, *(coupe.end() for coupe in ENTRE_ENONCES.finditer(plat)), len(plat)]
    for debut, fin in pairwise(bornes):
        jetons = [j for j in texte.jetons_de(debut, fin) if MOT_OU_MONNAIE.search(j.forme)]
        if debut < fin and jetons:
            yield Texte(texte.brut, jetons)


def exclut_le_reste(selection: Selection) -> bool:
    """Tell « toutes sauf la 2 », of a list of which something is taken out."""
    return selection.tout and bool(selection.exclus)
