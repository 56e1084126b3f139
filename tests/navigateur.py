"""A browser as the server sees it: cookies, the headers that no page can choose, streams."""

from __future__ import annotations

import http.client
import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any, Protocol

PATIENCE_S = 60


@dataclass(frozen=True)
class Reponse:
    """What came back; `corps` is decoded where it is JSON."""

    statut: int
    entetes: http.client.HTTPMessage
    contenu: bytes

    @property
    def corps(self) -> Any:
        return json.loads(self.contenu)

    @property
    def erreur(self) -> str:
        return str(self.corps["erreur"])


class Flux:
    """An open stream of server-sent events."""

    def __init__(self, reponse: http.client.HTTPResponse) -> None:
        self._reponse = reponse

    def suivant(self) -> dict[str, str]:
        """Return the fields of the next event that has data; a comment is none."""
        champs: dict[str, str] = {}
        for brute in self._reponse:
            ligne = brute.decode().rstrip("\n")
            nom, _, valeur = ligne.partition(": ")
            if ligne:
                champs[nom] = valeur
            elif "data" in champs:
                return champs
            else:
                champs = {}
        raise EOFError

    def message(self) -> dict[str, Any]:
        """Return the next message."""
        champs = self.suivant()
        message = dict(json.loads(champs["data"]))
        assert champs["id"] == str(message["id"])
        return message


class Ecoutant(Protocol):
    """What listens on a port of this machine."""

    port: int


class Navigateur:
    """One browser: what it keeps of cookies, and the page that speaks, on `origine`."""

    def __init__(self, serveur: Ecoutant, origine: str | None = None, **entetes: str) -> None:
        self._port = serveur.port
        self.cookies: dict[str, str] = {}
        self._entetes = {nom.replace("_", "-"): valeur for nom, valeur in entetes.items()}
        if origine is not None:
            self._entetes["Origin"] = origine

    def demander(self, methode: str, chemin: str, corps: Any = None, **entetes: str) -> Reponse:
        """Ask; bytes are sent as they are, anything else as JSON."""
        with self._ouvrir(methode, chemin, corps, entetes) as reponse:
            return Reponse(reponse.status, reponse.headers, reponse.read())

    def widget(self, methode: str, chemin: str, corps: Any = None, **entetes: str) -> Reponse:
        """Ask the widget's channel."""
        return self.demander(methode, f"/webhooks/widget/{chemin}", corps, **entetes)

    def ouvrir(self, **corps: Any) -> dict[str, Any]:
        """Open the widget; return what the server says of the session."""
        reponse = self.widget("POST", "session", corps)
        assert reponse.statut == 200, reponse.corps
        return dict(reponse.corps)

    def dire(self, texte: str, identifiant: str | None = None) -> list[dict[str, Any]]:
        corps = {"id": identifiant or uuid.uuid4().hex, "message": texte}
        reponse = self.widget("POST", "messages", corps)
        assert reponse.statut == 200, reponse.corps
        return list(reponse.corps["messages"])

    def historique(self, depuis: int = 0) -> list[dict[str, Any]]:
        reponse = self.widget("GET", f"historique?depuis={depuis}")
        assert reponse.statut == 200, reponse.corps
        return list(reponse.corps["messages"])

    @contextmanager
    def flux(self, depuis: int = 0, **entetes: str) -> Iterator[Flux]:
        chemin = f"/webhooks/widget/flux?depuis={depuis}"
        with self._ouvrir("GET", chemin, None, entetes) as reponse:
            assert reponse.status == 200, reponse.read()
            assert reponse.headers["Content-Type"].startswith("text/event-stream")
            yield Flux(reponse)

    @contextmanager
    def _ouvrir(
        self, methode: str, chemin: str, corps: Any, entetes: dict[str, str]
    ) -> Iterator[http.client.HTTPResponse]:
        donnees = corps if corps is None or isinstance(corps, bytes) else json.dumps(corps).encode()
        envoyes = {"Content-Type": "application/json"} if donnees is not None else {}
        envoyes |= self._entetes | {nom.replace("_", "-"): v for nom, v in entetes.items()}
        if self.cookies:
            envoyes["Cookie"] = "; ".join(f"{nom}={valeur}" for nom, valeur in self.cookies.items())
        prise = http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE_S)
        try:
            # a body that is too long is refused before it is read
            with suppress(BrokenPipeError, ConnectionResetError):
                prise.request(methode, chemin, donnees, envoyes)
            reponse = prise.getresponse()
            for cookie in reponse.headers.get_all("Set-Cookie", []):
                # what is kept of it, whatever the browser does of its attributes
                lus = SimpleCookie(cookie.partition(";")[0])
                self.cookies |= {nom: morceau.value for nom, morceau in lus.items()}
            yield reponse
        finally:
            prise.close()
