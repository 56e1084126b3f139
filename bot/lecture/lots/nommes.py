"""Find the lots that a message names, and how many it says there are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.francais.mots import compiler, telle_quelle, valeurs

FICHIER = "lecture/lots"
EN_LETTRES, RANGS = valeurs(f"{FICHIER}.en_lettres"), valeurs(f"{FICHIER}.rangs")
# the file's names are matched the longest first: « deuxieme » holds « deux »
_LETTRES = "|".join(sorted(EN_LETTRES, key=len, reverse=True))
_RANG = "|".join(sorted(RANGS, key=len, reverse=True))
NOMBRE = rf"(?:\d{{1,2}}|{_LETTRES})(?!\w)"
_NUMERO = rf"(?:{{numero}})?{NOMBRE}(?! ?{{compte_autre_chose}}(?!\w))"
_LISTE = rf"{_NUMERO}(?:(?:{{et}}|{{jusqu_a}})(?:le )?{_NUMERO})*"
# « lot 1 à 6 », « lot 1 et 2 »; « lot 1 à 20 000 € » gives a sum
_SUITE = rf"(?:(?: et |{{jusqu_a}}){_NUMERO}(?! ?\d))"
MENTION = compiler(
    rf"\b(?:{{des_lots}} (?P<numeros>{_LISTE})|{{un_lot}} (?P<un>{_NUMERO}{_SUITE}?)"
    rf"|(?P<rang>{_RANG}) {{lot}}\b"
    rf"|(?P<autres>{{les_autres}})(?!\w)|le (?P<suivant>{_RANG})(?!\w| {{lot}}))",
    FICHIER,
)
NUMERO = re.compile(NOMBRE)
JUSQU_A = telle_quelle(f"{FICHIER}.jusqu_a")
ENTRE_DEUX_LOTS = compiler("{et}(?:{amorce} ?)*", FICHIER)
COMPTE = compiler(
    rf"\b(?P<n>{NOMBRE}) (?:{{qualificatif}} )?{{lot}}\b(?! {{choses}})"
    rf"|\b{{alloti}} (?P<en>{NOMBRE})|\b(?P<zones>{NOMBRE}) {{un_titulaire_par_zone}}\b",
    FICHIER,
)
LES_AUTRES = 0
LOTS_AU_PLUS = 50


@dataclass(frozen=True)
class Nomme:
    """Lots that a message names at one place, by their numbers; those that it does not, by 0."""

    numeros: tuple[int, ...]
    debut: int
    fin: int


def compter(plie: str) -> tuple[int | None, int]:
    """Return how many lots there are said to be, and where; one is none."""
    for nombre, fin in map(lire_un_compte, COMPTE.finditer(plie)):
        if nombre is not None:
            return nombre, fin
    return None, 0


def lire_un_compte(trouve: re.Match[str]) -> tuple[int | None, int]:
    """Return how many lots `COMPTE` found, and where it ends; None of a lot alone."""
    nombre = _lire_un_numero(next(groupe for groupe in trouve.groups() if groupe))
    return (nombre if 1 < nombre <= LOTS_AU_PLUS else None), trouve.end()


def _lire_un_numero(dit: str) -> int:
    return int(EN_LETTRES.get(dit) or RANGS.get(dit) or dit)


def nommer(plie: str, compte: int | None) -> tuple[Nomme, ...]:
    """Return the lots named; those that nothing but « et le » parts are named together."""
    nommes: list[Nomme] = []
    en_lots = compte is not None
    for trouve in MENTION.finditer(plie):
        # « les autres », « le second », where no lot is spoken of, are others of something else
        en_lots = en_lots or bool(trouve["numeros"] or trouve["un"] or trouve["rang"])
        if not en_lots:
            continue
        nomme = Nomme(_numeros(trouve), *trouve.span())
        if nommes and ENTRE_DEUX_LOTS.fullmatch(plie, nommes[-1].fin, nomme.debut):
            avant = nommes.pop()
            nomme = Nomme((*avant.numeros, *nomme.numeros), avant.debut, nomme.fin)
        nommes.append(nomme)
    return tuple(nommes)


def _numeros(trouve: re.Match[str]) -> tuple[int, ...]:
    if trouve["autres"]:
        return (LES_AUTRES,)
    if rang := trouve["rang"] or trouve["suivant"]:
        return (_lire_un_numero(rang),)
    liste = trouve["numeros"] or trouve["un"]
    dits = [_lire_un_numero(dit) for dit in NUMERO.findall(liste)]
    if len(dits) == 2 and JUSQU_A.search(liste):
        return tuple(range(dits[0], min(dits[1], LOTS_AU_PLUS) + 1))
    return tuple(dict.fromkeys(dits))
