"""What the delivery asks of Slack: post, update, find again what may have arrived."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.envois.outil import Definitive, Disparu, Faute, Passagere
from bot.envois.slack import blocs
from bot.reglages import Slack
from bot.triage.cartes import Carte
from bot.triage.venues import Lieu

DELAI_S = 10
TROP_TOT = 429
# of Slack's own: the message may be there all the same
INCERTAINES = frozenset({"fatal_error", "internal_error", "service_unavailable", "request_timeout"})
PARTIE = frozenset(
    {"message_not_found", "cant_update_message", "edit_window_closed", "thread_not_found"}
)
# what is sent is at fault: sent again, it would be refused again
MAL_FAITE = frozenset(
    {
        *(
            "invalid_blocks",
            "invalid_blocks_format",
            "msg_too_long",
            "no_text",
            "invalid_arguments",
        ),
        *("invalid_array_arg", "too_many_attachments", "metadata_too_large", "invalid_metadata"),
        *("view_too_large", "user_not_in_channel", "user_not_found", "restricted_action"),
    }
)
MARQUE, CLE = "assistant_pps", "marque"
MESSAGES_RELUS = 100


class OutilSlack:
    """Slack's Web API, with the token of the application."""

    nom = "slack"

    def __init__(self, reglages: Slack) -> None:
        self._canal = reglages.canal_triage
        # what must wait goes back to the outbox: the client itself tries nothing again
        self._client = AsyncWebClient(
            reglages.jeton, base_url=reglages.api, timeout=DELAI_S, retry_handlers=[]
        )

    def salle(self) -> Lieu | None:
        """See `Outil`."""
        return Lieu(self._canal) if self._canal else None

    async def publier(self, lieu: Lieu, carte: Carte, marque: str) -> Lieu:
        """See `Outil`; what is for one person alone is ephemeral, save in his own conversation."""
        dit: dict[str, Any] = {"text": blocs.repli(carte), "blocks": blocs.blocs(carte)}
        if lieu.pour and not _est_prive(lieu.conversation):
            personne = lieu.pour.partition(":")[2]
            await _appeler(
                self._client.chat_postEphemeral(
                    channel=lieu.conversation, user=personne, thread_ts=lieu.fil, **dit
                )
            )
            return Lieu(lieu.conversation, lieu.fil)
        reponse = await _appeler(
            self._client.chat_postMessage(
                channel=lieu.conversation,
                thread_ts=lieu.fil,
                unfurl_links=False,
                unfurl_media=False,
                metadata={"event_type": MARQUE, "event_payload": {CLE: marque}},
                **dit,
            )
        )
        return Lieu(reponse.get("channel") or lieu.conversation, lieu.fil, reponse["ts"])

    async def retrouver(self, lieu: Lieu, marque: str) -> Lieu | None:
        """See `Outil`: each message bears what tells it from any other."""
        try:
            lus = await self._relire(lieu)
        except (Definitive, Disparu):
            return None
        except Passagere as faute:
            if faute.attente_s is not None or faute.arrivee:
                raise
            return None  # it may not be read here, « missing_scope »: it cannot be told
        for message in lus.get("messages") or ():
            charge = (message.get("metadata") or {}).get("event_payload") or {}
            if charge.get(CLE) == marque:
                return Lieu(lieu.conversation, lieu.fil, message["ts"])
        return None

    async def _relire(self, lieu: Lieu) -> dict[str, Any]:
        """Return the last messages of a thread, or else of its channel, as Slack gives them."""
        commun: dict[str, Any] = {
            "channel": lieu.conversation,
            "include_all_metadata": True,
            "limit": MESSAGES_RELUS,
        }
        if lieu.fil:
            lus = await _appeler(self._client.conversations_replies(ts=lieu.fil, **commun))
        else:
            lus = await _appeler(self._client.conversations_history(**commun))
        return dict(lus.data)

    async def modifier(self, lieu: Lieu, carte: Carte) -> None:
        """See `Outil`."""
        await _appeler(
            self._client.chat_update(
                channel=lieu.conversation,
                ts=str(lieu.message),
                text=blocs.repli(carte),
                blocks=blocs.blocs(carte),
            )
        )

    async def accueillir(self, identite: str, cartes: tuple[Carte, ...]) -> None:
        """See `Outil`: the application's home."""
        personne = identite.partition(":")[2]
        await _appeler(self._client.views_publish(user_id=personne, view=blocs.accueil(cartes)))

    async def nom_de(self, identite: str) -> str | None:
        """See `Outil`."""
        reponse = await _appeler(self._client.users_info(user=identite.partition(":")[2]))
        profil = (reponse.get("user") or {}).get("profile") or {}
        return profil.get("real_name") or profil.get("display_name") or None

    async def demander_un_texte(self, declencheur: str, titre: str, memoire: str) -> None:
        """Open the form of a button that asks for a text; it must be done within three seconds."""
        vue = blocs.saisie(titre, memoire)
        await _appeler(self._client.views_open(trigger_id=declencheur, view=vue))

    async def qui_suis_je(self) -> tuple[str, str]:
        """Return the workspace and the user id of the application."""
        reponse = await _appeler(self._client.auth_test())
        return reponse["team_id"], reponse["user_id"]

    async def fermer(self) -> None:
        """See `Outil`: each call closes what it opens."""


async def _appeler(appel: Awaitable[Any]) -> Any:
    """Make a call; raises a `Faute`, which holds Slack's own code and nothing of what was sent."""
    try:
        return await appel
    except SlackApiError as erreur:
        raise _faute(erreur) from None
    except aiohttp.ClientConnectorError:
        raise Passagere("injoignable") from None
    except (aiohttp.ClientError, asyncio.TimeoutError, SlackClientError):
        raise Passagere("sans_reponse", arrivee=True) from None


def _faute(erreur: SlackApiError) -> Faute:
    reponse = erreur.response
    statut = getattr(reponse, "status_code", 0)
    code = _code(reponse)
    if statut == TROP_TOT or code == "ratelimited":
        return Passagere("ratelimited", attente_s=_attente(getattr(reponse, "headers", {})))
    if statut >= 500 or code in INCERTAINES:
        return Passagere(code, arrivee=True)
    if code in PARTIE:
        return Disparu(code)
    # a wrong token or channel is put right by an administrator: nothing is given up meanwhile
    return Definitive(code) if code in MAL_FAITE else Passagere(code)


def _code(reponse: Any) -> str:
    try:
        return str(reponse.get("error") or "erreur")
    except (AttributeError, ValueError):
        return "erreur"


def _attente(entetes: Any) -> float:
    for nom, valeur in dict(entetes).items():
        if nom.lower() == "retry-after":
            texte = valeur[0] if isinstance(valeur, list) else str(valeur)
            return float(texte) if texte.isdecimal() else 1.0
    return 1.0


def _est_prive(conversation: str) -> bool:
    """Tell a person's own conversation, or a person, from a channel."""
    return conversation.startswith(("D", "U", "W"))
