"""Takes out of Rasa 3.6 two costs that each message pays for nothing.

Rasa checks what an action answers against a JSON schema: ours answer in this very process, typed.
And for each event of a tracker that it reads back it walks over all classes of events: this is
done once. `tests/test_accelerations.py` fails if Rasa changes under this.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event


def _accepter(self: RemoteAction, result: dict[str, Any]) -> bool:
    """Stand in for `RemoteAction._validate_action_result`."""
    return True


def appliquer() -> None:
    """Apply to the Rasa of this process."""
    RemoteAction._validate_action_result = _accepter
    Event.resolve_by_type = staticmethod(cache(Event.resolve_by_type))
