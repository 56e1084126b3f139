"""Find the words of a lexicon in a sentence, and tell whether they are denied."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.lecture.texte import Texte

# « pas un achat isolé », « ni accord-cadre », « hors accord-cadre »; « pas isolé mais récurrent »
# denies only the first
NEGATION_AVANT = re.compile(
    r"(?:\b(?:pas|tout sauf|sans|depourvue?s?|aucune?|ni|(?<=, )non|jamais|rien|rien a voir avec|"
    r"hors|dehors|exclusion|et non|(?:aurai[st]|aurions|auraient) pu)|\( non)"
    r"(?: (?!(?:mais|plutot|donc|est|et|si|on|il|elle|nous)\b)[a-z]+){0,4} $"
)
NEGATION_APRES = re.compile(
    r" (?:: )?(?:pas|plus|jamais|on l a ecarte|"
    r"n (?:est|a) pas (?:ete )?(?:coche|retenu|prevu|choisi)e?s?|"
    r"(?:(?:est|a ete|ayant ete|etant) )?(?:ecarte|exclu|abandonne|rejete)e?)\b|"
    r" (?:: )?non(?= [,;.)]|$)"
)


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
            theme: re.compile(
                rf"\b(?:{'|'.join(sorted(expressions, key=len, reverse=True))})(?!\w)"
            )
            for theme, expressions in themes.items()
        }

    def chercher(self, texte: Texte) -> list[Mention]:
        """Return every mention, in the order of the sentence."""
        mentions = [
            Mention(theme, m.start(), m.end(), _est_nie(texte, *m.span()))
            for theme, motif in self._motifs.items()
            for m in motif.finditer(texte.plat)
        ]
        # « plus d'un titulaire » is not « un titulaire »
        larges = [m for m in mentions if not any(_contient(autre, m) for autre in mentions)]
        return sorted(larges, key=lambda mention: mention.debut)


def _contient(large: Mention, etroite: Mention) -> bool:
    memes_bornes = (large.debut, large.fin) == (etroite.debut, etroite.fin)
    return large.debut <= etroite.debut and etroite.fin <= large.fin and not memes_bornes


def _est_nie(texte: Texte, debut: int, fin: int) -> bool:
    avant = NEGATION_AVANT.search(texte.plat, 0, debut)
    return bool(avant or NEGATION_APRES.match(texte.plat, fin))
