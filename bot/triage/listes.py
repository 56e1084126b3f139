"""What is asked of the queue as a whole: which requests, or the figures of the month."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.francais.mots import compiler
from bot.triage.dites import Dite, sans_la_fin
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

DEMANDE = compiler(
    r"^(?:{triage/ordres.lister.interroge}|{triage/ordres.lister.ordonne})(?:(?<=')|(?![\w']))",
    ORDRES,
)
NOMME = compiler(r"^(?:{triage/ordres.lister.nomme})(?![\w'])", ORDRES)
DES_DEMANDES = compiler(r"\b(?:{plusieurs}|{triage/ordres.lister.file})\b", ORDRES)
ACHETEUR = compiler(r"(?<![\w'])(?:a|de|aupres de) l'? ?acheteu(?:r|se)\b", ORDRES)
RACONTE = compiler(r"\b(?:{triage/ordres.lister.raconte})\b", ORDRES)
DE_LA_FILE = compiler(r"^(?:{triage/ordres.lister.de_la_file})", ORDRES)
LIEU = compiler(r"(?<!\S)(?=(?:{triage/ordres.lister.lieu})(?:\s+|(?<='))(?P<lieu>\S.*)$)", ORDRES)
PAS_UN_LIEU = compiler(r"^(?:{triage/ordres.lister.pas_un_lieu})", ORDRES)
FILTRES = tuple(
    (filtre, compiler(rf"(?<!\w)(?:{{{ORDRES}.lister.{filtre}}})(?!\w)", ORDRES))
    for filtre in (MIENNES, EN_RETARD, BLOQUANTES, CLOTUREES)
)
ATTENTE = compiler(r"(?<!\w)(?:{triage/ordres.lister.en_attente})(?!\w)", ORDRES)
QUAND = compiler(r"(?<!\w)(?:{triage/ordres.lister.depuis})(?P<quand>.+)$", ORDRES)
CHIFFRES = compiler(r"^(?:{sort} ?)?(?:{chiffres})(?![\w'])", ORDRES)
DU_MOIS = re.compile(r"\b(?:mois|mensuel\w*|semaine|annee|trimestre)\b")
NUMERO_DE_DEPARTEMENT = re.compile(r"(?:\d{2,3}|2[ab])\b")
MOTS_D_UN_NOM = 8


def lire_une_liste(dite: Dite) -> Ordre | None:
    """Return the order to list, or to count, that a clause gives."""
    # « demandes à l'acheteur… » asks him, and lists nothing
    if dite.nommee or dite.nie or ACHETEUR.search(dite.clause.plie):
        return None
    clause = dite.clause
    if CHIFFRES.match(clause.plie):
        return Ordre("chiffres")
    combien = re.match(r"(?:cb|combien)\b", clause.plie)
    if combien and (DU_MOIS.search(clause.plie) or FILTRES[-1][1].search(clause.plie)):
        return Ordre("chiffres")
    demande = DEMANDE.match(clause.plie)
    nomme = NOMME.match(clause.plie) and (dite.question or _n_est_qu_un_nom(clause))
    return next(_filtres(clause), None) if demande or nomme else None


def _filtres(clause: Extrait) -> Iterator[Ordre]:
    for filtre, expression in FILTRES:
        if expression.search(clause.plie):
            yield Ordre("lister", filtre=filtre)
    if quand := QUAND.search(clause.plie):
        dit = sans_la_fin(clause.entre(*quand.span("quand"))).taille()
        yield Ordre("lister", filtre=DEPUIS, depuis=dit.brut)
    de_la_file = DES_DEMANDES.search(clause.plie) or DE_LA_FILE.match(clause.plie)
    if de_la_file and (lieu := _lieu(clause)):
        yield Ordre("lister", filtre=TERRITOIRE, lieu=lieu)
    if ATTENTE.search(clause.plie) or DES_DEMANDES.search(clause.plie):
        yield Ordre("lister", filtre=EN_ATTENTE)


def _lieu(clause: Extrait) -> str | None:
    """Return the place that narrows a list: a name, or the number of a department."""
    for lu in LIEU.finditer(clause.plie):
        dit = sans_la_fin(clause.entre(*lu.span("lieu"))).taille()
        if not dit or PAS_UN_LIEU.match(dit.plie):
            continue
        nom = dit.brut[0].isupper() or NUMERO_DE_DEPARTEMENT.match(dit.plie)
        if nom or DES_DEMANDES.search(clause.plie[: lu.start()]):
            return dit.brut
    return None


def _n_est_qu_un_nom(clause: Extrait) -> bool:
    """Tell « les retards », « mes dossiers stp », from a sentence that tells of them."""
    return len(clause.plie.split()) <= MOTS_D_UN_NOM and not RACONTE.search(clause.plie)
