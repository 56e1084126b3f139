"""What somebody typed, out of what Teams writes around it: mentions, tags, entities, quotes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from typing import Any

# a message that is quoted is another's words: the first is how it comes today, the second before
CITATION = re.compile(r"<quoted\b[^>]*?/?>|<blockquote\b.*?</blockquote>", re.I | re.S)
MENTION = re.compile(r"<at\b[^>]*>(.*?)</at>", re.I | re.S)
LIGNES = re.compile(r"</?(?:br|div|li|ol|p|ul)(?:\s[^<>]*)?/?>", re.I)
# those that Teams writes; « marge < 10 » is words, and comes as « &lt; » anyway
BALISES = re.compile(r"</?(?:a|b|code|em|font|i|img|pre|s|span|strong|u)(?:\s[^<>]*)?/?>", re.I)
INVISIBLES = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")
BLANCS = re.compile(r"[^\S\n]+")


def lire(activite: Mapping[str, Any]) -> tuple[str, bool]:
    """Return the words of a message, and whether the assistant was named in it.

    The mention of a colleague whose identity Teams tells is « ⟦teams:…⟧ », else his name.
    """
    texte = CITATION.sub(" ", activite["text"]) if isinstance(activite.get("text"), str) else ""
    moi = _id(activite.get("recipient"))
    nomme = False
    for mention in _mentions(activite.get("entities")):
        designe = mention["mentioned"]
        est_moi = bool(moi) and _id(designe) == moi
        nomme = nomme or est_moi
        if ecrite := mention.get("text"):
            texte = texte.replace(ecrite, " " if est_moi else f" {_collegue(designe)} ")
    return nettoyer(MENTION.sub(r" \1 ", texte)), nomme


def nettoyer(texte: str) -> str:
    """Return words without tags, entities, or blanks that nobody sees."""
    lignes = LIGNES.sub("\n", texte.replace("\r\n", "\n").replace("\r", "\n"))
    nu = INVISIBLES.sub("", html.unescape(BALISES.sub("", lignes)))
    return "\n".join(ligne for li in nu.split("\n") if (ligne := BLANCS.sub(" ", li).strip()))


def _collegue(designe: Mapping[str, Any]) -> str:
    objet = designe.get("aadObjectId")
    return f"⟦teams:{str(objet).lower()}⟧" if objet else str(designe.get("name") or "")


def _mentions(entites: Any) -> Iterable[Mapping[str, Any]]:
    """Give the mentions that are written as Teams writes them."""
    for entite in entites if isinstance(entites, list) else ():
        if (
            isinstance(entite, Mapping)
            and entite.get("type") == "mention"
            and isinstance(entite.get("mentioned"), Mapping)
            and isinstance(entite.get("text", ""), str)
        ):
            yield entite


def _id(compte: Any) -> str | None:
    return compte.get("id") if isinstance(compte, Mapping) else None
