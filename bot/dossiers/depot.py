"""Keep, read and erase files. Every function may raise `sqlalchemy.exc.SQLAlchemyError`."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.dossiers.base import session as ouvrir_session
from bot.dossiers.tables import Demande, Document, Dossier

REFERENCE = re.compile(r"PPS-(\d{4})-(\d{6,})")


@dataclass(frozen=True)
class DocumentGarde:
    """A document that was given: what it is, of which file, its content as HTML."""

    type: str
    reference: str
    html: str


def enregistrer(
    reference: str | None,
    conversation: str,
    faits: Mapping[str, Any],
    verdict: str | None,
) -> str:
    """Keep facts and decisions under their reference, a new one if need be; return it."""
    with ouvrir_session() as session:
        dossier = _trouver(session, reference)
        if dossier is None:
            dossier = Dossier(conversation=conversation)
            session.add(dossier)
        dossier.faits, dossier.verdict = dict(faits), verdict
        session.flush()
        return str(dossier.reference)


def reprendre(conversation: str) -> tuple[str, dict[str, Any]] | None:
    """Return the reference and the facts of a conversation's last file, if it has one."""
    requete = select(Dossier).where(Dossier.conversation == conversation)
    with ouvrir_session() as session:
        dossier = session.scalars(requete.order_by(Dossier.id.desc()).limit(1)).first()
        return (dossier.reference, dict(dossier.faits)) if dossier else None


def demander_un_avis(reference: str) -> None:
    """Note that a facilitator's opinion is wanted on a file, once."""
    with ouvrir_session() as session:
        dossier = _trouver(session, reference)
        if dossier is None:
            raise KeyError(reference)
        if not dossier.demandes:
            dossier.demandes.append(Demande())


def effacer(reference: str) -> None:
    """Erase a file and its documents."""
    with ouvrir_session() as session:
        dossier = _trouver(session, reference)
        if dossier is not None:
            session.delete(dossier)


def ajouter_document(reference: str, type_: str, html: str, version: str) -> str:
    """Keep a document of a file; return the secret part of its address."""
    jeton = secrets.token_urlsafe(24)
    with ouvrir_session() as session:
        dossier = _trouver(session, reference)
        if dossier is None:
            raise KeyError(reference)
        document = Document(type=type_, jeton=jeton, version_des_regles=version, html=html)
        dossier.documents.append(document)
    return jeton


def document(reference: str, jeton: str, type_: str) -> DocumentGarde | None:
    """Return a document by its address, None when there is no such one."""
    requete = select(Document).where(Document.jeton == jeton, Document.type == type_)
    with ouvrir_session() as session:
        document = session.scalars(requete).first()
        if document is None or document.dossier.reference != reference:
            return None
        return DocumentGarde(document.type, reference, document.html)


def _trouver(session: Session, reference: str | None) -> Dossier | None:
    lue = REFERENCE.fullmatch(reference or "")
    dossier = session.get(Dossier, int(lue[2])) if lue else None
    return dossier if dossier is not None and dossier.reference == reference else None
