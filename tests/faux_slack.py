"""A Slack on loopback: the Web API as it behaves, and the calls that it makes, signed.

It keeps what it is told, refuses what Slack refuses, and fails as it is told to.
"""

from __future__ import annotations

import json
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any

from slack_sdk.signature import SignatureVerifier

EQUIPE, MOI, CANAL = "T1", "UBOT", "CTRIAGE"
JETON, SECRET = "xoxb-jeton-d-essai", "secret-de-signature"
NOMS = {"USOPHIE": "Sophie Martin", "UKARIM": "Karim Benali"}


class FauxSlack:
    """`messages`: what stands in each channel, by `ts`. `pannes`: (method, status, headers, body)
    raised once each, before the call is made, or after it for those of `pannes_apres`.
    """

    def __init__(self) -> None:
        self.messages: dict[tuple[str, str], dict[str, Any]] = {}
        self.appels: list[tuple[str, dict[str, Any]]] = []
        self.pannes: deque[tuple[str, int, dict[str, str], Any]] = deque()
        self.pannes_apres: deque[tuple[str, int, dict[str, str], Any]] = deque()
        self._numeros = count(1)
        self._verrou = threading.Lock()
        faux = self

        class Reponse(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                longueur = int(self.headers.get("Content-Length") or 0)
                corps = self.rfile.read(longueur).decode()
                with faux._verrou:
                    statut, entetes, rendu = faux._servir(self.path, dict(self.headers), corps)
                contenu = (rendu if isinstance(rendu, str) else json.dumps(rendu)).encode()
                self.send_response(statut)
                genre = "text/html" if isinstance(rendu, str) else "application/json"
                for nom, valeur in {"Content-Type": genre, **entetes}.items():
                    self.send_header(nom, valeur)
                self.send_header("Content-Length", str(len(contenu)))
                self.end_headers()
                self.wfile.write(contenu)

            do_GET = do_POST  # noqa: N815

            def log_message(self, format: str, *args: Any) -> None:
                return None

        self._serveur = ThreadingHTTPServer(("127.0.0.1", 0), Reponse)
        threading.Thread(target=self._serveur.serve_forever, daemon=True).start()
        self.api = f"http://127.0.0.1:{self._serveur.server_port}/api/"

    def fermer(self) -> None:
        self._serveur.shutdown()

    def _servir(
        self, chemin: str, entetes: dict[str, str], corps: str
    ) -> tuple[int, dict[str, str], Any]:
        methode = urllib.parse.urlsplit(chemin).path.rsplit("/", 1)[1]
        if entetes.get("Authorization") != f"Bearer {JETON}":
            return 200, {}, {"ok": False, "error": "invalid_auth"}
        demande = _lire(chemin, corps)
        if self.pannes and self.pannes[0][0] == methode:
            _, statut, en_plus, rendu = self.pannes.popleft()
            return statut, en_plus, rendu
        self.appels.append((methode, demande))
        rendu = self._faire(methode, demande)
        if self.pannes_apres and self.pannes_apres[0][0] == methode:
            _, statut, en_plus, rendu = self.pannes_apres.popleft()
            return statut, en_plus, rendu
        return 200, {}, rendu

    def _faire(self, methode: str, d: dict[str, Any]) -> dict[str, Any]:
        faire = {
            "chat.postMessage": self._publier,
            "chat.update": self._modifier,
            "conversations.replies": self._relire,
            "conversations.history": self._relire,
        }.get(methode)
        if faire is not None:
            return faire(d)
        if methode == "auth.test":
            return {"ok": True, "team_id": EQUIPE, "user_id": MOI}
        if methode == "users.info":
            nom = NOMS.get(d["user"])
            if nom is None:
                return {"ok": False, "error": "user_not_found"}
            return {"ok": True, "user": {"id": d["user"], "profile": {"real_name": nom}}}
        return {"ok": True}

    def _publier(self, d: dict[str, Any]) -> dict[str, Any]:
        if len(d.get("blocks") or []) > 50:
            return {"ok": False, "error": "invalid_blocks"}
        ts = f"1700000000.{next(self._numeros):06d}"
        self.messages[d["channel"], ts] = {**d, "ts": ts}
        return {"ok": True, "channel": d["channel"], "ts": ts}

    def _modifier(self, d: dict[str, Any]) -> dict[str, Any]:
        if (d["channel"], d["ts"]) not in self.messages:
            return {"ok": False, "error": "message_not_found"}
        self.messages[d["channel"], d["ts"]] |= d
        return {"ok": True, "channel": d["channel"], "ts": d["ts"]}

    def _relire(self, d: dict[str, Any]) -> dict[str, Any]:
        du_canal = [m for (canal, _), m in self.messages.items() if canal == d["channel"]]
        fil = d.get("ts")
        gardes = [m for m in du_canal if fil is None or fil in (m["ts"], m.get("thread_ts"))]
        return {"ok": True, "messages": gardes, "has_more": False}

    def cartes(self, canal: str = CANAL) -> list[dict[str, Any]]:
        """Return what stands in a channel outside any thread."""
        return [m for (c, _), m in self.messages.items() if c == canal and not m.get("thread_ts")]

    def fil(self, ts: str, canal: str = CANAL) -> list[str]:
        """Return what was said in a thread."""
        return [
            m["text"]
            for (c, _), m in self.messages.items()
            if c == canal and m.get("thread_ts") == ts
        ]


def _lire(chemin: str, corps: str) -> dict[str, Any]:
    try:
        return dict(json.loads(corps))
    except ValueError:
        champs = urllib.parse.parse_qs(urllib.parse.urlsplit(chemin).query + "&" + corps)
        lus: dict[str, Any] = {nom: v[0] for nom, v in champs.items()}
        for nom in ("blocks", "view", "metadata"):
            if nom in lus:
                lus[nom] = json.loads(lus[nom])
        return lus


class Appelant:
    """Calls the assistant as Slack does."""

    def __init__(self, url: str, secret: str = SECRET) -> None:
        self._url = f"{url}/webhooks/slack/webhook"
        self._signatures = SignatureVerifier(secret)
        self._numeros = count(1)

    def appeler(
        self,
        corps: bytes,
        genre: str,
        moment: int | None = None,
        signe: bool = True,
        **entetes: str,
    ) -> tuple[int, str]:
        quand = str(int(time.time()) if moment is None else moment)
        tous = {"Content-Type": genre, "X-Slack-Request-Timestamp": quand, **entetes}
        if signe:
            signature = self._signatures.generate_signature(timestamp=quand, body=corps)
            tous["X-Slack-Signature"] = str(signature)
        requete = urllib.request.Request(self._url, corps, tous)
        try:
            with urllib.request.urlopen(requete, timeout=10) as reponse:
                return reponse.status, reponse.read().decode()
        except urllib.error.HTTPError as refus:
            return refus.code, refus.read().decode()

    def evenement(self, evenement: dict[str, Any], numero: str | None = None, **mode: Any) -> int:
        corps = {
            "type": "event_callback",
            "team_id": EQUIPE,
            "event_id": numero or f"Ev{time.time_ns()}",
            "authorizations": [{"user_id": MOI, "is_bot": True, "team_id": EQUIPE}],
            "event": evenement,
        }
        return self.appeler(json.dumps(corps).encode(), "application/json", **mode)[0]

    def dit(
        self,
        qui: str,
        texte: str,
        canal: str = CANAL,
        fil: str | None = None,
        numero: str | None = None,
        **mode: Any,
    ) -> int:
        evenement = {
            "type": "message",
            "user": qui,
            "text": texte,
            "channel": canal,
            "channel_type": "im" if canal.startswith("D") else "channel",
            "ts": f"1800000000.{next(self._numeros):06d}",
            **({"thread_ts": fil} if fil else {}),
        }
        return self.evenement(evenement, numero, **mode)

    def clique(self, qui: str, message: dict[str, Any], titre: str) -> int:
        """Click on a button of a message by its title."""
        boutons = [e for b in message["blocks"] if b["type"] == "actions" for e in b["elements"]]
        bouton = next(b for b in boutons if b["text"]["text"] == titre)
        geste = {
            "type": "block_actions",
            "team": {"id": EQUIPE},
            "user": {"id": qui},
            "trigger_id": "declencheur",
            "channel": {"id": message["channel"]},
            "container": {"type": "message", "message_ts": message["ts"]},
            "message": {"ts": message["ts"]},
            "actions": [{**bouton, "action_ts": str(time.time_ns())}],
        }
        return self.geste(geste)

    def geste(self, geste: dict[str, Any]) -> int:
        corps = urllib.parse.urlencode({"payload": json.dumps(geste)}).encode()
        return self.appeler(corps, "application/x-www-form-urlencoded")[0]

    def commande(self, texte: str) -> dict[str, Any]:
        champs = {
            "command": "/plan-progres",
            "text": texte,
            "user_id": "USOPHIE",
            "team_id": EQUIPE,
        }
        corps = urllib.parse.urlencode(champs).encode()
        _, rendu = self.appeler(corps, "application/x-www-form-urlencoded")
        return dict(json.loads(rendu))
