"""Read the data files that the pure parts work on. The only place that knows where they are."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.lecture.articles import articles_cites
from bot.metier.clause import ACTIONS
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
    Question,
    QuestionDuGuide,
    Referentiel,
    Source,
    Vigilance,
)

RACINE = Path(__file__).resolve().parent.parent
DONNEES = RACINE / "data"


def lire_yaml(*chemin: str) -> Any:
    """Return the content of a YAML file of `data/`."""
    return yaml.safe_load(DONNEES.joinpath(*chemin).read_text(encoding="utf-8"))


@cache
def referentiel() -> Referentiel:
    """Return the guide's data, checked: every source that is named exists."""
    axes = {a["id"]: _axe(a) for a in lire_yaml("metier", "axes.yml")}
    manquements = {m["id"]: Manquement(**m) for m in lire_yaml("metier", "manquements.yml")}
    ccag = {c["id"]: Ccag(**c) for c in lire_yaml("metier", "ccag.yml")}
    charge = Referentiel(
        version=_version(),
        sources={s["id"]: Source(**s) for s in lire_yaml("metier", "sources.yml")},
        parametres={
            nom: Parametre(**p) for nom, p in lire_yaml("metier", "parametres.yml").items()
        },
        criteres={c["id"]: Critere(**c) for c in lire_yaml("metier", "criteres.yml")},
        vigilances={v["id"]: Vigilance(**v) for v in lire_yaml("metier", "vigilances.yml")},
        questions=tuple(Question(**q) for q in lire_yaml("metier", "questions.yml")),
        bornes={nom: Bornes(**b) for nom, b in lire_yaml("metier", "bornes.yml").items()},
        axes=axes,
        modalites=_modalites(axes, manquements, ccag),
        manquements=manquements,
        ccag=ccag,
        perimetre={p["id"]: Perimetre(**p) for p in lire_yaml("metier", "perimetre.yml")},
    )
    if inconnues := _sources_citees(charge) - charge.sources.keys():
        raise KeyError(f"sources inconnues : {inconnues}")
    return charge


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
    for donnees in lire_yaml("metier", "modalites.yml"):
        modalite = Modalite(**{"valeurs": valeurs.get(donnees["fait"], {}), **donnees})
        modalites[modalite.fait] = modalite
        if modalite.fait == "axes":
            modalites |= {f"{ACTIONS}{axe.id}": _choix_des_actions(axe) for axe in axes.values()}
    return modalites


def _choix_des_actions(axe: Axe) -> Modalite:
    return Modalite(
        fait=f"{ACTIONS}{axe.id}",
        libelle=axe.court,
        genre="liste",
        source=axe.source,
        date=axe.date,
        valeurs={action.id: action.libelle for action in axe.actions},
        libre=True,
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


def _sources_citees(charge: Referentiel) -> set[str]:
    cartes: tuple[Any, ...] = (
        *charge.parametres.values(),
        *charge.criteres.values(),
        *charge.vigilances.values(),
        *charge.axes.values(),
        *(i for axe in charge.axes.values() for a in axe.actions for i in a.indicateurs),
        *charge.modalites.values(),
        *charge.manquements.values(),
        *charge.ccag.values(),
        *charge.perimetre.values(),
    )
    return {carte.source for carte in cartes}


def _version() -> str:
    """Return the date of the rules and a short digest of their content."""
    empreinte = hashlib.sha256()
    for fichier in sorted((DONNEES / "metier").glob("*.yml")):
        empreinte.update(fichier.read_bytes())
    return empreinte.hexdigest()[:8]
