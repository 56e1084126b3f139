"""Starts the whole and keeps it running: `python -m bot.demarrage`, by `make run`."""

import warnings

from bot.moteur import doublures

# before any import of Rasa by what is started here
doublures.installer()
# Sanic asks to be told of every deprecated call, whatever PYTHONWARNINGS says: pages in the log
warnings.showwarning = lambda *_, **__: None
