"""« Retire l'action X » takes out X, or nothing: whatever the axis, the action, the words.

The cases are made of the guide's actions, and of some of the buyer's own: no list of examples.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.dialogue.assemblage import meneur
from bot.dialogue.comprendre.actions_dites import ABSENTE
from bot.dialogue.comprendre.compris import Decisions
from bot.dialogue.comprendre.message import Message
from bot.dialogue.etat import Etat
from bot.donnees import referentiel
from bot.lecture.assemblage import lire
from bot.metier.faits import faits_vides
from bot.metier.valeurs import est_une_liste

GUIDE = referentiel()
# of the buyer's own, by axis: a quantity alone, names that those of the guide hold too
PROPRES = {
    "insertion_emploi": ["augmenter les heures de 600 à 900", "un tuteur par apprenti"],
    "decouverte_metiers": ["stages pour les élèves du lycée horticole", "4 par an"],
    "egalite": ["aménager un vestiaire pour les femmes", "une enquête anonyme chaque année"],
    "sante_securite": ["prévention des agressions de nuit", "une visite du chantier par mois"],
}
RETRAITS = (
    "retire {}",
    "retirez l'action {}",
    "supprime l'action « {} »",
    "enlève « {} »",
    "{} finalement enlève la",
    "non supprime cette phrase « {} », c'était pour corriger",
    "enlevez l'action {}, on n'a pas le temps",
    "l'action {} est à retirer",
)
ABSENTES = ("une visite de sécurité par mois", "trois par an", "des gants pour la conduite")
NOMMENT_UNE_ACTION = ("retire l'action {}", "supprime l'action « {} »", "enlève l'action {}, merci")


def _note(*axes: str, du_guide: bool = True) -> Etat:
    """Return a file whose plan has these axes, each with all that it may hold."""
    actions = {
        f"actions_{nom}": [*(a.id for a in GUIDE.axes[nom].actions if du_guide), *PROPRES[nom]]
        for nom in axes
    }
    faits = faits_vides(GUIDE).avec({"axes": [*axes], "participants": ["acheteur"], **actions})
    return Etat(faits)


def _lire(dit: str, etat: Etat) -> Decisions:
    decisions = meneur().ecran.a_cote.essais.comprehension.decisions
    return decisions.lire(Message(dit, "corriger", 0.9, lectures=lire(dit)), etat)


def _nommees() -> Iterator[tuple[str, str, str]]:
    """Yield each action with its axis and its words."""
    for axe in GUIDE.axes.values():
        for action in axe.actions:
            yield axe.id, action.id, action.libelle.lower()
            yield axe.id, action.id, action.guide
        for dite in PROPRES[axe.id]:
            yield axe.id, dite, dite


@pytest.mark.parametrize("retrait", RETRAITS)
@pytest.mark.parametrize(("axe", "action", "dite"), _nommees())
def test_retirer_une_action_n_ote_qu_elle(axe: str, action: str, dite: str, retrait: str) -> None:
    etat = _note(axe)
    lu = _lire(retrait.format(dite), etat)
    fait = f"actions_{axe}"
    reste = [item for item in etat.faits.liste(fait) or [] if item != action]
    assert dict(lu.faits) == {fait: reste}, (dite, lu)


@pytest.mark.parametrize("retrait", RETRAITS)
@pytest.mark.parametrize(("axe", "action", "dite"), _nommees())
def test_parmi_tous_les_axes_rien_d_autre_ne_part(
    axe: str, action: str, dite: str, retrait: str
) -> None:
    etat = _note(*GUIDE.axes)
    for fait, valeur in _lire(retrait.format(dite), etat).faits.items():
        assert fait.startswith("actions_"), (dite, fait, valeur)
        assert est_une_liste(valeur)
        otees = {*(etat.faits.liste(fait) or ())} - {*valeur}
        assert otees <= {action}, (dite, otees)


@pytest.mark.parametrize("retrait", RETRAITS)
@pytest.mark.parametrize(("axe", "action", "dite"), _nommees())
def test_celle_qui_n_y_est_pas_n_en_ote_aucune(
    axe: str, action: str, dite: str, retrait: str
) -> None:
    fait = f"actions_{axe}"
    autre = next(a.id for a in GUIDE.axes[axe].actions if a.id != action)
    etat = Etat(faits_vides(GUIDE).avec({"axes": [axe], fait: [autre]}))
    lu = _lire(retrait.format(dite), etat)
    assert all(etat.faits[nom] == valeur for nom, valeur in lu.faits.items()), lu


@pytest.mark.parametrize("retrait", NOMMENT_UNE_ACTION)
@pytest.mark.parametrize("dite", ABSENTES)
@pytest.mark.parametrize("axes", [("sante_securite",), ("egalite", "sante_securite")])
def test_une_action_absente_n_en_ote_aucune(axes: tuple[str, ...], dite: str, retrait: str) -> None:
    lu = _lire(retrait.format(dite), _note(*axes))
    assert not lu.faits, lu
    assert lu.refus[ABSENTE] == dite
