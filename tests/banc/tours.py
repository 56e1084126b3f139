"""What is noted of messages that people wrote in front of a screen, against what they meant.

`python -m tests.banc.tours FILE…` plays banks, prints what is not right, then totals (`-q`: these
alone). Their authors saw screens (those of `tests/tours/ecrans.yml`), and nothing of the code nor
of the data: what a bank says flatters nobody as long as nobody reads it. A bank lists messages
(`ecran`: a name of `ecrans.yml`; `dit`; `devient`: what it changes, and to what) or journeys
(`nom`, `dits`, `finit`: what is noted in the end). Of own words, « ~heures chantier » stands for
any text that holds these words.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.dialogue.etat import Etat
from bot.donnees import RACINE
from bot.dossiers.base import preparer
from bot.francais.texte import plier
from bot.reglages import reglages
from tests.assistant import Assistant

ECRANS = RACINE / "tests" / "tours" / "ecrans.yml"
EN_MOTS = "~"
CLASSES = ("juste", "rien noté", "à moitié", "faux")
# what the buyer did not tell: worked out, or about the conversation
DEDUITS = {"requested_slot", "session_started_metadata", "dossier", "projet", "revue_modalites"}
DEDUITS |= {"obligation_sociale", "type_achat", "revue_garanties"}
AVIS, VIGILANCE = "faisabilite", "_avec_vigilance"
# nobody guesses the codes of a bank; a busy machine is no failure
EMPREINTE_LEGERE = {"n": 2, "r": 8, "p": 1}
DELAI_S = 60.0

Valeurs = Mapping[str, Any]


async def jouer(dits: Iterable[str], assistant: Assistant) -> tuple[Valeurs, Valeurs]:
    """Return what is noted before the last of some messages, and after it."""
    acheteur = uuid.uuid4().hex
    avant, apres = dict[str, Any](), dict[str, Any]()
    for dit in dits:
        await assistant.dire(acheteur, dit)
        slots = await assistant.slots(acheteur)
        notes = {**slots, **(slots.get("projet") or {}), **_choisi(assistant.etat(acheteur))}
        notes[AVIS] = (notes.get(AVIS) or "").removesuffix(VIGILANCE)
        avant, apres = apres, {n: v for n, v in notes.items() if n not in DEDUITS and v is not None}
    return avant, apres


def _choisi(etat: Etat) -> Valeurs:
    """Return the list that is being chosen, which « autre chose ? » leaves open."""
    return {str(etat.question): [*etat.suivi.liste]} if etat.suivi.liste else {}


async def classer(lu: Valeurs, assistant: Assistant) -> tuple[str, Valeurs, Valeurs]:
    """Return how right a message or a journey of a bank is, what is expected, and what was noted.

    « faux »: something is noted that was not meant.
    """
    if "dits" in lu:
        _, finit = await jouer(lu["dits"], assistant)
        note = {nom: finit[nom] for nom in lu["finit"] if finit.get(nom) not in (None, "")}
        return _classe(lu["finit"], note), lu["finit"], note
    avant, apres = await jouer([*_ecrans()[lu["ecran"]], str(lu["dit"])], assistant)
    attendu = {nom: v for nom, v in (lu.get("devient") or {}).items() if nom not in DEDUITS}
    noms = {**avant, **apres}.keys() - {AVIS}
    change = {nom: apres.get(nom) for nom in noms if avant.get(nom) != apres.get(nom)}
    return _classe(attendu, change), attendu, change


def _classe(attendu: Valeurs, note: Valeurs) -> str:
    justes = {nom for nom in note if nom in attendu and _est(attendu[nom], note[nom])}
    if note.keys() - justes:
        return "faux"
    if justes == attendu.keys():
        return "juste"
    return "à moitié" if justes else "rien noté"


def _est(attendu: Any, note: Any) -> bool:
    if isinstance(attendu, list):
        restent = [*(note or [])]
        for un in attendu:
            trouve = next((autre for autre in restent if _est(un, autre)), None)
            if trouve is None:
                return False
            restent.remove(trouve)
        return not restent
    if isinstance(attendu, Mapping):
        memes = isinstance(note, Mapping) and attendu.keys() == note.keys()
        return memes and all(_est(valeur, note[nom]) for nom, valeur in attendu.items())
    if isinstance(attendu, str) and attendu.startswith(EN_MOTS):
        dite = plier(str(note or ""))
        return all(mot in dite for mot in plier(attendu.removeprefix(EN_MOTS)).split())
    return bool(attendu == note)


@cache
def _ecrans() -> Mapping[str, list[str]]:
    lus: dict[str, list[str]] = yaml.safe_load(ECRANS.read_text(encoding="utf-8"))
    return lus


def main() -> None:
    """Play the banks that are named, each with its totals."""
    with tempfile.TemporaryDirectory() as dossier, pytest.MonkeyPatch.context() as essai:
        essai.setenv("DATABASE_URL", f"sqlite:///{dossier}/tours.db")
        essai.setattr("bot.guichet.DELAI_S", DELAI_S)
        essai.setattr("bot.dossiers.acces.COUT", EMPREINTE_LEGERE)
        reglages.cache_clear()
        preparer(reglages().base)
        assistant = Assistant()
        for fichier in [Path(nom) for nom in sys.argv[1:] if nom != "-q"]:
            compte = Counter[str]()
            for rang, lu in enumerate(yaml.safe_load(fichier.read_text(encoding="utf-8")), 1):
                classe, attendu, note = asyncio.run(classer(lu, assistant))
                compte[classe] += 1
                if "-q" not in sys.argv and classe != "juste":
                    dit = lu.get("dit") or " | ".join(lu["dits"])
                    print(
                        f"{fichier.stem}{rang:03} {classe} [{lu.get('ecran', lu.get('nom'))}] {dit}"
                    )
                    print(f"     {dict(attendu)} | {dict(note)}", flush=True)
            print(fichier.stem, ", ".join(f"{nom} {compte[nom]}" for nom in CLASSES), flush=True)


if __name__ == "__main__":
    main()
