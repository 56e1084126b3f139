"""The tables of the files. They live beside Rasa's own in the database of `DATABASE_URL`."""

from __future__ import annotations

import datetime
from typing import Any

from sqlalchemy import JSON, Column, DateTime, ForeignKey, Integer, String, Text
from sqlalchemy.orm import declarative_base, relationship

Base: Any = declarative_base()


def maintenant() -> datetime.datetime:
    """Return the present time, in UTC, as the tables hold it."""
    return datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)


class Dossier(Base):
    """A contract's file: its facts and decisions as last said (`bot.metier.clause`)."""

    __tablename__ = "dossiers"
    # else SQLite would give the rank of an erased file again
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    id = Column(Integer, primary_key=True, autoincrement=True)
    cree_le = Column(DateTime, nullable=False, default=maintenant)
    modifie_le = Column(DateTime, nullable=False, default=maintenant, onupdate=maintenant)
    conversation = Column(String(255), nullable=False, index=True)
    faits = Column(JSON, nullable=False)
    verdict = Column(String(32))
    demandes = relationship("Demande", cascade="all, delete-orphan", back_populates="dossier")
    documents = relationship("Document", cascade="all, delete-orphan", back_populates="dossier")

    @property
    def reference(self) -> str:
        """Return « PPS-2026-000001 »: the year and the rank, never given twice."""
        return f"PPS-{self.cree_le.year}-{self.id:06d}"


class Demande(Base):
    """A buyer's wish for a facilitator's opinion on a file; one that waits per file."""

    __tablename__ = "demandes"

    id = Column(Integer, primary_key=True, autoincrement=True)
    dossier_id = Column(ForeignKey("dossiers.id", ondelete="CASCADE"), nullable=False, index=True)
    faite_le = Column(DateTime, nullable=False, default=maintenant)
    dossier = relationship("Dossier", back_populates="demandes")


class Document(Base):
    """A document as it was given: its content is kept, formats are made from it on demand.

    `jeton` is the secret part of its address: who holds the address may read it.
    """

    __tablename__ = "documents"

    id = Column(Integer, primary_key=True, autoincrement=True)
    dossier_id = Column(ForeignKey("dossiers.id", ondelete="CASCADE"), nullable=False, index=True)
    type = Column(String(32), nullable=False)
    jeton = Column(String(64), nullable=False, unique=True)
    cree_le = Column(DateTime, nullable=False, default=maintenant)
    version_des_regles = Column(String(16), nullable=False)
    html = Column(Text, nullable=False)
    dossier = relationship("Dossier", back_populates="documents")


class Suivi(Base):
    """Rasa's slots of a conversation, as last known, and the form that it is in."""

    __tablename__ = "suivis"

    conversation = Column(String(255), primary_key=True)
    slots = Column(Text, nullable=False)
    boucle = Column(String(64))


class TourDeSuivi(Base):
    """Rasa's events of one of the last turns of a conversation, as JSON."""

    __tablename__ = "tours_de_suivi"

    id = Column(Integer, primary_key=True, autoincrement=True)
    conversation = Column(String(255), nullable=False, index=True)
    evenements = Column(Text, nullable=False)
