"""What is of value runs without Rasa, on a Python that Rasa does not take: the way out is open.

docs/dependances.md says what ages, and what stays.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from bot.donnees import RACINE

UV = RACINE / ".venv-uv" / "bin" / "uv"
VERROU = RACINE / "requirements" / "coeur.txt"
# the tests of bot/metier, bot/francais, bot/lecture, bot/dialogue and bot/redaction
FICHIERS = (
    "tests/test_verdict.py",
    "tests/test_lecture.py",
    "tests/test_souhaits.py",
    "tests/test_donnees.py",
    "tests/test_phrases_tenues_a_part.py",
    "tests/test_reponses.py",
    "tests/test_tours.py",
)


@pytest.fixture(scope="module", params=["3.11"])
def python(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment of that version with what `requirements/coeur.txt` names, and nothing else."""
    environnement = tmp_path_factory.mktemp("coeur")
    python = environnement / "bin" / "python"
    _lancer(UV, "venv", "--clear", "--python", request.param, environnement)
    _lancer(UV, "pip", "sync", "--python", python, "--require-hashes", VERROU)
    return python


@pytest.mark.long
def test_le_coeur_passe_ses_tests_sans_rasa(python: Path) -> None:
    sans = "import importlib.util as i; assert not any(map(i.find_spec, ('rasa', 'sqlalchemy')))"
    _lancer(python, "-c", sans)
    _lancer(python, "-m", "pytest", "-W", "ignore", "-p", "no:cacheprovider", *FICHIERS)


def _lancer(*commande: str | Path) -> None:
    essai = subprocess.run(commande, cwd=RACINE, capture_output=True, text=True)
    assert essai.returncode == 0, (essai.stdout + essai.stderr)[-3000:]
