"""Starting and stopping: settings, Ctrl-C, a part that dies."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from bot.demarrage.reglages import ReglageFaux, Reglages
from tests.serveur import Serveur


@pytest.mark.parametrize(
    ("environnement", "attendu"),
    [
        ({"PORT": "abc"}, "PORT=abc"),
        ({"PORT": "70000"}, "PORT=70000"),
        ({"PROFIL": "prod"}, "PROFIL=prod"),
        ({"PROFIL": "production"}, "RASA_TOKEN, SECRET_SESSION"),
        ({"PROFIL": "production", "RASA_TOKEN": "x"}, "SECRET_SESSION"),
    ],
)
def test_un_reglage_faux_se_dit_en_une_ligne(environnement: dict[str, str], attendu: str) -> None:
    with pytest.raises(ReglageFaux, match=attendu):
        Reglages.lire(environnement)


def test_la_production_refuse_de_demarrer_sans_secrets(tmp_path: Path) -> None:
    serveur = Serveur(tmp_path, PROFIL="production")
    assert serveur.processus.wait(timeout=30) == 2
    assert "RASA_TOKEN" in serveur.sortie
    assert "Traceback" not in serveur.sortie


def test_un_port_pris_se_dit_en_une_ligne(serveur: Serveur, tmp_path: Path) -> None:
    second = Serveur(tmp_path, PORT=str(serveur.port))
    assert second.processus.wait(timeout=30) == 2
    assert f"port {serveur.port}" in second.sortie


def test_en_production_rien_sans_jeton_et_une_partie_qui_meurt_arrete_tout(tmp_path: Path) -> None:
    """One start serves both, since a start takes half a minute."""
    serveur = Serveur(tmp_path, PROFIL="production", RASA_TOKEN="jeton", SECRET_SESSION="secret")
    serveur.attendre_pret()
    message = {"sender": "x", "message": "bonjour"}
    assert serveur.appeler("/webhooks/rest/webhook", message)[0] == 401
    assert serveur.appeler("/webhooks/rest/webhook?token=faux", message)[0] == 401
    assert serveur.appeler("/webhooks/rest/webhook?token=jeton", message)[0] == 200
    assert serveur.appeler("/conversations/x/tracker")[0] == 401
    assert serveur.appeler("/model/parse", {"text": "bonjour"})[0] == 401
    assert serveur.appeler("/")[0] == 200

    enfants = serveur.descendants()
    (actions,) = [pid for pid in enfants if b"demarrage.actions" in _commande(pid)]
    os.kill(actions, signal.SIGKILL)
    assert serveur.processus.wait(timeout=30) == 1
    assert "« actions » s’est arrêté" in serveur.sortie
    assert _morts(enfants)


def test_ctrl_c_ne_laisse_rien_derriere(tmp_path: Path) -> None:
    serveur = Serveur(tmp_path)
    while len(serveur.descendants()) < 4:
        time.sleep(0.2)
    enfants = serveur.descendants()
    assert serveur.arreter(signal.SIGINT) == 0
    assert _morts(enfants)
    assert "Traceback" not in serveur.sortie


def _commande(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _morts(pids: set[int]) -> bool:
    limite = time.monotonic() + 10
    while any(_commande(pid) for pid in pids):
        if time.monotonic() > limite:
            return False
        time.sleep(0.2)
    return True
