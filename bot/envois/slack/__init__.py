"""Slack, as the delivery sees it: cards in Block Kit, and calls to its Web API."""

from __future__ import annotations

from bot.envois.slack.outil import OutilSlack
from bot.reglages import Reglages


def ouvrir(reglages: Reglages) -> OutilSlack | None:
    """Return Slack, None when its group is not set."""
    return OutilSlack(reglages.slack) if reglages.slack else None
