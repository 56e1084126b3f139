"""What is erased: all of a conversation when its buyer asks, and files when their time has come."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from dateutil.relativedelta import relativedelta
from sqlalchemy import and_, delete, or_, select
from sqlalchemy.orm import Session

from bot.dossiers import base, depot
from bot.dossiers.tables import (
    Conversation,
    Document,
    Dossier,
    Ligne,
    Message,
    Reception,
    Tache,
    TexteDeLigne,
    TourDeSuivi,
    maintenant,
)
from bot.dossiers.tables_du_triage import (
    A_ENVOYER,
    ABANDONNE,
    ACCUEIL,
    CARTE,
    EFFACEE,
    LISTE,
    MESSAGE,
    RETRAIT,
    RETRAIT_DE_LISTE,
    Demande,
    Entretien,
    Envoi,
    Evenement,
    Fil,
)
from bot.metier.contrat import NOTIFIEE

# of a request, what its buyer said, and what was said to him
DITS_DE_L_ACHETEUR = (
    *("mots", "contact", "territoire", "lots", "part_main_oeuvre", "lancement", "attendu"),
    *("avis_valeur", "avis_raison"),
)
TACHE, UN_JOUR = "conservation", datetime.timedelta(days=1)
SERVICE = "service"


def tout_effacer(session: Session, conversation: Conversation) -> None:
    """Erase what a conversation said, the files that it began, and the one that is open in it.

    Which ids came in is kept, without a word of theirs: one delivered late must open nothing.
    """
    siens = or_(
        Dossier.conversation == conversation.nom, Dossier.id == (conversation.dossier_id or 0)
    )
    effacer(session, session.scalars(select(Dossier).where(siens)), "acheteur")
    for table in (Message, TourDeSuivi):
        _supprimer(session, table, table.conversation == conversation.nom)
    conversation.dossier_id = conversation.etat = None
    conversation.version_vue = conversation.remis = 0


def effacer(session: Session, dossiers: Iterable[Dossier], qui: str) -> int:
    """Erase files with their documents, messages and the free text of their journal."""
    effaces = list(dossiers)
    for dossier in effaces:
        depot.noter(session, dossier, qui, "efface")
    ids = [dossier.id for dossier in effaces]
    lignes = select(Ligne.id).where(Ligne.dossier_id.in_(ids))
    _supprimer(session, TexteDeLigne, TexteDeLigne.ligne_id.in_(lignes))
    # Rasa's short memory of whoever had one of them open, or spoke in it, holds the same words
    ouvertes = select(Conversation.nom).where(Conversation.dossier_id.in_(ids))
    parlees = select(Message.conversation).where(Message.dossier_id.in_(ids))
    for noms in (ouvertes, parlees):
        _supprimer(session, TourDeSuivi, TourDeSuivi.conversation.in_(noms))
    for table in (Message, Document):
        _supprimer(session, table, table.dossier_id.in_(ids))
    vider_les_demandes(session, ids)
    session.flush()
    session.expire_all()
    _supprimer(session, Dossier, Dossier.id.in_(ids))
    return len(ids)


def vider_les_demandes(session: Session, dossiers: list[int]) -> None:
    """Leave of requests only that they were erased; have all that tools show of them blanked."""
    for demande in session.scalars(select(Demande).where(Demande.dossier_id.in_(dossiers))):
        demande.etat = EFFACEE
        for nom in DITS_DE_L_ACHETEUR:
            setattr(demande, nom, None)
        _vider_les_envois(session, demande)
        for fil in session.scalars(select(Fil).where(Fil.demande_id == demande.id)):
            session.add(_envoi(demande, fil.outil, CARTE, None))
        _retirer_les_listes(session, demande)
        # an order that waits to be completed may hold an answer to the buyer
        session.execute(delete(Entretien).where(Entretien.attend.is_not(None)))


def _vider_les_envois(session: Session, demande: Demande) -> None:
    """Let nothing of a request leave any more, and blank what left; of one under way, both."""
    for envoi in session.scalars(select(Envoi).where(Envoi.demande_id == demande.id)).all():
        if envoi.etat == A_ENVOYER and envoi.essais == 0:
            session.delete(envoi)
        elif envoi.nature == MESSAGE and envoi.etat == A_ENVOYER:
            envoi.nature = RETRAIT
        elif envoi.nature == MESSAGE and envoi.message is not None:
            session.add(_envoi(demande, envoi.outil, RETRAIT, envoi.lieu))


def _retirer_les_listes(session: Session, demande: Demande) -> None:
    """Blank the lists that may tell what a request was about, and have the homes made again.

    A list is not tied to the requests that it shows: each one since this one was there may.
    """
    depuis = select(Envoi).where(
        Envoi.cree_le >= demande.cree_le, Envoi.nature.in_((LISTE, ACCUEIL))
    )
    for envoi in session.scalars(depuis):
        if envoi.etat == ABANDONNE:
            continue
        envoi.etat, envoi.contenu, envoi.pas_avant = A_ENVOYER, None, maintenant()
        if envoi.nature == LISTE:
            envoi.nature = RETRAIT_DE_LISTE


def _envoi(demande: Demande, outil: str, nature: str, lieu: Any) -> Envoi:
    return Envoi(
        outil=outil, file=demande.reference, nature=nature, demande_id=demande.id, lieu=lieu
    )


def appliquer_la_conservation(session: Session, jours: int) -> int | None:
    """Erase what is kept for too long; return how many files, None when it was done today.

    A draft is kept for so many days from its last change, an awarded contract's file from the end
    of the contract. A conversation without a file goes as a draft does.
    """
    tache = session.get(Tache, TACHE)
    if tache and maintenant() - tache.faite_le < UN_JOUR:
        return None
    session.merge(Tache(nom=TACHE, faite_le=maintenant()))
    limite = maintenant() - datetime.timedelta(days=jours)
    anciens = session.scalars(select(Dossier).where(Dossier.modifie_le < limite))
    effaces = effacer(
        session, [d for d in anciens if (fin_du_contrat(d) or limite) <= limite], SERVICE
    )
    perdues = select(Conversation.nom).where(
        Conversation.dossier_id.is_(None), Conversation.active_le < limite
    )
    # what it said in files that others keep alive stays with them
    _supprimer(session, Message, Message.conversation.in_(perdues) & Message.dossier_id.is_(None))
    _supprimer(session, TourDeSuivi, TourDeSuivi.conversation.in_(perdues))
    _supprimer(session, Reception, Reception.recue_le < limite)
    _supprimer(session, Evenement, Evenement.traite_le < limite)
    _supprimer(session, Envoi, and_(Envoi.etat != A_ENVOYER, Envoi.cree_le < limite))
    _supprimer(session, Conversation, Conversation.nom.in_(perdues))
    return effaces


def fin_du_contrat(dossier: Dossier) -> datetime.datetime | None:
    """Return when an awarded contract ends at the latest; None for one that is not awarded.

    Without its date, as if it were notified when that was last said.
    """
    duree, etape = dossier.faits.get("duree_mois"), dossier.faits.get("etape")
    if etape != NOTIFIEE or not isinstance(duree, int | float):
        return None
    notification = dossier.faits.get("date_notification")
    try:
        debut = datetime.datetime.fromisoformat(notification)
    except (TypeError, ValueError):
        debut = dossier.modifie_le
    fin: datetime.datetime = debut + relativedelta(months=round(duree))
    return fin


def _supprimer(session: Session, table: Any, condition: Any) -> None:
    """Delete rows, and have the database's own journal forget them too."""
    session.execute(delete(table).where(condition).execution_options(synchronize_session=False))
    session.info[base.A_OUBLIER] = True
