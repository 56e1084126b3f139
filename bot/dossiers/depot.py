"""The files: kept, and their documents. What is done to one is told in the journal."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.dossiers import base
from bot.dossiers.tables import Conversation, Document, Dossier, Ligne, TexteDeLigne


@dataclass(frozen=True)
class DocumentGarde:
    """A document that was given: what it is, of which file, its content as HTML."""

    type: str
    reference: str
    html: str


def creer(session: Session, conversation: Conversation) -> Dossier:
    """Return a new file, which has its reference from now on."""
    dossier = Dossier(conversation=conversation.nom, faits={})
    session.add(dossier)
    session.flush()
    return dossier


def noter(
    session: Session, dossier: Dossier | None, qui: str, nature: str, texte: str | None = None
) -> None:
    """Add a line to the journal; what is free text can be erased without it."""
    ligne = Ligne(dossier_id=dossier.id if dossier else None, qui=qui, nature=nature)
    session.add(ligne)
    if texte is not None:
        session.flush()
        session.add(TexteDeLigne(ligne_id=ligne.id, texte=texte))


def ajouter_document(
    session: Session, dossier: Dossier, type_: str, html: str, version: str
) -> str:
    """Keep a document of a file; return the secret part of its address."""
    jeton = secrets.token_urlsafe(24)
    session.add(
        Document(
            dossier_id=dossier.id, type=type_, jeton=jeton, version_des_regles=version, html=html
        )
    )
    return jeton


def document(reference: str, jeton: str, type_: str) -> DocumentGarde | None:
    """Return a document by its address, None when there is no such one."""
    requete = select(Document).where(Document.jeton == jeton, Document.type == type_)
    with base.session() as session:
        trouve = session.scalars(requete).first()
        if trouve is None or trouve.dossier.reference != reference:
            return None
        return DocumentGarde(trouve.type, reference, trouve.html)
