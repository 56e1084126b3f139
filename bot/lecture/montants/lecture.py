"""Read the amount of a contract, in euros excluding tax for its whole duration."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.francais.colles import ILLISIBLE
from bot.francais.mots import compiler, qui_commence
from bot.francais.texte import Texte
from bot.lecture.lectures import Lecture
from bot.lecture.montants.argent import FICHIER, MONTANT, est_un_montant
from bot.lecture.montants.choix import (
    choisir,
    dit_sa_periode,
    fois_par_an,
    motif_d_ambiguite,
    valeur,
)

MINIMUM_ET_MAXIMUM = qui_commence(f"{FICHIER}.minimum_et_maximum")
VAGUE = compiler(rf"\b{{vague}}|{ILLISIBLE}", FICHIER)


def lire_montants(texte: Texte) -> list[Lecture]:
    """Return what the sentence says of the contract's amount; at most one fact or one ambiguity."""
    trouves = [t for t in MONTANT.finditer(texte.plat) if est_un_montant(t, texte)]
    if not trouves:
        return _sans_chiffre(texte)
    retenu = choisir(trouves, texte)
    if retenu is None:
        return [_ambigu(None, "fourchette", texte, trouves[0].start(), trouves[-1].end())]
    return [_lecture(retenu, trouves, texte)]


def _sans_chiffre(texte: Texte) -> list[Lecture]:
    """Return what is said of an amount that no number gives: « quelques milliers d'euros »."""
    for motif, expression in (("fourchette", MINIMUM_ET_MAXIMUM), ("vague", VAGUE)):
        ouvert = expression.search(texte.plat)
        if ouvert:
            return [_ambigu(None, motif, texte, *ouvert.span())]
    return []


def _lecture(trouve: re.Match[str], trouves: list[re.Match[str]], texte: Texte) -> Lecture:
    motif, euros = motif_d_ambiguite(trouve, trouves, texte), valeur(trouve, texte)
    if motif is None:
        return Lecture("montant_ht", euros, *texte.place(*trouve.span()))
    if motif == "par_periode":
        euros *= fois_par_an(trouve, texte)
        par_an = _ambigu(euros, motif, texte, *trouve.span())
        return replace(par_an, sure=dit_sa_periode(trouve, texte))
    return _ambigu(None if motif == "borne" else euros, motif, texte, *trouve.span())


def _ambigu(valeur: float | None, motif: str, texte: Texte, debut: int, fin: int) -> Lecture:
    return Lecture("montant_ht", valeur, *texte.place(debut, fin), nature="ambigu", motif=motif)
