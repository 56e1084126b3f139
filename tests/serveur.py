"""The whole, started as `make run` starts it, on a free port and a database of its own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from bot.donnees import RACINE


class Serveur:
    """A running assistant; `sortie` is what it printed."""

    def __init__(self, dossier: Path, **reglages: str) -> None:
        self.port = port_libre()
        self.url = f"http://127.0.0.1:{self.port}"
        self._journal = dossier / f"sortie-{self.port}.txt"
        self.base = dossier / f"essai-{self.port}.db"
        self.processus = subprocess.Popen(
            [sys.executable, "-m", "bot.demarrage"],
            cwd=RACINE,
            env={
                **os.environ,
                "PORT": str(self.port),
                "DATABASE_URL": f"sqlite:///{self.base}",
                **reglages,
            },
            stdout=self._journal.open("w"),
            stderr=subprocess.STDOUT,
        )

    @property
    def sortie(self) -> str:
        return self._journal.read_text(encoding="utf-8")

    def attendre_pret(self) -> None:
        while f"Prêt : {self.url}" not in self.sortie.splitlines():
            assert self.processus.poll() is None, self.sortie
            time.sleep(0.2)

    def arreter(self, signe: signal.Signals = signal.SIGINT) -> int:
        if self.processus.poll() is None:
            self.processus.send_signal(signe)
        return self.processus.wait(timeout=30)

    def descendants(self) -> set[int]:
        """Return the processes that it started, and those that they started."""
        lignes = subprocess.check_output(["ps", "-eo", "pid=,ppid="], text=True).splitlines()
        parents = {int(pid): int(ppid) for pid, ppid in (ligne.split() for ligne in lignes)}
        trouves = {self.processus.pid}
        while nouveaux := {p for p, pp in parents.items() if pp in trouves} - trouves:
            trouves |= nouveaux
        return trouves - {self.processus.pid}

    def appeler(self, chemin: str, corps: Any = None, brut: bytes | None = None) -> tuple[int, Any]:
        """Return the status and the body, decoded when it is JSON."""
        donnees = (
            brut if brut is not None else None if corps is None else json.dumps(corps).encode()
        )
        requete = urllib.request.Request(
            self.url + chemin, donnees, {"Content-Type": "application/json"}
        )
        try:
            with urllib.request.urlopen(requete, timeout=30) as reponse:
                return reponse.status, _decoder(reponse.read())
        except urllib.error.HTTPError as faute:
            return faute.code, _decoder(faute.read())

    def dire(self, expediteur: str, texte: str) -> list[dict[str, Any]]:
        statut, reponses = self.appeler(
            "/webhooks/rest/webhook", {"sender": expediteur, "message": texte}
        )
        assert statut == 200, reponses
        return list(reponses)


def _decoder(contenu: bytes) -> Any:
    try:
        return json.loads(contenu)
    except ValueError:
        return contenu.decode("utf-8", "replace")


def port_libre() -> int:
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        return int(prise.getsockname()[1])
