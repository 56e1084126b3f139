"""The installer, on a PATH of stand-ins: no network, nothing installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from bot.donnees import RACINE

OUTILS = "bash sh env sed grep tail dirname mkdir touch rm cp cat sleep flock chmod"
# what each stand-in does; each call to uv is noted, and one goes wrong when `panne` says how
PYTHON_310 = "exit 0"
PYTHON_ABSENT = "echo 'pyenv: python3.10: command not found' >&2; exit 127"
PYTHON_SANS_VENV = 'case "$1" in -c) exit 1 ;; esac'
PYTHON = """
case "$*" in *"venv --clear .venv-uv")
  mkdir -p .venv-uv/bin
  cp modeles/uv .venv-uv/bin/uv
  cp modeles/pip .venv-uv/bin/python ;;
esac
"""
UV = """
case "$1" in --version) echo "uv 9.9.9 (stand-in)"; exit ;; esac
echo "$*" >> appels
for dernier; do :; done
case "$*" in *"--python 3.10 "*) [ ! -e panne-de-python ] || . ./panne-de-python ;; esac
case "$1" in
  venv) rm -rf "$dernier"; mkdir -p "$dernier/bin"; cp modeles/python3.10 "$dernier/bin/python" ;;
  pip) [ ! -e panne ] || . ./panne ;;
esac
"""
RESEAU = "echo 'error sending request for url (https://…)'; exit 2"
DISQUE = "echo 'No space left on device (os error 28)'; exit 2"
AUTRE = "echo 'Hash mismatch for jinja2'; exit 2"
LENT = "echo commence > commence; exec sleep 30"


class Machine:
    """A folder with the installer, and a PATH where only what is put exists."""

    def __init__(self, dossier: Path) -> None:
        self.dossier = dossier
        self.chemin = dossier / "chemin"
        for nom in ("chemin", "modeles", "maison", "requirements"):
            (dossier / nom).mkdir()
        (dossier / "scripts").symlink_to(RACINE / "scripts")
        (dossier / "requirements" / "uv.txt").write_text("uv==9.9.9 \\\n    --hash=sha256:0\n")
        for outil in OUTILS.split():
            (self.chemin / outil).symlink_to(shutil.which(outil) or outil)
        for nom, corps in {"uv": UV, "pip": "exit 0", "python3.10": PYTHON_310}.items():
            self.poser(dossier / "modeles" / nom, corps)

    def poser(self, fichier: Path, corps: str) -> None:
        fichier.parent.mkdir(parents=True, exist_ok=True)
        fichier.write_text(f"#!/bin/sh\n{corps}\n")
        fichier.chmod(0o755)

    def avec(self, **commandes: str) -> Machine:
        for nom, corps in commandes.items():
            self.poser(self.chemin / nom.replace("_", "."), corps)
        return self

    def lancer(self, verrou: str = "production") -> subprocess.Popen[str]:
        return subprocess.Popen(
            ["scripts/installer", verrou],
            cwd=self.dossier,
            env={"PATH": str(self.chemin), "HOME": str(self.dossier / "maison")},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def installer(self, verrou: str = "production") -> tuple[int, list[str]]:
        """Return the exit code, and the lines that say what is wrong."""
        processus = self.lancer(verrou)
        _, fautes = processus.communicate(timeout=30)
        return processus.returncode, fautes.splitlines()

    @property
    def appels(self) -> list[str]:
        return (self.dossier / "appels").read_text().splitlines()

    def a(self, fichier: str) -> bool:
        return (self.dossier / fichier).exists()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_avec_python_310_sous_la_main(machine: Machine) -> None:
    machine.avec(python3=PYTHON, python3_10=PYTHON_310)
    assert machine.installer() == (0, [])
    creation, installation = machine.appels
    assert creation.endswith("--python python3.10 .venv")
    assert "--require-hashes" in installation
    assert installation.endswith("requirements/production.txt")
    assert machine.a(".venv/production")
    assert not machine.a(".venv/en-cours")


def test_python_310_n_est_que_chez_pyenv(machine: Machine) -> None:
    machine.avec(python3=PYTHON, python3_10=PYTHON_ABSENT)
    python = machine.dossier / "maison/.pyenv/versions/3.10.13/bin/python3.10"
    machine.poser(python, PYTHON_310)
    assert machine.installer() == (0, [])
    assert machine.appels[0].endswith(f"--python {python} .venv")


def test_uv_apporte_python_310_quand_il_manque(machine: Machine) -> None:
    machine.avec(python3=PYTHON, python3_10=PYTHON_ABSENT)
    assert machine.installer() == (0, [])
    assert machine.appels[0].endswith("--python 3.10 .venv")


def test_python_310_manque_et_le_reseau_le_refuse(machine: Machine) -> None:
    machine.avec(python3=PYTHON)
    machine.poser(machine.dossier / "panne-de-python", RESEAU)
    code, (faute,) = machine.installer()
    assert code == 1
    assert faute.startswith("Il manque CPython 3.10")
    assert "installez-le" in faute


@pytest.mark.parametrize("commandes", [{}, {"python3": PYTHON_SANS_VENV}])
def test_sans_python_ni_module_venv(machine: Machine, commandes: dict[str, str]) -> None:
    code, (faute,) = machine.avec(**commandes).installer()
    assert code == 1
    assert "apt-get install python3 python3-venv" in faute


@pytest.mark.parametrize(
    ("panne", "dit"), [(RESEAU, "connexion au réseau"), (DISQUE, "Plus de place sur le disque")]
)
def test_une_panne_usuelle_se_dit_en_une_ligne(machine: Machine, panne: str, dit: str) -> None:
    machine.avec(python3=PYTHON, python3_10=PYTHON_310)
    machine.poser(machine.dossier / "panne", panne)
    code, (faute,) = machine.installer()
    assert code == 1
    assert dit in faute
    assert not machine.a(".venv/production")


def test_une_autre_panne_montre_ses_derniers_mots(machine: Machine) -> None:
    machine.avec(python3=PYTHON, python3_10=PYTHON_310)
    machine.poser(machine.dossier / "panne", AUTRE)
    assert machine.installer() == (1, ["Les dernières lignes :", "Hash mismatch for jinja2"])


@pytest.mark.parametrize("signe", [signal.SIGINT, signal.SIGKILL])
def test_une_installation_interrompue_se_refait(machine: Machine, signe: signal.Signals) -> None:
    machine.avec(python3=PYTHON, python3_10=PYTHON_310)
    machine.poser(machine.dossier / "panne", LENT)
    processus = machine.lancer()
    while not machine.a("commence"):
        assert processus.poll() is None
        time.sleep(0.05)
    os.killpg(processus.pid, signe)
    assert processus.wait(timeout=60) != 0
    assert not machine.a(".venv/production")

    (machine.dossier / "panne").unlink()
    assert machine.installer() == (0, [])
    assert [appel.split()[0] for appel in machine.appels] == ["venv", "pip", "venv", "pip"]
    assert machine.a(".venv/production")


def test_un_autre_verrou_retire_la_marque_du_premier(machine: Machine) -> None:
    """Installing a lock takes away what it does not hold."""
    machine.avec(python3=PYTHON, python3_10=PYTHON_310)
    machine.installer("developpement")
    machine.installer("production")
    assert [appel.split()[0] for appel in machine.appels] == ["venv", "pip", "pip"]
    assert machine.a(".venv/production")
    assert not machine.a(".venv/developpement")


@pytest.mark.parametrize("verrou", ["banc", "botframework"])
def test_ce_qui_ne_va_pas_avec_le_reste_a_son_environnement(machine: Machine, verrou: str) -> None:
    machine.avec(python3=PYTHON, python3_10=PYTHON_310)
    machine.installer("production")
    machine.installer(verrou)
    assert machine.a(".venv/production")
    assert machine.a(f".venv-{verrou}/{verrou}")
