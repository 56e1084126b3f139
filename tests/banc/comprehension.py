"""What a pipeline understands of the held-out sentences, and what a message costs it.

Each pipeline is measured in a process of its own, for its memory to be its own:
`python -m tests.banc.comprehension MODEL [PART LEFT OUT]` prints its measures as JSON.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sklearn.metrics import f1_score

from bot.donnees import RACINE
from bot.nlu.modele import ModeleIntentions
from bot.nlu.vues import VueDesVecteurs, toutes_les_vues
from tests.banc.modeles import PYTHON_DE_RASA, RASA_ENTIER
from tests.phrases import entrainement, tenues_a_part

QUANTITES = ("duree_mois", "montant_ht")
REFUS = ("hors_sujet", "autre_langue", "insulter", "nlu_fallback")
PARTIES = ("mots", "lettres", "lectures", "vecteurs", "accents", "correction")


@dataclass(frozen=True)
class Mesures:
    """Shares from 0 to 1, but for `ms` (median per message), `mo` (whole process) and `ko`.

    `entites` is the F1 of the durations and amounts found in a sentence, `valeurs` that of those
    given as the right number. `rejet`: messages out of scope that are not taken for something
    else; `refus_a_tort`: the others that are. `ko`: what the process grows by, per message.
    """

    justesse: float
    macro_f1: float
    entites: float
    valeurs: float
    rejet: float
    refus_a_tort: float
    ms: float
    mo: float
    ko: float


def mesurer(modele: Path, sans: str | None = None, rasa_entier: bool = False) -> Mesures:
    """Measure a model of Rasa, or ours without one of its parts, in a process of its own."""
    python = str(PYTHON_DE_RASA) if rasa_entier else sys.executable
    sortie = subprocess.run(
        [python, "-m", "tests.banc.comprehension", str(modele), *([sans] if sans else [])],
        cwd=RACINE,
        env={**os.environ, **(RASA_ENTIER if rasa_entier else {})},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return Mesures(**json.loads(sortie.splitlines()[-1]))


class Pipeline:
    """A loaded model, as `/model/parse` runs it."""

    def __init__(self, modele: Path, sans: str | None) -> None:
        from rasa.core.agent import Agent
        from rasa.utils.log_utils import configure_structlog

        configure_structlog(logging.WARNING)
        self.agent = Agent.load(str(modele))
        self.durees: list[float] = []
        if sans:
            self._remplacer(_apprendre(sans))

    def analyser(self, texte: str) -> dict[str, Any]:
        debut = time.perf_counter()
        analyse: dict[str, Any] = asyncio.run(self.agent.parse_message(texte))
        self.durees.append(time.perf_counter() - debut)
        return analyse

    def _remplacer(self, modele: ModeleIntentions) -> None:
        """Put another model in the place of the one that was loaded."""
        noeuds = self.agent.processor.graph_runner._instantiated_nodes.values()
        composants = [noeud._component for noeud in noeuds]
        (classifieur,) = (c for c in composants if type(c).__name__ == "Comprehension")
        classifieur._modeles = classifieur._modeles._replace(intentions=modele)


def _apprendre(sans: str) -> ModeleIntentions:
    vues = toutes_les_vues()
    vues.pop(sans, None)
    if sans == "accents":
        vues["vecteurs"] = VueDesVecteurs(accentuer=False)
    modele = ModeleIntentions(vues, corriger=sans != "correction")
    modele.apprendre(*zip(*entrainement(), strict=True))
    return modele


def _mesurer_ici(pipeline: Pipeline) -> Mesures:
    vraies = [(e, p) for nom in ("intentions", "questions") for e, p in _phrases(nom)]
    dehors = [*tenues_a_part("hors_sujet_frais"), *tenues_a_part("autre_langue")]
    pipeline.analyser("bonjour")
    pipeline.durees.clear()
    avant = _memoire_mo()
    trouvees = [_etiquettes(pipeline.analyser(phrase)) for _, phrase in vraies]
    attendues = [etiquette for etiquette, _ in vraies]
    obtenues = [etiquette for etiquette, _ in trouvees]
    refusees = [refusee for _, refusee in trouvees]
    a_garder = [e not in REFUS for e in attendues]
    gardees = [r for r, garde in zip(refusees, a_garder, strict=True) if garde]
    gardees += [_etiquettes(pipeline.analyser(p))[1] for p in tenues_a_part("dans_le_sujet_frais")]
    rejets = [_etiquettes(pipeline.analyser(phrase))[1] for phrase in dehors]
    entites, valeurs = _quantites(pipeline)
    return Mesures(
        justesse=statistics.mean(a == b for a, b in zip(attendues, obtenues, strict=True)),
        macro_f1=f1_score(attendues, obtenues, labels=sorted(set(attendues)), average="macro"),
        entites=entites,
        valeurs=valeurs,
        rejet=statistics.mean(rejets),
        refus_a_tort=statistics.mean(gardees),
        ms=statistics.median(pipeline.durees) * 1000,
        mo=_memoire_mo(),
        ko=(_memoire_mo() - avant) * 1024 / len(pipeline.durees),
    )


def _phrases(nom: str) -> list[tuple[str, str]]:
    contenu: Mapping[str, list[str]] = tenues_a_part(nom)
    return [(etiquette, phrase) for etiquette, phrases in contenu.items() for phrase in phrases]


def _etiquettes(analyse: dict[str, Any]) -> tuple[str, bool]:
    """Return the likeliest label, fallback apart, and whether the message is declined."""
    intention = analyse["intent"]["name"]
    refusee = intention in REFUS
    rangs = [r["name"] for r in analyse["intent_ranking"] if r["name"] != "nlu_fallback"]
    if intention == "nlu_fallback":  # of words that are all unknown, nothing else is likely
        intention = next(iter(rangs), intention)
    if intention == "faq":  # of Rasa's own classifier: a second one tells the question
        choix = (c for nom, c in analyse["response_selector"].items() if isinstance(c, dict))
        reponses = [c["response"] for c in choix if "response" in c]
        intention = reponses[0]["intent_response_key"] if reponses else intention
    return intention, refusee


def _quantites(pipeline: Pipeline) -> tuple[float, float]:
    trouvees, justes, attendues, nombre = 0, 0, 0, 0
    for cas in tenues_a_part("quantites"):
        lues = {
            e["entity"]: e["value"]
            for e in pipeline.analyser(cas["dit"])["entities"]
            if e["entity"] in QUANTITES
        }
        vraies = {nom: cas[nom] for nom in QUANTITES if nom in cas}
        nombre += len(lues)
        attendues += len(vraies)
        trouvees += len(lues.keys() & vraies.keys())
        justes += sum(_egal(lues.get(nom), valeur) for nom, valeur in vraies.items())
    return 2 * trouvees / (nombre + attendues), 2 * justes / (nombre + attendues)


def _egal(lue: Any, vraie: float) -> bool:
    return isinstance(lue, int | float) and abs(lue - vraie) < 0.51


def _memoire_mo() -> float:
    statut = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(statut.split("VmRSS:")[1].split()[0]) / 1024


if __name__ == "__main__":
    partie = sys.argv[2] if len(sys.argv) > 2 else None
    print(json.dumps(asdict(_mesurer_ici(Pipeline(Path(sys.argv[1]), partie)))))
