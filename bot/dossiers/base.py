"""The database: one engine for the process, one transaction for a turn."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from bot.reglages import reglages

# Shorter than what a message may wait (`bot.guichet`): the one who writes is told in time.
ATTENTE_S = 3
FICHIER, NUMERO = "fichier", "numero"
# what a session says when it erased something
A_OUBLIER = "a_oublier"
MIGRATIONS = Path(__file__).parent / "migrations"
_courante: ContextVar[Session | None] = ContextVar("transaction", default=None)


def ouvrir(url: str, creer: bool = False) -> Engine:
    """Return an engine; a SQLite file that has gone is an error, unless it is to be created."""
    adresse = make_url(url)
    if adresse.get_backend_name() != "sqlite":
        # psycopg2 waits for ever otherwise, for a server that is there and answers nothing
        # (a migration may take longer)
        options = f"-c statement_timeout={ATTENTE_S}s -c lock_timeout={ATTENTE_S}s"
        arguments = {"connect_timeout": ATTENTE_S, "options": "" if creer else options}
        return create_engine(
            adresse, hide_parameters=True, pool_pre_ping=True, connect_args=arguments
        )
    fichier = adresse.database or ""
    if fichier and not fichier.startswith("file:"):
        mode = "rwc" if creer else "rw"
        adresse = adresse.set(
            database=f"file:{quote(fichier)}", query={"mode": mode, "uri": "true"}
        )
    arguments = {"timeout": ATTENTE_S, "check_same_thread": False}
    moteur = create_engine(
        adresse, hide_parameters=True, poolclass=QueuePool, connect_args=arguments
    )
    event.listen(moteur, "connect", _regler_sqlite)
    event.listen(moteur, "checkout", _verifier_le_fichier)
    return moteur


def _regler_sqlite(connexion: Any, fiche: Any) -> None:
    connexion.execute("PRAGMA foreign_keys = ON")
    # a journal that is only written on: a turn waits for the disk once instead of three times
    connexion.execute("PRAGMA journal_mode = WAL")
    connexion.execute("PRAGMA synchronous = FULL")
    # what is erased is written over, not only let go of
    connexion.execute("PRAGMA secure_delete = ON")
    fiche.info[FICHIER] = connexion.execute("PRAGMA database_list").fetchone()[2]
    fiche.info[NUMERO] = _numero(fiche.info[FICHIER])


def _verifier_le_fichier(connexion: Any, fiche: Any, _: object) -> None:
    """Let go of a connection whose file was removed: it would go on writing, and all be lost."""
    if _numero(fiche.info[FICHIER]) != fiche.info[NUMERO]:
        raise DisconnectionError("le fichier de la base a disparu")


def _numero(fichier: str) -> int | None:
    """Return what tells a file from another of the same name, None for a file that is not there."""
    return os.stat(fichier).st_ino if os.path.exists(fichier) else None


@cache
def moteur() -> Engine:
    """Return the engine of the database that the settings name to each process."""
    return ouvrir(reglages().base)


def preparer(url: str) -> None:
    """Bring the database to its latest migration; may raise `sqlalchemy.exc.SQLAlchemyError`."""
    # imported here: nothing but the start needs it
    from alembic import command
    from alembic.config import Config

    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS))
    moteur = ouvrir(url, creer=True)
    with moteur.begin() as connexion:
        configuration.attributes["connexion"] = connexion
        command.upgrade(configuration, "head")
    moteur.dispose()


@contextmanager
def transaction() -> Iterator[Session]:
    """Open the transaction of a turn: all that is kept within it is kept together, or not."""
    with Session(moteur()) as session, session.begin():
        jeton = _courante.set(session)
        try:
            yield session
        finally:
            _courante.reset(jeton)
    if session.info.get(A_OUBLIER) and moteur().name == "sqlite":
        with moteur().connect() as connexion:  # else its journal would still hold the words
            connexion.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))


@contextmanager
def session() -> Iterator[Session]:
    """Give the session of the turn, or of a transaction of its own outside any turn."""
    courante = _courante.get()
    if courante is not None:
        yield courante
        return
    with Session(moteur()) as propre, propre.begin():
        yield propre


def dans_un_tour() -> bool:
    """Tell whether this is the transaction of a turn."""
    return _courante.get() is not None
