"""What a message tells of the facilitator: a decision of the clause that is never asked for."""

from __future__ import annotations

from bot.dialogue.comprendre.compris import Decisions
from bot.dialogue.comprendre.nommees import SERVICE
from bot.dialogue.comprendre.reponses.texte import ANONYMAT
from bot.dialogue.etat import Etat
from bot.lecture.clause.facilitateurs import FACILITATEUR, lire_facilitateur
from bot.metier.contrat import INCONNU


def facilitateur_dit(dit: str, etat: Etat) -> Decisions | None:
    """Return « facilitateur : Maison de l'emploi » as decided; the name of a person is refused."""
    demande = etat.question in (SERVICE, FACILITATEUR)
    lu = lire_facilitateur(dit, demande)
    if lu is None:
        return None
    if lu.ouvert:
        return Decisions({FACILITATEUR: INCONNU}, exclusif=True)
    if lu.structure is None:
        return Decisions(refus={FACILITATEUR: dit}, exclusif=True)
    refus = {ANONYMAT: dit} if lu.personne else {}
    return Decisions({FACILITATEUR: lu.structure}, refus=refus, exclusif=True)
