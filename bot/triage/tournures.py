"""A sentence cut for reading: what stands before its colon, what after, the requests it names.

What it asks for is told by its turn of phrase (`vue`): the words before the colon, in which a
reference, a name, or the text that follows, whichever they are, count as one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.francais.mots import cles, compiler
from bot.francais.mots import noms as _noms
from bot.francais.texte import plier
from bot.triage.extraits import BORDS, Extrait
from bot.triage.references import ORDRES, Nommee, nommees

# neither « 14:00 », nor « https:// », nor the colon of a mention; a new line introduces a text, a
# dash, and the quote, of more than a name, that ends a sentence
DEUX_POINTS = re.compile(
    r"(?::(?!//)(?!\d)|(?<=\s):(?!//))(?![^⟦⟧]*⟧)|\n|(?<=\s)[—–](?=\s)|(?=[«“\"](?=\s*\S+\s+\S+\s+\S)[^«»“”\"]*[»”\"]\W*$)"
)
# « (pour mémoire) », « demandez, je vous prie, à l'acheteur »
APARTE = compiler(r"\([^()]*\)|,\s*(?:{finit})\s*,", ORDRES)
ENTRE_GUILLEMETS = re.compile(r"«\s*([^«»]*?)\s*»|\"([^\"]*)\"|“([^“”]*)”")
ASSISTANT = compiler(r"^\W*{assistant}(?!\w)[^\w#]*|\W*@{assistant}\b(?!\w)(?=\W*$)", ORDRES)
NOTE_SANS_SIGNE = compiler(r"\W*(?:{note_sans_signe})\W*", ORDRES)
REPONDS_EN_TETE = compiler(r"\W*(?:{reponds_en_tete})(?= )", ORDRES)
REPONDS_SANS_SIGNE = compiler(r"\W*(?:{reponds_sans_signe})\W*", ORDRES)
UN_TEXTE = compiler(r",? (?!(?:{finit})(?!\w)|(?:{indirecte})(?!\w)|qu[e'])(?:\S+ +){1,}\S", ORDRES)
UN_MESSAGE = compiler(r",? (?:{message})(?:(?<=')|(?!\w))\W*(?:\S+ +){2,}\S", ORDRES)
UN_AVIS = compiler(
    "|".join(
        rf"(?<!\w)(?P<{nom}>{{{ORDRES}.valeurs.{nom}}})(?!\w)" for nom in cles(f"{ORDRES}.valeurs")
    ),
    ORDRES,
)
# « le 16, euh non pardon, le 17 »
SE_REPREND = compiler(r"\W*(?:(?:{se_reprend})(?!\w)\W*)+", ORDRES)
# no French word begins with « j » and a consonant: « jprends », « jla prends »
COLLE = re.compile(r"j(?=[bcdfghjklmnpqrstvwxz]\w)")
# « Jean-Marc » is a name wherever it stands
NOM_COMPOSE = r"[A-ZÀ-ÖØ-Þ]\w+(?:-[A-ZÀ-ÖØ-Þ]\w+)+"
JETON = re.compile(rf"⟦[^⟧]*⟧|->|→|{NOM_COMPOSE}|@?\w+|\?")
# whom something is told: the buyer, or the request that is his
A_QUI = (
    r"(?:(?<![\w'])(?:{acheteur})(?: (?:de|du|pour) [^,;:?]{1,25}?)?|(?<!\w)(?:{a_lui})"
    r"|(?<=\w)(?:-(?:le|la|les)| (?:le|la|les)(?= qu[e'])))"
)
# … and a note: « note pour nous que… »
NOTE = r"(?<!\w)(?:{note})(?!\w)(?: (?:pour|en) [^,;:?]{1,25}?)?"
QUE = r"(?:{juste_avant_que}\W+)*(?:que? |qu'|ke |k')"
# what is told him, and why something is done, say nothing of which order it is
CE_QUI_EST_DIT = compiler(
    rf"(?:{A_QUI}|{NOTE})\W+(?P<que>{QUE}).*$|{A_QUI}\W+(?P<si>(?:{{indirecte}})(?!\w)).*$|(?<=\w)\W+(?P<car>(?:{{explique}})(?:(?<=')|(?!\w))).*$",
    ORDRES,
)
# a request that is named, as the words of a sentence hold it
SURE, VAGUE = "REF", "VAGUE"
ECRITS_VITE = _noms(f"{ORDRES}.ecrits_vite")
DEBUT_DE_PHRASE = re.compile(r"(?:^|[.!?\n])\W*$")


@dataclass(frozen=True)
class Phrase:
    """A sentence. `corps` is what stands before the colon, without references; `queue`, after it.

    `ordre` is the part that may order: before what is told the buyer, and why (`suite` tells which
    of them, or a text, comes next). `entiere` is all of it.
    """

    tete: Extrait
    ordre: Extrait
    suite: str | None
    corps: Extrait
    queue: Extrait | None
    entiere: Extrait
    nommees: tuple[Nommee, ...]


def couper(phrase: Extrait) -> Phrase:
    """Cut a sentence at the colon that introduces a text, if it has one."""
    for signe in DEUX_POINTS.finditer(phrase.brut):
        tete = phrase.entre(0, signe.start())
        if tete.sans(dit.place for dit in nommees(tete, nu_a_la_fin=True)).taille():
            queue = _sans_guillemets(phrase.entre(signe.end()).taille(" \t\n"))
            return _phrase(phrase, tete, queue)
    fin = _fin_de_l_introduction(phrase)
    if fin is None:
        return _phrase(phrase, phrase, None)
    return _phrase(phrase, phrase.entre(0, fin), phrase.entre(fin).taille(" \t\n,"))


def sans_queue(phrase: Phrase) -> Phrase:
    """Return a sentence read as one, its colon a comma."""
    fin = len(phrase.tete.plie)
    avant, apres = phrase.entiere.entre(0, fin), phrase.entiere.entre(fin)
    apres = apres.entre(len(apres.plie) - len(apres.plie.lstrip(BORDS)))
    une = Extrait(f"{avant.brut}, {apres.brut}", f"{avant.plie}, {apres.plie}")
    return _phrase(une, une, None)


def _fin_de_l_introduction(phrase: Extrait) -> int | None:
    """Return where a text begins that no sign introduces: « commente le 55 le sortant est mou »."""
    dit = next(nommees(phrase), None)
    if dit is None:
        repond = REPONDS_EN_TETE.match(phrase.plie)
        return repond.end() if repond and UN_MESSAGE.match(phrase.plie, repond.end()) else None
    avant, apres = phrase.plie[: dit.place[0]], phrase.plie[dit.place[1] :]
    note = NOTE_SANS_SIGNE.fullmatch(avant) and UN_TEXTE.match(apres)
    dite = REPONDS_SANS_SIGNE.fullmatch(avant) and UN_MESSAGE.match(apres)
    return dit.place[1] if note or dite else None


def sans_l_assistant(phrase: Extrait) -> Extrait:
    """Return a sentence without the name of whom it is said to."""
    return phrase.sans(lu.span() for lu in ASSISTANT.finditer(phrase.plie))


def _phrase(entiere: Extrait, tete: Extrait, queue: Extrait | None) -> Phrase:
    dits = tuple(nommees(tete, nu_a_la_fin=queue is not None))
    places = [dit.place for dit in dits]
    coupe = CE_QUI_EST_DIT.search(tete.blanchi(places).plie)
    signe = next((nom for nom in ("que", "si", "car") if coupe and coupe[nom]), "car")
    ordre = tete.entre(0, coupe.start(signe)) if coupe else tete
    if reprise := _reprise(ordre, dits):
        return couper(entiere.sans([reprise]))
    suite = signe.upper() if coupe else "TEXTE" if queue is not None else None
    return Phrase(tete, ordre, suite, tete.sans(places), queue, entiere, dits)


def _reprise(ordre: Extrait, dits: Sequence[Nommee]) -> tuple[int, int] | None:
    """Return where a request stands that is at once said otherwise, and what tells so."""
    for dit, suivant in pairwise(dits):
        if SE_REPREND.fullmatch(ordre.plie, dit.place[1], suivant.place[0]):
            return dit.place[0], suivant.place[0]
    return None


def _sans_guillemets(texte: Extrait) -> Extrait:
    """Return what is quoted as a whole without its quotes."""
    entier = ENTRE_GUILLEMETS.fullmatch(texte.taille(" \t\n.!").plie)
    return texte.entre(*entier.span(entier.lastindex or 0)) if entier else texte


def sans_apartes(dit: Extrait) -> Extrait:
    """Return a part of a sentence, of the same length, without what stands aside in it."""
    return dit.blanchi(lu.span() for lu in APARTE.finditer(dit.plie))


def vue(phrase: Phrase, noms: Collection[str] = ()) -> list[str]:
    """Return the words of a sentence as what it asks for is told by them."""
    return ["^", *_mots(phrase, noms), *([phrase.suite] if phrase.suite else []), "$"]


def _mots(phrase: Phrase, noms: Collection[str]) -> Iterator[str]:
    prenoms = {plier(nom).split()[0] for nom in noms if nom.strip()}
    debut, fin = 0, len(phrase.ordre.plie)
    tete = sans_apartes(phrase.tete)
    for dit in phrase.nommees:
        if dit.place[0] < fin:
            # « Karim a le 12 » is not « Karim, le 12 »
            yield from _mots_entre(tete, debut, dit.nom, prenoms)
            yield VAGUE if dit.vague else SURE
            debut = dit.place[1]
    yield from _mots_entre(tete, debut, fin, prenoms)


def _mots_entre(tete: Extrait, debut: int, fin: int, prenoms: Collection[str]) -> Iterator[str]:
    for avis in UN_AVIS.finditer(tete.plie, debut, fin):
        yield from _mots_sans_avis(tete, debut, avis.start(), prenoms)
        yield "VALEUR"
        debut = avis.end()
    yield from _mots_sans_avis(tete, debut, fin, prenoms)


def _mots_sans_avis(tete: Extrait, debut: int, fin: int, prenoms: Collection[str]) -> Iterator[str]:
    for lu in JETON.finditer(tete.brut, debut, fin):
        forme = tete.plie[lu.start() : lu.end()]
        if lu[0].startswith(("⟦", "@")) or forme in prenoms or "-" in lu[0][1:-1]:
            yield "NOM"
        elif forme[0].isdigit():
            yield "NOMBRE"
        elif _est_un_nom(lu[0]) and not DEBUT_DE_PHRASE.search(tete.brut[: lu.start()]):
            yield "SIGLE" if lu[0].isupper() else "NOM"
        else:
            elide = tete.plie.startswith("'", lu.end())
            yield from [forme] if elide else _en_toutes_lettres(forme)


def _en_toutes_lettres(forme: str) -> list[str]:
    """Return a word typed in a hurry as it is written: « koi », « jla »."""
    if COLLE.match(forme) and forme not in ECRITS_VITE:
        return ["je", *_en_toutes_lettres(forme[1:])]
    return ECRITS_VITE.get(forme, forme).split()


def _est_un_nom(mot: str) -> bool:
    return mot[0].isupper() and len(mot) > 1
