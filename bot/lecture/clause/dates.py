"""Read the dates of the procedure: « consultation lancée en septembre 2026 », « le 01/03/2027 »."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from bot.donnees import referentiel
from bot.francais.mots import cles, compiler, liste, valeurs
from bot.francais.texte import Texte
from bot.metier.contrat import INCONNU
from bot.metier.obligation import LANCEMENT

FICHIER = "lecture/evenements"
MOIS = liste("francais/temps.mois_de_l_annee")
# « mi-mars »: the day that stands for it
MOMENTS = valeurs("lecture/dates.moments")
UNE_DATE = (
    rf"(?:(?:(?P<jour>\d{{1,2}}) (?:er )?|(?P<moment>{'|'.join(MOMENTS)}) )?"
    rf"(?P<nom>{'|'.join(MOIS)}) (?P<an>20\d\d)"
    r"|(?:(?P<j>\d{1,2}) / )?(?P<m>\d{1,2}) / ?(?P<a>20\d\d)"
    r"|(?P<iso>20\d\d) ?- ?(?P<im>\d{1,2}) ?- ?(?P<ij>\d{1,2}))(?!\d)"
)
SEULE = compiler(rf"(?:^|(?<= )){UNE_DATE}", FICHIER)
# from event to date at most five words, from date to event at most four; a comma parts them
AVANT = r"\b{evenement}\b(?: (?!{pas_la_date}\b)[^\W\d]+){0,5}? " + UNE_DATE
APRES = r"(?<= )" + UNE_DATE + r"(?: (?!{pas_la_date}\b)[^\W\d]+){0,4}? {evenement}\b"


def _motifs(fait: str) -> tuple[re.Pattern[str], ...]:
    evenement = f"{{{FICHIER}.evenements.{fait}}}"
    return tuple(compiler(m.replace("{evenement}", evenement), FICHIER) for m in (AVANT, APRES))


EVENEMENTS = {fait: _motifs(fait) for fait in cles(f"{FICHIER}.evenements")}


def lire_les_dates(texte: Texte) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """Yield each event that is dated, with its day, and where both stand in `plat`."""
    pris: list[tuple[int, int]] = []
    for rang in (0, 1):  # what follows its event is not the date of the next one
        for fait, motifs in EVENEMENTS.items():
            for trouve in motifs[rang].finditer(texte.plat):
                place = trouve.span()
                if not any(debut < place[1] and place[0] < fin for debut, fin in pris):
                    jour = _en_valeur(fait, trouve)
                    if jour is not None:
                        pris.append(place)
                        yield fait, jour, place


def lire_date(fait: str, texte: Texte) -> str | None:
    """Return the date that a message gives; None when there is none, or several."""
    jours = {_en_valeur(fait, trouve) for trouve in SEULE.finditer(texte.plat)}
    return jours.pop() if len(jours) == 1 else None


def jours_supposes(texte: Texte) -> frozenset[str]:
    """Return the days that stand for a month of which none was said: « mi-mars 2027 »."""
    dits = (t for t in SEULE.finditer(texte.plat) if not (t["jour"] or t["j"] or t["ij"]))
    return frozenset(jour for dit in dits if (jour := _en_valeur("", dit)))


def _en_valeur(fait: str, trouve: re.Match[str]) -> str | None:
    """Return the day as it is kept; of a month without a day, its first, middle or last.

    But `INCONNU` of a launch in the very month from which the law of the day depends; None for a
    day that is in no calendar.
    """
    nom = trouve["nom"]
    annee = int(trouve["an"] or trouve["a"] or trouve["iso"])
    mois = MOIS.index(nom) + 1 if nom else int(trouve["m"] or trouve["im"])
    jour = trouve["jour"] or trouve["j"] or trouve["ij"]
    try:
        dit = datetime.date(annee, mois, int(jour or _du_mois(trouve["moment"], annee, mois)))
    except ValueError:
        return None
    douteux = referentiel().regime_social.jour_douteux
    if fait == LANCEMENT and jour is None and (annee, mois) == (douteux.year, douteux.month):
        return INCONNU
    return dit.isoformat()


def _du_mois(moment: str | None, annee: int, mois: int) -> int:
    """Return the day that « mi », « fin » stand for; the first when neither is said."""
    suivant = datetime.date(annee + mois // 12, mois % 12 + 1, 1)
    dernier = (suivant - datetime.timedelta(days=1)).day
    return min(int(MOMENTS.get(moment or "", 1)), dernier)
