"""Fixtures that several tests share. Rasa is imported by those that need it, and only then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from bot.reglages import reglages
from tests.serveur import Serveur

if TYPE_CHECKING:
    from tests.assistant import Assistant


@pytest.fixture(scope="session")
def assistant() -> Assistant:
    from bot.dossiers.base import preparer
    from tests.assistant import Assistant

    preparer(reglages().base)
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


@pytest.fixture
def regler() -> Iterator[Callable[..., None]]:
    """Give what sets the environment and has the settings read again; both are undone after."""
    with pytest.MonkeyPatch.context() as environnement:

        def changer(**noms: str) -> None:
            for nom, valeur in noms.items():
                environnement.setenv(nom, valeur)
            reglages.cache_clear()

        yield changer
    reglages.cache_clear()
