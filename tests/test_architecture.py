"""Imports point one way, and the core touches nothing outside itself."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from bot.donnees import RACINE

PERMIS = {
    "bot.metier": {"bot.metier"},
    "bot.lecture": {"bot.lecture", "bot.metier", "text_to_num", "rapidfuzz"},
    "bot.dialogue": {"bot.dialogue", "bot.lecture", "bot.metier"},
}
BIBLIOTHEQUE = {
    "__future__", "bisect", "collections", "dataclasses", "datetime", "functools", "re", "typing",
    "unicodedata", "zlib",
}  # fmt: skip


def _imports(fichier: Path) -> set[str]:
    noms: set[str] = set()
    for noeud in ast.walk(ast.parse(fichier.read_text(encoding="utf-8"))):
        if isinstance(noeud, ast.Import):
            noms |= {alias.name for alias in noeud.names}
        elif isinstance(noeud, ast.ImportFrom) and noeud.module:
            noms.add(noeud.module)
    return noms


@pytest.mark.parametrize("paquet", PERMIS)
def test_le_coeur_n_importe_que_ce_qui_est_sous_lui(paquet: str) -> None:
    """Neither Rasa, nor files, nor network, nor clock."""
    for fichier in (RACINE / paquet.replace(".", "/")).glob("*.py"):
        for nom in _imports(fichier):
            connu = nom.split(".")[0] in BIBLIOTHEQUE
            assert connu or any(nom.startswith(p) for p in PERMIS[paquet]), f"{fichier} : {nom}"


@pytest.mark.parametrize("paquet", ["bot.dossiers", "bot.documents", "bot.redaction"])
def test_les_services_ignorent_rasa_et_les_canaux(paquet: str) -> None:
    for fichier in (RACINE / paquet.replace(".", "/")).glob("*.py"):
        for nom in _imports(fichier):
            assert not nom.startswith(("rasa", "sanic", "actions", "bot.canaux", "bot.dialogue"))


def test_le_coeur_tourne_sans_rasa() -> None:
    code = (
        "import sys; from bot.donnees import referentiel; from bot.metier.contrat import Contrat; "
        "from bot.metier.verdict import evaluer; from bot.assemblage import meneur; meneur(); "
        "evaluer(Contrat(), referentiel()); "
        "assert not [m for m in sys.modules if m.split('.')[0] in ('rasa', 'rasa_sdk', 'spacy')]"
    )
    subprocess.run([sys.executable, "-c", code], cwd=RACINE, check=True)


def test_une_action_par_fichier_nommee_comme_lui() -> None:
    for fichier in (RACINE / "actions").glob("*.py"):
        arbre = ast.parse(fichier.read_text(encoding="utf-8"))
        classes = [n.name for n in arbre.body if isinstance(n, ast.ClassDef)]
        if fichier.stem in ("__init__", "traduction", "greffe"):
            assert not classes
        else:
            assert classes == ["".join(mot.title() for mot in fichier.stem.split("_"))]
