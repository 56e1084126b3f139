"""What every channel does with a message before Rasa sees it.

Rasa obeys any text that starts with « / » as a command. Here, only the payload of a button that
the bot has just shown may start with it.
"""

from __future__ import annotations

import re
import unicodedata

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.events import BotUttered, UserUttered

LONGUEUR_MAXIMALE = 2000
CHARGE = re.compile(r"\{.*\}", re.DOTALL)  # of a payload typed by hand: nobody writes so
MESSAGE_VIDE = "/message_vide"
MESSAGE_TROP_LONG = "/message_trop_long"


async def preparer(texte: str, expediteur: str, conversations: TrackerStore) -> str:
    """Return the text to hand to Rasa: cleaned, bounded, and free of typed commands."""
    texte = _nettoyer(texte)
    if not texte:
        return MESSAGE_VIDE
    if len(texte) > LONGUEUR_MAXIMALE:
        return MESSAGE_TROP_LONG
    if texte.startswith("/") and texte not in await _boutons_montres(expediteur, conversations):
        return CHARGE.sub("", texte.lstrip("/ ")).strip() or MESSAGE_VIDE
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
