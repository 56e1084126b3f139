"""Which requests a list is asked of."""

from __future__ import annotations

import datetime
import re

from bot.francais.mots import compiler
from bot.triage.extraits import Extrait
from bot.triage.ordres import (
    BLOQUANTES,
    CLOTUREES,
    DEPUIS,
    EN_ATTENTE,
    EN_RETARD,
    MIENNES,
    TERRITOIRE,
    Ordre,
)
from bot.triage.references import NI_COMPTE_NI_DATE, ORDRES
from bot.triage.temps import jour_dit

# « les demandes de roubaix », typed in a hurry
DES_DEMANDES = compiler(r"\b(?:{plusieurs}|{triage/ordres.lister.file})(?: \w+){0,2} $", ORDRES)
LIEU = compiler(r"(?<!\S)(?=(?:{triage/ordres.lister.lieu})(?:\s+|(?<='))(?P<lieu>\S.*)$)", ORDRES)
PAS_UN_LIEU = compiler(r"^(?:{triage/ordres.lister.pas_un_lieu})", ORDRES)
FILTRES = tuple(
    (filtre, compiler(rf"(?<!\w)(?:{{{ORDRES}.lister.{filtre}}})(?!\w)", ORDRES))
    for filtre in (MIENNES, EN_RETARD, BLOQUANTES, CLOTUREES, EN_ATTENTE)
)
QUAND = compiler(r"(?<!\w)(?:{triage/ordres.lister.depuis})(?=(?P<quand>.+)$)", ORDRES)
FINIT = compiler(r"[\s,]*\b(?:{finit})\W*$", ORDRES)
AVANT_UN_LIEU = compiler(r"\s(?:{triage/ordres.lister.lieu})\s*$", ORDRES)
APRES_UN_LIEU = compiler(r"\s+(?:{triage/ordres.lister.apres_un_lieu})\b.*$|[,?!].*$", ORDRES)
NUMERO_DE_DEPARTEMENT = compiler(r"(?:\d{2,3}|2[ab])\b" + NI_COMPTE_NI_DATE, ORDRES)


def lire_une_liste(phrase: Extrait) -> Ordre:
    """Return the order to list, with what narrows it: a state, a place, a day, or several."""
    dit = next((nom for nom, expression in FILTRES if expression.search(phrase.plie)), None)
    lieu = _lieu(phrase, sans_majuscule=dit is None)
    quand = _quand(phrase, lieu)
    # « les retards qui durent depuis trop longtemps » names no day
    if dit and quand and jour_dit(quand, datetime.date.today()) is None:
        quand = None
    filtre = dit or (DEPUIS if quand else TERRITOIRE if lieu else EN_ATTENTE)
    ou = phrase.entre(*lieu).brut if lieu else None
    return Ordre("lister", filtre=filtre, lieu=ou, depuis=quand)


def _quand(phrase: Extrait, lieu: tuple[int, int] | None) -> str | None:
    """Return the day since when: what follows « depuis », up to the place when it comes after."""
    dits = []
    # « arrivé dans la file depuis lundi »: the shortest words that are a day, else the first
    for lu in QUAND.finditer(phrase.plie):
        debut, fin = lu.span("quand")
        if lieu and debut < lieu[0]:
            fin = lieu[0]
        dit = AVANT_UN_LIEU.sub("", re.split(r"[?!,;]", phrase.plie[debut:fin])[0])
        dits.append(_sans_la_fin(phrase.entre(debut, debut + len(dit))).brut)
    jours = (dit for dit in reversed(dits) if jour_dit(dit, datetime.date.today()))
    return next(jours, next(iter(dits), None)) or None


def _lieu(phrase: Extrait, sans_majuscule: bool) -> tuple[int, int] | None:
    """Return where the place that narrows a list stands: a name, or a department's number."""
    for lu in LIEU.finditer(phrase.plie):
        dit = phrase.entre(*lu.span("lieu"))
        if coupe := APRES_UN_LIEU.search(dit.plie):
            dit = dit.entre(0, coupe.start())
        lieu = _sans_la_fin(dit)
        if not lieu or PAS_UN_LIEU.match(dit.plie):
            continue
        if numero := NUMERO_DE_DEPARTEMENT.match(dit.plie):
            lieu = dit.entre(*numero.span())
        if (
            numero
            or lieu.brut[0].isupper()
            or (sans_majuscule and DES_DEMANDES.search(phrase.plie[: lu.start()]))
        ):
            debut = lu.start("lieu") + dit.brut.index(lieu.brut)
            return debut, debut + len(lieu.brut)
    return None


def _sans_la_fin(dit: Extrait) -> Extrait:
    fin = FINIT.search(dit.plie)
    return dit.entre(0, fin.start() if fin else None).taille()
