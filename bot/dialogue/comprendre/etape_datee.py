"""What a day that is said makes of the stage: what is to come has not happened."""

from __future__ import annotations

import datetime
from dataclasses import replace

from bot.dialogue.comprendre.compris import Decisions
from bot.lecture.etapes import ETAPE
from bot.metier.contrat import INCONNU
from bot.metier.valeurs import Valeur

NOTIFICATION, NOTIFIEE = "date_notification", "notifiee"
LANCEMENT, PREPARATION = "date_lancement", "preparation"


def selon_les_dates(lue: Decisions, aujourd_hui: datetime.date) -> Decisions:
    """Leave the stage of « notifié en mars 2027 » open while that month is to come.

    What is to be published on a day to come is still prepared.
    """
    faits = dict(lue.faits)
    if _est_a_venir(faits.get(NOTIFICATION), aujourd_hui) and faits.get(ETAPE) == NOTIFIEE:
        del faits[ETAPE]
    if _est_a_venir(faits.get(LANCEMENT), aujourd_hui) and faits.get(ETAPE) != NOTIFIEE:
        faits[ETAPE] = PREPARATION
    return replace(lue, faits=faits)


def _est_a_venir(jour: Valeur | None, aujourd_hui: datetime.date) -> bool:
    return isinstance(jour, str) and jour != INCONNU and jour > aujourd_hui.isoformat()
