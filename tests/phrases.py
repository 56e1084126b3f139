"""The sentences of `data/` (what the model learns) and of `tests/comprehension/` (held out)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from bot.donnees import DONNEES

TENUES_A_PART = Path(__file__).parent / "comprehension"


def entrainement() -> list[tuple[str, str]]:
    """Return every training sentence with its label."""
    fichiers = sorted([*(DONNEES / "nlu").glob("*.yml"), *(DONNEES / "faq").glob("*.yml")])
    return [exemple for fichier in fichiers for exemple in _exemples(fichier)]


def _exemples(fichier: Path) -> Iterator[tuple[str, str]]:
    for bloc in yaml.safe_load(fichier.read_text(encoding="utf-8"))["nlu"]:
        for phrase in re.findall(r"^- (.+)$", bloc["examples"], re.M):
            yield phrase, bloc["intent"]


def tenues_a_part(nom: str) -> Any:
    """Return a file of held-out sentences."""
    return yaml.safe_load((TENUES_A_PART / f"{nom}.yml").read_text(encoding="utf-8"))
