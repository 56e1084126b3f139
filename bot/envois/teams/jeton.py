"""The token that the assistant shows to Teams: asked with its secret, kept until nearly over."""

from __future__ import annotations

import time
from collections.abc import Callable

import httpx

from bot.envois.outil import Passagere
from bot.reglages import Teams

PORTEE = "https://api.botframework.com/.default"
# renewed this long before its end, or at half of its life when that is shorter
MARGE_S = 300.0


class Jeton:
    """The token of one application in one tenant."""

    def __init__(
        self,
        reglages: Teams,
        client: httpx.AsyncClient,
        horloge: Callable[[], float] = time.monotonic,
    ) -> None:
        self._reglages = reglages
        self._client = client
        self._horloge = horloge
        self._valeur = ""
        self._jusqu_a = 0.0

    async def obtenir(self) -> str:
        """Return the token; raises `Passagere` while the service gives none."""
        if not self._valeur or self._horloge() >= self._jusqu_a:
            await self._demander()
        return self._valeur

    def oublier(self) -> None:
        """Have another one asked for: the service takes this one no more."""
        self._valeur = ""

    async def _demander(self) -> None:
        adresse = f"{self._reglages.connexion}{self._reglages.locataire}/oauth2/v2.0/token"
        formulaire = {
            "grant_type": "client_credentials",
            "client_id": self._reglages.application,
            "client_secret": self._reglages.mot_de_passe,
            "scope": PORTEE,
        }
        try:
            reponse = await self._client.post(adresse, data=formulaire)
            if reponse.status_code != httpx.codes.OK:
                # a wrong secret too: whoever puts it right will have everything delivered
                raise Passagere(f"jeton_{reponse.status_code}")
            donne = reponse.json()
            self._valeur, duree_s = str(donne["access_token"]), float(donne["expires_in"])
        except (httpx.HTTPError, KeyError, TypeError, ValueError) as panne:
            raise Passagere(f"jeton_{type(panne).__name__}") from None
        self._jusqu_a = self._horloge() + duree_s - min(MARGE_S, duree_s / 2)
