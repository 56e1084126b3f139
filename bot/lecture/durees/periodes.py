"""Read a duration given by two dates, « du 1er janvier 2027 au 31 décembre 2030 », or an end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.francais.mots import compiler, juste_avant
from bot.francais.texte import Jeton, Texte, nombre_lu
from bot.lecture.dates import DATE, MOIS_PAR_AN, ecart, en_texte, lire_jour
from bot.lecture.lectures import Lecture

FICHIER = "lecture/periodes"
ENTRE = compiler(r" {avant_la_fin} ", FICHIER)
# « du 1er janvier au 31 décembre 2027 »: one year for both
DU, JUSQU_A = juste_avant(f"{FICHIER}.du"), compiler(r" {jusqu_a} ", FICHIER)
AVANT_UNE_FIN = juste_avant(f"{FICHIER}.avant_une_fin")
AVANT_UN_DEBUT = juste_avant(f"{FICHIER}.avant_un_debut")
FERMES_PUIS = compiler(
    r"(?P<fermes>{annees})(?: ,)? {lecture/durees.ferme} {puis} (?P<suite>{annees})(?= |$)", FICHIER
)
EXERCICES, ANNEE = compiler(r"\b{exercices}(?= |$)", FICHIER), re.compile(r"20\d\d")
# what an end without a start, and a start after the end, ask
FIN_SANS_DEBUT, FIN_AVANT_DEBUT = "fin_sans_debut", "fin_avant_debut"


def en_durees(texte: Texte) -> Texte:
    """Return the same sentence, every pair of dates written as the months between them.

    What may follow is then read as after any duration: « …, reconductible trois fois un an ».
    """
    paires = [(debut.start(), fin.end(), mois) for debut, fin, mois in _paires(texte)]
    periodes = paires or list(_annees_comptees(texte))
    if not periodes:
        return texte
    jetons = list(texte.jetons)
    for debut, fin, mois in sorted(periodes, reverse=True):
        if mois > 0:
            dits = texte.jetons_de(debut, fin)
            premier = texte.jetons.index(dits[0])
            jetons[premier : premier + len(dits)] = [
                nombre_lu(mois, dits[0].debut, dits[-1].debut),
                Jeton("mois", dits[-1].debut, dits[-1].fin),
            ]
    return Texte(texte.brut, jetons)


def lire_fin(texte: Texte) -> list[Lecture]:
    """Return what an end says, with the start that is said elsewhere or is to be asked; or that
    dates run backwards.
    """
    inversees = [(d.start(), f.end()) for d, f, mois in _paires(texte) if mois <= 0]
    if inversees:
        return [_ouverte(FIN_AVANT_DEBUT, None, inversees[0], texte)]
    dates = [trouve for trouve in DATE.finditer(texte.plat) if lire_jour(trouve)[0]]
    fin, debut = (_annoncee(mots, dates, texte) for mots in (AVANT_UNE_FIN, AVANT_UN_DEBUT))
    if fin is None:
        return []
    if debut is None:
        return [_ouverte(FIN_SANS_DEBUT, en_texte(lire_jour(fin), fin=True), fin.span(), texte)]
    return [_entre(debut, fin, texte)]


def _entre(debut: re.Match[str], fin: re.Match[str], texte: Texte) -> Lecture:
    """Return what a start and an end say together, wherever each stands."""
    places = sorted((*debut.span(), *fin.span()))
    place, mois = (places[0], places[-1]), ecart(lire_jour(debut), lire_jour(fin)) or 0.0
    if mois <= 0:
        return _ouverte(FIN_AVANT_DEBUT, None, place, texte)
    return Lecture("duree_mois", mois, *texte.place(*place))


def lire_une_date(texte: Texte) -> list[Lecture]:
    """Return the one date of a sentence: it may answer when the contract starts."""
    dates = [(en_texte(lire_jour(t), fin=False), t) for t in DATE.finditer(texte.plat)]
    if len(dates) != 1 or dates[0][0] is None:
        return []
    ((date, trouve),) = dates
    return [Lecture("date", date, *texte.place(*trouve.span()), nature="indice")]


def _paires(texte: Texte) -> Iterator[tuple[re.Match[str], re.Match[str], float]]:
    """Yield the dates that follow each other as a start and an end, with the months between."""
    for debut, fin in pairwise(DATE.finditer(texte.plat)):
        entre = texte.plat[debut.end() : fin.start()]
        (an, *_), (an2, *_) = lire_jour(debut), lire_jour(fin)
        lien = ENTRE if an else JUSQU_A
        annonce = an or DU.search(texte.plat, 0, debut.start())
        mois = ecart(lire_jour(debut), lire_jour(fin)) if an2 and annonce else None
        if mois is not None and lien.fullmatch(entre):
            yield debut, fin, mois


def _annees_comptees(texte: Texte) -> Iterator[tuple[int, int, float]]:
    """Yield firm years, then those that follow; years from one to another.

    Each as a span and its months.
    """
    for suite in EXERCICES.finditer(texte.plat):
        premiere, derniere = map(int, ANNEE.findall(suite.group()))
        yield *suite.span(), float(MOIS_PAR_AN * (derniere - premiere + 1))
    for trouve in FERMES_PUIS.finditer(texte.plat):
        for groupe in ("fermes", "suite"):
            yield *trouve.span(groupe), float(MOIS_PAR_AN * len(ANNEE.findall(trouve[groupe])))


def _annoncee(
    annonce: re.Pattern[str], dates: Sequence[re.Match[str]], texte: Texte
) -> re.Match[str] | None:
    """Return the first date that such words stand just before."""
    return next((t for t in dates if annonce.search(texte.plat, 0, t.start())), None)


def _ouverte(motif: str, date: str | None, place: tuple[int, int], texte: Texte) -> Lecture:
    return Lecture("duree_mois", date, *texte.place(*place), nature="ambigu", motif=motif)
