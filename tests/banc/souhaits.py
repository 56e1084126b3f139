"""How well wishes that discriminate are told, by authors whose wishes were not learnt.

`python -m tests.banc.souhaits` leaves each author of `data/lecture/souhaits` out in turn, learns
from the others, and prints what becomes of the wishes that were left out.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.lecture.assemblage import preparer
from bot.lecture.clause.discriminations import (
    SEUIL_ILLICITE,
    SEUIL_LICITE,
    ModeleDesSouhaits,
)
from bot.lecture.clause.personnes import reperes
from bot.nlu.souhaits import CADRES, Souhait, apprendre, phrases_ordinaires, souhaits_appris


def marges(modele: ModeleDesSouhaits, souhaits: Sequence[Souhait]) -> list[float]:
    """Return the margins of wishes; one that names nobody is far on the lawful side."""
    vus = [(texte, reperes(texte)) for texte in (preparer(souhait.dit) for souhait in souhaits)]
    return [modele.marge(*vu) if any(r.groupe for r in vu[1]) else -9.0 for vu in vus]


def main() -> None:
    """Print, by author: unlawful refused, asked, taken; lawful taken, asked, refused."""
    auteurs = dict(souhaits_appris())
    ordinaires = phrases_ordinaires()
    print("auteur      illicites : refusés demandés pris   licites : pris demandés refusés")
    for auteur, siens in auteurs.items():
        if auteur == CADRES.removesuffix(".yml"):
            continue  # ours are learnt from whoever is left out
        autres = [s for nom, lus in auteurs.items() if nom != auteur for s in lus]
        trouvees = np.array(marges(apprendre([*autres, *ordinaires]), siens))
        illicites = np.array([souhait.illicite for souhait in siens])
        refuses, pris = trouvees >= SEUIL_ILLICITE, trouvees <= SEUIL_LICITE
        demandes = ~refuses & ~pris
        comptes = [
            (illicites & refuses).sum(),
            (illicites & demandes).sum(),
            (illicites & pris).sum(),
            (~illicites & pris).sum(),
            (~illicites & demandes).sum(),
            (~illicites & refuses).sum(),
        ]
        print(f"{auteur:<12}" + "".join(f"{compte:>9}" for compte in comptes), flush=True)


if __name__ == "__main__":
    main()
