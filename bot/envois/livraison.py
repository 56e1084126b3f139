"""The delivery: takes what is in the outbox to the tools, in order, until it has arrived.

Those of one file leave one after the other; a file that must wait holds up no other. An attempt is
written down before it is made: whoever comes after a crash knows that it may have arrived, and asks
the tool before sending it a second time.
"""

from __future__ import annotations

import asyncio
import datetime
import logging
import random
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import ParamSpec, TypeVar

from sqlalchemy import func, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from bot.dossiers.base import transaction
from bot.dossiers.tables import maintenant
from bot.dossiers.tables_du_triage import (
    A_ENVOYER,
    ABANDONNE,
    ACCUEIL,
    CARTE,
    ENVOYE,
    Envoi,
    Fil,
)
from bot.envois.colis import Colis, emballer
from bot.envois.outil import Definitive, Disparu, Outil, Passagere
from bot.triage.cartes import Carte
from bot.triage.venues import Lieu

P = ParamSpec("P")
T = TypeVar("T")
journal = logging.getLogger(__name__)
# an attempt that nothing was heard of is made again after this time: longer than a call may take
BAIL_S = 30
PREMIER_RECUL_S, RECUL_AU_PLUS_S = 1.0, 300.0
# while nothing says where requests are shown, or the tool wants nothing of it
SANS_SALLE, SANS_SALLE_S = "sans_salle", 60.0
FILES_A_LA_FOIS = 8
RONDE_S = 0.5


class Livraison:
    """Delivers, for ever."""

    def __init__(self, outils: Mapping[str, Outil]) -> None:
        self._outils = outils
        # SQLite has one writer: eight threads of ours would take it from each other
        self._fil = ThreadPoolExecutor(max_workers=1, thread_name_prefix="envois")
        self._pauses: dict[str, float] = {}

    async def veiller(self) -> None:
        """Deliver what is due, look again a little later; a fault of ours is logged, not fatal."""
        while True:
            try:
                livres = await self.livrer()
            except Exception:
                journal.exception("la livraison est reprise")
                livres = 0
            if not livres:
                await asyncio.sleep(RONDE_S)

    async def livrer(self) -> int:
        """Make the attempts that are due; return how many there were."""
        dus = await self._a_la_table(_dus, self._libres())
        await asyncio.gather(*(self._tenter(envoi) for envoi in dus))
        return len(dus)

    def _libres(self) -> list[str]:
        """Return the tools that did not ask for a pause."""
        ici = asyncio.get_running_loop().time()
        return [nom for nom in self._outils if self._pauses.get(nom, 0.0) <= ici]

    async def _tenter(self, envoi: int) -> None:
        """Make an attempt; a fault of ours puts it off, and keeps no other from leaving."""
        try:
            colis = await self._a_la_table(_prendre, envoi)
            if colis is not None:
                await self._livrer_un(colis)
        except Exception:
            journal.exception("l’envoi %s est remis à plus tard", envoi)
            await self._a_la_table(_reporter, envoi, RECUL_AU_PLUS_S)

    async def _a_la_table(self, travail: Callable[P, T], *quoi: P.args, **comment: P.kwargs) -> T:
        """Work on the table until it is done; the tool is asked nothing meanwhile.

        What arrived, and is not known to, would be sent again.
        """
        boucle, fois = asyncio.get_running_loop(), 0
        while True:
            try:
                return await boucle.run_in_executor(self._fil, partial(travail, *quoi, **comment))
            except OperationalError as faute:  # held by another, full, or gone: it comes back
                fois += 1
                if fois == 1:
                    journal.warning("la table des envois attend : %s", type(faute.orig).__name__)
                await asyncio.sleep(RONDE_S)

    async def _livrer_un(self, colis: Colis) -> None:
        try:
            lieu = await _envoyer(self._outils[colis.outil], colis)
        except Passagere as faute:
            self._faire_une_pause(colis.outil, faute)
            attente = _attente(colis, faute)
            incertain = faute.arrivee or colis.incertain
            await self._a_la_table(
                _reporter, colis.id, attente, incertain=incertain, faute=faute.code
            )
        except Definitive as faute:
            journal.error("envoi %s abandonné : %s", colis.id, faute.code)
            await self._a_la_table(_clore, colis, ABANDONNE, None, faute.code)
        else:
            await self._a_la_table(_clore, colis, ENVOYE, lieu)

    def _faire_une_pause(self, outil: str, faute: Passagere) -> None:
        if faute.attente_s is not None:
            ici = asyncio.get_running_loop().time()
            self._pauses[outil] = max(self._pauses.get(outil, 0.0), ici + faute.attente_s)


async def _envoyer(outil: Outil, colis: Colis) -> Lieu | None:
    """Make an attempt; return where the message is, None for what is nowhere."""
    if colis.nature == ACCUEIL:
        assert colis.lieu is not None
        await outil.accueillir(colis.lieu.conversation, colis.accueil)
        return None
    if colis.carte is None:
        return colis.lieu  # another card of the same request comes behind: it shows as much
    lieu = colis.lieu or outil.salle()
    if lieu is None:
        raise Passagere(SANS_SALLE)
    if lieu.message is None:
        return await _publier(outil, colis, lieu, colis.carte)
    try:
        await outil.modifier(lieu, colis.carte)
    except Disparu:
        if colis.nature != CARTE:
            return None  # what was to be blanked is gone already
        return await _publier(outil, colis, replace(lieu, message=None), colis.carte)
    return lieu


async def _publier(outil: Outil, colis: Colis, lieu: Lieu, carte: Carte) -> Lieu:
    """Post a message, unless an attempt before this one did."""
    deja = await outil.retrouver(lieu, colis.marque) if colis.incertain else None
    return deja or await outil.publier(lieu, carte, colis.marque)


def _dus(outils: list[str]) -> list[int]:
    """Return, of each file, what comes next, if its time has come."""
    with transaction() as session:
        premiers = (
            select(func.min(Envoi.id))
            .where(Envoi.etat == A_ENVOYER, Envoi.outil.in_(outils))
            .group_by(Envoi.outil, Envoi.file)
        )
        dus = select(Envoi.id).where(Envoi.id.in_(premiers), Envoi.pas_avant <= maintenant())
        return list(session.scalars(dus.order_by(Envoi.id).limit(FILES_A_LA_FOIS)))


def _prendre(envoi: int) -> Colis | None:
    """Write an attempt down, before it is made; None when somebody else is at it."""
    with transaction() as session:
        lu: Envoi = session.get(Envoi, envoi)
        incertain = bool(lu.incertain)
        pris = session.execute(
            update(Envoi)
            .where(Envoi.id == envoi, Envoi.essais == lu.essais, Envoi.etat == A_ENVOYER)
            .values(
                essais=lu.essais + 1,
                incertain=True,
                pas_avant=maintenant() + datetime.timedelta(seconds=BAIL_S),
            )
            .execution_options(synchronize_session=False)
        )
        if pris.rowcount != 1:
            return None
        return emballer(session, lu, incertain)


def _attente(colis: Colis, faute: Passagere) -> float:
    """Return how long to wait: what the tool says, else longer each time, give or take."""
    if faute.attente_s is not None:
        return faute.attente_s
    if faute.code == SANS_SALLE:
        return SANS_SALLE_S
    recul = min(PREMIER_RECUL_S * 2.0 ** min(colis.essais, 16), RECUL_AU_PLUS_S)
    return recul * random.uniform(0.5, 1.0)


def _reporter(envoi: int, attente_s: float, **connu: object) -> None:
    with transaction() as session:
        session.execute(
            update(Envoi)
            .where(Envoi.id == envoi)
            .values(pas_avant=maintenant() + datetime.timedelta(seconds=attente_s), **connu)
            .execution_options(synchronize_session=False)
        )


def _clore(colis: Colis, etat: str, lieu: Lieu | None, faute: str | None = None) -> None:
    """Say that something left, or never will; its words are kept no longer."""
    with transaction() as session:
        envoi = session.get(Envoi, colis.id)
        if envoi is None:
            return
        envoi.etat, envoi.faute, envoi.contenu = etat, faute, None
        if lieu is not None:
            envoi.lieu, envoi.message = lieu.en_donnees(), lieu.message
        if envoi.nature != colis.nature:  # erased while it was on its way: what arrived is blanked
            envoi.etat = A_ENVOYER
            return
        if colis.nature == CARTE and lieu is not None and lieu.message is not None:
            _retenir_le_fil(session, colis, lieu)


def _retenir_le_fil(session: Session, colis: Colis, lieu: Lieu) -> None:
    requete = select(Fil).where(Fil.demande_id == colis.demande_id, Fil.outil == colis.outil)
    fil = session.scalars(requete).first() or Fil(demande_id=colis.demande_id, outil=colis.outil)
    fil.conversation, fil.message, fil.service = lieu.conversation, lieu.message, lieu.service
    session.add(fil)
