"""The inbox: what a tool sent is kept at once, and worked once, in the order it came."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.dossiers import acces
from bot.dossiers.base import transaction
from bot.dossiers.tables import maintenant
from bot.dossiers.tables_du_triage import Evenement
from bot.triage.venues import Venue

TEXTE_AU_PLUS = 4000


def retenir(venue: Venue) -> bool:
    """Keep what came; False when it came before. Then the tool may be told « received ».

    Of too long a text, enough is kept to say so: nothing of it is read.
    It opens a transaction of its own, and waits for the disk: call it from a thread.
    """
    try:
        with transaction() as session:
            if _connu(session, venue):
                return False
            session.add(
                Evenement(
                    outil=venue.outil,
                    evenement=venue.evenement,
                    venue=_a_garder(venue).en_donnees(),
                )
            )
    except IntegrityError:  # the same came twice at once
        return False
    return True


def _a_garder(venue: Venue) -> Venue:
    return replace(venue, texte=acces.sceller_les_codes(venue.texte[: TEXTE_AU_PLUS + 1]))


def venue_de(evenement: Evenement) -> Venue:
    """Return what came, as it was said."""
    venue = Venue.depuis(evenement.venue)
    return replace(venue, texte=acces.desceller(venue.texte))


def suivant(session: Session) -> Evenement | None:
    """Return what is to be worked next."""
    requete = select(Evenement).where(Evenement.traite_le.is_(None)).order_by(Evenement.id)
    evenement: Evenement | None = session.scalars(requete.limit(1)).first()
    return evenement


def clore(evenement: Evenement) -> None:
    """Say that something is worked; its words are not kept."""
    evenement.traite_le = maintenant()
    evenement.venue = None


def _connu(session: Session, venue: Venue) -> bool:
    requete = select(Evenement.id).where(
        Evenement.outil == venue.outil, Evenement.evenement == venue.evenement
    )
    return session.scalars(requete).first() is not None
