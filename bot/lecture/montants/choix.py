"""Choose, among the amounts of a sentence, the one that counts, and tell what it leaves open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.francais.mots import compiler, juste_apres, juste_avant, quelque_part, valeurs
from bot.francais.texte import Texte
from bot.lecture.ailleurs import est_nie
from bot.lecture.montants.argent import BORNE, FICHIER

CORRECTION = quelque_part("francais/corrections.reprises")
FOIS_PAR_AN = valeurs(f"{FICHIER}.fois_par_an")
DIT_LA_PERIODE = r"(?<!\w){periode}\b"
DIT_LE_LOT = r"(?<!\w){par_lot}\b"
DIT_LA_PARTIE = r"\b{par_partie}\b"
PERIODE = compiler(DIT_LA_PERIODE, FICHIER)
PERIODE_DE_LA_SOMME = compiler(rf" ?{DIT_LA_PERIODE}", FICHIER)
PAR_LOT = compiler(DIT_LE_LOT, FICHIER)
# « un seul titulaire par lot, 400 000 € »: the holders are counted by lot, not the sum
TITULAIRE_PAR_LOT = compiler(r"\b{titulaire_compte} (?:{par_lot}|{chacun})\b", FICHIER)
CHACUN = compiler(rf"{DIT_LE_LOT}|\b{{chacun}}\b", FICHIER)
PAR_PARTIE = compiler(DIT_LA_PARTIE, FICHIER)
PARTIE = compiler(rf" (?:{DIT_LA_PERIODE}|{DIT_LE_LOT}|{DIT_LA_PARTIE})", FICHIER)
NOUVEAU_SUJET = compiler(r"[,;.] (?:[a-z]+ )?(?={nouveau_sujet}\b)", FICHIER)
TOUTES_TAXES = quelque_part(f"{FICHIER}.dit_ttc")
# « une fois 20 000 € » is once
MULTIPLIE_AVANT = compiler(r"(?:[02-9]|\d1) {multiplie} $", FICHIER)
MULTIPLIE_APRES = compiler(r" {multiplie} \d", FICHIER)
FOURCHETTE = compiler(r"\d (?:{apres_le_premier} )*{jusqu_au_second} (?:de )?$", FICHIER)
# « passe de 300 000 à 400 000 € »: what it was, and what it is
CHANGE_DE = compiler(r"\b{lecture/ailleurs.avant_ce_qui_change} (?:de|d) \d[^.;?!]* a $")
# « soixante dis mille »: the word between was part of the number
ROND, MOT_ENTRE_DEUX = frozenset({"100", "1000", "1000000"}), re.compile(r"\d [a-z]{2,9} $")
POUR_LE_TOUT_AVANT = compiler(r"\b{avant_le_tout}(?: de)? $", FICHIER)
POUR_LE_TOUT_APRES = juste_apres(f"{FICHIER}.apres_le_tout")
# « 400 000 €, soit 100 000 € par an » tells the whole, then its parts
MIS_POUR = compiler(r"\b{revient_a}(?: de)? $|\( $", FICHIER)
DONT = juste_avant(f"{FICHIER}.dont")
# « TTC » is of a sum that ends there, or may be read with it
PRES = len(" ttc ")
# « 12 lots de 50 000 € »
EN_MILLIERS = re.compile(r"(?:^|[a-z,:?] )(?P<n>\d{2,3}) , $")
HORS_TAXES_AVANT = compiler(r"\b{hors_taxe}(?: [a-z,:]+){0,3} $", FICHIER)
# not « 120 000 € TTC, soit 100 000 € HT »
TOUTES_TAXES_AVANT = compiler(
    r"(?<![\d€] ){pas_apres_une_somme}\b{toutes_taxes}(?: [a-z:]+){0,2} $", FICHIER
)
AU_PLUS_AVANT = compiler(r"\b{au_plus}(?: [a-z:]+){0,6} $", FICHIER)
AU_PLUS_APRES = compiler(r"(?: {hors_taxe})?(?: \()? {au_plus}\b", FICHIER)
FIN_D_UN_MEMBRE = re.compile(r",| [.;](?= |$)")
CHACUN_DES = compiler(r"\b(?!1 )\d+ {lecture/ailleurs.choses} (?:de|d|a) $")


def valeur(trouve: re.Match[str], texte: Texte) -> float:
    """Return an amount in euros."""
    milliers = trouve["k"] or _a_l_anglaise(trouve, texte)
    # « 0,1 k » must give 100, not 100.00000000000001
    return round(float(trouve["n"]) * (1e3 if milliers else 1e6 if trouve["m"] else 1), 2)


def _a_l_anglaise(trouve: re.Match[str], texte: Texte) -> bool:
    """Tell « 150,000 € », which means thousands."""
    debut, fin = texte.place(*trouve.span("n"))
    return bool(re.search(r",\d{3}$", texte.brut[debut:fin]) and not (trouve["k"] or trouve["m"]))


def choisir(trouves: list[re.Match[str]], texte: Texte) -> re.Match[str] | None:
    """Choose among several amounts: corrected, excluding tax, for the whole, or said twice."""
    dernier = trouves[-1]
    if len({valeur(t, texte) for t in trouves}) == 1:  # said twice
        return dernier
    if CORRECTION.search(texte.plat, trouves[-2].end(), dernier.start()):
        return dernier
    return next((seuls[0] for seuls in _triages(trouves, texte) if len(seuls) == 1), None)


def _triages(trouves: list[re.Match[str]], texte: Texte) -> Iterator[list[re.Match[str]]]:
    """Yield the amounts that are left by each way of choosing, the surest first."""
    hors_taxes = [t for t in trouves if not est_ttc(texte.plat, *t.span())]
    if len(hors_taxes) < len(trouves):
        yield [t for t in trouves if _dit_ht(t, texte)]
    for garde in (_ne_detaille_pas, _pour_le_tout, _est_un_plafond):
        yield [t for t in hors_taxes or trouves if garde(t, texte)]


def _dit_ht(trouve: re.Match[str], texte: Texte) -> bool:
    """Tell « 100 000 € HT », or « hors taxes, ça fait 100 000 »; not « HT, soit 120 000 € TTC »."""
    if est_ttc(texte.plat, *trouve.span()):
        return False
    return bool(trouve["ht"] or HORS_TAXES_AVANT.search(texte.plat, 0, trouve.start()))


def est_ttc(plat: str, debut: int, fin: int) -> bool:
    """Tell « 60 000 € TTC », « TTC : 60 000 € »."""
    dite = TOUTES_TAXES.search(plat, debut, fin + PRES)
    return dite is not None or TOUTES_TAXES_AVANT.search(plat, 0, debut) is not None


def est_un_plafond(plat: str, debut: int, fin: int) -> bool:
    """Tell « plafond de 260 000 € », « 260 000 € HT maximum »."""
    return bool(AU_PLUS_AVANT.search(plat, 0, debut) or AU_PLUS_APRES.match(plat, fin))


def _ne_detaille_pas(trouve: re.Match[str], texte: Texte) -> bool:
    """Tell a sum from « soit 100 000 € par an », « dont 50 000 € d'options », parts of one."""
    if DONT.search(texte.plat, 0, trouve.start()):
        return False
    partie = PARTIE.match(texte.plat, trouve.end())
    return not (partie and MIS_POUR.search(texte.plat, 0, trouve.start()))


def _est_un_plafond(trouve: re.Match[str], texte: Texte) -> bool:
    return est_un_plafond(texte.plat, *trouve.span())


def _pour_le_tout(trouve: re.Match[str], texte: Texte) -> bool:
    return est_dit_du_tout(texte.plat, *trouve.span())


def est_dit_du_tout(plat: str, debut: int, fin: int) -> bool:
    """Tell « en tout 900 000 € », « 900 000 pour les 3 », by what stands beside a sum."""
    avant = POUR_LE_TOUT_AVANT.search(plat, 0, debut)
    return bool(avant or POUR_LE_TOUT_APRES.match(plat, fin))


def ne_compte_par_lot_que_les_titulaires(plat: str) -> bool:
    """Tell « un seul titulaire par lot, 400 000 € », where no sum is said of each lot."""
    sans = TITULAIRE_PAR_LOT.sub("", plat)
    return sans != plat and not CHACUN.search(sans)


def fois_par_an(trouve: re.Match[str], texte: Texte) -> float:
    """Return how often a year the period comes, of « 12 000 € par mois »."""
    plat = texte.plat
    dite = PERIODE.search(plat, trouve.end()) or PERIODE.search(plat)
    mot = dite.group() if dite else ""
    return next((fois for nom, fois in FOIS_PAR_AN.items() if nom in mot), 1.0)


def motif_d_ambiguite(
    trouve: re.Match[str], trouves: list[re.Match[str]], texte: Texte
) -> str | None:
    """Return what keeps the amount from being taken, None when nothing does."""
    autres = [t for t in trouves if valeur(t, texte) != valeur(trouve, texte)]  # not said twice
    debut = max((t.end() for t in autres if t.end() < trouve.start()), default=0)
    fin = min((t.start() for t in trouves if t.start() > trouve.end()), default=len(texte.plat))
    return (
        _mal_ecrit(trouve, texte)
        or _de_plusieurs(trouve, texte)
        or _d_une_part(trouve, texte, debut, fin)
        or ("borne" if BORNE.search(texte.plat, 0, trouve.start()) else None)
    )


def _mal_ecrit(trouve: re.Match[str], texte: Texte) -> str | None:
    """Tell a sum whose digits may not be what was meant."""
    coupe = trouve["n"] in ROND and MOT_ENTRE_DEUX.search(texte.plat, 0, trouve.start())
    douteux = any(jeton.douteux for jeton in texte.jetons_de(*trouve.span()))
    return "illisible" if coupe or douteux or _a_l_anglaise(trouve, texte) else None


def _de_plusieurs(trouve: re.Match[str], texte: Texte) -> str | None:
    """Tell « trois fois 20 000 € », « 100 000 à 200 000 € »."""
    avant = texte.plat[: trouve.start()]
    multiplie = MULTIPLIE_AVANT.search(avant) or MULTIPLIE_APRES.match(texte.plat, trouve.end())
    ouverte = multiplie or finit_une_fourchette(avant, valeur(trouve, texte))
    return "fourchette" if ouverte else None


def finit_une_fourchette(avant: str, euros: float) -> bool:
    """Tell « entre 300 et 400 000 € », « je dirais 300, 350 000 », by what stands before."""
    if CHANGE_DE.search(avant):
        return False
    return bool(FOURCHETTE.search(avant)) or _suit_ses_milliers(avant, euros)


def _suit_ses_milliers(avant: str, euros: float) -> bool:
    """Tell « je dirais 300, 350 000 »: the first counts thousands too."""
    premier = EN_MILLIERS.search(avant)
    return premier is not None and euros / 2 <= float(premier["n"]) * 1e3 < euros


def _d_une_part(trouve: re.Match[str], texte: Texte, debut: int, fin: int) -> str | None:
    """Tell taxes counted in, a year, a lot, a part; words count between the sums on each side."""
    plat, entier = texte.plat, _pour_le_tout(trouve, texte)
    alentour = plat[debut:fin]
    # « deux apprentis par an, et le montant passe à… »: another thing is said of another clause
    avant = NOUVEAU_SUJET.split(plat[debut : trouve.start()])[-1]
    par_periode = PERIODE.search(avant + plat[trouve.start() : fin]) and not entier
    if not trouve["ht"] and dit_ttc(texte, debut, fin):
        return "vague" if par_periode else "ttc"
    par_lot = PAR_LOT.search(TITULAIRE_PAR_LOT.sub("", alentour))
    # a year and a lot at once: no question could settle both
    if par_periode:
        return "vague" if par_lot else "par_periode"
    if entier:
        return None
    if par_lot:
        return "par_lot"
    return "vague" if _par_partie(trouve, plat, debut, fin) else None


def dit_sa_periode(trouve: re.Match[str], texte: Texte) -> bool:
    """Tell « 400 000 € hors taxe par an » from « mille pièces par an, le tout pour 2 M€ »."""
    return PERIODE_DE_LA_SOMME.match(texte.plat, trouve.end()) is not None


def dit_ttc(texte: Texte, debut: int, fin: int) -> bool:
    """Tell taxes counted in, and not « hors taxes, pas TTC »."""
    dites = TOUTES_TAXES.finditer(texte.plat, debut, fin)
    return any(not est_nie(texte, dite.start()) for dite in dites)


def _par_partie(trouve: re.Match[str], plat: str, debut: int, fin: int) -> bool:
    """Tell « 50 000 € par site », « 12 lots de 50 000 € »; a comma or a sentence ends it."""
    avant = FIN_D_UN_MEMBRE.split(plat[debut : trouve.end()])[-1]
    tout_pres = avant + FIN_D_UN_MEMBRE.split(plat[trouve.end() : fin])[0]
    return bool(PAR_PARTIE.search(tout_pres) or CHACUN_DES.search(plat, 0, trouve.start()))
