"""The delivery's own process: `python -m bot.demarrage.envois`, kept running beside the server."""

from __future__ import annotations

import asyncio
import logging
import signal

from bot.demarrage import masque
from bot.envois.etat import dire_qu_elle_vit
from bot.envois.livraison import Livraison
from bot.envois.noms import apprendre_les_noms
from bot.envois.outils import outils_ouverts
from bot.reglages import reglages


async def livrer() -> None:
    """Deliver until told to stop."""
    outils = outils_ouverts(reglages())
    taches = [
        asyncio.create_task(Livraison(outils).veiller()),
        asyncio.create_task(apprendre_les_noms(outils)),
        asyncio.create_task(dire_qu_elle_vit()),
    ]
    boucle = asyncio.get_running_loop()
    for signe in (signal.SIGTERM, signal.SIGINT):
        boucle.add_signal_handler(signe, lambda: [tache.cancel() for tache in taches])
    await asyncio.gather(*taches, return_exceptions=True)
    for outil in outils.values():
        await outil.fermer()


if __name__ == "__main__":
    logging.basicConfig(
        level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s"
    )
    masque.poser()
    asyncio.run(livrer())
