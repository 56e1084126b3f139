"""Tests; before any of them, the environment that they share, and no library that Rasa lacks."""

import os
import tempfile
from pathlib import Path

from bot.moteur import doublures

# the bench measures stock Rasa too, whole (tests/banc)
if "RASA_ENTIER" not in os.environ:
    doublures.installer()
os.environ["RASA_TELEMETRY_ENABLED"] = "false"
os.environ["SECRET_SESSION"] = "secret d’essai"
os.environ["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"
# the assistant runs in this process too (tests/assistant.py): its files go to a database of its own
os.environ["DATABASE_URL"] = os.environ.get(
    "BASE_D_ESSAI", f"sqlite:///{Path(tempfile.mkdtemp()) / 'essais.db'}"
)
