"""Start the whole, keep it running; say when the first message can be answered."""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import sys
import threading
import time

# Keeps processes running: the classic of Unix for it, in Python, very alive.
from supervisor.medusa.asyncore_25 import ExitNow
from supervisor.options import ServerOptions
from supervisor.supervisord import Supervisor

from bot.demarrage import pouls
from bot.demarrage.surveillance import Surveillance
from bot.demarrage.verifications import A_MOI_SEUL, tout_verifier
from bot.donnees import RACINE
from bot.reglages import ReglageFaux, Reglages, reglages

CONFIGURATION = RACINE / "bot" / "demarrage" / "superviseur.ini"
VAR = RACINE / "var"
ATTENTE_MAXIMALE_S = 120
DERNIERES_LIGNES = 15
PARTOUT, ICI = "0.0.0.0", "127.0.0.1"


def demarrer() -> int:
    """Run until stopped; return the exit code."""
    os.umask(A_MOI_SEUL)
    try:
        lus = reglages()
        tout_verifier(lus)
        # Supervisor's configuration names some of it, and the server inherits the whole
        os.environ.update(_environnement(lus))
    except ReglageFaux as faute:
        print(f"Impossible de démarrer. {faute}", file=sys.stderr)
        return 2
    battements = pouls.ecouter()
    options = ServerOptions()
    options.realize(["-c", str(CONFIGURATION)])
    options.first, options.test = True, False
    superviseur = Supervisor(options)
    surveillance = Surveillance(superviseur, battements)
    surveillance.start()
    echec = threading.Event()
    attente = (lus, surveillance, echec)
    threading.Thread(target=_annoncer, args=attente, daemon=True).start()
    print("Démarrage…", flush=True)
    with contextlib.suppress(ExitNow):  # by which Supervisor ends
        superviseur.main()
    if not echec.is_set():
        print("Arrêté.")
    return int(echec.is_set())


def _environnement(reglages: Reglages) -> dict[str, str]:
    """Return what the server needs to know, and what keeps Rasa quiet."""
    return {
        "SECRET_SESSION": reglages.secret_donne or _secret_garde(),
        "PORT": str(reglages.port),
        "HOTE": reglages.hote,
        "ENVOIS": "true" if reglages.slack or reglages.teams else "false",
        "PYTHON": sys.executable,
        "DOSSIER_VAR": str(VAR),
        "PYTHONPATH": str(RACINE),
        "PYTHONWARNINGS": "ignore",
        "PYTHONUNBUFFERED": "1",
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        # a process of two threads, in glibc, would else keep a heap for each
        "MALLOC_ARENA_MAX": "2",
    }


def _secret_garde() -> str:
    """Return this folder's own secret, made once: codes and sessions outlive a restart."""
    fichier = VAR / "secret"
    try:
        if not fichier.exists():
            essai = VAR / f".secret-{os.getpid()}"
            essai.write_text(secrets.token_urlsafe(32), encoding="utf-8")
            with contextlib.suppress(FileExistsError):  # another start was first: its own is used
                os.link(essai, fichier)
            essai.unlink()
        secret = fichier.read_text(encoding="utf-8")
    except OSError as faute:
        raise ReglageFaux(f"var/secret ne peut être ni lu ni écrit : {faute.strerror}.") from faute
    if not secret:
        raise ReglageFaux("var/secret est vide : supprimez-le, il sera refait.")
    return secret


def _annoncer(reglages: Reglages, surveillance: Surveillance, echec: threading.Event) -> None:
    """Say « Prêt » at the first sign of life; stop everything if there is none."""
    fin = time.monotonic() + ATTENTE_MAXIMALE_S
    while not surveillance.pret.wait(0.2):
        if surveillance.mort_avant_d_etre_pret() or time.monotonic() > fin:
            echec.set()
            print(_derniers_mots(reglages), file=sys.stderr, flush=True)
            os.kill(os.getpid(), signal.SIGTERM)
            return
    print(
        f"Prêt : http://{ICI if reglages.hote == PARTOUT else reglages.hote}:{reglages.port}",
        flush=True,
    )


def _derniers_mots(reglages: Reglages) -> str:
    journal = VAR / f"journal-{reglages.port}.log"
    lignes = journal.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join(
        [
            "Le serveur s’arrête avant d’être prêt. Ses derniers mots :",
            *lignes[-DERNIERES_LIGNES:],
            f"Journal complet : {journal.relative_to(RACINE)}",
        ]
    )


if __name__ == "__main__":
    sys.exit(demarrer())
