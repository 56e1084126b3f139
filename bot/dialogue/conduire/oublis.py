"""What a message holds that nothing of its turn took, asked or explained: it is said to be so."""

from __future__ import annotations

from collections.abc import Iterator

from bot.dialogue.comprendre.compris import Compris
from bot.dialogue.comprendre.message import PLUS_PETIT_QUE_LE_CONTRAT
from bot.dialogue.comprendre.quantites import MILLIERS_SANS_DOUTE, QUANTITES
from bot.dialogue.etat import Parole, Tour
from bot.lecture.lectures import AUTRE_CHOSE, Lecture
from bot.metier.faits import LOTS

# what nothing took, said back
NON_RANGE = "non_range"
# answers that quote the message back, or say that it is about something else
QUI_LE_DISENT = ("incompris", "clarifier", "rien_note", "refus_", "hors_sujet")


def dire_les_oublis(compris: Compris, tour: Tour) -> Tour:
    """Return the turn with one line more, when a quantity was dropped."""
    if _peut_se_taire(compris, tour):
        return tour
    texte = compris.message.texte
    oublies = [texte[lue.debut : lue.fin] for lue in _quantites(compris) if _perdue(lue, tour)]
    if not oublies:
        return tour
    parole = Parole(gabarit="non_retenu", valeurs={"dits": list(dict.fromkeys(oublies))})
    return Tour(tour.etat, (*tour.paroles, parole))


def _peut_se_taire(compris: Compris, tour: Tour) -> bool:
    """Tell words that were answered, or kept, as they are: a question, a wish, an action."""
    message, lu = compris.message, compris.lu
    repond = lu.repond or lu.interroge or lu.adopte or LOTS in lu.faits
    demande = message.bouton or message.suppose or message.dit.question or compris.options
    noms = (parole.reponse or "" for parole in tour.paroles)
    dit = any(nom.removeprefix("utter_").startswith(QUI_LE_DISENT) for nom in noms)
    # of what is no contract of purchase, no quantity is of use
    return bool(repond or demande or dit) or tour.etat.suivi.avis == "hors_champ"


def _quantites(compris: Compris) -> Iterator[Lecture]:
    """Yield the contract's quantities, and bare sums; a delay or a penalty is none."""
    for lue in compris.message.lectures:
        nombre = lue.nombre if lue.nombre is not None else max(lue.nombres, default=0)
        seule = lue.fait == "nombre" and lue.motif != AUTRE_CHOSE
        if seule and nombre >= MILLIERS_SANS_DOUTE:
            yield lue
        dite = lue.fait in QUANTITES and lue.nature in ("fait", "ambigu") and not lue.interrogatif
        if dite and nombre >= PLUS_PETIT_QUE_LE_CONTRAT.get(lue.fait, 0):
            yield lue


def _perdue(lue: Lecture, tour: Tour) -> bool:
    """Tell a quantity that the file does not hold, and that is not what is asked."""
    etat = tour.etat
    dits = [lue.nombre] if lue.nombre is not None else lue.nombres
    connus = [etat.faits.get(fait) for fait in (*QUANTITES, "duree_ferme_mois")]
    connus.append(etat.suivi.par_an)
    change = bool(etat.suivi.historique) and lue.fait in etat.suivi.historique[-1]
    demande = etat.question == lue.fait or etat.suivi.candidat in dits
    return not (change or demande or any(dit in connus for dit in dits))
