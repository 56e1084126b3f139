"""What is said in several sentences is noted, whatever their order, or said back as it was.

So are an axis and two decisions in one sentence; « par défaut » adds nothing to what is chosen.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

import pytest

from bot.francais.texte import plier
from tests.assistant import Assistant

CONTRAT = "Nettoyage de bureaux, récurrent, marché à un seul titulaire, 4 ans, 200 000 € HT"
JUSQU_AUX_AXES = (f"{CONTRAT}, en préparation, avec une clause d’insertion", "les deux")
COMBINAISONS, GRAINE = 16, 18
GUIDE_REUNI = ("acheteur", "facilitateur", "titulaire")


class Fragment(NamedTuple):
    """A sentence, and what must be held once it is said."""

    dit: str
    fait: str
    valeur: object


FRAGMENTS = {
    "etape": [
        Fragment("En préparation", "etape", "preparation"),
        Fragment("On rédige encore le DCE", "etape", "preparation"),
    ],
    "insertion": [
        Fragment("Pas de clause d’insertion", "clause_insertion", False),
        Fragment("Avec une clause sociale d’insertion", "clause_insertion", True),
    ],
    "axes": [
        Fragment("Axes : égalité et santé", "axes", ["egalite", "sante_securite"]),
        Fragment("Nous retenons la santé et la sécurité", "axes", ["sante_securite"]),
    ],
    "penalites": [
        Fragment("Pénalités : 100 € par absence à la réunion", "montants", {"reunion": 100}),
        Fragment("500 € par action non réalisée", "montants", {"action": 500}),
    ],
    "modalites": [
        Fragment("Suivi semestriel", "frequence_suivi", "semestrielle"),
        Fragment("Première réunion sous un mois", "delai_reunion", {"nombre": 1, "unite": "mois"}),
    ],
    "ferme": [
        Fragment("La partie ferme est de 2 ans", "duree_ferme_mois", 24),
        Fragment("2 ans fermes", "duree_ferme_mois", 24),
    ],
}
AXES = {
    "insertion_emploi": "l’insertion",
    "decouverte_metiers": "la découverte des métiers",
    "egalite": "l’égalité",
    "sante_securite": "la santé",
}
DECISIONS = [*FRAGMENTS["penalites"], *FRAGMENTS["modalites"]]


def _messages() -> Iterator[Sequence[Fragment]]:
    """Yield two to four sentences, each about something else, in any order."""
    hasard = random.Random(GRAINE)
    for rang in range(COMBINAISONS):
        genres = hasard.sample(sorted(FRAGMENTS), 2 + rang % 3)
        yield [hasard.choice(FRAGMENTS[genre]) for genre in genres]


@pytest.mark.parametrize("fragments", _messages(), ids=lambda dits: "+".join(d.fait for d in dits))
async def test_chaque_phrase_est_notee_ou_redite(
    fragments: Sequence[Fragment], assistant: Assistant
) -> None:
    expediteur = uuid.uuid4().hex
    await assistant.dire(expediteur, CONTRAT)
    message = ". ".join(fragment.dit for fragment in fragments) + "."
    reponses = await assistant.dire(expediteur, message)
    dites = plier(" ".join(r.get("text", "") for r in reponses))
    slots = await assistant.slots(expediteur)
    tenus = {**slots, **(slots["projet"] or {})}
    perdus = [
        f"{f.dit} : {tenus.get(f.fait)}"
        for f in fragments
        if tenus.get(f.fait) != f.valeur and f"« {plier(f.dit)} »" not in dites
    ]
    assert not perdus, message


async def _tenus(assistant: Assistant, *dits: str) -> dict[str, object]:
    """Return what is held once all is said."""
    expediteur = uuid.uuid4().hex
    for dit in dits:
        await assistant.dire(expediteur, dit)
    slots = await assistant.slots(expediteur)
    return {**slots, **(slots["projet"] or {})}


@pytest.mark.parametrize("decisions", combinations(DECISIONS, 2), ids=lambda f: f[0].fait)
@pytest.mark.parametrize("axe", AXES)
async def test_un_axe_et_deux_decisions(
    axe: str, decisions: Sequence[Fragment], assistant: Assistant
) -> None:
    message = ", ".join([AXES[axe], *(decision.dit for decision in decisions)])
    tenus = await _tenus(assistant, *JUSQU_AUX_AXES, message)
    assert tenus["axes"] == [axe], message
    perdues = [d.dit for d in decisions if not _est_tenu(tenus.get(d.fait), d.valeur)]
    assert not perdues, message


def _est_tenu(tenu: object, valeur: object) -> bool:
    """Tell what is held, alone or beside another amount."""
    if isinstance(tenu, dict) and isinstance(valeur, dict):
        return {**tenu, **valeur} == tenu
    return tenu == valeur


@pytest.mark.parametrize("axe", AXES)
async def test_par_defaut_laisse_l_axe_qui_est_choisi(axe: str, assistant: Assistant) -> None:
    tenus = await _tenus(assistant, JUSQU_AUX_AXES[0], f"Retenez {AXES[axe]}. Par défaut partout.")
    assert tenus["axes"] == [axe]


# where « par défaut » stands, and how it is said
RESTES = (
    "{axe}, {dit}, le reste par défaut",
    "Tout par défaut, {axe}, {dit}",
    "{axe}. Le reste par défaut, {dit}",
    "{axe}, tt par defaut, {dit}",
    "{axe}. {dit}. Tout par défaut pour la suite.",
    "Par défaut pour le reste : {axe}, {dit}",
)
ACTIONS_DU_GUIDE = {
    "insertion_emploi": ("tutorat", "tutorat"),
    "decouverte_metiers": ("action stages", "stages_pmsmp"),
    "egalite": ("conciliation des temps seulement", "conciliation_des_temps"),
    "sante_securite": ("action prévention", "prevention"),
}
SIENNE = "organiser deux visites de chantier par an"
AVEC_LE_RESTE = [
    Fragment("pénalité 100e/jour de retard du bilan", "montants", {"justificatif": 100}),
    Fragment("150 € par réunion manquée et rien d’autre", "penalites", ["reunion"]),
    Fragment("plafond 5 %", "plafond", 5),
    Fragment("première réunion sous un mois", "delai_reunion", {"nombre": 1, "unite": "mois"}),
    Fragment("clause courte", "longueur", "courte"),
    Fragment("CCAG travaux", "ccag", "travaux"),
]


def _avec_le_reste() -> Iterator[tuple[str, Fragment, str]]:
    """Yield each axis with each kind of decision, under two of the ways to leave the rest."""
    for rang, axe in enumerate(AXES):
        dit, action = ACTIONS_DU_GUIDE[axe]
        actions = f"actions_{axe}"
        decisions = [
            Fragment(dit, actions, [action]),
            Fragment(SIENNE, actions, [SIENNE]),
            Fragment("ajoutez la DRH aux participants", "participants", [*GUIDE_REUNI, "la DRH"]),
            *AVEC_LE_RESTE,
        ]
        for autre, decision in enumerate(decisions):
            for reste in (0, 3):
                yield axe, decision, RESTES[(rang + autre + reste) % len(RESTES)]


@pytest.mark.parametrize(("axe", "decision", "reste"), _avec_le_reste())
async def test_par_defaut_ne_prend_que_ce_que_rien_ne_dit(
    axe: str, decision: Fragment, reste: str, assistant: Assistant
) -> None:
    expediteur = uuid.uuid4().hex
    for dit in JUSQU_AUX_AXES:
        await assistant.dire(expediteur, dit)
    message = reste.format(axe=AXES[axe], dit=decision.dit)
    dites = plier(" ".join(r.get("text", "") for r in await assistant.dire(expediteur, message)))
    slots = await assistant.slots(expediteur)
    tenus = {**slots, **(slots["projet"] or {})}
    assert tenus["axes"] == [axe], message
    pris = _est_tenu(tenus.get(decision.fait), decision.valeur)
    assert pris or f"« {plier(decision.dit)} »" in dites, f"{message} : {tenus.get(decision.fait)}"
