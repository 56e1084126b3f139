"""The loaded model, the real actions and the real door, together in this process."""

from __future__ import annotations

import logging
from typing import Any

from rasa.utils.log_utils import configure_structlog

from bot.canaux.rest import en_rasa
from bot.dialogue.etat import Etat
from bot.documents.apercu import en_blocs
from bot.dossiers import depot
from bot.dossiers.base import session
from bot.dossiers.conversations import derniere_reponse, dossier_de, ouvrir
from bot.guichet import Entree, Guichet
from bot.moteur.agent import charger, meneur
from bot.tour import lire_etat
from tests.textes import en_texte


def documents_donnes(reponses: list[dict[str, Any]]) -> dict[str, str]:
    """Return what the documents of an answer say, by their ids, as they are kept."""
    donnes = [r["custom"] for r in reponses if r.get("custom", {}).get("type") == "documents"]
    return {
        donne["id"]: _lire(donne["formats"]["docx"])
        for remise in donnes
        for donne in remise["documents"]
    }


def _lire(adresse: str) -> str:
    _, _, reference, jeton, fichier = adresse.split("/")
    garde = depot.document(reference, jeton, fichier.removesuffix(".docx"))
    assert garde is not None
    return en_texte(en_blocs(garde.html))


class Assistant:
    """The assistant as a channel sees it."""

    def __init__(self) -> None:
        configure_structlog(logging.WARNING)  # else Rasa writes pages at each message
        self.agent = charger()
        self.guichet = Guichet(meneur(self.agent))

    async def dire(
        self, expediteur: str, texte: str, canal: str = "rest", identifiant: str | None = None
    ) -> list[dict[str, Any]]:
        """Send a message through the door; return the answers as the REST channel gives them."""
        entree = Entree(expediteur, texte, canal, identifiant)
        return en_rasa(expediteur, await self.guichet.prendre(entree))

    async def slots(self, expediteur: str) -> dict[str, Any]:
        conversation = await self.agent.tracker_store.retrieve(expediteur)
        return dict(conversation.current_slot_values()) if conversation else {}

    def etat(self, expediteur: str) -> Etat:
        """Return where the dialogue stands, the list that is being chosen among it."""
        with session() as courante:
            conversation = ouvrir(courante, expediteur)
            return lire_etat(conversation, dossier_de(courante, conversation))

    async def noms_des_reponses(self, expediteur: str) -> list[str]:
        """Return the names of the domain's responses that were given to the last message."""
        with session() as courante:
            return [dit.nom or "" for dit in derniere_reponse(courante, expediteur)]

    async def analyser(self, texte: str) -> dict[str, Any]:
        """Return what `/model/parse` returns."""
        return dict(await self.agent.parse_message(texte))
