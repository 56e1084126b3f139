"""Says in French why a call is refused: to a program in JSON, to one who clicked on a page."""

from __future__ import annotations

import html
import math
from pathlib import Path
from string import Template

from sanic import response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.redaction.reponses import repondre

PAGE = Path(__file__).parent / "refus.html"
ENTETES_DE_LA_PAGE = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class Refus(Exception):
    """A call that is not answered: the response that says why, and after how long to ask again."""

    def __init__(self, nom: str, statut: int, attente_s: float = 0.0) -> None:
        super().__init__(nom)
        self.reponse = refuser(nom, statut, attente_s)


def refuser(nom: str, statut: int, attente_s: float = 0.0) -> HTTPResponse:
    """Return the refusal that a response of `data/reponses` words."""
    return dire(repondre(nom, {}).texte, statut, attente_s)


def dire(texte: str, statut: int, attente_s: float = 0.0) -> HTTPResponse:
    """Return a refusal, and after how long to ask again."""
    apres = {"Retry-After": str(math.ceil(attente_s))} if attente_s else {}
    return response.json({"erreur": texte}, status=statut, headers=apres)


def refuser_le_document(request: Request, nom: str, statut: int) -> HTTPResponse:
    """Return it as a page to a browser: its reader followed a link."""
    if "text/html" not in request.headers.get("accept", ""):
        return refuser(nom, statut)
    page = Template(PAGE.read_text(encoding="utf-8"))
    texte = html.escape(repondre(nom, {}).texte)
    return response.html(page.substitute(texte=texte), statut, ENTETES_DE_LA_PAGE)
