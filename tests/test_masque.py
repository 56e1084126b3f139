"""The logs do not tell who somebody is."""

from __future__ import annotations

import logging
import sys

import pytest

from bot.demarrage.masque import Masque, masquer


@pytest.mark.parametrize(
    ("ecrit", "masque"),
    [
        ("écrivez à jeanne.martin@mairie-de-x.fr svp", "écrivez à ••• svp"),
        ("appelez le 06 12 34 56 78 demain", "appelez le ••• demain"),
        ("+33 6.12.34.56.78", "•••"),
        ("0612345678", "•••"),
        ("je suis Jeanne Martin, du service achats", "je suis •••, du service achats"),
        ("M. Durand et Mme Le-Goff", "M. ••• et Mme •••"),
        ("x\nLINE 1: VALUES ('mes\nmots')\n[SQL: y]", "x\nLINE 1: •••\n[SQL: y]"),
        ("je suis acheteur à la mairie", "je suis acheteur à la mairie"),
        (
            "1 250 000 € HT sur 48 mois, PPS-2026-000123",
            "1 250 000 € HT sur 48 mois, PPS-2026-000123",
        ),
    ],
)
def test_ce_qui_dit_qui_est_quelqu_un_est_masque(ecrit: str, masque: str) -> None:
    assert masquer(ecrit) == masque


def test_une_trace_est_masquee_aussi() -> None:
    try:
        raise ValueError("jeanne.martin@mairie.fr")
    except ValueError:
        ligne = logging.LogRecord("essai", logging.ERROR, "", 1, "panne", (), sys.exc_info())
    ecrite = Masque(logging.Formatter()).format(ligne)
    assert "ValueError: •••" in ecrite
    assert "jeanne" not in ecrite
