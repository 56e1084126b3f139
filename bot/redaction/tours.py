"""What is said of a turn, whole: the outcome, the documents, then the next question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bot.dialogue.etat import Etat, Parole
from bot.redaction.messages import rendre
from bot.redaction.reponses import Dit, avec_boutons, repondre
from bot.reglages import reglages

QUESTION = "utter_question_"
INCOMPRIS = "utter_incompris"


def dire(
    parole: Parole,
    etat: Etat,
    reference: str | None,
    canal: str | None = None,
    quitte: str | None = None,
) -> Dit | None:
    """Return a sentence of the dialogue as it is said; None when nothing is left to say.

    `quitte` is the reference of the file that was open before the turn.
    """
    if parole.gabarit:
        texte = rendre(parole.gabarit, {**parole.valeurs, "reference": reference}, canal)
        return Dit(texte=texte) if texte else None
    if parole.reponse is None:
        return None
    ici = {**moment(etat, reference), "quitte": quitte}
    return avec_boutons(repondre(parole.reponse, ici, parole.valeurs), parole.boutons)


def poser(etat: Etat, reference: str | None) -> Iterator[Dit]:
    """Give the pending question, if there is one, the way that this moment asks it."""
    if etat.question is not None:
        yield repondre(f"{QUESTION}{etat.question}", moment(etat, reference))


def moment(etat: Etat, reference: str | None) -> dict[str, Any]:
    """Return what the conditions of responses look at, and what their sentences name."""
    suivi = etat.suivi
    return {
        "motif": suivi.motif or ("rappel" if suivi.rappels else None),
        "candidat": _candidat(etat),
        "ouverture": _ouverture(etat),
        "dossier": reference,
        "conservation": reglages().conservation_jours,
    }


def _candidat(etat: Etat) -> str | None:
    """Return how the value proposed with a question is written."""
    if etat.question is None or etat.suivi.candidat is None:
        return None
    return rendre("candidat", {"fait": etat.question, "propose": etat.suivi.candidat})


def _ouverture(etat: Etat) -> str | None:
    """Return the words that lead to a question asked again, or to the next item of a list."""
    enumere = etat.suivi.motif == "encore"
    if not (enumere or etat.suivi.rappels):
        return None
    return rendre("ouverture", {"rang": etat.suivi.rappels, "enumere": enumere})


def a_redire(dits: Iterable[tuple[str | None, str]]) -> list[Dit]:
    """Keep, of an answer's names and texts, what is said again when asked to repeat.

    Not the question, which is asked again anyway, nor « je n'ai pas compris ».
    """
    return [
        Dit(texte=texte, nom=nom)
        for nom, texte in dits
        if texte and not (nom or "").startswith((QUESTION, INCOMPRIS))
    ]
