"""Learns what tools call the facilitators, so that « passe la 12 à Sophie » finds her."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping

from bot.dossiers.base import transaction
from bot.envois.outil import Faute, Outil
from bot.triage.identites import facilitateurs, retenir_le_nom

journal = logging.getLogger(__name__)
RYTHME_S = 300.0


async def apprendre_les_noms(outils: Mapping[str, Outil]) -> None:
    """Ask each tool for the names that are not known, for ever."""
    while True:
        try:
            await _apprendre(outils)
        except Faute as faute:
            journal.warning("un nom n’a pas pu être appris : %s", faute.code)
        except Exception:
            journal.exception("les noms n’ont pas pu être appris")
        await asyncio.sleep(RYTHME_S)


async def _apprendre(outils: Mapping[str, Outil]) -> None:
    for identite in await asyncio.to_thread(_sans_nom):
        outil = outils.get(identite.partition(":")[0])
        nom = await outil.nom_de(identite) if outil else None
        if nom:
            await asyncio.to_thread(_retenir, identite, nom)


def _sans_nom() -> list[str]:
    with transaction() as session:
        return [identite for identite, nom in facilitateurs(session).items() if nom is None]


def _retenir(identite: str, nom: str) -> None:
    with transaction() as session:
        retenir_le_nom(session, identite, nom)
