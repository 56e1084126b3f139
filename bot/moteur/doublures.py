"""Stand-ins for libraries that Rasa imports and that nothing here uses.

`rasa.core.policies.policy` alone pulls in TensorFlow and JAX: 400 MB and seven seconds for nothing.
A stand-in can be imported, subclassed, used as an annotation or as a decorator; anything else is
refused, so that a Rasa that begins to use one says so (`tests/test_doublures.py`).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

# What each is for in Rasa; none is installed (`requirements/exclus.txt`).
ABSENTES = frozenset(
    [
        *("tensorflow", "keras", "safetensors"),  # DIET, TED, embeddings
        "matplotlib",  # plots of `rasa test`
        *("pymongo", "boto3", "redis", "aio_pika", "aiormq"),  # other stores and brokers
        *("twilio", "webexteamssdk", "fbmessenger", "aiogram", "socketio", "google"),
        "cachecontrol",  # for Google Hangouts
        *("questionary", "prompt_toolkit"),  # `rasa interactive`
    ]
)


class DoublureUtilisee(RuntimeError):
    """Something real was asked of a library that is not there."""


class _Doublure(type):
    """The type of all stand-ins for what a library offers; its attributes are stand-ins too."""

    def __getattr__(cls, nom: str) -> Any:
        return _doubler(cls, nom)

    def __call__(cls, *arguments: Any, **nommes: Any) -> Any:
        if len(arguments) == 1 and callable(arguments[0]) and not nommes:
            return arguments[0]  # a decorator
        raise DoublureUtilisee(f"{cls.__module__}.{cls.__qualname__} : cette bibliothèque manque")

    def __getitem__(cls, _: Any) -> Any:
        return cls


def _doubler(porteur: Any, nom: str) -> Any:
    if nom.startswith("__"):
        raise AttributeError(nom)
    module = porteur.__module__ if isinstance(porteur, type) else porteur.__name__
    doublure = _Doublure(nom, (), {"__module__": module})
    setattr(porteur, nom, doublure)
    return doublure


class _Doubleur(MetaPathFinder, Loader):
    """Finds the absent libraries, and all that may be asked inside them."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """See `MetaPathFinder`."""
        absente = fullname.partition(".")[0] in ABSENTES
        return ModuleSpec(fullname, self, is_package=True) if absente else None

    def exec_module(self, module: ModuleType) -> None:
        """See `Loader`."""
        module.__getattr__ = lambda nom: _doubler(module, nom)  # type: ignore[method-assign]


def installer() -> None:
    """Put the stand-ins in the way of this process's imports, once."""
    if not any(isinstance(chercheur, _Doubleur) for chercheur in sys.meta_path):
        sys.meta_path.insert(0, _Doubleur())
