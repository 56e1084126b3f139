"""Sites over https on this machine: a page of a town, and a tunnel to the assistant.

Their names end in « .test », which no register gives: browsers take each for a site of its own.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

# what an ordinary third party would keep, and the page's body says whether it came back
TEMOIN = "temoin=1; Path=/; SameSite=None; Secure"


@asynccontextmanager
async def sites(dossier: Path, port: int) -> AsyncIterator[tuple[int, int]]:
    """Give the ports of a page, whatever its site's name, and of a tunnel to another port."""
    contexte = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    contexte.load_cert_chain(*_certificat(dossier))

    async def rendre_la_page(lecteur: asyncio.StreamReader, ecrit: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            ecrit.write(_page((await lecteur.readuntil(b"\r\n\r\n")).decode()))
            await ecrit.drain()
        ecrit.close()

    async def relayer(lecteur: asyncio.StreamReader, ecrit: asyncio.StreamWriter) -> None:
        amont, aval = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(_copier(lecteur, aval), _copier(amont, ecrit))

    page = await asyncio.start_server(rendre_la_page, "127.0.0.1", 0, ssl=contexte)
    tunnel = await asyncio.start_server(relayer, "127.0.0.1", 0, ssl=contexte)
    try:
        yield page.sockets[0].getsockname()[1], tunnel.sockets[0].getsockname()[1]
    finally:
        page.close()
        tunnel.close()


def _page(demande: str) -> bytes:
    entetes = dict(ligne.split(": ", 1) for ligne in demande.splitlines()[1:] if ligne)
    corps = "avec son cookie" if "temoin=1" in entetes.get("Cookie", "") else "sans cookie"
    lignes = [
        "HTTP/1.1 200 OK",
        "Content-Type: text/html",
        f"Content-Length: {len(corps)}",
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


def _certificat(dossier: Path) -> tuple[Path, Path]:
    certificat, cle = dossier / "essai.pem", dossier / "essai.cle"
    commande = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    noms = ["-subj", "/CN=essai", "-addext", "subjectAltName=DNS:*.test"]
    fichiers = ["-keyout", str(cle), "-out", str(certificat)]
    subprocess.run([*commande, *noms, *fichiers], check=True, capture_output=True)
    return certificat, cle
