"""A telephone to try the assistant with: it calls the webhook as Twilio would, and reads TwiML."""

from __future__ import annotations

import re
import urllib.request
import uuid
from dataclasses import dataclass
from urllib.parse import urlencode, urljoin
from xml.etree import ElementTree

from bot.canaux.telephone.signature import signer

CHEMIN = "/webhooks/telephone/webhook"
TOUCHES = re.compile(r"[0-9*#]+")
# how fast people are spoken to
MOTS_PAR_MINUTE = 165


@dataclass(frozen=True)
class Ecoute:
    """What is heard, and where what is answered goes; `patiente`: the answer is still to come."""

    phrases: tuple[str, ...]
    suite: str | None
    fini: bool
    clavier: bool
    patiente: bool

    @property
    def secondes(self) -> float:
        """Return how long it takes to say."""
        return len(" ".join(self.phrases).split()) * 60 / MOTS_PAR_MINUTE


class Combine:
    """One call to a running assistant, signed with the account's token."""

    def __init__(self, url: str, jeton: str) -> None:
        self._url, self._jeton = url, jeton
        self._appel = f"CA{uuid.uuid4().hex}"
        self._suite = f"{url}{CHEMIN}"

    def decrocher(self) -> Ecoute:
        """Begin the call."""
        return self._poster({})

    def repondre(self, dit: str) -> Ecoute:
        """Say something, or press keys; nothing is a silence."""
        nom = "Digits" if TOUCHES.fullmatch(dit) else "SpeechResult"
        return self._poster({nom: dit.rstrip("#")} if dit else {})

    def raccrocher(self) -> None:
        """End the call, of which Twilio tells."""
        self._poster({"CallStatus": "completed"})

    def _poster(self, champs: dict[str, str]) -> Ecoute:
        tous = {"CallSid": self._appel, "CallStatus": "in-progress", **champs}
        listes = {nom: [valeur] for nom, valeur in tous.items()}
        signature = signer(self._suite, listes, self._jeton)
        entetes = {"X-Twilio-Signature": signature}
        requete = urllib.request.Request(self._suite, urlencode(tous).encode(), entetes)
        ecoute = lire(self._ouvrir(requete))
        self._suite = urljoin(self._suite, ecoute.suite or CHEMIN)
        return self._poster({}) if ecoute.patiente else ecoute

    def _ouvrir(self, requete: urllib.request.Request) -> bytes:
        with urllib.request.urlopen(requete, timeout=30) as reponse:
            corps: bytes = reponse.read()
        return corps


def lire(twiml: bytes) -> Ecoute:
    """Return what a TwiML document says, and waits for."""
    racine = ElementTree.fromstring(twiml)
    gather, redirect = racine.find("Gather"), racine.find("Redirect")
    suite = gather.get("action") if gather is not None else None
    if redirect is not None:
        suite = redirect.text
    return Ecoute(
        phrases=tuple("".join(dit.itertext()) for dit in racine.iter("Say")),
        suite=suite,
        fini=racine.find("Hangup") is not None,
        clavier=gather is not None and gather.get("input") == "dtmf",
        patiente=redirect is not None,
    )
