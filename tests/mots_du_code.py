"""The French words of the regular expressions of Python, and those of the lists of `data/`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping

# folders of `data/` that hold words as they are read; the others hold sentences, written or said
LISTES = ("lecture", "francais", "dialogue")
# « lecture/durees » says where words stand, and is none
LISTE = re.compile(r"[a-z]+/[a-z_.]+|\.[a-z_.]+")
METHODES = (
    "compile",
    "search",
    "match",
    "fullmatch",
    "findall",
    "finditer",
    "split",
    "sub",
    "subn",
)
FABRIQUES = ("motif", "compiler")  # of ours: they make an expression of what they are given
NOMMENT = (
    *("mots", "liste", "cles", "themes", "valeurs"),
    *("quelque_part", "qui_commence", "juste_avant", "juste_apres", "telle_quelle"),
)  # of bot/francais/mots.py: given a name
# « (?P<nom> », « \w », « {fait} », the name of a list: what is no word
SYNTAXE = re.compile(
    r"\(\?P?[<=:!]*(?:\w+>)?|\\[a-zA-Z]|\{[a-z_/.]+\}|[a-z]+/[a-z_]+(?:\.[a-z_]+)+"
    # letters that stand for one another: « [kcdhm]?m² »
    r"|\[[^]]*\]"
)
MOT = re.compile(r"[a-zà-ÿ]{3,}")

Arbres = Mapping[str, ast.Module]
# what a name may hold, and the function, or the module, that gives it
Constantes = dict[str, list[tuple[str, ast.AST, ast.expr]]]


def est_une_expression(noeud: ast.AST) -> bool:
    """Tell a call that makes a regular expression, or uses one."""
    if not isinstance(noeud, ast.Call):
        return False
    match noeud.func:
        case ast.Attribute(value=ast.Name(id="re"), attr=methode):
            return methode in METHODES
        case ast.Name(id=nom):
            return nom in FABRIQUES
    return False


def mots_des_listes(lignes: Iterable[str]) -> set[str]:
    """Return the words of lines of `data/`, comments apart."""
    utiles = (ligne for ligne in lignes if not ligne.lstrip().startswith("#"))
    return {mot for ligne in utiles for mot in _mots(ligne)}


def mots_des_expressions(arbres: Arbres) -> dict[str, set[str]]:
    """Return the words of the regular expressions of modules, with the modules that hold them."""
    mots: dict[str, set[str]] = {}
    for module, texte in _textes(arbres):
        for mot in _mots(texte):
            mots.setdefault(mot, set()).add(module)
    return mots


def _mots(texte: str) -> list[str]:
    return [] if LISTE.fullmatch(texte) else MOT.findall(SYNTAXE.sub(" ", texte))


def _textes(arbres: Arbres) -> Iterator[tuple[str, str]]:
    """Give the strings that end in an expression, those of the names that it holds included."""
    constantes = _constantes(arbres)
    a_voir = [
        (module, portee, noeud.args[0])
        for module, arbre in arbres.items()
        for portee, noeud in _avec_leur_portee(arbre, arbre)
        if isinstance(noeud, ast.Call) and est_une_expression(noeud) and noeud.args
    ]
    vues: set[ast.AST] = set()
    while a_voir:
        module, portee, racine = a_voir.pop()
        if racine in vues:
            continue
        vues.add(racine)
        for noeud in _sans_les_cles(racine):
            if isinstance(noeud, ast.Constant) and isinstance(noeud.value, str):
                yield module, noeud.value
            elif isinstance(noeud, ast.Name):
                a_voir += [
                    connue
                    for connue in constantes.get(noeud.id, [])
                    if noeud.id.isupper() or connue[1] is portee
                ]


def _constantes(arbres: Arbres) -> Constantes:
    """Return what each name is given: in capitals, by any module; others, by their function."""
    constantes: Constantes = {}
    for module, arbre in arbres.items():
        for portee, noeud in _avec_leur_portee(arbre, arbre):
            if isinstance(noeud, ast.Assign):
                for cible in noeud.targets:
                    if isinstance(cible, ast.Name):
                        constantes.setdefault(cible.id, []).append((module, portee, noeud.value))
    return constantes


def _avec_leur_portee(noeud: ast.AST, portee: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
    for enfant in ast.iter_child_nodes(noeud):
        yield portee, enfant
        ici = enfant if isinstance(enfant, ast.FunctionDef) else portee
        yield from _avec_leur_portee(enfant, ici)


def _sans_les_cles(noeud: ast.AST) -> Iterator[ast.AST]:
    """Give a node and what it holds, but keys: of `mots["avant"]`, « avant » is no word."""
    yield noeud
    match noeud:
        case ast.Subscript():
            yield from _sans_les_cles(noeud.value)
        case ast.IfExp():  # what is chosen between, not by what
            yield from _sans_les_cles(noeud.body)
            yield from _sans_les_cles(noeud.orelse)
        case ast.Call(func=ast.Name(id=nom)) if nom in NOMMENT:
            return
        case _:
            for enfant in ast.iter_child_nodes(noeud):
                yield from _sans_les_cles(enfant)
