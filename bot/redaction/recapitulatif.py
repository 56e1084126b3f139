"""What was said so far, line by line, each with what asks for it again."""

from __future__ import annotations

import json
from collections.abc import Collection

from bot.donnees import referentiel
from bot.metier.faits import LOTS, Faits
from bot.metier.referentiel import Question
from bot.redaction.gabarits import ecrire
from bot.redaction.structures import Ligne, Recapitulatif

# no question is about these alone: what is asked in their place
REDEMANDE = {"montants": "penalites", "particularites": "forme_contrat"}


REPONSES = "Récapitulatif de vos réponses"
COMPRIS, CORRIGE = "Voici ce que j’ai compris", "Voici ce que je retiens maintenant"


def structurer_le_recapitulatif(faits: Faits) -> Recapitulatif:
    """Return a line for each fact that matters or was said, then for each decision."""
    attendus = [q.fait for q in referentiel().questions if _est_attendu(q, faits)]
    return _structurer(REPONSES, faits, attendus)


def structurer_ce_qui_est_compris(faits: Faits, corrige: bool = False) -> Recapitulatif:
    """Return a line for each fact and decision that is known, to be confirmed."""
    return _structurer(CORRIGE if corrige else COMPRIS, faits, ())


def _structurer(titre: str, faits: Faits, attendus: Collection[str]) -> Recapitulatif:
    """Return the lines of what is known, and of what is expected."""
    guide = referentiel()
    dits = [q.fait for q in guide.questions if q.fait in attendus or faits[q.fait] is not None]
    decides = [m.fait for m in guide.modalites.values() if m.genre != "revue"]
    connus = [fait for fait in decides if faits[fait] is not None and not _est_ecarte(fait, faits)]
    a_part = [fait for fait in REDEMANDE if faits[fait]]
    noms = [*dits, *([LOTS] if faits.lots else []), *connus, *a_part]
    lignes = [_ligne(fait, faits) for fait in noms]
    return {"type": "recapitulatif", "titre": titre, "lignes": lignes}


def _est_ecarte(fait: str, faits: Faits) -> bool:
    """Tell the actions of an axis that was taken out: they wait for it to come back."""
    axe = referentiel().modalites[fait].axe
    return axe is not None and axe not in faits.axes


def _est_attendu(question: Question, faits: Faits) -> bool:
    """Tell a fact that matters, and that no lot says of itself."""
    contrats = [contrat.faits() for contrat in faits.contrats]
    dit_par_un_lot = any(contrat.get(question.fait) is not None for contrat in contrats)
    return question.concerne(faits) and not dit_par_un_lot


def _ligne(fait: str, faits: Faits) -> Ligne:
    # the payload of a button: the door lets it through while the line is shown
    correction = json.dumps({"choix": REDEMANDE.get(fait, fait)})
    return {
        "slot": fait,
        "libelle": ecrire("libelle", fait),
        "texte": ecrire("reponse", fait, faits),
        "modifier": f"/corriger{correction}",
    }
