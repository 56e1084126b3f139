"""`POST /webhooks/teams/webhook`: what Teams sends is verified, kept, and only then worked."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.exceptions import InvalidUsage
from sanic.request import Request
from sanic.response import HTTPResponse
from sqlalchemy.exc import SQLAlchemyError

from bot.canaux.teams import arrivees
from bot.canaux.teams.activites import lire_l_activite
from bot.canaux.teams.cles import Cles, ClesInjoignables
from bot.canaux.teams.verification import NonVerifie, Verification
from bot.envois.teams.salons import OUTIL
from bot.reglages import reglages
from bot.triage import reception
from bot.triage.venues import Venue

journal = logging.getLogger(__name__)
# far more than Teams ever sends of a message
TAILLE_MAXIMALE = 256_000
RECU, MAL_FORME, TROP_LONG, SANS_REPONSE, INDISPONIBLE = 200, 400, 413, 501, 503
# what wants an answer in the call itself: no card of ours has such a button
APPEL = "invoke"


class CanalTeams(InputChannel):
    """The HTTP channel that Azure's bot service calls."""

    @classmethod
    def name(cls) -> str:
        """Return the channel's name, which is also its place under /webhooks/."""
        return OUTIL

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return the route."""
        routes = Blueprint("canal_teams", __name__)
        teams = reglages().teams
        if teams is None:
            raise RuntimeError("les réglages de Teams manquent")
        verification = Verification(teams, Cles(teams.openid))

        @routes.post("/webhook")
        async def recevoir(request: Request) -> HTTPResponse:
            try:
                return await _recevoir(request, verification)
            except NonVerifie as refus:
                journal.warning("activité de Teams refusée : %s", refus.raison)
                return response.empty(status=refus.statut)
            except ClesInjoignables:
                pass  # said where they are read
            except SQLAlchemyError as panne:
                journal.error("une activité de Teams n’a pas été gardée : %s", type(panne).__name__)
            # to be sent again: it is not taken
            return response.empty(status=INDISPONIBLE)

        return routes


async def _recevoir(request: Request, verification: Verification) -> HTTPResponse:
    if len(request.body) > TAILLE_MAXIMALE:
        return response.empty(status=TROP_LONG)
    activite = _lire(request)
    if activite is None:
        return response.empty(status=MAL_FORME)
    await verification.verifier(request.headers.get("authorization"), activite)
    if activite.get("type") == APPEL:
        return response.empty(status=SANS_REPONSE)
    recue = lire_l_activite(activite)
    if isinstance(recue, Venue):
        await asyncio.to_thread(reception.retenir, recue)
        request.app.ctx.bureau.reveiller()
    elif recue is not None:
        await asyncio.to_thread(arrivees.prendre_acte, recue)
    return response.empty(status=RECU)


def _lire(request: Request) -> Mapping[str, Any] | None:
    try:
        corps = request.json
    except InvalidUsage:
        return None
    return corps if isinstance(corps, dict) else None
