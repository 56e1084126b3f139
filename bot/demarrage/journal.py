"""What the processes print: all of it in a file, only what a person needs on the screen."""

from __future__ import annotations

import re
from collections import deque
from pathlib import Path
from typing import Any

from honcho.printer import Message, Printer

ARRET = re.compile(r"(\w+) stopped \(rc=(-?\d+)\)")
DERNIERES_LIGNES = 15


class Journal(Printer):  # type: ignore[misc]  # honcho bears no types
    """Keeps every line, and remembers which process stopped first, with its last words."""

    def __init__(self, fichier: Path) -> None:
        """Open the file, whose folder is made if need be."""
        super().__init__()
        fichier.parent.mkdir(parents=True, exist_ok=True)
        self.fichier = fichier
        self.premier_arret: tuple[str, int] | None = None
        self._sortie = fichier.open("w", encoding="utf-8")
        self._fin: dict[str, deque[str]] = {}

    def write(self, message: Message) -> None:
        """Keep what a process, or honcho, says."""
        donnees: Any = message.data
        texte = donnees.decode("utf-8", "replace") if isinstance(donnees, bytes) else donnees
        arret = ARRET.match(texte) if message.name == "system" else None
        if arret and self.premier_arret is None:
            self.premier_arret = (arret[1], int(arret[2]))
        self._fin.setdefault(message.name, deque(maxlen=DERNIERES_LIGNES)).append(texte.rstrip())
        self._sortie.write(f"{message.time:%H:%M:%S} {message.name} | {texte.rstrip()}\n")
        self._sortie.flush()

    def derniers_mots(self, processus: str) -> str:
        """Return the last lines that a process printed."""
        return "\n".join(self._fin.get(processus, ()))
