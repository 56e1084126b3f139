"""Tell which of the mentions of a sentence hold of this contract, by the clauses that hold them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from bot.francais.lexique import Mention
from bot.francais.mots import compiler, quelque_part
from bot.francais.propositions import CONDITIONNEL, FICHIER, Portee, Proposition, propositions

COMPLEMENT = compiler(r"[,;:] {complements}\b", FICHIER)
FINALEMENT = quelque_part("francais/corrections.finalement")
CONCLUSION = quelque_part(f"{FICHIER}.conclusions")
ELLIPSE = compiler(r", {ellipses}(?= [,;.!]|$)", FICHIER)
# at most six words from « passer de » to what is left
DEPART = compiler(r"(?<!\S){departs}(?: (?!{arrivees} )[a-z0-9]+){0,6} $", FICHIER)
SOpposent: TypeAlias = "Callable[[Mention, Mention], bool]"


def retenir(mentions: Sequence[Mention], plat: str, s_opposent: SOpposent) -> list[Mention]:
    """Return the mentions that tell of this contract.

    What is not so is left out if something else is said; what is said in passing, if it is opposed
    to what is said outright.
    """
    toutes = propositions(plat)
    mentions = _apres_ellipse(mentions, plat, toutes)
    mentions = _apres_reflexion(mentions, plat, toutes)
    mentions = _sans_le_depart(mentions, plat)
    places = {m: _place(m, toutes) for m in mentions}
    portees = _portees(places, plat)
    dites = [m for m in mentions if portees[m] == "dit"]
    opposees = {m for m in mentions if portees[m] != "dit" and _oppose(m, dites, s_opposent)}
    reelles = _reelles(portees, places, opposees)
    # when nothing is said outright, what is said in passing is all there is
    retenues = [m for m in reelles or mentions if m not in opposees]
    return _selon_la_conclusion(retenues, plat, s_opposent)


def _portees(places: Mapping[Mention, Proposition], plat: str) -> dict[Mention, Portee]:
    """Return what each mention is worth: its clause, unless it is but what something would be."""
    portees = {m: place.portee for m, place in places.items()}
    if any(_affirme(plat[place.debut : place.fin]) for place in places.values()):
        sujets = (m for m in places if _sujet_d_un_conditionnel(m, places, plat))
        portees |= dict.fromkeys(sujets, "irreel")
    return portees


def _reelles(
    portees: Mapping[Mention, Portee],
    places: Mapping[Mention, Proposition],
    opposees: Iterable[Mention],
) -> list[Mention]:
    """Return what is said, and what stands beside something that was given up.

    « On voulait plusieurs titulaires pour l'accord-cadre, il n'y en a qu'un »: the framework is not
    what was given up.
    """
    remplacees = {places[m] for m in opposees}
    return [
        m
        for m, portee in portees.items()
        if portee in ("dit", "appoint") or (portee == "abandon" and places[m] in remplacees)
    ]


def _apres_ellipse(
    mentions: Sequence[Mention], plat: str, toutes: Sequence[Proposition]
) -> Sequence[Mention]:
    """« L'autre marché revient chaque année, pas celui-là »: the contrary holds of ours."""
    ellipse = ELLIPSE.search(plat)
    if not ellipse:
        return mentions
    place = next(p for p in toutes if ellipse.start() <= p.fin)
    return [
        replace(m, nie=not m.nie) if place.debut <= m.debut < place.fin else m for m in mentions
    ]


def _selon_la_conclusion(
    mentions: list[Mention], plat: str, s_opposent: SOpposent
) -> list[Mention]:
    """« Sans elle rien ne tourne au quotidien, donc oui, récurrent »: what is concluded holds."""
    conclusion = CONCLUSION.search(plat)
    if not conclusion:
        return mentions
    conclues = [m for m in mentions if m.debut >= conclusion.start()]
    return [
        m for m in mentions if m.debut >= conclusion.start() or not _oppose(m, conclues, s_opposent)
    ]


def _oppose(mention: Mention, autres: Iterable[Mention], s_opposent: SOpposent) -> bool:
    """Tell that a mention is opposed to one of the others; what they tell counts, not where."""
    differentes = {(autre.theme, autre.nie): autre for autre in autres}
    return any(s_opposent(mention, autre) for autre in differentes.values())


def _apres_reflexion(
    mentions: Sequence[Mention], plat: str, toutes: Sequence[Proposition]
) -> Sequence[Mention]:
    """« On hésitait avec un accord-cadre, finalement un marché »: keep what comes after."""
    finalement = FINALEMENT.search(plat)
    if not finalement:
        return mentions
    place = next(p for p in toutes if finalement.start() < p.fin)
    # nothing may be said after: « un accord-cadre finalement »
    return [m for m in mentions if m.debut >= place.debut] or mentions


def _sans_le_depart(mentions: Sequence[Mention], plat: str) -> Sequence[Mention]:
    """« On passe d'un titulaire unique à trois »: what is left gives way to what comes after."""
    restent = [m for m in mentions if not DEPART.search(plat, 0, m.debut)]
    return restent if any(not m.nie for m in restent) else mentions


def _place(mention: Mention, toutes: Sequence[Proposition]) -> Proposition:
    return next(p for p in toutes if mention.debut < p.fin)


def _affirme(contenu: str) -> bool:
    """Tell that a clause stands by itself in the indicative.

    When all is in the conditional, it is but a polite way: « l'accord-cadre serait conclu pour
    quatre ans, avec un seul titulaire ».
    """
    return not CONDITIONNEL.search(contenu) and not COMPLEMENT.match(contenu)


def _sujet_d_un_conditionnel(
    mention: Mention, places: Mapping[Mention, Proposition], plat: str
) -> bool:
    """« Un accord-cadre serait trop lourd », but not « l'accord-cadre serait mono-attributaire ».

    « Ce serait un accord-cadre » is a polite way of saying what is; a contract of which nothing
    else is said than what it would be is not ours.
    """
    place = places[mention]
    verbe = CONDITIONNEL.search(plat, mention.fin, place.fin)
    if not verbe or CONDITIONNEL.search(plat, place.debut, mention.debut):
        return False
    return not any(verbe.end() <= m.debut < place.fin for m in places)
