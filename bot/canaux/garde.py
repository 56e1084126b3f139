"""What may come in: sizes bounded before they are read, no route that is not promised.

And what comes out of it when something that nobody foresaw goes wrong: French, as the rest.
"""

from __future__ import annotations

import logging
import re
import traceback
from typing import Any

from sanic import Sanic, response
from sanic.exceptions import MethodNotSupported, NotFound, PayloadTooLarge, SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.canaux.refus import refuser

journal = logging.getLogger(__name__)
# A message of 2 000 characters, each escaped, holds in 24 000 bytes; one pasted whole from a long
# document is still told, in the conversation, that it is too long.
TAILLE_MAXIMALE = 1_000_000
# Rasa's API can also train, replace the model and write into conversations: nobody needs it here
ROUTES_DE_RASA = {
    "GET": re.compile(r"/(?:status|version|conversations/.+/tracker)?"),
    "POST": re.compile(r"/model/parse"),
}
# what is analysed holds up everybody: as long as the longest message, whatever its characters
ANALYSE, TAILLE_D_UNE_ANALYSE = "/model/parse", 16_000
ROUTES_A_NOUS = re.compile(r"/(?:webhooks|page|documents)/.*|/sante|/widget(?:-[0-9a-f]+)?\.js")


def garder(app: Sanic) -> None:
    """Set the bounds of the whole server."""
    app.config.REQUEST_MAX_SIZE = TAILLE_MAXIMALE
    app.register_middleware(_refuser_le_reste, "request")
    app.error_handler.add(PayloadTooLarge, _trop_long)
    app.error_handler.add(NotFound, _introuvable)
    app.error_handler.add(MethodNotSupported, _introuvable)
    app.error_handler.add(Exception, _inattendu)


async def _refuser_le_reste(request: Request) -> HTTPResponse | None:
    if request.path == ANALYSE and len(request.body) > TAILLE_D_UNE_ANALYSE:
        return _trop_long(request, None)
    de_rasa = ROUTES_DE_RASA.get("GET" if request.method == "HEAD" else request.method)
    if ROUTES_A_NOUS.fullmatch(request.path) or (de_rasa and de_rasa.fullmatch(request.path)):
        return None
    return _introuvable(request, None)


def _introuvable(request: Request, _: Any) -> HTTPResponse:
    return response.json({"erreur": "introuvable"}, status=404)


def _trop_long(request: Request, _: Any) -> HTTPResponse:
    return refuser("utter_widget_trop_long", 413)


def _inattendu(request: Request, faute: Exception) -> HTTPResponse:
    if isinstance(faute, SanicException):
        return request.app.error_handler.default(request, faute)
    # where in the code, and neither the error's own words, which may quote what somebody typed, nor
    # the address, which may open a document
    ou = "".join(traceback.format_tb(faute.__traceback__))
    journal.error("inattendu : %s\n%s", type(faute).__name__, ou)
    return refuser("utter_widget_inattendu", 500)
