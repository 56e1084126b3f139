"""What one attempt of the delivery sends, made of what the outbox holds as it stands by then."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.dossiers import acces
from bot.dossiers.tables_du_triage import (
    A_ENVOYER,
    ACCUEIL,
    CARTE,
    CODE,
    RETRAIT,
    RETRAIT_DE_LISTE,
    Demande,
    Envoi,
    Fil,
)
from bot.triage import fiche
from bot.triage.accueil import cartes_d_accueil
from bot.triage.cartes import Carte
from bot.triage.textes import dire
from bot.triage.venues import Lieu


@dataclass(frozen=True)
class Colis:
    """What one attempt sends, read in the transaction that wrote the attempt down."""

    id: int
    outil: str
    nature: str
    essais: int
    incertain: bool
    demande_id: int | None
    lieu: Lieu | None
    carte: Carte | None
    accueil: tuple[Carte, ...] = ()

    @property
    def marque(self) -> str:
        """Return what tells this message from any other, whichever attempt it is."""
        return f"envoi-{self.id}"


def emballer(session: Session, lu: Envoi, incertain: bool) -> Colis:
    """Return what an attempt sends; `incertain`: one before it may have arrived."""
    demande = session.get(Demande, lu.demande_id) if lu.demande_id else None
    lieu, carte = _contenu(session, lu, demande)
    de_la_file = lu.nature == ACCUEIL and lieu is not None
    accueil = cartes_d_accueil(session, lieu.conversation) if lieu and de_la_file else ()
    return Colis(
        lu.id, lu.outil, lu.nature, lu.essais, incertain, lu.demande_id, lieu, carte, accueil
    )


def _contenu(
    session: Session, lu: Envoi, demande: Demande | None
) -> tuple[Lieu | None, Carte | None]:
    """Return where something goes, and what is shown there."""
    if lu.nature == CARTE and demande is not None:
        return _carte_a_jour(session, lu, demande)
    lieu = Lieu.depuis(lu.lieu) if lu.lieu else _fil_de(session, lu, demande)
    if lu.nature in (RETRAIT, RETRAIT_DE_LISTE):
        return lieu, Carte(texte=dire(lu.nature))
    carte = Carte.depuis(lu.contenu) if lu.contenu else None
    if lu.nature == CODE and carte is not None:
        carte = replace(carte, texte=acces.reveler(carte.texte))
    return lieu, carte


def _carte_a_jour(
    session: Session, lu: Envoi, demande: Demande
) -> tuple[Lieu | None, Carte | None]:
    """Return a request's card as it stands; none when another of it comes behind."""
    lieu = _lieu_de(session, demande, lu.outil)
    depassee = lieu is not None and _une_autre_carte_suit(session, lu)
    return lieu, None if depassee else fiche.carte(session, demande)


def _fil_de(session: Session, lu: Envoi, demande: Demande | None) -> Lieu | None:
    """Return the thread under a request's card."""
    carte = _lieu_de(session, demande, lu.outil) if demande is not None else None
    return Lieu(carte.conversation, carte.message, service=carte.service) if carte else None


def _lieu_de(session: Session, demande: Demande, outil: str) -> Lieu | None:
    """Return where the card of a request is in a tool."""
    requete = select(Fil).where(Fil.demande_id == demande.id, Fil.outil == outil)
    fil = session.scalars(requete).first()
    return Lieu(fil.conversation, message=fil.message, service=fil.service) if fil else None


def _une_autre_carte_suit(session: Session, lu: Envoi) -> bool:
    suivante = select(Envoi.id).where(
        Envoi.outil == lu.outil,
        Envoi.demande_id == lu.demande_id,
        Envoi.nature == CARTE,
        Envoi.etat == A_ENVOYER,
        Envoi.id > lu.id,
    )
    return session.scalars(suivante.limit(1)).first() is not None
