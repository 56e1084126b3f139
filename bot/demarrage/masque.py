"""Keeps out of the logs what tells who somebody is, whoever writes them."""

from __future__ import annotations

import logging
import re

MASQUE = "•••"
NOM = r"[A-ZÉÈ][\w-]+(?: [A-ZÉÈ][\w-]+)?"
PRESENTE = ("M. ", "Mme ", "Monsieur ", "Madame ", "je suis ", "je m’appelle ", "je m'appelle ")
PERSONNEL = re.compile(
    # PostgreSQL quotes the statement, its values included, in what it says of an error
    r"(?s:(?<=\nLINE 1: ).*?(?=\n\[SQL|\Z)|(?<=\nDETAIL:  ).*?(?=\n\[SQL|\Z)"
    r"|(?<=\nCONTEXT:  ).*?(?=\n\[SQL|\Z))|"
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w.])(?:\+|00)?(?:33|0)[ .-]?[1-9](?:[ .-]?\d{2}){4}(?!\w)"
    # each of its own length: Python looks back over no other
    + "".join(rf"|(?<=\b{re.escape(mots)}){NOM}" for mots in PRESENTE)
)


class Masque(logging.Formatter):
    """Writes lines as another formatter does, tracebacks included, then masks them."""

    def __init__(self, autre: logging.Formatter) -> None:
        super().__init__()
        self._autre = autre

    def format(self, record: logging.LogRecord) -> str:
        """See `logging.Formatter`."""
        return masquer(self._autre.format(record))


def masquer(texte: str) -> str:
    """Return a text without e-mails, telephone numbers, and names that are told as such."""
    return PERSONNEL.sub(MASQUE, texte)


def poser() -> None:
    """Mask what every handler of this process writes, Sanic's own included."""
    for nom in (None, "sanic.root", "sanic.error", "sanic.access"):
        for sortie in logging.getLogger(nom).handlers:
            sortie.setFormatter(Masque(sortie.formatter or logging.Formatter()))
