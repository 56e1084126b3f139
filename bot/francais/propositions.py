"""Tell what a mention is worth by the clause that holds it: said, in passing, given up, not ours.

« Multi-attributaire, parce qu'un seul n'aurait pas pu suivre »: the reason does not undo what it
explains. « Le précédent était un accord-cadre, là c'est un marché »: only the second is ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.francais.lexique import Mention
from bot.francais.mots import compiler

Portee = Literal["dit", "appoint", "abandon", "irreel"]
FORTES = frozenset(".;:!?()\n")
# a clause that a comma does not end: « contrairement au précédent, qui était ponctuel, … »
RELATIVE = re.compile(r" ?(?:qui|que|qu|dont|lequel|laquelle)\b")
CONDITIONNEL = re.compile(r"\b(?!(?:ret|ext|att|port|dist|cont|abst)rait)[a-z]+r(?:ait|aient)\b")
# « c'est » and « il y avait » as well as « ça revenait »: past, or supposed after « si »
PAS_UN_IMPARFAIT = (
    r"(?:par|for|re|de|satis|bien)?fait|lait|(?:re|ex|por|dis|at)?trait|plait|sait|connait|souhait|"
    r"parait|soulait"
)
IMPARFAIT = re.compile(
    rf"\b(?!(?:{PAS_UN_IMPARFAIT})\b)(?:[a-z]+(?<!r)ai(?:t|ent)|etions|avions)\b"
)
COMPLEMENT = re.compile(r"[,;:] (?:avec|a|au|aux|chez|par|pour|sur)\b")
SUPPOSITION = re.compile(r"si?(?!\S)")
FINALEMENT = compiler(r"\b{francais/corrections.finalement}\b")
CONCLUSION = re.compile(r"\b(?:donc|bref|en somme|autrement dit)\b")


@dataclass(frozen=True)
class Proposition:
    """A clause: its span in `plat`, what it is worth."""

    debut: int
    fin: int
    portee: Portee


class Portees:
    """The words that open clauses (`data/francais/propositions.yml`)."""

    def __init__(self, mots: Mapping[str, Sequence[str]]) -> None:
        self._appoint = _motif(mots["appoints"])
        self._contraste = _motif(mots["contrastes"])
        self._tournant = _motif(mots["tournants"])
        self._ailleurs = _motif(mots["autres_contrats"])
        self._abandon = _motif(mots["abandons"])
        self._ellipse = re.compile(rf", (?:{'|'.join(mots['ellipses'])})(?= [,;.!]|$)")
        ouvertures = [*mots["appoints"], *mots["contrastes"], *mots["tournants"], "et", "si"]
        self._coupure = re.compile(
            rf"(?<!\S)(?:[,;:.!?()\n]|s(?= ils? )|{'|'.join(ouvertures)})(?!\S)"
        )

    def retenir(
        self,
        mentions: Sequence[Mention],
        plat: str,
        s_opposent: Callable[[Mention, Mention], bool],
    ) -> list[Mention]:
        """Return the mentions that tell of this contract.

        What is not so is left out if something else is said; what is said in passing, if it is
        opposed to what is said outright.
        """
        propositions = self.propositions(plat)
        mentions = self._apres_ellipse(mentions, plat, propositions)
        mentions = _apres_reflexion(mentions, plat, propositions)
        places = {m: _place(m, propositions) for m in mentions}
        portees = {m: place.portee for m, place in places.items()}
        if any(_affirme(plat[place.debut : place.fin]) for place in places.values()):
            sujets = (m for m in mentions if _sujet_d_un_conditionnel(m, mentions, plat, places[m]))
            portees |= dict.fromkeys(sujets, "irreel")
        dites = [m for m in mentions if portees[m] == "dit"]
        opposees = {m for m in mentions if portees[m] != "dit" and _oppose(m, dites, s_opposent)}
        # « on voulait plusieurs titulaires pour l'accord-cadre, il n'y en a qu'un »: the framework
        # is not what was given up
        remplacees = {places[m] for m in opposees}
        valables = {"dit", "appoint"}
        reelles = [
            m
            for m in mentions
            if portees[m] in valables or (portees[m] == "abandon" and places[m] in remplacees)
        ]
        retenues = [m for m in reelles or mentions if m not in opposees]
        return _selon_la_conclusion(retenues, plat, s_opposent)

    def propositions(self, plat: str) -> list[Proposition]:
        """Cut a sentence into clauses, each with what it is worth."""
        coupures = list(self._coupure.finditer(plat))
        bornes = [0, *(c.start() for c in coupures), len(plat)]
        mots = ["", *(c.group() for c in coupures)]
        trouvees: list[Proposition] = []
        portee: Portee = "dit"
        en_tete = dite = False  # the clause opens the sentence; something was said before it
        for mot, debut, fin in zip(mots, bornes, bornes[1:], strict=False):
            contenu = plat[debut + len(mot) : fin]
            if mot in FORTES or self._tournant.fullmatch(mot):
                portee, dite = "dit", dite and mot not in ".;!?\n"
            elif ouverte := self._ouverture(mot, contenu):
                portee, en_tete = ouverte, not dite
            elif _revient(mot, contenu, plat[:debut], de_passage=en_tete or portee == "irreel"):
                portee = "dit"
            trouvees.append(Proposition(debut, fin, self._propre(contenu, portee)))
            dite = dite or bool(contenu.strip())
        return _supposees(trouvees, plat)

    def _ouverture(self, mot: str, contenu: str) -> Portee | None:
        if self._contraste.fullmatch(mot):
            return "irreel"
        if SUPPOSITION.fullmatch(mot):
            return "irreel" if IMPARFAIT.search(contenu) else None
        return "appoint" if self._appoint.fullmatch(mot) else None

    def _propre(self, contenu: str, portee: Portee) -> Portee:
        """Return what a clause is worth by its own words, in a stretch worth `portee`."""
        if self._abandon.search(contenu):
            return "abandon"
        passe = bool(IMPARFAIT.search(contenu))
        if portee == "irreel" or not (passe or self._ailleurs.search(contenu)):
            return portee
        # « c'était récurrent, c'est devenu ponctuel »: what was gives way to what is
        return "irreel" if passe and self._ailleurs.search(contenu) else "appoint"

    def _apres_ellipse(
        self, mentions: Sequence[Mention], plat: str, propositions: Sequence[Proposition]
    ) -> Sequence[Mention]:
        """« L'autre marché revient chaque année, pas celui-là »: the contrary holds of ours."""
        ellipse = self._ellipse.search(plat)
        if not ellipse:
            return mentions
        place = next(p for p in propositions if ellipse.start() <= p.fin)
        return [
            replace(m, nie=not m.nie) if place.debut <= m.debut < place.fin else m for m in mentions
        ]


def _revient(mot: str, contenu: str, avant: str, *, de_passage: bool) -> bool:
    """Tell that a comma, or « , et », ends what was opened.

    A reason given after what it explains goes on over commas: « …, parce qu'un seul, ici, … ».
    """
    if mot == "et":
        return avant.endswith(", ")
    return mot == "," and de_passage and not RELATIVE.match(contenu)


def _motif(expressions: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{'|'.join(expressions)})(?!\S)")


def _supposees(propositions: list[Proposition], plat: str) -> list[Proposition]:
    """« Ce serait isolé s'il n'y avait qu'une livraison »: what a « si » makes unreal before it."""
    suppose = any(p.portee == "irreel" and SUPPOSITION.match(plat, p.debut) for p in propositions)
    return [
        Proposition(p.debut, p.fin, "irreel")
        if suppose and CONDITIONNEL.search(plat, p.debut, p.fin)
        else p
        for p in propositions
    ]


def _selon_la_conclusion(
    mentions: list[Mention], plat: str, s_opposent: Callable[[Mention, Mention], bool]
) -> list[Mention]:
    """« Sans elle rien ne tourne au quotidien, donc oui, récurrent »: what is concluded holds."""
    conclusion = CONCLUSION.search(plat)
    if not conclusion:
        return mentions
    conclues = [m for m in mentions if m.debut >= conclusion.start()]
    return [
        m for m in mentions if m.debut >= conclusion.start() or not _oppose(m, conclues, s_opposent)
    ]


def _oppose(
    mention: Mention, autres: Iterable[Mention], s_opposent: Callable[[Mention, Mention], bool]
) -> bool:
    """Tell that a mention is opposed to one of the others; what they tell counts, not where."""
    differentes = {(autre.theme, autre.nie): autre for autre in autres}
    return any(s_opposent(mention, autre) for autre in differentes.values())


def _apres_reflexion(
    mentions: Sequence[Mention], plat: str, propositions: Sequence[Proposition]
) -> Sequence[Mention]:
    """« On hésitait avec un accord-cadre, finalement un marché »: keep what comes after."""
    finalement = FINALEMENT.search(plat)
    if not finalement:
        return mentions
    place = next(p for p in propositions if finalement.start() < p.fin)
    return [m for m in mentions if m.debut >= place.debut] or mentions


def _place(mention: Mention, propositions: Sequence[Proposition]) -> Proposition:
    return next(p for p in propositions if mention.debut < p.fin)


def _affirme(contenu: str) -> bool:
    """Tell that a clause stands by itself in the indicative.

    When all is in the conditional, it is but a polite way: « l'accord-cadre serait conclu pour
    quatre ans, avec un seul titulaire ».
    """
    return not CONDITIONNEL.search(contenu) and not COMPLEMENT.match(contenu)


def _sujet_d_un_conditionnel(
    mention: Mention, mentions: Sequence[Mention], plat: str, place: Proposition
) -> bool:
    """« Un accord-cadre serait trop lourd », but not « l'accord-cadre serait mono-attributaire ».

    « Ce serait un accord-cadre » is a polite way of saying what is; a contract of which nothing
    else is said than what it would be is not ours.
    """
    verbe = CONDITIONNEL.search(plat, mention.fin, place.fin)
    if not verbe or CONDITIONNEL.search(plat, place.debut, mention.debut):
        return False
    return not any(verbe.end() <= m.debut < place.fin for m in mentions)
