"""What is not understood: what it may mean, then a ladder with a bound."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.dialogue.attendues import ReponsesAttendues
from bot.dialogue.etat import Etat, Message, Parole, Tour
from bot.dialogue.intentions import Intentions
from bot.dialogue.lu import Interpretation
from bot.dialogue.tournures import est_une_question


@dataclass(frozen=True)
class Incompris:
    """Offers what a message may mean, or rephrases, gives choices, offers to skip, then a person.

    `echecs_au_plus`: how many steps the ladder has.
    """

    intentions: Intentions
    attendues: ReponsesAttendues
    echecs_au_plus: int

    def redit(self, message: Message, etat: Etat) -> Interpretation | None:
        """Return the answer that was asked about, when it is said again: it is meant."""
        probable = self.attendues.probable(message, etat)
        if probable is None or probable != etat.suivi.candidat:
            return None
        return Interpretation({str(etat.question): probable})

    def relancer(self, message: Message, etat: Etat) -> Tour:
        """Return the next step of the ladder."""
        if etat.suivi.echecs == 0:
            return self._demander_le_sens(message, etat) or self.descendre(etat)
        return self.descendre(etat)

    def _demander_le_sens(self, message: Message, etat: Etat) -> Tour | None:
        """Ask about the likeliest answer, or offer the likeliest requests."""
        probable = self.attendues.probable(message, etat)
        if probable:
            suivi = replace(etat.suivi.sans_motif(), motif="probable", candidat=probable, echecs=1)
            return Tour(replace(etat, suivi=suivi))
        suivi = replace(etat.suivi, echecs=1)
        if sens := self.intentions.sens_possibles(message, etat):
            return Tour(replace(etat, suivi=suivi), (Parole("utter_clarifier", boutons=sens),))
        if est_une_question(message):
            return Tour(replace(etat, suivi=suivi), (Parole("utter_incompris_question"),))
        return None

    def descendre(self, etat: Etat) -> Tour:
        """Rephrase with an example, give the choices, offer to skip, hand over to a person."""
        echecs = etat.suivi.echecs + 1
        if echecs > self.echecs_au_plus:
            echecs = self.echecs_au_plus - 1  # the last two in turn, never the same three times
        if etat.question is None:
            suivi = replace(etat.suivi, echecs=echecs)
            return Tour(replace(etat, suivi=suivi), (Parole(f"utter_incompris_{echecs}"),))
        suivi = replace(etat.suivi.sans_motif(), echecs=echecs, motif=f"relance_{echecs}")
        return Tour(replace(etat, suivi=suivi), (Parole(f"utter_incompris_reponse_{echecs}"),))
