"""A whole guided conversation over HTTP: form, action server, database, from facts to clause.

Three servers play it one after the other: stock Rasa with a canned answer (the floor), stock Rasa
with its recommended pipeline and our actions, and the assistant as `make run` starts it.
"""

from __future__ import annotations

import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.donnees import RACINE
from tests.banc import modeles
from tests.serveur import Serveur, port_libre

CONVERSATIONS = 6
FAITS = "nettoyage récurrent, marché à un seul titulaire, 4 ans, 200 000 € HT"
SUITE = "par défaut"
MESSAGES_AU_PLUS = 15
# stock Rasa reads no quantity as a number: it is given the facts as a button would give them
FAITS_EN_BOUTON = "/informer" + json.dumps(
    {
        "objet": "nettoyage",
        "recurrence": "recurrent",
        "forme_contrat": "marche",
        "duree_mois": 48,
        "montant_ht": 200000,
    }
)
ENVIRONNEMENT = {
    **os.environ,
    "PYTHONPATH": str(RACINE),
    "PYTHONWARNINGS": "ignore",
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "LOG_LEVEL": "WARNING",
}


def durees_par_serveur() -> dict[str, float]:
    """Return the median of a message's time, in ms, by server."""
    with tempfile.TemporaryDirectory() as dossier:
        ici = Path(dossier)
        medianes = {}
        with _serveur_rasa(modeles.plancher(), ici) as port:
            medianes["plancher"] = _jouer(port, "bonjour", "bonjour", None)
        with _serveur_rasa(modeles.rasa_par_defaut(), ici) as port:
            medianes["rasa_par_defaut"] = _jouer(port, FAITS_EN_BOUTON, SUITE, "documents")
        assistant = Serveur(ici)
        try:
            assistant.attendre_pret()
            medianes["assistant"] = _jouer(assistant.port, FAITS, SUITE, "documents")
        finally:
            assistant.arreter()
    return medianes


def _jouer(port: int, premier: str, suivants: str, fin: str | None) -> float:
    """Play conversations, the first unmeasured, each until it gives a message of a kind."""
    durees: list[float] = []
    for numero in range(CONVERSATIONS + 1):
        connexion = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connexion.connect()
        # else each message waits some 40 ms for the kernel to acknowledge its headers
        connexion.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for texte in [premier, *[suivants] * MESSAGES_AU_PLUS]:
            debut = time.perf_counter()
            recus = _dire(connexion, f"banc-{numero}", texte)
            durees += [time.perf_counter() - debut] if numero else []
            if fin in {(recu.get("custom") or {}).get("type") for recu in recus}:
                break
        else:
            assert fin is None, f"la conversation n’aboutit pas : {recus}"
    return statistics.median(durees) * 1000


def _dire(connexion: http.client.HTTPConnection, qui: str, texte: str) -> list[dict[str, Any]]:
    corps = json.dumps({"sender": qui, "message": texte})
    connexion.request("POST", "/webhooks/rest/webhook", corps, {"Content-Type": "application/json"})
    reponse = connexion.getresponse()
    contenu = reponse.read()
    assert reponse.status == 200, contenu
    return list(json.loads(contenu))


@contextmanager
def _serveur_rasa(modele: Path, dossier: Path) -> Iterator[int]:
    """Run stock Rasa, and the action server beside it."""
    port, port_actions = port_libre(), port_libre()
    environnement = {
        **ENVIRONNEMENT,
        "URL_ACTIONS": f"http://127.0.0.1:{port_actions}/webhook",
        "DATABASE_URL": f"sqlite:///{dossier / f'banc-{port}.db'}",
    }
    rasa = [
        *("rasa run --enable-api --interface 127.0.0.1 --quiet --port".split()),
        *(str(port), "--model", str(modele)),
        *("--credentials", str(modeles.ICI / "rasa_par_defaut" / "credentials.yml")),
    ]
    if not modele.name.startswith("plancher"):
        rasa += ["--endpoints", str(modeles.ICI / "rasa_par_defaut" / "endpoints.yml")]
    commandes = ["bot.demarrage.actions", str(port_actions)], rasa
    processus = [
        subprocess.Popen(
            [sys.executable, "-m", *commande],
            cwd=RACINE,
            env=environnement,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for commande in commandes
    ]
    try:
        _attendre(port, "/status")
        _attendre(port_actions, "/health")
        yield port
    finally:
        for un in processus:
            un.terminate()
        for un in processus:
            un.wait(timeout=30)


def _attendre(port: int, chemin: str) -> None:
    fin = time.monotonic() + 240
    while time.monotonic() < fin:
        try:
            connexion = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connexion.request("GET", chemin)
            corps = connexion.getresponse().read()
            if chemin != "/status" or json.loads(corps).get("model_file"):
                return
        except (OSError, ValueError, http.client.HTTPException):
            pass
        time.sleep(0.5)
    raise TimeoutError(f"rien ne répond sur le port {port}")
