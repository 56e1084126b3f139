"""Put the readers together with their words, once per process."""

from __future__ import annotations

from functools import cache, lru_cache

from bot.donnees import lire_yaml, referentiel
from bot.francais.lexique import Lexique
from bot.francais.mots import cles, themes
from bot.francais.negations import Negations
from bot.francais.orthographe import Vocabulaire
from bot.francais.propositions import Portees
from bot.lecture.lecteur import Lecteur
from bot.lecture.lectures import Lecture
from bot.lecture.modalites import LecteurDeModalites
from bot.lecture.objets import Objets
from bot.lecture.souhaits import Souhaits


@cache
def negations() -> Negations:
    """Return the words that deny."""
    return Negations(lire_yaml("francais", "negations.yml"))


@cache
def lecteur() -> Lecteur:
    """Return the reader of sentences, with its words."""
    mots = lire_yaml("francais", "orthographe.yml")
    return Lecteur(
        vocabulaire=Vocabulaire(
            fautes=mots.pop("fautes"), **{nom: frozenset(liste) for nom, liste in mots.items()}
        ),
        formes=Lexique(themes("lecture/formes.themes"), negations()),
        recurrence=Lexique(themes("lecture/recurrence.themes"), negations()),
        portees=Portees(lire_yaml("francais", "propositions.yml")),
        objets=Objets(lire_yaml("lecture", "objets.yml")),
        bornes=referentiel().bornes,
    )


@lru_cache(maxsize=64)
def lire(phrase: str) -> tuple[Lecture, ...]:
    """Return what a sentence says: the intent model and the entities need it, it is read once."""
    return tuple(lecteur().lire(phrase))


@cache
def lecteur_de_modalites() -> LecteurDeModalites:
    """Return the reader of decisions about the clause."""
    return LecteurDeModalites(
        spontanes=_lexiques("lecture/modalites.spontanes"),
        reponses=_lexiques("lecture/modalites.reponses"),
        manquements={m.id: m.mots for m in referentiel().manquements.values()},
    )


def _lexiques(nom: str) -> dict[str, Lexique]:
    """Return the words of each decision of a table."""
    return {fait: Lexique(themes(f"{nom}.{fait}"), negations()) for fait in cles(nom)}


@cache
def souhaits() -> Souhaits:
    """Return what tells a wish that cannot be an obligation."""
    return Souhaits(lire_yaml("lecture", "perimetre.yml"))
