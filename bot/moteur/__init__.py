"""Rasa as it is run here: without what it does not use, in one process with the actions."""
