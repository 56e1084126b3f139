"""French sentences of facilitators, read into orders; what asks for nothing is left alone.

A sentence is chatter unless a clause of it begins with an order, once what softens it (« tu peux »,
« merci de ») and the reference are set aside; an order that is denied, supposed or told of is none.
The words are in `data/triage/ordres.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from bot.francais.mots import compiler
from bot.francais.texte import plier
from bot.triage.dites import Dite, sans_la_politesse
from bot.triage.extraits import Extrait
from bot.triage.lecteurs import LECTEURS
from bot.triage.ordres import Ordre, Reference
from bot.triage.references import ORDRES, Nommee, nommees, une_reference

# neither « 14:00 », nor « https:// », nor the colon of a mention; a new line introduces a text too,
# and so does the quote, of more than a name, that ends a sentence
DEUX_POINTS = re.compile(
    r"(?::(?!//)(?!\d)|(?<=\s):(?!//))(?![^⟦⟧]*⟧)|\n|(?=[«“\"](?=\s*\S+\s+\S+\s+\S)[^«»“”\"]*[»”\"]$)"
)
MENTION_EN_TETE = re.compile(r"⟦[a-z]+:[^⟧]+⟧")
TU = re.compile(r"\W*(?:tu|vous|t'|peux|pourrais|pouvez|est-ce que tu|on)\b")
ASSISTANT = compiler(r"^\W*{assistant}\W*|\W*@{assistant}\W*$", ORDRES)
CONFIRME = compiler(r"^(?:{confirme})\s*[:,]\s*(?=\w)", ORDRES)
# « d'» may end one: what follows needs no space
ADOUCIT = compiler(r"^(?:{adoucit})(?:(?<=')|(?!\w))[\s,!.;:]*", ORDRES)
NIE, NE_NIE_PAS = compiler("{nie}", ORDRES), compiler("{ne_nie_pas}", ORDRES)
A_TOI = compiler(r"\b{a_toi}\b", ORDRES)
SUPPOSE = compiler("^{suppose}", ORDRES)
# these may be done to several requests at once
A_PLUSIEURS = frozenset({"prendre", "liberer", "montrer", "clore", "rouvrir"})


def lire(texte: str, fil: Reference | None, noms: Collection[str] = ()) -> Ordre | None:
    """Return the order that a sentence gives, None when it asks for nothing.

    `fil` is the request of the thread, which an order is about unless it names another; `noms` are
    the first names of colleagues, folded: what is said to one of them is not said to us.
    """
    phrase = _sans(ASSISTANT, Extrait.de(texte))
    if confirme := CONFIRME.match(phrase.plie):
        ordre = lire(phrase.entre(confirme.end()).brut, fil, noms)
        return replace(ordre, confirme=True) if ordre else None
    if _s_adresse_a_un_collegue(phrase, noms):
        return None
    if seule := une_reference(sans_la_politesse(phrase).brut):
        return Ordre("montrer", seule)
    return next(_ordres(phrase, fil), None)


def _ordres(phrase: Extrait, fil: Reference | None) -> Iterator[Ordre]:
    """Yield the orders of a sentence, those of what stands before the colon first."""
    for tete, queue in _coupes(phrase):
        dits = list(nommees(tete, nu_a_la_fin=queue is not None))
        nommes = [dit for dit in dits if not dit.vague]
        if not nommes and dits:  # « le 59 » is a place before it is a request
            listes = _lus(tete, [], queue, fil)
            yield from (ordre for ordre in listes if ordre.genre == "lister")
        yield from _lus(tete, nommes or dits, queue, fil)


def _lus(
    tete: Extrait, nommes: list[Nommee], queue: Extrait | None, fil: Reference | None
) -> Iterator[Ordre]:
    for dite in _dites(tete, nommes, queue, fil):
        ordres = (lecteur(dite) for lecteur in LECTEURS)
        yield from (_sur(ordre, nommes, fil) for ordre in ordres if ordre is not None)


def _coupes(phrase: Extrait) -> Iterator[tuple[Extrait, Extrait | None]]:
    """Yield the sentence cut at its colon, where what comes before may be an order, then whole."""
    for signe in DEUX_POINTS.finditer(phrase.plie):
        tete, queue = phrase.entre(0, signe.start()), phrase.entre(signe.end())
        if tete.sans(dit.place for dit in nommees(tete)).taille():
            yield tete, _sans_guillemets(queue.taille(" \t\n"))
            break
    yield phrase, None


def _sans_guillemets(texte: Extrait) -> Extrait:
    """Return what is quoted as a whole without its quotes."""
    entier = re.fullmatch(r"«\s*([^«»]*?)\s*»|\"([^\"]*)\"|“([^“”]*)”", texte.brut)
    return texte.entre(*entier.span(entier.lastindex or 0)) if entier else texte


def _dites(
    tete: Extrait, nommes: list[Nommee], queue: Extrait | None, fil: Reference | None
) -> Iterator[Dite]:
    """Yield the clauses that may give an order, without reference and softening."""
    corps = tete.sans(dit.place for dit in nommes)
    for place, clause in corps.propositions():
        nue = _adoucie(clause)
        if nue and not SUPPOSE.match(clause.plie):
            yield Dite(
                clause=nue,
                suite=corps.entre(place[1]).taille(" \t\n,;.!"),
                queue=queue,
                nommee=bool(nommes),
                fil=fil is not None,
                nie=bool(NIE.search(NE_NIE_PAS.sub(" ", clause.plie))),
                question="?" in tete.plie,
                entiere=_adoucie(tete),
                a_toi=bool(A_TOI.search(clause.plie[: len(clause.plie) - len(nue.plie)])),
            )


def _sur(ordre: Ordre, nommes: list[Nommee], fil: Reference | None) -> Ordre:
    """Say which request an order is about: the one that it names, else the thread's."""
    if not nommes:
        return ordre.sur(fil)
    premiere, *autres = dict.fromkeys(dit.reference for dit in nommes)
    if not autres:
        return ordre.sur(premiere)
    # of several, which one is meant is asked for, unless it is done to each
    plusieurs = ordre.genre in A_PLUSIEURS
    return replace(ordre.sur(premiere), autres=tuple(autres)) if plusieurs else ordre


def _adoucie(clause: Extrait) -> Extrait:
    while clause and (doux := ADOUCIT.match(clause.plie)):
        clause = clause.entre(doux.end())
    return clause.taille(" \t\n,;.!")


def _sans(expression: re.Pattern[str], phrase: Extrait) -> Extrait:
    return phrase.sans(lu.span() for lu in expression.finditer(phrase.plie))


def _s_adresse_a_un_collegue(phrase: Extrait, noms: Collection[str]) -> bool:
    """Tell « Karim, tu prends la 12 ? », « @Sophie tu regardes ? »."""
    if mention := MENTION_EN_TETE.match(phrase.brut):
        return mention.end() < len(phrase.brut)
    premier = re.match(r"\W*([\w-]+)(.*)", phrase.plie, re.S)
    if premier is None:
        return False
    nom, reste = premier.groups()
    connu = nom in {plier(n) for n in noms}
    propre = phrase.brut[premier.start(1)].isupper() and not ADOUCIT.match(phrase.plie)
    a_lui = bool(re.match(r"\W*,", reste) or TU.match(reste))
    return (connu and a_lui) or (propre and "tu" in reste.split()[:2])
