"""Watches over the server by its pulse: stands in for it when it is ill, ends it when it stays so.

Supervisor starts again what ends; it does not see what is frozen.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import threading
import time
from typing import Any

from supervisor.process import Subprocess
from supervisor.supervisord import Supervisor

from bot.demarrage import pouls
from bot.demarrage.secours import Secours

# A second or two without a beat is a busy machine. Whoever calls must hear something within 5 s,
# and the whole must be back within 45: a start takes some 10.
SILENCE_INQUIETANT_S, SILENCE_MORTEL_S = 2.5, 12.0
# one that was just started says nothing while it loads its model
SILENCE_D_UN_NOUVEAU_S = 60.0
# A turn lasts milliseconds; the one who wrote was told after 4 s that it is late.
TOUR_BLOQUE_S = 20.0
PARTIE = "conversation"


class Surveillance(threading.Thread):
    """Runs beside Supervisor's loop; `pret` is set when the server first answers."""

    def __init__(self, superviseur: Supervisor, battements: socket.socket) -> None:
        super().__init__(daemon=True)
        self.pret = threading.Event()
        self._superviseur = superviseur
        self._battements = battements
        self._vivant = time.monotonic()
        self._pid = 0

    @property
    def processus(self) -> Subprocess:
        """Return the server, as Supervisor knows it."""
        return self._superviseur.process_groups[PARTIE].processes[PARTIE]

    def mort_avant_d_etre_pret(self) -> bool:
        """Tell that the first start failed."""
        connu = PARTIE in self._superviseur.process_groups
        return connu and bool(self.processus.laststop) and not self.pret.is_set()

    def run(self) -> None:
        """Watch for ever."""
        while PARTIE not in self._superviseur.process_groups:
            time.sleep(0.01)
        # held here too: Supervisor closes a socket that no process holds
        secours = Secours(self._superviseur.process_groups[PARTIE].socket_manager.get_socket())
        while True:
            battement = pouls.lire(self._battements, SILENCE_INQUIETANT_S)
            self._veiller(secours, battement)

    def _veiller(self, secours: Secours, battement: dict[str, Any] | None) -> None:
        if battement and battement["pret"]:
            secours.rendre()
            self._vivant, self._pid = time.monotonic(), self.processus.pid
            self.pret.set()
            if battement["tour_s"] > TOUR_BLOQUE_S:
                self._achever()
            return
        if not self.pret.is_set():
            return  # the first start: nobody was told that it answers
        secours.prendre()
        nouveau = self.processus.pid != self._pid
        limite = SILENCE_D_UN_NOUVEAU_S if nouveau else SILENCE_MORTEL_S
        if time.monotonic() - self._vivant > limite:
            self._achever()

    def _achever(self) -> None:
        """End the server, which may be frozen; the next one gets as long to start."""
        self._vivant = time.monotonic()
        if self.processus.pid:
            with contextlib.suppress(ProcessLookupError):  # it has just ended by itself
                os.killpg(self.processus.pid, signal.SIGKILL)
