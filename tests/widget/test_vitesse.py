"""What the widget costs a computer four times as slow: `python -m tests.banc widget`, as a test."""

from __future__ import annotations

from tests.banc.widget import mesurer_le_widget

FRAPPE_MS = 16.0
LANCEUR_MS = 100.0
# against a conversation of three messages, in the same run
FOIS_LA_CONVERSATION_VIDE = 1.5


def test_deux_cents_messages_ne_ralentissent_ni_la_frappe_ni_le_bouton() -> None:
    vu = mesurer_le_widget()
    assert vu.frappe < FRAPPE_MS, str(vu)
    assert vu.frappe < FOIS_LA_CONVERSATION_VIDE * vu.frappe_vide, str(vu)
    assert vu.lanceur < LANCEUR_MS, str(vu)
