"""Words and turns of phrase as data, ready to stand in a regular expression.

A facilitator adds a way of saying something to a file of `data/francais` or `data/lecture`, one
expression a line, as it is read (lower case, no accents); the code names the list, and says where
in a sentence it counts.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from bot.donnees import lire_yaml

# « {titulaire} », « {lecture/durees.unite} » in an expression stand for the list of that name
INCLUS = re.compile(r"\{((?:[a-z]+/[a-z_]+\.)?[a-z_]+)\}")


@cache
def mots(nom: str) -> str:
    """Return a list of expressions as one group: « lecture/durees.unite » gives `(?:ans?|mois)`.

    Those that come first in the file are tried first. Raises `KeyError` for an unknown list.
    """
    fichier, _, liste = nom.rpartition(".")
    expressions = _table(fichier)[liste]
    return f"(?:{'|'.join(_completer(expression, fichier) for expression in expressions)})"


def _completer(expression: str, fichier: str) -> str:
    def inclure(trouve: re.Match[str]) -> str:
        nom = trouve[1]
        return mots(nom if "." in nom else f"{fichier}.{nom}")

    return INCLUS.sub(inclure, str(expression))


@cache
def _table(fichier: str) -> dict[str, Any]:
    dossier, nom = fichier.split("/")
    table: dict[str, Any] = lire_yaml(dossier, f"{nom}.yml")
    return table
