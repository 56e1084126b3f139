"""Takes out of Rasa 3.6 two costs that each message pays for nothing.

Rasa checks an action's answer against a JSON schema, and the schema itself against its
meta-schema, at every call: two thirds of a turn. And for each event of a tracker that it reads
back it walks over all classes of events. Both are computed once here. Rasa's behaviour is the
same; `tests/test_accelerations.py` fails if Rasa changes under this.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from jsonschema.protocols import Validator
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event


@cache
def _validateur() -> Validator:
    schema = RemoteAction.action_response_format_spec()
    classe = validator_for(schema)
    classe.check_schema(schema)
    return classe(schema)


def _valider(self: RemoteAction, result: dict[str, Any]) -> bool:
    """Replace `RemoteAction._validate_action_result`; raises `ValidationError` as it does."""
    _validateur().validate(result)
    return True


def appliquer() -> None:
    """Apply to the Rasa of this process."""
    RemoteAction._validate_action_result = _valider
    Event.resolve_by_type = staticmethod(cache(Event.resolve_by_type))
