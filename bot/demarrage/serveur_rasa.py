"""Rasa's server, on the settings of the environment: `python -m bot.demarrage.serveur_rasa`."""

from __future__ import annotations

import os
import sys

from rasa.__main__ import main

from bot.demarrage.accelerations import appliquer
from bot.demarrage.reglages import PRODUCTION, Reglages

MODELE = "models/assistant.tar.gz"


def arguments(reglages: Reglages) -> list[str]:
    """Return the arguments of `rasa run`."""
    fixes = (
        f"rasa run --model {MODELE} --enable-api --quiet "
        "--endpoints endpoints.yml --credentials credentials.yml"
    ).split()
    adresse = ["--interface", reglages.hote, "--port", str(reglages.port)]
    # set here and not on the command line, where every user of the machine could read it
    proteges = reglages.profil == PRODUCTION and reglages.jeton
    return [*fixes, *adresse, *(["--auth-token", proteges] if proteges else [])]


if __name__ == "__main__":
    appliquer()
    sys.argv = arguments(Reglages.lire(os.environ))
    main()
