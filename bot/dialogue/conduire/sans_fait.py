"""A message that says nothing of the contract, nor of the clause: answered, or not understood."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.dialogue.comprendre.compris import Compris
from bot.dialogue.comprendre.message import Message
from bot.dialogue.conduire.appel import SILENCE
from bot.dialogue.conduire.faits import PRIS_ACTE, PriseDeFaits
from bot.dialogue.conduire.incompris import Incompris, rien_note
from bot.dialogue.conduire.suite import QUE_FAIRE, Suite
from bot.dialogue.etat import Etat, Parole, Suivi, Tour

# answers that answer nothing when nothing was asked
SANS_OBJET = frozenset({"affirmer", "nier", "terminer_liste", "choisir"})
FINISSENT = ("affirmer", "terminer_liste")
# these describe a contract, though nothing could be read
DECRIVENT = ("dire_", "informer", "corriger")
MOTS_D_UN_ACQUIESCEMENT = 6
MOTS_D_UN_RECIT = 12
COMMENCE = "verifier_faisabilite"


@dataclass(frozen=True)
class SansFait:
    """Answers it, begins, asks again, or climbs the ladder of what is not understood."""

    suite: Suite
    faits: PriseDeFaits
    incompris: Incompris

    def prendre(self, compris: Compris, repliques: tuple[Parole, ...]) -> Tour:
        """Take a message; `repliques` answer what it asks, if it asks anything."""
        etat, intention = compris.etat, compris.message.intention
        if etat.oral and (tour := self._a_voix_haute(compris, repliques)):
            return tour
        if etat.question is None and (tour := self._sans_question(compris, repliques)):
            return tour
        suivi = replace(etat.suivi, echecs=0, interrompu=False)
        if repliques:  # the pending question stays, with its point to settle
            return Tour(replace(etat, suivi=suivi), repliques)
        if intention == COMMENCE and not compris.message.dit.question_ouverte:
            return self.suite.continuer(replace(etat, suivi=suivi))
        refuse = etat.suivi.candidat is not None or etat.suivi.proposition
        if intention == "nier" and refuse:
            return Tour(replace(etat, suivi=etat.suivi.sans_motif()))
        # aloud, a yes that answers nothing must be bounded as what is not understood
        if not etat.oral and compris.message.dit_oui and _acquiesce(compris):
            return Tour(replace(etat, suivi=suivi), (PRIS_ACTE,))
        # what is said again after « est-ce bien cela ? » is meant
        redit = self.incompris.redit(compris)
        return self.faits.prendre(compris, redit, ()) if redit else self.incompris.relancer(compris)

    def _a_voix_haute(self, compris: Compris, repliques: tuple[Parole, ...]) -> Tour | None:
        """Take a silence; ask the first question of who opens a call with « du mobilier »."""
        etat, message = compris.etat, compris.message
        if message.intention == SILENCE:
            return self.incompris.appel.relancer(etat, silence=True)
        if etat.question or etat.suivi.avis:
            return None
        return self.suite.continuer(etat, repliques if compris.lu.interroge else ())

    def _sans_question(self, compris: Compris, repliques: tuple[Parole, ...]) -> Tour | None:
        """Begin, or say what can be done, while nothing is asked; None when nothing fits."""
        etat, intention = compris.etat, compris.message.intention
        decrit = intention.startswith(DECRIVENT)
        if decrit and etat.suivi.avis:
            return Tour(etat, repliques or (rien_note(compris),))
        if decrit or intention == COMMENCE:
            return self.suite.continuer(replace(etat, suivi=etat.suivi.sans_avis()), repliques)
        # « ok », « c'est tout », once what was given no longer says what was decided
        if etat.suivi.clause_a_jour is False and intention in FINISSENT and not repliques:
            return self.suite.rediger(etat)
        if repliques or intention in SANS_OBJET:
            if intention == "affirmer" and etat.suivi == Suivi() and not repliques:
                return self.suite.continuer(etat)  # « oui », with which a conversation begins
            if compris.lu.interroge and etat.suivi == Suivi():
                if _parle_de_soi(compris.message):
                    return self.suite.continuer(etat, repliques)
                return Tour(etat, (*repliques, Parole("utter_saluer")))  # where to go on from
            return Tour(etat, repliques or (QUE_FAIRE,))
        return None


def _parle_de_soi(message: Message) -> bool:
    """Tell a question about one's own purchase: « …, pour une petite commune comme nous ? »."""
    longue = len(message.texte.split()) >= MOTS_D_UN_RECIT
    return longue and (message.dit.plusieurs_phrases or message.dit.parle_de_nous)


def _acquiesce(compris: Compris) -> bool:
    """Tell a short yes that says nothing else, once, and that no proposed value waits for."""
    message, suivi = compris.message, compris.etat.suivi
    bref = len(message.texte.split()) <= MOTS_D_UN_ACQUIESCEMENT and not message.lectures
    autre = message.dit.question or message.dit.objecte or _vient_d_acquiescer(compris.etat)
    return bref and suivi.candidat is None and not autre


def _vient_d_acquiescer(etat: Etat) -> bool:
    return any(PRIS_ACTE.nom in dites for dites in etat.suivi.dites[-1:])
