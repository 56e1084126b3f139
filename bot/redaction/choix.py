"""The lists to choose from, item by item, with what is proposed ticked."""

from __future__ import annotations

from collections.abc import Collection

from bot.donnees import referentiel
from bot.metier.clause import items_montres, liste_par_defaut
from bot.metier.faits import Faits
from bot.metier.modalites import A_COCHER
from bot.redaction.gabarits import ecrire
from bot.redaction.structures import ChoixMultiples


def structurer_le_choix(
    fait: str, faits: Faits, choisis: Collection[str] = ()
) -> ChoixMultiples | None:
    """Return the list that a question shows, None when it shows none.

    What is chosen so far of a list that stays open is ticked; else what is proposed by default.
    """
    guide = referentiel()
    modalite = guide.modalites.get(fait)
    if modalite is None or modalite.genre not in A_COCHER:
        return None
    coches = choisis or liste_par_defaut(fait, faits, guide)
    return {
        "type": "choix_multiples",
        "slot": fait,
        "texte": "",
        "options": [
            {
                "valeur": item,
                "libelle": ecrire("option", fait, item, faits),
                "coche": item in coches,
            }
            for item in items_montres(modalite, faits, guide)
        ],
    }
