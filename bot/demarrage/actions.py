"""The action server, on loopback only: `python -m bot.demarrage.actions PORT`."""

from __future__ import annotations

import sys

from rasa_sdk.endpoint import create_app

if __name__ == "__main__":
    create_app("actions", cors_origins=[]).run(
        "127.0.0.1", int(sys.argv[1]), access_log=False, motd=False
    )
