"""A stand-in for the widget's channel: what the contract says, in memory.

It serves pages, the script and the channel. What is said is answered by a function of the test, or
by a real assistant through its REST channel, under a sender made from the session.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

from bot.canaux.pages import PAGE, fichiers, rendre_la_page
from bot.donnees import RACINE
from bot.redaction.structures import envois

Message = dict[str, Any]
# the sender, the id and the text of a message → its answer, in the shape of Rasa's REST channel
Repondre = Callable[[str, str, str], list[Message]]
Pages = dict[str, tuple[bytes, str]]
COOKIE = "pps_essai"
SCRIPT = RACINE / "bot/canaux/widget_web/dist/widget.js"
HTML = "text/html; charset=utf-8"
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
    "require-trusted-types-for 'script'; trusted-types lit-html"
)


@dataclass
class Session:
    """What one browser said and was answered."""

    nom: str = field(default_factory=lambda: uuid4().hex)
    messages: list[tuple[int, Message]] = field(default_factory=list)
    reponses: dict[str, list[Message]] = field(default_factory=dict)


class FauxCanal:
    """Serves `pages` (path → body and type) and the channel, on a free port.

    `refus` are the statuses of the next answers to messages, which are then not taken; `perdues`,
    how many answers are then lost on their way; `coupe`, that it hangs up on all; `dits`,
    the messages that were worked, each with its id.
    """

    def __init__(self, repondre: Repondre, pages: Pages, assistant: str = "") -> None:
        self.repondre = repondre
        self.pages = pages
        self.assistant = assistant
        self.sessions: dict[str, Session] = {}
        self.refus: list[int] = []
        self.perdues = 0
        self.coupe = False
        self._libre = threading.Event()
        self._libre.set()
        self.dits: list[tuple[str, str]] = []
        self.requetes: list[str] = []
        self.nouvelles = threading.Condition()
        self.fini = False
        self._curseurs = itertools.count(1)
        self._tour = threading.Lock()
        poignee = type("Poignee", (_Poignee,), {"canal": self})
        self._serveur = ThreadingHTTPServer(("127.0.0.1", 0), poignee)
        self._serveur.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._serveur.server_port}"
        threading.Thread(target=self._serveur.serve_forever, daemon=True).start()

    def arreter(self) -> None:
        self.fini = True
        with self.nouvelles:
            self.nouvelles.notify_all()
        self._serveur.shutdown()
        self._serveur.server_close()

    @contextlib.contextmanager
    def retenu(self) -> Iterator[None]:
        """Let everybody wait for what they ask, as a slow server does, until the block ends."""
        self._libre.clear()
        try:
            yield
        finally:
            self._libre.set()

    def attendre(self) -> None:
        self._libre.wait()

    def pousser(self, texte: str, *boutons: dict[str, str]) -> None:
        """Have a facilitator say something to everybody, outside any turn."""
        for session in self.sessions.values():
            dit = _message("facilitateur", texte)
            self._ajouter(session, {**dit, "boutons": list(boutons)})

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
        with self._tour:
            if identifiant not in session.reponses:
                session.reponses[identifiant] = self._travailler(session, identifiant, texte)
            return session.reponses[identifiant]

    def depuis(self, session: Session, curseur: int) -> dict[str, Any]:
        dernier = session.messages[-1][0] if session.messages else curseur
        suite = [message for rang, message in session.messages if rang > curseur]
        return {"messages": suite, "curseur": max(dernier, curseur)}

    def _travailler(self, session: Session, identifiant: str, texte: str) -> list[Message]:
        recus = self.repondre(session.nom, identifiant, texte)
        self.dits.append((identifiant, texte))
        titres = {b["envoi"]: b["titre"] for _, m in session.messages for b in m["boutons"]}
        for _, montre in session.messages:
            titres |= envois(montre["custom"])
        if texte in ("oui", "/recommencer") and _demande_d_effacer(session):
            session.messages.clear()
        else:
            self._ajouter(session, _message("moi", titres.get(texte, texte)))
        return [self._ajouter(session, _en_message(recu)) for recu in recus]

    def _ajouter(self, session: Session, message: Message) -> Message:
        with self.nouvelles:
            rang = next(self._curseurs)
            message = {"id": rang, **message}
            session.messages.append((rang, message))
            self.nouvelles.notify_all()
        return message


def pages_du_produit() -> Pages:
    """Return the product's pages and the script, as they are served."""
    pages = {f"/page/{nom}": _fichier(nom) for nom in fichiers()}
    return {**pages, "/": _fichier("index.html"), **script()}


def script() -> Pages:
    """Return the widget's script, where `make widget` built it."""
    return {"/widget.js": (SCRIPT.read_bytes(), "text/javascript; charset=utf-8")}


def _fichier(nom: str) -> tuple[bytes, str]:
    if nom.endswith(".html"):
        return rendre_la_page(nom).encode(), HTML
    return (PAGE / nom).read_bytes(), "text/css" if nom.endswith(".css") else "image/png"


def _message(de: str, texte: str) -> Message:
    return {"de": de, "texte": texte, "boutons": [], "custom": None}


def _en_message(recu: Message) -> Message:
    boutons = [{"titre": b["title"], "envoi": b["payload"]} for b in recu.get("buttons", ())]
    dit = _message("assistant", recu.get("text", ""))
    return {**dit, "boutons": boutons, "custom": recu.get("custom")}


def _demande_d_effacer(session: Session) -> bool:
    return bool(session.messages) and "vraiment tout effacer" in session.messages[-1][1]["texte"]


class _Poignee(BaseHTTPRequestHandler):
    """A request; the stand-in that it is for is set by `FauxCanal`."""

    canal: FauxCanal
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        pass

    def parse_request(self) -> bool:
        """Hang up on who asks for anything while the server is cut off."""
        if not super().parse_request() or self.canal.coupe:
            self.close_connection = True
            return False
        self.canal.attendre()
        return True

    def do_GET(self) -> None:
        adresse = urlsplit(self.path)
        self.canal.requetes.append(f"GET {adresse.path}")
        if adresse.path in self.canal.pages:
            corps, genre = self.canal.pages[adresse.path]
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
        return self.rendre_json(200, self.canal.depuis(session, depuis))

    def do_POST(self) -> None:
        self.canal.requetes.append(f"POST {self.path}")
        corps = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path.endswith("/session"):
            nom = self.canal.ouvrir(self.nom(), bool(corps.get("nouvelle"))).nom
            cookie = f"{COOKIE}={nom}; HttpOnly; SameSite=Lax; Path=/"
            return self.rendre(204, b"", {"Set-Cookie": cookie})
        session = self.session()
        if session is None:
            return self.rendre_json(401, {"erreur": "session absente ou expirée"})
        if self.canal.refus:
            return self.rendre_json(self.canal.refus.pop(0), {"erreur": "refusé par l’essai"})
        try:
            messages = self.canal.dire(session, corps["id"], corps["message"])
        except urllib.error.URLError:
            return self.rendre_json(502, {"erreur": "indisponible"})
        curseur = session.messages[-1][0] if session.messages else 0
        rendu = json.dumps({"messages": messages, "curseur": curseur})
        if self.canal.perdues:
            # hung up on in the middle: before the first byte, the browser would ask again by itself
            self.canal.perdues -= 1
            self.close_connection = True
            return self.rendre(200, rendu[:10].encode(), {"Content-Length": str(len(rendu))})
        return self.rendre(200, rendu.encode(), {"Content-Type": "application/json"})

    def nom(self) -> str | None:
        for partie in (self.headers["Cookie"] or "").split("; "):
            if partie.startswith(f"{COOKIE}="):
                return partie.partition("=")[2]
        return None

    def session(self) -> Session | None:
        return self.canal.sessions.get(self.nom() or "")

    def couler(self, session: Session, depuis: int) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        try:
            while not (self.canal.fini or self.canal.coupe) and session.nom in self.canal.sessions:
                for rang, message in list(session.messages):
                    if rang > depuis and message["de"] != "moi":
                        self.wfile.write(f"id: {rang}\ndata: {json.dumps(message)}\n\n".encode())
                    depuis = max(depuis, rang)
                self.wfile.write(b": vivant\n\n")
                self.wfile.flush()
                with self.canal.nouvelles:
                    self.canal.nouvelles.wait(2)
        except OSError:
            pass
        self.close_connection = True

    def relayer(self) -> None:
        if not self.canal.assistant:
            return self.rendre(200, b"PK", {"Content-Disposition": "attachment"})
        with urllib.request.urlopen(self.canal.assistant + self.path, timeout=30) as recu:
            noms = ("Content-Type", "Content-Disposition")
            entetes = {nom: recu.headers[nom] for nom in noms}
            return self.rendre(200, recu.read(), entetes)

    def rendre_json(self, statut: int, corps: object) -> None:
        self.rendre(statut, json.dumps(corps).encode(), {"Content-Type": "application/json"})

    def rendre(self, statut: int, corps: bytes, entetes: dict[str, str]) -> None:
        self.send_response(statut)
        tous = {"Content-Length": str(len(corps)), "Content-Security-Policy": CSP, **entetes}
        for nom, valeur in tous.items():
            self.send_header(nom, valeur)
        with contextlib.suppress(OSError):  # the page was left meanwhile
            self.end_headers()
            self.wfile.write(corps)
