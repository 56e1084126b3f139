"""What a verified activity is: words of somebody, the application coming or going, or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.canaux.teams.texte import lire
from bot.envois.teams.cartes import phrase_du_clic
from bot.envois.teams.salons import OUTIL
from bot.triage.venues import Lieu, Venue

PERSONNEL = "personal"
FIL = ";messageid="
# `activity.type`, and what of an installation says that the application goes
MESSAGE, MEMBRES, INSTALLATION, DEPART = (
    "message", "conversationUpdate", "installationUpdate", "remove",
)  # fmt: skip


@dataclass(frozen=True)
class Sejour:
    """The application came into a conversation, or left it; `prive_de`: whose own it is."""

    lieu: Lieu
    arrive: bool
    prive_de: str | None


@dataclass(frozen=True)
class ClicVide:
    """A click of which the client sent nothing but that it happened."""

    lieu: Lieu


def lire_l_activite(activite: Mapping[str, Any]) -> Venue | Sejour | ClicVide | None:
    """Return what an activity tells; None for what is not for us (reactions, edits, typing…)."""
    genre, lieu = activite.get("type"), _lieu(activite)
    if lieu is None:
        return None
    if genre == MESSAGE:
        return _message(activite, lieu)
    arrive = _arrive(activite)
    return None if arrive is None else _sejour(activite, lieu, arrive)


def _message(activite: Mapping[str, Any], lieu: Lieu) -> Venue | ClicVide | None:
    identite = _identite(activite)
    if identite is None or lieu.message is None:
        return None
    phrase = phrase_du_clic(activite.get("value"))
    texte, nomme = lire(activite) if phrase is None else (phrase, True)
    if not texte:
        # a file, a picture have no words either, but they are attached
        return None if nomme or activite.get("attachments") else ClicVide(lieu)
    auteur = _partie(activite, "from")
    return Venue(
        outil=OUTIL,
        evenement=_evenement(lieu),
        identite=identite,
        nom=str(auteur["name"]) if auteur.get("name") else None,
        lieu=lieu,
        prive=_est_prive(activite),
        nomme=nomme,
        texte=texte,
    )


def _sejour(activite: Mapping[str, Any], lieu: Lieu, arrive: bool) -> Sejour:
    if _est_prive(activite):
        return Sejour(lieu, arrive, _identite(activite))
    # chosen at the installation; the conversation is that same channel, for clients that say less
    choix = _partie(_partie(activite, "channelData"), "settings")
    canal = _partie(choix, "selectedChannel").get("id") or lieu.conversation
    return Sejour(Lieu(str(canal), service=lieu.service), arrive, None)


def _arrive(activite: Mapping[str, Any]) -> bool | None:
    """Tell whether the application came or left; None when it did neither."""
    if activite.get("type") == INSTALLATION:
        return not str(activite.get("action")).startswith(DEPART)
    if activite.get("type") != MEMBRES:
        return None
    moi = _partie(activite, "recipient").get("id")
    for nom, arrive in (("membersAdded", True), ("membersRemoved", False)):
        membres = activite.get(nom)
        if isinstance(membres, list) and any(
            isinstance(membre, Mapping) and moi and membre.get("id") == moi for membre in membres
        ):
            return arrive
    return None


def _lieu(activite: Mapping[str, Any]) -> Lieu | None:
    nom = _partie(activite, "conversation").get("id")
    if not isinstance(nom, str) or not nom:
        return None
    conversation, _, fil = nom.partition(FIL)
    numero = activite.get("id")
    return Lieu(
        conversation,
        fil=fil or None,
        message=str(numero) if numero else None,
        service=str(activite["serviceUrl"]),
    )


def _identite(activite: Mapping[str, Any]) -> str | None:
    """Return who speaks, as the tenant's directory knows him; nothing else vouches for anybody."""
    objet = _partie(activite, "from").get("aadObjectId")
    return f"{OUTIL}:{objet.lower()}" if isinstance(objet, str) and objet else None


def _evenement(lieu: Lieu) -> str:
    """Return the id of a message: Teams' own is its moment, which two conversations may share."""
    return hashlib.sha256(f"{lieu.conversation}\n{lieu.fil}\n{lieu.message}".encode()).hexdigest()


def _est_prive(activite: Mapping[str, Any]) -> bool:
    conversation = _partie(activite, "conversation")
    genre = conversation.get("conversationType")
    # what is not said shows in the name, as Teams gives it to a person's own conversation
    return genre == PERSONNEL or (genre is None and str(conversation.get("id")).startswith("a:"))


def _partie(tout: Mapping[str, Any], nom: str) -> Mapping[str, Any]:
    partie = tout.get(nom)
    return partie if isinstance(partie, Mapping) else {}
