"""A list of actions, or of axes, never becomes empty nor loses an item unless words say so of it.

Whatever the axis and the items that were chosen, decided or while their list is open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest

from bot.dialogue.assemblage import meneur
from bot.dialogue.comprendre.compris import Decisions
from bot.dialogue.comprendre.message import Message
from bot.dialogue.etat import Etat
from bot.donnees import referentiel
from bot.lecture.assemblage import lire
from bot.metier.faits import faits_vides

GUIDE = referentiel()
PROPRE = "une rencontre par trimestre avec les équipes du site"
INTENTIONS = ("corriger", "exprimer_souhait", "choisir_axes", "nlu_fallback")
# none says of an item that it goes
SANS_RETRAIT = (
    "1 000 € par stagiaire non accueilli",
    "200 € par séance non tenue",
    "300 € si la formation n'est pas faite",
    "on n'a pas encore de tuteur chez nous",
    "le plafond de 10 % est trop haut, mettez 5",
    "pas de souci",
)
FINS = (
    "c'est tout pour les actions",
    "je ne veux rien d'autre, passons à la suite",
    "on n'ajoute rien de plus",
    "rien d'autre, la suite",
    "c'est tout pour cet axe",
)
# beside the buttons' own words, what holds a word that denies
TITRES = {
    "discriminations_embauche": (
        "embauches sans discrimination",
        "recrutements sans discrimination",
        "non-discrimination à l'embauche",
        "lutter contre les discriminations à l'embauche",
    ),
    "comportements_sexistes": ("lutter contre le sexisme", "contre le sexisme"),
    "illettrisme": ("lutter contre l'illettrisme",),
}


def _listes() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each axis with some of its actions, or one of the buyer's own besides."""
    for axe in GUIDE.axes.values():
        actions = [action.id for action in axe.actions]
        for deux in combinations(actions, 2):
            yield axe.id, deux
        yield axe.id, (actions[0], PROPRE)


def _etat(axe: str, items: tuple[str, ...], ouverte: bool) -> Etat:
    fait = f"actions_{axe}"
    decidees = {} if ouverte else {fait: [*items]}
    etat = Etat(faits_vides(GUIDE).avec({"axes": [axe, _autre(axe)], **decidees}))
    if not ouverte:
        return etat
    return replace(etat, question=fait, suivi=replace(etat.suivi, liste=items))


def _autre(axe: str) -> str:
    return next(autre for autre in GUIDE.axes if autre != axe)


def _lire(dit: str, etat: Etat, intention: str = "corriger") -> Decisions:
    decisions = meneur().ecran.a_cote.essais.comprehension.decisions
    return decisions.lire(Message(dit, intention, 0.9, lectures=lire(dit)), etat)


def _apres(lu: Decisions, etat: Etat, fait: str) -> list[str]:
    """Return what the list holds after a message."""
    if fait in lu.faits:
        return [*(etat.faits.avec(lu.faits).liste(fait) or ())]
    deja = etat.faits.liste(fait) or etat.suivi.liste
    return [*(lu.liste if lu.liste is not None else deja)]


@pytest.mark.parametrize("ouverte", [True, False])
@pytest.mark.parametrize("dit", SANS_RETRAIT)
@pytest.mark.parametrize(("axe", "items"), _listes())
def test_ce_qui_n_ote_rien_ne_perd_rien(
    axe: str, items: tuple[str, ...], dit: str, ouverte: bool
) -> None:
    etat = _etat(axe, items, ouverte)
    for intention in INTENTIONS:
        lu = _lire(dit, etat, intention)
        assert {*items} <= {*_apres(lu, etat, f"actions_{axe}")}, (intention, lu)
        assert {axe, _autre(axe)} <= {*etat.faits.avec(lu.faits).axes}, (intention, lu)


@pytest.mark.parametrize("dit", FINS)
@pytest.mark.parametrize(("axe", "items"), _listes())
def test_finir_la_liste_la_garde(axe: str, items: tuple[str, ...], dit: str) -> None:
    lu = _lire(dit, _etat(axe, items, ouverte=True))
    assert lu.faits == {f"actions_{axe}": [*items]}


@pytest.mark.parametrize("ouverte", [True, False])
@pytest.mark.parametrize("ordre", ["enlevez {}, gardez {}", "retirez {} et laissez {}"])
@pytest.mark.parametrize(("axe", "items"), _listes())
def test_ce_qui_est_garde_ne_part_pas(
    axe: str, items: tuple[str, ...], ordre: str, ouverte: bool
) -> None:
    etat = _etat(axe, items, ouverte)
    libelles = {action.id: action.libelle.lower() for action in GUIDE.axes[axe].actions}
    otee, gardee = items
    lu = _lire(ordre.format(libelles[otee], libelles.get(gardee, gardee)), etat)
    assert _apres(lu, etat, f"actions_{axe}") == [gardee], lu


@pytest.mark.parametrize(("action", "titre"), [(a, t) for a, ts in TITRES.items() for t in ts])
def test_un_titre_est_son_action_avec_une_autre(action: str, titre: str) -> None:
    axe = next(x for x in GUIDE.axes.values() if any(a.id == action for a in x.actions))
    for autre in (a for a in axe.actions if a.id != action):
        for dit in (f"{titre}, et {autre.guide}", f"{autre.libelle.lower()} et {titre}"):
            etat = replace(_etat(axe.id, (), True), question=f"actions_{axe.id}")
            prises = _apres(_lire(dit, etat), etat, f"actions_{axe.id}")
            assert {action, autre.id} <= {*prises}, (dit, prises)


@pytest.mark.parametrize(("axe", "items"), _listes())
def test_ce_qui_reste_n_est_jamais_aucune(axe: str, items: tuple[str, ...]) -> None:
    del items
    for action in GUIDE.axes[axe].actions:
        etat = replace(_etat(axe, (), True), question=f"actions_{axe}")
        lu = _lire(f"je ne parle pas de {action.libelle.lower()}", etat)
        assert _apres(lu, etat, f"actions_{axe}") != [] or f"actions_{axe}" not in lu.faits, lu
