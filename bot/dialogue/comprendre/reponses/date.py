"""« Le 3 septembre 2026 », « juin 2026 »: a day of the procedure."""

from __future__ import annotations

from bot.dialogue.comprendre.compris import Decisions, rassembler
from bot.dialogue.comprendre.reponses.commun import Demande, Repondeur
from bot.lecture.clause.dates import lire_date


class DateDemandee(Repondeur):
    """Reads a date: said with its event, or bare."""

    def lire(self, demande: Demande) -> Decisions:
        """See `Repondeur`."""
        dites = rassembler(demande.dites, demande.etat)
        if demande.fait not in dites and not demande.dites:
            jour = lire_date(demande.fait, demande.texte)
            if jour is None:
                return self.par_defaut(demande.modalite, demande.message, demande.etat)
            return Decisions({demande.fait: jour}, exclusif=True)
        return Decisions(dites) if demande.fait in dites else Decisions()
