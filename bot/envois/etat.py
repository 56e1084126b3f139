"""Whether the delivery is at work: it says that it lives, and what waits for too long shows."""

from __future__ import annotations

import asyncio
import datetime
import logging

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from bot.dossiers.base import transaction
from bot.dossiers.tables import Tache, maintenant
from bot.dossiers.tables_du_triage import A_ENVOYER, Envoi
from bot.envois.livraison import SANS_SALLE

journal = logging.getLogger(__name__)
LIVRAISON = "livraison"
RYTHME_S = 10.0
# three beats and a wait for the database
MORTE_APRES = datetime.timedelta(seconds=45)
# longer than the longest of the waits between two attempts
EN_RETARD_APRES = datetime.timedelta(minutes=10)


async def dire_qu_elle_vit() -> None:
    """Say it for ever; a database that is held or gone is tried again at the next beat."""
    while True:
        try:
            await asyncio.to_thread(noter)
        except SQLAlchemyError as faute:
            journal.warning("la livraison n’a pas pu dire qu’elle vit : %s", type(faute).__name__)
        await asyncio.sleep(RYTHME_S)


def noter() -> None:
    """Say that the delivery lives."""
    with transaction() as session:
        session.merge(Tache(nom=LIVRAISON, faite_le=maintenant()))


def ce_qui_ne_va_pas() -> str | None:
    """Return what is wrong with the delivery, without a name nor a word of what is sent."""
    with transaction() as session:
        vue = session.get(Tache, LIVRAISON)
        if vue is None or maintenant() - vue.faite_le > MORTE_APRES:
            return "la livraison aux facilitateurs ne tourne pas"
        # what no channel is there to show waits without a fault
        attend = select(func.min(Envoi.cree_le)).where(
            Envoi.etat == A_ENVOYER, func.coalesce(Envoi.faute, "") != SANS_SALLE
        )
        depuis = session.scalar(attend)
        if depuis is None or maintenant() - depuis <= EN_RETARD_APRES:
            return None
        minutes = int((maintenant() - depuis).total_seconds() // 60)
        return f"un message aux facilitateurs attend depuis {minutes} min"
