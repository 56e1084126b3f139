"""Learn the roles of quantities from labelled texts: `python -m bot.nlu.roles FILE`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, get_args

import numpy as np
from scipy.sparse import csr_matrix

from bot.donnees import DONNEES, lire_yaml
from bot.lecture.assemblage import preparer
from bot.lecture.mentions.contexte import traits
from bot.lecture.mentions.extraction import Genre, Quantite, trouver
from bot.lecture.mentions.roles import ModeleDesRoles, ModeleDUnGenre
from bot.nlu.regression import ajuster

TEXTES = "lecture", "mentions"
# what an error costs, beside the size of the weights, and how many sentences must hold a trait for
# it to tell anything of others: chosen by cross-validation on the texts
COUT, FOIS_AU_MOINS = 1.0, 2
# what another contract lasts or is worth, or any of them: nothing said beside it is of ours
DES_AUTRES = dict.fromkeys(("ancien_contrat", "regle_generale"), "d_un_autre")
# roles of the corpora that facts are made of, by kind of quantity; the others are « autre »
ROLES: dict[Genre, dict[str, str]] = {
    "duree": {
        nom: nom for nom in ("totale", "ferme", "reconduction", "tranche", "marche_subsequent")
    }
    | DES_AUTRES,
    "somme": {
        "totale": "s_totale",
        "maximum": "s_totale",
        "par_an": "s_par_an",
        "par_lot": "s_par_lot",
        "minimum": "s_minimum",
    }
    | DES_AUTRES,
    "date": {"debut": "t_debut", "notification": "t_debut", "fin": "t_fin"},
}
AUTRE = "autre"
# a bare number says months or years, « 2 + 2 ans »; this large, it counts euros
DES_EUROS = 300


class Etiquetee(NamedTuple):
    """A quantity of a text: its kind, what is seen of it, and its role."""

    genre: Genre
    traits: Sequence[str]
    role: str


def etiquetees(texte: str, mentions: Iterable[tuple[str, str]]) -> Iterator[Etiquetee]:
    """Yield the quantities of a text; `mentions` are its labels, words and role, in its order."""
    prepare = preparer(texte)
    quantites = trouver(prepare)
    places = list(_places(texte, mentions))
    for quantite, vus in zip(quantites, traits(prepare, quantites), strict=True):
        debut, fin = prepare.place(quantite.debut, quantite.fin)
        dits = (role for de, a, role in places if de < fin and debut < a)
        yield Etiquetee(quantite.genre, vus, _role(quantite, next(dits, "")))


def _places(texte: str, mentions: Iterable[tuple[str, str]]) -> Iterator[tuple[int, int, str]]:
    """Find the words of each label, from those of the one before on."""
    position = 0
    for mot, role in mentions:
        debut = texte.find(mot, position)
        position = debut + len(mot)
        yield debut, position, role


def _role(quantite: Quantite, dit: str) -> str:
    genre = quantite.genre
    if genre == "nombre":
        genre = "somme" if quantite.nombre >= DES_EUROS else "duree"
    return ROLES[genre].get(dit, AUTRE)


def apprendre(vues: Iterable[Etiquetee]) -> ModeleDesRoles:
    """Learn one model for each kind of quantity; the same texts always give the same one."""
    par_genre: dict[Genre, list[Etiquetee]] = {genre: [] for genre in get_args(Genre)}
    for vue in vues:
        par_genre[vue.genre].append(vue)
    return ModeleDesRoles(
        {
            genre: apprendre_un_genre([vue.traits for vue in v], [vue.role for vue in v])
            for genre, v in par_genre.items()
        }
    )


def apprendre_un_genre(vues: Sequence[Sequence[str]], dits: Sequence[str]) -> ModeleDUnGenre:
    """Learn what tells roles (`dits`) by traits; the same views always give the same weights."""
    fois = Counter(trait for vue in vues for trait in vue)
    noms = sorted(trait for trait, n in fois.items() if n >= FOIS_AU_MOINS)
    rangs = {trait: rang for rang, trait in enumerate(noms)}
    # the last column is the constant
    lignes = [[*(rangs[t] for t in vue if t in rangs), len(noms)] for vue in vues]
    bornes = np.cumsum([0, *map(len, lignes)])
    indices = np.array([rang for ligne in lignes for rang in ligne])
    uns = np.ones(len(indices), np.float32)
    colonnes = csr_matrix((uns, indices, bornes), shape=(len(vues), len(noms) + 1))
    roles = sorted({*dits})
    vraies = np.array([[dit == role for role in roles] for dit in dits])
    poids = ajuster(colonnes, vraies, np.full(vraies.shape, COUT, np.float32))
    return ModeleDUnGenre(rangs, roles, poids)


def textes_appris() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield the labelled texts, each with its mentions: words and role."""
    for fichier in sorted(DONNEES.joinpath(*TEXTES).glob("*.yml")):
        for entree in lire_yaml(*TEXTES, fichier.name):
            yield entree["texte"], [(m["mot"], m["role"]) for m in entree.get("mentions") or []]


def main() -> None:
    """Learn from all texts, and write the model to the file that is named, whole or not at all."""
    fichier = Path(sys.argv[1])
    vues = (vue for texte, mentions in textes_appris() for vue in etiquetees(texte, mentions))
    apprendre(vues).enregistrer(fichier)


if __name__ == "__main__":
    main()
