"""What the code looks like, in figures: `python -m tests.mesures [--dans FOLDER] [--mots]`.

`--dans` measures another checkout (`git worktree add ../avant 067c0e7`), `--mots` lists the words
that stand both in a regular expression of Python and in the lists of words of `data/`.
"""

from __future__ import annotations

import argparse
import ast
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bot.donnees import RACINE
from tests.mots_du_code import LISTES, est_une_expression, mots_des_expressions, mots_des_listes

# The complexity that radon and lizard count too: one, and one more for each way out.
COMPLEXITE_AU_PLUS = 10
PIRES_MONTREES = 10
# the rooms whose types must say what they hold
TYPEES = ("bot/metier", "bot/lecture", "bot/francais", "bot/dialogue")
# those that read what a buyer writes; elsewhere, expressions are of addresses, codes, logs
QUI_LISENT = (*TYPEES, "bot/nlu")
DECISIONS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.IfExp, ast.ExceptHandler, ast.match_case)

Fonction = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Fichier:
    """A file of Python."""

    chemin: Path
    texte: str

    @cached_property
    def arbre(self) -> ast.Module:
        return ast.parse(self.texte)

    @property
    def lignes(self) -> int:
        return len(self.texte.splitlines())

    @property
    def commentaires(self) -> int:
        """Count the lines that bear a comment, those for a tool apart."""
        jetons = tokenize.generate_tokens(io.StringIO(self.texte).readline)
        dits = (j.string for j in jetons if j.type == tokenize.COMMENT)
        return sum(not re.match(r"# (?:fmt|type|noqa)\b", dit) for dit in dits)

    @property
    def any(self) -> int:
        return sum(isinstance(n, ast.Name) and n.id == "Any" for n in ast.walk(self.arbre))

    @property
    def expressions(self) -> int:
        return sum(est_une_expression(noeud) for noeud in ast.walk(self.arbre))

    def fonctions(self) -> Iterator[tuple[str, int]]:
        """Give each function with its complexity, those inside it apart."""
        for noeud in ast.walk(self.arbre):
            if isinstance(noeud, Fonction):
                yield noeud.name, 1 + sum(map(_branches, _sans_les_fonctions(noeud)))


@dataclass(frozen=True)
class Salle:
    """Some files, a folder's or all; the figures that sum them up."""

    fichiers: tuple[Fichier, ...]

    @property
    def lignes(self) -> int:
        return sum(fichier.lignes for fichier in self.fichiers)

    @property
    def any(self) -> int:
        return sum(fichier.any for fichier in self.fichiers)

    @property
    def expressions(self) -> int:
        return sum(fichier.expressions for fichier in self.fichiers)

    @property
    def commentaires(self) -> float:
        """Return how many lines in a hundred bear a comment."""
        return 100 * sum(fichier.commentaires for fichier in self.fichiers) / max(self.lignes, 1)

    @property
    def fonctions(self) -> list[tuple[int, str]]:
        """Return each function with its complexity, the worst first."""
        toutes = ((n, f"{f.chemin} {nom}") for f in self.fichiers for nom, n in f.fonctions())
        return sorted(toutes, reverse=True)

    @property
    def complexes(self) -> float:
        """Return the share of functions that are too complex, in percent."""
        trop = [n for n, _ in self.fonctions if n > COMPLEXITE_AU_PLUS]
        return 100 * len(trop) / max(len(self.fonctions), 1)


class Depot:
    """A checkout: its rooms, and the words of its data."""

    def __init__(self, racine: Path = RACINE) -> None:
        self.racine = racine
        chemins = [*(racine / "bot").rglob("*.py"), *(racine / "actions").rglob("*.py")]
        self.fichiers = tuple(
            Fichier(f.relative_to(racine), f.read_text(encoding="utf-8")) for f in sorted(chemins)
        )

    def salles(self) -> dict[str, Salle]:
        """Return the rooms, the folders of `bot/`, by their paths."""
        noms = sorted({_salle(fichier) for fichier in self.fichiers})
        return {nom: Salle(tuple(f for f in self.fichiers if _salle(f) == nom)) for nom in noms}

    def lignes_des_listes(self) -> list[str]:
        """Return the lines of the lists of words of `data/`; deeper folders hold whole texts."""
        dossiers = (self.racine / "data" / dossier for dossier in LISTES)
        fichiers = (f for dossier in dossiers for f in sorted(dossier.glob("*.yml")))
        return [li for f in fichiers for li in f.read_text(encoding="utf-8").splitlines()]

    def mots(self) -> dict[str, set[str]]:
        """Return the words of Python's regular expressions, with the files that hold them."""
        lisent = (f for f in self.fichiers if _salle(f) in QUI_LISENT)
        return mots_des_expressions({str(f.chemin): f.arbre for f in lisent})

    def mots_partages(self) -> dict[str, set[str]]:
        """Return those that stand in the lists of words of `data/` too."""
        des_listes = mots_des_listes(self.lignes_des_listes())
        return {mot: ou for mot, ou in self.mots().items() if mot in des_listes}


def _branches(noeud: ast.AST) -> int:
    """Return how many ways out a node adds to its function."""
    if isinstance(noeud, ast.BoolOp):
        return len(noeud.values) - 1
    if isinstance(noeud, ast.comprehension):
        return 1 + len(noeud.ifs)
    return int(isinstance(noeud, DECISIONS))


def _sans_les_fonctions(fonction: ast.AST) -> Iterator[ast.AST]:
    for noeud in ast.iter_child_nodes(fonction):
        if not isinstance(noeud, Fonction):
            yield noeud
            yield from _sans_les_fonctions(noeud)


def _salle(fichier: Fichier) -> str:
    return "/".join(fichier.chemin.parent.parts[:2])


def tableau(depot: Depot) -> str:
    """Write the figures, room by room, then those of the whole."""
    tout, salles = Salle(depot.fichiers), depot.salles()
    titres = ("", "fichiers", "lignes", "fonctions", "complexes", "Any", "expr.", "comment.")
    rangs = [titres, *(_rang(nom, salle) for nom, salle in salles.items()), _rang("tout", tout)]
    any_ = sum(salle.any for nom, salle in salles.items() if nom in TYPEES)
    long = max(depot.fichiers, key=lambda fichier: fichier.lignes)
    phrases = [
        "complexes : d’une complexité de plus de 10 ; comment. : lignes commentées sur 100",
        f"Any dans {', '.join(TYPEES)} : {any_}",
        f"mots des expressions de Python : {len(depot.mots())}, "
        f"dont {len(depot.mots_partages())} aussi dans les listes de mots de data",
        f"le plus long fichier : {long.chemin}, {long.lignes} lignes",
        f"la plus longue ligne de ces listes : {max(map(len, depot.lignes_des_listes()))} signes",
        *(f"complexité {n} : {nom}" for n, nom in tout.fonctions[:PIRES_MONTREES]),
    ]
    return "\n".join([*("".join(_colonnes(rang)) for rang in rangs), "", *phrases])


def _rang(nom: str, salle: Salle) -> tuple[str, ...]:
    return (
        nom,
        str(len(salle.fichiers)),
        str(salle.lignes),
        str(len(salle.fonctions)),
        f"{salle.complexes:.1f} %",
        str(salle.any),
        str(salle.expressions),
        f"{salle.commentaires:.1f}",
    )


def _colonnes(rang: tuple[str, ...]) -> Iterator[str]:
    yield f"{rang[0]:<16}"
    yield from (f"{case:>11}" for case in rang[1:])


def main() -> None:
    options = argparse.ArgumentParser(description="Mesure le code.")
    options.add_argument("--dans", type=Path, default=RACINE, help="un autre dépôt")
    options.add_argument("--mots", action="store_true", help="les mots qui sont aussi dans data")
    choix = options.parse_args()
    depot = Depot(choix.dans)
    print(tableau(depot))
    if choix.mots:
        for mot, ou in sorted(depot.mots_partages().items()):
            print(f"{mot} : {', '.join(sorted(ou))}")


if __name__ == "__main__":
    main()
