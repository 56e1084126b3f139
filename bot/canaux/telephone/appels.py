"""The turns of calls, whoever carries them: what is said, what can be keyed, whether it is over."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.dialogue.conduire.appel import FIN
from bot.donnees import A_RENVOYER
from bot.dossiers.conversations import Echange
from bot.guichet import Entree, Guichet, ou_en_est
from bot.redaction.oral import TELEPHONE, a_voix_haute
from bot.redaction.reponses import repondre
from bot.reglages import reglages

# a caller hears something within 2 s, the way there and back included
DELAI_S = 1.5
# how long an answer that is late is kept for the one who was asked to wait
GARDE_S = 60.0
# what a call begins with, as it would be typed, and what its end says
DEBUT, FIN_D_APPEL = "questions courtes", "au revoir"
RACCROCHE = "raccroche"
# keys that mean the same whatever is asked (`bot.ecoute`)
TOUJOURS = ({"touche": "0", "dire": "je ne sais pas"}, {"touche": "*", "dire": "un conseiller"})
SIGNES_D_UN_NOM = 32


@dataclass(frozen=True)
class Tour:
    """A turn: the call's number, what was heard or keyed (None as it begins), an id of the turn.

    `douteux`: the recogniser is hardly sure of it.
    """

    appel: str
    entendu: str | None
    identifiant: str | None
    douteux: bool = False


@dataclass(frozen=True)
class Reponse:
    """What is said in answer, in several breaths, and how what comes next is listened to."""

    phrases: tuple[str, ...]
    options: list[dict[str, str]] = field(default_factory=list)
    question: str | None = None
    clavier: bool = False
    lent: bool = False
    fini: bool = False

    @property
    def dire(self) -> str:
        """Return it in one piece."""
        return " ".join(self.phrases)


class Appels:
    """Takes turns; one that is late goes on while the caller is asked to wait."""

    def __init__(self) -> None:
        self._en_cours: dict[str, asyncio.Task[Reponse]] = {}

    async def prendre(self, guichet: Guichet, tour: Tour) -> Reponse | None:
        """Return the answer, None while it is late: then the same turn is asked for again."""
        cle = f"{tour.appel}/{tour.identifiant}"
        tache = self._en_cours.get(cle)
        if tache is None:
            tache = asyncio.ensure_future(self.attendre(guichet, tour))
            self._en_cours[cle] = tache
            asyncio.get_running_loop().call_later(GARDE_S, self._en_cours.pop, cle, None)
        try:
            return await asyncio.wait_for(asyncio.shield(tache), DELAI_S)
        except asyncio.TimeoutError:
            return None

    async def attendre(self, guichet: Guichet, tour: Tour) -> Reponse:
        """Return the answer, however long it takes: the door bounds it."""
        nom = nommer(tour.appel)
        entendu = tour.entendu
        if entendu is None:
            # a caller who says nothing, once the call has begun, is silent
            deja = await asyncio.to_thread(ou_en_est, nom)
            entendu = "" if deja else DEBUT
        entree = Entree(nom, entendu, TELEPHONE, tour.identifiant, douteux=tour.douteux)
        dits = await guichet.prendre(entree)
        return en_reponse(dits)

    async def terminer(self, guichet: Guichet, appel: str) -> None:
        """Note that a call is over; one that never began has nothing to end."""
        nom = nommer(appel)
        if await asyncio.to_thread(ou_en_est, nom):
            await guichet.prendre(Entree(nom, FIN_D_APPEL, TELEPHONE, RACCROCHE))


def nommer(appel: str) -> str:
    """Return the name of a call's conversation: a keyed hash, which leads back to no caller."""
    cle = reglages().secret.encode()
    signe = hmac.new(cle, f"appel/{appel}".encode(), hashlib.sha256).hexdigest()
    return f"{TELEPHONE}-{signe[:SIGNES_D_UN_NOM]}"


def en_reponse(dits: Sequence[Echange]) -> Reponse:
    """Return an answer of the door as it is said."""
    if any((dit.custom or {}).get("type") == A_RENVOYER for dit in dits):
        return Reponse(tuple(repondre(str(d.nom), {"canal": TELEPHONE}).texte for d in dits))
    ecoute = _ecoute(dits)
    choix = next((dit.boutons for dit in reversed(dits) if dit.boutons), ())
    options = [{"touche": str(i), "dire": b["titre"]} for i, b in enumerate(choix, start=1)]
    return Reponse(
        phrases=tuple(a_voix_haute(dit.texte) for dit in dits if dit.texte),
        options=[*options, *(TOUJOURS if ecoute.get("question") else ())],
        question=ecoute.get("question"),
        clavier=ecoute.get("clavier") is True,
        lent=ecoute.get("lent") is True,
        fini=any(dit.nom == FIN.reponse for dit in dits),
    )


def _ecoute(dits: Sequence[Echange]) -> dict[str, Any]:
    customs = [dit.custom for dit in dits if (dit.custom or {}).get("type") == "ecoute"]
    return customs[-1] or {} if customs else {}
