"""What a document says as text, and what no text that a buyer reads may hold."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.redaction.structures import Bloc

# a value that is missing, or left as the code writes it
MANQUE = re.compile(
    r"\b(?:None|True|False|Undefined)\b|\b[a-z]+_[a-z_]+\b|[{}]|^\s*$|  |"
    r"[ \u00a0][.,](?!docx)|[:;,(] ?[.,;)](?!docx)|«\s*»"
)
ANGLAISE = re.compile(r"'|[^\u00a0\n][?!;:](?:\s|$)| [?!;:»]|« |«(?!\u00a0)|(?<!\u00a0)»")


def defauts(texte: str) -> list[str]:
    """Return what is missing or badly set in a text, with the words around it."""
    trouves = (m for motif in (MANQUE, ANGLAISE) for m in motif.finditer(texte))
    return [texte[max(0, m.start() - 40) : m.end() + 40] or "texte vide" for m in trouves]


def en_texte(blocs: Iterable[Bloc]) -> str:
    """Return a document as text, a blank line between blocks, one line an item of a list."""
    return "\n\n".join(_texte(bloc) for bloc in blocs)


def _texte(bloc: Bloc) -> str:
    if bloc["type"] == "liste":
        return "\n".join(f"- {element}" for element in bloc["elements"])
    if bloc["type"] == "tableau":
        return "\n".join(" | ".join(cases) for cases in bloc["lignes"])
    return bloc["texte"]
