"""« Égalité : des ateliers ; santé : prévention du dos »: actions, each under its axis."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest

from bot.dialogue.comprendre.nommees import FICHIER
from bot.dialogue.etat import Etat
from bot.francais.mots import compiler
from bot.francais.texte import Texte, plier
from bot.lecture.clause.selections import lire_selection
from bot.metier.clause import axes_retenus
from bot.metier.modalites import Modalite
from bot.metier.referentiel import Referentiel

# a label, at the head of the message or after what was said of the axis before it
ETIQUETTE = compiler(
    r"(?i:(?:^|[;.,\n]|\b{et} (?={pour}\b))\s*(?P<nom>[^:;.,\n]{2,50}?)\s*:(?!/))", FICHIER
)
UNE_SEULE = re.compile(r"\baction\b(?! axe)")
# « formations, et pour la santé l'échauffement du matin »; « pour la santé des agents » is a reason
SANS_SIGNE = (
    r"(?i:(?:[;.,\n]|\b{{et}} )\s*(?:{{et}} )?{{pour}} (?:{{article}} ?)?(?:axe )?"
    r"(?P<nom>{noms})(?: {{suite_d_un_axe}})?(?= (?!{{des}}\b|{{article}} ?(?:agent|salari))\w))"
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
            for trouve in self._etiquettes(dit, etat)
            if (modalite := self._actions(trouve["nom"], etat))
        ]
        demandee = self.referentiel.modalites.get(etat.question or "")
        # what stands before the first answers the question
        if trouvees and demandee and demandee.axe and trouvees[0][1] != demandee:
            avant = [(demandee, dit[: trouvees[0][0].start()].strip(" .;,\n"))]
        else:
            avant = []
        debuts = [trouve.start() for trouve, _ in trouvees]
        parts = (
            (modalite, dit[trouve.end() : fin].strip(" .;,\n"))
            for (trouve, modalite), fin in zip_longest(trouvees, debuts[1:])
        )
        return [(modalite, part) for modalite, part in (*avant, *parts) if part]

    def _etiquettes(self, dit: str, etat: Etat) -> list[re.Match[str]]:
        """Return what may name the axis of what follows it, with or without a sign after it."""
        autres = [
            axe
            for axe in axes_retenus(etat.faits, self.referentiel)
            if self.referentiel.actions_de(axe.id).fait != etat.question
        ]
        noms = "|".join(mot for axe in autres for mot in (re.escape(axe.court), *axe.mots))
        sans_signe = compiler(SANS_SIGNE.format(noms=noms), FICHIER) if autres else ETIQUETTE
        signees = [*ETIQUETTE.finditer(dit)]
        nues = [] if signees else [*sans_signe.finditer(plier(dit))]
        return signees or nues

    def _actions(self, nom: str, etat: Etat) -> Modalite | None:
        """Return the actions of the chosen axis that a label names."""
        if UNE_SEULE.search(plier(nom)):
            return None  # « action tutorat : … » is told of one of them
        axes = axes_retenus(etat.faits, self.referentiel)
        selection = lire_selection(self.preparer(nom), {axe.id: axe.mots for axe in axes})
        if len(selection.nommes) != 1 or selection.reste > MOTS_EN_PLUS:
            return None
        return self.referentiel.actions_de(selection.nommes[0])
