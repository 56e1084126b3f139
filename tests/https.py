"""Sites over https on this machine: pages of towns, and a tunnel to the assistant.

Their names end in « .test », which no register gives: browsers take each for a site of its own.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

# what an ordinary third party would keep, and the page's body says whether it came back
TEMOIN = "temoin=1; Path=/; SameSite=None; Secure"
# a town's page, with the line that brings the assistant
MARCHES = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Marchés</title>
<script src="https://assistant.test:%d/widget.js" defer></script></head>
<body><h1>Marchés publics</h1><assistant-pps></assistant-pps></body></html>"""


@asynccontextmanager
async def sites(
    contexte: ssl.SSLContext, port: int, ailleurs: int, ici: int
) -> AsyncIterator[None]:
    """Serve pages on `ailleurs`, whatever their site's name; on `ici`, a tunnel to another port."""

    async def rendre_la_page(lecteur: asyncio.StreamReader, ecrit: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            ecrit.write(_page((await lecteur.readuntil(b"\r\n\r\n")).decode(), ici))
            await ecrit.drain()
        ecrit.close()

    async def relayer(lecteur: asyncio.StreamReader, ecrit: asyncio.StreamWriter) -> None:
        try:
            amont, aval = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            ecrit.close()
            return
        await asyncio.gather(_copier(lecteur, aval), _copier(amont, ecrit))

    page = await asyncio.start_server(rendre_la_page, "127.0.0.1", ailleurs, ssl=contexte)
    tunnel = await asyncio.start_server(relayer, "127.0.0.1", ici, ssl=contexte)
    try:
        yield
    finally:
        page.close()
        tunnel.close()


def _page(demande: str, ici: int) -> bytes:
    entetes = dict(ligne.split(": ", 1) for ligne in demande.splitlines()[1:] if ligne)
    corps = "avec son cookie" if "temoin=1" in entetes.get("Cookie", "") else "sans cookie"
    if demande.startswith("GET /marches "):
        corps = MARCHES % ici
    lignes = [
        "HTTP/1.1 200 OK",
        "Content-Type: text/html; charset=utf-8",
        f"Content-Length: {len(corps.encode())}",
        "Connection: close",
        f"Set-Cookie: {TEMOIN}",
        f"Access-Control-Allow-Origin: {entetes.get('Origin', 'null')}",
        "Access-Control-Allow-Credentials: true",
    ]
    return "\r\n".join([*lignes, "", corps]).encode()


async def _copier(lecteur: asyncio.StreamReader, ecrit: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while morceau := await lecteur.read(65536):
            ecrit.write(morceau)
            await ecrit.drain()
    ecrit.close()
