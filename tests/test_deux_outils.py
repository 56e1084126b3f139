"""Two facilitators, one in Slack and one in Teams, on the same requests, while all is killed."""

from __future__ import annotations

import asyncio
import os
import random
import re
import signal
import sqlite3
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.donnees import A_RENVOYER
from bot.dossiers.conversations import ACHETEUR
from tests.faux_slack import CANAL as CANAL_SLACK
from tests.faux_slack import JETON, NOMS, SECRET, Appelant, FauxSlack
from tests.faux_teams import CAMILLE, CANAL, FauxTeams
from tests.faux_teams import NOMS as NOMS_DE_TEAMS
from tests.serveur import Serveur

MARCHE = "Nettoyage de bureaux, récurrent, marché à un seul titulaire, 4 ans, 200 000 € HT"
SOPHIE = "USOPHIE"
DEMANDES, ARRETS = 200, 10
AU_JOURNAL = "SELECT qui FROM journal WHERE dossier_id = ? AND nature"
TENUE_PAR = {f"slack:{SOPHIE}": NOMS[SOPHIE], f"teams:{CAMILLE}": NOMS_DE_TEAMS[CAMILLE]}


@dataclass(frozen=True)
class Acte:
    """What one of them does to a request; a tool delivers it as often as it must."""

    outil: str
    phrase: str
    numero: str


class DeuxOutils:
    """The running assistant between a Slack and a Teams."""

    def __init__(self, serveur: Serveur, slack: FauxSlack, teams: FauxTeams) -> None:
        self.serveur = serveur
        self.slack = slack
        self.teams = teams
        self._appelant = Appelant(serveur.url)

    async def demande(self, acheteur: str) -> str:
        """Have a request handed over; return its reference."""
        await self._dire(acheteur, MARCHE)
        dits = await self._dire(acheteur, "je veux l'avis du facilitateur")
        trouvees = re.findall(r"PPS-\d{4}-\d{6}", " ".join(d.get("text", "") for d in dits))
        return str(trouvees[0])

    async def livrer(self, acte: Acte) -> None:
        """Deliver an act until it is received."""
        while not await self._livrer(acte):
            await asyncio.sleep(0.2)

    async def _livrer(self, acte: Acte) -> bool:
        if acte.outil == "teams":
            activite = self.teams.activite(acte.phrase, id=acte.numero)
            adresse = f"{self.serveur.url}/webhooks/teams/webhook"
            return await self.teams.livrer(adresse, activite) == [200]
        try:
            dire = self._appelant.dit
            return await asyncio.to_thread(dire, SOPHIE, acte.phrase, numero=acte.numero) == 200
        except OSError:
            return False

    async def _dire(self, acheteur: str, texte: str) -> list[dict[str, Any]]:
        while True:
            dits = await asyncio.to_thread(self.serveur.dire, acheteur, texte)
            if not any(dit.get("custom", {}).get("type") == A_RENVOYER for dit in dits):
                return dits

    def tuer(self) -> None:
        for processus in self.serveur.descendants():
            os.kill(processus, signal.SIGKILL)

    def lire(self, requete: str, *valeurs: Any) -> list[tuple[Any, ...]]:
        with sqlite3.connect(f"file:{self.serveur.base}?mode=ro", uri=True) as base:
            return base.execute(requete, valeurs).fetchall()

    async def finir(self) -> None:
        """Wait until all that came is worked, and all that is to leave has left."""
        restent = (
            "SELECT 1 FROM evenements WHERE traite_le IS NULL "
            "UNION ALL SELECT 1 FROM envois WHERE etat = 'a_envoyer'"
        )
        while self.lire(restent):
            await asyncio.sleep(0.5)


@pytest.fixture
async def outils(tmp_path: Path) -> AsyncIterator[DeuxOutils]:
    slack, teams = FauxSlack(), FauxTeams()
    serveur = Serveur(
        tmp_path,
        SLACK_BOT_TOKEN=JETON,
        SLACK_SIGNING_SECRET=SECRET,
        SLACK_CANAL_TRIAGE=CANAL_SLACK,
        SLACK_FACILITATEURS=SOPHIE,
        SLACK_API_URL=slack.api,
        **teams.reglages(TEAMS_FACILITATEURS=CAMILLE),
    )
    try:
        await asyncio.to_thread(serveur.attendre_pret)
        yield DeuxOutils(serveur, slack, teams)
    finally:
        serveur.arreter()
        teams.arreter()
        slack.fermer()


def _actes(references: list[str], alea: random.Random) -> list[Acte]:
    actes = [
        Acte(outil, phrase.format(reference), f"{reference}-{outil}-{rang}")
        for reference in references
        for outil in ("slack", "teams")
        for rang, phrase in enumerate(("je prends {0}", "réponds à {0} : réponse à {0}"))
    ]
    alea.shuffle(actes)
    return actes


@pytest.mark.long
async def test_chaque_demande_est_prise_par_un_seul_et_repondue_une_fois(
    outils: DeuxOutils,
) -> None:
    alea = random.Random(21)
    references = {}
    for _ in range(DEMANDES):
        acheteur = uuid.uuid4().hex
        references[await outils.demande(acheteur)] = acheteur
    actes = _actes(list(references), alea)
    pas = len(actes) // ARRETS
    for rang, acte in enumerate(actes):
        if rang % pas == pas // 2:
            outils.tuer()
        for _ in range(alea.choice((1, 1, 2, 3))):  # as a tool that was not told in time
            await outils.livrer(acte)
    await outils.finir()
    for reference, acheteur in references.items():
        rang = int(reference.split("-")[2])
        prises = outils.lire(f"{AU_JOURNAL} = 'prise'", rang)
        assert len(prises) == 1, (reference, prises)
        # each act that was done is in the journal once, by who did it
        assert outils.lire(f"{AU_JOURNAL} = 'reponse'", rang) == prises
        assert outils.lire(f"{AU_JOURNAL} = 'transmis'", rang) == [(ACHETEUR,)]
        dits = outils.lire(
            "SELECT texte FROM messages WHERE de = 'facilitateur' AND conversation = ?", acheteur
        )
        assert dits == [(f"réponse à {reference}",)]
        # the card says the same in both, and is one in the tool that can tell
        nom = TENUE_PAR[str(prises[0][0])]
        (dans_slack,) = [m["text"] for m in outils.slack.cartes() if reference in m["text"]]
        dans_teams = [texte for texte in outils.teams.textes(CANAL) if reference in texte]
        assert f"Prise par {nom}" in dans_slack
        assert f"Prise par {nom}" in dans_teams[-1]
