"""Debian's Firefox for Playwright, which drives stock Firefox by WebDriver BiDi only in part.

Playwright starts this in Firefox's stead: it starts Firefox, and hands on what the two say to each
other, save the one command that this Firefox does not know and Playwright cannot do without.
"""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import sys
from functools import partial
from pathlib import Path
from typing import Any

import websockets

from bot.donnees import RACINE

# colour scheme and the like: nothing here emulates them in Firefox
INCONNUES = {"emulation.setMediaFeaturesOverride"}
ADRESSE = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
LIGNE_AU_PLUS = 2**24
SANS_BORNE: dict[str, Any] = {"max_size": None, "ping_interval": None}


def executable(dossier: Path) -> Path:
    """Write, and return, what Playwright starts."""
    chemin = dossier / "firefox"
    chemin.write_text(
        f'#!/bin/sh\ncd {RACINE} && exec {sys.executable} -m tests.widget.firefox "$@"\n'
    )
    chemin.chmod(0o755)
    return chemin


async def _relayer(amont: str, ici: Any, chemin: str) -> None:
    async with websockets.connect(amont + chemin, **SANS_BORNE) as firefox:  # type: ignore[attr-defined]

        async def aller() -> None:
            async for texte in ici:
                commande = json.loads(texte)
                if commande["method"] in INCONNUES:
                    fait = {"type": "success", "id": commande["id"], "result": {}}
                    await ici.send(json.dumps(fait))
                else:
                    await firefox.send(texte)

        async def retour() -> None:
            async for texte in firefox:
                await ici.send(texte)

        sens = [asyncio.create_task(aller()), asyncio.create_task(retour())]
        await asyncio.wait(sens, return_when=asyncio.FIRST_COMPLETED)


async def _demarrer(options: list[str]) -> int:
    firefox = await asyncio.create_subprocess_exec(
        shutil.which("firefox-esr") or "firefox",
        *options,
        stderr=asyncio.subprocess.PIPE,
        limit=LIGNE_AU_PLUS,
    )
    assert firefox.stderr is not None
    while ligne := (await firefox.stderr.readline()).decode():
        dite = ADRESSE.search(ligne)
        if dite:
            relais = await websockets.serve(  # type: ignore[attr-defined]
                partial(_relayer, dite[1]), "127.0.0.1", 0, **SANS_BORNE
            )
            port = relais.sockets[0].getsockname()[1]
            ligne = f"WebDriver BiDi listening on ws://127.0.0.1:{port}\n"
        print(ligne, end="", file=sys.stderr, flush=True)
    return await firefox.wait()


if __name__ == "__main__":
    sys.exit(asyncio.run(_demarrer(sys.argv[1:])))
