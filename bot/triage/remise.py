"""Handing over: a file becomes a request, once, and is shown wherever facilitators work."""

from __future__ import annotations

import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.donnees import lire_yaml
from bot.dossiers import depot
from bot.dossiers.conversations import ACHETEUR
from bot.dossiers.tables import Dossier
from bot.dossiers.tables_du_triage import Demande
from bot.triage import boite

SAMEDI = 5


def demande_de(session: Session, dossier: Dossier) -> Demande | None:
    """Return the request that a file is, None for one that was not handed over."""
    requete = select(Demande).where(Demande.dossier_id == dossier.id)
    demande: Demande | None = session.scalars(requete).first()
    return demande


def remettre(session: Session, dossier: Dossier) -> Demande:
    """Hand a file over; what is a request already stays the one it is."""
    connue = demande_de(session, dossier)
    if connue is not None:
        return connue
    demande = Demande(
        dossier_id=dossier.id,
        reference=dossier.reference,
        echeance=echeance(datetime.date.today()),
    )
    session.add(demande)
    session.flush()
    depot.noter(session, dossier, ACHETEUR, "transmis")
    boite.montrer(session, demande)
    return demande


def echeance(jour: datetime.date) -> datetime.date:
    """Return when a request of a day is to be answered, working days alone being counted."""
    restent = int(lire_yaml("triage", "delais.yml")["reponse_jours_ouvres"])
    while restent:
        jour += datetime.timedelta(days=1)
        restent -= jour.weekday() < SAMEDI
    return jour
