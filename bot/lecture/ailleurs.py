"""What is counted, lasts or costs in a sentence, and is not the contract."""

from __future__ import annotations

from bot.francais.mots import compiler
from bot.francais.texte import Jeton, Texte

FICHIER = "lecture/ailleurs"
AUTREFOIS = compiler(r"(?:^|[.?!;:\n,] )(?:{avant_autrefois} )*{autrefois}\b", FICHIER)
MAINTENANT = compiler(r"\b{maintenant}|, {chiffres_du_contrat}\b", FICHIER)
NIE = compiler(r"\b{nie}(?: de| d)? $", FICHIER)
# « 3 entreprises », « 300 k habitants »; « 7 j sur 7 » counts no duration
COMPTE = compiler(r" (?:(?:k )?{choses}(?= |$)|j {sur} \d)", FICHIER)
# « 24h/24, 7 jours sur 7 »
RAPPORT = compiler(r"\b{rapport} {sur} $", FICHIER)
# no longer are the words that stand just before a number
PORTEE = 40
# a bare number among these is a year, of a date or of a budget
DES_ANNEES = range(2015, 2100)


def parle_d_avant(texte: Texte, position: int) -> bool:
    """Tell « l'ancien contrat, de 3 ans, était de 300 000 € », and not what it is renewed by.

    What the former contract was holds up to the end of the clause, or to a word that comes back
    to the one at hand: « celui-ci », « mais », « on repart ».
    """
    # of the clause only: the next sentence is of the contract at hand again
    propos = texte.plat[texte.debut_de_proposition(position) : position]
    dits = list(AUTREFOIS.finditer(propos))
    return bool(dits) and not MAINTENANT.search(propos, dits[-1].end())


def est_une_annee(jeton: Jeton, texte: Texte) -> bool:
    """Tell « 2027 », which is no sum: « 2 027 € » is one."""
    return jeton.nombre in DES_ANNEES and texte.brut[jeton.debut : jeton.fin].isdigit()


def est_nie(texte: Texte, position: int) -> bool:
    """Tell what follows « ce n'est pas », « au lieu de »."""
    return bool(NIE.search(texte.plat, max(position - PORTEE, 0), position))


def compte_des_choses(texte: Texte, debut: int, fin: int) -> bool:
    """Tell the number of « 3 entreprises », « 2 minutes », and the last of « 24h/24 »."""
    rapport = RAPPORT.search(texte.plat, max(debut - PORTEE, 0), debut)
    return bool(rapport or COMPTE.match(texte.plat, fin))
