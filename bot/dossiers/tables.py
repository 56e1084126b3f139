"""The tables of the files and of their conversations, in the database of `DATABASE_URL`.

A change here goes with a migration (`bot/dossiers/migrations/`); a test compares both.
"""

from __future__ import annotations

import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Text,
    false,
)
from sqlalchemy.orm import declarative_base, relationship

# named, so that a migration can name what it changes
NOMS = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
Base: Any = declarative_base(metadata=MetaData(naming_convention=NOMS))

LONGUEUR_D_UN_NOM = 255


def maintenant() -> datetime.datetime:
    """Return the present time, in UTC, as the tables hold it."""
    return datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)


class Dossier(Base):
    """A contract's file: its facts and decisions (`bot.metier.faits`), where its dialogue stands.

    `etat` is what `bot.dialogue.etat.Etat` holds besides facts. `version` counts the writings: of
    two at once, the second is refused by the database. `conversation` began the file.
    """

    __tablename__ = "dossiers"
    # else SQLite would give the rank of an erased file again
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    id = Column(Integer, primary_key=True, autoincrement=True)
    cree_le = Column(DateTime, nullable=False, default=maintenant)
    modifie_le = Column(DateTime, nullable=False, default=maintenant, onupdate=maintenant)
    version = Column(Integer, nullable=False)
    conversation = Column(String(LONGUEUR_D_UN_NOM), nullable=False, index=True)
    faits = Column(JSON, nullable=False)
    etat = Column(JSON)
    verdict = Column(String(32))
    code_empreinte = Column(String(64))
    documents = relationship("Document", cascade="all, delete-orphan", back_populates="dossier")
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @property
    def reference(self) -> str:
        """Return « PPS-2026-000001 »: the year and the rank, never given twice."""
        return f"PPS-{self.cree_le.year}-{self.id:06d}"


class Conversation(Base):
    """What one client shows: the file that is open in it, and how much of it was seen.

    `etat` is where the dialogue stands while there is no file. `version_vue` is the file's when
    this conversation last showed it; `remis` the last message that was given to the client.
    """

    __tablename__ = "conversations"

    nom = Column(String(LONGUEUR_D_UN_NOM), primary_key=True)
    dossier_id = Column(ForeignKey("dossiers.id", ondelete="SET NULL"), index=True)
    etat = Column(JSON)
    version_vue = Column(Integer, nullable=False, default=0)
    remis = Column(Integer, nullable=False, default=0)
    active_le = Column(DateTime, nullable=False, default=maintenant)


class Message(Base):
    """Something that was said: by the buyer (`moi`), the assistant, or a facilitator.

    `nom` is the response's, in the domain; `pousse` tells what was said outside any turn.
    """

    __tablename__ = "messages"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    id = Column(Integer, primary_key=True, autoincrement=True)
    conversation = Column(String(LONGUEUR_D_UN_NOM), nullable=False, index=True)
    dossier_id = Column(ForeignKey("dossiers.id", ondelete="CASCADE"), index=True)
    de = Column(String(16), nullable=False)
    texte = Column(Text, nullable=False)
    boutons = Column(JSON)
    custom = Column(JSON)
    nom = Column(String(64))
    pousse = Column(Boolean, nullable=False, default=False, server_default=false())
    cree_le = Column(DateTime, nullable=False, default=maintenant)


class Reception(Base):
    """A message that came in, under the id that its client gave it, and its answer's messages."""

    __tablename__ = "receptions"

    conversation = Column(String(LONGUEUR_D_UN_NOM), primary_key=True)
    identifiant = Column(String(64), primary_key=True)
    reponse = Column(JSON, nullable=False)
    recue_le = Column(DateTime, nullable=False, default=maintenant)


class Ligne(Base):
    """A line of the journal, which is only added to: who did what kind of thing, and when.

    It outlives the file, and says nothing of what was said: free text is in `TexteDeLigne`.
    """

    __tablename__ = "journal"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    id = Column(Integer, primary_key=True, autoincrement=True)
    dossier_id = Column(Integer, index=True)
    quand = Column(DateTime, nullable=False, default=maintenant)
    qui = Column(String(64), nullable=False)
    nature = Column(String(32), nullable=False)


class TexteDeLigne(Base):
    """The free text of a line of the journal, which can be erased."""

    __tablename__ = "journal_textes"

    ligne_id = Column(ForeignKey("journal.id", ondelete="CASCADE"), primary_key=True)
    texte = Column(Text, nullable=False)


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


class Essai(Base):
    """A wrong code given for a reference, whether it exists or not."""

    __tablename__ = "essais"

    id = Column(Integer, primary_key=True, autoincrement=True)
    reference = Column(String(32), nullable=False, index=True)
    fait_le = Column(DateTime, nullable=False, default=maintenant)


class Tache(Base):
    """A task that comes back, and when it was last done."""

    __tablename__ = "taches"

    nom = Column(String(32), primary_key=True)
    faite_le = Column(DateTime, nullable=False)


class TourDeSuivi(Base):
    """Rasa's events of one of the last turns of a conversation, as JSON: a cache, no more."""

    __tablename__ = "tours_de_suivi"

    id = Column(Integer, primary_key=True, autoincrement=True)
    conversation = Column(String(LONGUEUR_D_UN_NOM), nullable=False, index=True)
    evenements = Column(Text, nullable=False)
    boucle = Column(String(64))
