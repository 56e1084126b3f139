"""What is wanted of each item that a sentence names: taken, left out, alone, or only spoken of.

« Les portes ouvertes laissez tomber, prenez les stages à la place »: a model learnt from labelled
messages (`bot/nlu/gestes.py`, `data/lecture/gestes`) tells it by the words around each mention, the
items themselves being hidden from it: what is said of one is said of any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from bot.francais.mots import liste, themes
from bot.francais.texte import plier
from bot.lecture.mentions.roles import ModeleDUnGenre
from bot.lecture.tableaux import ecrire, lire

Geste: TypeAlias = Literal["prend", "ote", "seul", "cite"]
GESTES: tuple[Geste, ...] = ("prend", "ote", "seul", "cite")
# where a message is said: at a list's own question, or anywhere else
Lieu: TypeAlias = Literal["axes", "actions", "penalites", "ailleurs"]
MODELE = "geste"
MOT = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+|[.,;:?!…()+/]")
# what stands for an item in the sentence that the model sees
UN_NOM, UN_RANG = "NOM", "RANG"
FIN_DE_PHRASE = frozenset(".;?!…")
CLASSES = "lecture/gestes.classes"
# between two items of one enumeration
LIENS = frozenset(liste("lecture/gestes.liens"))
# how many words around are seen, and how many with their places; how words are shortened
FENETRE, PLACES, RACINE = 7, 4, 5


class Mention(NamedTuple):
    """Where a sentence means an item, whether by its rank, and whether its list holds it.

    `liste_vide`: nothing of its list is noted yet.
    """

    debut: int
    fin: int
    par_son_rang: bool
    notee: bool | None
    liste_vide: bool = False


class Jugee(NamedTuple):
    """What is wanted of an item, and how likely that is."""

    geste: Geste
    part: float


@dataclass(frozen=True)
class Gestes:
    """Tells what is wanted of the items that a sentence names."""

    modele: ModeleDUnGenre

    def juger(self, dit: str, mentions: Sequence[Mention], lieu: Lieu) -> list[Jugee]:
        """Return what is wanted of each mention, `mentions` being in their order.

        What leaves a list the same is judged together: its likeliest is told, as sure as all of it.
        """
        jugees = list[Jugee]()
        for mention, vus in zip(mentions, traits(dit, mentions, lieu), strict=True):
            parts = self.modele.probabilites(vus)
            sommes = [(sum(parts[g] for g in meme), meme) for meme in semblables(mention)]
            part, memes = max(sommes, key=lambda somme: somme[0])
            jugees.append(Jugee(max(memes, key=lambda geste: parts[geste]), part))
        return jugees

    def enregistrer(self, fichier: Path) -> None:
        """Write the model to a file."""
        ecrire(fichier, self.modele.en_tableaux(MODELE))

    @classmethod
    def charger(cls, fichier: Path) -> Gestes:
        """Read a model that `enregistrer` wrote."""
        return lire(fichier, lambda lus: cls(ModeleDUnGenre.des_tableaux(lus, MODELE)))


def semblables(mention: Mention) -> Sequence[Sequence[Geste]]:
    """Return what may be wanted of a mention, together what leaves its list the same.

    What is noted stays, taken or but spoken of; what is not is out, left out or but spoken of; the
    first that is taken is alone.
    """
    if mention.notee:
        return (("prend", "cite"), ("ote",), ("seul",))
    if mention.notee is None:
        return tuple((geste,) for geste in GESTES)
    prises = (("prend", "seul"),) if mention.liste_vide else (("prend",), ("seul",))
    return (*prises, ("ote", "cite"))


class _Phrase(NamedTuple):
    """A sentence as words, each mention being one; where mentions stand, enumerations grouped."""

    mots: Sequence[str]
    places: Sequence[int]
    groupes: Sequence[tuple[int, int]]


def traits(dit: str, mentions: Sequence[Mention], lieu: Lieu) -> Iterator[list[str]]:
    """Yield what is seen of each mention: the words around it, and around what goes with it."""
    phrase = _phrase(dit, mentions)
    for rang, place in enumerate(phrase.places):
        notee = mentions[rang].notee
        vus = list(_d_une_mention(phrase, rang, place, lieu))
        yield [*vus, *_avec_l_etat(notee, lieu, vus)]


def _avec_l_etat(notee: bool | None, lieu: Lieu, vus: Sequence[str]) -> Iterator[str]:
    """Yield whether the item is noted, alone and with the kinds of words around it."""
    if notee is not None:
        yield f"notee:{notee}"
        yield f"notee:{notee}/{lieu}"
        yield from (f"notee:{notee}/{vu}" for vu in vus if vu.startswith("c"))


def _d_une_mention(phrase: _Phrase, rang: int, place: int, lieu: Lieu) -> Iterator[str]:
    mots, combien = phrase.mots, len(phrase.places)
    debut, fin = phrase.groupes[rang]
    yield from (mots[place], f"l:{lieu}", f"n:{min(combien, 3)}", f"{lieu}/{min(combien, 3)}")
    yield f"de:{min(rang, 2)}"
    yield f"a:{min(combien - 1 - rang, 2)}"
    yield f"liste:{min(fin - debut, 3) if fin > debut else 0}"
    yield from _autour(mots, debut, fin, "")
    if (debut, fin) != (place, place):
        yield from _autour(mots, place, place, "m", PLACES)
    de, a = _bornes(mots, debut, fin)
    yield from (f"<<{mot[:RACINE]}" for mot in {*mots[:de]})
    yield from (f">>{mot[:RACINE]}" for mot in {*mots[a:]})
    signe = mots[a - 1] if a > 0 and mots[a - 1] in FIN_DE_PHRASE else ""
    yield f"signe:{signe}"
    yield f"signe:{signe}/{lieu}"
    yield f"?:{'?' in mots}"
    yield f"tete:{debut == 0}"
    yield f"queue:{fin >= len(mots) - 2}"
    yield from (f"phrase:{mot[:RACINE]}" for mot in {*mots[de:a]})
    yield from _des_classes(mots, (de, debut), (fin + 1, a))


def _des_classes(
    mots: Sequence[str], avant: tuple[int, int], apres: tuple[int, int]
) -> Iterator[str]:
    """Yield the kinds of words of the sentence before and after, the nearest, and of the others."""
    dites_avant, dites_apres = _classes_de(mots[slice(*avant)]), _classes_de(mots[slice(*apres)])
    yield from (f"c<{nom}" for nom in {*dites_avant})
    yield from (f"c>{nom}" for nom in {*dites_apres})
    proche, suivante = (dites_avant or ["-"])[-1], (dites_apres or ["-"])[0]
    yield from (f"c<1{proche}", f"c>1{suivante}", f"c<>{proche} {suivante}")
    yield f"c<2{' '.join(dites_avant[-2:])}"
    yield f"c>2{' '.join(dites_apres[:2])}"
    yield from (f"c<<{nom}" for nom in {*_classes_de(mots[: avant[0]])})
    yield from (f"c>>{nom}" for nom in {*_classes_de(mots[apres[1] :])})


def _classes_de(mots: Sequence[str]) -> list[str]:
    """Return the kinds of some words, in their order; of one place, the longest words tell."""
    dit = " ".join(mots)
    trouves = [
        (m.start(), -m.end(), nom) for nom, motif in _classes().items() for m in motif.finditer(dit)
    ]
    return [nom for _, _, nom in sorted(trouves)]


@cache
def _classes() -> Mapping[str, re.Pattern[str]]:
    return {nom: re.compile(rf"\b{mots}(?!\w)") for nom, mots in themes(CLASSES).items()}


def _autour(
    mots: Sequence[str], debut: int, fin: int, nom: str, fenetre: int = FENETRE
) -> Iterator[str]:
    """Yield the words before and after a place, near ones with how near they are."""
    de, a = _bornes(mots, debut, fin)
    avant = [*reversed(mots[max(de, debut - fenetre) : debut])]
    apres = [*mots[fin + 1 : min(a, fin + 1 + fenetre)]]
    for sens, voisins in (("<", avant), (">", apres)):
        vus = [*voisins, "|"]
        yield from (f"{nom}{sens}{n}{mot}" for n, mot in enumerate(vus[:PLACES], 1))
        yield from (f"{nom}{sens}{mot}" for mot in {*vus})
        yield from (f"{nom}{sens}~{mot[:RACINE]}" for mot in {*vus})
        yield from (f"{nom}{sens}{un} {autre}" for un, autre in pairwise(vus))
    yield f"{nom}<>{avant[0] if avant else '|'} {apres[0] if apres else '|'}"


def _bornes(mots: Sequence[str], debut: int, fin: int) -> tuple[int, int]:
    """Return where the sentence that holds a place starts and ends, its sign included."""
    de = next((n + 1 for n in range(debut - 1, -1, -1) if mots[n] in FIN_DE_PHRASE), 0)
    a = next((n + 1 for n in range(fin + 1, len(mots)) if mots[n] in FIN_DE_PHRASE), len(mots))
    return de, a


def _phrase(dit: str, mentions: Sequence[Mention]) -> _Phrase:
    mots, places, plie, position = list[str](), list[int](), plier(dit), 0
    for mention in mentions:
        mots += MOT.findall(plie[position : mention.debut])
        places.append(len(mots))
        mots.append(UN_RANG if mention.par_son_rang else UN_NOM)
        position = mention.fin
    mots += MOT.findall(plie[position:])
    return _Phrase(mots, places, _groupes(mots, places))


def _groupes(mots: Sequence[str], places: Sequence[int]) -> list[tuple[int, int]]:
    """Return, for each mention, where the enumeration that it is of starts and ends."""
    debuts, fins = [*places], [*places]
    for n in range(1, len(places)):
        if all(mot in LIENS for mot in mots[places[n - 1] + 1 : places[n]]):
            debuts[n] = debuts[n - 1]
    for n in range(len(places) - 2, -1, -1):
        if debuts[n + 1] == debuts[n]:
            fins[n] = fins[n + 1]
    return list(zip(debuts, fins, strict=True))
