"""`make appel`: a call in the terminal, through the real endpoint and with real signatures.

It starts an assistant of its own, on the files of this folder: what is begun here can be finished
in the page of `make run`.
"""

from __future__ import annotations

import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.canaux.telephone.combine import Combine, Ecoute
from bot.donnees import RACINE

AIDE = "Répondez comme à l’oral, ou tapez des touches (1, 48#, *) ; rien, c’est un silence."
SYNTHESE = "espeak-ng"
PRET = "Prêt : "


def jouer(combine: Combine, lire: Callable[[], str], ecrire: Callable[[str], None]) -> None:
    """Play a call to its end; the end of what is read hangs up."""
    ecoute = combine.decrocher()
    _entendre(ecoute, ecrire)
    while not ecoute.fini:
        try:
            dit = lire().strip()
        except EOFError:
            break
        ecoute = combine.repondre(dit)
        _entendre(ecoute, ecrire)
    combine.raccrocher()


def _entendre(ecoute: Ecoute, ecrire: Callable[[str], None]) -> None:
    """Write what is said, with how long it takes; say it too, where there is a synthesiser."""
    for phrase in ecoute.phrases:
        ecrire(f"☎ {phrase}")
    ecrire(f"  ({ecoute.secondes:.0f} s{', au clavier seulement' if ecoute.clavier else ''})")
    if synthese := shutil.which(SYNTHESE):
        dit = " ".join(ecoute.phrases)
        # a machine without a sound card says nothing
        subprocess.run([synthese, "-v", "fr", "-s", "165", dit], stderr=subprocess.DEVNULL)


@contextmanager
def assistant(jeton: str) -> Iterator[str]:
    """Start an assistant whose calls are signed with a token; give its address."""
    port = _port_libre()
    with tempfile.TemporaryDirectory() as dossier:
        journal = Path(dossier) / "sortie.txt"
        commande = ["env", f"PORT={port}", f"TWILIO_AUTH_TOKEN={jeton}", "URL_PUBLIQUE="]
        processus = subprocess.Popen(
            [*commande, sys.executable, "-m", "bot.demarrage"],
            cwd=RACINE,
            stdout=journal.open("w"),
            stderr=subprocess.STDOUT,
        )
        try:
            while PRET not in journal.read_text(encoding="utf-8"):
                if processus.poll() is not None:
                    raise SystemExit(journal.read_text(encoding="utf-8"))
                time.sleep(0.2)
            yield f"http://127.0.0.1:{port}"
        finally:
            processus.terminate()
            processus.wait()


def _port_libre() -> int:
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        return int(prise.getsockname()[1])


def main() -> None:
    """Play a call with whoever sits at the terminal."""
    jeton = secrets.token_hex()
    print("Démarrage de l’assistant…", flush=True)
    with assistant(jeton) as url:
        print(AIDE)
        jouer(Combine(url, jeton), lambda: input("> "), print)


if __name__ == "__main__":
    main()
