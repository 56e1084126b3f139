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
        facilitateur = est_facilitateur(session, sejour.prive_de)
        nom = "utter_teams_facilitateur" if facilitateur else "utter_teams_bienvenue"
        _dire(session, sejour.lieu, nom)
    elif _est_la_salle(sejour.lieu):
        _dire(session, sejour.lieu, "utter_teams_salle")


def _est_la_salle(lieu: Lieu) -> bool:
    teams = reglages().teams
    salle = salons.salle(teams) if teams else None
    return salle is not None and salle.conversation == lieu.conversation


def _dire(session: Session, lieu: Lieu, nom: str) -> None:
    # a message of its own, in the thread if there is one
    ici = replace(lieu, message=None)
    boite.repondre(session, salons.OUTIL, ici, Carte(texte=repondre(nom, {}).texte))
