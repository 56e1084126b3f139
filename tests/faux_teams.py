"""A Teams that is none: Microsoft's login, its keys and its connector, on loopback.

It behaves as the service does: refuses what bears no token of its own, asks to slow down, breaks,
takes a message and says that it did not, sends the same activity again until it is received.
"""

from __future__ import annotations

import asyncio
import base64
import json
import threading
import time
import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
import jwt
from aiohttp import web
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

EMETTEUR = "https://api.botframework.com"
APPLICATION = "11111111-2222-3333-4444-555555555555"
MOT_DE_PASSE = "mot-de-passe-d-essai"
LOCATAIRE = "99999999-8888-7777-6666-555555555555"
CANAL = "19:triage@thread.tacv2"
EQUIPE = "19:equipe@thread.tacv2"
MOI = f"28:{APPLICATION}"
CAMILLE, DOMINIQUE, ACHETEUSE = (f"{n}aaaaaaa-0000-4000-8000-00000000000{n}" for n in (1, 2, 3))
# of a delivery that is not received
REPRISES = 3
INJOIGNABLE, SANS_SUITE = 503, 501


@dataclass
class Cle:
    """A key of the service's; `canaux` are those that it vouches for."""

    nom: str
    canaux: list[str] = field(default_factory=lambda: ["msteams", "webchat"])
    privee: rsa.RSAPrivateKey = field(
        default_factory=lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048)
    )

    def publiee(self) -> dict[str, Any]:
        nombres = self.privee.public_key().public_numbers()
        parties = {"n": _en_base64(nombres.n), "e": _en_base64(nombres.e)}
        return {"kty": "RSA", "use": "sig", "kid": self.nom, "endorsements": self.canaux, **parties}

    def pem(self) -> bytes:
        """Return the public key as whoever reads it could use it."""
        return self.privee.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )


class FauxTeams:
    """The services; what it received stands in `messages`, by conversation, in order."""

    def __init__(self) -> None:
        self.cle = Cle("premiere")
        self.cles = [self.cle]
        self.messages: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
        self.appels: list[tuple[str, str]] = []
        self.jetons: list[str] = []
        self.lectures_des_cles = 0
        # what is said instead of them
        self.trousseau: str | None = None
        self.duree_des_jetons_s = 3600
        # what the next calls to the connector get: a status, its headers, and whether it is done
        self.pannes: list[tuple[int, dict[str, str], bool]] = []
        self._numero = int(time.time() * 1000)
        self._boucle = asyncio.new_event_loop()
        self._pret = threading.Event()
        self._fil = threading.Thread(target=self._servir, daemon=True)
        self._fil.start()
        self._pret.wait(10)

    @property
    def adresse(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    @property
    def service(self) -> str:
        """Return the serviceUrl of its activities."""
        return f"{self.adresse}/fr/{LOCATAIRE}/"

    def reglages(self, **autres: str) -> dict[str, str]:
        """Return the settings that point the assistant here."""
        return {
            "TEAMS_APP_ID": APPLICATION,
            "TEAMS_APP_PASSWORD": MOT_DE_PASSE,
            "TEAMS_TENANT_ID": LOCATAIRE,
            "TEAMS_LOGIN_URL": self.adresse,
            "TEAMS_OPENID_URL": f"{self.adresse}/v1/.well-known/openidconfiguration",
            "TEAMS_SERVICE_URLS": self.adresse,
            "TEAMS_CANAL_TRIAGE": CANAL,
            "TEAMS_FACILITATEURS": f"{CAMILLE},{DOMINIQUE.upper()}",
            **autres,
        }

    def tourner_les_cles(self) -> Cle:
        """Sign with a new key from now on; the former one is withdrawn."""
        self.cle = Cle(uuid.uuid4().hex)
        self.cles = [self.cle]
        return self.cle

    def jeton(self, cle: Cle | None = None, **dits: Any) -> str:
        """Return what it signs an activity with; a claim given as None is left out."""
        cle = cle or self.cle
        maintenant = int(time.time())
        tous = {
            "iss": EMETTEUR,
            "aud": APPLICATION,
            "nbf": maintenant - 10,
            "exp": maintenant + 3600,
            "serviceurl": self.service,
            **dits,
        }
        gardes = {nom: valeur for nom, valeur in tous.items() if valeur is not None}
        return jwt.encode(gardes, cle.privee, "RS256", headers={"kid": cle.nom})

    def activite(
        self,
        texte: str | None = None,
        de: str = CAMILLE,
        *,
        conversation: str | None = None,
        fil: str | None = None,
        mention: bool = True,
        **autres: Any,
    ) -> dict[str, Any]:
        """Return an activity as Teams writes it, in somebody's own conversation or in a channel."""
        self._numero += 1
        prive = conversation is None
        nom = (
            f"a:{de}"
            if conversation is None
            else conversation + (f";messageid={fil}" if fil else "")
        )
        activite: dict[str, Any] = {
            "type": "message",
            "id": str(self._numero),
            "timestamp": "2026-11-29T09:00:00.000Z",
            "channelId": "msteams",
            "serviceUrl": self.service,
            "from": {"id": f"29:{de}", "name": NOMS.get(de, "Quelqu’un"), "aadObjectId": de},
            "recipient": {"id": MOI, "name": "Plan de progrès"},
            "conversation": {
                "id": nom,
                "tenantId": LOCATAIRE,
                "conversationType": "personal" if prive else "channel",
                **({} if prive else {"isGroup": True}),
            },
            "channelData": {"tenant": {"id": LOCATAIRE}},
            "locale": "fr-FR",
            "entities": [{"type": "clientInfo", "locale": "fr-FR", "platform": "Windows"}],
        }
        if not prive:
            activite["channelData"] |= {"channel": {"id": conversation}, "team": {"id": EQUIPE}}
        if texte is not None:
            activite |= {"text": texte, "textFormat": "plain"}
            if mention and not prive:
                appel = "<at>Plan de progrès</at>"
                activite["text"] = f"{appel} {texte}"
                activite["entities"].append(
                    {"type": "mention", "text": appel, "mentioned": {"id": MOI, "name": "Plan"}}
                )
        return {**activite, **autres}

    async def livrer(
        self, ou: str, activite: Mapping[str, Any], jeton: str | None = None, fois: int = 1
    ) -> list[int]:
        """Send an activity to the assistant, several times if asked; return what it answered."""
        return [await self._livrer(ou, activite, jeton) for _ in range(fois)]

    async def _livrer(self, ou: str, activite: Mapping[str, Any], jeton: str | None) -> int:
        entetes = {"Authorization": f"Bearer {jeton or self.jeton()}"}
        statut = INJOIGNABLE
        async with httpx.AsyncClient(timeout=15) as client:
            for _ in range(REPRISES):
                try:
                    reponse = await client.post(ou, json=activite, headers=entetes)
                except httpx.TransportError:
                    await asyncio.sleep(0.5)
                    continue
                statut = reponse.status_code
                if statut < 500 or statut == SANS_SUITE:
                    break
        return statut

    def en_panne(self, *statuts: int, fait: bool = False, **entetes: str) -> None:
        """Have the next calls fail; `fait`: they are done all the same."""
        ecrits = {nom.replace("_", "-"): valeur for nom, valeur in entetes.items()}
        self.pannes += [(statut, ecrits, fait) for statut in statuts]

    def racine(self, conversation: str) -> str:
        """Return what a conversation is called without its thread."""
        return conversation.partition(";")[0]

    def cartes(self, conversation: str = CANAL) -> list[dict[str, Any]]:
        """Return the cards that a conversation shows, oldest first."""
        return [
            jointe["content"]
            for message in self.messages[conversation].values()
            for jointe in message.get("attachments", ())
        ]

    def textes(self, conversation: str) -> list[str]:
        """Return what a conversation shows, in words."""
        return [en_texte(message) for message in self.messages[conversation].values()]

    def arreter(self) -> None:
        self._boucle.call_soon_threadsafe(self._boucle.stop)
        self._fil.join(10)

    def _servir(self) -> None:
        asyncio.set_event_loop(self._boucle)
        app = web.Application()
        app.router.add_get("/v1/.well-known/openidconfiguration", self._document)
        app.router.add_get("/v1/.well-known/keys", self._trousseau)
        app.router.add_post("/{locataire}/oauth2/v2.0/token", self._donner_un_jeton)
        racine = "/fr/{locataire}/v3/conversations/{conversation}/activities"
        for chemin in (racine, "/v3/conversations/{conversation}/activities"):
            app.router.add_post(chemin, self._poster)
            app.router.add_put(chemin + "/{numero}", self._remplacer)
        coureur = web.AppRunner(app, access_log=None)
        self._boucle.run_until_complete(coureur.setup())
        site = web.TCPSite(coureur, "127.0.0.1", 0)
        self._boucle.run_until_complete(site.start())
        self._port = coureur.addresses[0][1]
        self._pret.set()
        self._boucle.run_forever()
        self._boucle.run_until_complete(coureur.cleanup())

    async def _document(self, request: web.Request) -> web.Response:
        return web.json_response(
            {
                "issuer": EMETTEUR,
                "jwks_uri": f"{self.adresse}/v1/.well-known/keys",
                "id_token_signing_alg_values_supported": ["RS256"],
            }
        )

    async def _trousseau(self, request: web.Request) -> web.Response:
        self.lectures_des_cles += 1
        if self.trousseau is not None:
            return web.Response(text=self.trousseau, content_type="application/json")
        return web.json_response({"keys": [cle.publiee() for cle in self.cles]})

    async def _donner_un_jeton(self, request: web.Request) -> web.Response:
        recu = dict(await request.post())
        attendu = {
            "grant_type": "client_credentials",
            "client_id": APPLICATION,
            "client_secret": MOT_DE_PASSE,
            "scope": "https://api.botframework.com/.default",
        }
        if recu != attendu or request.match_info["locataire"] != LOCATAIRE:
            return web.json_response({"error": "invalid_client"}, status=401)
        self.jetons.append(f"jeton-secret-{len(self.jetons)}")
        donne = {"token_type": "Bearer", "access_token": self.jetons[-1]}
        return web.json_response({**donne, "expires_in": self.duree_des_jetons_s})

    async def _poster(self, request: web.Request) -> web.Response:
        activite = await request.json()
        self._numero += 1
        return self._repondre(request, str(self._numero), activite)

    async def _remplacer(self, request: web.Request) -> web.Response:
        numero = request.match_info["numero"]
        if self._ou_est(request.match_info["conversation"], numero) is None:
            return web.json_response({"error": {"code": "ActivityNotFound"}}, status=404)
        return self._repondre(request, numero, await request.json())

    def _ou_est(self, conversation: str, numero: str) -> str | None:
        """Return where a message is: a thread's first one is the channel's."""
        ou = (conversation, self.racine(conversation))
        return next((nom for nom in ou if numero in self.messages[nom]), None)

    def _repondre(
        self, request: web.Request, numero: str, activite: dict[str, Any]
    ) -> web.Response:
        conversation = request.match_info["conversation"]
        self.appels.append((request.method, conversation))
        if request.headers.get("Authorization") != f"Bearer {self.jetons[-1:] and self.jetons[-1]}":
            return web.json_response({"error": {"code": "Unauthorized"}}, status=401)
        statut, entetes, fait = self.pannes.pop(0) if self.pannes else (201, {}, True)
        if len(json.dumps(activite, ensure_ascii=False).encode()) > 28 * 1024:
            return web.json_response({"error": {"code": "MessageSizeTooBig"}}, status=413)
        if fait:
            ou = self._ou_est(conversation, numero) or conversation
            self.messages[ou][numero] = activite
        return web.json_response({"id": numero}, status=statut, headers=entetes)


NOMS = {CAMILLE: "Camille Moreau", DOMINIQUE: "Dominique Petit", ACHETEUSE: "Alix Martin"}


def en_texte(message: Mapping[str, Any]) -> str:
    """Return what a message shows, in words: its text, or its cards', buttons included."""
    cartes = [jointe["content"] for jointe in message.get("attachments", ())]
    return "\n".join([message.get("text", ""), *(ligne for c in cartes for ligne in _lignes(c))])


def boutons(carte: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what each button sends, by its title; those with a text to fill in, too."""
    trouves: dict[str, dict[str, Any]] = {}
    for bloc in carte["body"]:
        for action in bloc.get("actions", ()):
            envoi = action["card"]["actions"][0] if "card" in action else action
            trouves[action["title"]] = envoi.get("data", {})
    return trouves


def _lignes(carte: Mapping[str, Any]) -> list[str]:
    lignes = []
    for bloc in carte["body"]:
        lignes.append("".join(passage["text"] for passage in bloc.get("inlines", ())))
        lignes += [f"[{action['title']}]" for action in bloc.get("actions", ())]
    return lignes


def _en_base64(nombre: int) -> str:
    octets = nombre.to_bytes((nombre.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()
