"""What is heard, or keyed, on the telephone: the message that it is."""

from __future__ import annotations

from collections.abc import Sequence

from bot.francais.oral import entendre, rang_dit
from bot.redaction.oral import voix

# keys that mean the same whatever is asked
TOUCHES = {"0": "je ne sais pas", "*": "un conseiller"}
QUESTION = "utter_question_"
QUANTITES = ("utter_question_duree_mois", "utter_question_duree_ms_mois")


def ecouter(texte: str, choix: Sequence[str], question: str | None) -> str:
    """Return what a call means: a choice that was just given, by its key; else what was said.

    `choix` are what the choices send, in their order; `question`, the response that asked.
    """
    touche = texte.strip().rstrip("#")
    if touche in TOUCHES:
        return TOUCHES[touche]
    rang = _rang(touche, question in QUANTITES)
    if rang is not None and 0 < rang <= len(choix):
        return choix[rang - 1]
    return entendre(texte, question in QUANTITES, _attendues(question))


def _attendues(question: str | None) -> tuple[str, ...]:
    """Return what the recogniser was told to expect: what sounds like it was meant.

    Not how long: « quatre en tout » would be « quatre ans tout ».
    """
    indices = voix()["indices"]
    fait = "" if question in QUANTITES else (question or "").removeprefix(QUESTION)
    return (*indices.get(fait, ()), *indices["tous"])


def _rang(dit: str, compte: bool) -> int | None:
    """Return the rank of a key, or of its name; asked how long, « deux » may be years."""
    if dit.isdecimal():
        return int(dit)
    return None if compte else rang_dit(dit)
