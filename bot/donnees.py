"""Read the data files that the pure parts work on. The only place that knows where they are."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from bot.metier.articles import articles_cites
from bot.metier.coherence import incoherences
from bot.metier.faits import fait_des_actions
from bot.metier.modalites import (
    Action,
    Axe,
    Ccag,
    Convenance,
    Indicateur,
    Manquement,
    Modalite,
    Perimetre,
)
from bot.metier.referentiel import (
    Bornes,
    Critere,
    Parametre,
    Parcours,
    Question,
    QuestionDuGuide,
    Referentiel,
    RegimeSocial,
    Seuil,
    Source,
    Vigilance,
)

RACINE = Path(__file__).resolve().parent.parent
DONNEES = RACINE / "data"
MODELE = RACINE / "models" / "assistant.tar.gz"
MODELE_DES_ROLES = RACINE / "models" / "roles.npz"
# which wishes discriminate, learnt likewise
MODELE_DES_SOUHAITS = RACINE / "models" / "souhaits.npz"
# which words of a wish are the obligation
MODELE_DES_NOYAUX = RACINE / "models" / "noyaux.npz"
# what is said beside an answer
MODELE_DES_APARTES = RACINE / "models" / "apartes.npz"
MODELE_DES_GESTES = RACINE / "models" / "gestes.npz"
# which order a facilitator's sentence gives
MODELE_DES_ORDRES = RACINE / "models" / "ordres.npz"
# where what is bought starts and ends
MODELE_DES_OBJETS = RACINE / "models" / "objets.npz"
# what form a text tells
MODELE_DES_FORMES = RACINE / "models" / "formes.npz"
# answers, and sentences of others that were labelled
ECRITES = ("faq/*.yml", "nlu/*.yml", "reponses/*.yml", "triage/*.yml", "lecture/*/*.yml")
Carte = TypeVar("Carte")
# of an answer: the message was not taken, its client sends it again under the same id
A_RENVOYER = "a_renvoyer"
# in a course of questions: the choice of the actions of each axis
ACTIONS_PAR_AXE = "actions_par_axe"
LECTEUR = yaml.CSafeLoader  # ten times faster than the one in Python


class DonneesFausses(Exception):
    """A data file does not hold what it should; the message names the file, and the card in it."""


def textes_des_donnees() -> list[str]:
    """Return the data that is written as people write; the rest is of expressions to read."""
    return [fichier.read_text("utf-8") for ou in ECRITES for fichier in sorted(DONNEES.glob(ou))]


def lire_yaml(*chemin: str) -> Any:
    """Return the content of a YAML file of `data/`."""
    return yaml.load(DONNEES.joinpath(*chemin).read_text(encoding="utf-8"), LECTEUR)


@cache
def referentiel() -> Referentiel:
    """Return the guide's data, which hold together; raises `DonneesFausses`."""
    axes = _cartes("axes.yml", _axe)
    manquements = _cartes("manquements.yml", lambda m: Manquement(**m))
    ccag = _cartes("ccag.yml", lambda c: Ccag(**c))
    modalites = _modalites(axes, manquements, ccag)
    charge = Referentiel(
        version=_version(),
        sources=_cartes("sources.yml", lambda s: Source(**s)),
        parametres=_cartes("parametres.yml", lambda p: Parametre(**p)),
        criteres=_cartes("criteres.yml", lambda c: Critere(**c)),
        vigilances=_cartes("vigilances.yml", lambda v: Vigilance(**v)),
        questions=tuple(_cartes("questions.yml", lambda q: Question(**q), cle="fait").values()),
        bornes=_cartes("bornes.yml", lambda b: Bornes(**b)),
        axes=axes,
        parcours=_cartes("parcours.yml", lambda p: _parcours(p, modalites)),
        modalites=modalites,
        manquements=manquements,
        ccag=ccag,
        perimetre=_cartes("perimetre.yml", lambda p: Perimetre(**p)),
        regime_social=_regime_social(),
    )
    if fautes := [*incoherences(charge)]:
        raise DonneesFausses(f"data/metier : {' ; '.join(fautes)}.")
    return charge


def _regime_social() -> RegimeSocial:
    """Read what applies article L2112-2-1; raises `DonneesFausses`."""
    try:
        donnees = lire_yaml("metier", "obligation.yml")
        seuils = {
            nom: tuple(Seuil(**seuil) for seuil in donnees[nom])
            for nom in ("seuils", "seuils_sociaux")
        }
        return RegimeSocial(**{**donnees, **seuils})
    except (TypeError, KeyError) as faute:
        raise DonneesFausses(f"data/metier/obligation.yml : {faute}.") from faute


def _cartes(
    fichier: str, fabriquer: Callable[[dict[str, Any]], Carte], cle: str = "id"
) -> dict[str, Carte]:
    """Return the cards of a file of rules by their names; raises `DonneesFausses`."""
    contenu = lire_yaml("metier", fichier)
    if not isinstance(contenu, list | dict):
        raise DonneesFausses(f"data/metier/{fichier} : une liste de cartes est attendue.")
    cartes: dict[str, Carte] = {}
    for rang, element in enumerate(contenu):
        nom = element if isinstance(contenu, dict) else _nom(element, cle, rang)
        try:
            cartes[nom] = fabriquer(contenu[nom] if isinstance(contenu, dict) else element)
        except (TypeError, KeyError, ValueError, AttributeError) as faute:
            raise DonneesFausses(f"data/metier/{fichier}, « {nom} » : {faute}.") from faute
    return cartes


def _nom(element: Any, cle: str, rang: int) -> str:
    """Return the name of a card, or its rank when it has none, for the error that follows."""
    return str(element[cle]) if isinstance(element, dict) and cle in element else f"n° {rang + 1}"


def _axe(donnees: dict[str, Any]) -> Axe:
    actions = tuple(
        Action(**{**a, "indicateurs": tuple(Indicateur(**i) for i in a["indicateurs"])})
        for a in donnees["actions"]
    )
    convient = tuple(Convenance(**c) for c in donnees["convient"])
    return Axe(**{**donnees, "actions": actions, "convient": convient})


def _modalites(
    axes: dict[str, Axe], manquements: dict[str, Manquement], ccag: dict[str, Ccag]
) -> dict[str, Modalite]:
    """Read the decisions; those about axes, breaches and CCAG take their values from these."""
    valeurs: dict[str, dict[str, str]] = {
        "axes": {a.id: a.libelle for a in axes.values()},
        "penalites": {m.id: m.libelle for m in manquements.values()},
        "ccag": {**{c.id: c.nom for c in ccag.values()}, "aucun": "aucun"},
    }
    modalites: dict[str, Modalite] = {}
    for fait, modalite in _cartes(
        "modalites.yml",
        lambda m: Modalite(**{"valeurs": valeurs.get(m["fait"], {}), **m}),
        cle="fait",
    ).items():
        modalites[fait] = modalite
        if fait == "axes":
            modalites |= {m.fait: m for m in map(_choix_des_actions, axes.values())}
    return modalites


def _parcours(donnees: dict[str, list[str]], modalites: dict[str, Modalite]) -> Parcours:
    """Read a course of questions, with the choice of each axis's actions in its place."""
    actions = [m.fait for m in modalites.values() if m.axe is not None]
    clause = [
        fait
        for nom in donnees.get("clause", [])
        for fait in (actions if nom == ACTIONS_PAR_AXE else [nom])
    ]
    return Parcours(
        tuple(donnees["faisabilite"]), tuple(clause), tuple(donnees.get("facultatifs", ()))
    )


def _choix_des_actions(axe: Axe) -> Modalite:
    """Return the decision that chooses an axis's actions: one card an axis."""
    return Modalite(
        fait=fait_des_actions(axe.id),
        libelle=axe.court,
        genre="actions",
        source=axe.source,
        date=axe.date,
        valeurs={action.id: action.libelle for action in axe.actions},
        defaut_calcule="actions_proposees",
        libre=True,
        axe=axe.id,
        presentee=True,
    )


@cache
def questions_du_guide() -> dict[str, QuestionDuGuide]:
    """Return the questions of the guide that have an answer, by their names."""
    questions = {}
    for fichier in sorted((DONNEES / "faq").glob("*.yml")):
        contenu = lire_yaml("faq", fichier.name)
        for bloc in contenu["nlu"]:
            nom = bloc["intent"]
            (reponse,) = contenu["responses"][f"utter_{nom}"]
            titre = bloc["examples"].splitlines()[0].removeprefix("- ").strip()
            questions[nom] = QuestionDuGuide(
                titre=titre[:1].upper() + titre[1:],
                articles=articles_cites(reponse["text"]),
                article_source=articles_cites(reponse["metadata"]["source"]),
            )
    return questions


def _version() -> str:
    """Return the date of the rules and a short digest of their content."""
    empreinte = hashlib.sha256()
    for fichier in sorted((DONNEES / "metier").glob("*.yml")):
        empreinte.update(fichier.read_bytes())
    return empreinte.hexdigest()[:8]
