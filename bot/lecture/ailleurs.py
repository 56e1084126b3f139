"""What is counted, lasts or costs in a sentence, and is not the contract."""

from __future__ import annotations

import re

from bot.francais.mots import compiler
from bot.francais.texte import FINS_DE_PROPOSITION, Jeton, Texte

FICHIER = "lecture/ailleurs"
# at the head of a clause, or of what follows a comma
EN_TETE = r"(?:^|(?<=[.?!;:\n,] ))"
PASSAGES = [
    compiler(EN_TETE + r"(?:{avant_autrefois} )*(?:{autrefois}|{attendus})\b", FICHIER),
    compiler(
        rf"{EN_TETE}(?:{{avant_autrui}} )*(?:{{autrui}}|{{regles}})\b",
        FICHIER,
    ),
    compiler(EN_TETE + r"(?:{avant_autrefois} )*{recits}", FICHIER),
]
# a heading is a line of its own
PASSE_ENTIER = compiler(r"(?:^|(?<=[.?!;\n] )){passe_entier} ?[.:\n]", FICHIER)
MAINTENANT = compiler(r"\b{maintenant}|, (?:la |le |l )?{chiffres_du_contrat}\b", FICHIER)
NIE = compiler(r"\b{nie}(?: de| d)?(?: :)? $", FICHIER)
# « 3 entreprises », « 300 k habitants »; « 7 j sur 7 » counts no duration
COMPTE = compiler(r" (?:(?:k )?{choses}(?= |$)|j {sur} \d)", FICHIER)
# « 24h/24, 7 jours sur 7 »
RAPPORT = compiler(r"\b{rapport} {sur} $", FICHIER)
# of the clause only: the next sentence is of the contract at hand again
FIN = re.compile(rf"(?<!\S)[{''.join(FINS_DE_PROPOSITION)}](?!\S)")
# no longer are the words that stand just before a number
PORTEE = 40
# a bare number among these is a year, of a date or of a budget
DES_ANNEES = range(2015, 2100)


def du_contrat(texte: Texte) -> Texte:
    """Return what a text says of the contract at hand, each word in its place.

    Left out are the passages on a former contract (« l'ancien marché, de 3 ans, était de
    300 000 € »), on other buyers, on what happened, on what holds of any framework.
    """
    passages = [
        (p.start(), _fin(p, texte)) for motif in PASSAGES for p in motif.finditer(texte.plat)
    ]
    passages += [(p.start(), _retour(p.end(), texte)) for p in PASSE_ENTIER.finditer(texte.plat)]
    if not passages:
        return texte
    places = zip(texte.jetons, texte.debuts, strict=True)
    restes = [j for j, place in places if not any(debut <= place < fin for debut, fin in passages)]
    return Texte(texte.brut, restes)


def _fin(passage: re.Match[str], texte: Texte) -> int:
    """Return where a passage ends: its clause, or a word that comes back to our contract."""
    fin = FIN.search(texte.plat, passage.end())
    return min(_retour(passage.end(), texte), fin.start() if fin else len(texte.plat))


def _retour(position: int, texte: Texte) -> int:
    """Return where a text comes back to our contract, or its end."""
    maintenant = MAINTENANT.search(texte.plat, position)
    return maintenant.start() if maintenant else len(texte.plat)


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
