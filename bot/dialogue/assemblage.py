"""Put the dialogue together with its tables, once per process."""

from __future__ import annotations

from functools import cache

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
from bot.lecture.assemblage import lecteur, lecteur_de_modalites, souhaits


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
    interventions = Interventions(**tables)
    reponses = LecteurDeReponses(
        referentiel=guide,
        modalites=lecteur_de_modalites(),
        listes=lire_yaml("lecture", "modalites.yml")["listes"],
        souhaits=souhaits(),
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
