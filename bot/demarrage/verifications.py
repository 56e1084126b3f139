"""Says in one line, before anything starts, what would keep it from working, and where."""

from __future__ import annotations

import gzip
import os
import shutil
import socket
import stat
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import yaml
from alembic.util.exc import CommandError
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from bot.donnees import (
    DONNEES,
    LECTEUR,
    MODELE,
    MODELE_DES_APARTES,
    MODELE_DES_FORMES,
    MODELE_DES_GESTES,
    MODELE_DES_NOYAUX,
    MODELE_DES_OBJETS,
    MODELE_DES_ORDRES,
    MODELE_DES_ROLES,
    MODELE_DES_SOUHAITS,
    RACINE,
    DonneesFausses,
    questions_du_guide,
    referentiel,
)
from bot.dossiers import base
from bot.reglages import ReglageFaux, Reglages

# who else uses the machine has no business in what buyers write
A_MOI_SEUL = 0o077
PLACE_MINIMALE = 50_000_000
ESSAI = b"pps"
ADRESSE_INCONNUE = "HOTE={hote} : cette adresse n’existe pas sur cette machine."
PORT_PRIS = "Le port {port} est déjà pris : essayez « make run PORT=… »."
PORT_INTERDIT = "Le port {port} est réservé à l’administrateur : essayez « make run PORT=… »."


def tout_verifier(reglages: Reglages) -> None:
    """Raise `ReglageFaux` for the first thing that is wrong."""
    _adresse(reglages)
    donnees()
    _modele(MODELE)
    _dossier_de_travail()
    _base(reglages)


def donnees() -> None:
    """Read every data file, and build what is made of them."""
    for fichier in (*sorted(DONNEES.rglob("*.yml")), *RACINE.glob("*.yml")):
        try:
            yaml.load(fichier.read_text(encoding="utf-8"), LECTEUR)
        except yaml.MarkedYAMLError as faute:
            place = faute.problem_mark or faute.context_mark
            ou = f", ligne {place.line + 1}, colonne {place.column + 1}" if place else ""
            raise ReglageFaux(f"{_court(fichier)}{ou} : {faute.problem}.") from faute
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as faute:
            raise ReglageFaux(f"{_court(fichier)} : illisible ({faute}).") from faute
    for construire in (referentiel, questions_du_guide, _dialogue, _triage):
        _construire(construire)


def _dialogue() -> None:
    # its words are read when it is imported: their files must have been checked first
    from bot.dialogue.assemblage import meneur

    meneur()


def _triage() -> None:
    # likewise, of the facilitators' sentences and of what buyers say to them
    from bot.triage.acheteur import question_dite
    from bot.triage.phrases import lire

    lire(question_dite("") or "", None)


def _construire(construire: Callable[[], object]) -> None:
    try:
        construire()
    except DonneesFausses as faute:
        raise ReglageFaux(str(faute)) from faute


def _court(fichier: Path) -> str:
    return str(fichier.relative_to(RACINE))


def _adresse(reglages: Reglages) -> None:
    try:
        socket.getaddrinfo(reglages.hote, reglages.port, socket.AF_INET)
        with socket.socket() as prise:
            prise.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            prise.bind((reglages.hote, reglages.port))
    except PermissionError as faute:
        raise ReglageFaux(PORT_INTERDIT.format(port=reglages.port)) from faute
    except (socket.gaierror, UnicodeError) as faute:
        raise ReglageFaux(ADRESSE_INCONNUE.format(hote=reglages.hote)) from faute
    except OSError as faute:
        inconnue = "assign requested address" in str(faute)
        dit = ADRESSE_INCONNUE if inconnue else PORT_PRIS
        raise ReglageFaux(dit.format(hote=reglages.hote, port=reglages.port)) from faute


def _modele(modele: Path) -> None:
    """Read the archive to its end: a truncated one fails late, and blames something else."""
    from bot.lecture.apartes import Apartes
    from bot.lecture.clause.discriminations import ModeleDesSouhaits
    from bot.lecture.clause.gestes import Gestes
    from bot.lecture.clause.noyaux import Noyaux
    from bot.lecture.formes_apprises import ModeleDesFormes
    from bot.lecture.mentions.roles import ModeleDesRoles
    from bot.lecture.objets.modele import ModeleDesObjets
    from bot.lecture.tableaux import ModeleIllisible
    from bot.triage.sens import ModeleDesOrdres

    try:
        with gzip.open(modele) as archive:
            while archive.read(1 << 20):
                pass
        modele = MODELE_DES_ROLES
        ModeleDesRoles.charger(modele)
        modele = MODELE_DES_SOUHAITS
        ModeleDesSouhaits.charger(modele)
        modele = MODELE_DES_NOYAUX
        Noyaux.charger(modele)
        modele = MODELE_DES_APARTES
        Apartes.charger(modele)
        modele = MODELE_DES_GESTES
        Gestes.charger(modele)
        modele = MODELE_DES_ORDRES
        ModeleDesOrdres.charger(modele)
        modele = MODELE_DES_OBJETS
        ModeleDesObjets.charger(modele)
        modele = MODELE_DES_FORMES
        ModeleDesFormes.charger(modele)
    except (OSError, EOFError, zlib.error, ModeleIllisible) as faute:
        raise ReglageFaux(
            f"Le modèle {_court(modele)} manque ou est abîmé : « make train » le refait."
        ) from faute


def _dossier_de_travail() -> None:
    var = RACINE / "var"
    essai = var / f".essai-{os.getpid()}"
    try:
        var.mkdir(exist_ok=True)
        var.chmod(0o700)  # what older versions left in it too
        essai.write_bytes(ESSAI)
        essai.unlink()
    except OSError as faute:
        raise ReglageFaux(
            f"On ne peut pas écrire dans {_court(var)} : {faute.strerror}."
        ) from faute
    if shutil.disk_usage(var).free < PLACE_MINIMALE:
        raise ReglageFaux(f"Le disque de {_court(var)} est plein : libérez 50 Mo au moins.")


def _base(reglages: Reglages) -> None:
    try:
        adresse = make_url(reglages.base)
        sqlite = adresse.get_backend_name() == "sqlite"
        fichier = Path(adresse.database) if sqlite and adresse.database else None
        base.preparer(reglages.base)
        moteur = base.ouvrir(reglages.base)
        with moteur.begin() as connexion:
            connexion.execute(text("UPDATE dossiers SET id = id WHERE id = 0"))
        moteur.dispose()
    except (ArgumentError, ModuleNotFoundError, ValueError) as faute:
        raise ReglageFaux(f"DATABASE_URL : cette adresse ne se lit pas ({faute}).") from faute
    except (SQLAlchemyError, CommandError, OSError) as faute:
        cause = str(getattr(faute, "orig", faute)).strip().splitlines()[0]
        raise ReglageFaux(
            f"DATABASE_URL : la base « {adresse.render_as_string(hide_password=True)} » "
            f"n’est pas utilisable ({cause})."
        ) from faute
    if fichier and stat.S_IMODE(fichier.stat().st_mode) & A_MOI_SEUL:
        fichier.chmod(0o600)


if __name__ == "__main__":
    try:
        donnees()
    except ReglageFaux as faute:
        sys.exit(str(faute))
