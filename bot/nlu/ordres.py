"""Learn which order a facilitator's sentence gives: `python -m bot.nlu.ordres FILE`."""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.svm import LinearSVC

from bot.donnees import DONNEES, lire_yaml
from bot.nlu.souhaits import apprendre_les_traits, en_lignes
from bot.triage.extraits import Extrait
from bot.triage.sens import AUCUN, ModeleDesOrdres, traits
from bot.triage.tournures import SURE, VAGUE, couper, sans_l_assistant, sans_queue, vue

PHRASES = "triage", "phrases"
VERBES = "verbes.yml"
# what an error costs, how much a sentence of ours weighs beside one of somebody who saw no code,
# how many turns of phrase each verb is put in: chosen with each author left out in turn
COUT, POIDS_DES_NOTRES, FOIS_ORDONNE, FOIS_RIEN, FOIS_AUTRE = 1.0, 0.4, 8, 3, 2
# no text follows the sign of these, but a name may, or why: « je rends la 12 : trop de travail »
SANS_TEXTE, MOTS_D_UN_NOM = {"prendre", "liberer", "passer", "rouvrir"}, 3
A_REMPLIR = re.compile(r"\{(\w+)\}")
TELS_QUELS = "dits"


class Appris(NamedTuple):
    """A sentence, the order that it gives, and how much it weighs."""

    dit: str
    genre: str
    poids: float


def phrases_apprises() -> Iterator[tuple[str, list[Appris]]]:
    """Yield the sentences of each author; ours are made of verbs and turns of phrase."""
    for fichier in sorted(DONNEES.joinpath(*PHRASES).glob("*.yml")):
        lues = lire_yaml(*PHRASES, fichier.name)
        if fichier.name == VERBES:
            yield fichier.stem, [Appris(*p, POIDS_DES_NOTRES) for p in engendrer(lues)]
        else:
            yield fichier.stem, [Appris(d, g, 1.0) for g, dits in lues.items() for d in dits]


def engendrer(lues: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Put each verb in turns of phrase that order, and in others that ask for nothing."""
    hasard = random.Random(0)  # the same sentences at each training
    dites: set[tuple[str, str]] = set()
    for genre, formes in lues["verbes"].items():
        for forme, verbes in formes.items():
            for verbe in verbes:
                for tournure, donne in _tournures(lues, genre, forme, verbe, hasard):
                    dites.add(
                        (
                            _remplir(
                                _mettre(tournure, verbe, lues["clitiques"]), lues["mots"], hasard
                            ),
                            donne,
                        )
                    )
    return sorted(dites)


def _tournures(
    lues: Mapping[str, Any], genre: str, forme: str, verbe: str, hasard: random.Random
) -> Iterator[tuple[str, str]]:
    if forme == TELS_QUELS:
        yield from [("{v}", genre)] * (2 if A_REMPLIR.search(verbe) else 1)
        return
    ordonnent: Sequence[str] = lues["ordonnent"].get(forme, ())
    for tournure in hasard.sample(ordonnent, min(FOIS_ORDONNE, len(ordonnent))):
        yield tournure, genre
    if "{d}" in verbe:
        autre = verbe.replace("{d}", "{autre}")
        for tournure in hasard.sample(ordonnent, min(FOIS_AUTRE, len(ordonnent))):
            yield tournure.replace("{v}", autre), AUCUN
    if not set(verbe.split()) & set(lues["nient"]):
        for tournure in hasard.sample(lues["n_ordonnent_pas"][forme], FOIS_RIEN):
            yield tournure, AUCUN


def _mettre(tournure: str, verbe: str, clitiques: Collection[str]) -> str:
    """Put a verb in a turn of phrase: « je ne la prends pas », not « je ne la pas prends »."""
    mots = verbe.split()
    rang = next((rang for rang, mot in enumerate(mots) if mot not in clitiques), 0) + 1
    v1, v2 = " ".join(mots[:rang]), " ".join(mots[rang:])
    return tournure.replace("{v}", verbe).replace("{v1}", v1).replace("{v2}", v2)


def _remplir(dit: str, mots: Mapping[str, Sequence[str]], hasard: random.Random) -> str:
    while A_REMPLIR.search(dit):
        dit = A_REMPLIR.sub(lambda lu: hasard.choice(mots[lu[1]]), dit)
    return re.sub(r"  +", " ", dit).strip()


def apprendre(appris: Iterable[Appris]) -> ModeleDesOrdres:
    """Learn from labelled sentences; the same ones always give the same model."""
    dits = [(vu, p) for p in appris for vu in _vues(p)]
    vus = [list(traits(vu)) for vu, _ in dits]
    connus = apprendre_les_traits(vus)
    lignes = en_lignes([connus.voir(vu) for vu in vus], len(connus.rangs))
    machine = LinearSVC(C=COUT, random_state=0)
    machine.fit(lignes, [p.genre for _, p in dits], sample_weight=[p.poids for _, p in dits])
    return ModeleDesOrdres(
        connus,
        tuple(map(str, machine.classes_)),
        machine.coef_.T.astype(np.float32),
        machine.intercept_.astype(np.float32),
    )


def _vues(appris: Appris) -> list[list[str]]:
    """Return what is seen of a sentence; « le 12 » is said where « la 12 » is.

    Of « trop de travail : je rends la 12 », what stands before the sign orders nothing by itself.
    """
    phrase = couper(sans_l_assistant(Extrait.de(appris.dit)))
    if (
        appris.genre in SANS_TEXTE
        and phrase.queue
        and len(phrase.queue.plie.split()) > MOTS_D_UN_NOM
    ):
        phrase = sans_queue(phrase)
    vu = vue(phrase)
    return [vu, [VAGUE if mot == SURE else mot for mot in vu]] if SURE in vu else [vu]


def main() -> None:
    """Learn from all sentences, and write the model to the file named, whole or not at all."""
    fichier = Path(sys.argv[1])
    tous = [appris for _, siens in phrases_apprises() for appris in siens]
    apprendre(tous).enregistrer(fichier)


if __name__ == "__main__":
    main()
