"""Starting, stopping, and what goes on running whatever dies or freezes."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.demarrage import verifications
from bot.donnees import MODELE, RACINE
from bot.reglages import ReglageFaux
from tests.serveur import Serveur


def test_la_production_refuse_de_demarrer_sans_secrets(tmp_path: Path) -> None:
    serveur = Serveur(tmp_path, PROFIL="production")
    assert serveur.processus.wait(timeout=30) == 2
    assert "RASA_TOKEN" in serveur.sortie
    assert "Traceback" not in serveur.sortie


def test_un_port_pris_se_dit_en_une_ligne(serveur: Serveur, tmp_path: Path) -> None:
    second = Serveur(tmp_path, PORT=str(serveur.port))
    assert second.processus.wait(timeout=30) == 2
    assert f"port {serveur.port} est déjà pris" in second.sortie
    assert len(second.sortie.splitlines()) == 1


@pytest.mark.parametrize(
    ("reglages", "attendu"),
    [
        ({"HOTE": "pas.un.hote"}, "HOTE=pas.un.hote : cette adresse n’existe pas"),
        ({"HOTE": "192.0.2.1"}, "HOTE=192.0.2.1 : cette adresse n’existe pas"),
        ({"DATABASE_URL": "n'importe quoi"}, "DATABASE_URL : cette adresse ne se lit pas"),
        ({"DATABASE_URL": "oracle://x"}, "DATABASE_URL : cette adresse ne se lit pas"),
        ({"DATABASE_URL": "sqlite:////nulle/part/a.db"}, "n’est pas utilisable"),
        ({"DATABASE_URL": "sqlite:////dev/full"}, "n’est pas utilisable"),
        ({"DATABASE_URL": "postgresql://moi:secret@127.0.0.1:1/base"}, "n’est pas utilisable"),
        ({"SLACK_BOT_TOKEN": "secret"}, "SLACK_BOT_TOKEN : il faut aussi SLACK_SIGNING_SECRET."),
    ],
)
def test_ce_qui_empeche_de_demarrer_se_dit_en_une_ligne(
    tmp_path: Path, reglages: dict[str, str], attendu: str
) -> None:
    serveur = Serveur(tmp_path, **reglages)
    assert serveur.processus.wait(timeout=30) == 2
    (ligne,) = serveur.sortie.splitlines()
    assert attendu in ligne
    assert "secret" not in ligne


def test_un_modele_tronque_se_dit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tronque = tmp_path / "assistant.tar.gz"
    tronque.write_bytes(MODELE.read_bytes()[:-1000])
    monkeypatch.setattr(verifications, "RACINE", tmp_path)
    with pytest.raises(ReglageFaux, match=r"assistant\.tar\.gz manque ou est abîmé"):
        verifications._modele(tronque)


@pytest.mark.parametrize(
    ("fichier", "contenu", "attendu"),
    [
        ("lecture/formes.yml", "a: 1\n  b: 2", r"data/lecture/formes\.yml, ligne 2, colonne 4"),
        ("metier/axes.yml", "- id: x\n  libelle: y", r"data/metier/axes\.yml, « x »"),
        ("metier/axes.yml", "12", r"data/metier/axes\.yml : une liste de cartes"),
        ("metier/bornes.yml", "a: {minimum: 1, maximun: 2}", r"data/metier/bornes\.yml, « a »"),
        ("metier/sources.yml", "[]", "sources inconnues"),
    ],
)
def test_une_faute_dans_les_donnees_se_dit_avec_sa_place(
    tmp_path: Path, fichier: str, contenu: str, attendu: str
) -> None:
    racine = tmp_path / "copie"
    for dossier in ("bot", "data"):
        shutil.copytree(RACINE / dossier, racine / dossier)
    (racine / "data" / fichier).write_text(contenu, encoding="utf-8")
    essai = subprocess.run(
        [sys.executable, "-m", "bot.demarrage.verifications"],
        cwd=racine,
        capture_output=True,
        text=True,
    )
    assert essai.returncode == 1
    (ligne,) = essai.stderr.splitlines()
    assert re.search(attendu, ligne), ligne


def test_en_production_rien_ne_sort_sans_jeton(tmp_path: Path) -> None:
    serveur = Serveur(tmp_path, PROFIL="production", RASA_TOKEN="jeton", SECRET_SESSION="secret")
    try:
        serveur.attendre_pret()
        message = {"sender": "x", "message": "bonjour"}
        assert serveur.appeler("/webhooks/rest/webhook", message)[0] == 401
        assert serveur.appeler("/webhooks/rest/webhook?token=faux", message)[0] == 401
        assert serveur.appeler("/webhooks/rest/webhook?token=jeton", message)[0] == 200
        assert serveur.appeler("/conversations/x/tracker")[0] == 401
        assert serveur.appeler("/model/parse", {"text": "bonjour"})[0] == 401
        assert serveur.appeler("/")[0] == 200
        assert serveur.appeler("/sante") == (200, _en_bonne_sante())
    finally:
        serveur.arreter()


def _en_bonne_sante() -> dict[str, object]:
    parties = dict.fromkeys(("conversation", "base", "documents", "disque"), "ok")
    return {"etat": "ok", "parties": parties}


def test_une_partie_tuee_ou_figee_repond_en_francais_et_revient_seule(tmp_path: Path) -> None:
    """One start serves all, since a start takes seconds: kill, freeze, then kill the supervisor."""
    serveur = Serveur(tmp_path)
    serveur.attendre_pret()
    serveur.dire("x", "marché de nettoyage, 4 ans")
    for signe in (signal.SIGKILL, signal.SIGSTOP):
        (enfant,) = serveur.descendants()
        os.kill(enfant, signe)
        (absence,) = serveur.dire("x", "un seul titulaire")
        assert "redémarre" in absence["text"]
        assert serveur.appeler("/sante")[0] == 503
        assert serveur.appeler("/")[0] == 503
        while serveur.appeler("/sante")[0] == 503:
            time.sleep(0.2)
        assert serveur.descendants() != {enfant}
        _, suivi = serveur.appeler("/conversations/x/tracker")
        assert suivi["slots"]["duree_mois"] == 48
        assert suivi["slots"]["forme_contrat"] is None

    enfants = serveur.descendants()
    serveur.processus.kill()
    serveur.processus.wait(timeout=30)
    assert _morts(enfants), "un orphelin tiendrait le port"


def test_ce_qu_ecrivent_les_acheteurs_n_est_lisible_que_de_leur_serveur(
    serveur: Serveur,
) -> None:
    serveur.dire("x", "bonjour")
    gardes = [serveur.base, *(RACINE / "var").glob(f"*-{serveur.port}.log")]
    assert len(gardes) >= 3
    for fichier in gardes:
        assert fichier.stat().st_mode & 0o077 == 0, fichier


def test_ctrl_c_ne_laisse_rien_derriere(tmp_path: Path) -> None:
    serveur = Serveur(tmp_path)
    while not serveur.descendants():
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
