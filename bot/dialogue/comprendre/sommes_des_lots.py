"""« 80 000 le lot 1, 65 000 le 2 et le 3 genre 10 000 »: sums told of several lots, asked for them.

Each sum stands beside its lot, before or after it; the pieces are written « lot 1 : 80 000 € ».
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from bot.francais.mots import compiler, valeurs
from bot.francais.texte import plier

FICHIER = "lecture/lots"
RANGS = valeurs(f"{FICHIER}.rangs")
# « le 2 65 000 » names the second lot; « 2 000 » is a sum, « 10k le 3 » is no « 3 k »
UN_LOT = (
    r"(?:{devant_la_somme} )?(?:(?P<du_lot>{lot} (?:{numero})?)|(?:{lot} )?{article_devant} )"
    r"(?P<lot>\d{1,2}(?!\d|[.,]\d| ?(?:000|k|m|€)\b)|(?:{rang}|{dernier})\b)(?: {lot}\b)?"
).replace("{rang}", "|".join(sorted(RANGS, key=len, reverse=True)))
UNE_SOMME = (
    r"(?P<somme>\d{1,3}(?:[ .]\d{3})+|\d{4,}|\d+(?:[.,]\d+)? ?(?={unite_d_une_somme}))"
    r"(?P<unite> ?{unite_d_une_somme}| ?)"
    r"(?! ?\d{3}\b)(?! ?{total_des_lots}\b)"
)
DIT = compiler(rf"\b(?:{UN_LOT}|{UNE_SOMME})", FICHIER)
ET_ENSUITE = compiler(r"[ ,]*\b{lot_et}$|^{lot_et} ", FICHIER)


def sommes_par_lot(texte: str, connus: Sequence[int]) -> str:
    """Return the message with each sum beside its lot's number; as it is, when it is unsure."""
    dits = [*DIT.finditer(plier(texte))]
    paires = [*zip(dits[::2], dits[1::2], strict=False)]
    if len(dits) % 2 or not paires or not all(map(_font_une_paire, paires)):
        return texte
    numeros = [_numero(une["lot"] or autre["lot"], connus) for une, autre in paires]
    # one alone must be called a lot: « 80 000 pour le 1er » may be of a year
    nomme = any(une["du_lot"] or autre["du_lot"] for une, autre in paires)
    if None in numeros or len({*numeros}) < len(paires) or (len(paires) == 1 and not nomme):
        return texte
    debuts = [une.start() for une, _ in paires]
    fins = [*debuts[1:], len(texte)]
    parts = [
        f"lot {numero} : {_sans_le_lot(texte, paire, fin)}"
        for numero, paire, fin in zip(numeros, paires, fins, strict=True)
    ]
    return " ; ".join([*filter(None, [texte[: debuts[0]].strip(" ,;:")]), *parts])


def _font_une_paire(paire: tuple[re.Match[str], re.Match[str]]) -> bool:
    return (paire[0]["lot"] is None) != (paire[1]["lot"] is None)


def _numero(dit: str, connus: Collection[int]) -> int | None:
    """Return the lot of « 3 », « troisième », « dernier », among those of the file."""
    numero = int(dit) if dit.isdecimal() else int(RANGS.get(dit) or max(connus))
    return numero if numero in connus else None


def _sans_le_lot(texte: str, paire: Sequence[re.Match[str]], fin: int) -> str:
    """Return what is told beside a lot, its sum in euros: « genre 10 000 € »."""
    morceaux, position = [], paire[0].start()
    for dit in paire:
        garde = dit["somme"] and texte[slice(*dit.span())].rstrip()
        euros = garde and (garde if dit["unite"].strip() else f"{garde} €")
        morceaux += [texte[position : dit.start()], f"{euros} " if euros else ""]
        position = dit.end()
    reste = " ".join("".join([*morceaux, texte[position:fin]]).split())
    return ET_ENSUITE.sub("", reste.strip(" ,;:"))
