"""What training costs, by the script that `make train` runs, and the size of what it writes."""

from __future__ import annotations

import subprocess
import time
from resource import RUSAGE_CHILDREN, getrusage
from typing import NamedTuple

from bot.donnees import RACINE
from tests.banc.modeles import RANGES


class Cout(NamedTuple):
    """Seconds on the clock and of computing, and megabytes of the model's file."""

    secondes: float
    calcul: float
    mo: float


def entrainer() -> Cout:
    """Train the assistant into a file of its own."""
    modele = RANGES / "entrainement" / "assistant.tar.gz"
    debut, calcul = time.perf_counter(), _calcul()
    subprocess.run(
        [RACINE / "scripts" / "entrainer", modele],
        cwd=RACINE,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return Cout(time.perf_counter() - debut, _calcul() - calcul, modele.stat().st_size / 1e6)


def _calcul() -> float:
    usage = getrusage(RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
