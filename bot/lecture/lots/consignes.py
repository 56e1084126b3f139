"""Tell what a message asks to do of the lots that it names: keep them alone, leave them out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from bot.francais.mots import compiler, juste_apres, quelque_part
from bot.lecture.lots.nommes import FICHIER, LES_AUTRES, Nomme

GARDER = compiler(r"\b{garder} (?:{amorce} ?)*$", FICHIER)
GARDER_APRES = juste_apres(f"{FICHIER}.garder_apres")
D_UN_FAIT = compiler(r"(?:\d(?! ?[\d ]|\d*{lot}\b)|\b{fait_d_un_lot}\b)[^,.;?!\n]*$", FICHIER)
ECARTER = compiler(r"\b{ecarter} (?:{amorce} ?)*$", FICHIER)
ECARTER_APRES = juste_apres(f"{FICHIER}.ecarter_apres")
REMETTRE = compiler(r"\b{remettre} (?:{amorce} ?)*$", FICHIER)
REMETTRE_APRES = juste_apres(f"{FICHIER}.remettre_apres")
SEULEMENT = quelque_part(f"{FICHIER}.seulement")
REPRENDRE = quelque_part(f"{FICHIER}.reprendre")
# what a message asks to do of the lots that it names
GARDER_SEULS, METTRE_DE_COTE, REPRENDRE_TOUT = "garder", "ecarter", "reprendre"
REMETTRE_CEUX_LA = "remettre"

Consignes: TypeAlias = Mapping[str, frozenset[int]]


def lire_les_consignes(plie: str, nommes: Sequence[Nomme]) -> tuple[str | None, frozenset[int]]:
    """Return what is to be done of lots, if anything, and of which.

    Of « le 3 est abandonné, on garde le 2 », the third is left out; the others are too, of « on
    garde seulement le 2 ».
    """
    tous = frozenset(n for nomme in nommes for n in nomme.numeros)
    if REPRENDRE.search(plie):
        return REPRENDRE_TOUT, tous
    dites = dict[str, frozenset[int]]()
    for nomme in nommes:
        if consigne := _consigne_d_un_lot(plie, nomme):
            dites[consigne] = dites.get(consigne, frozenset()) | {*nomme.numeros}
    franches = {dite: numeros for dite, numeros in dites.items() if LES_AUTRES not in numeros}
    if len(franches) < len(dites):
        return _des_autres(franches, dites, tous - {LES_AUTRES})
    if len(dites) < 2:
        return next(iter(dites), None), tous
    gardes = GARDER_SEULS in dites and SEULEMENT.search(plie)
    dite = GARDER_SEULS if gardes else min(dites, key=lambda dite: dite == GARDER_SEULS)
    return dite, dites[dite]


def _des_autres(
    franches: Consignes, dites: Consignes, nommes: frozenset[int]
) -> tuple[str | None, frozenset[int]]:
    """Return what « on laisse le 3, on garde les autres » asks of those that it names."""
    if franches:
        return next(iter(franches.items()))
    contraire = METTRE_DE_COTE if GARDER_SEULS in dites else GARDER_SEULS
    return (contraire, nommes) if nommes else (None, nommes)


def _consigne_d_un_lot(plie: str, nomme: Nomme) -> str | None:
    """Return what is to be done of a lot, by the words around its name."""
    if GARDER.search(plie, 0, nomme.debut) and REMETTRE_APRES.match(plie, nomme.fin):
        return REMETTRE_CEUX_LA
    garde = GARDER.search(plie, 0, nomme.debut) or GARDER_APRES.match(plie, nomme.fin)
    # « c'est la durée du lot 1 seulement » tells what a fact is of, and leaves no lot out
    if garde and not D_UN_FAIT.search(plie, 0, nomme.debut):
        return GARDER_SEULS
    if REMETTRE.search(plie, 0, nomme.debut):
        return REMETTRE_CEUX_LA
    if ECARTER.search(plie, 0, nomme.debut) or ECARTER_APRES.match(plie, nomme.fin):
        return METTRE_DE_COTE
    return None
