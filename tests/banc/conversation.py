"""What a message costs over HTTP: beside stock Rasa's floor, late in a conversation, in a crowd."""

from __future__ import annotations

import http.client
import json
import os
import socket
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from bot.donnees import RACINE
from tests.banc import modeles
from tests.serveur import Serveur, port_libre

CONVERSATIONS = 6
FAITS = "nettoyage récurrent, marché à un seul titulaire, 4 ans, 200 000 € HT"
SUITE = "par défaut"
MESSAGES_AU_PLUS = 15
# each is measured with its neighbours, for the median of a few
JEUNE, VIEUX, VOISINS = 10, 300, 4
RAFALE, RAFALES = 30, 3
LONGUE = ("pourquoi cette question ?", "la durée est de 5 ans", "récapitulatif", "non, 4 ans")


class Conversation(NamedTuple):
    """Medians in ms; all of 30 messages in ms; seconds to « Prêt »; megabytes (PSS)."""

    plancher: float
    guidee: float
    jeune: float
    vieux: float
    en_file: float
    en_rafale: float
    pret_s: float
    pss_mo: float


def mesurer_la_conversation() -> Conversation:
    """Measure both servers, one after the other."""
    with tempfile.TemporaryDirectory() as dossier:
        with _plancher(Path(dossier)) as port:
            plancher = _guider(port, "bonjour", "bonjour", None)
        debut = time.perf_counter()
        assistant = Serveur(Path(dossier))
        try:
            assistant.attendre_pret()
            pret_s = time.perf_counter() - debut
            guidee = _guider(assistant.port, FAITS, SUITE, "documents")
            jeune, vieux = _durer(assistant.port)
            en_file, en_rafale = _presser(assistant.port)
            pss_mo = _pss_mo(assistant.descendants() | {assistant.processus.pid})
        finally:
            assistant.arreter()
    return Conversation(plancher, guidee, jeune, vieux, en_file, en_rafale, pret_s, pss_mo)


def _guider(port: int, premier: str, suivants: str, fin: str | None) -> float:
    """Play conversations, the first unmeasured, each until it gives a message of a kind."""
    durees: list[float] = []
    for numero in range(CONVERSATIONS + 1):
        connexion = _connecter(port)
        for texte in [premier, *[suivants] * MESSAGES_AU_PLUS]:
            debut = time.perf_counter()
            recus = _dire(connexion, f"banc-{numero}", texte)
            durees += [time.perf_counter() - debut] if numero else []
            if fin in {(recu.get("custom") or {}).get("type") for recu in recus}:
                break
        else:
            assert fin is None, f"la conversation n’aboutit pas : {recus}"
    return statistics.median(durees) * 1000


def _durer(port: int) -> tuple[float, float]:
    """Talk for long; return how long messages took at the beginning, and at the end."""
    connexion, durees = _connecter(port), list[float]()
    _dire(connexion, "longue", FAITS)
    for rang in range(VIEUX + VOISINS):
        debut = time.perf_counter()
        _dire(connexion, "longue", LONGUE[rang % len(LONGUE)])
        durees.append((time.perf_counter() - debut) * 1000)
    autour = [durees[rang - VOISINS : rang + VOISINS] for rang in (JEUNE, VIEUX)]
    return statistics.median(autour[0]), statistics.median(autour[1])


def _presser(port: int) -> tuple[float, float]:
    """Send the same messages in a row and at once, in one conversation; keep the best of a few."""
    connexions = [_connecter(port) for _ in range(RAFALE)]
    en_file, en_rafale = list[float](), list[float]()
    with ThreadPoolExecutor(RAFALE) as fils:
        for essai in range(RAFALES):
            debut = time.perf_counter()
            for rang in range(RAFALE):
                _dire(connexions[0], f"file-{essai}", LONGUE[rang % len(LONGUE)])
            en_file.append(time.perf_counter() - debut)
            debut = time.perf_counter()
            textes = [LONGUE[rang % len(LONGUE)] for rang in range(RAFALE)]
            list(fils.map(_dire, connexions, [f"rafale-{essai}"] * RAFALE, textes))
            en_rafale.append(time.perf_counter() - debut)
    return min(en_file) * 1000, min(en_rafale) * 1000


def _connecter(port: int) -> http.client.HTTPConnection:
    connexion = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connexion.connect()
    # else each message waits some 40 ms for the kernel to acknowledge its headers
    connexion.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connexion


def _dire(connexion: http.client.HTTPConnection, qui: str, texte: str) -> list[dict[str, Any]]:
    corps = json.dumps({"sender": qui, "message": texte})
    connexion.request("POST", "/webhooks/rest/webhook", corps, {"Content-Type": "application/json"})
    reponse = connexion.getresponse()
    contenu = reponse.read()
    assert reponse.status == 200, contenu
    return list(json.loads(contenu))


def _pss_mo(processus: set[int]) -> float:
    """Return what processes hold, the parts that they share counted once."""
    resumes = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in processus]
    return sum(int(resume.split("Pss:")[1].split()[0]) for resume in resumes) / 1024


@contextmanager
def _plancher(dossier: Path) -> Iterator[int]:
    """Run stock Rasa, a canned answer, and its own way of keeping conversations on disk."""
    port = port_libre()
    rasa = [
        *(*modeles.RASA, "run", "--enable-api", "--quiet"),
        *("--interface", "127.0.0.1", "--port", str(port), "--model", str(modeles.plancher())),
        *("--credentials", str(modeles.ICI / "rasa_par_defaut" / "credentials.yml")),
        *("--endpoints", str(modeles.ICI / "plancher" / "endpoints.yml")),
    ]
    environnement = {
        **os.environ,
        "BASE_DU_PLANCHER": str(dossier / "plancher.db"),
        "PYTHONPATH": str(RACINE),
        "PYTHONWARNINGS": "ignore",
        "RASA_TELEMETRY_ENABLED": "false",
        "LOG_LEVEL": "WARNING",
    }
    processus = subprocess.Popen(
        rasa,
        cwd=dossier,
        env=environnement,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _attendre(port)
        yield port
    finally:
        processus.terminate()
        processus.wait(timeout=30)


def _attendre(port: int) -> None:
    fin = time.monotonic() + 120
    while time.monotonic() < fin:
        try:
            connexion = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connexion.request("GET", "/status")
            if json.loads(connexion.getresponse().read()).get("model_file"):
                return
        except (OSError, ValueError, http.client.HTTPException):
            pass
        time.sleep(0.5)
    raise TimeoutError(f"rien ne répond sur le port {port}")
