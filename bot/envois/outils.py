"""Which tools there are: a line each, with what opens it. What is common knows none of them."""

from __future__ import annotations

from collections.abc import Callable

from bot.envois import slack
from bot.envois.outil import Outil
from bot.envois.teams import connecteur as teams
from bot.reglages import Reglages

# each returns its tool, None when its group is not set
OUTILS: tuple[Callable[[Reglages], Outil | None], ...] = (slack.ouvrir, teams.ouvrir)


def outils_ouverts(reglages: Reglages) -> dict[str, Outil]:
    """Return the tools whose settings are there, by their names."""
    ouverts = (ouvrir(reglages) for ouvrir in OUTILS)
    return {outil.nom: outil for outil in ouverts if outil is not None}
