"""Put the readers together with their words, once per process."""

from __future__ import annotations

from functools import cache, lru_cache

from bot.donnees import lire_yaml, referentiel
from bot.francais.lexique import Lexique
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
    formes = lire_yaml("lecture", "formes.yml")
    mots_des_formes = formes.pop("mots")
    return Lecteur(
        vocabulaire=Vocabulaire(
            fautes=mots.pop("fautes"), **{nom: frozenset(liste) for nom, liste in mots.items()}
        ),
        formes=Lexique(formes, negations(), mots_des_formes),
        recurrence=Lexique(lire_yaml("lecture", "recurrence.yml"), negations()),
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
    mots = lire_yaml("lecture", "modalites.yml")
    return LecteurDeModalites(
        spontanes={
            fait: Lexique(themes, negations()) for fait, themes in mots["spontanes"].items()
        },
        reponses={fait: Lexique(themes, negations()) for fait, themes in mots["reponses"].items()},
        manquements={m.id: m.mots for m in referentiel().manquements.values()},
    )


@cache
def souhaits() -> Souhaits:
    """Return what tells a wish that cannot be an obligation."""
    return Souhaits(lire_yaml("lecture", "perimetre.yml"))
