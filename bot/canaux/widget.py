"""The widget's own channel, under /webhooks/widget/: a session, messages, history and a stream.

Whose conversation it is comes from the session alone (`sessions.py`), and who may ask from what the
browser says of the page (`origines.py`): nothing that a page sends can name somebody else's.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic, response
from sanic.exceptions import InvalidUsage
from sanic.request import Request
from sanic.response import BaseHTTPResponse, HTTPResponse
from sqlalchemy.exc import SQLAlchemyError

from bot.canaux import origines
from bot.canaux.debit import Debit, abonne
from bot.canaux.flux import EVENEMENTS, Places, derouler, en_message
from bot.canaux.refus import Refus, dire, refuser
from bot.canaux.sessions import Session, cookie, nom_du_cookie
from bot.donnees import A_RENVOYER
from bot.dossiers.conversations import Echange
from bot.entree import est_un_identifiant
from bot.guichet import Entree, Guichet, ou_en_est, relire
from bot.reglages import reglages

journal = logging.getLogger(__name__)
# a message of 2 000 characters, each escaped, holds in it
TAILLE_MAXIMALE = 32_000
# the greatest that any database's rank may be
CURSEUR_MAXIMAL = 2**31 - 1
UNE_MINUTE_S = 60.0
# after which what could not be done may be asked for again
REPRISE_S = 5.0
ENTETES = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    # else nginx keeps a stream until it has enough of it
    "X-Accel-Buffering": "no",
}


class Bornes:
    """How much may come: what was queued offline comes at once, an office has one address."""

    def __init__(self) -> None:
        self._messages = Debit(30, UNE_MINUTE_S)
        self._lectures = Debit(600, UNE_MINUTE_S)  # each tab reads again what one said
        self._messages_d_une_adresse = Debit(600, UNE_MINUTE_S)
        self._sessions_d_une_adresse = Debit(120, UNE_MINUTE_S)

    def un_message(self, request: Request, session: Session) -> None:
        """Count a message; raises `Refus` for one too many."""
        _compter(self._messages, session.numero, "utter_widget_trop_vite")
        _compter(self._messages_d_une_adresse, _abonne(request), "utter_widget_affluence")

    def une_lecture(self, session: Session) -> None:
        """Count a history or a stream."""
        _compter(self._lectures, session.numero, "utter_widget_affluence")

    def une_session(self, request: Request) -> None:
        """Count a session, new or not."""
        _compter(self._sessions_d_une_adresse, _abonne(request), "utter_widget_affluence")


class CanalWidget(InputChannel):
    """The HTTP channel of the page and of the sites that embed the widget."""

    @classmethod
    def name(cls) -> str:
        """Return the channel's name, which is also its place under /webhooks/."""
        return "widget"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return the routes."""
        routes = Blueprint("canal_widget", __name__)
        bornes, places = Bornes(), Places()

        @routes.post("/session")
        async def ouvrir(request: Request) -> HTTPResponse:
            bornes.une_session(request)
            return await _ouvrir(request)

        @routes.post("/messages")
        async def recevoir(request: Request) -> HTTPResponse:
            session = _session(request)
            bornes.un_message(request, session)
            return await _prendre(request, session)

        @routes.get("/historique")
        async def rendre(request: Request) -> HTTPResponse:
            session = _session(request)
            bornes.une_lecture(session)
            depuis = _entier(request.args.get("depuis"))
            return _rendre(await _relire(session.conversation, depuis), depuis)

        @routes.get("/flux")
        async def suivre(request: Request) -> None:
            session = _session(request)
            bornes.une_lecture(session)
            await _suivre(request, session.conversation, places)

        routes.exception(Refus)(_dire_le_refus)
        routes.exception(SQLAlchemyError)(_dire_la_panne)
        routes.listener("before_server_start")(_garder)

        @routes.listener("before_server_stop")
        async def fermer(app: Sanic, _: object) -> None:
            places.fermer()

        return routes


async def _ouvrir(request: Request) -> HTTPResponse:
    """Give a browser its session again, or a new one where it has none or asks for it."""
    corps = _lire_json(request)
    connue = None if corps.get("nouvelle") is True else _lire_session(request)
    session = connue.prolongee() if connue else Session.nouvelle()
    curseur = await _curseur(session) if connue else 0
    reponse = response.json({"curseur": curseur, "nouvelle": connue is None})
    en_https = _en_https(request)
    reponse.headers.add("Set-Cookie", cookie(session, en_https, _ailleurs(request, en_https)))
    return reponse


async def _prendre(request: Request, session: Session) -> HTTPResponse:
    corps = _lire_json(request)
    identifiant, texte = corps.get("id"), corps.get("message")
    if not (est_un_identifiant(identifiant) and isinstance(texte, str)):
        raise Refus("utter_widget_mal_forme", 400)
    guichet: Guichet = request.app.ctx.guichet
    entree = Entree(session.conversation, texte, CanalWidget.name(), identifiant)
    dits = await guichet.prendre(entree)
    # neither taken nor in the history: to be sent again, under the same id
    refuses = [dit for dit in dits if (dit.custom or {}).get("type") == A_RENVOYER]
    if refuses:
        return dire(refuses[0].texte, 503, REPRISE_S)
    # of an answer that was erased since, no rank is left
    return _rendre(dits, _dernier(dits, 0) or await _curseur(session))


async def _suivre(request: Request, conversation: str, places: Places) -> None:
    if places.complet:
        raise Refus("utter_widget_affluence", 503, UNE_MINUTE_S)
    # a browser that comes back says where it was; its address still says where it began
    depuis = _entier(request.headers.get("last-event-id") or request.args.get("depuis"))
    with places.prendre(conversation) as place:
        dits = await _relire(conversation, depuis)
        # nothing else comes by this connection: kept, it would hold up the server's stop
        request.stream.keep_alive = False
        flux = await request.respond(content_type=EVENEMENTS)
        async for evenement in derouler(place, dits, depuis, partial(relire, conversation)):
            await flux.send(evenement)
        await flux.eof()


async def _relire(conversation: str, depuis: int) -> list[Echange]:
    # it may wait for the disk, and every conversation with it
    return await asyncio.to_thread(relire, conversation, depuis)


async def _curseur(session: Session) -> int:
    return await asyncio.to_thread(ou_en_est, session.conversation)


def _rendre(dits: list[Echange], depuis: int) -> HTTPResponse:
    messages = [en_message(dit) for dit in dits]
    corps = {"messages": messages, "curseur": _dernier(dits, depuis)}
    return response.json(corps, ensure_ascii=False, escape_forward_slashes=False)


def _dernier(dits: list[Echange], depuis: int) -> int:
    return max([depuis, *(dit.id for dit in dits)])


def _session(request: Request) -> Session:
    session = _lire_session(request)
    if session is None:
        raise Refus("utter_widget_session", 401)
    return session


def _lire_session(request: Request) -> Session | None:
    return Session.lire(request.cookies.get(nom_du_cookie(_en_https(request))))


def _lire_json(request: Request) -> dict[str, Any]:
    """Return what a page sent; a form of another site's, which asks nobody, cannot send JSON."""
    if len(request.body) > TAILLE_MAXIMALE:
        raise Refus("utter_widget_trop_long", 413)
    if not request.body:
        return {}
    if request.content_type.partition(";")[0].strip().lower() != "application/json":
        raise Refus("utter_widget_pas_du_json", 415)
    try:
        corps = request.json
    except InvalidUsage:
        corps = None
    if not isinstance(corps, dict):
        raise Refus("utter_widget_mal_forme", 400)
    return corps


def _entier(texte: str | None) -> int:
    """Return a cursor; the beginning, where none that may be is given."""
    lu = int(texte) if texte and texte.isascii() and texte.isdecimal() else 0
    return lu if lu <= CURSEUR_MAXIMAL else 0


def _en_https(request: Request) -> bool:
    """Tell whether buyers call over https, most often a proxy that then calls here over http."""
    publique = reglages().url_publique
    if publique is not None:
        return publique.startswith("https:")
    vue = request.headers.get("x-forwarded-proto") or request.scheme
    return bool(vue.startswith("https"))


def _ailleurs(request: Request, en_https: bool) -> bool:
    """Tell whether the page is of another site, which a browser of today says itself."""
    venue = request.headers.get("sec-fetch-site")
    if venue is not None:
        return bool(venue == "cross-site")
    origine = request.headers.get("origin")
    return en_https and origine is not None and not origines.est_a_nous(origine, request.host)


def _compter(debit: Debit, cle: str, sinon: str) -> None:
    attente_s = debit.attente_s(cle)
    if attente_s:
        raise Refus(sinon, 429, attente_s)


def _abonne(request: Request) -> str:
    return abonne(request.ip, request.headers.get("x-forwarded-for"))


async def _dire_le_refus(request: Request, refus: Refus) -> HTTPResponse:
    return refus.reponse


async def _dire_la_panne(request: Request, panne: SQLAlchemyError) -> HTTPResponse:
    journal.error("la base n’a pas été lue : %s", type(panne).__name__)
    return refuser("utter_widget_en_panne", 503, REPRISE_S)


async def _garder(app: Sanic, _: object) -> None:
    # Rasa answers preflights itself, before any other, and allows nothing
    app.request_middleware.appendleft(_filtrer)
    app.register_middleware(_completer, "response")


async def _filtrer(request: Request) -> HTTPResponse | None:
    """Refuse other sites' pages before anything is read, and tell the browsers of ours."""
    if not request.path.startswith(origines.CHEMIN):
        return None
    origine, venue = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    if not origines.est_admise(origine, request.host, venue):
        return refuser("utter_widget_origine", 403)
    if request.method == "OPTIONS":
        return response.empty(headers=origines.PREALABLE)
    return None


async def _completer(request: Request, reponse: BaseHTTPResponse) -> None:
    """Let our pages read an answer, a refusal too."""
    if request.path.startswith(origines.CHEMIN):
        origine = request.headers.get("origin")
        reponse.headers.update({**ENTETES, **origines.entetes(origine, request.host)})
