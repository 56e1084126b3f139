"""What Slack sends, read into what the triage knows: who, where, which words."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import Any

from bot.envois.slack.blocs import SAISIE
from bot.triage.cartes import TEXTE, Bouton
from bot.triage.venues import Lieu, Venue

OUTIL = "slack"
# « <@U123|sophie> », « <#C1|triage> », « <https://…|texte> », « <!here> »
ENTRE_CHEVRONS = re.compile(r"<([@#!]?)([^|>]*)(?:\|([^>]*))?>")
# edited, deleted, joined…: neither said anew nor to us
A_LIRE = (None, "file_share", "thread_broadcast")


@dataclass(frozen=True)
class Demandee:
    """Somebody who opened the application's home."""

    identite: str


@dataclass(frozen=True)
class Saisie:
    """A click on a button that asks for a text: what opens its form, and what it remembers."""

    declencheur: str
    titre: str
    memoire: str


def lire_un_evenement(
    recu: dict[str, Any], moi: str | None, canal_triage: str | None
) -> Venue | Demandee | None:
    """Return what an event says, None for one that is not for us."""
    evenement = recu["event"]
    if evenement.get("type") == "app_home_opened":
        return Demandee(_identite(evenement["user"])) if evenement.get("tab") == "home" else None
    if not _est_a_lire(evenement):
        return None
    moi = moi or _moi(recu)
    dit = str(evenement.get("text") or "")
    prive = evenement.get("channel_type") == "im" or evenement["channel"].startswith("D")
    nomme = evenement["type"] == "app_mention" or (moi is not None and f"<@{moi}" in dit)
    if not (prive or nomme or canal_triage in (None, evenement["channel"])):
        return None
    return Venue(
        outil=OUTIL,
        # a mention comes twice, as itself and as a message, under two ids of event
        evenement=evenement.get("client_msg_id") or recu["event_id"],
        identite=_identite(evenement["user"]),
        nom=None,
        lieu=Lieu(
            evenement["channel"],
            fil=None if prive else evenement.get("thread_ts"),
            message=evenement.get("ts"),
        ),
        prive=prive,
        nomme=nomme,
        texte=en_clair(dit, moi),
    )


def lire_un_clic(recu: dict[str, Any]) -> Venue | Saisie | None:
    """Return the sentence that a click stands for, or what asks for its text."""
    if recu.get("type") != "block_actions" or not recu.get("actions"):
        return None
    action, lieu = recu["actions"][0], _lieu_d_un_clic(recu)
    phrase = str(action.get("value") or "")
    if TEXTE in phrase:
        memoire = json.dumps({"phrase": phrase, "lieu": lieu.en_donnees()})
        return Saisie(recu["trigger_id"], action["text"]["text"], memoire)
    cle = (recu["user"]["id"], lieu.conversation, lieu.message, action.get("action_id"))
    evenement = ":".join(map(str, ("clic", *cle, action.get("action_ts"))))
    return _venue_d_un_geste(recu, evenement, lieu, phrase) if phrase else None


def lire_une_vue(recu: dict[str, Any]) -> Venue:
    """Return the sentence of a button, with the text that was filled in."""
    vue = recu["view"]
    memoire = json.loads(vue["private_metadata"])
    texte = vue["state"]["values"][SAISIE][SAISIE]["value"]
    phrase = Bouton("", memoire["phrase"]).phrase_avec(str(texte or "").strip())
    lieu = Lieu.depuis(memoire["lieu"])
    return _venue_d_un_geste(recu, f"vue:{vue['id']}:{vue.get('hash', '')}", lieu, phrase)


def en_clair(dit: str, moi: str | None) -> str:
    """Return a text as its author sees it: mentions of colleagues in our form, ours left out."""

    def ecrire(lu: re.Match[str]) -> str:
        genre, quoi, titre = lu.groups()
        if genre == "@":
            return "" if quoi == moi else f"⟦{OUTIL}:{quoi}⟧"
        if genre:
            return f"{'#' if genre == '#' else '@'}{titre or quoi}"
        return str(titre or quoi.removeprefix("mailto:"))

    return html.unescape(ENTRE_CHEVRONS.sub(ecrire, dit)).strip()


def _venue_d_un_geste(recu: dict[str, Any], evenement: str, lieu: Lieu, phrase: str) -> Venue:
    return Venue(
        outil=OUTIL,
        evenement=evenement,
        identite=_identite(recu["user"]["id"]),
        nom=None,
        lieu=lieu,
        prive=lieu.fil is None,
        nomme=True,
        texte=phrase,
    )


def _lieu_d_un_clic(recu: dict[str, Any]) -> Lieu:
    """Return where a click was made: a channel's thread, a private conversation, or the home."""
    boite = recu.get("container") or {}
    message = recu.get("message") or {}
    canal = (recu.get("channel") or {}).get("id") or boite.get("channel_id")
    if not canal or canal.startswith("D"):
        return Lieu(canal or recu["user"]["id"], message=message.get("ts"))
    ts = message.get("ts") or boite.get("message_ts")
    fil = message.get("thread_ts") or boite.get("thread_ts") or ts
    return Lieu(canal, fil=fil, message=ts)


def _est_a_lire(evenement: dict[str, Any]) -> bool:
    """Tell what somebody says from what an application says, or what is edited or deleted."""
    dit = evenement.get("type") in ("message", "app_mention")
    d_un_humain = evenement.get("user") and not evenement.get("bot_id")
    return bool(dit and d_un_humain and evenement.get("subtype") in A_LIRE)


def _moi(recu: dict[str, Any]) -> str | None:
    for autorisation in recu.get("authorizations") or ():
        if autorisation.get("is_bot"):
            return str(autorisation["user_id"])
    return None


def _identite(utilisateur: str) -> str:
    return f"{OUTIL}:{utilisateur}"
