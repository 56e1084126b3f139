"""The models to compare with, trained when their data or settings change."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import yaml

from bot.donnees import DONNEES, RACINE
from bot.lecture.assemblage import lecteur

ICI = Path(__file__).parent
RANGES = RACINE / "var" / "banc"
ASSISTANT = RACINE / "models" / "assistant.tar.gz"
QUANTITES = ("duree_mois", "montant_ht")
# TensorFlow and the rest, which the assistant does without (`make bench` installs them)
PYTHON_DE_RASA = RACINE / ".venv-banc" / "bin" / "python"
RASA = [str(PYTHON_DE_RASA), "-m", "rasa"]
RASA_ENTIER = {"RASA_ENTIER": "1"}


def plancher() -> Path:
    """Return stock Rasa's cheapest model: keywords and one canned answer."""
    dossier = ICI / "plancher"
    return _entrainer("plancher", dossier, dossier / "domain.yml", [dossier / "data.yml"])


def rasa_par_defaut() -> Path:
    """Return the model that Rasa's recommended pipeline makes of our data.

    It learns entities from marks in sentences: ours bear none, so that the readers mark the
    durations and amounts that they read there. It also gets stories, for its policies to learn.
    """
    dossier = ICI / "rasa_par_defaut"
    annotees = RANGES / "donnees_annotees"
    annotees.mkdir(parents=True, exist_ok=True)
    for fichier in [*(DONNEES / "nlu").glob("*.yml"), *(DONNEES / "faq").glob("*.yml")]:
        (annotees / fichier.name).write_text(_annoter(fichier), encoding="utf-8")
    donnees = [annotees, dossier / "recits.yml", DONNEES / "reponses", DONNEES / "rules"]
    longtemps = "plus d’une heure sur deux cœurs"
    return _entrainer("rasa_par_defaut", dossier, RACINE / "domain.yml", donnees, longtemps)


def _entrainer(
    nom: str, dossier: Path, domaine: Path, donnees: list[Path], duree: str = "quelques secondes"
) -> Path:
    config = dossier / "config.yml"
    # what the assistant answers changes nothing to what is learnt
    appris = [source for source in donnees if source.name != "reponses"]
    modele = RANGES / f"{nom}-{_empreinte([config, *appris])}.tar.gz"
    if not modele.exists():
        print(f"entraînement de « {nom} » ({duree})…", file=sys.stderr, flush=True)
        options = {"--config": config, "--domain": domaine, "--out": RANGES}
        subprocess.run(
            [
                *(*RASA, "train", "--quiet", "--fixed-model-name"),
                modele.name.removesuffix(".tar.gz"),
                *(str(mot) for option in options.items() for mot in option),
                *("--data", *map(str, donnees)),
            ],
            check=True,
            cwd=RACINE,
            env={**os.environ, "PYTHONWARNINGS": "ignore", "RASA_TELEMETRY_ENABLED": "false"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    return modele


def _empreinte(sources: list[Path]) -> str:
    empreinte = hashlib.sha256()
    for source in sources:
        for fichier in sorted(source.glob("*.yml")) if source.is_dir() else [source]:
            empreinte.update(fichier.read_bytes())
    return empreinte.hexdigest()[:12]


def _annoter(fichier: Path) -> str:
    """Return a file of examples with its durations and amounts marked as Rasa wants them."""
    contenu = yaml.safe_load(fichier.read_text(encoding="utf-8"))
    for bloc in contenu["nlu"]:
        phrases = re.findall(r"^- (.+)$", bloc["examples"], re.M)
        bloc["examples"] = "".join(f"- {_marquer(phrase)}\n" for phrase in phrases)
    return yaml.safe_dump(contenu, allow_unicode=True)


def _marquer(phrase: str) -> str:
    for lue in sorted(lecteur().lire(phrase), key=lambda lue: -lue.debut):
        if lue.nature == "fait" and lue.fait in QUANTITES:
            mot = phrase[lue.debut : lue.fin]
            phrase = f"{phrase[: lue.debut]}[{mot}]({lue.fait}){phrase[lue.fin :]}"
    return phrase
