"""« 80 000 le lot 1, 65 000 le 2 et le 3 genre 10 000 »: sums told of several lots, asked for them.

Each sum stands beside its lot, before or after it; the pieces are written « lot 1 : 80 000 € ».
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from typing import TypeAlias

from bot.francais.mots import compiler, valeurs
from bot.francais.texte import plier
from bot.lecture.lectures import Lecture

FICHIER = "lecture/lots"
MONTANT = "montant_ht"
RANGS = valeurs(f"{FICHIER}.rangs")
# « le 2 65 000 » names the second lot; « 2 000 » is a sum, « 10k le 3 » is no « 3 k »
UN_LOT = (
    r"(?:{devant_la_somme} )?(?:(?P<du_lot>{lot} (?:{numero})?)|(?:{lot} )?{article_devant} )"
    r"(?P<lot>\d{1,2}(?!\d|[.,]\d| ?(?:000|k|m|€)\b|{jusqu_a}\d)|(?:{rang}|{dernier})\b)"
    r"(?: {lot}\b)?"
).replace("{rang}", "|".join(sorted(RANGS, key=len, reverse=True)))
UNE_SOMME = (
    r"(?P<somme>\d{1,3}(?:[ .]\d{3})+|\d{4,}|\d+(?:[.,]\d+)? ?(?={unite_d_une_somme}))"
    r"(?P<unite> ?{unite_d_une_somme}| ?)"
    r"(?! ?\d{3}\b)(?! ?{total_des_lots}\b)"
)
DIT = compiler(rf"\b(?:{UN_LOT}|{UNE_SOMME})", FICHIER)
Paire: TypeAlias = "tuple[re.Match[str], re.Match[str]]"
PAR_AN = compiler(r" ?{par_an}(?!\w)", FICHIER)
MOIS_PAR_AN = 12
# « 600 000 », « 350 »: as written, with no unit of time after
NOMBRE = compiler(
    r"\b(?:\d{1,3}(?:[ .]\d{3})+|\d+)(?![\d.,]*\d)(?! ?{francais/temps.unite}\b)", FICHIER
)
# « 250 », beside its total, counts thousands; fewer is no sum
MILLIERS_AU_MOINS = 20
# « les lots 1 et 3 font 1,3 million »: of two
ET_UN_AUTRE = compiler(r"(?:{et}|{jusqu_a})(?:{article_devant} )?\d", FICHIER)
ET_ENSUITE = compiler(r"[ ,]*\b{lot_et}$|^{lot_et} ", FICHIER)


def sommes_par_lot(
    texte: str, connus: Sequence[int], mois: float | None, lire: Callable[[str], Sequence[Lecture]]
) -> str:
    """Return the message with each sum beside its lot's number; as it is, when it is unsure.

    A sum « par an » is told for all the months of the contract, once they are known.
    """
    plie = plier(texte)
    paires = _paires([*DIT.finditer(plie)])
    numeros = [_numero(une["lot"] or autre["lot"], connus) for une, autre in paires]
    de_plusieurs = any(ET_UN_AUTRE.match(plie, une.end()) for une, _ in paires if une["lot"])
    if not paires or de_plusieurs or len({*numeros} - {None}) < len(paires):
        return _dans_l_ordre(texte, connus)
    debuts = [une.start() for une, _ in paires]
    parts = [
        f"lot {numero} : {_en_tout(_sans_le_lot(texte, paire, fin), mois, lire)}"
        for numero, paire, fin in zip(numeros, paires, [*debuts[1:], len(texte)], strict=True)
    ]
    return " ; ".join(filter(None, [texte[: debuts[0]].strip(" ,;:"), *parts]))


def _dans_l_ordre(texte: str, connus: Sequence[int]) -> str:
    """Read « 600 000 pour les deux, 350 et 250 », which add up, as the sums of lots in order."""
    nombres = map(_en_nombre, NOMBRE.finditer(plier(texte)))
    dits = [nombre for nombre in nombres if nombre >= MILLIERS_AU_MOINS]
    if len(dits) != len(connus) + 1 or len(connus) < 2:
        return texte
    parts = _qui_font(dits[0], dits[1:]) or _qui_font(dits[-1], dits[:-1])
    lots = [f"lot {numero} : {part:.0f} €" for numero, part in zip(connus, parts, strict=False)]
    return " ; ".join(lots) or texte


def _qui_font(total: float, parts: Sequence[float]) -> Sequence[float]:
    """Return sums that add up to a total, as they are or by thousands; none else."""
    en_euros = ([part * facteur for part in parts] for facteur in (1, 1000))
    return next((sommes for sommes in en_euros if sum(sommes) == total), [])


def _en_nombre(dit: re.Match[str]) -> float:
    return float(re.sub(r"[ .\u00a0\u202f]", "", dit[0]))


def _paires(dits: Sequence[re.Match[str]]) -> Sequence[Paire]:
    """Return each lot with its sum; none when one has no other, or when a lone lot is unsure."""
    paires = [*zip(dits[::2], dits[1::2], strict=False)]
    pareils = any((une["lot"] is None) == (autre["lot"] is None) for une, autre in paires)
    # one alone must be called a lot: « 80 000 pour le 1er » may be of a year
    nomme = len(paires) > 1 or any(dit["du_lot"] for dit in dits)
    return paires if nomme and not (pareils or len(dits) % 2) else ()


def _numero(dit: str, connus: Collection[int]) -> int | None:
    """Return the lot of « 3 », « troisième », « dernier », among those of the file."""
    numero = int(dit) if dit.isdecimal() else int(RANGS.get(dit) or max(connus))
    return numero if numero in connus else None


def _sans_le_lot(texte: str, paire: Paire, fin: int) -> str:
    """Return what is told beside a lot, its sum in euros: « genre 10 000 € »."""
    une, autre = paire
    entre = texte[une.end() : autre.start()]
    dit = f"{_en_euros(une, texte)} {entre} {_en_euros(autre, texte)} {texte[autre.end() : fin]}"
    return ET_ENSUITE.sub("", " ".join(dit.split()).strip(" ,;:"))


def _en_tout(dit: str, mois: float | None, lire: Callable[[str], Sequence[Lecture]]) -> str:
    """Return « 320 000 € » of « 80 000 € par an », for four years."""
    par_an = PAR_AN.search(plier(dit))
    lues = lire(dit[: par_an.start()]) if par_an and mois else ()
    somme = next((lue.nombre for lue in lues if lue.fait == MONTANT and lue.nombre), None)
    if par_an is None or mois is None or somme is None:
        return dit
    return f"{somme * mois / MOIS_PAR_AN:.0f} €{dit[par_an.end() :]}"


def _en_euros(dit: re.Match[str], texte: str) -> str:
    """Return a sum with its unit; nothing of the name of a lot."""
    somme = texte[slice(*dit.span())].rstrip() if dit["somme"] else ""
    return f"{somme} €" if somme and not dit["unite"].strip() else somme
