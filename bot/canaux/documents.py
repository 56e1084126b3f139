"""Gives the documents of a file: `GET /documents/{reference}/{jeton}/{type}.{format}`."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse
from sqlalchemy.exc import SQLAlchemyError

from bot.canaux.refus import refuser_le_document
from bot.documents.conversion import FORMATS, TYPES_MIME
from bot.dossiers import depot

journal = logging.getLogger(__name__)


class CanalDocuments(InputChannel):
    """Serves documents to whoever holds their address; messages go through the other channels."""

    @classmethod
    def name(cls) -> str:
        """Return the channel's name."""
        return "documents"

    def url_prefix(self) -> str:
        """Return a place outside /webhooks/."""
        return "/documents"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return the routes."""
        routes = Blueprint("canal_documents", __name__)

        @routes.get("/<reference:str>/<jeton:str>/<fichier:str>")
        async def donner(
            request: Request, reference: str, jeton: str, fichier: str
        ) -> HTTPResponse:
            # reading and converting would hold up every conversation
            try:
                contenu = await asyncio.to_thread(_fabriquer, reference, jeton, fichier)
            except (SQLAlchemyError, RuntimeError, OSError):  # of the database, pandoc, the disk
                journal.exception("document non fabriqué")
                return refuser_le_document(request, "utter_document_en_panne", 503)
            if contenu is None:
                return refuser_le_document(request, "utter_document_introuvable", 404)
            nom, _, format_ = fichier.rpartition(".")
            entetes = {
                "Content-Disposition": f'attachment; filename="{reference}-{nom}.{format_}"',
                "Cache-Control": "private, no-store",
                "X-Content-Type-Options": "nosniff",
                "Referrer-Policy": "no-referrer",
            }
            return response.raw(contenu, content_type=TYPES_MIME[format_], headers=entetes)

        return routes


def _fabriquer(reference: str, jeton: str, fichier: str) -> bytes | None:
    type_, _, format_ = fichier.rpartition(".")
    document = depot.document(reference, jeton, type_) if format_ in FORMATS else None
    return FORMATS[format_](document.html, reference) if document else None
