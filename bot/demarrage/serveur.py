"""The server: Rasa, its channels and the door, on the socket given as standard input."""

from __future__ import annotations

import asyncio
import logging
import os
import socket

from rasa.core.run import configure_app
from rasa.utils.common import configure_logging_and_warnings
from rasa.utils.log_utils import configure_structlog
from sanic import Sanic

from bot.bureau import Bureau
from bot.canaux.garde import garder
from bot.canaux.ouverts import canaux_ouverts
from bot.canaux.sante import etat_de
from bot.demarrage import masque, pouls, taches
from bot.dossiers.base import moteur
from bot.guichet import Entree, Guichet
from bot.moteur.agent import charger, meneur
from bot.reglages import PRODUCTION, Reglages, reglages
from bot.triage.boite import outils

journal = logging.getLogger(__name__)
# facts enough for a verdict: reading, rules, words and templates are all gone through
REPETITION = Entree(
    "repetition", "nettoyage, récurrent, 4 ans, un seul titulaire, 400 000 € HT", "rest"
)


def servir(reglages: Reglages) -> None:
    """Serve until told to stop."""
    protege = reglages.jeton if reglages.profil == PRODUCTION else None
    app = configure_app(canaux_ouverts(reglages), auth_token=protege)
    garder(app)
    masque.poser()  # Sanic set up its loggers just now
    app.register_listener(_ouvrir, "before_server_start")
    app.register_listener(_fermer, "after_server_stop")
    app.run(sock=socket.socket(fileno=os.dup(0)), access_log=False, motd=False)


async def _ouvrir(app: Sanic, _: object) -> None:
    app.ctx.agent = charger()
    app.ctx.guichet = Guichet(meneur(app.ctx.agent))
    try:
        await app.ctx.guichet.repeter(REPETITION)
    except Exception:
        journal.exception("la répétition n’a pas abouti : le premier message attendra")
    app.ctx.bureau = Bureau(app.ctx.guichet)
    app.add_task(pouls.battre(lambda: etat_de(app)))
    app.add_task(taches.veiller())
    if outils():
        app.add_task(app.ctx.bureau.veiller())


async def _fermer(app: Sanic, _: object) -> None:
    await asyncio.to_thread(app.ctx.guichet.fermer)
    moteur().dispose()


if __name__ == "__main__":
    configure_logging_and_warnings(logging.WARNING)
    configure_structlog(logging.WARNING)
    servir(reglages())
