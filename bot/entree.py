"""What every channel does with a message before Rasa sees it.

Rasa obeys any text that starts with « / » as a command. Here, only the payload of a button that
the bot has just shown may start with it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any, TypeGuard

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.events import BotUttered, UserUttered

LONGUEUR_MAXIMALE = 2000
LONGUEUR_D_UN_NOM = 128
# of an order typed by hand, and a payload: nobody writes so
BARRES, CHARGE = re.compile(r"^[\s/]+"), re.compile(r"\{.*?\}", re.DOTALL)
MESSAGE_VIDE = "/message_vide"
MESSAGE_TROP_LONG = "/message_trop_long"


def est_un_nom(nom: Any) -> TypeGuard[str]:
    """Tell whether a client may call a conversation so: a database must be able to hold it."""
    borne = isinstance(nom, str) and 0 < len(nom) <= LONGUEUR_D_UN_NOM
    return borne and not any(unicodedata.category(c)[0] == "C" for c in nom)


async def preparer(texte: str, expediteur: str, conversations: TrackerStore) -> str:
    """Return the text to hand to Rasa: bounded, cleaned, and free of typed commands."""
    if len(texte) > LONGUEUR_MAXIMALE:
        return MESSAGE_TROP_LONG
    texte = _nettoyer(texte)
    if texte.startswith("/") and texte not in await _boutons_montres(expediteur, conversations):
        texte = _sans_ordre(texte)
    return texte or MESSAGE_VIDE


def _sans_ordre(texte: str) -> str:
    """Take off what makes an order of a text, until nothing does: « /{}/restart » too."""
    while (reste := BARRES.sub("", CHARGE.sub("", texte)).strip()) != texte:
        texte = reste
    return texte


def _nettoyer(texte: str) -> str:
    """Compose accents and take off control characters, which no reader expects."""
    compose = unicodedata.normalize("NFC", texte)
    return "".join(c for c in compose if c in "\n\t" or unicodedata.category(c)[0] != "C").strip()


async def _boutons_montres(expediteur: str, conversations: TrackerStore) -> set[str]:
    conversation = await conversations.retrieve(expediteur)
    montres: set[str] = set()
    for evenement in reversed(conversation.events if conversation else ()):
        if isinstance(evenement, UserUttered):
            break
        if isinstance(evenement, BotUttered):
            boutons = evenement.data.get("buttons") or []
            montres |= {bouton["payload"] for bouton in boutons}
    return montres
