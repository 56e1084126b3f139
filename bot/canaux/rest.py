"""Rasa's REST shape, without its faults: `POST /webhooks/rest/webhook {"sender", "message"}`."""

from __future__ import annotations

import hmac
import logging
import os
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.exceptions import InvalidUsage
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.canaux.entree import preparer

journal = logging.getLogger(__name__)
LONGUEUR_D_EXPEDITEUR = 128


class ReponsesEntieres(CollectingOutputChannel):
    """Collects answers as they are: Rasa would cut a text at each blank line."""

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        """Keep a text in one message."""
        await self._persist_message(self._message(recipient_id, text=text))


class CanalRest(InputChannel):
    """The HTTP channel of the page, of tests and of simulated buyers."""

    @classmethod
    def name(cls) -> str:
        """Return the channel's name, which is also its place under /webhooks/."""
        return "rest"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return the routes."""
        routes = Blueprint("canal_rest", __name__)

        @routes.get("/")
        async def sante(request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @routes.post("/webhook")
        async def recevoir(request: Request) -> HTTPResponse:
            if not _autorise(request):
                return _refus("jeton absent ou faux", 401)
            corps = _lire_json(request)
            expediteur, texte = corps.get("sender"), corps.get("message")
            if not isinstance(expediteur, str) or not 0 < len(expediteur) <= LONGUEUR_D_EXPEDITEUR:
                return _refus("« sender » doit être un texte de 1 à 128 caractères", 400)
            if not isinstance(texte, str | None):
                return _refus("« message » doit être un texte", 400)
            agent: Agent = request.app.ctx.agent
            return response.json(
                await repondre(agent, on_new_message, expediteur, texte or "", self.name())
            )

        return routes


async def repondre(
    agent: Agent,
    on_new_message: Callable[[UserMessage], Awaitable[Any]],
    expediteur: str,
    texte: str,
    canal: str,
) -> list[dict[str, Any]]:
    """Hand a message to Rasa and return its answers; never none: a fault is told in French."""
    reponses = ReponsesEntieres()
    try:
        prepare = await preparer(texte, expediteur, agent.tracker_store)
        await on_new_message(UserMessage(prepare, reponses, expediteur, input_channel=canal))
    except Exception:
        journal.exception("message sans réponse")
    if not reponses.messages:
        incident = agent.domain.responses["utter_incident"][0]["text"] if agent.domain else ""
        await reponses.send_text_message(expediteur, incident)
    messages: list[dict[str, Any]] = reponses.messages
    return messages


def _lire_json(request: Request) -> dict[str, Any]:
    try:
        corps = request.json
    except InvalidUsage:
        return {}
    return corps if isinstance(corps, dict) else {}


def _autorise(request: Request) -> bool:
    """In production, ask for the same token as Rasa's API does."""
    if os.environ.get("PROFIL") != "production":
        return True
    donne = request.args.get("token") or ""
    return hmac.compare_digest(donne, os.environ.get("RASA_TOKEN", ""))


def _refus(raison: str, statut: int) -> HTTPResponse:
    return response.json({"erreur": raison}, status=statut)
