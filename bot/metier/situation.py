"""Where a file stands by the rules: worked out once of its facts, then carried."""

from __future__ import annotations

from dataclasses import dataclass

from bot.metier.clause import mene_a_la_clause, peut_etre_redigee, prochaine_question
from bot.metier.faits import Faits
from bot.metier.referentiel import GUIDE, Referentiel
from bot.metier.verdict import Verdict, evaluer, question_suivante


@dataclass(frozen=True)
class Situation:
    """`verdict`: None while a decisive fact is missing; `pret`: nothing is asked before telling it.

    `question`: the next to ask, of the contract or of the clause. `favorable`: the verdict leads to
    the clause, or the buyer goes on in full knowledge. `redigeable`: a clause can be written.
    """

    verdict: Verdict | None
    pret: bool
    question: str | None
    favorable: bool
    redigeable: bool


def situer(faits: Faits, referentiel: Referentiel, parcours: str = GUIDE) -> Situation:
    """Work out where a file stands, in a course of questions."""
    return Situation(
        verdict=evaluer(faits.contrat, referentiel).verdict,
        pret=question_suivante(faits.contrat, referentiel, parcours) is None,
        question=prochaine_question(faits, referentiel, parcours),
        favorable=mene_a_la_clause(faits, referentiel),
        redigeable=peut_etre_redigee(faits, referentiel),
    )
