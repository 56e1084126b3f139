"""What is said beside the penalties: « rien d'autre », « et les autres », a ceiling, a bonus."""

from __future__ import annotations

import re

from bot.francais.mots import compiler, quelque_part
from bot.francais.texte import Texte
from bot.lecture.clause.sommes import FICHIER, SANS_NOM, SOMME, UN_MANQUE, morceaux

MOT = re.compile(r"\w")
AVEC_LES_AUTRES = quelque_part(f"{FICHIER}.avec_les_autres")
SEULEMENT = quelque_part(f"{FICHIER}.rien_d_autre")
PLAFOND_EN_EUROS = compiler(
    rf"\b{{plafonne}}\w*(?: \w+){{0,3}} {SANS_NOM} ?{{euros}}(?: {{par}} \w+)?"
    rf"|{SANS_NOM} ?{{euros}} {{au_plus}}\b",
    FICHIER,
)
SOMME_ET_UNITE = compiler(rf"{SANS_NOM} ?{{euros}} ?{UN_MANQUE}", FICHIER)
HORS_DU_PLAN = quelque_part(f"{FICHIER}.hors_du_plan")
PRIME = quelque_part(f"{FICHIER}.prime")
ELLES_SEULES = quelque_part(f"{FICHIER}.elles_seules")
# of what is chosen, that it has no amount yet: to the end of its sentence
A_COMPLETER = compiler(
    r"(?:^|[,;:.(] |\b{et} )(?:{mot_avant_les_montants} )*"
    r"(?:{montants}\b(?=[^.;!?\d]*\b{a_venir}\b)|{les_n_autres}\b(?=[^.;!?\d]*\b{restent}\b))"
    r"[^.;!?\d]*"
    r"|(?:(?:^|[,;:.(] |\b{et} )(?:{mot_avant_les_montants} )*)?\b{sans_en_dire} {montants}\b"
    r"[^,.;!?\d]*",
    FICHIER,
)
MANQUE_DIT = compiler(r"({manque_dit}){jamais_fait}", FICHIER)


def sans_les_manques(texte: Texte) -> Texte:
    """Return « si réunion » of « si pas de réunion »: what fails to be done is not left out."""
    nies = [place for dit in MANQUE_DIT.finditer(texte.plat) for place in [(dit.end(1), dit.end())]]
    ecartes = {jeton.debut for nie in nies for jeton in texte.jetons_de(*nie)}
    return Texte(texte.brut, (jeton for jeton in texte.jetons if jeton.debut not in ecartes))


def sans_les_montants_a_venir(texte: Texte) -> Texte:
    """Return « les cinq » of « les cinq, montants à compléter »: amounts are told later."""
    etendues = [dit.span() for dit in A_COMPLETER.finditer(texte.plat)]
    ecartes = {jeton.debut for etendue in etendues for jeton in texte.jetons_de(*etendue)}
    return Texte(texte.brut, (jeton for jeton in texte.jetons if jeton.debut not in ecartes))


def laisse_les_montants(texte: Texte) -> bool:
    """Tell « les montants, on verra », « les trois autres restent à compléter », and no more."""
    reste = sans_les_montants_a_venir(texte)
    return len(reste.jetons) < len(texte.jetons) and not MOT.search(reste.plat)


def rien_d_autre(texte: Texte) -> bool:
    """Tell « réunion 500 €, le reste rien », which chooses these breaches and no other."""
    return SEULEMENT.search(texte.plat) is not None


def elles_seules(texte: Texte) -> bool:
    """Tell « je ne veux que celle-là », of what was just told."""
    return ELLES_SEULES.search(texte.plat) is not None


def parle_des_autres(texte: Texte) -> bool:
    """Tell « réunion 500 €, le reste par défaut », which keeps those that have no amount."""
    return AVEC_LES_AUTRES.search(texte.plat) is not None and not rien_d_autre(texte)


def est_rien_d_autre(texte: Texte) -> bool:
    """Tell « rien d'autre », alone, of the amounts that were given before."""
    dits = SEULEMENT.subn("", texte.plat)
    return dits[1] > 0 and not dits[0].strip(" ,.!€")


def plafond_en_euros(texte: Texte) -> str | None:
    """Return the words of « plafonné à 3 000 € par an », for a cap is a part of the amount."""
    trouve = PLAFOND_EN_EUROS.search(texte.plat)
    return _tel_que_dit(texte, *trouve.span()) if trouve else None


def sans_nom(texte: Texte) -> str | None:
    """Return « 300 € par visite non faite », of a breach that has another name."""
    trouve = SOMME_ET_UNITE.search(texte.plat)
    if trouve is None or HORS_DU_PLAN.search(texte.plat):
        return None
    return _tel_que_dit(texte, *trouve.span())


def prime(texte: Texte) -> str | None:
    """Return the sum of « on lui verse 5 000 € si… », which penalises nothing."""
    for debut, fin in morceaux(texte.plat) if PRIME.search(texte.plat) else ():
        somme = SOMME.search(texte.plat, debut, fin)
        if somme and PRIME.search(texte.plat, debut, fin):
            return _tel_que_dit(texte, *somme.span())
    return None


def _tel_que_dit(texte: Texte, debut: int, fin: int) -> str:
    return texte.brut[slice(*texte.place(debut, fin))]
