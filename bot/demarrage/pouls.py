"""The pulse of the server: each second, a datagram to the process that watches over it.

By a socket in Linux's abstract namespace: nothing on a disk, which may be full, and nothing left.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
import struct
from collections.abc import Callable, Mapping
from typing import Any

RYTHME_S = 1.0
TAILLE, IDENTITE = 4096, struct.Struct("3i")  # process, user, group


def ecouter() -> socket.socket:
    """Return the watcher's end, which the server finds by the number of its parent process."""
    prise = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    prise.bind(_adresse(os.getpid()))
    # anybody on the machine may write to it: the kernel says who does
    prise.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
    return prise


def lire(prise: socket.socket, delai_s: float) -> dict[str, Any] | None:
    """Return the next beat, None if none came in time, or one of somebody else's."""
    prise.settimeout(delai_s)
    try:
        contenu, auxiliaires, _, _ = prise.recvmsg(TAILLE, socket.CMSG_SPACE(IDENTITE.size))
    except TimeoutError:
        return None
    _, utilisateur, _ = IDENTITE.unpack(auxiliaires[0][2])
    if utilisateur != os.getuid():
        return None
    battement: dict[str, Any] = json.loads(contenu)
    return battement


async def battre(etat: Callable[[], Mapping[str, Any]]) -> None:
    """Tell the watcher, for ever, what `etat` returns."""
    adresse = _adresse(os.getppid())
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as prise:
        prise.setblocking(False)
        while True:
            # a watcher that is busy misses a beat; one that died takes this process with it
            with contextlib.suppress(OSError):
                prise.sendto(json.dumps(etat()).encode(), adresse)
            await asyncio.sleep(RYTHME_S)


def _adresse(veilleur: int) -> str:
    return f"\0pps-{veilleur}"
