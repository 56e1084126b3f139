"""Learn to find what is bought from labelled texts: `python -m bot.nlu.objets FILE`."""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.donnees import DONNEES, lire_yaml
from bot.francais.texte import plier
from bot.lecture.ailleurs import du_contrat
from bot.lecture.assemblage import preparer
from bot.lecture.jugement import Jugement
from bot.lecture.objets.modele import ModeleDesObjets
from bot.lecture.objets.traits import LIENS, MOTS_AU_PLUS, Mots, du_dernier, du_premier, premiers

# texts whose only labels are subjects, between these; and others, each under the form that it tells
SUJETS, FORMES = ("lecture", "objets"), ("lecture", "formes_et_objets")
MARQUE = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)
# texts, what is typed in a few words, and texts of which the roles are not labelled
TEXTES = tuple(("lecture", dossier) for dossier in ("mentions", "brefs", "textes"))
OBJET = "objet"
ELIDEES = frozenset("aeiouyhàâéèêëîïôœùû")
# what an error costs, beside the size of the weights, and how many words must bear a trait for it
# to tell anything of others: chosen by cross-validation on the texts
COUT, FOIS_AU_MOINS = 0.5, 2
# these say what is bought, or may
PARLENT_DU_CONTRAT = (
    *("dire_", "corriger", "supposer", "autre_marche"),
    *("verifier_faisabilite", "rediger_clause", "exprimer_souhait"),
)


class Etiquete(NamedTuple):
    """A text as words, and where its subject stands: each time that it is named."""

    mots: Mots
    objets: Sequence[tuple[int, int]]


class Vue(NamedTuple):
    """What is seen of a word, and whether a subject starts, or ends, with it."""

    traits: frozenset[str]
    vraie: bool


def etiqueter(texte: str, objet: str | None) -> Etiquete | None:
    """Return a text with the places of its subject; nothing when its words are not the text's."""
    mots = Mots(du_contrat(preparer(texte)))
    places = list(_places(mots, _sans_liens(objet))) if objet else []
    return Etiquete(mots, places) if places or not objet else None


def _places(mots: Mots, cherches: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where words stand one after the other, tools between them left aside."""
    dits = [_sans_liens(mots.texte.brut[j.debut : j.fin]) for j in mots.texte.jetons]
    for debut in range(len(dits)):
        trouves: list[str] = []
        for fin in range(debut, min(debut + MOTS_AU_PLUS, len(dits))):
            trouves += dits[fin]
            if not dits[debut] or trouves != cherches[: len(trouves)]:
                break
            # the parenthesis that closes is part of it
            if len(trouves) == len(cherches) and not mots.est_ouvert(debut, fin):
                yield debut, fin
                break


def _sans_liens(dit: str) -> list[str]:
    return [mot for mot in re.findall(r"\w+", plier(str(dit))) if mot not in LIENS]


def apprendre(textes: Iterable[Etiquete]) -> ModeleDesObjets:
    """Learn where subjects start and end; the same texts always give the same model."""
    textes = list(textes)
    textes += list(greffer([texte for texte in textes if texte.objets]))
    return ModeleDesObjets(
        juger([vue for texte in textes for vue in _des_premiers(texte)]),
        juger([vue for texte in textes for vue in _des_derniers(texte)]),
    )


def greffer(textes: Sequence[Etiquete]) -> Iterator[Etiquete]:
    """Yield each text with the subject of another: what is said around one holds for any."""
    dits = [_dit(texte, *texte.objets[0]) for texte in textes]
    # « l'entretien » takes no « maintenance »
    elides = [dit[0].lower() in ELIDEES for dit in dits]
    hasard = random.Random(0)
    for texte, dit, elide in zip(textes, dits, elides, strict=True):
        autre = hasard.choice([d for d, e in zip(dits, elides, strict=True) if e == elide])
        objet = _avec_les_capitales(autre, dit)
        debut, fin = (texte.mots.texte.jetons[place] for place in texte.objets[0])
        brut = texte.mots.texte.brut
        if greffe := etiqueter(brut[: debut.debut] + objet + brut[fin.fin :], objet):
            yield greffe


def _dit(texte: Etiquete, debut: int, fin: int) -> str:
    jetons = texte.mots.texte.jetons
    return texte.mots.texte.brut[jetons[debut].debut : jetons[fin].fin]


def _avec_les_capitales(objet: str, modele: str) -> str:
    """Return a subject in capitals as another is; « RGPD » keeps its own."""
    if modele.isupper():
        return objet.upper()
    if modele[0].isupper():
        return objet[0].upper() + objet[1:]
    return objet.lower() if objet.isupper() else objet[0].lower() + objet[1:]


def _des_premiers(texte: Etiquete) -> Iterator[Vue]:
    debuts = {debut for debut, _ in texte.objets}
    for place in premiers(texte.mots):
        yield Vue(frozenset(du_premier(texte.mots, place)), place in debuts)


def _des_derniers(texte: Etiquete) -> Iterator[Vue]:
    for debut, fin in texte.objets:
        # where nothing follows, there is nothing to tell
        for place in range(debut, min(fin + 1, texte.mots.limite(debut))):
            if texte.mots.est_ouvert(debut, place):
                continue
            yield Vue(frozenset(du_dernier(texte.mots, debut, place)), place == fin)


def juger(vues: Sequence[Vue]) -> Jugement:
    """Learn to tell what is true by its traits; the same views always give the same weights."""
    fois = Counter(trait for vue in vues for trait in vue.traits)
    noms = sorted(trait for trait, n in fois.items() if n >= FOIS_AU_MOINS)
    rangs = {trait: rang for rang, trait in enumerate(noms)}
    lignes = [sorted(rangs[t] for t in vue.traits if t in rangs) for vue in vues]
    bornes = np.cumsum([0, *map(len, lignes)])
    indices = np.array([rang for ligne in lignes for rang in ligne])
    colonnes = csr_matrix((np.ones(len(indices), np.float32), indices, bornes))
    regression = LogisticRegression(C=COUT, solver="liblinear", random_state=0)
    regression.fit(colonnes, [vue.vraie for vue in vues])
    poids = regression.coef_[0].astype(np.float16).tolist()
    return Jugement(dict(zip(noms, poids, strict=True)), float(regression.intercept_[0]))


def textes_appris() -> Iterator[tuple[str, Etiquete]]:
    """Yield the labelled texts with their author, unless he noted no subjects."""
    for fichier in sorted(
        f for dossier in TEXTES for f in DONNEES.joinpath(*dossier).glob("*.yml")
    ):
        entrees = lire_yaml("lecture", fichier.parent.name, fichier.name)
        objets = [entree["attendu"].get(OBJET) for entree in entrees]
        if sum(map(bool, objets)) > 1:
            for entree, objet in zip(entrees, objets, strict=True):
                if etiquete := etiqueter(str(entree["texte"]), objet):
                    yield fichier.stem, etiquete


def textes_marques() -> Iterator[tuple[str, Etiquete]]:
    """Yield the texts whose subject is marked, if they have one, with their author."""
    for fichier in sorted(DONNEES.joinpath(*SUJETS).glob("*.yml")):
        for marque in lire_yaml(*SUJETS, fichier.name):
            if etiquete := demarquer(marque):
                yield fichier.stem, etiquete
    for auteur, _, marque in textes_par_forme():
        if etiquete := demarquer(marque):
            yield auteur, etiquete


def textes_par_forme() -> Iterator[tuple[str, str, str]]:
    """Yield the texts that stand under a form: author, form, text with its subject marked."""
    for fichier in sorted(DONNEES.joinpath(*FORMES).glob("*.yml")):
        for forme, marques in lire_yaml(*FORMES, fichier.name).items():
            yield from ((fichier.stem, forme, marque) for marque in marques)


def demarquer(marque: str) -> Etiquete | None:
    """Return a text with the places of what is marked in it."""
    dit = MARQUE.search(marque)
    return etiqueter(MARQUE.sub(r"\1", marque), dit.group(1) if dit else None)


def phrases_ordinaires() -> Iterator[Etiquete]:
    """Yield what else is said to the assistant: no subject of a contract stands there."""
    for fichier in sorted((DONNEES / "nlu").glob("*.yml")):
        for exemples in lire_yaml("nlu", fichier.name)["nlu"]:
            if not exemples["intent"].startswith(PARLENT_DU_CONTRAT):
                for ligne in exemples["examples"].splitlines():
                    yield Etiquete(Mots(preparer(ligne.removeprefix("- "))), ())


def main() -> None:
    """Learn from all texts, and write the model to the file that is named, whole or not at all."""
    fichier = Path(sys.argv[1])
    nommes = (*textes_appris(), *textes_marques())
    textes = [*(texte for _, texte in nommes), *phrases_ordinaires()]
    apprendre(textes).enregistrer(fichier)


if __name__ == "__main__":
    main()
