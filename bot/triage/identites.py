"""Who is a facilitator: what the settings name, and what `make facilitateur` changed since.

Read at each message: who is added, or taken away, is so at once.
"""

from __future__ import annotations

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.dossiers.tables_du_triage import Facilitateur
from bot.reglages import reglages

IDENTITE = re.compile(r"(?:slack:[A-Z0-9]{2,32}|teams:[0-9a-fA-F-]{36})")


def en_identite(texte: str) -> str | None:
    """Return « slack:U123 », « teams:<Entra object id> », as it is compared; None for neither."""
    texte = texte.strip()
    if not IDENTITE.fullmatch(texte):
        return None
    return texte.lower() if texte.startswith("teams:") else texte


def est_facilitateur(session: Session, identite: str) -> bool:
    """Tell whether somebody, as a tool vouches for him, may act on requests."""
    connu = session.get(Facilitateur, identite)
    if connu is not None and connu.actif is not None:
        return bool(connu.actif)
    return identite in _regles()


def facilitateurs(session: Session) -> dict[str, str | None]:
    """Return the facilitators with the names that are known of them."""
    connus = {f.identite: f for f in session.scalars(select(Facilitateur))}
    actifs = {nom for nom, connu in connus.items() if connu.actif}
    retires = {nom for nom, connu in connus.items() if connu.actif is False}
    return {
        identite: connus[identite].nom if identite in connus else None
        for identite in sorted((_regles() | actifs) - retires)
    }


def nommer(session: Session, identite: str | None) -> str:
    """Return how somebody is called, who may no longer be a facilitator."""
    connu = session.get(Facilitateur, identite) if identite else None
    return (connu.nom if connu else None) or identite or "personne"


def retenir_le_nom(session: Session, identite: str, nom: str | None) -> None:
    """Remember what a tool calls one of the facilitators."""
    if nom:
        session.merge(Facilitateur(identite=identite, nom=nom[:255]))


def changer(session: Session, identite: str, actif: bool) -> None:
    """Add somebody, or take him away, whatever the settings say."""
    session.merge(Facilitateur(identite=identite, actif=actif))


def _regles() -> frozenset[str]:
    """Return those that the settings name."""
    lus = reglages()
    groupes = (("slack", lus.slack), ("teams", lus.teams))
    return frozenset(
        f"{outil}:{identifiant.lower() if outil == 'teams' else identifiant}"
        for outil, groupe in groupes
        if groupe is not None
        for identifiant in groupe.facilitateurs
    )
