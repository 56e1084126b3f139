"""Starts the whole: settings, processes, readiness. `python -m bot.demarrage`, by `make run`."""
