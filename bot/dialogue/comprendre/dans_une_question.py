"""What a question decides besides what it asks: « notifié en mars, peut-on y mettre un plan ? »."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.dialogue.comprendre.axes import AxesDits
from bot.dialogue.comprendre.compris import Decisions, rassembler
from bot.dialogue.comprendre.etape_datee import LANCEMENT, NOTIFICATION
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.penalites_dites import MONTANTS
from bot.dialogue.comprendre.tournures import tournures
from bot.dialogue.etat import Etat
from bot.francais.mots import compiler
from bot.francais.texte import Texte
from bot.lecture.clause.modalites import Dite, LecteurDeModalites
from bot.lecture.etapes import ETAPE
from bot.metier.modalites import Modalite

# what is told of a contract beside a question about it: « notifié en mars, peut-on… ? »
DITES_DANS_UNE_QUESTION = (MONTANTS,)
DITES_AVANT_UNE_QUESTION = (ETAPE, NOTIFICATION, LANCEMENT, *DITES_DANS_UNE_QUESTION)
DIT = compiler(r"(?i:{francais/tournures.oui}|{francais/tournures.non})\W*")
PROPOSITION = re.compile(r"[,.;:!?]")


@dataclass(frozen=True)
class DansUneQuestion:
    """Reads what a question decides; `preparer` cuts a sentence into tokens."""

    modalites: LecteurDeModalites
    axes: AxesDits
    preparer: Callable[[str], Texte]

    def lire(self, message: Message, modalite: Modalite | None, etat: Etat) -> Decisions:
        """Read « une clause d'insertion ? je crois pas », which answers what it asks."""
        avant, question, reste = message.texte.rpartition("?")
        if not question:
            return Decisions()
        repondu = _oui_ou_non(avant, modalite)
        if repondu is not None and modalite:
            return Decisions({modalite.fait: repondu})
        # after « c'est quoi, une clause d'insertion ? », what follows is a message of its own
        repond = reste.strip() and not tournures(f"{avant}?").question_ouverte
        if not (repond and modalite and modalite.genre == "choix"):
            return self._avant_la_question(avant, message, etat)
        texte = self.preparer(reste)
        lue = self.modalites.lire_reponse(modalite.fait, texte)
        return Decisions() if lue is None else Decisions({modalite.fait: lue})

    def _avant_la_question(self, avant: str, message: Message, etat: Etat) -> Decisions:
        """Read the stage of « il est notifié depuis mars, peut-on y mettre un plan ? »."""
        dits = PROPOSITION.split(avant)
        # « ah, il est déjà notifié depuis mars, c'est gênant ? » answers what is asked
        if message.suppose or not (message.lus or etat.question == ETAPE):
            return Decisions()
        dites = list[Dite]()
        for dit in map(tournures, dits):
            if not (dit.question or dit.suppose):
                texte = self.preparer(dit.texte)
                lues = self.modalites.lire(texte)
                avec_elle = dit.texte == dits[-1]  # the question itself: « …, avec l'axe santé ? »
                retenues = DITES_DANS_UNE_QUESTION if avec_elle else DITES_AVANT_UNE_QUESTION
                dites += [d for d in lues if d.fait in retenues]
                dites += self.axes.annonces(texte)
        return Decisions(rassembler(dites, etat))


def _oui_ou_non(avant: str, modalite: Modalite | None) -> bool | None:
    """Read « non, mais les ESAT, ça compte ? », which answers, then asks."""
    repondu, virgule, _ = avant.partition(",")
    ferme = modalite is not None and True in modalite.valeurs
    return tournures(repondu).dit_oui if ferme and virgule and DIT.fullmatch(repondu) else None
