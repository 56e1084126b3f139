"""Tells whether each part works, to whoever asks: `GET /sante`."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pypandoc
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.donnees import RACINE
from bot.dossiers.base import moteur, session
from bot.envois.etat import ce_qui_ne_va_pas
from bot.guichet import DELAI_S
from bot.triage.boite import outils

BON = "ok"
# under which a database may no longer be able to write a turn
PLACE_MINIMALE = 20_000_000
REPONSE_S = 4.0


class CanalSante(InputChannel):
    """Serves the state of the parts; messages go through the other channels."""

    @classmethod
    def name(cls) -> str:
        """Return the channel's name."""
        return "sante"

    def url_prefix(self) -> str:
        """Return a place outside /webhooks/."""
        return "/sante"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return the routes."""
        routes = Blueprint("canal_sante", __name__)

        @routes.get("/")
        async def dire(request: Request) -> HTTPResponse:
            parties = await _examiner(request.app)
            bon = all(etat == BON for etat in parties.values())
            corps = {"etat": BON if bon else "malade", "parties": parties}
            return response.json(corps, status=200 if bon else 503)

        return routes


def etat_de(app: Sanic) -> dict[str, Any]:
    """Return what the watcher looks at: can messages be taken, how long has one been under way."""
    return {"pret": True, "tour_s": app.ctx.guichet.attente_s}


async def _examiner(app: Sanic) -> dict[str, str]:
    """Return « ok », or what is wrong, for each part."""
    retard = app.ctx.guichet.attente_s > DELAI_S
    parties = {
        "conversation": "un message ne reçoit pas de réponse" if retard else BON,
        "base": await _dans_le_temps(_base, "la base de données ne répond pas"),
        "documents": await _dans_le_temps(_documents, "pandoc ne répond pas"),
        "disque": await _dans_le_temps(_disque, "le disque ne répond pas"),
    }
    if outils():
        sinon = "la livraison ne peut pas être examinée"
        parties["livraison"] = await _dans_le_temps(_livraison, sinon)
    return parties


async def _dans_le_temps(examen: Callable[[], str], sinon: str) -> str:
    try:
        return await asyncio.wait_for(asyncio.to_thread(examen), REPONSE_S)
    except asyncio.TimeoutError:
        return sinon


def _base() -> str:
    try:
        with session() as courante:
            courante.execute(text("UPDATE dossiers SET id = id WHERE id = 0"))  # can it write?
    except SQLAlchemyError as faute:
        return f"la base de données n’est pas utilisable ({type(faute).__name__})"
    return BON


def _livraison() -> str:
    try:
        return ce_qui_ne_va_pas() or BON
    except SQLAlchemyError as faute:
        return f"la livraison ne peut pas être examinée ({type(faute).__name__})"


def _documents() -> str:
    try:
        pypandoc.get_pandoc_path()
    except OSError:
        return "pandoc est introuvable : aucun document ne peut être fait"
    return BON


def _disque() -> str:
    dossiers = {RACINE}
    if moteur().name == "sqlite" and moteur().url.database:
        dossiers.add(Path(unquote(moteur().url.database.removeprefix("file:"))).parent)
    libre = min(shutil.disk_usage(dossier).free for dossier in dossiers)
    return BON if libre > PLACE_MINIMALE else "le disque est plein"
