"""How far the questions are: the rank of the pending one, and how many there are, about."""

from __future__ import annotations

from bot.donnees import referentiel
from bot.metier.clause import revue_de
from bot.metier.faits import Faits
from bot.metier.referentiel import GUIDE
from bot.metier.situation import tout_par_defaut
from bot.redaction.structures import Progression


def structurer_la_progression(question: str, faits: Faits, parcours: str = GUIDE) -> Progression:
    """Return where a question stands in its part: up to the verdict, then up to the clause.

    The parts are counted apart: a verdict is an end in itself, and the clause is not for everybody.
    What is not known yet is supposed to take its default, hence « environ ».
    """
    est_decidee = question in referentiel().modalites
    demandes = _jusqu_a_la_clause(faits) if est_decidee else _jusqu_a_l_avis(faits, parcours)
    repondues = [fait for fait in demandes if fait != question and _est_dit(fait, faits)]
    fait, sur = len(repondues) + 1, len({*demandes, question})
    return {
        "type": "progression",
        "fait": fait,
        "sur": sur,
        "texte": f"Question {fait} sur {sur} environ",
    }


def _est_dit(fait: str, faits: Faits) -> bool:
    """Tell a fact that is known, of the whole or of each lot."""
    return all({**faits, **contrat.faits()}[fait] is not None for contrat in faits.contrats)


def _jusqu_a_l_avis(faits: Faits, parcours: str) -> list[str]:
    """Return the questions about the contract."""
    guide = referentiel()
    questions = map(guide.question, guide.parcours[parcours].faisabilite)
    juges = [{**faits, **contrat.faits()} for contrat in faits.contrats]
    return [question.fait for question in questions if any(map(question.concerne, juges))]


def _jusqu_a_la_clause(faits: Faits) -> list[str]:
    """Return the questions about the clause; what a review settles at once is not one of them."""
    guide = referentiel()
    ensemble = faits.avec(tout_par_defaut(faits, guide))
    parcours = []
    for fait in guide.parcours[GUIDE].clause:
        revue = revue_de(fait, guide)
        demandee = revue is None or fait in (ensemble.liste(revue) or ())
        if demandee and ensemble[fait] is not None:
            parcours.append(fait)
    return parcours
