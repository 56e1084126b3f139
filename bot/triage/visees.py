"""Which requests a sentence orders something about, among those that it names."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from bot.francais.mots import compiler
from bot.triage.ordres import Ordre, Reference
from bot.triage.references import ORDRES, Nommee
from bot.triage.tournures import Phrase, sans_apartes

# « je prends la 12 ou la 13 »: which one is asked
OU = re.compile(r"\bou\b")
# « clos, doublon du 31 », « c'est le même que le 31 »
COMPARE = compiler(r"(?<!\w)(?:{compare})\W+$", ORDRES)
# what leaves a request meant, alone in a clause: « je prends, la 29 stp »
SEULEMENT_NOMMEE = compiler(r"\W*(?:(?:{finit})(?!\w)\W*)*", ORDRES)
# these may be done to several requests at once
A_PLUSIEURS = frozenset({"prendre", "liberer", "montrer", "clore", "rouvrir"})


class Visees(NamedTuple):
    """The requests that a sentence is about; `douteux`: it may only tell of them."""

    references: tuple[Reference, ...]
    douteux: bool


def visees(phrase: Phrase, fil: Reference | None, clause: tuple[int, int] | None) -> Visees:
    """Return the requests that a sentence is about."""
    racontes = [dit for dit in phrase.nommees if _est_raconte(dit, phrase, clause)]
    sujets = [dit for dit in phrase.nommees if dit not in racontes]
    if clause and (dans := [dit for dit in sujets if clause[0] <= dit.place[0] < clause[1]]):
        # « la 12 est le double de la 13, clos la 13 »
        sujets = dans
    if not sujets and fil:
        return Visees((), False)
    # « le 59 » may be a place, or a day: it is a request when nothing else is
    dits = sujets or racontes
    sures = [dit for dit in dits if not dit.vague]
    if any(OU.search(phrase.tete.plie[a.place[1] : b.place[0]]) for a, b in pairwise(dits)):
        return Visees((), True)
    return Visees(
        tuple(dict.fromkeys(dit.reference for dit in sures or dits)), bool(racontes and not sujets)
    )


def porter_sur(ordre: Ordre, dites: Visees, fil: Reference | None) -> Ordre:
    """Say which request an order is about: the one that it names, else the thread's."""
    if not dites.references:
        return ordre if dites.douteux else ordre.sur(fil)
    premiere, *autres = dites.references
    if not autres:
        return ordre.sur(premiere)
    # of several, which one is meant is asked for, unless it is done to each
    plusieurs = ordre.genre in A_PLUSIEURS
    return replace(ordre.sur(premiere), autres=tuple(autres)) if plusieurs else ordre


def _est_raconte(dit: Nommee, phrase: Phrase, clause: tuple[int, int] | None) -> bool:
    """Tell a request that is only told of: « c’est un doublon du 29 »."""
    debut = dit.place[0]
    dehors = debut >= len(phrase.ordre.plie) or sans_apartes(phrase.tete).plie[debut] == " "
    if dehors or COMPARE.search(phrase.tete.plie[:debut]):
        return True
    if clause is None or dit.place[0] < clause[1]:
        return False
    blanchie = phrase.ordre.blanchi(autre.place for autre in phrase.nommees)
    dans = next((d, f) for (d, f), _ in phrase.ordre.propositions() if d <= dit.place[0] < f)
    return not SEULEMENT_NOMMEE.fullmatch(blanchie.plie, *dans)
