"""A quick check of a contract said in one sentence: what is read, the verdict, what is missing.

No file is opened, nothing is kept.
"""

from __future__ import annotations

from bot.dialogue.assemblage import meneur
from bot.dialogue.comprendre.message import Message
from bot.dialogue.etat import Etat
from bot.donnees import referentiel
from bot.lecture.assemblage import lire
from bot.metier.faits import faits_vides
from bot.triage import fiche
from bot.triage.cartes import Carte
from bot.triage.textes import dire

INFORME = "informer"


def avis_rapide(texte: str) -> Carte:
    """Return what the rules say of a contract."""
    if not texte.strip():
        return Carte(texte=dire("rapide_usage"))
    message = Message(texte, INFORME, 1.0, lectures=lire(texte))
    faits = meneur().prendre(message, Etat(faits_vides(referentiel()))).etat.faits
    lignes = fiche.du_contrat(faits)
    return Carte(
        titre=dire("rapide_titre"),
        texte=dire("rapide_conseil"),
        lignes=tuple((dire(f"ligne_{nom}"), valeur) for nom, valeur in lignes),
    )
