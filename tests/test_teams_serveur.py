"""The whole, as `make run` starts it, with Teams set: from the buyer to the channel and back."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from bot.donnees import A_RENVOYER, RACINE
from tests.faux_teams import CAMILLE, CANAL, MOT_DE_PASSE, FauxTeams, en_texte
from tests.serveur import Serveur

ACHETEUR = "acheteuse"
MARCHE = "Nettoyage de bureaux, récurrent, marché à un seul titulaire, 4 ans, 200 000 € HT"


class Teams:
    """The running assistant, and the Teams that it is pointed at."""

    def __init__(self, serveur: Serveur, faux: FauxTeams) -> None:
        self.serveur = serveur
        self.faux = faux
        self.webhook = f"{serveur.url}/webhooks/teams/webhook"

    async def dire(self, texte: str) -> list[dict[str, Any]]:
        """Have the buyer write, again as long as he is asked to; return what he is answered."""
        while True:
            dits = await asyncio.to_thread(self.serveur.dire, ACHETEUR, texte)
            if not any(dit.get("custom", {}).get("type") == A_RENVOYER for dit in dits):
                return dits

    async def demande(self) -> tuple[str, str]:
        """Have a request handed over; return its reference and its thread."""
        await self.dire(MARCHE)
        await self.dire("je veux l'avis du facilitateur : peut-on publier ?")
        await self.attendre(lambda: "En attente" in self.carte())
        reference = self.carte().split()[0]
        (fil,) = [n for n, m in self.faux.messages[CANAL].items() if reference in en_texte(m)]
        return reference, fil

    async def attendre(self, condition: Callable[[], bool]) -> None:
        while not condition():
            await asyncio.sleep(0.1)

    def carte(self) -> str:
        return next((t for t in self.faux.textes(CANAL) if "PPS-" in t), "")

    def tuer(self) -> None:
        """Kill, at once, all that `make run` keeps running."""
        for processus in self.serveur.descendants():
            os.kill(processus, signal.SIGKILL)

    def journal(self, nature: str) -> list[str]:
        with sqlite3.connect(self.serveur.base) as base:
            requete = "SELECT qui FROM journal WHERE nature = ? ORDER BY id"
            return [qui for (qui,) in base.execute(requete, (nature,))]


@pytest.fixture
async def teams(tmp_path: Path) -> AsyncIterator[Teams]:
    faux = FauxTeams()
    serveur = Serveur(tmp_path, **faux.reglages())
    try:
        await asyncio.to_thread(serveur.attendre_pret)
        yield Teams(serveur, faux)
    finally:
        serveur.arreter()
        faux.arreter()


async def test_une_demande_arrive_et_se_prend(teams: Teams) -> None:
    reference, fil = await teams.demande()
    prend = teams.faux.activite(f"je prends {reference}", conversation=CANAL, fil=fil)
    assert await teams.faux.livrer(teams.webhook, prend, jeton="a.b.c") == [401]
    assert await teams.faux.livrer(teams.webhook, prend, fois=3) == [200, 200, 200]
    await teams.attendre(lambda: "Prise par Camille Moreau" in teams.carte())
    assert teams.journal("prise") == [f"teams:{CAMILLE}"]
    # nothing that is secret stands in what any process wrote
    journaux = (RACINE / "var").glob(f"*-{teams.serveur.port}.log")
    ecrits = [teams.serveur.sortie, *(f.read_text(encoding="utf-8") for f in journaux)]
    secrets = (MOT_DE_PASSE, *teams.faux.jetons, teams.faux.jeton().split(".")[0])
    assert not [secret for secret in secrets for ecrit in ecrits if secret in ecrit]


@pytest.mark.long
async def test_rien_ne_se_perd_ni_ne_se_fait_deux_fois_quand_tout_est_tue(teams: Teams) -> None:
    reference, fil = await teams.demande()
    # received, then all is killed: it is done all the same, and once
    prend = teams.faux.activite(f"je prends {reference}", conversation=CANAL, fil=fil)
    assert await teams.faux.livrer(teams.webhook, prend) == [200]
    teams.tuer()
    await teams.attendre(lambda: "Prise par Camille Moreau" in teams.carte())
    while await teams.faux.livrer(teams.webhook, prend) != [200]:
        await asyncio.sleep(0.2)  # whoever holds the socket meanwhile says to come back
    assert teams.journal("prise") == [f"teams:{CAMILLE}"]

    # what could not leave leaves once Teams takes it again, over another death
    teams.faux.en_panne(503, 503, 429, Retry_After="1")
    repond = f"réponds à {reference} : oui, publiez."
    activite = teams.faux.activite(repond, conversation=CANAL, fil=fil)
    await teams.faux.livrer(teams.webhook, activite)
    await teams.attendre(lambda: not teams.faux.pannes)
    teams.tuer()
    ici = f"{CANAL};messageid={fil}"
    await teams.attendre(lambda: any("publiez" in texte for texte in teams.faux.textes(ici)))
    dits = await teams.dire("où en est ma demande ?")
    assert sum("oui, publiez." in dit.get("text", "") for dit in dits) == 1
