"""Fixtures that several tests share."""

from __future__ import annotations

import os

os.environ["RASA_TELEMETRY_ENABLED"] = "false"
os.environ["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"

import pytest

from tests.assistant import Assistant


@pytest.fixture(scope="session")
def assistant() -> Assistant:
    return Assistant()
