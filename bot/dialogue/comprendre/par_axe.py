"""« Égalité : des ateliers ; santé : prévention du dos »: actions, each under its axis."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest

from bot.dialogue.comprendre.nommees import FICHIER
from bot.dialogue.etat import Etat
from bot.francais.mots import compiler
from bot.francais.texte import Texte
from bot.lecture.clause.selections import lire_selection
from bot.metier.clause import axes_retenus
from bot.metier.modalites import Modalite
from bot.metier.referentiel import Referentiel

# a label, at the head of the message or after what was said of the axis before it
ETIQUETTE = compiler(
    r"(?i:(?:^|[;.,\n]|\b{et} (?={pour}\b))\s*(?P<nom>[^:;.,\n]{2,50}?)\s*:(?!/))", FICHIER
)
# « pour l'axe égalité », « actions d'insertion »
MOTS_EN_PLUS = 2


@dataclass(frozen=True)
class ActionsParAxe:
    """Cuts a message by the chosen axes that head its parts; `preparer` cuts words apart."""

    referentiel: Referentiel
    preparer: Callable[[str], Texte]

    def couper(self, dit: str, etat: Etat) -> list[tuple[Modalite, str]]:
        """Return the list of actions that each part answers, and the part without its label."""
        trouvees = [
            (trouve, modalite)
            for trouve in ETIQUETTE.finditer(dit)
            if (modalite := self._actions(trouve["nom"], etat))
        ]
        debuts = [trouve.start() for trouve, _ in trouvees]
        parts = (
            (modalite, dit[trouve.end() : fin].strip(" .;,\n"))
            for (trouve, modalite), fin in zip_longest(trouvees, debuts[1:])
        )
        return [(modalite, part) for modalite, part in parts if part]

    def _actions(self, nom: str, etat: Etat) -> Modalite | None:
        """Return the actions of the chosen axis that a label names."""
        axes = axes_retenus(etat.faits, self.referentiel)
        selection = lire_selection(self.preparer(nom), {axe.id: axe.mots for axe in axes})
        if len(selection.nommes) != 1 or selection.reste > MOTS_EN_PLUS:
            return None
        return self.referentiel.actions_de(selection.nommes[0])
