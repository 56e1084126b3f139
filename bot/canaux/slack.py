"""Slack's own channel: `POST /webhooks/slack/webhook`, events, clicks, forms and `/plan-progres`.

Only what bears Slack's signature, of less than five minutes, is read. What is to be done is kept,
Slack is told « received », and `bot.bureau` works it.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import parse_qs

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse
from slack_sdk.signature import SignatureVerifier
from sqlalchemy.exc import SQLAlchemyError

from bot.canaux.debit import Debit
from bot.canaux.slack_venues import Demandee, Saisie, lire_un_clic, lire_un_evenement, lire_une_vue
from bot.dossiers.base import transaction
from bot.envois.outil import Faute
from bot.envois.slack import blocs
from bot.envois.slack.outil import OutilSlack
from bot.reglages import Slack, reglages
from bot.triage import boite, reception
from bot.triage.cartes import Carte
from bot.triage.rapide import avis_rapide
from bot.triage.textes import dire
from bot.triage.venues import Venue

journal = logging.getLogger(__name__)
SE_PRESENTER_DE_NOUVEAU_S = 60.0
# of one person, in a minute
VERIFICATIONS, UNE_MINUTE_S = 10, 60.0


class CanalSlack(InputChannel):
    """The HTTP channel that Slack calls."""

    @classmethod
    def name(cls) -> str:
        """Return the channel's name, which is also its place under /webhooks/."""
        return "slack"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return the routes."""
        regles = reglages().slack
        assert regles is not None  # `bot.canaux.ouverts` opens it only then
        porte = Porte(regles)
        routes = Blueprint("canal_slack", __name__)

        @routes.post("/webhook")
        async def recevoir(request: Request) -> HTTPResponse:
            return await porte.recevoir(request)

        @routes.listener("after_server_start")
        async def se_presenter(app: Sanic, _: object) -> None:
            app.add_task(porte.se_presenter())

        return routes


class Porte:
    """Takes what Slack sends, of one application in one workspace."""

    def __init__(self, regles: Slack) -> None:
        self._regles = regles
        self._signatures = SignatureVerifier(regles.secret_de_signature)
        self._outil = OutilSlack(regles)
        self._verifications = Debit(VERIFICATIONS, UNE_MINUTE_S)
        self._equipe: str | None = None
        self._moi: str | None = None

    async def recevoir(self, request: Request) -> HTTPResponse:
        """Answer a call: refused without a signature, else kept and said to be received."""
        if not self._est_signe(request):
            return response.json({"erreur": "signature refusée"}, status=401)
        try:
            return await self._prendre(request)
        except (ValueError, KeyError, TypeError, AttributeError):
            # signed, and yet not of a shape that is known: nothing of it is done
            return response.json({"erreur": "forme inconnue"}, status=400)
        except SQLAlchemyError as panne:
            journal.error("un événement de Slack n’a pas été gardé : %s", type(panne).__name__)
            return response.json({"erreur": "réessayez"}, status=503)

    def _est_signe(self, request: Request) -> bool:
        entetes = request.headers
        moment, signature = (
            entetes.get("x-slack-request-timestamp"),
            entetes.get("x-slack-signature"),
        )
        if not (moment and moment.isascii() and moment.isdecimal() and signature):
            return False
        return bool(self._signatures.is_valid(request.body, moment, signature))

    async def _prendre(self, request: Request) -> HTTPResponse:
        if "json" in request.headers.get("content-type", ""):
            return await self._prendre_un_evenement(request, json.loads(request.body))
        champs = {nom: v[0] for nom, v in parse_qs(request.body.decode()).items()}
        if "payload" in champs:
            return await self._prendre_un_geste(request, json.loads(champs["payload"]))
        if "command" in champs and self._est_d_ici(champs.get("team_id")):
            return await self._repondre_a_la_commande(champs)
        return response.empty(status=403 if "command" in champs else 400)

    async def _prendre_un_evenement(self, request: Request, recu: dict[str, Any]) -> HTTPResponse:
        if recu.get("type") == "url_verification":
            return response.json({"challenge": recu["challenge"]})
        if not self._est_d_ici(recu.get("team_id")):
            return response.empty(status=403)
        lu = lire_un_evenement(recu, self._moi, self._regles.canal_triage)
        if isinstance(lu, Demandee):
            await asyncio.to_thread(_montrer_l_accueil, lu.identite)
        elif lu is not None:
            await _garder(request, lu)
        return response.empty(status=200)

    async def _prendre_un_geste(self, request: Request, recu: dict[str, Any]) -> HTTPResponse:
        if not self._est_d_ici((recu.get("team") or {}).get("id")):
            return response.empty(status=403)
        if recu.get("type") == "view_submission":
            await _garder(request, lire_une_vue(recu))
            return response.empty(status=200)
        geste = lire_un_clic(recu)
        if isinstance(geste, Saisie):
            request.app.add_task(self._demander_un_texte(geste))
        elif geste is not None:
            await _garder(request, geste)
        return response.empty(status=200)

    async def _repondre_a_la_commande(self, champs: Mapping[str, str]) -> HTTPResponse:
        """Check a contract for whoever asks; a reading costs more than a call."""
        if self._verifications.attente_s(champs.get("user_id", "")):
            carte = Carte(texte=dire("rapide_trop_vite"))
        else:
            carte = await asyncio.to_thread(avis_rapide, champs.get("text", ""))
        return response.json(
            {
                "response_type": "ephemeral",
                "text": blocs.repli(carte),
                "blocks": blocs.blocs(carte),
            }
        )

    async def _demander_un_texte(self, geste: Saisie) -> None:
        try:
            await self._outil.demander_un_texte(geste.declencheur, geste.titre, geste.memoire)
        except Faute as faute:  # it can be clicked again, and the sentence can be typed
            journal.warning("un formulaire n’a pas pu s’ouvrir : %s", faute.code)

    def _est_d_ici(self, equipe: str | None) -> bool:
        """Tell our own workspace; until it is known, the signature alone tells."""
        return self._equipe is None or equipe in (None, self._equipe)

    async def se_presenter(self) -> None:
        """Learn which workspace this is, and who we are in it."""
        while self._moi is None:
            try:
                self._equipe, self._moi = await self._outil.qui_suis_je()
            except Faute as faute:
                journal.warning("Slack ne dit pas qui nous sommes : %s", faute.code)
                await asyncio.sleep(SE_PRESENTER_DE_NOUVEAU_S)


async def _garder(request: Request, venue: Venue) -> None:
    await asyncio.to_thread(reception.retenir, venue)
    request.app.ctx.bureau.reveiller()


def _montrer_l_accueil(identite: str) -> None:
    with transaction() as session:
        boite.accueillir(session, CanalSlack.name(), identite)
