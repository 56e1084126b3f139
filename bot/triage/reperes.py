"""Which request is meant by a reference, by a thread; where somebody stands in a place."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.dossiers import acces
from bot.dossiers.tables_du_triage import Demande, Entretien, Fil
from bot.triage.ordres import Ordre, Reference
from bot.triage.venues import Venue


def trouver(session: Session, reference: Reference, annee: int) -> Demande | None:
    """Return the request that was named; « la 12 » is the twelfth file, of whatever year."""
    requete = select(Demande).where(Demande.dossier_id == reference.rang)
    demande: Demande | None = session.scalars(requete.with_for_update()).first()
    if demande is None or reference.annee is None:
        return demande
    return demande if demande.reference == reference.ecrite(annee) else None


def demande_du_fil(session: Session, venue: Venue) -> Demande | None:
    """Return the request whose thread something was said in."""
    if venue.lieu.fil is None:
        return None
    ici = select(Fil.demande_id).where(
        Fil.outil == venue.outil,
        Fil.conversation == venue.lieu.conversation,
        Fil.message == venue.lieu.fil,
    )
    demande: Demande | None = session.scalars(select(Demande).where(Demande.id.in_(ici))).first()
    return demande


def entretien_avec(session: Session, venue: Venue) -> Entretien:
    """Return where somebody stands with the assistant in the place where he speaks."""
    lieu = f"{venue.lieu.conversation}/{venue.lieu.fil or ''}"
    entretien: Entretien | None = session.get(Entretien, (venue.identite, lieu))
    if entretien is None:
        entretien = Entretien(identite=venue.identite, lieu=lieu, verifie=False)
        session.add(entretien)
    return entretien


def faire_attendre(entretien: Entretien, ordre: Ordre) -> None:
    """Keep an order until the next words of who gave it; no code is kept as it was typed."""
    entretien.attend = {
        nom: acces.sceller_les_codes(dit) if isinstance(dit, str) else dit
        for nom, dit in ordre.en_donnees().items()
    }


def ordre_qui_attend(entretien: Entretien) -> Ordre | None:
    """Return the order that was kept, as it was given."""
    if not entretien.attend:
        return None
    return Ordre.depuis_donnees(
        {
            nom: acces.desceller(dit) if isinstance(dit, str) else dit
            for nom, dit in entretien.attend.items()
        }
    )
