"""Put the dialogue together with its tables, once per process."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from bot.dialogue.a_cote import ACote
from bot.dialogue.comprendre.actions_ajoutees import ActionsAjoutees
from bot.dialogue.comprendre.actions_deplacees import ActionsDeplacees
from bot.dialogue.comprendre.actions_dites import ActionsDites
from bot.dialogue.comprendre.actions_en_listes import ActionsEnListes
from bot.dialogue.comprendre.actions_reecrites import ActionsReecrites
from bot.dialogue.comprendre.actions_visees import ActionsVisees
from bot.dialogue.comprendre.apprises import ReponsesApprises
from bot.dialogue.comprendre.axes import AxesDits
from bot.dialogue.comprendre.axes_en_passant import AxesEnPassant
from bot.dialogue.comprendre.comparaison import LecteurDeComparaison
from bot.dialogue.comprendre.comprehension import Comprehension
from bot.dialogue.comprendre.contrat import LecteurDuContrat
from bot.dialogue.comprendre.d_avance import ActionsDAvance
from bot.dialogue.comprendre.d_un_morceau import ReponsesDUnMorceau
from bot.dialogue.comprendre.dans_une_question import DansUneQuestion
from bot.dialogue.comprendre.decisions import LecteurDeDecisions
from bot.dialogue.comprendre.ecriture import Ecriture
from bot.dialogue.comprendre.elements import Elements
from bot.dialogue.comprendre.en_passant import DecisionsEnPassant
from bot.dialogue.comprendre.en_toutes_lettres import EnToutesLettres
from bot.dialogue.comprendre.etiquette import Etiquettes
from bot.dialogue.comprendre.illicites import SouhaitsIllicites
from bot.dialogue.comprendre.inchangees import DecisionsInchangees
from bot.dialogue.comprendre.intention import Intentions
from bot.dialogue.comprendre.items.jugement import JugementDItems
from bot.dialogue.comprendre.items.lecture import ItemsDits
from bot.dialogue.comprendre.items.listes import ListesParItems
from bot.dialogue.comprendre.items.places import PlacesDesItems
from bot.dialogue.comprendre.listes_dites import ListesDites
from bot.dialogue.comprendre.lots_nommes import LotsNommes
from bot.dialogue.comprendre.nommees import QuestionsNommees
from bot.dialogue.comprendre.objet import LecteurDObjet
from bot.dialogue.comprendre.par_axe import ActionsParAxe
from bot.dialogue.comprendre.penalites_dites import PenalitesDites
from bot.dialogue.comprendre.precision import Precision
from bot.dialogue.comprendre.probable import ReponsesAttendues
from bot.dialogue.comprendre.propos import Propos
from bot.dialogue.comprendre.reponses.actions import Actions
from bot.dialogue.comprendre.reponses.choix import Choix
from bot.dialogue.comprendre.reponses.commun import Repondeur
from bot.dialogue.comprendre.reponses.date import DateDemandee
from bot.dialogue.comprendre.reponses.liste import Liste
from bot.dialogue.comprendre.reponses.quantite import QuantiteDemandee
from bot.dialogue.comprendre.reponses.revue import Revue
from bot.dialogue.comprendre.reponses.texte import TexteLibre
from bot.dialogue.comprendre.reponses_dites import Reponses
from bot.dialogue.conduire.appel import Appel
from bot.dialogue.conduire.avance import Avance
from bot.dialogue.conduire.changements import Changements
from bot.dialogue.conduire.commandes import Commandes
from bot.dialogue.conduire.conduite import Conduite
from bot.dialogue.conduire.confirmation import Confirmation
from bot.dialogue.conduire.eclairages import Eclairages
from bot.dialogue.conduire.faits import PriseDeFaits
from bot.dialogue.conduire.incompris import Incompris
from bot.dialogue.conduire.listes import Listes
from bot.dialogue.conduire.notifie import ContratNotifie
from bot.dialogue.conduire.redites import Redites
from bot.dialogue.conduire.reponse import Reponse
from bot.dialogue.conduire.retours import Retours
from bot.dialogue.conduire.sans_fait import SansFait
from bot.dialogue.conduire.suite import Suite
from bot.dialogue.conduire.suppositions import Suppositions
from bot.dialogue.decoupe import Decoupe
from bot.dialogue.ecran import Ecran
from bot.dialogue.enchainement import Enchainement
from bot.dialogue.essais import Essais
from bot.dialogue.interventions import Interventions
from bot.dialogue.meneur import Meneur
from bot.dialogue.par_items import ParItems
from bot.dialogue.pesee import Pesee
from bot.dialogue.reclamations import Reclamations
from bot.dialogue.relecture import Relecture
from bot.donnees import lire_yaml, questions_du_guide, referentiel
from bot.francais import graphies
from bot.lecture.assemblage import apartes, gestes, lecteur, lecteur_de_modalites, lire, souhaits
from bot.lecture.clause.discriminations import groupes_vises
from bot.metier.modalites import Genre

# lists of `data/interventions.yml` in which things are only looked up
ENSEMBLES = (
    "excluantes",
    "laisser_ouvert",
    "reponses",
    "peut_etre_un_objet",
    "jamais_un_objet",
    "propres_a_la_clause",
    "en_plus",
    "confirment",
    "vers_l_avis",
    "apres_l_avis",
    "sans_avancer",
    "cedent_a_une_reponse",
)
REPONDEURS: dict[Genre, type[Repondeur]] = {
    "choix": Choix,
    "liste": Liste,
    "actions": Actions,
    "revue": Revue,
    "delai": QuantiteDemandee,
    "pourcentage": QuantiteDemandee,
    "numero": QuantiteDemandee,
    "texte": TexteLibre,
    "date": DateDemandee,
}


@cache
def interventions() -> Interventions:
    """Return the tables of the dialogue."""
    tables = lire_yaml("interventions.yml")
    return Interventions(**{**tables, **{nom: frozenset(tables[nom]) for nom in ENSEMBLES}})


@cache
def meneur() -> Meneur:
    """Return what leads the conversation."""
    guide, tables, questions = referentiel(), interventions(), questions_du_guide()
    changements, suite = Changements(guide), Suite(guide)
    appel = Appel(suite)
    incompris = Incompris(tables, questions, appel)
    retours = Retours(changements, suite)
    faits = PriseDeFaits(guide, changements, suite, incompris)
    reponse = Reponse(
        interventions=tables,
        questions=questions,
        commandes=Commandes(
            tables,
            changements,
            suite,
            retours,
            Eclairages(suite, incompris),
            appel,
            Suppositions(guide, changements),
            ContratNotifie(changements, suite),
        ),
        faits=faits,
        listes=Listes(guide, suite, _vises, _axe_d_une_action),
        sans_fait=SansFait(suite, faits, incompris),
    )
    comprehension = _comprehension()
    decisions = comprehension.decisions
    conduite = Conduite(
        suite,
        retours,
        reponse,
        Confirmation(tables, suite, reponse),
        Avance(tables, changements, suite, reponse),
    )
    pesee = Pesee(guide, tables, decisions.axes, decisions.nommees, decisions.inchangees)
    essais = Essais(comprehension, conduite, pesee)
    decoupe = Decoupe(guide, essais)
    enchainement = Enchainement(
        referentiel=guide,
        essais=essais,
        decoupe=decoupe,
        suite=suite,
        relecture=Relecture(essais, decoupe),
        reclamations=Reclamations(guide, tables, decisions.axes, decisions.actions),
    )
    return Meneur(
        conduite=conduite,
        ecran=Ecran(
            Elements(guide),
            tables,
            essais,
            suite,
            ACote(
                ParItems(enchainement, essais, _items_dits(), decoupe.sans_reponse),
                essais,
                apartes,
            ),
        ),
        redites=Redites(tables.autrement),
        appel=appel,
    )


def _items_dits() -> ItemsDits:
    places = PlacesDesItems(referentiel(), ActionsEnListes(referentiel()))
    listes = ListesParItems(places)
    jugement = JugementDItems(places, listes, souhaits(), gestes, apartes)
    return ItemsDits(places, listes, souhaits(), jugement)


def _comprehension() -> Comprehension:
    guide, tables = referentiel(), interventions()
    outils = (
        guide,
        lecteur_de_modalites(),
        lire_yaml("lecture", "modalites.yml")["listes"],
        souhaits(),
        tables,
    )
    commun = Repondeur(*outils)
    attendues, axes = ReponsesAttendues(tables), AxesDits(guide, souhaits())
    contrat = LecteurDuContrat(
        interventions=tables,
        referentiel=guide,
        objet=LecteurDObjet(tables, lecteur().objets, guide.bornes, _discrimine),
        attendues=attendues,
        propos=Propos(tables),
        lire_seul=lire,
    )
    visees = ActionsVisees(guide, commun)
    ajouts = ActionsAjoutees(guide, commun, axes, visees, ActionsEnListes(guide))
    nommees = QuestionsNommees(tables, guide)
    inchangees = DecisionsInchangees(nommees)
    en_passant = AxesEnPassant(guide, lecteur().preparer)
    lettres = EnToutesLettres(tables, guide, commun.est_un_souhait, inchangees.sont_dites)
    graphies.charger()
    return Comprehension(
        apprises=ReponsesApprises(tables),
        lettres=lettres,
        intentions=Intentions(
            tables,
            guide,
            questions_du_guide(),
            lecteur().objets.nomme_une_activite,
            lettres,
        ),
        etiquettes=Etiquettes(tables.noms_des_faits, guide.modalites),
        decisions=LecteurDeDecisions(
            referentiel=guide,
            modalites=lecteur_de_modalites(),
            axes=axes,
            axes_en_passant=en_passant,
            morceaux=ReponsesDUnMorceau(tables, en_passant),
            listes=ListesDites(guide, commun, axes),
            illicites=SouhaitsIllicites(axes, commun, lecteur().preparer),
            actions=ActionsDites(
                guide,
                commun,
                visees,
                ActionsReecrites(guide, visees, ActionsDeplacees(guide, visees)),
                ajouts,
            ),
            nommees=nommees,
            inchangees=inchangees,
            par_axe=ActionsParAxe(guide, lecteur().preparer),
            penalites=PenalitesDites(guide, lecteur_de_modalites().penalites),
            precision=Precision(axes, commun, lecteur().preparer),
            ecriture=Ecriture(guide, commun),
            d_avance=ActionsDAvance(guide, commun, lecteur().preparer),
            en_passant=DecisionsEnPassant(guide, lecteur_de_modalites(), tables, axes),
            questions=DansUneQuestion(lecteur_de_modalites(), axes, lecteur().preparer),
            reponses=Reponses(
                guide,
                lecteur_de_modalites(),
                {genre: repondeur(*outils) for genre, repondeur in REPONDEURS.items()},
                commun,
                lecteur().preparer,
            ),
            commun=commun,
            preparer=lecteur().preparer,
        ),
        contrat=contrat,
        attendues=attendues,
        comparaison=LecteurDeComparaison(contrat, lire),
        lots=LotsNommes(lire),
    )


def _vises(texte: str) -> Sequence[str]:
    return groupes_vises(lecteur().preparer(texte))


def _axe_d_une_action(texte: str) -> str | None:
    return AxesDits(referentiel(), souhaits()).axe_d_une_action(lecteur().preparer(texte))


def _discrimine(texte: str) -> bool:
    return souhaits().juger(lecteur().preparer(texte)) != "licite"
