"""`make bench`: what is understood of a bank of sentences, and what a message costs.

The sentences are those of `tests/simulation/banque.yml`, written apart from the training data; the
readers were since mended on them, so that the figures are those of a known bank, not of a new one.
Speeds are ratios to the cheapest message in the same run, so that machines can be compared.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from bot.lecture.texte import plier
from tests.assistant import Assistant

BANQUE = Path(__file__).parent / "simulation" / "banque.yml"
DEBUT = "vérifier la faisabilité"
AVANT: dict[str, list[str]] = {
    "recurrence": [DEBUT, "le nettoyage des locaux"],
    "forme_contrat": [DEBUT, "le nettoyage des locaux", "oui"],
    "duree_ms_mois": ["nettoyage, récurrent, multi-attributaire à marchés subséquents"],
    "duree_mois": ["nettoyage, récurrent, marché avec un seul titulaire"],
    "montant_ht": ["nettoyage, récurrent, marché avec un seul titulaire, 4 ans"],
}
FAITS = "nettoyage récurrent, marché à un seul titulaire, 4 ans, 200 000 € HT"
REPETITIONS = 40
CONVERSATIONS = 5


async def comprehension(
    assistant: Assistant, banque: dict[str, Any]
) -> Iterator[tuple[str, int, int]]:
    """Return, for each question, how many answers were taken at their value, out of how many."""
    lignes = []
    for slot, cas in banque["reponses"].items():
        justes = 0
        for numero, reponse in enumerate(cas):
            expediteur = f"{slot}-{numero}"
            for texte in (*AVANT[slot], reponse["dit"]):
                await assistant.dire(expediteur, texte)
            justes += (await assistant.slots(expediteur))[slot] == reponse["valeur"]
        lignes.append((slot, justes, len(cas)))
    lignes.append(("questions", await _questions(assistant, banque), len(banque["questions"])))
    return iter(lignes)


async def _questions(assistant: Assistant, banque: dict[str, Any]) -> int:
    justes = 0
    for numero, question in enumerate(banque["questions"]):
        await assistant.dire(f"q{numero}", DEBUT)
        reponses = await assistant.dire(f"q{numero}", question["dit"])
        texte = plier(" ".join(r.get("text", "") for r in reponses))
        justes += any(plier(mot) in texte for mot in question["attendu"])
    return justes


async def _mediane(tache: Callable[[int], Awaitable[object]]) -> float:
    durees = []
    for numero in range(REPETITIONS):
        debut = time.perf_counter()
        await tache(numero)
        durees.append(time.perf_counter() - debut)
    return statistics.median(durees) * 1000


async def _conversation(assistant: Assistant) -> float:
    """Return the median cost of a message, from the first facts to the clause, in ms."""
    durees = []
    for numero in range(CONVERSATIONS):
        for texte in (FAITS, *["par défaut"] * 10):
            debut = time.perf_counter()
            await assistant.dire(f"entiere-{numero}", texte)
            durees.append(time.perf_counter() - debut)
    return statistics.median(durees) * 1000


async def main() -> None:
    # the files of the bench are no one's
    os.environ["DATABASE_URL"] = f"sqlite:///{tempfile.mkdtemp()}/banc.db"
    assistant = Assistant()
    banque = yaml.safe_load(BANQUE.read_text(encoding="utf-8"))
    print("compris du premier coup, banque de tests/simulation")
    for nom, justes, total in await comprehension(assistant, banque):
        print(f"  {nom:16}{justes:4} / {total:<4}{justes / total:7.1%}")

    taches: dict[str, Callable[[int], Awaitable[object]]] = {
        "message vide (plancher)": lambda n: assistant.dire(f"v{n}", ""),
        "analyse seule": lambda n: assistant.analyser("marché de nettoyage de 4 ans"),
        "question du guide": lambda n: assistant.dire(f"g{n}", "c'est quoi un titulaire ?"),
        "quatre faits, jusqu'à l'avis": lambda n: assistant.dire(f"a{n}", FAITS),
    }
    mesures = {nom: await _mediane(tache) for nom, tache in taches.items()}
    mesures["conversation entière, par message"] = await _conversation(assistant)
    plancher = next(iter(mesures.values()))
    print("\ncoût d'un message (le premier, sauf mention), actions dans le même processus")
    for nom, ms in mesures.items():
        print(f"  {nom:32}{ms:8.1f} ms{ms / plancher:7.1f} ×")


if __name__ == "__main__":
    asyncio.run(main())
