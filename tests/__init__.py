"""Tests; before any of them, the environment that they share, and no library that Rasa lacks."""

import os
import tempfile
from pathlib import Path

from bot.moteur import doublures

doublures.installer()
os.environ["RASA_TELEMETRY_ENABLED"] = "false"
os.environ["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"
# the assistant runs in this process too (tests/assistant.py): its files go to a database of its own
os.environ["DATABASE_URL"] = f"sqlite:///{Path(tempfile.mkdtemp()) / 'essais.db'}"
