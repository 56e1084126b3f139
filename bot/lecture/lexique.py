"""Find the words of a lexicon in a sentence, and tell whether they are denied."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.lecture.texte import Texte

NEGATION = re.compile(r"\b(?:pas|sans|aucun|aucune|ni|plus|jamais|non)\b(?: (?:d|de|un|une|du|des|le|la|les|plus|en|tres|vraiment|du tout|forcement|pour autant))* ?$")


@dataclass(frozen=True)
class Mention:
    """A word of a lexicon found in a sentence: the theme it tells of, its span in `plat`."""

    theme: str
    debut: int
    fin: int
    nie: bool


class Lexique:
    """Themes, each with the expressions that tell of it."""

    def __init__(self, themes: Mapping[str, Iterable[str]]) -> None:
        self._motifs = {
            theme: re.compile(rf"\b(?:{'|'.join(sorted(expressions, key=len, reverse=True))})(?!\w)")
            for theme, expressions in themes.items()
        }

    def chercher(self, texte: Texte) -> list[Mention]:
        """Return every mention, in the order of the sentence."""
        mentions = [
            Mention(theme, m.start(), m.end(), bool(NEGATION.search(texte.plat, 0, m.start())))
            for theme, motif in self._motifs.items()
            for m in motif.finditer(texte.plat)
        ]
        return sorted(mentions, key=lambda mention: mention.debut)
