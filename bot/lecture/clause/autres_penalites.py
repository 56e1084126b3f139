"""What is said of the breaches that are not named: « rien d'autre », « et les autres »."""

from __future__ import annotations

from bot.francais.mots import compiler, quelque_part
from bot.francais.texte import Texte
from bot.lecture.clause.sommes import FICHIER

AVEC_LES_AUTRES = quelque_part(f"{FICHIER}.avec_les_autres")
SEULEMENT = quelque_part(f"{FICHIER}.rien_d_autre")
MANQUE_DIT = compiler(r"({manque_dit}){jamais_fait}", FICHIER)


def sans_les_manques(texte: Texte) -> Texte:
    """Return « si réunion » of « si pas de réunion »: what fails to be done is not left out."""
    nies = [place for dit in MANQUE_DIT.finditer(texte.plat) for place in [(dit.end(1), dit.end())]]
    ecartes = {jeton.debut for nie in nies for jeton in texte.jetons_de(*nie)}
    return Texte(texte.brut, (jeton for jeton in texte.jetons if jeton.debut not in ecartes))


def rien_d_autre(texte: Texte) -> bool:
    """Tell « réunion 500 €, le reste rien », which chooses these breaches and no other."""
    return SEULEMENT.search(texte.plat) is not None


def parle_des_autres(texte: Texte) -> bool:
    """Tell « réunion 500 €, le reste par défaut », which keeps those that have no amount."""
    return AVEC_LES_AUTRES.search(texte.plat) is not None


def est_rien_d_autre(texte: Texte) -> bool:
    """Tell « rien d'autre », alone, of the amounts that were given before."""
    dits = SEULEMENT.subn("", texte.plat)
    return dits[1] > 0 and not dits[0].strip(" ,.!")
