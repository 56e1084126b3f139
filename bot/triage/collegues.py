"""Which colleague is meant by a mention, or by a name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.francais.texte import plier
from bot.triage.identites import est_facilitateur, facilitateurs

MENTION = re.compile(r"⟦([a-z]+:[^⟧]+)⟧")
CIVILITE = re.compile(r"^(?:@|m\.? |mr\.? |mme\.? |mlle\.? |monsieur |madame )+")


@dataclass(frozen=True)
class Designe:
    """Who is meant; None: `sinon` is the sentence that says why not, `noms` those who may be."""

    identite: str | None
    sinon: str = ""
    noms: tuple[str, ...] = ()


def designer(session: Session, dit: str) -> Designe:
    """Return the facilitator that a mention or a name designates, if one does and only one."""
    connus = facilitateurs(session)
    noms = tuple(nom for nom in connus.values() if nom)
    if mention := MENTION.search(dit):
        if est_facilitateur(session, mention[1]):
            return Designe(mention[1])
        return Designe(None, "qui_est_ce", noms)
    cherche = CIVILITE.sub("", plier(dit)).split()
    trouves = {
        identite: nom
        for identite, nom in connus.items()
        if nom and cherche and set(cherche) <= set(plier(nom).split())
    }
    if len(trouves) == 1:
        return Designe(next(iter(trouves)))
    return Designe(None, "lequel" if trouves else "qui_est_ce", tuple(trouves.values()) or noms)


def noms(session: Session) -> frozenset[str]:
    """Return the names of the facilitators, folded: what is said to them is not for us."""
    return frozenset(plier(nom) for nom in facilitateurs(session).values() if nom)
