"""A sentence cut for reading: what stands before its colon, what after, the requests it names.

What it asks for is told by its turn of phrase (`vue`): the words before the colon, in which a
reference, a name, or the text that follows, whichever they are, count as one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from bot.francais.mots import compiler
from bot.francais.texte import plier
from bot.triage.extraits import Extrait
from bot.triage.references import ORDRES, Nommee, nommees

# neither « 14:00 », nor « https:// », nor the colon of a mention; a new line introduces a text too,
# and so does the quote, of more than a name, that ends a sentence
DEUX_POINTS = re.compile(
    r"(?::(?!//)(?!\d)|(?<=\s):(?!//))(?![^⟦⟧]*⟧)|\n|(?=[«“\"](?=\s*\S+\s+\S+\s+\S)[^«»“”\"]*[»”\"]\W*$)"
)
ENTRE_GUILLEMETS = re.compile(r"«\s*([^«»]*?)\s*»|\"([^\"]*)\"|“([^“”]*)”")
ASSISTANT = compiler(r"^\W*{assistant}(?!\w)\W*|\W*@{assistant}\b(?!\w)(?=\W*$)", ORDRES)
JETON = re.compile(r"⟦[^⟧]*⟧|->|→|@?\w+|\?")
# whom something is told: the buyer, or the request that is his
A_QUI = r"(?:(?<![\w'])(?:{acheteur})(?: (?:de|du|pour) [^,;:?]{1,25}?)?|(?<!\w)(?:{a_lui}))"
QUE = r"(?:que? |qu'|ke |k')"
# what is told him, and why something is done, say nothing of which order it is
CE_QUI_EST_DIT = compiler(
    rf"{A_QUI}\W+(?P<que>{QUE}).*$|(?<=\w)\W+(?P<car>(?:{{explique}})(?:(?<=')|(?!\w))).*$", ORDRES
)
DEBUT_DE_PHRASE = re.compile(r"(?:^|[.!?\n])\W*$")


@dataclass(frozen=True)
class Phrase:
    """A sentence. `corps` is what stands before the colon, without references; `queue`, after it.

    `ordre` is the part that may order: before what is told the buyer, and why (`suite` tells which
    of them, or a text, comes next). `reste` is all but the references.
    """

    tete: Extrait
    ordre: Extrait
    suite: str | None
    corps: Extrait
    queue: Extrait | None
    reste: Extrait
    nommees: tuple[Nommee, ...]


def couper(phrase: Extrait) -> Phrase:
    """Cut a sentence at the colon that introduces a text, if it has one."""
    for signe in DEUX_POINTS.finditer(phrase.plie):
        tete = phrase.entre(0, signe.start())
        if tete.sans(dit.place for dit in nommees(tete)).taille():
            queue = _sans_guillemets(phrase.entre(signe.end()).taille(" \t\n"))
            return _phrase(phrase, tete, queue)
    return _phrase(phrase, phrase, None)


def sans_l_assistant(phrase: Extrait) -> Extrait:
    """Return a sentence without the name of whom it is said to."""
    return phrase.sans(lu.span() for lu in ASSISTANT.finditer(phrase.plie))


def _phrase(entiere: Extrait, tete: Extrait, queue: Extrait | None) -> Phrase:
    dits = tuple(nommees(tete, nu_a_la_fin=queue is not None))
    places = [dit.place for dit in dits]
    coupe = CE_QUI_EST_DIT.search(tete.plie)
    signe = "que" if coupe and coupe["que"] else "car"
    ordre = tete.entre(0, coupe.start(signe)) if coupe else tete
    suite = signe.upper() if coupe else "TEXTE" if queue is not None else None
    return Phrase(tete, ordre, suite, tete.sans(places), queue, entiere.sans(places), dits)


def _sans_guillemets(texte: Extrait) -> Extrait:
    """Return what is quoted as a whole without its quotes."""
    entier = ENTRE_GUILLEMETS.fullmatch(texte.taille(" \t\n.!").plie)
    return texte.entre(*entier.span(entier.lastindex or 0)) if entier else texte


def vue(phrase: Phrase, noms: Collection[str] = ()) -> list[str]:
    """Return the words of a sentence as what it asks for is told by them."""
    return ["^", *_mots(phrase, noms), *([phrase.suite] if phrase.suite else []), "$"]


def _mots(phrase: Phrase, noms: Collection[str]) -> Iterator[str]:
    prenoms = {plier(nom).split()[0] for nom in noms if nom.strip()}
    debut, fin = 0, len(phrase.ordre.plie)
    for dit in phrase.nommees:
        if dit.place[0] < fin:
            yield from _mots_entre(phrase.tete, debut, dit.place[0], prenoms)
            yield "VAGUE" if dit.vague else "REF"
            debut = dit.place[1]
    yield from _mots_entre(phrase.tete, debut, fin, prenoms)


def _mots_entre(tete: Extrait, debut: int, fin: int, prenoms: Collection[str]) -> Iterator[str]:
    for lu in JETON.finditer(tete.brut, debut, fin):
        forme = tete.plie[lu.start() : lu.end()]
        if lu[0].startswith(("⟦", "@")) or forme in prenoms:
            yield "NOM"
        elif forme[0].isdigit():
            yield "NOMBRE"
        elif _est_un_nom(lu[0]) and not DEBUT_DE_PHRASE.search(tete.brut[: lu.start()]):
            yield "SIGLE" if lu[0].isupper() else "NOM"
        else:
            yield forme


def _est_un_nom(mot: str) -> bool:
    return mot[0].isupper() and len(mot) > 1
