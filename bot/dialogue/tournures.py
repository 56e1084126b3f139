"""Turns of phrase that tell how a message is meant, whatever it says of the contract."""

from __future__ import annotations

import re

from bot.dialogue.etat import Message
from bot.lecture.texte import plier

CORRECTION_SURE = 0.6
CORRECTION = re.compile(
    r"\b(?:en fait|finalement|je corrige|me suis trompee?|erreur|rectifi\w*|plutot|"
    r"change\w* d'avis|je voulais dire|correction|non,|remplace\w*|corrige\w*|modifi\w*)\b"
)
QUESTION_OUVERTE = re.compile(
    r"\b(?:c'est quoi|qu'est|quels?|quelles?|pourquoi|comment|combien|qu'appelle|qu'entend|"
    r"veut dire|definition|difference)\b"
)
OBJET_CORRIGE = re.compile(r"\bobjet(?: du (?:marche|contrat))?(?: est| c'est| ?:)")
SUPPOSITION = re.compile(r"\b(?:si|suppos\w*|imagin\w*|hypothese|passerait|donnerait|serait)\b")
SUPPOSITION_FRANCHE = re.compile(r"(?:et|mais),? (?:si|avec|pour)\b.*\?$", re.DOTALL)


def est_une_correction(message: Message) -> bool:
    """Tell whether the buyer says that what was said before no longer holds."""
    sur = message.intention == "corriger" and message.confiance >= CORRECTION_SURE
    return sur or bool(CORRECTION.search(plier(message.texte)))


def est_une_supposition(message: Message) -> bool:
    """Tell « et si la durée passait à 4 ans ? » from a fact."""
    plie = plier(message.texte).strip()
    dit_un_fait = any(lue.nature == "fait" for lue in message.lectures)
    return bool(
        (dit_un_fait and SUPPOSITION_FRANCHE.match(plie))
        or (message.intention == "supposer" and SUPPOSITION.search(plie))
    )


def est_une_question_ouverte(message: Message) -> bool:
    """Tell « c'est quoi… ? » from « …, est-ce possible ? », which states facts as well."""
    return bool(QUESTION_OUVERTE.search(plier(message.texte)))


def corrige_l_objet(message: Message) -> bool:
    """Tell « en fait l'objet est le gardiennage »."""
    return est_une_correction(message) and bool(OBJET_CORRIGE.search(plier(message.texte)))
