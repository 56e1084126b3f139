"""Answers in the server's place while it is away or frozen, on the socket that they share."""

from __future__ import annotations

import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from bot.canaux import origines
from bot.donnees import A_RENVOYER
from bot.redaction.reponses import repondre

CONVERSATION = "/webhooks/rest/webhook"
# one who calls and then says nothing must not keep the next one waiting
PATIENCE_S = 2


class _Reponse(BaseHTTPRequestHandler):
    """One sentence, in the shape that each route promises."""

    timeout = PATIENCE_S
    protocol_version = "HTTP/1.0"

    def do_GET(self) -> None:
        """Say that the server is away."""
        texte = repondre("utter_absence", {}).texte
        if self.path.startswith("/sante"):
            self._rendre(503, {"etat": "malade", "parties": {"conversation": texte}})
        else:
            self._rendre(503, {"erreur": texte})

    def do_POST(self) -> None:
        """Say so to one who speaks, as an answer that any client of the channel shows."""
        self.rfile.read1(65536)  # else closing would cut the answer off
        texte = repondre("utter_absence", {}).texte
        reponse = {"text": texte, "custom": {"type": A_RENVOYER}}
        ici = self.path.startswith(CONVERSATION)
        self._rendre(200, [reponse]) if ici else self._rendre(503, {"erreur": texte})

    def do_OPTIONS(self) -> None:
        """Let a page that embeds the widget ask, and hear that the server is away."""
        self._commencer(204)
        for nom, valeur in origines.PREALABLE.items():
            self.send_header(nom, valeur)
        self.end_headers()

    def _rendre(self, statut: int, corps: Any) -> None:
        contenu = json.dumps(corps, ensure_ascii=False).encode()
        self._commencer(statut)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(contenu)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(contenu)

    def _commencer(self, statut: int) -> None:
        self.send_response(statut)
        if self.path.startswith(origines.CHEMIN):
            permis = origines.entetes(self.headers["Origin"], self.headers["Host"] or "")
            for nom, valeur in permis.items():
                self.send_header(nom, valeur)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet: what is asked for may hold a name."""


class Secours:
    """Stands in from `prendre` to `rendre`; both may be said again."""

    def __init__(self, prise: socket.socket) -> None:
        self._serveur = ThreadingHTTPServer(("", 0), _Reponse, bind_and_activate=False)
        self._serveur.socket.close()
        self._serveur.socket = prise
        self._actif = threading.Event()
        threading.Thread(target=self._servir, daemon=True).start()

    def prendre(self) -> None:
        """Answer from now on."""
        self._actif.set()

    def rendre(self) -> None:
        """Leave the calls to the server."""
        self._actif.clear()

    def _servir(self) -> None:
        self._serveur.timeout = 0.2
        while True:
            self._actif.wait()
            self._serveur.handle_request()
