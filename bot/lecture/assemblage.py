"""Put the readers together with their words, once per process."""

from __future__ import annotations

from functools import cache, lru_cache

from bot.donnees import (
    MODELE_DES_APARTES,
    MODELE_DES_FORMES,
    MODELE_DES_GESTES,
    MODELE_DES_NOYAUX,
    MODELE_DES_OBJETS,
    MODELE_DES_ROLES,
    MODELE_DES_SOUHAITS,
    referentiel,
)
from bot.francais.lexique import Lexique
from bot.francais.mots import cles, liste, noms, themes
from bot.francais.orthographe import Vocabulaire
from bot.francais.texte import Texte
from bot.lecture.apartes import Apartes
from bot.lecture.clause.discriminations import Discriminations, ModeleDesSouhaits
from bot.lecture.clause.gestes import Gestes
from bot.lecture.clause.modalites import LecteurDeModalites
from bot.lecture.clause.noyaux import Noyaux
from bot.lecture.clause.penalites import Penalites
from bot.lecture.clause.souhaits import Souhaits
from bot.lecture.formes_apprises import AccordDesFormes, ModeleDesFormes
from bot.lecture.lecteur import Lecteur
from bot.lecture.lecteur import preparer as lecteur_preparer
from bot.lecture.lectures import Lecture
from bot.lecture.lots.lecture import LecteurDeLots
from bot.lecture.mentions.accord import Accord
from bot.lecture.mentions.roles import ModeleDesRoles
from bot.lecture.objets.lecture import Objets
from bot.lecture.objets.modele import ModeleDesObjets


@cache
def vocabulaire() -> Vocabulaire:
    """Return the words whose typing errors are mended."""
    return Vocabulaire(
        corrigeables=frozenset(liste("francais/orthographe.corrigeables")),
        mots_de_nombre=frozenset(liste("francais/nombres.mots_de_nombre")),
        proteges=frozenset(liste("francais/orthographe.proteges")),
        fautes=noms("francais/orthographe.fautes"),
    )


def preparer(phrase: str) -> Texte:
    """Cut a sentence into tokens, errors in known words mended, numbers in digits."""
    return lecteur_preparer(phrase, vocabulaire())


@cache
def accord() -> Accord:
    """Return what holds readings against the roles of quantities."""
    return Accord(ModeleDesRoles.charger(MODELE_DES_ROLES))


@cache
def modele_des_objets() -> ModeleDesObjets:
    """Return what finds the subject of a contract."""
    return ModeleDesObjets.charger(MODELE_DES_OBJETS)


@cache
def modele_des_formes() -> ModeleDesFormes:
    """Return what tells the form of a whole text."""
    return ModeleDesFormes.charger(MODELE_DES_FORMES)


@cache
def lecteur() -> Lecteur:
    """Return the reader of sentences, with its words."""
    return Lecteur(
        vocabulaire=vocabulaire(),
        formes=Lexique(themes("lecture/formes.themes")),
        recurrence=Lexique(themes("lecture/recurrence.themes")),
        natures=Lexique(themes("lecture/natures.themes")),
        objets=Objets(modele_des_objets, preparer),
        bornes=referentiel().bornes,
        accord=accord,
        accord_des_formes=AccordDesFormes(modele_des_formes),
    )


@lru_cache(maxsize=64)
def lire(phrase: str) -> tuple[Lecture, ...]:
    """Return what a sentence says: the intent model and the entities need it, it is read once."""
    return tuple(LecteurDeLots(lecteur().lire).lire(phrase))


@cache
def lecteur_de_modalites() -> LecteurDeModalites:
    """Return the reader of decisions about the clause."""
    return LecteurDeModalites(
        spontanes=_lexiques("lecture/modalites.spontanes"),
        reponses=_lexiques("lecture/modalites.reponses"),
        penalites=_penalites(),
        particularites=Lexique(themes("lecture/particularites.themes")),
    )


def _penalites() -> Penalites:
    return Penalites(referentiel().manquements.values())


def _lexiques(nom: str) -> dict[str, Lexique]:
    """Return the words of each decision of a table."""
    return {fait: Lexique(themes(f"{nom}.{fait}")) for fait in cles(nom)}


@cache
def souhaits() -> Souhaits:
    """Return what tells a wish that cannot be an obligation."""
    return Souhaits(discriminations, noyaux)


@cache
def discriminations() -> Discriminations:
    """Return what tells a wish that discriminates."""
    return Discriminations(ModeleDesSouhaits.charger(MODELE_DES_SOUHAITS))


@cache
def noyaux() -> Noyaux:
    """Return what finds the obligations in what is typed."""
    return Noyaux.charger(MODELE_DES_NOYAUX)


@cache
def gestes() -> Gestes:
    """Return what tells what is wanted of the items that a sentence names."""
    return Gestes.charger(MODELE_DES_GESTES)


@cache
def apartes() -> Apartes:
    """Return what tells an answer from what is said beside it."""
    return Apartes.charger(MODELE_DES_APARTES)
