"""Tell the numbers that are an amount of the contract from other numbers and other sums."""

from __future__ import annotations

import re

from bot.francais.mots import compiler, juste_apres
from bot.francais.texte import Texte
from bot.lecture.ailleurs import est_nie, est_une_annee
from bot.lecture.durees.ecritures import DES_MOIS

FICHIER = "lecture/montants"
MONTANT = compiler(
    r"(?<![\w.°])(?P<n>{francais/nombres.nombre})"
    r"(?: (?:(?P<k>{francais/monnaie.milliers})|(?P<m>{francais/monnaie.millions})))?"
    r"(?: d)?(?: (?P<monnaie>{francais/monnaie.euros}))?(?= |$)"
    r"(?P<ht> {hors_taxe})?(?P<ttc> {toutes_taxes})?",
    FICHIER,
)
# what no mark reaches over
FINS, CHIFFRES = "?!;\n", "0123456789"
AUTRE_CHOSE = juste_apres(f"{FICHIER}.autre_chose")
MARQUE_AVANT = compiler(r"\b{marque}\b[^\d?!;\n]*$", FICHIER)
ARGENT_JUSTE_AVANT = compiler(r"\b{marque_de_millions}(?: \S+){0,2} $", FICHIER)
AUTRE_SOMME_AVANT = compiler(
    r"\b{avant_une_autre_somme}\b(?:(?!{puis_la_sienne})[^?!;\n])*$|\b{avant_une_autre_somme_sans_virgule}\b[^?!;,\n]*$"
    r"|\b{juste_avant_une_autre_somme} $",
    FICHIER,
)
APRES_UNE_AUTRE_SOMME = r" (?:de |d )?{apres_une_autre_somme}\b"
UNITAIRE = r" {d_une_unite} ?{unites}s?\b"
AUTRE_MONNAIE = r" (?:de |d )?{autre_monnaie}\b"
AUTRE_SOMME_APRES = compiler(rf"{APRES_UNE_AUTRE_SOMME}|{UNITAIRE}|{AUTRE_MONNAIE}", FICHIER)
PRIX_UNITAIRE = compiler(rf"\d {{francais/monnaie.euros}}{UNITAIRE}", FICHIER)
AUTRE_PRIX = compiler(
    rf"\d(?: {{francais/monnaie.euros}})?(?:{UNITAIRE}|{AUTRE_MONNAIE}|{APRES_UNE_AUTRE_SOMME})"
    r"|\b{seuil}\d",
    FICHIER,
)
# « moins de 300 000 € » has no value; it is a sum all the same
BORNE = compiler(r"\b{borne} $", FICHIER)
# just after a bare number, they tell that it is a sum: « 60 000 par an », « 60 000 au total »
APRES_UNE_SOMME = compiler(
    r" (?:(?:{periode}|{par_lot}|{dit_ttc}|{apres_le_tout})\b)",
    FICHIER,
)
# a bare number is an amount from here on, if money is spoken of; and without more, from there on
SEUIL_MARQUE = 1e3
SEUIL_SANS_MARQUE = 1e6
# « 350.000 », thousands apart, and nothing else: no year, no postal code
SEUIL_SEUL = 1e4


def est_un_montant(trouve: re.Match[str], texte: Texte) -> bool:
    """Tell that a number is a sum, and the contract's."""
    return _dit_de_l_argent(trouve, texte) and not _est_une_autre_somme(trouve, texte)


def est_un_autre_prix(texte: Texte) -> bool:
    """Tell « 10 000 € le mètre carré », « 200 000 dollars »: no amount of the contract."""
    return bool(AUTRE_PRIX.search(texte.plat))


def _dit_de_l_argent(trouve: re.Match[str], texte: Texte) -> bool:
    if trouve["monnaie"] or trouve["ht"] or trouve["ttc"]:
        return True
    (jeton, *_) = texte.jetons_de(*trouve.span("n"))
    if AUTRE_CHOSE.match(texte.plat, trouve.end()) or est_une_annee(jeton, texte):
        return False
    if trouve["k"]:  # « 300 k » is seldom anything else
        return True
    if trouve["m"]:
        # « -2,5 m » is a depth
        return not trouve["n"].startswith("-") and _clef_de_millions(trouve, texte)
    return _se_lit_sans_monnaie(trouve, texte)


def _est_une_autre_somme(trouve: re.Match[str], texte: Texte) -> bool:
    """Tell a penalty, a unit price, a sum that is denied."""
    debut, fin = trouve.span()
    if est_nie(texte, debut):
        return True
    avant = AUTRE_SOMME_AVANT.search(texte.plat, _apres(FINS, texte.plat, debut), debut)
    return bool(avant or AUTRE_SOMME_APRES.match(texte.plat, fin))


def _apres(signes: str, plat: str, position: int) -> int:
    """Return where the words start that reach a position without passing one of the signs."""
    return max(plat.rfind(signe, 0, position) for signe in signes) + 1


def _se_lit_sans_monnaie(trouve: re.Match[str], texte: Texte) -> bool:
    """Tell « budget 60 000 », « 350.000 », « 1 500 000 » from a number of anything."""
    plat, nombre = texte.plat, abs(float(trouve["n"]))
    if _est_tout_le_message(trouve, texte):
        return nombre >= SEUIL_SEUL
    if nombre < SEUIL_MARQUE or PRIX_UNITAIRE.search(plat, 0, trouve.start()):
        return False  # « 4 € le repas, et 60 000 par an »
    if nombre >= SEUIL_SANS_MARQUE or _est_marque(trouve, plat):
        return True
    avant, apres = BORNE.search(plat, 0, trouve.start()), APRES_UNE_SOMME.match(plat, trouve.end())
    return bool(avant or apres)


def _est_marque(trouve: re.Match[str], plat: str) -> bool:
    """Tell what « budget », « environ » announce, with no other number between."""
    debut = trouve.start()
    return bool(MARQUE_AVANT.search(plat, _apres(FINS + CHIFFRES, plat, debut), debut))


def _clef_de_millions(trouve: re.Match[str], texte: Texte) -> bool:
    """« 24 m » may be months, « 1,5 m » a length: « m » alone counts millions only of money."""
    plat, (debut, fin) = texte.plat, texte.place(*trouve.span("m"))
    if trouve["m"] != "m":
        return True
    if texte.brut[debut:fin] == "m":  # metres, unless money was just spoken of
        return bool(ARGENT_JUSTE_AVANT.search(plat, 0, trouve.start()))
    # « 24 M » may be months, « 1,5 M », « 4 M » are not
    return trouve["n"] not in DES_MOIS or _est_marque(trouve, plat)


def _est_tout_le_message(trouve: re.Match[str], texte: Texte) -> bool:
    """Tell a message that is a number, written as sums are."""
    (jeton, *_) = texte.jetons_de(*trouve.span("n"))
    separe = not texte.brut[jeton.debut : jeton.fin].lstrip("-").isdigit()
    return trouve.group() == texte.plat and separe
