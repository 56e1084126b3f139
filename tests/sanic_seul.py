"""One channel alone, served on loopback in this process, without Rasa nor the rest."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import uuid4

from sanic import Blueprint, Sanic
from sanic.touchup import TouchUp

from tests.serveur import port_libre

_accelerer = TouchUp.run
_faits: list[Sanic] = []


def _une_fois(app: Sanic) -> None:
    """Let Sanic rewrite itself at its first start: at the next one it could not read itself."""
    if not _faits:
        _accelerer(app)
        _faits.append(app)


TouchUp.run = _une_fois


@asynccontextmanager
async def servir(routes: Blueprint, prefixe: str) -> AsyncIterator[tuple[Sanic, str]]:
    """Serve routes; give the application and its address."""
    app = Sanic(f"essai-{uuid4().hex}", register=False, configure_logging=False)
    app.blueprint(routes, url_prefix=prefixe)
    port = port_libre()
    serveur = await app.create_server("127.0.0.1", port, return_asyncio_server=True)
    await serveur.startup()
    try:
        yield app, f"http://127.0.0.1:{port}{prefixe}"
    finally:
        serveur.close()
        await serveur.wait_closed()
