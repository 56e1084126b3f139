"""Read the data files that the pure parts work on. The only place that knows where they are."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.metier.referentiel import (
    Bornes,
    Critere,
    Parametre,
    Question,
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
    )
    cites = {
        *(parametre.source for parametre in charge.parametres.values()),
        *(critere.source for critere in charge.criteres.values()),
        *(vigilance.source for vigilance in charge.vigilances.values()),
    }
    if inconnues := cites - charge.sources.keys():
        raise KeyError(f"sources inconnues : {inconnues}")
    return charge


def _version() -> str:
    """Return the date of the rules and a short digest of their content."""
    empreinte = hashlib.sha256()
    for fichier in sorted((DONNEES / "metier").glob("*.yml")):
        empreinte.update(fichier.read_bytes())
    return empreinte.hexdigest()[:8]
