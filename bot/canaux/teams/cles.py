"""The public keys that sign what Teams sends: fetched when needed, and again when they change."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx
import jwt

from bot.canaux.debit import Debit

journal = logging.getLogger(__name__)
ALGORITHME = "RS256"
DELAI_S = 5.0
# Microsoft asks bots to read them again each day: one that it withdrew is not believed for ever
UN_JOUR_S = 24 * 3600.0
# anybody may name a key that does not exist: looking for it must not become a flood
RELECTURES, UNE_MINUTE_S = 5, 60.0
ILLISIBLES = (
    *(httpx.HTTPError, httpx.InvalidURL, jwt.PyJWTError),
    *(AttributeError, KeyError, TypeError, ValueError),
)


class CleInconnue(Exception):
    """No key bears this name."""


class ClesInjoignables(Exception):
    """The keys cannot be read now, and none was read before."""


@dataclass(frozen=True)
class Cle:
    """A key; `canaux` are those that it may vouch for, all of them when it names none."""

    publique: jwt.PyJWK
    canaux: frozenset[str]


class Cles:
    """The keys of an OpenID document, by their names (`kid`), and the issuer that it tells."""

    def __init__(self, document: str, horloge: Callable[[], float] = time.monotonic) -> None:
        self.emetteur = ""
        self._document = document
        self._horloge = horloge
        self._cles: Mapping[str, Cle] = {}
        self._lues_a = -UN_JOUR_S
        self._relectures = Debit(RELECTURES, UNE_MINUTE_S, horloge)
        self._verrou = asyncio.Lock()

    async def trouver(self, nom: str) -> Cle:
        """Return a key; raises `CleInconnue` or `ClesInjoignables`."""
        if self._manque(nom):
            async with self._verrou:  # of many calls at once, the first one fetches for all
                if self._manque(nom):
                    await self._relire()
        if nom in self._cles:
            return self._cles[nom]
        raise CleInconnue if self._cles else ClesInjoignables

    def _manque(self, nom: str) -> bool:
        return nom not in self._cles or self._horloge() - self._lues_a >= UN_JOUR_S

    async def _relire(self) -> None:
        if self._relectures.attente_s(self._document):
            return
        try:
            async with httpx.AsyncClient(timeout=DELAI_S) as client:
                document = await _lire(client, self._document)
                trousseau = await _lire(client, document["jwks_uri"])
            self.emetteur, self._cles = str(document["issuer"]), _cles(trousseau)
        except ILLISIBLES as panne:
            journal.error("les clés de Teams n’ont pas été relues : %s", type(panne).__name__)
            # those of yesterday serve a little longer, and not every call waits to hear it again
            self._lues_a = self._horloge() - UN_JOUR_S + UNE_MINUTE_S
        else:
            self._lues_a = self._horloge()


async def _lire(client: httpx.AsyncClient, adresse: str) -> dict[str, Any]:
    reponse = await client.get(adresse)
    reponse.raise_for_status()
    return dict(reponse.json())


def _cles(trousseau: Mapping[str, Any]) -> dict[str, Cle]:
    """Return the keys that can sign; others are of no use here."""
    return {
        str(brute["kid"]): Cle(
            jwt.PyJWK(brute, ALGORITHME), frozenset(brute.get("endorsements") or ())
        )
        for brute in trousseau["keys"]
        if brute.get("kty") == "RSA" and brute.get("kid")
    }
