"""Where a file stands by the rules: worked out once of its facts, then carried."""

from __future__ import annotations

from dataclasses import dataclass

from bot.metier.clause import axes_retenus, decider_une_revue, decision_suivante, valeur_par_defaut
from bot.metier.contrat import INCONNU, NOTIFIEE, Lot
from bot.metier.faits import Faits
from bot.metier.referentiel import GUIDE, Referentiel
from bot.metier.valeurs import Valeur
from bot.metier.verdict import VerdictDuDossier, evaluer_lots, question_des_lots

FAVORABLES = ("favorable", "favorable_avec_vigilance")
# what is asked before the verdict, when what was read is to be confirmed: no fact of its own
CONFIRMATION = "confirmation"


@dataclass(frozen=True)
class Situation:
    """`verdict`: None while a decisive fact is missing; `pret`: nothing is asked before telling it.

    `question`: the next to ask, of the contract or of the clause, or `CONFIRMATION`. `favorable`:
    the verdict leads to the clause, or the buyer goes on in full knowledge. `redigeable`: a clause
    can be written.
    """

    verdict: VerdictDuDossier | None
    pret: bool
    question: str | None
    favorable: bool
    redigeable: bool


def situer(
    faits: Faits, referentiel: Referentiel, parcours: str = GUIDE, a_confirmer: bool = False
) -> Situation:
    """Work out where a file stands, in a course of questions.

    `a_confirmer`: facts were read that the buyer has still to confirm before the verdict is told.
    """
    verdict = evaluer_lots(faits, referentiel).verdict
    question = question_des_lots(faits, referentiel, parcours)
    favorable = _mene_a_la_clause(faits, referentiel)
    suivante = question.fait if question else CONFIRMATION if a_confirmer else None
    if suivante is None and favorable:
        suivante = decision_suivante(faits, referentiel, parcours)
    return Situation(
        verdict=verdict,
        pret=question is None and not a_confirmer,
        question=suivante,
        favorable=favorable,
        redigeable=not a_confirmer and _peut_recevoir_une_clause(faits, referentiel, verdict),
    )


def _mene_a_la_clause(faits: Faits, referentiel: Referentiel) -> bool:
    """Tell that a plan fits, or fits a lot; or that the buyer goes on in full knowledge."""
    evaluation = evaluer_lots(faits, referentiel)
    if evaluation.verdict in (None, "hors_champ"):
        return False
    # the clause binds the lots that a plan fits
    juges = (evaluation.verdict, *(lot.verdict for _, lot in evaluation.lots))
    return faits.poursuivre or any(juge in FAVORABLES for juge in juges)


def _peut_recevoir_une_clause(
    faits: Faits, referentiel: Referentiel, verdict: VerdictDuDossier | None
) -> bool:
    """Tell that there is a verdict and an axis; a contract that is notified takes no clause."""
    if verdict in (None, "hors_champ") or faits.etape == NOTIFIEE:
        return False
    # axes that the buyer leaves open on purpose are left to be filled in
    return bool(axes_retenus(faits, referentiel)) or faits["axes"] == INCONNU


def lots_lies(faits: Faits, referentiel: Referentiel) -> tuple[Lot, ...]:
    """Return the lots that the clause binds: those that a plan fits, else all that are considered.

    A buyer who goes on although no lot fits does so for all of them.
    """
    evalues = evaluer_lots(faits, referentiel).lots
    conviennent = tuple(lot for lot, evaluation in evalues if evaluation.verdict in FAVORABLES)
    return conviennent or faits.retenus


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
