"""Start the action server and Rasa as one whole; say when the first message can be answered."""

from __future__ import annotations

import json
import os
import shlex
import socket
import sys
import threading
import time
import urllib.error
import urllib.request

# Runs processes together: one that dies stops the others, and Ctrl-C leaves none behind.
from honcho.manager import Manager

from bot.demarrage.journal import Journal
from bot.demarrage.reglages import PRODUCTION, ReglageFaux, Reglages
from bot.donnees import RACINE

ATTENTE_MAXIMALE_S = 180
SANS_BAVARDAGE = {
    "PYTHONPATH": str(RACINE),
    "PYTHONWARNINGS": "ignore",
    "PYTHONUNBUFFERED": "1",
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "LOG_LEVEL": "WARNING",
}


def demarrer() -> int:
    """Run until stopped; return the exit code."""
    try:
        reglages = Reglages.lire(os.environ)
        _verifier_que_le_port_est_libre(reglages)
    except ReglageFaux as faute:
        print(f"Impossible de démarrer. {faute}", file=sys.stderr)
        return 2
    journal = Journal(RACINE / "var" / f"journal-{reglages.port}.log")
    ensemble = _composer(reglages, journal)
    threading.Thread(target=_annoncer, args=(reglages, ensemble), daemon=True).start()
    print("Démarrage…", flush=True)
    ensemble.loop()
    return _rendre_compte(ensemble, journal)


def _composer(reglages: Reglages, journal: Journal) -> Manager:
    port_actions = _port_libre()
    environnement = {
        **os.environ,
        **SANS_BAVARDAGE,
        "PROFIL": reglages.profil,
        "DATABASE_URL": reglages.base,
        "PORT": str(reglages.port),
        "HOTE": reglages.hote,
        "URL_ACTIONS": f"http://127.0.0.1:{port_actions}/webhook",
    }
    python = shlex.quote(sys.executable)
    ensemble = Manager(printer=journal)
    ensemble.add_process(
        "actions",
        f"exec {python} -m bot.demarrage.actions {port_actions}",
        env=environnement,
        cwd=str(RACINE),
    )
    ensemble.add_process(
        "rasa",
        f"exec {python} -m bot.demarrage.serveur_rasa",
        env=environnement,
        cwd=str(RACINE),
    )
    return ensemble


def _annoncer(reglages: Reglages, ensemble: Manager) -> None:
    """Say « Prêt » once the model is loaded and the action server answers."""
    url = f"http://127.0.0.1:{reglages.port}"
    actions = ensemble._processes["actions"]["obj"].env["URL_ACTIONS"].replace("webhook", "health")
    jeton = f"?token={reglages.jeton}" if reglages.profil == PRODUCTION else ""
    fin = time.monotonic() + ATTENTE_MAXIMALE_S
    while time.monotonic() < fin:
        if _repond(actions) and _repond(f"{url}/status{jeton}", "model_file"):
            print(f"Prêt : {url}", flush=True)
            return
        time.sleep(0.5)
    print("Le démarrage n’aboutit pas ; arrêt.", file=sys.stderr, flush=True)
    ensemble.returncode = 1
    ensemble.terminate()


def _repond(url: str, cle: str | None = None) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as reponse:
            corps = json.load(reponse)
            return cle is None or bool(corps.get(cle))
    except (urllib.error.URLError, OSError, ValueError):
        return False


def _rendre_compte(ensemble: Manager, journal: Journal) -> int:
    """Return 0 after Ctrl-C; otherwise say which process stopped, and its last words."""
    if ensemble.returncode in (130, 143):
        print("Arrêté.")
        return 0
    nom, code = journal.premier_arret or ("démarrage", 1)
    print(
        f"Arrêt de l’ensemble : « {nom} » s’est arrêté (code {code}). Ses derniers mots :\n"
        f"{journal.derniers_mots(nom)}\nJournal complet : {journal.fichier.relative_to(RACINE)}",
        file=sys.stderr,
    )
    return 1


def _verifier_que_le_port_est_libre(reglages: Reglages) -> None:
    with socket.socket() as prise:
        prise.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            prise.bind((reglages.hote, reglages.port))
        except OSError as faute:
            raise ReglageFaux(
                f"Le port {reglages.port} est déjà pris ou interdit : essayez « make run PORT=… »."
            ) from faute


def _port_libre() -> int:
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        return int(prise.getsockname()[1])


if __name__ == "__main__":
    sys.exit(demarrer())
