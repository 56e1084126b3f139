"""What is done at once of what is no message: the application coming or going, a click lost."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from bot.canaux.teams.activites import ClicVide, Sejour
from bot.dossiers.base import transaction
from bot.envois.teams import salons
from bot.redaction.reponses import repondre
from bot.reglages import reglages
from bot.triage import boite
from bot.triage.cartes import Carte
from bot.triage.identites import est_facilitateur
from bot.triage.textes import dire
from bot.triage.venues import Lieu


def prendre_acte(recu: Sejour | ClicVide) -> None:
    """Keep what it changes; it waits for the disk."""
    with transaction() as session:
        if isinstance(recu, ClicVide):
            _dire(session, recu.lieu, "utter_teams_clic_vide")
        elif not recu.arrive:
            salons.quitter(session, recu.lieu.conversation)
        # Teams tells of one installation in two ways: it is welcomed once
        elif salons.installer(session, recu.lieu, recu.prive_de):
            session.flush()
            _accueillir(session, recu)


def _accueillir(session: Session, sejour: Sejour) -> None:
    if sejour.prive_de is not None:
        _repondre(session, sejour.lieu, _bienvenue(session, sejour.prive_de))
    elif _est_la_salle(sejour.lieu):
        _dire(session, sejour.lieu, "utter_teams_salle")


def _bienvenue(session: Session, identite: str) -> Carte:
    """Return what somebody is told in his own conversation, before he asks anything."""
    if not est_facilitateur(session, identite):
        return Carte(texte=dire("inconnu", identite=identite))
    bonjour = repondre("utter_teams_bienvenue", {}).texte
    return Carte(titre=dire("aide_titre"), texte=f"{bonjour}\n{dire('aide')}")


def _est_la_salle(lieu: Lieu) -> bool:
    teams = reglages().teams
    salle = salons.salle(teams) if teams else None
    return salle is not None and salle.conversation == lieu.conversation


def _dire(session: Session, lieu: Lieu, nom: str) -> None:
    _repondre(session, lieu, Carte(texte=repondre(nom, {}).texte))


def _repondre(session: Session, lieu: Lieu, carte: Carte) -> None:
    # a message of its own, in the thread if there is one
    boite.repondre(session, salons.OUTIL, replace(lieu, message=None), carte)
