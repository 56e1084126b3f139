"""Whether an activity is really Teams', of our tenant, and where it may be answered to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jwt

from bot.canaux.teams.cles import ALGORITHME, Cle, CleInconnue, Cles
from bot.envois.teams.salons import est_permise
from bot.reglages import Teams

CANAL = "msteams"
# what clocks may differ by, as Microsoft's own verifiers allow
ECART_DES_HORLOGES_S = 5 * 60
ADRESSE = "serviceurl"
INCONNU, INTERDIT = 401, 403


class NonVerifie(Exception):
    """A call that nothing is done of; `raison`, for the journal, quotes nothing of it."""

    def __init__(self, statut: int, raison: str) -> None:
        super().__init__(raison)
        self.statut = statut
        self.raison = raison


class Verification:
    """Checks calls against the settings and the service's keys."""

    def __init__(self, reglages: Teams, cles: Cles) -> None:
        self._reglages = reglages
        self._cles = cles

    async def verifier(self, autorisation: str | None, activite: Mapping[str, Any]) -> None:
        """Raise `NonVerifie` unless all holds; may raise `ClesInjoignables`."""
        jeton = _jeton(autorisation)
        cle = await self._cle(jeton)
        dit = self._lire(jeton, cle)
        _exiger(activite.get("channelId") == CANAL, "canal")
        _exiger(not cle.canaux or CANAL in cle.canaux, "clé d’un autre canal")
        adresse = activite.get("serviceUrl")
        # Microsoft writes the name of this claim in two ways: both, if both are there, must agree
        annoncees = [valeur for nom, valeur in dit.items() if nom.lower() == ADRESSE]
        _exiger(bool(annoncees) and all(a == adresse for a in annoncees), "adresse de service")
        _exiger(
            est_permise(str(adresse), self._reglages.services), "adresse de service non permise"
        )
        _exiger(_locataires(activite) == {self._reglages.locataire.lower()}, "locataire")

    async def _cle(self, jeton: str) -> Cle:
        try:
            entete = jwt.get_unverified_header(jeton)
        except jwt.PyJWTError:
            raise NonVerifie(INCONNU, "jeton illisible") from None
        # neither « none » nor a public key taken for a shared secret
        if entete.get("alg") != ALGORITHME or not isinstance(entete.get("kid"), str):
            raise NonVerifie(INCONNU, "algorithme ou clé non nommée")
        try:
            return await self._cles.trouver(entete["kid"])
        except CleInconnue:
            raise NonVerifie(INCONNU, "clé inconnue") from None

    def _lire(self, jeton: str, cle: Cle) -> dict[str, Any]:
        try:
            return jwt.decode(
                jeton,
                cle.publique,
                algorithms=[ALGORITHME],
                audience=self._reglages.application,
                issuer=self._cles.emetteur,
                leeway=ECART_DES_HORLOGES_S,
                options={"require": ["exp", "iss", "aud"]},
            )
        except jwt.PyJWTError as faute:
            # the kind of fault only: what it says may quote the token
            raise NonVerifie(INCONNU, type(faute).__name__) from None


def _jeton(autorisation: str | None) -> str:
    genre, _, jeton = (autorisation or "").partition(" ")
    if genre.lower() != "bearer" or not jeton.isascii():
        raise NonVerifie(INCONNU, "pas de jeton")
    return jeton


def _locataires(activite: Mapping[str, Any]) -> set[str]:
    """Return the tenants that an activity says it is of."""
    conversation, donnees = _partie(activite, "conversation"), _partie(activite, "channelData")
    dits = (conversation.get("tenantId"), _partie(donnees, "tenant").get("id"))
    return {str(dit).lower() for dit in dits if dit}


def _partie(tout: Mapping[str, Any], nom: str) -> Mapping[str, Any]:
    partie = tout.get(nom)
    return partie if isinstance(partie, Mapping) else {}


def _exiger(tenu: bool, raison: str) -> None:
    if not tenu:
        raise NonVerifie(INTERDIT, raison)
