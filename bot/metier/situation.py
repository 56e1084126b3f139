"""Where a file stands by the rules: worked out once of its facts, then carried."""

from __future__ import annotations

from dataclasses import dataclass

from bot.metier.clause import axes_retenus, decider_une_revue, decision_suivante, valeur_par_defaut
from bot.metier.contrat import INCONNU, Lot
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
    evaluation = evaluer_lots(faits, referentiel)
    verdict = evaluation.verdict
    question = question_des_lots(faits, referentiel, parcours)
    # the clause binds the lots that a plan fits
    un_lot = verdict is not None and any(lot.verdict in FAVORABLES for _, lot in evaluation.lots)
    hors_champ = verdict == "hors_champ"
    poursuit = verdict is not None and faits.poursuivre and not hors_champ
    favorable = verdict in FAVORABLES or un_lot or poursuit
    # axes that the buyer leaves open on purpose are left to be filled in
    axes_connus = bool(axes_retenus(faits, referentiel)) or faits["axes"] == INCONNU
    suivante = question.fait if question else CONFIRMATION if a_confirmer else None
    if suivante is None and favorable:
        suivante = decision_suivante(faits, referentiel, parcours)
    return Situation(
        verdict=verdict,
        pret=question is None and not a_confirmer,
        question=suivante,
        favorable=favorable,
        # a contract that is notified takes no clause any more
        redigeable=bool(
            verdict
            and not a_confirmer
            and axes_connus
            and faits.etape != "notifiee"
            and not hors_champ
        ),
    )


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
