"""Where a sentence means items of several lists: axes, actions of each, breaches.

The words that name them are data (`data/metier`); a rank may be of any list that is long enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from bot.francais.mots import compiler, liste
from bot.francais.nombres import lire_nombres
from bot.francais.texte import Texte, decouper, plier
from bot.lecture.clause.selections import CHIFFRE, MOT, reperer
from bot.metier.referentiel import Referentiel

AXES, PENALITES = "axes", "penalites"
# with more words, the head of a title names the action
MOTS_D_UN_TITRE = 2
CARDINAUX = frozenset(liste("lecture/gestes.cardinaux"))
AVANT_UN_RANG = compiler(r"\b{avant_un_rang} *$", "lecture/gestes")
COMPTE = compiler(r"\b{avant_un_compte} *$", "lecture/gestes")
APRES_UN_RANG = compiler(r" *(?:$|[,.;:!?/+)]| {apres_un_rang}(?: |$))", "lecture/gestes")
# « la 2 par la 5 », « 4 que je voulais »: a digit, and nothing counted by it
RANG = compiler(
    r"\b(?:{avant_un_rang}|{entre_rangs}) (?:n ?° ?)?([1-9])(?= (?:{apres_un_rang}\b|[:;,.!?]))",
    "lecture/gestes",
)
# no list is longer
DERNIER_RANG = 9
# of what a rank is told, before the lists are looked at
SANS_NOMS: Mapping[str, Sequence[str]] = {}


class ItemDit(NamedTuple):
    """Where a sentence means an item; `possibles`: those that it may be, by list, or its rank."""

    debut: int
    fin: int
    possibles: tuple[tuple[str, str], ...]
    rang: int | None = None


def noms_des_items(fait: str, referentiel: Referentiel) -> Mapping[str, list[str]]:
    """Return the items of a list, each with the expressions that name it; none of other lists."""
    modalite = referentiel.modalites[fait]
    if modalite.axe is not None:
        actions = referentiel.axes[modalite.axe].actions
        # each by its very words too
        return {a.id: [*_titres(a.libelle, a.guide, *a.mots), *a.mots] for a in actions}
    if fait == AXES:
        return {axe.id: axe.mots for axe in referentiel.axes.values()}
    if fait == PENALITES:
        return {m.id: m.mots for m in referentiel.manquements.values()}
    return {}


@cache
def _titres(libelle: str, guide: str, *mots: str) -> Sequence[str]:
    """Return the titles of an action, and their heads that name it, the longest first.

    « Lutter contre l'illettrisme (en milieu professionnel) ».
    """
    noms = compiler(rf"\b(?:{'|'.join(mots)})$")
    titres = [Texte(dit, decouper(dit)).plat for dit in (libelle, guide)]
    debuts = (titre[: mot.start()].rstrip() for titre in titres for mot in MOT.finditer(titre))
    nommes = (d for d in debuts if len(d.split()) > MOTS_D_UN_TITRE and noms.search(d))
    return [re.escape(titre) for titre in sorted({*titres, *nommes}, key=len, reverse=True)]


def reperer_les_items(dit: str, listes: Mapping[str, Mapping[str, Sequence[str]]]) -> list[ItemDit]:
    """Return where items of some lists are meant, in the order of the sentence.

    Of two names that share words, the longer is meant: « heures d'insertion » is no axis.
    """
    texte = Texte(dit, lire_nombres(decouper(dit)))
    gardes = list[ItemDit]()
    for item in sorted(_tous(texte, listes), key=lambda lu: (lu.debut - lu.fin, lu.debut)):
        meme = next((g for g in gardes if (g.debut, g.fin) == (item.debut, item.fin)), None)
        if meme is not None:
            gardes[gardes.index(meme)] = meme._replace(possibles=(*meme.possibles, *item.possibles))
        elif not any(g.debut < item.fin and item.debut < g.fin for g in gardes):
            gardes.append(item)
    return sorted(gardes, key=lambda lu: lu.debut)


def _est_un_rang(dit: str, lu: ItemDit) -> bool:
    """Tell « la 2 », « le trois », « la première » from « on est trois »."""
    mot = plier(dit[lu.debut : lu.fin])
    if CHIFFRE.search(mot):
        return True
    if APRES_UN_RANG.match(plier(dit), lu.fin) is None:
        return False  # « la première année »
    avant = plier(dit[: lu.debut])
    # « les trois » counts
    return mot not in CARDINAUX or bool(AVANT_UN_RANG.search(avant) and not COMPTE.search(avant))


def _tous(texte: Texte, listes: Mapping[str, Mapping[str, Sequence[str]]]) -> Iterator[ItemDit]:
    vus = set[int]()
    for place in reperer(texte, SANS_NOMS)[0]:
        lu = ItemDit(*texte.place(place.debut, place.fin), (), place.rang)
        if place.rang <= DERNIER_RANG and _est_un_rang(texte.brut, lu):
            vus.add(lu.debut)
            yield lu
    for trouve in RANG.finditer(texte.plat):
        debut, fin = texte.place(*trouve.span(1))
        if debut not in vus:
            yield ItemDit(debut, fin, (), int(trouve[1]))
    for fait, noms in listes.items():
        items = list(noms)
        for place in reperer(texte, noms)[0]:
            if place.nommee:
                nomme = ((fait, items[place.rang - 1]),)
                yield ItemDit(*texte.place(place.debut, place.fin), nomme)
