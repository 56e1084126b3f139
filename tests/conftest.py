"""Fixtures that several tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from bot.dossiers.base import preparer
from tests.assistant import Assistant
from tests.serveur import Serveur


@pytest.fixture(scope="session")
def assistant() -> Assistant:
    preparer(os.environ["DATABASE_URL"])
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
