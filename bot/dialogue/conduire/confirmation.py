"""« Voici ce que j'ai compris : … Est-ce exact ? »: what is said to that, before the verdict."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.dialogue.comprendre.compris import Compris
from bot.dialogue.comprendre.message import Message
from bot.dialogue.conduire.reponse import Reponse
from bot.dialogue.conduire.suite import Suite
from bot.dialogue.etat import LAQUELLE, Tour
from bot.dialogue.interventions import Interventions
from bot.metier.faits import DU_CONTRAT
from bot.metier.situation import CONFIRMATION

# they contest, and alone do not say what
CONTESTENT = ("nier", "corriger")
# what is asked for here is served once the verdict is told, if it leads there
VERS_LA_CLAUSE = ("rediger_clause", "obtenir_documents")


@dataclass(frozen=True)
class Confirmation:
    """Takes a yes, or whatever goes on, for a yes; a correction is taken like any other."""

    interventions: Interventions
    suite: Suite
    reponse: Reponse

    def conduire(self, compris: Compris) -> Tour:
        """Return the outcome of a message, once what was read is shown."""
        if self._confirme(compris):
            return self._confirmer(compris)
        if _conteste(compris) and compris.etat.suivi.motif != LAQUELLE:
            suivi = replace(compris.etat.suivi.sans_motif(), motif=LAQUELLE)
            return Tour(replace(compris.etat, suivi=suivi))
        return self.reponse.donner(compris)

    def _confirme(self, compris: Compris) -> bool:
        """Tell « oui », « oui, mais… », and what goes on: the next answer, an axis, a command."""
        message, lu = compris.message, compris.lu
        if message.dit.va_de_l_avant:
            return True
        if message.suppose or (lu.interroge and not lu.repond):
            # « c'est exact. Sur quel texte repose un plan ? »
            return _approuve_avant_de_demander(message)
        if message.dit_oui or message.dit.approuve:
            return not (lu.vide and _objecte(message))
        if message.contredit or _corrige(compris):
            return False
        sur = message.confiance >= self.interventions.seuils["commande_forte"]
        avance = message.dit.va_outre or not lu.vide
        suit = sur and message.intention in self.interventions.confirment
        return avance or (suit and not message.dit.conteste)

    def _confirmer(self, compris: Compris) -> Tour:
        """Go on with what is confirmed, and take what the message says besides."""
        suivi = replace(compris.etat.suivi, a_confirmer=(), montre=False)
        etat = replace(compris.etat, suivi=suivi)
        demande = compris.message.intention in VERS_LA_CLAUSE and self.suite.situer(etat).favorable
        if compris.lu.vide and not (demande or compris.lu.interroge):
            return self.suite.continuer(etat)
        tour = self.reponse.donner(replace(compris, etat=etat))
        attend = tour.etat.question == CONFIRMATION
        return self.suite.continuer(tour.etat, tour.paroles) if attend else tour


def _approuve_avant_de_demander(message: Message) -> bool:
    """Tell what is agreed to in a sentence of its own, and asks something of the guide besides."""
    dit = message.dit
    approuve = dit.approuve or dit.dit_juste
    return approuve and dit.plusieurs_phrases and not (message.suppose or _objecte(message))


def _corrige(compris: Compris) -> bool:
    """Tell another value for a line that was shown, or a line that is put in question."""
    lu, connus = compris.lu, compris.etat.faits
    autres = (
        connus[fait] not in (None, valeur)
        for fait, valeur in lu.faits.items()
        if fait in DU_CONTRAT
    )
    return bool(lu.remis_en_cause or lu.a_regler or lu.refuses) or any(autres)


def _conteste(compris: Compris) -> bool:
    """Tell « non », « c'est faux », « oui, sauf une chose », which do not say what."""
    message, lu = compris.message, compris.lu
    if message.suppose or message.dit.question or not lu.vide:
        return False
    conteste = message.dit.dit_non or _objecte(message)
    return conteste or message.intention in CONTESTENT


def _objecte(message: Message) -> bool:
    return message.dit.objecte or message.dit.conteste
