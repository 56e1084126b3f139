"""Tell two ways of doing that are compared, and which of them is taken afterwards.

« Comparez : un marché de 2 ans, ou un accord-cadre de 4 ans », « entre X et Y, lequel convient ? »:
the message is cut where both sides say something of a contract.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from bot.francais.mots import compiler, liste, quelque_part, telle_quelle
from bot.francais.texte import plier
from bot.lecture.lectures import Lecture

FICHIER = "lecture/comparaison"
DEMANDE = quelque_part(f"{FICHIER}.demande")
# at the head of a sentence: what is said before it is of both
OUVERTURE = compiler(
    r"(?:^|(?<=[.!?:\n]))\W*(?:{ouverture}(?!\w)|{numero_un})(?:\W|{ouverture}(?!\w)|{numero_un})*",
    FICHIER,
)
CLOTURE = compiler(r"[,;:.?!(] *{cloture}\b.*$", FICHIER)
SEPARATEURS = [compiler(separateur) for separateur in liste(f"{FICHIER}.entre_les_deux")]
REDEMANDE = quelque_part(f"{FICHIER}.redemande")
COMPARE, AVEC = quelque_part(f"{FICHIER}.compare"), telle_quelle(f"{FICHIER}.avec")
FRANCHE, ET = quelque_part(f"{FICHIER}.demande_franche"), telle_quelle(f"{FICHIER}.et")
PREMIER, SECOND = (compiler(rf"\b{{{rang}}}(?!\w)", FICHIER) for rang in ("premier", "second"))
PRISE = compiler(r"(?:\W|\w'|{prise}(?!\w)|{premier}(?!\w)|{second}(?!\w))*", FICHIER)
DITS = compiler(r"[,:(.;]|\b{autour_d_un_choix}\b", FICHIER)
NUANCE = quelque_part(f"{FICHIER}.nuance")
COMBIEN = compiler(r"\W*{combien}(?= {apres_combien} )", FICHIER)
# beside a framework, « un marché d'un an » is none
MARCHE = compiler(r"^\W*{un_marche}\b", FICHIER)


class Comparaison(NamedTuple):
    """Two ways of doing, as typed, and what is said around them, of both."""

    cotes: tuple[str, str]
    autour: str


Lire: TypeAlias = Callable[[str], Sequence[Lecture]]


def couper_en_deux(texte: str, lire: Lire) -> Comparaison | None:
    """Return the two sides of a comparison, None when nothing is compared."""
    plie = plier(texte)
    if not DEMANDE.search(plie):
        return None
    ouverture = OUVERTURE.search(plie)
    debut = ouverture.end() if ouverture else 0
    cloture = CLOTURE.search(plie, debut)
    fin = cloture.start() if cloture else len(plie)
    parfois = ((ET, FRANCHE), (AVEC, COMPARE))
    for separateur in [*SEPARATEURS, *(s for s, dit in parfois if dit.search(plie))]:
        for trouve in separateur.finditer(plie, debut, fin):
            cotes = texte[debut : trouve.start()], _avec_le_nom(texte[trouve.end() : fin])
            if all(_dit_un_fait(lire(cote)) for cote in cotes):
                return Comparaison(cotes, f"{texte[:debut]} {texte[fin:]}")
    return None


def compare(texte: str) -> bool:
    """Tell « comparez avec et sans clause », which decides nothing."""
    return bool(COMPARE.search(plier(texte)))


def redemande(texte: str) -> bool:
    """Tell « donc lequel est le mieux ? », of what was just compared."""
    return bool(REDEMANDE.search(plier(texte)))


def _avec_le_nom(cote: str) -> str:
    """Return « trois titulaires à bons de commande », of « un titulaire ou trois à bons… »."""
    combien = COMBIEN.match(plier(cote))
    return f"{cote[: combien.end()]} titulaires{cote[combien.end() :]}" if combien else cote


def _dit_un_fait(lues: Sequence[Lecture]) -> bool:
    """Tell that a side says something that a verdict rests on."""
    return any(lue.nature == "fait" and lue.fait != "objet" for lue in lues)


def dit_un_marche(cote: str) -> bool:
    """Tell « un marché de 2 ans », with not a word of a framework."""
    return bool(MARCHE.search(plier(cote)))


def option_prise(texte: str) -> int | None:
    """Return which of two options a message takes, counted from 0; None when it takes neither.

    It may say more before, and after: « c'est moins bien mais prenez la première, tant pis ».
    """
    plie = plier(texte)
    # « d'accord, je prends le second »: what names an option
    dits = ",".join(dit for dit in DITS.split(plie) if PRISE.fullmatch(dit))
    premier, second = PREMIER.search(dits), SECOND.search(dits)
    if "?" in plie or bool(premier) == bool(second):
        return None
    return 0 if premier else 1


def nuance_l_option(texte: str) -> bool:
    """Tell « le second, mais sur 3 ans »: what is said besides changes the option."""
    return bool(NUANCE.search(plier(texte)))
