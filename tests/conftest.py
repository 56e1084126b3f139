"""Fixtures that several tests share."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator

os.environ["RASA_TELEMETRY_ENABLED"] = "false"
os.environ["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"
# the actions run in this process too (tests/assistant.py): their files go to a database of its own
os.environ["DATABASE_URL"] = f"sqlite:///{tempfile.mkdtemp()}/essais.db"

import pytest

from tests.assistant import Assistant
from tests.serveur import Serveur


@pytest.fixture(scope="session")
def assistant() -> Assistant:
    return Assistant()


@pytest.fixture(scope="session")
def serveur(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serveur]:
    """One running assistant for all the tests that speak HTTP."""
    serveur = Serveur(tmp_path_factory.mktemp("serveur"))
    try:
        serveur.attendre_pret()
        yield serveur
    finally:
        serveur.arreter()
