"""What is done of a contract once it is notified: live by its clause, or prepare the next one."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogue.comprendre.compris import Compris
from bot.dialogue.comprendre.message import Message
from bot.dialogue.conduire.changements import Changements
from bot.dialogue.conduire.eclairages import Commande
from bot.dialogue.conduire.faits import prise_de_note
from bot.dialogue.conduire.suite import Suite, avec_la_clause, clause_au_contrat, poursuivi
from bot.dialogue.etat import Parole, Tour


@dataclass(frozen=True)
class ContratNotifie:
    """The commands that only make sense once there is a contract."""

    changements: Changements
    suite: Suite

    def trouver(self, message: Message) -> Commande | None:
        """Return what is done once a contract is notified: live by its clause, or renew it."""
        if message.dit.dit_une_clause_deja_la:
            return self._suivre_la_clause
        if message.dit.vise_le_prochain_contrat:
            return self._preparer_le_prochain
        return self._dire_le_possible if message.dit.dit_une_clause_absente else None

    def _suivre_la_clause(self, compris: Compris) -> Tour:
        """Say who does what, and when, once the contract that is notified bears the clause."""
        etat = avec_la_clause(compris.etat)
        return self.suite.continuer(etat, (clause_au_contrat(etat),))

    def _dire_le_possible(self, compris: Compris) -> Tour:
        """Say what can be done of a notified contract without the clause."""
        return self.suite.continuer(compris.etat, (Parole("utter_clause_notifiee"),))

    def dire_ce_qui_le_change(self, compris: Compris) -> Tour:
        """Say what a way of changing a notified contract allows, or that it is not there."""
        dit = compris.message.dit
        sans = "utter_sans_clause_de_reexamen"
        voie = sans if dit.nie_une_clause_de_reexamen else "utter_clause_de_reexamen"
        reponse = "utter_avenant" if dit.veut_un_avenant else voie
        return Tour(compris.etat, (Parole(reponse),))

    def _preparer_le_prochain(self, compris: Compris) -> Tour:
        """Take the file for the contract to come, of which nothing is notified yet."""
        dits = {"etape": "preparation", "date_notification": None}
        etat = self.changements.appliquer(compris.etat, dits)
        note = prise_de_note({"etape": "preparation"}, compris.etat.faits, etat.faits)
        return self.suite.continuer(poursuivi(etat), (note,))
