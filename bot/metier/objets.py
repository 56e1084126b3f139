"""The words of a contract's subject, as cards of the data look for them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence


def plier_objet(objet: str | None) -> str:
    """Return a subject as the words of the data expect it: folded, punctuation as spaces."""
    sans_accents = unicodedata.normalize("NFD", (objet or "").lower())
    lettres = "".join(c for c in sans_accents if not unicodedata.combining(c))
    return " ".join(re.sub(r"[\W_]+", " ", lettres.replace("œ", "oe")).split())


def un_mot(mots: Sequence[str], objet: str) -> bool:
    """Tell that one of the words stands in a folded subject."""
    return bool(mots) and bool(re.search(_motif(mots), objet))


def commence_par(mots: Sequence[str], objet: str) -> bool:
    """Tell that a folded subject starts with one of the words."""
    return bool(mots) and bool(re.match(_motif(mots), objet))


def sans_amorces(amorces: Sequence[str], objet: str | None) -> str:
    """Return a subject folded, without what leads to it: « prestations de nettoyage »."""
    plie, amorce = plier_objet(objet), re.compile(rf"(?:{'|'.join(amorces)})(?: |(?<= ))(?=\w)")
    while trouve := amorce.match(plie):
        plie = plie[trouve.end() :]
    return plie


def _motif(mots: Sequence[str]) -> str:
    return rf"\b(?:{'|'.join(mots)})\b"
