"""What is bought, as it is found in texts of an author that nothing was learnt from.

`python -m tests.banc.objets [AUTHOR…]` leaves one out at a time, and prints how many subjects are
right, wrong, or left to a question, by threshold.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from bot.donnees import DONNEES
from bot.lecture.objets import modele
from bot.lecture.objets.traits import LIENS
from bot.nlu.objets import Etiquete, apprendre, phrases_ordinaires, textes_appris, textes_marques

SEUILS = (0.3, 0.4, 0.5, 0.6)


def mesurer(auteur: str) -> str:
    """Return the figures of an author, by threshold: right, wrong, of how many subjects."""
    tous = [*textes_appris(), *textes_marques()]
    appris = [texte for nom, texte in tous if nom != auteur]
    tenus = [texte for nom, texte in tous if nom == auteur]
    trouve = apprendre([*appris, *phrases_ordinaires()])
    n = sum(bool(texte.objets) for texte in tenus)
    lus = [(texte, trouve.trouver(texte.mots)) for texte in tenus]
    rangs = []
    for seuil in SEUILS:
        pris = [_est_juste(texte, objet) for texte, objet in lus if objet and objet.part >= seuil]
        justes, faux = sum(pris), len(pris) - sum(pris)
        rangs.append(f"{seuil} : {justes / n:6.1%} justes {faux / n:6.1%} faux")
    return f"{auteur} {n:4}   " + "   ".join(rangs)


def _est_juste(texte: Etiquete, objet: modele.Objet) -> bool:
    lu = _mots(texte, objet.debut, objet.fin)
    return any(lu == _mots(texte, debut, fin) for debut, fin in texte.objets)


def _mots(texte: Etiquete, debut: int, fin: int) -> Sequence[str]:
    return [forme for forme in texte.mots.formes[debut : fin + 1] if forme not in LIENS]


def main() -> None:
    """Print a line for each author."""
    fichiers = (DONNEES / "lecture" / "mentions").glob("*.yml")
    auteurs = sys.argv[1:] or sorted({f.stem for f in fichiers} & {n for n, _ in textes_appris()})
    for auteur in auteurs:
        print(mesurer(auteur), flush=True)


if __name__ == "__main__":
    main()
