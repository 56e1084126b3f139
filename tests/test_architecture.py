"""Imports point one way, and the core touches nothing outside itself."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.donnees import RACINE
from tests.chemin import parcourir, retours
from tests.mesures import TYPEES, Depot, Salle

# `bot.donnees` reads the words and the cards of `data/`, and nothing else
PERMIS = {
    "bot.metier": {"bot.metier", "dateutil"},
    "bot.francais": {"bot.francais", "bot.donnees", "text_to_num", "rapidfuzz"},
    # the model of roles is a file of arrays
    "bot.lecture": {
        "bot.lecture",
        "bot.francais",
        "bot.metier",
        "bot.donnees",
        "numpy",
        "pathlib",
    },
    "bot.dialogue": {
        "bot.dialogue",
        "bot.lecture",
        "bot.francais",
        "bot.metier",
        "bot.donnees",
    },
}
BIBLIOTHEQUE = {
    "__future__", "bisect", "collections", "dataclasses", "datetime", "functools", "itertools",
    "math", "re", "typing", "unicodedata", "zlib",
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
    """Neither Rasa, nor files but those of `data/`, nor network, nor clock."""
    for fichier in (RACINE / paquet.replace(".", "/")).rglob("*.py"):
        for nom in _imports(fichier):
            connu = nom.split(".")[0] in BIBLIOTHEQUE
            assert connu or any(nom.startswith(p) for p in PERMIS[paquet]), f"{fichier} : {nom}"


# from the door down: what each room must not know of
AU_DESSUS = {
    "bot.reglages": ("bot.redaction", "bot.dossiers", "bot.documents", "bot.dialogue", "bot.tour"),
    "bot.redaction": ("bot.dossiers", "bot.documents", "bot.triage", "bot.tour"),
    "bot.dossiers": ("bot.documents", "bot.triage", "bot.tour"),
    "bot.documents": ("bot.dialogue", "bot.triage", "bot.tour"),
    "bot.triage": ("bot.tour", "bot.guichet", "bot.envois"),
    # the delivery is a process of its own: it loads neither the dialogue's turn nor the door
    "bot.envois": ("bot.tour", "bot.guichet", "bot.reprise"),
    "bot.entree": ("bot.dossiers", "bot.tour"),
    "bot.tour": ("bot.guichet", "bot.reprise"),
    "bot.reprise": ("bot.guichet",),
    "bot.guichet": (),
}
RASA_ET_LES_CANAUX = ("rasa", "sanic", "actions", "bot.canaux", "bot.moteur", "bot.demarrage")


@pytest.mark.parametrize("piece", AU_DESSUS)
def test_une_piece_ignore_celles_qui_sont_au_dessus_d_elle_et_rasa(piece: str) -> None:
    chemin = RACINE / piece.replace(".", "/")
    for fichier in [*chemin.rglob("*.py"), *RACINE.glob(f"{piece.replace('.', '/')}.py")]:
        for nom in _imports(fichier):
            assert not nom.startswith((*RASA_ET_LES_CANAUX, *AU_DESSUS[piece])), (
                f"{fichier} : {nom}"
            )


def test_les_reglages_seuls_lisent_l_environnement() -> None:
    """The launcher alone may write into it, for Supervisor and the server to inherit."""
    for fichier in [*(RACINE / "bot").rglob("*.py"), *(RACINE / "actions").rglob("*.py")]:
        texte = fichier.read_text(encoding="utf-8")
        if fichier == RACINE / "bot" / "demarrage" / "__main__.py":
            texte = texte.replace("os.environ.update", "", 1)
        lit = {"environ", "environb", "getenv", "getenvb"} & {
            noeud.attr if isinstance(noeud, ast.Attribute) else noeud.name
            for noeud in ast.walk(ast.parse(texte))
            if isinstance(noeud, ast.Attribute | ast.alias)
        }
        assert not lit or fichier == RACINE / "bot" / "reglages.py", f"{fichier} : {lit}"


def test_le_tableau_du_nouveau_venu_nomme_un_fichier_qui_existe_par_changement() -> None:
    texte = (RACINE / "docs" / "architecture.md").read_text(encoding="utf-8")
    tableau = texte.partition("## Le tableau du nouveau venu")[2].partition("\n## ")[0]
    rangs = re.findall(r"^\| (?!pour )([^|]+) \|([^|]+)\|", tableau, re.M)
    assert len(rangs) >= 20
    for changement, ou in rangs:
        (fichier,) = re.findall(r"`([^`]+)`", ou)
        assert (RACINE / fichier).is_file(), f"{changement} : {fichier}"


def test_le_coeur_tourne_sans_rasa() -> None:
    code = (
        "import sys; from bot.donnees import referentiel; from bot.metier.contrat import Contrat; "
        "from bot.metier.verdict import evaluer; from bot.dialogue.assemblage import meneur; "
        "meneur(); evaluer(Contrat(), referentiel()); "
        "assert not [m for m in sys.modules if m.split('.')[0] in ('rasa', 'rasa_sdk', 'spacy')]"
    )
    subprocess.run([sys.executable, "-c", code], cwd=RACINE, check=True)


def test_une_action_par_fichier_nommee_comme_lui() -> None:
    for fichier in (RACINE / "actions").glob("*.py"):
        arbre = ast.parse(fichier.read_text(encoding="utf-8"))
        classes = [n.name for n in arbre.body if isinstance(n, ast.ClassDef)]
        if fichier.stem == "__init__":
            assert not classes
        else:
            assert classes == ["".join(mot.title() for mot in fichier.stem.split("_"))]


# how often a message comes back to a file that it had left (`python -m tests.chemin`)
RETOURS_AU_PLUS = 5
# The floors of `make mesures`.


def test_au_plus_quatre_fonctions_sur_cent_sont_complexes() -> None:
    code = Salle(Depot().fichiers)
    assert code.complexes <= 4, code.fonctions[:30]


def test_le_coeur_dit_de_quel_type_est_tout_ce_qu_il_tient() -> None:
    salles = Depot().salles()
    assert all(salles[nom].any == 0 for nom in TYPEES)


def test_le_chemin_d_un_message_ne_revient_guere_sur_ses_pas() -> None:
    for texte, fichiers in parcourir():
        assert retours(fichiers) <= RETOURS_AU_PLUS, (texte, fichiers)


def test_aucun_mot_d_une_expression_n_est_aussi_dans_les_listes_de_mots() -> None:
    assert Depot().mots_partages() == {}
