"""The widget's script: at `/widget.js`, and at the address of this very version of it.

The second never changes, and may be pinned (`integrity`, docs/installation.md).
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.redaction.reponses import repondre

# made by the build of the widget
SCRIPT = Path(__file__).parent / "widget_web" / "dist" / "widget.js"
ADRESSE = re.compile(r"/widget(?:-([0-9a-f]{16}))?\.js")
JAVASCRIPT = "text/javascript; charset=utf-8"
REVALIDER, POUR_TOUJOURS = "no-cache", "public, max-age=31536000, immutable"
COMPRESSE = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")
ENTETES = {
    # any site may read it: there is nothing of anybody's in it, and `integrity` asks for it
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
    "Vary": "Accept-Encoding",
}


@dataclass(frozen=True)
class Script:
    """A version of the script."""

    contenu: bytes
    compresse: bytes
    empreinte: str


class CanalScript(InputChannel):
    """Serves the script; messages go through the widget's channel."""

    @classmethod
    def name(cls) -> str:
        """Return the channel's name."""
        return "script"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return no route, but what answers at the root, where no channel has its place."""
        routes = Blueprint("canal_script", __name__)

        @routes.listener("before_server_start")
        async def servir_a_la_racine(app: Sanic, _: object) -> None:
            app.register_middleware(_servir, "request")

        return routes


async def _servir(request: Request) -> HTTPResponse | None:
    demande = ADRESSE.fullmatch(request.path)
    if demande is None or request.method not in ("GET", "HEAD"):
        return None
    try:
        script = _lire(SCRIPT.stat().st_mtime_ns)
    except OSError:
        return response.text(repondre("utter_widget_absent", {}).texte, status=503)
    if demande[1] is None:
        return _donner(request, script, REVALIDER)
    # of a version that is gone: the page that pinned it is to be changed
    return _donner(request, script, POUR_TOUJOURS) if demande[1] == script.empreinte else None


@lru_cache(maxsize=1)
def _lire(_: int) -> Script:
    """Read the script once for each time that it was built."""
    contenu = SCRIPT.read_bytes()
    empreinte = hashlib.sha256(contenu).hexdigest()[:16]
    return Script(contenu, gzip.compress(contenu, mtime=0), empreinte)


def _donner(request: Request, script: Script, duree: str) -> HTTPResponse:
    compresse = COMPRESSE.search(request.headers.get("accept-encoding", "")) is not None
    etiquette = f'"{script.empreinte}{"-gzip" if compresse else ""}"'
    entetes = {
        **ENTETES,
        "Cache-Control": duree,
        "ETag": etiquette,
        "Content-Location": f"/widget-{script.empreinte}.js",
    }
    if etiquette in request.headers.get("if-none-match", ""):
        return response.empty(status=304, headers=entetes)
    if compresse:
        entetes["Content-Encoding"] = "gzip"
    contenu = script.compresse if compresse else script.contenu
    return response.raw(contenu, content_type=JAVASCRIPT, headers=entetes)
