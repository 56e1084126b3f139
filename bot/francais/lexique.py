"""Find the words of a lexicon in a sentence, and tell whether they are denied."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from bot.francais.negations import est_nie
from bot.francais.texte import Texte

# a theme, and the span of `plat` that tells of it
Trouvee: TypeAlias = "tuple[str, int, int]"


@dataclass(frozen=True)
class Mention:
    """A word of a lexicon found in a sentence: the theme it tells of, its span in `plat`."""

    theme: str
    debut: int
    fin: int
    nie: bool


class Lexique:
    """Themes, each with the group of expressions that tell of it (`bot.francais.mots.themes`)."""

    def __init__(self, themes: Mapping[str, str]) -> None:
        self._motifs = {
            # no « \b » at the end: an expression may end with a space or a sign
            theme: re.compile(rf"\b{expressions}(?!\w)")
            for theme, expressions in themes.items()
        }

    def chercher(self, texte: Texte) -> list[Mention]:
        """Return every mention, in the order of the sentence."""
        trouvees = [
            (theme, *m.span())
            for theme, motif in self._motifs.items()
            for m in motif.finditer(texte.plat)
        ]
        larges = list(_sans_les_contenues(trouvees))
        # what denies within words that tell something denies nothing else
        etendues = {(debut, fin) for _, debut, fin in larges}
        return [
            Mention(theme, debut, fin, est_nie(texte.plat, debut, fin, etendues))
            for theme, debut, fin in larges
        ]


def _sans_les_contenues(trouvees: Iterable[Trouvee]) -> Iterator[Trouvee]:
    """Leave out what stands within something wider: « un titulaire » in « plus d'un titulaire ».

    In the order of the sentence, the widest first: one look at each.
    """
    large = (-1, -1)
    for theme, debut, fin in sorted(trouvees, key=lambda trouvee: (trouvee[1], -trouvee[2])):
        if fin > large[1] or (debut, fin) == large:
            large = (debut, fin)
            yield theme, debut, fin
