"""A stand-in for the widget's channel, before a real assistant: what the contract says, in memory.

It serves the page, the script and the channel; what is said goes to the assistant by its REST
channel, under a sender made from the session. Documents come from the assistant.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import threading
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

Message = dict[str, Any]
COOKIE = "pps_essai"


@dataclass
class Session:
    """What one browser said and was answered."""

    nom: str = field(default_factory=lambda: uuid4().hex)
    messages: list[tuple[int, Message]] = field(default_factory=list)
    reponses: dict[str, list[Message]] = field(default_factory=dict)


class FauxCanal:
    """Serves `pages` (path → body and type) and the channel, on a free port."""

    def __init__(self, assistant: str, pages: dict[str, tuple[bytes, str]]) -> None:
        self.assistant = assistant
        self.pages = pages
        self.sessions: dict[str, Session] = {}
        self.curseurs = itertools.count(1)
        self.nouvelles = threading.Condition()
        self.requetes: list[str] = []
        self.expediteurs: list[tuple[str, str]] = []
        self.fini = False
        self._serveur = ThreadingHTTPServer(("127.0.0.1", 0), self._poignee())
        self._serveur.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._serveur.server_port}"
        threading.Thread(target=self._serveur.serve_forever, daemon=True).start()

    def arreter(self) -> None:
        self.fini = True
        with self.nouvelles:
            self.nouvelles.notify_all()
        self._serveur.shutdown()
        self._serveur.server_close()

    def pousser(self, texte: str, de: str = "facilitateur") -> None:
        """Say something to everybody, outside any turn."""
        for session in self.sessions.values():
            self._ajouter(session, {"de": de, "texte": texte, "boutons": [], "custom": None})

    def expirer(self) -> None:
        """Forget every session, as a server whose secret changed does."""
        self.sessions.clear()

    def ouvrir(self, nom: str | None, nouvelle: bool) -> Session:
        if nom in self.sessions and not nouvelle:
            return self.sessions[nom]
        session = Session()
        self.sessions[session.nom] = session
        return session

    def dire(self, session: Session, identifiant: str, texte: str) -> list[Message]:
        if identifiant in session.reponses:
            return session.reponses[identifiant]
        self.expediteurs.append((identifiant, texte))
        recus = self._demander(session.nom, identifiant, texte)
        titres = {b["envoi"]: b["titre"] for _, m in session.messages for b in m["boutons"]}
        if texte in ("oui", "/recommencer") and _demande_d_effacer(session):
            session.messages.clear()
        else:
            dit = titres.get(texte, "Modifier" if texte.startswith("/") else texte)
            self._ajouter(session, {"de": "moi", "texte": dit, "boutons": [], "custom": None})
        reponses = [self._ajouter(session, _en_message(recu)) for recu in recus]
        session.reponses[identifiant] = reponses
        return reponses

    def depuis(self, session: Session, curseur: int) -> dict[str, Any]:
        dernier = session.messages[-1][0] if session.messages else curseur
        suite = [message for rang, message in session.messages if rang > curseur]
        return {"messages": suite, "curseur": max(dernier, curseur)}

    def _ajouter(self, session: Session, message: Message) -> Message:
        with self.nouvelles:
            rang = next(self.curseurs)
            message = {"id": str(rang), **message}
            session.messages.append((rang, message))
            self.nouvelles.notify_all()
        return message

    def _demander(self, expediteur: str, identifiant: str, texte: str) -> list[Message]:
        corps = {"sender": expediteur, "id": identifiant, "message": texte}
        requete = urllib.request.Request(
            f"{self.assistant}/webhooks/rest/webhook",
            json.dumps(corps).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(requete, timeout=30) as reponse:
            return list(json.load(reponse))

    def _poignee(canal) -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Poignee(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: Any) -> None:
                pass

            def do_GET(self) -> None:
                adresse = urlsplit(self.path)
                canal.requetes.append(f"GET {adresse.path}")
                if adresse.path in canal.pages:
                    corps, genre = canal.pages[adresse.path]
                    return self.rendre(200, corps, {"Content-Type": genre})
                if adresse.path.startswith("/documents/"):
                    return self.relayer()
                if not adresse.path.startswith("/webhooks/widget/"):
                    return self.rendre_json(404, {"erreur": "introuvable"})
                session = self.session()
                if session is None:
                    return self.rendre_json(401, {"erreur": "session absente ou expirée"})
                depuis = int(parse_qs(adresse.query).get("depuis", ["0"])[0])
                if adresse.path.endswith("/flux"):
                    return self.couler(session, depuis)
                return self.rendre_json(200, canal.depuis(session, depuis))

            def do_POST(self) -> None:
                canal.requetes.append(f"POST {self.path}")
                corps = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                if self.path.endswith("/session"):
                    nom = canal.ouvrir(self.nom(), bool(corps.get("nouvelle"))).nom
                    cookie = f"{COOKIE}={nom}; HttpOnly; SameSite=Lax; Path=/"
                    return self.rendre(204, b"", {"Set-Cookie": cookie})
                session = self.session()
                if session is None:
                    return self.rendre_json(401, {"erreur": "session absente ou expirée"})
                try:
                    messages = canal.dire(session, corps["id"], corps["message"])
                except urllib.error.URLError:
                    return self.rendre_json(502, {"erreur": "indisponible"})
                curseur = session.messages[-1][0] if session.messages else 0
                return self.rendre_json(200, {"messages": messages, "curseur": curseur})

            def nom(self) -> str | None:
                for partie in (self.headers["Cookie"] or "").split("; "):
                    if partie.startswith(f"{COOKIE}="):
                        return partie.partition("=")[2]
                return None

            def session(self) -> Session | None:
                return canal.sessions.get(self.nom() or "")

            def couler(self, session: Session, depuis: int) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/event-stream")
                self.send_header("Connection", "close")
                self.end_headers()
                try:
                    while not canal.fini and session.nom in canal.sessions:
                        for rang, message in list(session.messages):
                            if rang > depuis and message["de"] != "moi":
                                self.wfile.write(
                                    f"id: {rang}\ndata: {json.dumps(message)}\n\n".encode()
                                )
                            depuis = max(depuis, rang)
                        self.wfile.write(b": vivant\n\n")
                        self.wfile.flush()
                        with canal.nouvelles:
                            canal.nouvelles.wait(2)
                except OSError:
                    pass
                self.close_connection = True

            def relayer(self) -> None:
                with urllib.request.urlopen(canal.assistant + self.path, timeout=30) as recu:
                    noms = ("Content-Type", "Content-Disposition")
                    entetes = {nom: recu.headers[nom] for nom in noms}
                    self.rendre(200, recu.read(), entetes)

            def rendre_json(self, statut: int, corps: object) -> None:
                self.rendre(statut, json.dumps(corps).encode(), {"Content-Type": "application/json"})

            def rendre(self, statut: int, corps: bytes, entetes: dict[str, str]) -> None:
                self.send_response(statut)
                for nom, valeur in {**entetes, "Content-Security-Policy": CSP}.items():
                    self.send_header(nom, valeur)
                self.send_header("Content-Length", str(len(corps)))
                with contextlib.suppress(OSError):  # the page was left meanwhile
                    self.end_headers()
                    self.wfile.write(corps)

        return Poignee


CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
    "require-trusted-types-for 'script'; trusted-types lit-html"
)


def _en_message(recu: Message) -> Message:
    boutons = recu.get("buttons", ())
    return {
        "de": "assistant",
        "texte": recu.get("text", ""),
        "boutons": [{"titre": b["title"], "envoi": b["payload"]} for b in boutons],
        "custom": recu.get("custom"),
    }


def _demande_d_effacer(session: Session) -> bool:
    return bool(session.messages) and "vraiment tout effacer" in session.messages[-1][1]["texte"]
