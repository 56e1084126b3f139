"""What each reader rule alone changes: `python -m tests.banc.ablation [START OF A NAME…]`.

A rule is a list of words of `LISTES`, a turn of phrase of the grammar of durations, or a function
that tells yes or no of a quantity. Each is taken away in turn; the sentences, of all those we have,
whose facts are then read otherwise are counted. Under `PEU`, a rule needs a reason to stay, written
beside it.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cache, partial
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

from bot.donnees import RACINE
from bot.francais import mots as mots_de_listes
from bot.francais.lexique import Mention
from bot.francais.texte import Texte
from bot.lecture.formes import preciser
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
)
# what the model of roles sees the words by: it would have to learn anew
VUES_PAR_LES_ROLES = frozenset({"lecture/resolution.outils"})
FAITS = ("duree_mois", "duree_ferme_mois", "duree_ms_mois", "montant_ht", "nombre")
# each after those that it imports
MODULES = tuple(
    f"bot.lecture.{nom}"
    for nom in (
        *("ailleurs", "durees.periodes", "durees.grammaire", "durees.subsequents", "durees.choix"),
        *("durees.lecture", "montants.argent", "montants.choix", "montants.lecture"),
        *("mentions.resolution", "mentions.accord", "nombres_seuls", "lecteur", "assemblage"),
    )
)
LECTEURS = (MODULES[0], "bot.lecture.nombres_seuls", MODULES[-1])
JAMAIS = "(?!)"
Lu = frozenset[tuple[Any, ...]]


def phrases() -> list[str]:
    """Return every sentence of `tests/lecture`, `tests/comprehension` and the labelled texts."""
    dites = [texte.texte for dossier in CORPUS.values() for texte in lire_corpus(dossier)]
    for fichier in sorted(Path(RACINE / "tests").glob("[cl]*/*.yml")):
        if fichier.parent.name in ("lecture", "comprehension"):
            entrees = yaml.safe_load(fichier.read_text(encoding="utf-8"))
            dites += [e["dit"] for e in entrees if isinstance(e, dict) and "dit" in e]
    return list(dict.fromkeys(map(str, dites)))


@cache
def preparer(phrase: str) -> tuple[Texte, tuple[Mention, ...]]:
    """Cut a sentence, and find the words of its form, once: no rule taken away changes these."""
    assemblage = importlib.import_module(MODULES[-1])
    texte = assemblage.preparer(phrase)
    return texte, tuple(preciser(assemblage.lecteur().formes.chercher(texte), texte.plat))


def lire(phrase: str) -> Lu:
    """Return the quantities of a sentence, as the readers stand at the moment."""
    texte, formes = preparer(phrase)
    ailleurs, nombres_seuls, lecteurs = map(importlib.import_module, LECTEURS)
    lues = lecteurs.lecteur().lire_les_quantites(ailleurs.du_contrat(texte))
    lues += nombres_seuls.lire_nombres_seuls(texte, lues, formes)
    return frozenset(
        (lue.fait, str(lue.valeur), lue.nature, lue.motif) for lue in lues if lue.fait in FAITS
    )


@contextmanager
def sans_liste(nom: str) -> Iterator[None]:
    """Have a list match nothing."""
    fichier, cle = nom.split(".")
    table: Any = mots_de_listes._contenu(fichier)
    gardee = table[cle]
    table[cle] = [JAMAIS]
    try:
        _relire()
        yield
    finally:
        table[cle] = gardee
        _relire()


def _relire() -> None:
    """Compile all expressions anew."""
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
def sans_fonction(nom: str) -> Iterator[None]:
    """Have a function that tells yes or no tell no, wherever it is called."""
    modules = [importlib.import_module(module) for module in MODULES]
    qui = [module for module in modules if hasattr(module, nom)]
    gardees = [getattr(module, nom) for module in qui]
    for module in qui:
        setattr(module, nom, lambda *_: False)
    try:
        yield
    finally:
        for module, gardee in zip(qui, gardees, strict=True):
            setattr(module, nom, gardee)


def regles() -> Iterator[
    tuple[str, Callable[[], AbstractContextManager[None]], re.Pattern[str] | None]
]:
    """Yield the rules: a name, what takes it away, the words without which it changes nothing."""
    for fichier in LISTES:
        table: Mapping[str, Any] = mots_de_listes._contenu(f"lecture/{fichier}")
        for cle, contenu in table.items():
            nom = f"lecture/{fichier}.{cle}"
            if isinstance(contenu, list) and nom not in VUES_PAR_LES_ROLES:
                yield nom, partial(sans_liste, nom), re.compile(mots_de_listes.mots(nom))
    for tournure in importlib.import_module("bot.lecture.durees.grammaire").GRAMMAIRE:
        yield f"tournure {tournure}", partial(sans_tournure, tournure), None
    for fonction in sorted({f for module in MODULES for f in _predicats(module)}):
        yield f"fonction {fonction}", partial(sans_fonction, fonction), None


def _predicats(nom: str) -> Iterator[str]:
    module: ModuleType = importlib.import_module(nom)
    for fonction, objet in vars(module).items():
        rendue = getattr(objet, "__annotations__", {}).get("return")
        if callable(objet) and objet.__module__ == nom and rendue == "bool":
            yield fonction


def mesurer(choisies: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield each rule with the sentences that it alone changes."""
    toutes = phrases()
    plats = {phrase: preparer(phrase)[0].plat for phrase in toutes}
    avant = {phrase: lire(phrase) for phrase in toutes}
    prefixes = tuple(choisies)
    for nom, oter, mots in list(regles()):
        if prefixes and not nom.startswith(prefixes):
            continue
        concernees = [p for p in toutes if mots is None or mots.search(plats[p])]
        with oter():
            changees = [p for p in concernees if lire(p) != avant[p]]
        yield nom, changees


def _regarder_une_fois() -> None:
    """Have the model look once at each text: no list taken away changes what it sees."""
    voir = ModeleDesRoles.probabilites
    vues: dict[str, list[Probabilites]] = {}

    def une_fois(
        modele: ModeleDesRoles, texte: Texte, quantites: Sequence[Quantite]
    ) -> list[Probabilites]:
        # what is said of another contract is left out of it, by rules that may be taken away
        if texte.plat not in vues:
            vues[texte.plat] = voir(modele, texte, quantites)
        return vues[texte.plat]

    setattr(ModeleDesRoles, "probabilites", une_fois)  # noqa: B010


def main() -> None:
    """Print the rules, those that change the fewest sentences first."""
    _regarder_une_fois()
    for nom, changees in sorted(mesurer(sys.argv[1:]), key=lambda mesure: len(mesure[1])):
        print(f"{len(changees):6}{'  <' if len(changees) < PEU else '':4} {nom}", flush=True)


if __name__ == "__main__":
    main()
