"""The conversation as a pure function: a message and a state in, a state and things to say out.

`meneur.py` takes a turn: `comprendre/` works out once what the message means, `conduire/` what
comes of it; `enchainement.py` cuts a message that is
several. Repair lives there once for all questions. No Rasa: `bot/moteur` only translates.
"""
