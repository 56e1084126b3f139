"""A clause that may give an order, with what stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from bot.francais.mots import compiler
from bot.triage.extraits import Extrait
from bot.triage.references import ORDRES

ANODIN = compiler(r"^(?:{celle}|{finit}|{anodin}|{emoticone})(?![\w])[\s,!.;:?]*", ORDRES)
MOTS_DE_SUITE = 6
# somebody else may be the one who does it
INFINITIF = re.compile(r"\b(?!hier\b)\w{2,}(?:er|ir|dre|tre)\b")
PLUS_TARD = compiler(r"\b(?:{plus_tard})\b", ORDRES)
RAISON = compiler(r"^(?:{raison}|pour|si)\b", ORDRES)


@dataclass(frozen=True)
class Dite:
    """`clause` without softening nor reference; `suite` comes after it, `queue` after the colon.

    `nommee`: a request is named; `fil`: there is one, the thread's; `nie`: the clause is denied;
    `entiere`: the whole before the colon, the reference still in it; `a_toi`: « tu peux », « on ».
    """

    clause: Extrait
    suite: Extrait
    queue: Extrait | None
    nommee: bool
    fil: bool
    nie: bool
    question: bool
    entiere: Extrait
    a_toi: bool

    def commence_par(self, liste: str) -> Extrait | None:
        """Return what follows the order that the clause begins with, None when it does not."""
        lu = _debut(liste).match(self.clause.plie)
        return None if lu is None else self.clause.entre(lu.end()).taille(" \t\n,;.!")

    def ordonne(self, liste: str) -> bool:
        """Tell whether the clause gives an order of a kind, and says nothing else besides."""
        reste = self.commence_par(liste)
        if reste is None or self.nie:
            return False
        return est_anodin(reste) or (self.nommee and _suit(reste))


def _suit(reste: Extrait) -> bool:
    """Tell « (je prends la 12) demain matin » from « (je laisse) Sophie répondre (à la 12) »."""
    mots = reste.plie.split()
    ailleurs = {"et", "puis"} & set(mots) or INFINITIF.search(reste.plie)
    return len(mots) <= MOTS_DE_SUITE and not ailleurs


@cache
def _debut(liste: str) -> re.Pattern[str]:
    return compiler(rf"^(?:{{{liste}}})(?![\w'])", ORDRES)


def est_pour_plus_tard(dite: Dite) -> bool:
    """Tell « je clos demain »: nothing is to be done yet."""
    return bool(PLUS_TARD.search(dite.clause.plie))


def est_anodin(reste: Extrait) -> bool:
    """Tell what adds nothing to an order: « celle-là stp », « car je connais l'acheteur »."""
    while reste and (lu := ANODIN.match(reste.plie)):
        reste = reste.entre(lu.end())
    reste = reste.taille()
    return not reste or bool(RAISON.match(reste.plie))


def sans_la_fin(extrait: Extrait) -> Extrait:
    """Return an extract without the politeness that ends it."""
    fin = compiler(r"[\s,]*\b(?:{finit})\W*$", ORDRES).search(extrait.plie)
    return extrait.entre(0, fin.start()) if fin else extrait


def sans_la_politesse(extrait: Extrait) -> Extrait:
    """Return an extract without the politeness that begins or ends it."""
    debut = compiler(r"^\W*(?:{finit})(?!\w)[\s,]*", ORDRES).match(extrait.plie)
    return sans_la_fin(extrait.entre(debut.end()) if debut else extrait)
