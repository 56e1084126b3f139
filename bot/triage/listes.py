"""Which requests a list is asked of."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
from bot.triage.references import ORDRES

DES_DEMANDES = compiler(r"\b(?:{plusieurs}|{triage/ordres.lister.file})\b", ORDRES)
LIEU = compiler(r"(?<!\S)(?=(?:{triage/ordres.lister.lieu})(?:\s+|(?<='))(?P<lieu>\S.*)$)", ORDRES)
PAS_UN_LIEU = compiler(r"^(?:{triage/ordres.lister.pas_un_lieu})", ORDRES)
FILTRES = tuple(
    (filtre, compiler(rf"(?<!\w)(?:{{{ORDRES}.lister.{filtre}}})(?!\w)", ORDRES))
    for filtre in (MIENNES, EN_RETARD, BLOQUANTES, CLOTUREES)
)
QUAND = compiler(r"(?<!\w)(?:{triage/ordres.lister.depuis})(?P<quand>.+)$", ORDRES)
FINIT = compiler(r"[\s,]*\b(?:{finit})\W*$", ORDRES)
APRES_UN_LIEU = compiler(r"\s+(?:{triage/ordres.lister.apres_un_lieu})\b.*$|[,?!].*$", ORDRES)
NUMERO_DE_DEPARTEMENT = re.compile(r"(?:\d{2,3}|2[ab])\b")


def lire_une_liste(phrase: Extrait) -> Ordre:
    """Return the order to list, with what narrows it."""
    return next(_filtres(phrase), Ordre("lister", filtre=EN_ATTENTE))


def _filtres(phrase: Extrait) -> Iterator[Ordre]:
    for filtre, expression in FILTRES:
        if expression.search(phrase.plie):
            yield Ordre("lister", filtre=filtre)
    if quand := QUAND.search(phrase.plie):
        yield Ordre(
            "lister", filtre=DEPUIS, depuis=_sans_la_fin(phrase.entre(*quand.span("quand")))
        )
    if lieu := _lieu(phrase):
        yield Ordre("lister", filtre=TERRITOIRE, lieu=lieu)


def _lieu(phrase: Extrait) -> str | None:
    """Return the place that narrows a list: a name, or the number of a department."""
    for lu in LIEU.finditer(phrase.plie):
        dit = phrase.entre(*lu.span("lieu"))
        if coupe := APRES_UN_LIEU.search(dit.plie):
            dit = dit.entre(0, coupe.start())
        lieu = _sans_la_fin(dit)
        if not lieu or PAS_UN_LIEU.match(dit.plie):
            continue
        nom = lieu[0].isupper() or NUMERO_DE_DEPARTEMENT.match(dit.plie)
        if nom or DES_DEMANDES.search(phrase.plie[: lu.start()]):
            return lieu
    return None


def _sans_la_fin(dit: Extrait) -> str:
    fin = FINIT.search(dit.plie)
    return dit.entre(0, fin.start() if fin else None).taille().brut
