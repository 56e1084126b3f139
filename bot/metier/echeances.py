"""When a plan is met about, by the guide (2.3): soon after notification, then every year."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta  # ends of months, as the law counts them

# guide, 2.3: the first meeting after the notification, the review after each anniversary
DELAI = relativedelta(months=2)


@dataclass(frozen=True)
class Echeances:
    """The last day of the first meeting, and the next review: from an anniversary to its last day.

    `reunion_passee`: the first meeting should have been held already.
    """

    reunion: datetime.date
    reunion_passee: bool
    anniversaire: datetime.date
    bilan: datetime.date


def echeances(notification: datetime.date, aujourd_hui: datetime.date) -> Echeances:
    """Return what comes next of a contract notified on a day, known or planned."""
    annees = max(1, relativedelta(aujourd_hui, notification).years)
    anniversaire = notification + relativedelta(years=annees)
    if aujourd_hui > anniversaire + DELAI:
        anniversaire = notification + relativedelta(years=annees + 1)
    reunion = notification + DELAI
    return Echeances(reunion, reunion < aujourd_hui, anniversaire, anniversaire + DELAI)
