"""Fixtures that several tests share. Rasa is imported by those that need it, and only then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from bot.reglages import reglages
from tests.serveur import Serveur

if TYPE_CHECKING:
    from tests.assistant import Assistant


# what is said is looked at, not how soon: a busy machine would answer « je tarde trop »
DELAI_S = 60.0
# nobody guesses the codes of the tests, which give thousands of them
EMPREINTE_LEGERE = {"n": 2, "r": 8, "p": 1}


@pytest.fixture(scope="session")
def assistant() -> Iterator[Assistant]:
    from bot.dossiers.base import preparer
    from tests.assistant import Assistant

    preparer(reglages().base)
    with pytest.MonkeyPatch.context() as guichet:
        guichet.setattr("bot.guichet.DELAI_S", DELAI_S)
        guichet.setattr("bot.dossiers.acces.COUT", EMPREINTE_LEGERE)
        yield Assistant()


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
