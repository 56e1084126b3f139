"""Where a file stands by the rules: worked out once of its facts, then carried."""

from __future__ import annotations

from dataclasses import dataclass

from bot.metier.clause import axes_retenus, decider_une_revue, decision_suivante, valeur_par_defaut
from bot.metier.contrat import INCONNU
from bot.metier.faits import Faits
from bot.metier.referentiel import GUIDE, Referentiel
from bot.metier.valeurs import Valeur
from bot.metier.verdict import Verdict, evaluer, question_suivante

FAVORABLES = ("favorable", "favorable_avec_vigilance")


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
    verdict = evaluer(faits.contrat, referentiel).verdict
    question = question_suivante(faits.contrat, referentiel, parcours)
    hors_champ = verdict == "hors_champ"
    favorable = verdict in FAVORABLES or bool(verdict and faits.poursuivre and not hors_champ)
    # axes that the buyer leaves open on purpose are left to be filled in
    axes_connus = bool(axes_retenus(faits, referentiel)) or faits["axes"] == INCONNU
    suivante = question.fait if question else None
    if question is None and favorable:
        suivante = decision_suivante(faits, referentiel, parcours)
    return Situation(
        verdict=verdict,
        pret=question is None,
        question=suivante,
        favorable=favorable,
        # a contract that is notified takes no clause any more
        redigeable=bool(verdict and axes_connus and faits.etape != "notifiee" and not hors_champ),
    )


def tout_par_defaut(faits: Faits, referentiel: Referentiel) -> dict[str, Valeur]:
    """Return the default of every decision that is left."""
    decisions: dict[str, Valeur] = {}
    ensemble = faits
    while question := situer(ensemble, referentiel).question:
        if question not in referentiel.modalites:
            break
        if referentiel.modalites[question].genre == "revue":
            decisions |= decider_une_revue(question, (), ensemble, referentiel)
        else:
            decisions[question] = valeur_par_defaut(question, ensemble, referentiel)
        ensemble = faits.avec(decisions)
    return decisions
