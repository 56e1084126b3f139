"""Numbers glued to letters: « 1M5 » is a sum, « 350m2 » an area, « R+2 » and « 3x8 » are names.

Patterns stand side by side in the one that cuts a sentence (`texte.py`), so they match folded text;
a group tells which one did.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.francais.mots import mots, noms, valeurs

# thousands apart by a space, a dot or an apostrophe, then decimals: « 1 200 000,50 », « 350.000 »
NOMBRE = r"\d{1,3}(?:[ .']\d{3})+(?!\d)(?:,\d+|\.\d\d(?!\d))?|\d+(?:[.,]\d+)?"
# groups of the lists, where patterns of this module need them whole
ARGENT = rf" ?(?:d')?{mots('francais/colles.argent')}"
UNITE_D_UN_PRODUIT = rf" ?{mots('francais/colles.unite_d_un_produit')}"
MOTS_COURTS = mots("francais/colles.mots_courts")
LETTRES_QUI_COMPTENT = mots("francais/colles.lettres_qui_comptent")

# « 1M5 », « 2k5 », « 12€50 »: what comes after the scale is decimals. « 1M2 » is so only of money.
ABREGE = (
    rf"(?<![\w.,])-?\d{{1,3}}(?!m[23](?!\d|{ARGENT}))(?:[km]€?|€(?=\d\d(?!\d)))\d{{1,3}}"
    r"(?!\w|[.,]\d| ?[km]€?(?!\w))"
)
# « 1,2M5€ », « 1k2M », « 5€3 »: nobody writes so; « 200k36mois » only lacks spaces
MELANGE = (
    rf"(?<![\w.,])(?:(?:{NOMBRE})(?!m[23](?![\w€]))[km]€?\d+(?!\d|[^\W\d_]{{2}})|\d{{1,3}}€\d{{1,3}}(?!\w))"
    r"[\w€]*(?:[.,]\d[\w€]*)*"
)
# what is named, not counted: « m2 », « T3 », « CO2 », « L2112-2 », « bac+2 », « R+1 », « 4x4 »,
# « 3e », « 1e400 », a telephone number, a SIRET
NOM = (
    r"(?<![^\W\d_])[kcdhm]?m[2²3³](?!\w)"
    rf"|(?<!\w)(?!{MOTS_COURTS}\d)[a-z]{{1,2}}\d{{1,4}}(?:-\d+)*(?!\w)"
    rf"|(?<!\w)(?:{mots('francais/colles.bac')}|(?<!\d ){LETTRES_QUI_COMPTENT}[+-])\d+(?!\w)"
    rf"|(?<![\w.,])\d{{1,2}} ?[x×*] ?\d{{1,2}}(?!\w|[.,]\d|[ .']\d{{3}}|{UNITE_D_UN_PRODUIT})"
    # « 100e/jour », « 150e » are sums
    r"|(?<![\w.,])(?:\d{1,2}e(?! ?/)|\d+(?:[.,]\d+)?e-?\d+|0\d{4,}|\d{14})(?!\w)"
)
# kept with its digits, by which an item of a list is chosen
NUMERO = r"(?<!\w)n[°º] ?(?P<rang>\d+(?:[-/]\d+)*)(?!\w)"
# a letter just after a number, a temperature, hours with their minutes; not « 300 000 h.t. »
UNITE = (
    rf"(?:(?<=\d)|(?<=\d ))(?:°(?: ?c)?|h ?\d\d(?!{UNITE_D_UN_PRODUIT})|"
    rf"(?![ht]\.? ?t(?!\w)){mots('francais/colles.unites_d_une_lettre')})(?![\w'])"
)
UNITES = noms("francais/colles.unites")
# what a sum that cannot be read becomes
ILLISIBLE = "¤"
# the digits of a name, written so that no pattern takes them for a number
EXPOSANTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# read one by one, since the scale may be of thousands, millions or none
FACTEURS = valeurs("francais/colles.facteurs")
PARTIES = re.compile(r"(-?\d+)([km]?)(€?)(\d+)")
SUIVI_D_ARGENT = re.compile(ARGENT)


class Abrege(NamedTuple):
    """A sum written short: its value, and whether euros stand in it, as in « 12€50 »."""

    valeur: float
    douteux: bool
    en_euros: bool


def nommer(forme: str) -> str:
    """Return the form of a name: « m² », « r+² »."""
    return forme.translate(EXPOSANTS)


def lire_abrege(plie: str, brut: str, debut: int, fin: int) -> Abrege | None:
    """Read « 1M5 »; nothing of « 1m78 », a length: a small « m » counts millions only of money."""
    parties = PARTIES.fullmatch(plie, debut, fin)
    assert parties is not None  # what ABREGE matched
    entier, echelle, euros, decimales = parties.groups()
    argent = euros or SUIVI_D_ARGENT.match(plie, fin)
    # a capital is of money: « 1M78 », not « 1m78 »
    metres = not argent and brut[parties.start(2)] == "m"
    if metres and len(decimales) == 2:
        return None
    valeur = float(f"{entier}.{decimales}") * FACTEURS[echelle or euros]
    return Abrege(valeur, metres or bool(echelle and euros), bool(euros))
