"""Tell whether words are denied, by what stands before them or after them."""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.francais.mots import compiler, juste_apres

Etendue = tuple[int, int]
# how many words a denial may reach over: « ce n'est pas du tout un besoin vraiment récurrent »
# denies it; farther, it denies something else
MOTS_ENTRE = 6
# no words that deny are longer
MOTS_D_UNE_NEGATION = 8
FICHIER = "francais/negations"
DETERMINANT = juste_apres(f"{FICHIER}.determinants")
OUVRE = compiler("{pas} ", FICHIER)
NEGATIF = compiler(r"\b{negatifs}$", FICHIER)
# « pas isolé mais récurrent » denies only the first
AVANT = compiler(
    rf"(?:\b{{avant}}|\( {{non}})(?: (?!{{entre_sauf}}\b)[a-z]+){{0,{MOTS_ENTRE}}} $", FICHIER
)
# the article tells what is denied instead: « un seul prestataire, pas de bons »
PAS = compiler(r" (?:: )?{apres_un_verbe}(?!\w)(?: {articles}(?!\w))?", FICHIER)
APRES = compiler(
    r" {apres}\b"
    r"| (?:[,:?.] )?(?:{non} , )?{reprises}(?= [,;:.!)]|$)"
    r"| (?:: )?{non}(?= [,;.)]|$)"  # « accord-cadre : non »
    r"| [,?] {non}(?= [,;.:!])",  # « récurrent, non, ça ne l'est pas »
    FICHIER,
)


def est_nie(plat: str, debut: int, fin: int, ailleurs: Collection[Etendue] = ()) -> bool:
    """Tell that the words of a span are denied.

    `ailleurs`: spans that say something by themselves, so that what denies in them denies nothing
    else: « on ne peut pas s'en passer au quotidien ».
    """
    portee = _debut_de_portee(plat, debut)
    proches = [autre for autre in ailleurs if portee < autre[1] and autre[0] < debut]
    avant = AVANT.search(plat, portee, debut)
    # a denial that is of other words is passed over: one farther on may be of these
    while avant and any(_arrete(plat, avant, autre, debut) for autre in proches):
        avant = AVANT.search(plat, avant.start() + 1, debut)
    return bool(avant or APRES.match(plat, fin)) or _suivi_de_pas(plat, fin, ailleurs)


def _suivi_de_pas(plat: str, fin: int, ailleurs: Collection[Etendue]) -> bool:
    """« Ça revient pas », but neither « récurrent pas isolé » nor « revient plus jamais »."""
    pas = PAS.match(plat, fin)
    if not pas or NEGATIF.search(plat, 0, fin):
        return False
    return not any(debut == pas.end() + 1 for debut, _ in ailleurs)


def _debut_de_portee(plat: str, debut: int) -> int:
    """Return where the words start that may deny what comes at a position.

    To look farther would find nothing, and take long in a long sentence.
    """
    for _ in range(MOTS_ENTRE + MOTS_D_UNE_NEGATION + 1):
        debut = max(plat.rfind(" ", 0, debut), 0)
    return debut


def _arrete(plat: str, negation: re.Match[str], autre: Etendue, debut: int) -> bool:
    """Tell that a denial is of other words, or ends with them: « pas un accord-cadre un seul »."""
    # « ne va [pas recommencer] tous les ans »: there « pas » opens the words, and goes on
    ouvre = negation.start() == autre[0] and OUVRE.match(plat, autre[0]) is not None
    dedans = autre[0] <= negation.start() < autre[1] and not ouvre
    entre = negation.start() < autre[0] and autre[1] < debut
    return dedans or (entre and bool(DETERMINANT.match(plat, autre[1])))
