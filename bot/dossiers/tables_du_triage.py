"""The tables of what buyers hand over to facilitators, and of what comes from and goes to tools.

A tool is « slack » or « teams »; a person is written « slack:U123 ». Nothing else here knows them.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Enum,
    ForeignKey,
    Integer,
    String,
    Text,
    UniqueConstraint,
    false,
    true,
)

from bot.dossiers.tables import Base, maintenant

EN_ATTENTE, PRISE, CLOSE, EFFACEE = "en_attente", "prise", "close", "effacee"
ETATS = (EN_ATTENTE, PRISE, CLOSE, EFFACEE)
A_ENVOYER, ENVOYE, ABANDONNE = "a_envoyer", "envoye", "abandonne"
# what a delivery is: the card of a request, as it stands when it leaves; a message; one whose mark
# of a code is replaced as it leaves; what blanks one that was sent; somebody's list of requests
# (Slack's « home »); a list that was asked for, and what blanks it
CARTE, MESSAGE, CODE, RETRAIT, ACCUEIL = "carte", "message", "code", "retrait", "accueil"
LISTE, RETRAIT_DE_LISTE = "liste", "retrait_liste"
LONGUEUR_D_UNE_IDENTITE = 128
LONGUEUR_D_UN_LIEU = 255


class Demande(Base):
    """A file that its buyer handed over: one request a file. It outlives the file, without a word.

    What the buyer says of it is None until he says it: `mots` is his question, `attendu` names what
    he was asked and has neither given nor left open. `avis_valeur`: the facilitator's own opinion,
    beside the verdict. `attend_acheteur`: the facilitator asked him for something. `repondue_le`:
    when he last answered. `version` counts the writings: of two claims, the second is refused.
    """

    __tablename__ = "demandes"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    id = Column(Integer, primary_key=True, autoincrement=True)
    dossier_id = Column(Integer, nullable=False, unique=True)
    reference = Column(String(32), nullable=False, unique=True)
    version = Column(Integer, nullable=False)
    etat = Column(
        Enum(*ETATS, native_enum=False, length=16, validate_strings=True),
        nullable=False,
        default=EN_ATTENTE,
    )
    cree_le = Column(DateTime, nullable=False, default=maintenant)
    modifiee_le = Column(DateTime, nullable=False, default=maintenant, onupdate=maintenant)
    echeance = Column(Date, nullable=False)
    tenue_par = Column(String(LONGUEUR_D_UNE_IDENTITE), index=True)
    mots = Column(Text)
    contact = Column(Text)
    territoire = Column(Text)
    lots = Column(Text)
    part_main_oeuvre = Column(Text)
    lancement = Column(Text)
    attendu = Column(JSON)
    attend_acheteur = Column(Boolean, nullable=False, default=False, server_default=false())
    repondue_le = Column(DateTime)
    close_le = Column(DateTime)
    avis_valeur = Column(String(32))
    avis_raison = Column(Text)
    avis_de = Column(String(LONGUEUR_D_UNE_IDENTITE))
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class Fil(Base):
    """Where a request's card lives in a tool; what is said there as a thread is about it."""

    __tablename__ = "fils"
    __table_args__: Any = (
        UniqueConstraint("demande_id", "outil", name="uq_fils_demande"),
        UniqueConstraint("outil", "conversation", "message", name="uq_fils_message"),
    )

    id = Column(Integer, primary_key=True, autoincrement=True)
    demande_id = Column(ForeignKey("demandes.id", ondelete="CASCADE"), nullable=False)
    outil = Column(String(16), nullable=False)
    conversation = Column(String(LONGUEUR_D_UN_LIEU), nullable=False)
    message = Column(String(LONGUEUR_D_UN_LIEU), nullable=False)
    service = Column(String(LONGUEUR_D_UN_LIEU))


class Evenement(Base):
    """The inbox: what a tool sent, under its own id, worked once; its words go once it is worked.

    Worked in the order of `id`. `essais` counts the times that working it failed.
    """

    __tablename__ = "evenements"
    __table_args__: Any = (
        UniqueConstraint("outil", "evenement", name="uq_evenements_outil"),
        {"sqlite_autoincrement": True},
    )

    id = Column(Integer, primary_key=True, autoincrement=True)
    outil = Column(String(16), nullable=False)
    evenement = Column(String(LONGUEUR_D_UN_LIEU), nullable=False)
    venue = Column(JSON(none_as_null=True))
    recu_le = Column(DateTime, nullable=False, default=maintenant)
    traite_le = Column(DateTime, index=True)
    essais = Column(Integer, nullable=False, default=0, server_default="0")


class Envoi(Base):
    """The outbox: something to be sent, written in the transaction of what it tells.

    Those of one `file` leave one after the other. `lieu` and `contenu` are a `Lieu`
    (`bot.triage.venues`) and a `Carte` (`bot.triage.cartes`) as data; a request has its card made
    when it leaves.
    `incertain`: an attempt may have arrived without being known to. `message`: its id in the tool,
    once sent.
    """

    __tablename__ = "envois"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    id = Column(Integer, primary_key=True, autoincrement=True)
    outil = Column(String(16), nullable=False)
    file = Column(String(LONGUEUR_D_UN_LIEU), nullable=False, index=True)
    nature = Column(String(16), nullable=False)
    demande_id = Column(ForeignKey("demandes.id", ondelete="CASCADE"), index=True)
    lieu = Column(JSON(none_as_null=True))
    contenu = Column(JSON(none_as_null=True))
    etat = Column(String(16), nullable=False, default=A_ENVOYER, index=True)
    essais = Column(Integer, nullable=False, default=0, server_default="0")
    incertain = Column(Boolean, nullable=False, default=False, server_default=false())
    pas_avant = Column(DateTime, nullable=False, default=maintenant)
    cree_le = Column(DateTime, nullable=False, default=maintenant)
    message = Column(String(LONGUEUR_D_UN_LIEU))
    faute = Column(String(64))


class Facilitateur(Base):
    """One who was added to, or taken from, those that the settings name; or whose name was learnt.

    `actif` None: only the settings tell.
    """

    __tablename__ = "facilitateurs"

    identite = Column(String(LONGUEUR_D_UNE_IDENTITE), primary_key=True)
    actif = Column(Boolean)
    nom = Column(String(255))
    change_le = Column(DateTime, nullable=False, default=maintenant, onupdate=maintenant)


class Salon(Base):
    """A conversation of a tool that the assistant may write into first: a channel, or a person's.

    `prive_de`: whose it is, None for a channel. `service`: where the tool wants to be called.
    """

    __tablename__ = "salons"

    outil = Column(String(16), primary_key=True)
    conversation = Column(String(LONGUEUR_D_UN_LIEU), primary_key=True)
    prive_de = Column(String(LONGUEUR_D_UNE_IDENTITE), index=True)
    service = Column(String(LONGUEUR_D_UN_LIEU))
    actif = Column(Boolean, nullable=False, default=True, server_default=true())
    vu_le = Column(DateTime, nullable=False, default=maintenant)


class Entretien(Base):
    """Where one facilitator stands with the assistant in one place.

    `attend`: the sentence that lacks something, or is to be confirmed. `verifie`: he checks a
    contract for himself.
    """

    __tablename__ = "entretiens"

    identite = Column(String(LONGUEUR_D_UNE_IDENTITE), primary_key=True)
    lieu = Column(String(LONGUEUR_D_UN_LIEU), primary_key=True)
    attend = Column(JSON(none_as_null=True))
    verifie = Column(Boolean, nullable=False, default=False, server_default=false())
    quand = Column(DateTime, nullable=False, default=maintenant, onupdate=maintenant)
