"""Tell what keeps a wish from being an obligation of the plan, if anything."""

from __future__ import annotations

import re

from bot.francais.mots import compiler, telle_quelle, themes
from bot.francais.texte import Texte
from bot.lecture.clause.discriminations import discrimine, impose_un_quota

NON_MESURABLE = "non_mesurable"
DISCRIMINATION = "discrimination"
FICHIER = "lecture/perimetre"
# a number or a rhythm gives a measure to any wish
MESURE = compiler(r"\d|%|\b{rythmes}\b", FICHIER)
TOUT_LE_PERSONNEL = telle_quelle(f"{FICHIER}.tout_le_personnel")


class Souhaits:
    """The words that tell, by theme (`data/lecture/perimetre.yml`)."""

    def __init__(self) -> None:
        self._themes = {
            theme: re.compile(rf"\b{mots}(?!\w)")
            for theme, mots in themes(f"{FICHIER}.themes").items()
        }
        self._neutres, self._affectes = _motif("neutres"), _motif("affectes")
        self._vagues, self._comptables = _motif("vagues"), _motif("comptables")

    def empechement(self, texte: Texte) -> str | None:
        """Return the theme that stands in the way, None when the wish may be written.

        What says a general policy is let through when it says whose staff it is about.
        """
        plat = self._neutres.sub(" ", texte.plat)
        if discrimine(plat):
            return DISCRIMINATION
        theme: str
        for theme, motif in self._themes.items():
            trouve = motif.search(plat)
            borne = theme == "politique_generale" and self._borne_au_contrat(plat, trouve)
            if trouve and not borne:
                return theme
        if impose_un_quota(plat):
            return DISCRIMINATION
        return None if self._mesurable(plat) else NON_MESURABLE

    def discrimine(self, texte: Texte) -> bool:
        """Tell a wish that gives or refuses a place in the team for what somebody is."""
        plat = self._neutres.sub(" ", texte.plat)
        return discrimine(plat) or impose_un_quota(plat)

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


def _motif(liste: str) -> re.Pattern[str]:
    return compiler(rf"\b{{{liste}}}(?!\w)", FICHIER)
