"""« On garde que la tonte », « tous sauf le 2 »: lots that are kept, or left out, in numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.francais.mots import compiler
from bot.francais.texte import plier
from bot.lecture.lots.nommes import FICHIER

# « je prends le 1 et le 2 seulement », where numbers are those of no list
NUMEROS = r"(?P<dits>\d(?:(?: ?, ?| {lot_et} )(?:le |la )?\d)*)"
CONSIGNE = r"(?:{garder}|{ecarter}|{remettre})"
AUTRE_COMPTE = r"(?! ?(?:\d|{compte_autre_chose}))"
GARDES = compiler(
    rf"\b{CONSIGNE} (?:{{article_devant}} )?{NUMEROS}{AUTRE_COMPTE}"
    rf"|\b{{article_devant}} {NUMEROS.replace('dits', 'dits_2')} (?={{garder_apres}})",
    FICHIER,
)
TOUS_SAUF = compiler(
    rf"\b{{tous_sauf}} (?:{{article_devant}} )?(?:{{lot}} )?{NUMEROS}{AUTRE_COMPTE}(?=\W*[^\W\d])",
    FICHIER,
)
ARTICLE_DEVANT = compiler(r"(?i)\b{article_devant} $", FICHIER)
# « on garde peinture et plomberie », « le lot peinture est abandonné »
ENTRE_DEUX_NOMS = r"(?: ?, ?(?:{lot_et} )?| {lot_et} )"
EST_GARDE = r"(?:{garder_apres}|{ecarter_apres})"
EN_TETE = r"(?:{article_devant} )?(?:{lot} (?:d[eu]s? |d')?)?"


def gardes_par_leurs_noms(texte: str, noms: Mapping[str, int]) -> str:
    """Return « on garde les lots 1 et 2 », of a message that calls them by their names."""
    if not noms:
        return texte
    un = "|".join(sorted(map(re.escape, noms), key=len, reverse=True))
    un_nom = rf"{{article_d_un_lot}}?(?:{un})(?![\w-])(?! {{complement_d_un_nom}})"
    liste = rf"{EN_TETE}{un_nom}(?:{ENTRE_DEUX_NOMS}{un_nom})*"
    motif = compiler(
        rf"\b{CONSIGNE} (?P<dits>{liste})|(?<!\w)(?P<dits_2>{liste})(?= {EST_GARDE}(?!\w))", FICHIER
    )
    for trouve in reversed([*motif.finditer(plier(texte))]):
        debut, fin = trouve.span("dits" if trouve["dits"] else "dits_2")
        dits = re.findall(rf"\b(?:{un})(?![\w-])", plier(texte[debut:fin]))
        texte = f"{texte[:debut]}{les_lots([noms[dit] for dit in dits])}{texte[fin:]}"
    return texte


def gardes_par_leurs_numeros(texte: str) -> str:
    """Return « je prends les lots 1 et 2 seulement », of a message that calls them by numbers."""
    trouve = GARDES.search(plier(texte))
    if trouve is None:
        return texte
    debut, fin = trouve.span("dits" if trouve["dits"] else "dits_2")
    numeros = [int(chiffre) for chiffre in re.findall(r"\d", texte[debut:fin])]
    devant = ARTICLE_DEVANT.sub("", texte[:debut])
    return f"{devant}{les_lots(numeros)}{texte[fin:]}"


def autres_que(texte: str, connus: Sequence[int]) -> str:
    """Return « les lots 1 et 3 sont… », of « les lots autres que le lot 2 sont… »."""
    trouve = TOUS_SAUF.search(plier(texte))
    sauf = {int(chiffre) for chiffre in re.findall(r"\d", trouve["dits"])} if trouve else set()
    restent = [numero for numero in connus if numero not in sauf]
    if trouve is None or len(restent) < 2 or not sauf <= {*connus}:
        return texte
    return f"{texte[: trouve.start()]}{les_lots(restent)}{texte[trouve.end() :]}"


def les_lots(numeros: Sequence[int]) -> str:
    """Return « le lot 1 », « les lots 1, 2 et 4 »."""
    *premiers, dernier = map(str, numeros)
    return f"les lots {', '.join(premiers)} et {dernier}" if premiers else f"le lot {dernier}"
