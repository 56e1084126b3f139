"""What was said so far, line by line, each with what asks for it again."""

from __future__ import annotations

import json

from bot.donnees import referentiel
from bot.metier.faits import Faits
from bot.redaction.gabarits import ecrire
from bot.redaction.structures import Ligne, Recapitulatif

# no question is about these alone: what is asked in their place
REDEMANDE = {"montants": "penalites", "particularites": "forme_contrat"}


def structurer_le_recapitulatif(faits: Faits) -> Recapitulatif:
    """Return a line for each fact that matters or was said, then for each decision."""
    guide = referentiel()
    dits = [q.fait for q in guide.questions if q.concerne(faits) or faits[q.fait] is not None]
    decides = [m.fait for m in guide.modalites.values() if m.genre != "revue"]
    noms = [*dits, *(fait for fait in decides if faits[fait] is not None)]
    noms += [fait for fait in REDEMANDE if faits[fait]]
    return {"type": "recapitulatif", "lignes": [_ligne(fait, faits) for fait in noms]}


def _ligne(fait: str, faits: Faits) -> Ligne:
    # the payload of a button: the door lets it through while the line is shown
    correction = json.dumps({"choix": REDEMANDE.get(fait, fait)})
    return {
        "slot": fait,
        "libelle": ecrire("libelle", fait),
        "texte": ecrire("reponse", fait, faits),
        "modifier": f"/corriger{correction}",
    }
