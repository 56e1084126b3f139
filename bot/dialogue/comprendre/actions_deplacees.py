"""Own actions that are told to be of another axis: « l'échauffement, c'est l'axe santé ».

The words are data (`data/lecture/nommees.yml`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.dialogue.comprendre.actions_visees import ActionsVisees
from bot.dialogue.etat import Etat
from bot.francais.mots import compiler
from bot.francais.texte import plier
from bot.lecture.clause.changements import (
    FICHIER,
    TETE,
    enleve_ce_qui_est_nomme,
    lire_changement,
    sans_guillemets,
)
from bot.metier.referentiel import Referentiel

UN_ARTICLE = r"(?:{article}(?: |(?<=')))?"
# « mets l'échauffement… », « l'échauffement, c'est… », of an axis
RANGE = compiler(rf"{TETE}{{ranger}} (?P<quoi>.+)", FICHIER)
EST_DE = compiler(rf"{TETE}(?P<quoi>.+?)[ ,]+{{est_de}}\W*$", FICHIER)
# « et l'échauffement dans la santé »: no verb, and the axis after what it is of
DANS_UN_AXE = compiler(rf"[ ,]{{dans_un_axe}} {UN_ARTICLE}(?:{{axe}} )?\S+\W*$", FICHIER)
SANS_VERBE = compiler(rf"{TETE}(?P<quoi>.+)", FICHIER)
# « l'échauffement, c'est plutôt là »: of the axis that is asked about
EST_ICI = compiler(rf"{TETE}(?P<quoi>[^.;:?!]+?)[ ,]+{{est_de}} {{ici}}\W*$", FICHIER)
# « enlève-la de l'insertion, c'est une action de l'axe santé : un échauffement »
D_UN_AUTRE = compiler(
    rf"{TETE}{{enlever}} ?(?P<quoi>[^:;.]+?)[ ,.]+{{est_de}} {UN_ARTICLE}{{action_seule}} {{sous}} "
    r"(?P<axe>[^:;.]+?)(?: ?: ?(?P<dit>.+?))?\W*$",
    FICHIER,
)
# « …, pas l'égalité »
PAS_DE_L_AUTRE = compiler(
    r"[ ,]+(?:{et} )?{lecture/nommees.oppose} (?:{sous} )?(?:{article} ?)?(?:{axe} )?\S+\W*$",
    FICHIER,
)


@dataclass(frozen=True)
class ActionsDeplacees:
    """Moves them from list to list."""

    referentiel: Referentiel
    visees: ActionsVisees

    def lire(self, dit: str, listes: Mapping[str, list[str]], etat: Etat) -> dict[str, list[str]]:
        """Move an own action to the axis that it is said to be of."""
        if autre := D_UN_AUTRE.match(plier(dit)):
            mis = sans_guillemets(dit[slice(*autre.span("dit"))]) if autre["dit"] else ""
            return self._d_un_autre(autre["quoi"], autre["axe"], mis, listes)
        bref = PAS_DE_L_AUTRE.search(plier(dit))
        dit = dit[: bref.start()] if bref else dit
        if ici := EST_ICI.match(plier(dit)):
            vues = self.visees.en_vue([*listes], etat)
            return self._mise_dans(vues[0], ici["quoi"], listes) if vues else {}
        axe, reste = self.visees.axe_nomme(enleve_ce_qui_est_nomme(dit) or dit)
        trouve = RANGE.match(plier(reste)) or EST_DE.match(plier(reste))
        if trouve is None and DANS_UN_AXE.search(plier(dit)) and not lire_changement(dit):
            trouve = SANS_VERBE.match(plier(reste))
        if axe is None or trouve is None:
            return {}
        return self._mise_dans(self.referentiel.actions_de(axe.id).fait, trouve["quoi"], listes)

    def _d_un_autre(
        self, quoi: str, nom: str, mis: str, listes: Mapping[str, list[str]]
    ) -> dict[str, list[str]]:
        """Move an action that is to leave an axis to the other; `mis`: how it is told there."""
        axe, _ = self.visees.axe_nomme(f"axe {nom}")
        la = self.referentiel.actions_de(axe.id).fait if axe else ""
        changees = self._mise_dans(la, self.visees.axe_nomme(quoi)[1], listes) if la else {}
        if mis and len(changees) > 1:
            changees[la] = [*changees[la][:-1], mis]
        return changees

    def _mise_dans(
        self, la: str, quoi: str, listes: Mapping[str, list[str]]
    ) -> dict[str, list[str]]:
        """Move the own action that words mean to a list of actions."""
        dites = self.visees.par_leur_article(quoi, listes) or self.visees.propres(quoi, listes)
        ecrites = {*self.visees.toutes_les_propres(listes)}
        for fait, siennes in dites.items():
            if not all((fait, dite) in ecrites for dite in siennes):
                continue  # one of the guide's stays under its axis
            if fait == la:
                return {la: listes[la]}  # it is there already
            restent = [d for d in listes[fait] if d not in siennes]
            return {fait: restent, la: [*listes.get(la, ()), *siennes]}
        return {}
