"""When the next meeting about a plan is due, by the guide."""

from __future__ import annotations

import datetime

import pytest

from bot.metier.echeances import echeances

JOUR = datetime.date.fromisoformat


@pytest.mark.parametrize(
    ("notification", "aujourd_hui", "reunion", "passee", "anniversaire", "bilan"),
    [
        ("2026-11-01", "2026-11-29", "2027-01-01", False, "2027-11-01", "2028-01-01"),
        ("2026-01-15", "2026-11-29", "2026-03-15", True, "2027-01-15", "2027-03-15"),
        # within the two months of an anniversary, its review is still to be held
        ("2025-10-01", "2026-11-29", "2025-12-01", True, "2026-10-01", "2026-12-01"),
        ("2025-09-01", "2026-11-29", "2025-11-01", True, "2027-09-01", "2027-11-01"),
        # planned, and the end of a shorter month
        ("2026-12-31", "2026-11-29", "2027-02-28", False, "2027-12-31", "2028-02-29"),
    ],
)
def test_dates_du_guide(
    notification: str, aujourd_hui: str, reunion: str, passee: bool, anniversaire: str, bilan: str
) -> None:
    lues = echeances(JOUR(notification), JOUR(aujourd_hui))
    assert (lues.reunion, lues.reunion_passee) == (JOUR(reunion), passee)
    assert (lues.anniversaire, lues.bilan) == (JOUR(anniversaire), JOUR(bilan))
