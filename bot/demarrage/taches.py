"""What the server does by itself, whoever speaks: once a day, caught up after a stop."""

from __future__ import annotations

import asyncio
import logging

from sqlalchemy import text

from bot.dossiers.base import transaction
from bot.dossiers.effacement import appliquer_la_conservation
from bot.reglages import reglages

journal = logging.getLogger(__name__)
# The task itself knows when it was last done; looked at each hour, no day is skipped.
RYTHME_S = 3600


async def veiller() -> None:
    """Apply what is announced about retention, for ever; a fault is tried again an hour later."""
    while True:
        try:
            await asyncio.to_thread(_appliquer)
        except Exception:
            journal.exception("la conservation n’a pas pu être appliquée")
        await asyncio.sleep(RYTHME_S)


def _appliquer() -> None:
    with transaction() as session:
        if session.get_bind().name == "postgresql":
            session.execute(text("SET LOCAL statement_timeout = 0"))  # nobody waits for this one
        appliquer_la_conservation(session, reglages().conservation_jours)
