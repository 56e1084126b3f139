"""Teams as the delivery sees it: posts a card, replaces it, and says what to do when it cannot."""

from __future__ import annotations

import asyncio
import email.utils
import logging
import re
import time
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import httpx

from bot.envois.outil import Definitive, Disparu, Faute, Passagere
from bot.envois.teams import salons
from bot.envois.teams.cartes import activite
from bot.envois.teams.jeton import Jeton
from bot.envois.teams.salons import est_permise
from bot.reglages import Reglages, Teams
from bot.triage.cartes import Carte
from bot.triage.venues import Lieu

journal = logging.getLogger(__name__)
DELAIS = httpx.Timeout(10.0, connect=5.0)
# of all that one delivery asks for, a token too: it is made again after `bot.envois.livraison`'s
# own delay, and must be over by then
DELAI_S = 25.0
# « precondition failed » is Teams' word for two calls at once; what is refused came to nothing
REFUSES = (408, 412, 429)
# a person's own conversation, a group's: only the channels of a team have threads
SANS_FIL = re.compile(r"a:.*|.*@(?:thread\.v2|unq\.gbl\.spaces)")
JETON_REFUSE, INTERDIT, INTROUVABLE, INTERNE = 401, 403, 404, 500


class Connecteur:
    """The connector of one application; a `bot.envois.outil.Outil`."""

    nom = salons.OUTIL

    def __init__(self, reglages: Teams, client: httpx.AsyncClient | None = None) -> None:
        self._reglages = reglages
        self._client = client or httpx.AsyncClient(timeout=DELAIS)
        self._jeton = Jeton(reglages, self._client)

    def salle(self) -> Lieu | None:
        """Return the channel of the settings, else the last one where the application came."""
        return salons.salle(self._reglages)

    async def publier(self, lieu: Lieu, carte: Carte, marque: str) -> Lieu:
        """Post a card; Teams has neither marks of messages, nor any that one person alone sees."""
        reponse = await self._appeler("POST", lieu, "", activite(carte))
        return replace(lieu, message=_numero(reponse))

    async def retrouver(self, lieu: Lieu, marque: str) -> Lieu | None:
        """Return None: a bot cannot read what Teams shows."""
        return None

    async def modifier(self, lieu: Lieu, carte: Carte) -> None:
        """Replace a message; raises `Disparu` when it is no longer there."""
        await self._appeler("PUT", lieu, f"/{quote(lieu.message or '', safe='')}", activite(carte))

    async def accueillir(self, identite: str, cartes: tuple[Carte, ...]) -> None:
        """Do nothing: the queue is asked for in the conversation."""

    async def nom_de(self, identite: str) -> str | None:
        """Return None: each activity says its author's name already."""
        return None

    async def fermer(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def _appeler(
        self, methode: str, lieu: Lieu, suite: str, corps: dict[str, Any]
    ) -> httpx.Response:
        try:
            return await self._demander(methode, lieu, suite, corps)
        except Faute as faute:
            journal.warning("un envoi à Teams n’aboutit pas : %s", faute.code)
            raise

    async def _demander(
        self, methode: str, lieu: Lieu, suite: str, corps: dict[str, Any]
    ) -> httpx.Response:
        service = lieu.service or salons.service(self._reglages, lieu.conversation)
        # whatever the tables say, the token goes to no other host
        if not est_permise(service, self._reglages.services):
            raise Definitive("service_non_permis")
        adresse = f"{service.rstrip('/')}/v3/conversations/{_conversation(lieu)}/activities{suite}"
        try:
            reponse = await asyncio.wait_for(self._envoyer(methode, adresse, corps), DELAI_S)
        except asyncio.TimeoutError:
            raise Passagere("delai", arrivee=True) from None
        if not reponse.is_success:
            raise self._faute(methode, lieu, reponse)
        return reponse

    async def _envoyer(self, methode: str, adresse: str, corps: dict[str, Any]) -> httpx.Response:
        reponse = await self._essayer(methode, adresse, corps)
        if reponse.status_code == JETON_REFUSE:
            self._jeton.oublier()
            reponse = await self._essayer(methode, adresse, corps)
        return reponse

    async def _essayer(self, methode: str, adresse: str, corps: dict[str, Any]) -> httpx.Response:
        entetes = {"Authorization": f"Bearer {await self._jeton.obtenir()}"}
        try:
            return await self._client.request(methode, adresse, json=corps, headers=entetes)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as panne:
            raise Passagere(type(panne).__name__) from None
        except httpx.HTTPError as panne:
            raise Passagere(type(panne).__name__, arrivee=True) from None

    def _faute(self, methode: str, lieu: Lieu, reponse: httpx.Response) -> Faute:
        """Return what a refusal means; its body, which quotes what was sent, is not kept."""
        statut = reponse.status_code
        code = f"http_{statut}"
        if statut in REFUSES or statut >= INTERNE:
            return Passagere(code, _attente_s(reponse), arrivee=statut >= INTERNE)
        if methode == "PUT" and statut == INTROUVABLE:
            return Disparu(code)
        # until the secret is put right, or the application let in again where requests go
        dans_la_salle = (self.salle() or lieu).conversation == lieu.conversation
        if statut == JETON_REFUSE or (statut in (INTERDIT, INTROUVABLE) and dans_la_salle):
            return Passagere(code)
        return Definitive(code)


def _conversation(lieu: Lieu) -> str:
    """Return the name of a conversation in an address; a channel's thread has its own."""
    a_des_fils = SANS_FIL.fullmatch(lieu.conversation) is None
    fil = f";messageid={lieu.fil}" if lieu.fil and a_des_fils else ""
    return quote(f"{lieu.conversation}{fil}", safe="")


def _numero(reponse: httpx.Response) -> str | None:
    """Return the id of a message; without one it is there, and cannot be replaced."""
    try:
        return str(reponse.json()["id"])
    except (KeyError, TypeError, ValueError):
        return None


def _attente_s(reponse: httpx.Response) -> float | None:
    """Return after how long the service wants to be asked again, in seconds or as a date."""
    dit = reponse.headers.get("Retry-After", "")
    if dit.isdecimal():
        return float(dit)
    try:
        return max(email.utils.parsedate_to_datetime(dit).timestamp() - time.time(), 0.0)
    except (TypeError, ValueError):
        return None


def ouvrir(reglages: Reglages) -> Connecteur | None:
    """Return the connector, None when Teams is not set."""
    return Connecteur(reglages.teams) if reglages.teams else None
