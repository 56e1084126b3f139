"""The actions of the chosen axes, list by list: what they hold, and what they become."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.dialogue.comprendre.compris import Decisions
from bot.dialogue.etat import Etat
from bot.metier.clause import axes_retenus
from bot.metier.referentiel import Referentiel
from bot.metier.valeurs import Valeur


@dataclass(frozen=True)
class ActionsEnListes:
    """Reads and settles them."""

    referentiel: Referentiel

    def lues(self, etat: Etat) -> dict[str, list[str]]:
        """Return the actions of each chosen axis, decided, or chosen so far."""
        listes = dict[str, list[str]]()
        for axe in axes_retenus(etat.faits, self.referentiel):
            fait = self.referentiel.actions_de(axe.id).fait
            decidee = etat.faits.liste(fait)
            if fait == etat.question:
                listes[fait] = list(etat.suivi.liste)
            elif decidee is not None:
                listes[fait] = self._ranger(fait, decidee)  # as the clause numbers them
        return listes

    def decider(self, changees: Mapping[str, list[str]], etat: Etat) -> Decisions:
        """Return the lists as they become; the one that is open stays so."""
        faits: dict[str, Valeur | None] = {}
        ouverte = None
        for fait, liste in changees.items():
            rangee = self._ranger(fait, liste)
            if fait == etat.question:
                ouverte = tuple(rangee)
            else:
                faits[fait] = rangee
        return Decisions(faits, liste=ouverte, exclusif=True)

    def _ranger(self, fait: str, liste: Sequence[str]) -> list[str]:
        items = self.referentiel.modalites[fait].items
        return [*(i for i in items if i in liste), *(dit for dit in liste if dit not in items)]
