"""What is missed, « et mes apprentis ? », and what is politely asked, as the orders they are."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogue.comprendre.actions_dites import ActionsDites
from bot.dialogue.comprendre.axes import AXES, AxesDits
from bot.dialogue.comprendre.message import Message
from bot.dialogue.etat import Etat, Parole
from bot.dialogue.interventions import Interventions
from bot.dialogue.parts import CERTITUDE, ORDRES
from bot.francais.texte import Texte, decouper, plier
from bot.lecture.clause.actions import MOTS_D_UNE_ACTION
from bot.lecture.clause.changements import ce_qui_est_demande, ordre_poli, reclamation
from bot.metier.referentiel import Referentiel

# « je ne retrouve pas mon code », « … le document » ask for what is had otherwise
A_SERVIR = frozenset({*ORDRES, "demander_code", "reprendre_dossier", "recommencer"})


@dataclass(frozen=True)
class Reclamations:
    """Reads what the buyer does not find in what is noted."""

    referentiel: Referentiel
    interventions: Interventions
    axes: AxesDits
    actions: ActionsDites

    def presente(self, message: Message, etat: Etat) -> Parole | None:
        """Answer « et mes apprentis ? » of an action that is there."""
        reclamee = ce_qui_est_demande(message.texte)
        if not reclamee or self.interventions.nommer(plier(reclamee)):
            return None
        if self.actions.redite(Texte(message.texte, decouper(message.texte)), etat):
            return None  # « et l'échauffement dans la santé » moves it
        nom = self.actions.presente(reclamee, etat)
        return Parole("utter_action_presente", valeurs={"valeur": nom}) if nom else None

    def ordre(self, message: Message, etat: Etat) -> str | None:
        """Return a polite order, or a complaint about what is not there, as a plain order."""
        reclamee = self._reclame(message)
        return ordre_poli(message.texte) or (self._ajout(reclamee, etat) if reclamee else None)

    def _reclame(self, message: Message) -> str | None:
        """Return what is missed, if it may be an action or an axis: no code, no document."""
        reclamee = reclamation(message.texte)
        servi = message.intention in A_SERVIR and message.confiance >= CERTITUDE
        if not reclamee or servi:
            return None
        nommes = self.interventions.nommer(plier(reclamee))
        return reclamee if nommes in ((), (AXES,)) else None

    def _ajout(self, reclamee: str, etat: Etat) -> str | None:
        """Return what adds an axis, or an action where there may be some."""
        if self.axes.ne_nomme_qu_eux(reclamee):
            return f"ajoute {reclamee}"
        listes = etat.faits.axes or etat.question == AXES
        if not listes or len(reclamee.split()) < MOTS_D_UNE_ACTION:
            return None
        demandee = self.referentiel.modalites.get(etat.question or "")
        return reclamee if demandee and demandee.axe else f"ajoute l'action : {reclamee}"
