"""The outbox: what is to be sent, kept in the transaction of what it tells."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.dossiers.tables_du_triage import ACCUEIL, CARTE, CODE, LISTE, MESSAGE, Demande, Envoi
from bot.reglages import reglages
from bot.triage.cartes import Carte
from bot.triage.venues import Lieu


def outils() -> tuple[str, ...]:
    """Return the tools that the settings open."""
    lus = reglages()
    groupes = (("slack", lus.slack), ("teams", lus.teams))
    return tuple(nom for nom, groupe in groupes if groupe is not None)


def previennent() -> bool:
    """Tell whether a request is shown to facilitators by itself, somewhere."""
    lus = reglages()
    return bool((lus.slack and lus.slack.canal_triage) or lus.teams)


def montrer(session: Session, demande: Demande) -> None:
    """Have the card of a request published, or brought up to date, in every tool."""
    for outil in outils():
        _ajouter(session, outil, demande.reference, CARTE, demande)


def dire_dans_le_fil(session: Session, demande: Demande, carte: Carte, sauf: str = "") -> None:
    """Have something said in the thread of a request, in every tool but one."""
    for outil in outils():
        if outil != sauf:
            _ajouter(session, outil, demande.reference, MESSAGE, demande, None, carte)


def repondre(
    session: Session, outil: str, lieu: Lieu, carte: Carte, demande: Demande | None = None
) -> None:
    """Have something said in a place of a tool; `demande` is the request that it tells of."""
    # not the request's own: its card may have to wait for a channel to be shown in
    _ajouter(session, outil, f"{lieu.conversation}/{lieu.fil or ''}", MESSAGE, demande, lieu, carte)


def lister(session: Session, outil: str, lieu: Lieu, carte: Carte) -> None:
    """Have a list of requests shown; it is blanked when one that it may hold is erased."""
    _ajouter(session, outil, f"{lieu.conversation}/{lieu.fil or ''}", LISTE, None, lieu, carte)


def confier_un_code(session: Session, outil: str, lieu: Lieu, carte: Carte) -> None:
    """Have the code of a file told to its owner; the table holds the mark that stands for it."""
    _ajouter(session, outil, f"{lieu.conversation}/{lieu.fil or ''}", CODE, None, lieu, carte)


def accueillir(session: Session, outil: str, identite: str) -> None:
    """Have somebody's list of requests brought up to date."""
    _ajouter(session, outil, identite, ACCUEIL, None, Lieu(identite))


def _ajouter(
    session: Session,
    outil: str,
    file: str,
    nature: str,
    demande: Demande | None,
    lieu: Lieu | None = None,
    contenu: Carte | None = None,
) -> None:
    session.add(
        Envoi(
            outil=outil,
            file=file,
            nature=nature,
            demande_id=demande.id if demande else None,
            lieu=lieu.en_donnees() if lieu else None,
            contenu=contenu.en_donnees() if contenu else None,
        )
    )
