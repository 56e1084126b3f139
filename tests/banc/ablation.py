"""What each reader rule alone changes: `python -m tests.banc.ablation [START OF A NAME…]`
(`| sort -n` puts first those that change the fewest).

A rule is a list of words of `LISTES`, a turn of phrase of the grammar of durations, or a function
of the readers that tells yes or no. Each is taken away in turn; the sentences, of all those we
have, whose facts are then read otherwise are counted. Under `PEU`, a rule needs a reason to stay,
written beside it.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import cache, partial
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

import yaml

from bot.donnees import RACINE
from bot.francais import mots as mots_de_listes
from bot.francais.nombres import lire_nombres
from bot.francais.symboles import symboliser
from bot.francais.texte import Texte, decouper
from bot.lecture.mentions.extraction import Quantite
from bot.lecture.mentions.roles import ModeleDesRoles, Probabilites
from tests.banc.lectures import CORPUS, lire_corpus

PEU = 5
LISTES = (
    "durees",
    "reconductions",
    "montants",
    "ailleurs",
    "subsequents",
    "resolution",
    "periodes",
    "quantites",
    "formes",
    "recurrence",
    "objets",
)
# of these, a sentence is cut anew without them
AVANT_DE_LIRE = "lecture/quantites."
# what the model of roles sees the words by: it would have to learn anew
VUES_PAR_LES_ROLES = frozenset(
    {
        *("lecture/resolution.outils", "lecture/resolution.personnes"),
        *(f"lecture/quantites.{nom}" for nom in ("echelle", "monnaie", "taxe")),
    }
)
FAITS = (
    *("duree_mois", "duree_ferme_mois", "duree_ms_mois", "montant_ht", "nombre"),
    *("forme_contrat", "recurrence", "objet"),
)
# each after those that it imports
MODULES = tuple(
    f"bot.lecture.{nom}"
    for nom in (
        *("ailleurs", "durees.ecritures", "durees.periodes", "durees.grammaire"),
        *("durees.subsequents", "durees.choix", "durees.lecture"),
        *("montants.argent", "montants.choix", "montants.lecture"),
        *("mentions.sommes", "mentions.resolution", "mentions.phrase"),
        *("mentions.doutes", "mentions.accord"),
        *(
            "formes",
            "recurrence",
            "objets.traits",
            "objets.modele",
            "objets.lecture",
            "nombres_seuls",
            "lecteur",
            "assemblage",
        ),
    )
)
JAMAIS = "(?!)"
Lu = frozenset[tuple[Any, ...]]
Predicat: TypeAlias = Callable[..., bool]
Regle: TypeAlias = "tuple[str, Callable[[], AbstractContextManager[None]], list[str]]"


def phrases() -> list[str]:
    """Return every sentence of `tests/lecture`, `tests/comprehension` and the labelled texts."""
    dites = [texte.texte for dossier in CORPUS.values() for texte in lire_corpus(dossier)]
    for fichier in sorted(Path(RACINE / "tests").glob("[cl]*/*.yml")):
        if fichier.parent.name in ("lecture", "comprehension"):
            entrees = yaml.safe_load(fichier.read_text(encoding="utf-8"))
            dites += [e["dit"] for e in entrees if isinstance(e, dict) and "dit" in e]
    return list(dict.fromkeys(map(str, dites)))


@cache
def preparer(phrase: str) -> Texte:
    """Cut a sentence once: few rules taken away change how."""
    texte: Texte = importlib.import_module(MODULES[-1]).preparer(phrase)
    return texte


def _avant_les_unites(phrase: str) -> str:
    """Return a sentence as `lecture/quantites` sees it: what it rewrites is no more seen after."""
    vocabulaire = importlib.import_module(MODULES[-1]).vocabulaire()
    return Texte(phrase, lire_nombres(vocabulaire.corriger(decouper(phrase)))).plat


def lire(phrase: str) -> Lu:
    """Return the facts of a sentence, as the readers stand at the moment."""
    lecteur = importlib.import_module(MODULES[-1]).lecteur()
    return frozenset(
        (lue.fait, str(lue.valeur), lue.nature, lue.motif)
        for lue in lecteur.lire_un_texte(preparer(phrase))
        if lue.fait in FAITS
    )


@contextmanager
def sans_liste(nom: str) -> Iterator[None]:
    """Have a list match nothing."""
    fichier, *chemin, cle = nom.split(".")
    table: Any = mots_de_listes._contenu(fichier)
    for etape in chemin:
        table = table[etape]
    gardee = table[cle]
    table[cle] = [JAMAIS]
    try:
        _relire(nom)
        yield
    finally:
        table[cle] = gardee
        _relire(nom)


def _relire(nom: str) -> None:
    """Compile all expressions anew, those that a list holds first of all."""
    if nom.startswith(AVANT_DE_LIRE):
        preparer.cache_clear()
    for fonction in (mots_de_listes.mots, mots_de_listes.liste):
        fonction.cache_clear()
    for nom in MODULES:
        importlib.reload(importlib.import_module(nom))


@contextmanager
def sans_tournure(nom: str) -> Iterator[None]:
    """Leave a turn of phrase out of the grammar of durations."""
    grammaire: dict[str, Any] = importlib.import_module("bot.lecture.durees.grammaire").GRAMMAIRE
    gardees = dict(grammaire)
    del grammaire[nom]
    try:
        yield
    finally:
        grammaire.clear()
        grammaire.update(gardees)


@contextmanager
def remplacee(nom: str, faire: Callable[[Predicat], Predicat]) -> Iterator[None]:
    """Have another function stand for one that tells yes or no, wherever it is called."""
    modules = [importlib.import_module(module) for module in MODULES]
    qui = [module for module in modules if hasattr(module, nom)]
    gardees = [getattr(module, nom) for module in qui]
    for module, gardee in zip(qui, gardees, strict=True):
        setattr(module, nom, faire(gardee))
    try:
        yield
    finally:
        for module, gardee in zip(qui, gardees, strict=True):
            setattr(module, nom, gardee)


def _dire_non(_: Predicat) -> Predicat:
    return lambda *_, **__: False


def _noter(dites: set[str], nom: str, fonction: Predicat) -> Predicat:
    """Have a function note that it tells yes."""

    def noter(*donnees: Any, **nommees: Any) -> bool:
        dit = fonction(*donnees, **nommees)
        if dit:
            dites.add(nom)
        return dit

    return noter


def lire_tout(phrases: Iterable[str]) -> dict[str, tuple[Lu, frozenset[str]]]:
    """Return of each sentence what is read, and the functions that told yes."""
    dites: set[str] = set()
    lues = {}
    with ExitStack() as pile:
        for nom in fonctions():
            pile.enter_context(remplacee(nom, partial(_noter, dites, nom)))
        for phrase in phrases:
            dites.clear()
            lues[phrase] = lire(phrase), frozenset(dites)
    return lues


def regles(lues: Mapping[str, tuple[Lu, frozenset[str]]]) -> Iterator[Regle]:
    """Yield the rules: a name, what takes it away, the sentences that may change without it."""
    plats = {p: (preparer(p).plat, _avant_les_unites(p)) for p in lues}
    for fichier in LISTES:
        for nom in listes(f"lecture/{fichier}", mots_de_listes._contenu(f"lecture/{fichier}")):
            if nom not in VUES_PAR_LES_ROLES:
                mots = re.compile(mots_de_listes.mots(nom))
                yield (
                    nom,
                    partial(sans_liste, nom),
                    [p for p in lues if any(map(mots.search, plats[p]))],
                )
    signes = {phrase: _symboles(preparer(phrase)) for phrase in lues}
    grammaire = importlib.import_module("bot.lecture.durees.grammaire").GRAMMAIRE
    for tournure, motif in list(grammaire.items()):
        dites = [p for p in lues if motif.search(signes[p])]
        yield f"tournure {tournure}", partial(sans_tournure, tournure), dites
    for nom in fonctions():
        dites = [p for p, (_, disent) in lues.items() if nom in disent]
        yield f"fonction {nom}", partial(remplacee, nom, _dire_non), dites


def listes(nom: str, table: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of the lists of words of a table, those inside it included."""
    for cle, contenu in table.items():
        if isinstance(contenu, list):
            yield f"{nom}.{cle}"
        elif isinstance(contenu, Mapping):
            yield from listes(f"{nom}.{cle}", contenu)


def _symboles(texte: Texte) -> str:
    ailleurs, periodes, grammaire = (
        importlib.import_module(f"bot.lecture.{nom}")
        for nom in ("ailleurs", "durees.periodes", "durees.grammaire")
    )
    return symboliser(periodes.en_durees(ailleurs.du_contrat(texte)), grammaire.MOTIFS).signes


def fonctions() -> list[str]:
    """Return the functions of the readers that tell yes or no."""
    return sorted({nom for module in MODULES for nom in _predicats(module)})


def _predicats(nom: str) -> Iterator[str]:
    module: ModuleType = importlib.import_module(nom)
    for fonction, objet in vars(module).items():
        rendue = getattr(objet, "__annotations__", {}).get("return")
        if callable(objet) and objet.__module__ == nom and rendue == "bool":
            yield fonction


def mesurer(choisies: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield each rule with the sentences that it alone changes."""
    lues = lire_tout(phrases())
    for nom, oter, peuvent_changer in list(regles(lues)):
        if choisies and not nom.startswith(tuple(choisies)):
            continue
        with oter():
            yield nom, [p for p in peuvent_changer if lire(p) != lues[p][0]]


def _regarder_une_fois() -> None:
    """Have the model look once at each text: no list taken away changes what it sees."""
    voir = ModeleDesRoles.probabilites
    vues: dict[tuple[str, tuple[Quantite, ...]], list[Probabilites]] = {}

    def une_fois(
        modele: ModeleDesRoles, texte: Texte, quantites: Sequence[Quantite]
    ) -> list[Probabilites]:
        # what is said of another contract is left out of it, by rules that may be taken away
        # … and whose a form is looks at fewer quantities than what a duration is
        vue = texte.plat, tuple(quantites)
        if vue not in vues:
            vues[vue] = voir(modele, texte, quantites)
        return vues[vue]

    setattr(ModeleDesRoles, "probabilites", une_fois)  # noqa: B010


def main() -> None:
    """Print how many sentences each rule alone changes, as it is measured."""
    _regarder_une_fois()
    for nom, changees in mesurer(sys.argv[1:]):
        print(f"{len(changees):6}{'  <' if len(changees) < PEU else '':4} {nom}", flush=True)


if __name__ == "__main__":
    main()
