"""What Microsoft's own SDK makes of it: run with .venv-botframework, JSON in and out.

It answers each request by what it would do itself: check a token, write an activity, read one of
ours, speak to the connector.
"""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

import requests
from botbuilder.core import CardFactory, TurnContext
from botbuilder.schema import Activity, ChannelAccount, ConversationAccount, Mention
from botframework.connector import ConnectorClient
from botframework.connector.auth import (
    AppCredentials,
    ChannelValidation,
    SimpleCredentialProvider,
)


class Identifiants(AppCredentials):
    """The SDK's credentials, with a login that is not on the Internet."""

    def __init__(self, connexion: str, application: str, mot_de_passe: str) -> None:
        super().__init__(app_id=application)
        self._connexion = connexion
        self._formulaire = {
            "grant_type": "client_credentials",
            "client_id": application,
            "client_secret": mot_de_passe,
            "scope": f"{self.oauth_scope}/.default",
        }

    def _get_to_channel_from_bot_oauthscope(self) -> str:
        return "https://api.botframework.com"

    def get_access_token(self, force_refresh: bool = False) -> str:
        """See `AppCredentials`."""
        reponse = requests.post(self._connexion, data=self._formulaire, timeout=10)
        return str(reponse.json()["access_token"])


def verifier(demande: dict[str, Any]) -> list[bool]:
    """Tell which calls the SDK would take."""
    ChannelValidation.open_id_metadata_endpoint = demande["document"]
    identifiants = SimpleCredentialProvider(demande["application"], "")

    async def prendre(autorisation: str | None) -> bool:
        try:
            await ChannelValidation.authenticate_channel_token_with_service_url(
                autorisation, identifiants, demande["service"], "msteams"
            )
        except Exception:
            return False
        return True

    async def tous() -> list[bool]:
        return [await prendre(autorisation) for autorisation in demande["autorisations"]]

    return asyncio.run(tous())


def ecrire(demande: dict[str, Any]) -> dict[str, Any]:
    """Write a message that mentions the assistant, and what is left of it without."""
    moi = ChannelAccount(id=demande["moi"], name="Plan de progrès")
    mention = Mention(mentioned=moi, text="<at>Plan de progrès</at>", type="mention")
    activite = Activity(
        type="message",
        id="1",
        channel_id="msteams",
        service_url=demande["service"],
        from_property=ChannelAccount(id="29:x", name="Camille", aad_object_id=demande["qui"]),
        recipient=moi,
        conversation=ConversationAccount(
            id=demande["conversation"], conversation_type="channel", tenant_id=demande["locataire"]
        ),
        channel_data={"tenant": {"id": demande["locataire"]}},
        text=f"<at>Plan de progrès</at> {demande['texte']}",
        text_format="plain",
        entities=[mention],
    )
    ecrite = activite.serialize()
    recue = Activity.deserialize(ecrite)
    return {"activite": ecrite, "texte": TurnContext.remove_recipient_mention(recue).strip()}


def relire(demande: dict[str, Any]) -> list[Any]:
    """Read activities, check them, and write them again."""
    lues = [Activity.deserialize(activite) for activite in demande["activites"]]
    for lue in lues:
        for jointe in lue.attachments or ():
            assert jointe.content_type == CardFactory.adaptive_card({}).content_type
    return [[lue.validate(), lue.serialize()] for lue in lues]


def parler(demande: dict[str, Any]) -> list[str]:
    """Post a card, replace it, answer in its thread; return the ids."""
    identifiants = Identifiants(*demande["identifiants"])
    conversations = ConnectorClient(identifiants, demande["service"]).conversations
    canal = demande["conversation"]
    carte = CardFactory.adaptive_card({"type": "AdaptiveCard", "version": "1.2", "body": []})
    poste = conversations.send_to_conversation(
        canal, Activity(type="message", attachments=[carte])
    ).id
    conversations.update_activity(canal, poste, Activity(type="message", text="remplacée"))
    reponse = conversations.send_to_conversation(
        f"{canal};messageid={poste}", Activity(type="message", text="en réponse")
    ).id
    return [poste, reponse]


ACTES = {"verifier": verifier, "ecrire": ecrire, "relire": relire, "parler": parler}

if __name__ == "__main__":
    demande = json.load(sys.stdin)
    json.dump(ACTES[demande["acte"]](demande), sys.stdout)
