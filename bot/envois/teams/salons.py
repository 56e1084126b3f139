"""Where Teams may be written to first: the conversations where the application is, as it says."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.dossiers.base import session
from bot.dossiers.tables import maintenant
from bot.dossiers.tables_du_triage import Salon
from bot.reglages import SERVICES, Teams
from bot.triage.venues import Lieu

OUTIL = "teams"
# Microsoft's own for those that no activity has named one for, under the address it is known by
PARTOUT = "teams/"


def installer(courante: Session, lieu: Lieu, prive_de: str | None) -> bool:
    """Remember a conversation where the application came; False when it was there already."""
    connu = courante.get(Salon, (OUTIL, lieu.conversation))
    nouveau = connu is None or not connu.actif
    courante.merge(
        Salon(
            outil=OUTIL,
            conversation=lieu.conversation,
            prive_de=prive_de,
            service=lieu.service,
            actif=True,
            vu_le=maintenant() if nouveau else connu.vu_le,
        )
    )
    return nouveau


def quitter(courante: Session, conversation: str) -> None:
    """Remember that the application was taken out of a conversation."""
    connu = courante.get(Salon, (OUTIL, conversation))
    if connu is not None:
        connu.actif = False


def est_permise(adresse: str, permises: tuple[str, ...]) -> bool:
    """Tell whether a service's address begins with one that may be answered to."""
    return f"{adresse.rstrip('/')}/".startswith(permises)


def salle(reglages: Teams) -> Lieu | None:
    """Return where requests are shown, None while nothing says where."""
    if reglages.canal_triage is not None:
        return Lieu(reglages.canal_triage)
    derniers = select(Salon).where(Salon.outil == OUTIL, Salon.actif, Salon.prive_de.is_(None))
    with session() as courante:
        dernier = courante.scalars(derniers.order_by(Salon.vu_le.desc())).first()
        return None if dernier is None else Lieu(dernier.conversation, service=dernier.service)


def service(reglages: Teams, conversation: str) -> str:
    """Return where Teams wants to be called for a conversation.

    Its own if it is known, else the last one that any named, else what the settings allow first.
    """
    connus = select(Salon.service).where(Salon.outil == OUTIL, Salon.service.isnot(None))
    with session() as courante:
        connu = courante.scalars(connus.where(Salon.conversation == conversation)).first()
        connu = connu or courante.scalars(connus.order_by(Salon.vu_le.desc())).first()
    premier = reglages.services[0]
    return connu or (
        f"{premier}{PARTOUT}" if premier == SERVICES["TEAMS_SERVICE_URLS"] else premier
    )
