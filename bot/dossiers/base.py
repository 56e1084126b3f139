"""The database: one engine for the process, one transaction for a turn."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from bot.dossiers.tables import Base

# Shorter than what a message may wait (`bot.guichet`): the one who writes is told in time.
ATTENTE_S = 3
_courante: ContextVar[Session | None] = ContextVar("transaction", default=None)


def ouvrir(url: str, creer: bool = False) -> Engine:
    """Return an engine; a SQLite file that has gone is an error, unless it is to be created."""
    adresse = make_url(url)
    if adresse.get_backend_name() != "sqlite":
        # psycopg2 waits for ever otherwise, for a server that is there and answers nothing
        options = f"-c statement_timeout={ATTENTE_S}s -c lock_timeout={ATTENTE_S}s"
        reglages = {"connect_timeout": ATTENTE_S, "options": options}
        return create_engine(
            adresse, hide_parameters=True, pool_pre_ping=True, connect_args=reglages
        )
    mode = "rwc" if creer else "rw"
    if adresse.database and not adresse.database.startswith("file:"):
        adresse = adresse.set(
            database=f"file:{adresse.database}", query={"mode": mode, "uri": "true"}
        )
    # no pool: a connection would go on writing to a file that was removed
    moteur = create_engine(
        adresse, hide_parameters=True, poolclass=NullPool, connect_args={"timeout": ATTENTE_S}
    )
    event.listen(moteur, "connect", _regler_sqlite)
    return moteur


def _regler_sqlite(connexion: Any, _: object) -> None:
    connexion.execute("PRAGMA foreign_keys = ON")


@cache
def moteur() -> Engine:
    """Return the engine of the database that the settings name to each process."""
    return ouvrir(os.environ["DATABASE_URL"])


def preparer(url: str) -> None:
    """Create what is missing of the database; may raise `sqlalchemy.exc.SQLAlchemyError`."""
    Base.metadata.create_all(ouvrir(url, creer=True))


@contextmanager
def transaction() -> Iterator[Session]:
    """Open the transaction of a turn: all that is kept within it is kept together, or not."""
    with Session(moteur()) as session, session.begin():
        jeton = _courante.set(session)
        try:
            yield session
        finally:
            _courante.reset(jeton)


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
