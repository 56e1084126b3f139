"""What a day that is said makes of the stage, and of which stage it is the day."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.dialogue.comprendre.compris import Decisions
from bot.dialogue.comprendre.message import Message
from bot.dialogue.etat import Etat, Valeurs
from bot.donnees import referentiel
from bot.francais.mots import compiler, valeurs
from bot.francais.nombres import lire_nombres
from bot.francais.texte import Texte, decouper
from bot.lecture.clause.dates import MOIS, jours_supposes
from bot.lecture.etapes import ETAPE
from bot.metier.contrat import INCONNU, NOTIFIEE
from bot.metier.valeurs import Valeur

NOTIFICATION = "date_notification"
LANCEMENT, PREPARATION = "date_lancement", "preparation"
# the event that each stage comes after
EVENEMENT: Mapping[str, str] = {"publiee": LANCEMENT, NOTIFIEE: NOTIFICATION}
APRES_L_ETAPE = "clause_insertion"
# a month without its day dates nothing here: the law of the day may hang on it
UN_JOUR = re.compile(r"^\D*\d{1,2}(?:er)? \D|\d+[-/.]\d+[-/.]\d+")
MOTS_AVANT_LE_JOUR = 3
# « hier », « il y a trois semaines », counted back from the day of the message
RELATIFS = {
    compiler(rf"\b(?:{mots})\b"): int(jours)
    for mots, jours in valeurs("lecture/dates.jours_passes").items()
}

# « le 3 mars dernier », « en mars », which needs no year once it is past
SANS_ANNEE = compiler(
    rf"\b(?:(?P<jour>0?[1-9]|[12]\d|3[01])(?:er)? |en )(?P<mois>{'|'.join(MOIS)})\b(?! ?\d)"
)


def selon_les_dates(lue: Decisions, message: Message, etat: Etat) -> Decisions:
    """Leave the stage of « notifié en mars 2027 » open while that month is to come.

    What is to be published on a day to come is still prepared.
    """
    faits, recu = dict(lue.faits), message.recu
    if _est_a_venir(faits.get(NOTIFICATION), recu) and faits.get(ETAPE) == NOTIFIEE:
        del faits[ETAPE]
    if _est_a_venir(faits.get(LANCEMENT), recu) and faits.get(ETAPE) != NOTIFIEE:
        faits[ETAPE] = PREPARATION
    dementis = _jours_dementis(faits.get(ETAPE), etat, recu)
    faits = {**dementis, **_jour_de_l_etape(faits, message, etat), **faits}
    return replace(lue, faits=faits, refus={**lue.refus, **_jour_suppose(faits, message)})


def _jours_dementis(etape: Valeur | None, etat: Etat, recu: datetime.date) -> dict[str, None]:
    """Take back the past days of « finalement, ce n’est pas publié »: a law may hang on one.

    A day that is to come is that of what is prepared.
    """
    venus = {PREPARATION: (), "publiee": (LANCEMENT,), NOTIFIEE: (LANCEMENT, NOTIFICATION)}
    if not isinstance(etape, str) or etape not in venus:
        return {}
    return {
        jour: None
        for jour in EVENEMENT.values()
        if jour not in venus[etape]
        and etat.faits[jour] not in (None, INCONNU)
        and not _est_a_venir(etat.faits[jour], recu)
    }


def _jour_suppose(faits: Mapping[str, Valeur | None], message: Message) -> Valeurs:
    """Say of « mars 2027 » that its day was not told."""
    dates = {faits.get(fait) for fait in (LANCEMENT, NOTIFICATION)} - {None, INCONNU}
    supposes = jours_supposes(Texte(message.texte, decouper(message.texte))) if dates else ()
    return {"jour_suppose": True} if dates & {*supposes} else {}


def _jour_de_l_etape(
    faits: dict[str, Valeur | None], message: Message, etat: Etat
) -> dict[str, Valeur | None]:
    """Read « publiée hier, donc le 28 novembre », « le 10. Et pas de clause », once published.

    A day that is to come, or that names its own event, is none of the stage's.
    """
    evenement = _evenement_a_dater(faits, etat)
    if evenement is None or {LANCEMENT, NOTIFICATION} & faits.keys() or message.suppose:
        return {}
    jour = _seul_jour_dit(message)
    return {} if jour is None or _est_a_venir(jour, message.recu) else {evenement: jour}


def _evenement_a_dater(faits: Mapping[str, Valeur | None], etat: Etat) -> str | None:
    """Return the event of the stage that is told, or was just told, while its day is not known."""
    # once the stage is told, the next question may be answered along with its day, or by it alone;
    # and the deadlines of a clause that binds already are counted from its own
    suit = etat.question == APRES_L_ETAPE and (APRES_L_ETAPE in faits or not faits)
    connue = etat.faits.etape if suit or etat.suivi.clause_au_contrat else None
    evenement = EVENEMENT.get(str(faits.get(ETAPE) or connue))
    date = evenement and etat.faits[evenement] not in (None, INCONNU)
    return None if date else evenement


def _seul_jour_dit(message: Message) -> str | None:
    dits = {
        str(lue.valeur)
        for lue in message.lectures
        if lue.fait == "date" and _date_l_etape(message.texte, lue.debut, lue.fin)
    }
    dits = dits or _jours_relatifs(message)
    return dits.pop() if len(dits) == 1 else None


def _date_l_etape(texte: str, debut: int, fin: int) -> bool:
    """Tell « , donc le 28 novembre 2026 » from « , remise des offres le 28 novembre 2026 »."""
    avant = re.split(r"[,.;:(]", texte[:debut])[-1].split()
    return len(avant) <= MOTS_AVANT_LE_JOUR and UN_JOUR.search(texte[debut:fin]) is not None


def _jours_relatifs(message: Message) -> set[str]:
    plat = Texte(message.texte, lire_nombres(decouper(message.texte))).plat
    dits = [
        jours * int(trouve.groupdict().get("combien") or 1)
        for mots, jours in RELATIFS.items()
        if (trouve := mots.search(plat))
    ]
    relatifs = {(message.recu - datetime.timedelta(days=jours)).isoformat() for jours in dits}
    return relatifs or {*_jours_sans_annee(message)}


def _jours_sans_annee(message: Message) -> Iterator[str]:
    """Yield the last « 3 mars » before the message; of a month alone, its first day.

    The month of the new law needs its day.
    """
    for trouve in SANS_ANNEE.finditer(message.dit.plie):
        mois = MOIS.index(trouve["mois"]) + 1
        if trouve["jour"] is None and mois == referentiel().regime_social.jour_douteux.month:
            continue
        annee, jour = message.recu.year, int(trouve["jour"] or 1)
        jours = filter(None, (_jour(an, mois, jour) for an in (annee, annee - 1)))
        yield from [passe.isoformat() for passe in jours if passe <= message.recu][:1]


def _jour(annee: int, mois: int, jour: int) -> datetime.date | None:
    """Return a date; None of « le 31 avril »."""
    try:
        return datetime.date(annee, mois, jour)
    except ValueError:
        return None


def _est_a_venir(jour: Valeur | None, aujourd_hui: datetime.date) -> bool:
    return isinstance(jour, str) and jour != INCONNU and jour > aujourd_hui.isoformat()
