"""« Garanties : inchangées », « rien à changer aux modalités »: what is named stays as it is.

It is whole in its message. What was decided stays; what was not takes its default.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.dialogue.comprendre.compris import Decisions
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.nommees import FICHIER, QuestionsNommees
from bot.dialogue.etat import Etat
from bot.francais.mots import compiler
from bot.metier.valeurs import Valeur

DITES = (
    r"(?:{tete}[ ,]+)*(?:{inchange} (?:{dans_cela} )?(?P<apres>NOMS)"
    r"|(?:{on_garde} )?(?:{tout_le_reste_de} )?(?:{article} ?|{pour} |{dans_cela} )*(?P<avant>NOMS)"
    r"[ ,:]+(?:{etre} )?{inchange}"
    r"|{on_garde} (?:{toutes_ces} )?(?P<gardees>NOMS)"
    r"|{aucune} (?P<aucune>NOMS) {a_changer})[ .,;:!]*"
)


@dataclass(frozen=True)
class DecisionsInchangees:
    """Finds what is told to stay as it is, and decides it so."""

    nommees: QuestionsNommees

    @cached_property
    def _dites(self) -> re.Pattern[str]:
        nom = rf"(?:{{article}} ?)*(?:{{autres}} )?(?:{'|'.join(self.nommees.noms_du_plan)})"
        return compiler(DITES.replace("NOMS", rf"{nom}(?:(?: {{et}}|,) {nom})*"), FICHIER)

    def sont_dites(self, message: Message) -> bool:
        """Tell « modalités : aucun changement », whatever it resembles to the model."""
        return self._dites.fullmatch(message.dit.plie) is not None

    def lire(self, message: Message, etat: Etat) -> Decisions | None:
        """Return what is so decided: as it is already, or by default."""
        trouve = self._dites.fullmatch(message.dit.plie)
        if trouve is None:
            return None
        nommes = self.nommees.designees(" ".join(filter(None, trouve.groups())), etat.faits)
        return Decisions(self._tels_quels(nommes, etat), exclusif=True)

    def _tels_quels(self, nommes: Sequence[str], etat: Etat) -> dict[str, Valeur]:
        faits, decides = etat.faits, dict[str, Valeur]()
        if etat.question and etat.suivi.liste and etat.question in nommes:
            decides[etat.question] = list(etat.suivi.liste)
        for fait in nommes:
            if fait not in decides:
                decides |= self.nommees.tel_quel(fait, faits.avec(decides))
        return decides
