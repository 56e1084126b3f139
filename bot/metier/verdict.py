"""Verdict, missing facts and trace of a contract, from the guide's four criteria.

The rules are those of the section « Verdict » of the product's contract: a known fact that rules
the plan out decides at once; otherwise a decisive fact not asked yet leaves the verdict open, and
one that the buyer does not know leaves it « sous réserve ».
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import Final, Literal

from bot.metier.contrat import INCONNU, Contrat, Lot
from bot.metier.criteres import (
    HORS_CHAMP,
    MULTI_MS,
    TOUJOURS_DITES,
    Constat,
    Etat,
    duree_qui_compte,
    examiner,
    vigilances,
)
from bot.metier.faits import Faits
from bot.metier.referentiel import GUIDE, Question, Referentiel
from bot.metier.valeurs import Valeur

Verdict = Literal[
    "favorable", "favorable_avec_vigilance", "sous_reserve", "defavorable", "hors_champ"
]
# no question changes these any more
CERTAINS = ("defavorable", "hors_champ")
PAR_LOT: Final = "par_lot"
# asked of the whole, whatever lots say: they decide nothing
DU_TOUT = ("objet", "montant_ht")
VerdictDuDossier = Verdict | Literal["par_lot"]


@dataclass(frozen=True)
class Levier:
    """Facts which, if they were so, would change the verdict."""

    faits: dict[str, Valeur]
    verdict: Verdict


@dataclass(frozen=True)
class Evaluation:
    """Value, missing and trace. `verdict` is None while a decisive fact has not been asked."""

    verdict: Verdict | None
    manquants: tuple[str, ...]
    inconnus: tuple[str, ...]
    constats: tuple[Constat, ...]
    vigilances: tuple[str, ...]


@dataclass(frozen=True)
class EvaluationDesLots:
    """The verdict of a whole file: that of all the lots considered, `PAR_LOT` when they differ.

    None while a lot's is. A file without lots has the verdict of its contract.
    """

    verdict: VerdictDuDossier | None
    lots: tuple[tuple[Lot, Evaluation], ...] = ()


def evaluer(contrat: Contrat, referentiel: Referentiel) -> Evaluation:
    """Work out the verdict of a contract, criterion by criterion."""
    constats = examiner(contrat, referentiel)
    if contrat.nature_contrat in HORS_CHAMP:
        return Evaluation("hors_champ", (), (), constats, ())
    a_surveiller = vigilances(contrat, referentiel)
    verdict = _conclure({constat.etat for constat in constats}, bool(a_surveiller))
    faits = contrat.faits()
    decisives = [q.fait for q in referentiel.questions if q.decisif and q.concerne(faits)]
    return Evaluation(
        verdict=verdict,
        manquants=tuple(fait for fait in decisives if faits[fait] is None),
        inconnus=tuple(fait for fait in decisives if faits[fait] == INCONNU),
        constats=constats,
        # what would call for care if the plan were fit is beside the point when it is not
        vigilances=tuple(
            v for v in a_surveiller if verdict != "defavorable" or v in TOUJOURS_DITES
        ),
    )


def _conclure(etats: Set[Etat], a_surveiller: bool) -> Verdict | None:
    """Return the verdict of criteria in these states; the worst that is known decides."""
    if "non_rempli" in etats:
        return "defavorable"
    if "a_demander" in etats:
        return None
    if "inconnu" in etats:
        return "sous_reserve"
    return "favorable_avec_vigilance" if a_surveiller else "favorable"


def evaluer_lots(faits: Faits, referentiel: Referentiel) -> EvaluationDesLots:
    """Work out the verdict of each lot considered, as a contract of its own, and of the whole."""
    if not faits.lots:
        return EvaluationDesLots(evaluer(faits.contrat, referentiel).verdict)
    evalues = (evaluer(contrat, referentiel) for contrat in faits.contrats)
    lots = tuple(zip(faits.retenus, evalues, strict=True))
    verdicts = {evaluation.verdict for _, evaluation in lots}
    if None in verdicts:
        return EvaluationDesLots(None, lots)
    return EvaluationDesLots(verdicts.pop() if len(verdicts) == 1 else PAR_LOT, lots)


def question_suivante(
    contrat: Contrat, referentiel: Referentiel, parcours: str = GUIDE
) -> Question | None:
    """Return the next question worth asking in a course; None when the verdict can be told."""
    if evaluer(contrat, referentiel).verdict in CERTAINS:
        return None
    faits = contrat.faits()
    questions = map(referentiel.question, referentiel.parcours[parcours].faisabilite)
    return next((q for q in questions if faits[q.fait] is None and q.concerne(faits)), None)


def question_des_lots(
    faits: Faits, referentiel: Referentiel, parcours: str = GUIDE
) -> Question | None:
    """Return the next question that a lot calls for: its answer holds for all that lack it."""
    # one lot that says what it is about tells enough of the others
    objet = next((contrat.objet for contrat in faits.contrats if contrat.objet), None)
    juges = (contrat.avec(objet=objet) for contrat in faits.contrats)
    demandees = [question_suivante(juge, referentiel, parcours) for juge in juges]
    ordre = map(referentiel.question, referentiel.parcours[parcours].faisabilite)
    return next((question for question in ordre if question in demandees), None)


def lots_sans(fait: str, faits: Faits, referentiel: Referentiel) -> tuple[Lot, ...]:
    """Return the lots that a question is about, when others have its answer already."""
    juges = [(lot, lot.contrat(faits.contrat)) for lot in faits.retenus]
    manquent = [(lot, juge) for lot, juge in juges if juge.faits().get(fait, fait) is None]
    if len(manquent) == len(juges) or fait in DU_TOUT:
        return ()
    # nothing more is asked of those whose verdict is certain
    ouverts = (lot for lot, juge in manquent if question_suivante(juge, referentiel))
    return tuple(ouverts)


def leviers(contrat: Contrat, referentiel: Referentiel) -> tuple[Levier, ...]:
    """Return what would change the verdict: for the better, or for the worse when it is favorable.

    Each candidate is tried on the rules themselves, alone, then all together when no single one
    is enough.
    """
    actuel = evaluer(contrat, referentiel)
    if actuel.verdict == "hors_champ":
        return ()
    if actuel.verdict in ("favorable", "favorable_avec_vigilance"):
        essais = [*_affermissements(contrat, referentiel), *_degradations(contrat, referentiel)]
    else:
        # a dict, since two criteria may hang on the same fact
        ameliorations = dict(
            _amelioration(constat, referentiel)
            for constat in actuel.constats
            if constat.etat in ("non_rempli", "inconnu")
        )
        essais = [{fait: valeur} for fait, valeur in ameliorations.items()]
        essais += _en_marches_subsequents(contrat, referentiel)
    trouves = _qui_changent(essais, contrat, actuel.verdict, referentiel)
    if not trouves and len(essais) > 1:
        ensemble = {fait: valeur for essai in essais for fait, valeur in essai.items()}
        trouves = _qui_changent([ensemble], contrat, actuel.verdict, referentiel)
    return trouves


def _qui_changent(
    essais: list[dict[str, Valeur]],
    contrat: Contrat,
    actuel: Verdict | None,
    referentiel: Referentiel,
) -> tuple[Levier, ...]:
    evalues = [(essai, evaluer(contrat.avec(**essai), referentiel).verdict) for essai in essais]
    return tuple(
        Levier(essai, verdict) for essai, verdict in evalues if verdict and verdict != actuel
    )


def _amelioration(constat: Constat, referentiel: Referentiel) -> tuple[str, Valeur]:
    """Return the last fact that a criterion read, with the least that would meet it."""
    minimum = referentiel.parametres["duree_minimale"].valeur
    ameliorations: dict[str, Valeur] = {
        "nature_contrat": "marche_public",
        "recurrence": "recurrent",
        "forme_contrat": "accord_cadre_mono",
        "duree_mois": minimum,
        "duree_ms_mois": minimum,
    }
    fait = constat.faits[-1]
    return fait, ameliorations[fait]


def _degradations(contrat: Contrat, referentiel: Referentiel) -> list[dict[str, Valeur]]:
    """Return what a favorable verdict hangs on: the least that would turn it."""
    fait, _ = duree_qui_compte(contrat)
    trop_court = referentiel.parametres["duree_minimale"].valeur - 1
    return [{fait: trop_court}, {"forme_contrat": "multi_bons_de_commande"}]


def _affermissements(contrat: Contrat, referentiel: Referentiel) -> list[dict[str, Valeur]]:
    """Return the firm part that would be enough, when what comes after it is not sure."""
    minimum, ferme = referentiel.parametres["duree_minimale"].valeur, contrat.duree_ferme_mois
    return [{"duree_ferme_mois": minimum}] if ferme is not None and ferme < minimum else []


def _en_marches_subsequents(contrat: Contrat, referentiel: Referentiel) -> list[dict[str, Valeur]]:
    """Return the other way out of orders shared among several holders, if it lasts long enough."""
    minimum, duree = referentiel.parametres["duree_minimale"].valeur, contrat.duree_mois
    trop_court = isinstance(duree, int | float) and duree < minimum
    if contrat.forme_contrat != "multi_bons_de_commande" or trop_court:
        return []
    return [{"forme_contrat": MULTI_MS, "duree_ms_mois": minimum}]
