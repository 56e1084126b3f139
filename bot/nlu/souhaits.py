"""Learn which wishes discriminate from labelled ones: `python -m bot.nlu.souhaits FILE`."""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.svm import SVC

from bot.donnees import DONNEES, lire_yaml, referentiel
from bot.francais.texte import Texte
from bot.lecture.assemblage import preparer
from bot.lecture.clause.discriminations import DEGRE, ECHELLE, ModeleDesSouhaits, Traits, Vues
from bot.lecture.clause.personnes import Repere, reperes, traits

SOUHAITS = "lecture", "souhaits"
CADRES = "cadres.yml"
# what is said of people, beside an answer, that wishes nothing of them
REMARQUES = "lecture", "remarques", "gens.yml"
# what an error costs beside a wide margin, how many sentences must bear a trait for it to tell
# anything of others, how many times a frame is filled: chosen with each author left out in turn
COUT, FOIS_AU_MOINS, REMPLISSAGES = 3.0, 2, 2
A_REMPLIR = re.compile(r"\{(\w+)\}")
# « de étrangers », « n’est enceinte »: what filling a frame leaves to be mended
ELISIONS = (
    (re.compile(r"\b([Dd])e (?=[aeiouyàâéèêîôœAEIOUÉ])"), r"\1’"),
    (re.compile(r"\bde le\b"), "du"),
    (re.compile(r"\bà le\b"), "au"),
    (re.compile(r"\b([Nn])’(?=[bcdfghjklmnpqrstvwxz])"), r"\1e "),
)
# what a general policy asks of a company, it asks of nobody for what they are
TRIENT = (True, "discrimination", "preference_locale")
# these wishes may be anything: they are no examples of ordinary sentences
SOUHAITE = "exprimer_souhait"


class Souhait(NamedTuple):
    """A sentence, and whether it discriminates."""

    dit: str
    illicite: bool


class Vu(NamedTuple):
    """A sentence, cut, with its marks."""

    texte: Texte
    reperes: list[Repere]


def souhaits_appris() -> Iterator[tuple[str, list[Souhait]]]:
    """Yield the wishes of each author; ours are frames, filled with words."""
    for fichier in sorted(DONNEES.joinpath(*SOUHAITS).glob("*.yml")):
        lus = lire_yaml(*SOUHAITS, fichier.name)
        siens = (
            remplir(lus)
            if fichier.name == CADRES
            else [Souhait(lu["dit"], lu.get("pourquoi", not lu["licite"]) in TRIENT) for lu in lus]
        )
        yield fichier.stem, siens


def remplir(cadres: Mapping[str, Mapping[str, Sequence[str]]]) -> list[Souhait]:
    """Fill each frame with a few of the words, the same in lawful and in unlawful ones."""
    hasard = random.Random(0)  # the same sentences at each training
    remplies = {
        (_mender(A_REMPLIR.sub(lambda m: hasard.choice(cadres["mots"][m[1]]), cadre)), illicite)
        for liste, illicite in (("illicites", True), ("licites", False))
        for cadre in cadres[liste]
        for _ in range(REMPLISSAGES if A_REMPLIR.search(cadre) else 1)
    }
    return [Souhait(*remplie) for remplie in sorted(remplies)]


def _mender(phrase: str) -> str:
    for faute, juste in ELISIONS:
        phrase = faute.sub(juste, phrase)
    return phrase


def phrases_ordinaires() -> list[Souhait]:
    """Return what else is said to the assistant, which wishes nothing, and our own actions."""
    guide = referentiel()
    actions = [action.libelle for axe in guide.axes.values() for action in axe.actions]
    redactions = [dite for carte in guide.perimetre.values() for dite in carte.redactions.values()]
    dites = (*actions, *redactions, *phrases_dites(), *lire_yaml(*REMARQUES))
    return [Souhait(dite, False) for dite in dites]


def phrases_dites() -> list[str]:
    """Return the examples of the intents, but for wishes."""
    return [
        ligne.removeprefix("- ").strip()
        for fichier in sorted((DONNEES / "nlu").glob("*.yml"))
        for exemples in lire_yaml("nlu", fichier.name)["nlu"]
        if exemples["intent"] != SOUHAITE
        for ligne in exemples["examples"].splitlines()
        if ligne.strip()
    ]


def apprendre(souhaits: Iterable[Souhait]) -> ModeleDesSouhaits:
    """Learn from wishes that name a group of people; the same ones always give the same model."""
    appris = [(vu, souhait.illicite) for souhait in souhaits if (vu := _voir(souhait.dit)).reperes]
    # what names nobody is never judged: it would teach nothing of what is
    appris = [(vu, illicite) for vu, illicite in appris if any(r.groupe for r in vu.reperes)]
    connus = apprendre_les_traits([list(traits(*vu)) for vu, _ in appris])
    vues = [connus.voir(traits(*vu)) for vu, _ in appris]
    machine = SVC(
        C=COUT, kernel="poly", degree=DEGRE, gamma=ECHELLE, coef0=1, class_weight="balanced"
    )
    machine.fit(en_lignes(vues, len(connus.rangs)), [illicite for _, illicite in appris])
    soutiens = [vues[rang] for rang in machine.support_]
    par_trait = en_lignes(soutiens, len(connus.rangs)).tocsc()
    return ModeleDesSouhaits(
        connus,
        par_trait.indptr,
        par_trait.indices.astype(np.uint16),
        par_trait.data,
        np.asarray(machine.dual_coef_.todense(), np.float32).ravel(),
        float(machine.intercept_[0]),
    )


def _voir(dit: str) -> Vu:
    texte = preparer(dit)
    return Vu(texte, reperes(texte))


def apprendre_les_traits(phrases: Sequence[Iterable[Iterable[str]]]) -> Traits:
    """Return the traits that stand in several sentences, given the views of each."""
    fois = Counter(trait for vues in phrases for vue in vues for trait in set(vue))
    noms = sorted(trait for trait, n in fois.items() if n >= FOIS_AU_MOINS)
    comptes = np.array([fois[nom] for nom in noms])
    raretes = np.log((1 + len(phrases)) / (1 + comptes)) + 1
    return Traits({nom: rang for rang, nom in enumerate(noms)}, raretes.astype(np.float32))


def en_lignes(vues: Sequence[Vues], largeur: int) -> csr_matrix:
    """Return sentences as the rows of a matrix, a trait a column."""
    bornes = np.cumsum([0, *(len(vue.rangs) for vue in vues)])
    valeurs = np.concatenate([vue.valeurs for vue in vues])
    rangs = np.concatenate([vue.rangs for vue in vues])
    return csr_matrix((valeurs, rangs, bornes), shape=(len(vues), largeur))


def main() -> None:
    """Learn from all wishes, and write the model to the file that is named, whole or not at all."""
    fichier = Path(sys.argv[1])
    tous = [souhait for _, siens in souhaits_appris() for souhait in siens]
    apprendre([*tous, *phrases_ordinaires()]).enregistrer(fichier)


if __name__ == "__main__":
    main()
