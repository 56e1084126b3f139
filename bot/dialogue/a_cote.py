"""What is said beside an answer, where a clause is prepared: left out before the answer is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.message import Message
from bot.dialogue.essais import Essais
from bot.dialogue.etat import Etat, Tour
from bot.dialogue.par_items import ParItems
from bot.dialogue.parts import redire_les_mots, vaut_une_ligne
from bot.francais.texte import plier
from bot.lecture.apartes import RIEN, SUR, Apartes, SansApartes
from bot.lecture.clause.changements import change_une_liste
from bot.lecture.natures import NATURE
from bot.metier.faits import DU_CONTRAT

# as many words may be somebody's name, where a list is changed
MOTS_D_UN_NOM = 3


@dataclass(frozen=True)
class ACote:
    """Takes asides out of a message, but what decides something, or tells of the contract."""

    par_items: ParItems
    essais: Essais
    apartes: Callable[[], Apartes]

    def prendre(self, message: Message, etat: Etat) -> Tour:
        """Return the turn of an answer without what is said beside it.

        The whole is taken where what is left is not understood: it may hang on what was taken out.
        """
        sans = self._oter(message, etat)
        if sans is None:
            return self.par_items.prendre(message, etat)
        reponse = replace(self.essais.message(sans.dit, message), analyser=message.analyser)
        tour = self.par_items.prendre(reponse, etat)
        # a question that is not understood is told to be so: what follows it answers nothing
        if tour.etat.suivi.echecs > etat.suivi.echecs and not sans.dit.endswith("?"):
            return self.par_items.prendre(message, etat)
        redites = redire_les_mots([dit for dit, part in sans.otes if self._se_redit(dit, part)])
        return replace(tour, paroles=(*tour.paroles, *redites))

    def _se_redit(self, dit: str, part: float) -> bool:
        """Tell an aside that may be more than that, or names what the clause decides."""
        nomme = self.essais.pesee.interventions.nommer(plier(dit))
        return (part < SUR or bool(nomme)) and vaut_une_ligne(dit)

    def _oter(self, message: Message, etat: Etat) -> SansApartes | None:
        """Return what is left of an answer; None where nothing is taken out."""
        demandee = self.essais.pesee.demandee(etat)
        prepare = demandee is not None or etat.faits.axes
        if not (etat.suivi.avis and prepare) or message.analyser is None or message.bouton:
            return None
        genre = demandee.genre if demandee else RIEN
        sans = self.apartes().sans(
            message.texte, genre, lambda morceau: self._decide(morceau, message, etat)
        )
        ote = sans.dit != message.texte and not self._dit_du_contrat(message, etat)
        return sans if ote else None

    def _decide(self, morceau: str, message: Message, etat: Etat) -> bool:
        """Tell what decides something alone; words of one's own, but as an action, among them."""
        if change_une_liste(message.texte) and len(morceau.split()) <= MOTS_D_UN_NOM:
            return True  # « ajoutez la mission locale, enfin Cap emploi, aux participants »
        part = self.essais.peser(morceau, message, etat)
        siens = part.pris == "ses_mots" and not self.essais.pesee.ne_change_que_des_actions(part)
        return part.pris == "sur" or siens

    def _dit_du_contrat(self, message: Message, etat: Etat) -> bool:
        """Tell what is said of the contract, or takes back what was."""
        lu = self.essais.essayer(message, etat).compris.lu
        du_contrat = {*DU_CONTRAT, NATURE} & {*lu.faits}
        return bool(du_contrat or lu.a_regler or lu.remis_en_cause)
