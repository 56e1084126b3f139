"""Put the pure parts together with their data, once per process."""

from __future__ import annotations

from functools import cache, lru_cache

from bot.dialogue.attendues import ReponsesAttendues
from bot.dialogue.commandes import Commandes
from bot.dialogue.decisions import InterpreteDesDecisions
from bot.dialogue.incompris import Incompris
from bot.dialogue.intentions import Intentions
from bot.dialogue.interpretation import Interprete
from bot.dialogue.interventions import Interventions
from bot.dialogue.redites import Redites
from bot.dialogue.reponses import LecteurDeReponses
from bot.dialogue.retours import Retours
from bot.dialogue.suite import Suite
from bot.dialogue.tour import Meneur
from bot.donnees import lire_yaml, questions_du_guide, referentiel
from bot.lecture.lecteur import Lecteur
from bot.lecture.lectures import Lecture
from bot.lecture.lexique import Lexique
from bot.lecture.modalites import LecteurDeModalites
from bot.lecture.negations import Negations
from bot.lecture.objets import Objets
from bot.lecture.portees import Portees
from bot.lecture.souhaits import Souhaits
from bot.lecture.vocabulaire import Vocabulaire


@cache
def negations() -> Negations:
    """Return the words that deny."""
    return Negations(lire_yaml("lecture", "negations.yml"))


@cache
def lecteur() -> Lecteur:
    """Return the reader of sentences, with its words."""
    mots = lire_yaml("lecture", "vocabulaire.yml")
    formes = lire_yaml("lecture", "formes.yml")
    mots_des_formes = formes.pop("mots")
    return Lecteur(
        vocabulaire=Vocabulaire(
            fautes=mots.pop("fautes"), **{nom: frozenset(liste) for nom, liste in mots.items()}
        ),
        formes=Lexique(formes, negations(), mots_des_formes),
        recurrence=Lexique(lire_yaml("lecture", "recurrence.yml"), negations()),
        portees=Portees(lire_yaml("lecture", "portees.yml")),
        objets=Objets(lire_yaml("lecture", "objets.yml")),
        bornes=referentiel().bornes,
    )


@lru_cache(maxsize=64)
def lire(phrase: str) -> tuple[Lecture, ...]:
    """Return what a sentence says: the intent model and the entities need it, it is read once."""
    return tuple(lecteur().lire(phrase))


@cache
def meneur() -> Meneur:
    """Return what leads the conversation."""
    tables = lire_yaml("interventions.yml")
    for nom in (
        "excluantes",
        "laisser_ouvert",
        "reponses",
        "peut_etre_un_objet",
        "propres_a_la_clause",
        "en_plus",
    ):
        tables[nom] = frozenset(tables[nom])
    guide = referentiel()
    mots = lire_yaml("lecture", "modalites.yml")
    modalites = LecteurDeModalites(
        spontanes={
            fait: Lexique(themes, negations()) for fait, themes in mots["spontanes"].items()
        },
        reponses={fait: Lexique(themes, negations()) for fait, themes in mots["reponses"].items()},
        manquements={m.id: m.mots for m in guide.manquements.values()},
    )
    interventions = Interventions(**tables)
    reponses = LecteurDeReponses(
        referentiel=guide,
        modalites=modalites,
        listes=mots["listes"],
        souhaits=Souhaits(lire_yaml("lecture", "perimetre.yml")),
        interventions=interventions,
    )
    decisions = InterpreteDesDecisions(guide, reponses, lecteur().preparer)
    intentions = Intentions(interventions, guide, questions_du_guide())
    attendues = ReponsesAttendues(interventions)
    interprete = Interprete(interventions, lecteur().objets, guide.bornes, decisions, attendues)
    suite = Suite(guide)
    redites = Redites(interventions.autrement)
    incompris = Incompris(intentions, attendues, int(interventions.seuils["echecs"]))
    commandes = Commandes(interprete, suite, Retours(suite), incompris)
    return Meneur(guide, intentions, interprete, suite, commandes, redites)
