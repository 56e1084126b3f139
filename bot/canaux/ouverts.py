"""Which channels there are: a line each, with what of the settings it cannot do without."""

from __future__ import annotations

from collections.abc import Callable

from rasa.core.channels.channel import InputChannel

from bot.canaux.documents import CanalDocuments
from bot.canaux.page import CanalPage
from bot.canaux.rest import CanalRest
from bot.canaux.sante import CanalSante
from bot.canaux.script import CanalScript
from bot.canaux.slack import CanalSlack
from bot.canaux.teams.canal import CanalTeams
from bot.canaux.telephone.canal import CanalTelephone
from bot.canaux.widget import CanalWidget
from bot.reglages import Reglages


def toujours(_: Reglages) -> bool:
    """Tell that a channel needs no setting."""
    return True


CANAUX: tuple[tuple[type[InputChannel], Callable[[Reglages], object]], ...] = (
    (CanalRest, toujours),
    (CanalWidget, toujours),
    (CanalScript, toujours),
    (CanalPage, toujours),
    (CanalDocuments, toujours),
    (CanalSante, toujours),
    (CanalTelephone, toujours),
    (CanalSlack, lambda reglages: reglages.slack),
    (CanalTeams, lambda reglages: reglages.teams),
)


def canaux_ouverts(reglages: Reglages) -> list[InputChannel]:
    """Return the channels whose settings are there, for Rasa to give each its routes."""
    return [canal() for canal, besoin in CANAUX if besoin(reglages)]
