"""Rasa's REST shape, without its faults: `POST /webhooks/rest/webhook {"sender", "message"}`."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.exceptions import InvalidUsage
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.dossiers.conversations import Echange
from bot.entree import est_un_identifiant, est_un_nom
from bot.guichet import Entree, Guichet
from bot.reglages import PRODUCTION, reglages


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
            identifiant = corps.get("id")
            if not est_un_nom(expediteur):
                return _refus("« sender » doit être un texte de 1 à 128 caractères", 400)
            if not isinstance(texte, str | None):
                return _refus("« message » doit être un texte", 400)
            if not (identifiant is None or est_un_identifiant(identifiant)):
                return _refus("« id » doit être un texte de 1 à 64 caractères", 400)
            guichet: Guichet = request.app.ctx.guichet
            entree = Entree(expediteur, texte or "", self.name(), identifiant)
            return response.json(en_rasa(expediteur, await guichet.prendre(entree)))

        return routes


def en_rasa(expediteur: str, echanges: Iterable[Echange]) -> list[dict[str, Any]]:
    """Return an answer in the shape of Rasa's REST channel."""
    return [
        {
            "recipient_id": expediteur,
            **({"text": dit.texte} if dit.texte else {}),
            **({"buttons": _en_boutons(dit)} if dit.boutons else {}),
            **({"custom": dit.custom} if dit.custom else {}),
        }
        for dit in echanges
    ]


def _en_boutons(dit: Echange) -> list[dict[str, str]]:
    return [{"title": bouton["titre"], "payload": bouton["envoi"]} for bouton in dit.boutons]


def _lire_json(request: Request) -> dict[str, Any]:
    try:
        corps = request.json
    except InvalidUsage:
        return {}
    return corps if isinstance(corps, dict) else {}


def _autorise(request: Request) -> bool:
    """In production, ask for the same token as Rasa's API does."""
    if reglages().profil != PRODUCTION:
        return True
    donne = request.args.get("token") or ""
    return hmac.compare_digest(donne.encode(), (reglages().jeton or "").encode())


def _refus(raison: str, statut: int) -> HTTPResponse:
    return response.json({"erreur": raison}, status=statut)
