"""The sentences of the triage, from `data/triage/textes.yml`."""

from __future__ import annotations

from functools import cache

from bot.donnees import lire_yaml
from bot.redaction.ecriture import typographier


def dire(nom: str, **valeurs: object) -> str:
    """Return a sentence, filled in; raises `KeyError` for one that does not exist.

    What is filled in is only text: it names nothing in its turn.
    """
    return typographier(_textes()[nom].format_map(valeurs))


@cache
def _textes() -> dict[str, str]:
    return {nom: str(texte) for nom, texte in lire_yaml("triage", "textes.yml").items()}
