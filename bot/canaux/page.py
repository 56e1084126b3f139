"""The product's page at `/`; what goes with it under `/page/`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.canaux.pages import fichiers, rendre_la_page

ENTETES = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
        # the widget's library makes its own templates, and nothing else may make markup
        "require-trusted-types-for 'script'; trusted-types lit-html"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


class CanalPage(InputChannel):
    """Serves pages and files; messages go through the widget's channel."""

    @classmethod
    def name(cls) -> str:
        """Return the channel's name."""
        return "page"

    def url_prefix(self) -> str:
        """Return a place outside /webhooks/."""
        return "/page"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return the routes."""
        routes = Blueprint("canal_page", __name__)

        @routes.get("/<nom:str>")
        async def fichier(request: Request, nom: str) -> HTTPResponse:
            connus = fichiers()
            if nom not in connus:
                return response.text("introuvable", status=404)
            if nom.endswith(".html"):
                return _page(nom)
            return await response.file(connus[nom], headers=ENTETES)

        @routes.listener("before_server_start")
        async def servir_a_la_racine(app: Sanic, _: object) -> None:
            # Rasa's own route for « / » says hello, and Sanic allows no second one
            app.register_middleware(_accueil, "request")

        return routes


async def _accueil(request: Request) -> HTTPResponse | None:
    if request.path == "/" and request.method in ("GET", "HEAD"):
        return _page("index.html")
    return None


def _page(nom: str) -> HTTPResponse:
    return response.html(rendre_la_page(nom), headers=ENTETES)
