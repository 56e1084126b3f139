"""Tell what keeps a wish from being an obligation of the plan, if anything."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.francais.texte import Texte

NON_MESURABLE = "non_mesurable"
# a number or a rhythm gives a measure to any wish
MESURE = re.compile(
    r"\d|%|\b(?:par an|par mois|par trimestre|chaque|annuel\w*|mensuel\w*|moitie)\b"
)

TOUT_LE_PERSONNEL = re.compile(r"tou|ensemble|totalite|integralite")


class Souhaits:
    """The words that tell, by theme (`data/lecture/perimetre.yml`)."""

    def __init__(self, donnees: Mapping[str, Any]) -> None:
        self._themes = {theme: _motif(mots) for theme, mots in donnees["themes"].items()}
        self._neutres, self._affectes = _motif(donnees["neutres"]), _motif(donnees["affectes"])
        self._vagues, self._comptables = _motif(donnees["vagues"]), _motif(donnees["comptables"])

    def empechement(self, texte: Texte) -> str | None:
        """Return the theme that stands in the way, None when the wish may be written.

        What says a general policy is let through when it says whose staff it is about.
        """
        plat = self._neutres.sub(" ", texte.plat)
        theme: str
        for theme, motif in self._themes.items():
            trouve = motif.search(plat)
            borne = theme == "politique_generale" and self._borne_au_contrat(plat, trouve)
            if trouve and not borne:
                return theme
        return None if self._mesurable(plat) else NON_MESURABLE

    def _borne_au_contrat(self, plat: str, trouve: re.Match[str] | None) -> bool:
        """« tous les salariés affectés au marché » is not the whole company."""
        if trouve is None or not TOUT_LE_PERSONNEL.match(trouve[0]):
            return False
        return self._affectes.search(plat, trouve.end() - 1) is not None

    def _mesurable(self, plat: str) -> bool:
        if MESURE.search(plat):
            return True
        compte = self._comptables.search(plat)
        vague = self._vagues.search(plat)
        # « tenir des ateliers pour sensibiliser » is counted; « sensibiliser en atelier » is not
        return compte is not None and (vague is None or compte.start() < vague.start())


def _motif(mots: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(mots)})(?!\w)")
