"""« Le 3 septembre 2026 », « juin 2026 »: a day of the procedure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.dialogue.comprendre.compris import Decisions, rassembler
from bot.dialogue.comprendre.reponses.commun import Demande, Repondeur
from bot.lecture.clause.dates import lire_date
from bot.lecture.etapes import ETAPE
from bot.metier.contrat import INCONNU

NOTIFICATION, NOTIFIEE = "date_notification", "notifiee"


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


def sans_etape_a_venir(lue: Decisions, aujourd_hui: date) -> Decisions:
    """Leave the stage of « notifié en mars 2027 » open while that month is to come."""
    jour = lue.faits.get(NOTIFICATION)
    a_venir = isinstance(jour, str) and jour > aujourd_hui.isoformat() and jour != INCONNU
    if not a_venir or lue.faits.get(ETAPE) != NOTIFIEE:
        return lue
    return replace(lue, faits={fait: v for fait, v in lue.faits.items() if fait != ETAPE})
