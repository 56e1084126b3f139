"""What holds on SQLite holds on PostgreSQL: the same tests, on a real server from a package."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pgserver
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from bot.donnees import RACINE
from bot.dossiers import base
from bot.dossiers.tables import Base
from tests.serveur import Serveur

MEMES_TESTS = ("test_dossiers.py", "test_guichet.py", "test_triage.py")


@pytest.fixture(scope="module")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    serveur = pgserver.get_server(tmp_path_factory.mktemp("postgresql"))
    yield serveur
    serveur.cleanup()


def _base(serveur: Any, nom: str) -> str:
    serveur.psql(f"CREATE DATABASE {nom};")
    return str(serveur.get_uri(database=nom))


def test_les_migrations_menent_aux_memes_tables(postgresql: Any) -> None:
    url = _base(postgresql, "migrations")
    base.preparer(url)
    base.preparer(url)
    moteur = base.ouvrir(url)
    with moteur.connect() as connexion:
        contexte = MigrationContext.configure(connexion, opts={"compare_type": True})
        assert compare_metadata(contexte, Base.metadata) == []
    moteur.dispose()


def test_les_dossiers_et_le_guichet_s_y_comportent_de_meme(postgresql: Any) -> None:
    essai = subprocess.run(
        [sys.executable, "-m", "pytest", *(str(RACINE / "tests" / nom) for nom in MEMES_TESTS)],
        cwd=RACINE,
        env={**os.environ, "BASE_D_ESSAI": _base(postgresql, "dossiers")},
        capture_output=True,
        text=True,
    )
    assert essai.returncode == 0, essai.stdout[-3000:]


def test_le_tout_demarre_et_repond_sur_postgresql(postgresql: Any, tmp_path: Path) -> None:
    serveur = Serveur(tmp_path, DATABASE_URL=_base(postgresql, "entier"))
    try:
        serveur.attendre_pret()
        serveur.dire("x", "marché de nettoyage, 4 ans, un seul titulaire")
        _, suivi = serveur.appeler("/conversations/x/tracker")
        assert suivi["slots"]["duree_mois"] == 48
    finally:
        serveur.arreter()
