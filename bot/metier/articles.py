"""Find the articles of law that a text cites: « L2112-2 », « l'article L. 2112-2-1 »."""

from __future__ import annotations

import re

ARTICLE = re.compile(r"\b([LRD])\.?[ \u00a0]?\*?(\d{3,4})[- ](\d+)(?:-(\d+))?\b", re.IGNORECASE)


def articles_cites(texte: str) -> frozenset[str]:
    """Return the articles, written in one way: « L2112-2-1 »."""
    return frozenset(
        "-".join(filter(None, (f"{lettre.upper()}{livre}", rang, sous_rang)))
        for lettre, livre, rang, sous_rang in ARTICLE.findall(texte)
    )
