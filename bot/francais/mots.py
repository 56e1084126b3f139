"""Words and turns of phrase as data, ready to stand in a regular expression.

A facilitator adds a way of saying something to a file of `data/francais` or `data/lecture`, one
expression a line, as it is read (lower case, no accents); the code names the list, and says where
in a sentence it counts. A list is named by its file and its place there, as in
« lecture/formes.titulaire ». In an expression, « {lecture/formes.titulaire} » stands for that list,
« {titulaire} » for one of the same file. Every function raises `DonneesFausses` for a list that is
not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TypeAlias

from bot.donnees import DonneesFausses, lire_yaml

# not « {0,4} », which counts
INCLUS = re.compile(r"\{([a-z]+/[a-z_.]+|[a-z_]+)\}")
NOM_DE_GROUPE = re.compile(r"\(\?P<\w+>")

Table: TypeAlias = "Mapping[str, Table | list[str] | float]"


def compiler(expression: str, fichier: str = "") -> re.Pattern[str]:
    """Compile an expression that names lists; `fichier` holds those that are named alone."""
    complete = _completer(expression, fichier)
    try:
        return re.compile(complete)
    except re.error as faute:
        raise DonneesFausses(f"« {expression} » ({fichier or 'bot'}) : {faute}.") from faute


def quelque_part(nom: str) -> re.Pattern[str]:
    """Compile a list so that its expressions are found as whole words, wherever they stand."""
    return re.compile(rf"\b{mots(nom)}\b")


def qui_commence(nom: str) -> re.Pattern[str]:
    """Compile a list whose expressions tell how words begin, or end with a sign."""
    return re.compile(rf"\b{mots(nom)}")


def juste_avant(nom: str) -> re.Pattern[str]:
    """Compile a list so that it ends what stands before a place."""
    return re.compile(rf"\b{mots(nom)} $")


def juste_apres(nom: str) -> re.Pattern[str]:
    """Compile a list so that it begins what follows a word."""
    return re.compile(rf" {mots(nom)}(?!\w)")


def telle_quelle(nom: str) -> re.Pattern[str]:
    """Compile a list as it is."""
    return re.compile(mots(nom))


@cache
def mots(nom: str) -> str:
    """Return a list of expressions as one group: « francais/temps.unite » gives `(?:ans?|mois)`.

    Those that come first in the file are tried first. A group that an expression names is read
    where that expression is compiled; where its list is included, its name goes.
    """
    return NOM_DE_GROUPE.sub("(?:", _groupe(liste(nom), _fichier(nom)))


@cache
def liste(nom: str) -> tuple[str, ...]:
    """Return the expressions of a list as they are written."""
    trouve = _trouver(nom)
    if not isinstance(trouve, list):
        raise _absente(nom)
    return tuple(map(str, trouve))  # YAML takes « 0 » for a number


def cles(nom: str) -> tuple[str, ...]:
    """Return the names that stand in a table."""
    return tuple(_table(nom))


def longs_d_abord(nom: str) -> str:
    """Return a list as `mots` does, the longest tried first: « fruits et légumes », « fruits »."""
    return _groupe(sorted(liste(nom), key=len, reverse=True), _fichier(nom))


def themes(nom: str) -> dict[str, str]:
    """Return a table of lists, each as one group, the longest expressions tried first."""
    return {theme: longs_d_abord(f"{nom}.{theme}") for theme in _table(nom)}


def valeurs(nom: str) -> dict[str, float]:
    """Return what each word of a table is worth: « semestre » 6 months, « million » 1e6."""
    return {
        mot: float(vaut)
        for mot, vaut in _table(nom).items()
        if isinstance(vaut, int | float | str)  # YAML takes « 1e6 » for a text
    }


def noms(nom: str) -> dict[str, str]:
    """Return what each word of a table is called: « h » after a number is « heures »."""
    return {mot: str(nomme) for mot, nomme in _table(nom).items()}


def _groupe(expressions: Iterable[str], fichier: str) -> str:
    return f"(?:{'|'.join(_completer(expression, fichier) for expression in expressions)})"


def _completer(expression: str, fichier: str) -> str:
    def inclure(trouve: re.Match[str]) -> str:
        return mots(trouve[1] if "/" in trouve[1] else f"{fichier}.{trouve[1]}")

    return INCLUS.sub(inclure, expression)


def _fichier(nom: str) -> str:
    return nom.partition(".")[0]


def _table(nom: str) -> Table:
    trouve = _trouver(nom)
    if not isinstance(trouve, Mapping):
        raise _absente(nom)
    return trouve


def _trouver(nom: str) -> Table | list[str] | float:
    fichier, *chemin = nom.split(".")
    trouve: Table | list[str] | float = _contenu(fichier)
    for cle in chemin:
        if not isinstance(trouve, Mapping) or cle not in trouve:
            raise _absente(nom)
        trouve = trouve[cle]
    return trouve


def _absente(nom: str) -> DonneesFausses:
    return DonneesFausses(f"data/{_fichier(nom)}.yml : « {nom} » n’est pas une liste de mots.")


@cache
def _contenu(fichier: str) -> Table:
    dossier, nom = fichier.split("/")
    contenu: Table = lire_yaml(dossier, f"{nom}.yml")
    return contenu
