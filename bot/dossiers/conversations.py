"""The conversations: what each client was shown, in order, and what it was answered to which id."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.dossiers.tables import Conversation, Dossier, Message, Reception, maintenant
from bot.redaction.reponses import Dit

ACHETEUR, ASSISTANT, FACILITATEUR = "moi", "assistant", "facilitateur"


@dataclass(frozen=True)
class Echange:
    """A message of the history, as a channel shows it; `id` is the cursor that comes after it."""

    id: int
    de: str
    texte: str
    boutons: Sequence[dict[str, str]]
    custom: dict[str, Any] | None
    nom: str | None


def ouvrir(session: Session, nom: str) -> Conversation:
    """Return a conversation, a new one if need be."""
    conversation: Conversation = session.get(Conversation, nom)
    if conversation is None:
        conversation = Conversation(nom=nom, version_vue=0, remis=0)
        session.add(conversation)
    conversation.active_le = maintenant()
    return conversation


def dossier_de(
    session: Session, conversation: Conversation, pour_ecrire: bool = False
) -> Dossier | None:
    """Return the file that is open in a conversation; `pour_ecrire`: nobody else writes in it."""
    if conversation.dossier_id is None:
        return None
    dossier: Dossier | None = session.get(
        Dossier, conversation.dossier_id, with_for_update=pour_ecrire
    )
    return dossier


def ajouter(
    session: Session,
    conversation: Conversation,
    dossier: Dossier | None,
    de: str,
    dit: Dit,
    pousse: bool = False,
) -> Echange:
    """Add something said to the history, and give it its rank."""
    message = Message(
        conversation=conversation.nom,
        dossier_id=dossier.id if dossier else None,
        de=de,
        texte=dit.texte,
        boutons=[{"titre": b.titre, "envoi": b.envoi} for b in dit.boutons] or None,
        custom=dict(dit.custom) if dit.custom else None,
        nom=dit.nom,
        pousse=pousse,
    )
    session.add(message)
    session.flush()
    return _en_echange(message)


def pousser(session: Session, dossier: Dossier, de: str, dit: Dit) -> set[str]:
    """Add something said outside any turn to a file; return the conversations that show it."""
    ajouter(session, ouvrir(session, dossier.conversation), dossier, de, dit, pousse=True)
    return qui_voient(session, dossier)


def deja_repondu(session: Session, nom: str, identifiant: str) -> list[Echange] | None:
    """Return the answer that a message of this id got, None when it is a new one."""
    reception = session.get(Reception, (nom, identifiant))
    if reception is None:
        return None
    requete = select(Message).where(Message.id.in_(reception.reponse)).order_by(Message.id)
    return _en_echanges(session.scalars(requete))


def retenir(session: Session, nom: str, identifiant: str, reponse: Iterable[Echange]) -> None:
    """Remember the answer to a message."""
    ids = [echange.id for echange in reponse]
    session.add(Reception(conversation=nom, identifiant=identifiant, reponse=ids))


def pousses(session: Session, conversation: Conversation) -> list[Echange]:
    """Return what was said outside any turn, and was not given to this client yet."""
    requete = (
        select(Message)
        .where(_montrables(session, conversation.nom))
        .where(Message.pousse, Message.id > conversation.remis)
        .order_by(Message.id)
    )
    return _en_echanges(session.scalars(requete))


def historique(session: Session, nom: str, depuis: int) -> list[Echange]:
    """Return what a client may show again after a cursor."""
    requete = select(Message).where(_montrables(session, nom), Message.id > depuis)
    return _en_echanges(session.scalars(requete.order_by(Message.id)))


def curseur(session: Session, nom: str) -> int:
    """Return the cursor that comes after all that a client may show again."""
    return session.scalar(select(func.max(Message.id)).where(_montrables(session, nom))) or 0


def qui_voient(session: Session, dossier: Dossier) -> set[str]:
    """Return the conversations that what is pushed into a file is shown in."""
    ouvertes = select(Conversation.nom).where(Conversation.dossier_id == dossier.id)
    return {dossier.conversation, *session.scalars(ouvertes)}


def derniere_reponse(session: Session, nom: str, avant: int | None = None) -> list[Echange]:
    """Return what was answered to the last message of a conversation, or to the one before."""
    a_elle = Message.conversation == nom
    dits = select(Message.id).where(a_elle, Message.de == ACHETEUR)
    if avant is not None:
        dits = dits.where(Message.id < avant)
    dernier = session.scalar(dits.order_by(Message.id.desc()).limit(1)) or 0
    requete = select(Message).where(a_elle, Message.id > dernier, Message.de != ACHETEUR)
    if avant is not None:
        requete = requete.where(Message.id < avant)
    return _en_echanges(session.scalars(requete.order_by(Message.id)))


def dits_sous(session: Session, nom: str, reponse: str) -> list[str]:
    """Return what a conversation was told under the name of a response, the last first."""
    requete = select(Message.texte).where(Message.conversation == nom, Message.nom == reponse)
    return list(session.scalars(requete.order_by(Message.id.desc())))


def rattacher(session: Session, conversation: Conversation, dossier: Dossier | None) -> None:
    """Open a file in a conversation; what was said before there was one goes with it."""
    conversation.dossier_id = dossier.id if dossier else None
    conversation.etat = None
    if dossier is not None:
        sans_dossier = (Message.conversation == conversation.nom, Message.dossier_id.is_(None))
        session.execute(
            update(Message)
            .where(*sans_dossier)
            .values(dossier_id=dossier.id)
            .execution_options(synchronize_session=False)
        )


def _montrables(session: Session, nom: str) -> Any:
    """Choose what was said in a conversation, and what was pushed into the file open in it."""
    a_elle = Message.conversation == nom
    conversation = session.get(Conversation, nom)
    if conversation is None or conversation.dossier_id is None:
        return a_elle
    return a_elle | (Message.pousse & (Message.dossier_id == conversation.dossier_id))


def _en_echanges(messages: Iterable[Message]) -> list[Echange]:
    return [_en_echange(message) for message in messages]


def _en_echange(message: Message) -> Echange:
    """Return a message of the tables as a channel shows it."""
    return Echange(
        message.id,
        message.de,
        message.texte,
        message.boutons or (),
        message.custom,
        message.nom,
    )
