"""What is changed in Rasa at start still is what Rasa has, and still does what Rasa did."""

from __future__ import annotations

import inspect

from rasa.core.actions import action
from rasa.shared.core import events
from rasa.shared.core.events import Event, SlotSet, UserUttered

from bot.moteur.accelerations import appliquer


def test_rasa_valide_encore_ainsi_les_reponses_des_actions() -> None:
    source = inspect.getsource(action)
    assert "validate(result, self.action_response_format_spec())" in source
    assert "self._validate_action_result(response)" in source


def test_rasa_cherche_encore_ainsi_les_evenements() -> None:
    assert "all_subclasses(Event)" in inspect.getsource(events)
    assert "Event.resolve_by_type(" in inspect.getsource(events)


def test_les_evenements_se_retrouvent_par_leur_nom() -> None:
    appliquer()
    assert Event.resolve_by_type("slot") is SlotSet
    assert Event.resolve_by_type("user") is UserUttered
