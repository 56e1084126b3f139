"""Fixtures that several tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator

os.environ["RASA_TELEMETRY_ENABLED"] = "false"
os.environ["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"

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
