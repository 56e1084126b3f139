"""What a facilitator sees of the queue where a tool has a place of its own for it."""

from __future__ import annotations

import datetime

from sqlalchemy.orm import Session

from bot.triage import file, identites
from bot.triage.cartes import Carte
from bot.triage.ordres import EN_ATTENTE, EN_RETARD, MIENNES, Ordre
from bot.triage.textes import dire


def cartes_d_accueil(session: Session, identite: str) -> tuple[Carte, ...]:
    """Return the queue as somebody may see it; nothing of it to one who is no facilitator."""
    if not identites.est_facilitateur(session, identite):
        return (Carte(texte=dire("inconnu", identite=identite)),)
    jour = datetime.date.today()
    listes = (
        file.lister(session, Ordre("lister", filtre=filtre), identite, jour)
        for filtre in (EN_ATTENTE, EN_RETARD, MIENNES)
    )
    return (*listes, Carte(titre=dire("aide_titre"), texte=dire("aide")))
