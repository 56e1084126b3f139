"""Write every duration with its unit after its number, as all that read durations expect it.

« 36ms », « 4 a » are written short; « durée en mois : 48 » has its unit before; of « chez eux c'est
huit ans, nous ce sera cinq », the second has it from the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.francais.mots import compiler, liste, noms, valeurs
from bot.francais.texte import Jeton, Texte, nombre_lu
from bot.lecture.durees.unites import mois_dits

FICHIER = "lecture/quantites"
UNITES_A_PART = [
    compiler(rf"\b{dite}(?= |$)", FICHIER)
    for dite in (*liste(f"{FICHIER}.unite_avant"), *liste(f"{FICHIER}.unite_a_part"))
]
ANS_EN_ENNAL = valeurs(f"{FICHIER}.en_ennal")
A_PART, FIN = r"(?<![^,;.:(/\n-] )", r"(?= [,;.)/\n]|$)"
# said of a contract, or by itself: « nettoyage, triennal, un titulaire »
EN_ENNAL = [
    compiler(rf"{avant}(?P<mot>(?P<n>{'|'.join(ANS_EN_ENNAL)})[lu][a-z]{{0,2}}){fin}", FICHIER)
    for avant, fin in ((r"\b{qui_durent}", r"(?= |$)"), (rf"(?<!\S){A_PART}", FIN))
]
PARTS = valeurs(f"{FICHIER}.part_dite")
(DUREE,) = liste("lecture/durees.duree")
PART_FERME = compiler(
    rf"{DUREE} (?P<part>{{avant_une_part}}(?: {{article_d_une_part}})?(?: (?P<fois>\d))? "
    rf"(?P<dite>{'|'.join(PARTS)})s?)(?= |$)(?P<suite>(?: [a-z]+){{0,2}} {{ferme_dite}}(?= |$))?",
    FICHIER,
)
# « un an, renouvelable deux fois, bref trois fois un an », « …, cad trois ans »
REDITE = compiler(
    rf"(?<!\S){{qui_redit}} (?:(?P<fois>\d{{1,2}}) {{par_fois}} )?"
    rf"{DUREE}(?! (?:, )?{{non_compris}})",
    FICHIER,
)
QUELQUE_DUREE = compiler(rf"\b{DUREE}", FICHIER)
ABREGEE = compiler(
    r"(?<![\w.°])\d{1,2} (?P<unite>{abregees})(?= {apres_un_abrege}|$)"
    r"|(?<![\w.°])\d{1,3} (?P<ms>ms)(?! {apres_des_subsequents})(?= |$)",
    FICHIER,
)
EN_TOUTES_LETTRES = noms(f"{FICHIER}.en_toutes_lettres")
(LA_SEULE_PREMIERE,) = liste(f"{FICHIER}.seule_premiere")
SEULE_PREMIERE = compiler(rf"\b{LA_SEULE_PREMIERE}", FICHIER)
DITE = compiler(r"{rangs} (?P<unite>{annees_ou_mois})(?= |$)", FICHIER)
ELLIPSE = compiler(
    r"(?<!\S)(?:{avant_une_ellipse} (?P<n>\d{1,2})(?= {apres_une_ellipse}|$)"
    r"|{de_plus} (?P<m>\d{1,2})(?= {en_suite})"
    r"|(?<=[,;:.(] )(?P<s>\d{1,2})(?= {qui_suit_un_nombre}))",
    FICHIER,
)
# « tranches de 8 et 6 mois »
ENUMERES = compiler(
    r"\b{enumeres} (?P<nombres>\d{1,2}(?: (?:,|{entre_deux_termes}|\+) \d{1,2})+)"
    r" (?P<unite>{annees_ou_mois})(?= |$)",
    FICHIER,
)
# « 2 ans + 1 + 1 », « 1 + 1 + 1 + 1 »
TERME_DIT = r"\d{1,2}(?: {annees_ou_mois})?(?= |$)"
SOMME = compiler(
    rf"(?<![\w.°]){{pas_une_somme}}{TERME_DIT}(?: {{termes_fermes}})?(?: \+ {TERME_DIT})+"
    r"(?! {lecture/ailleurs.choses}(?: |$)| {lecture/resolution.apres_un_compte}(?: |$)| [k€%])",
    FICHIER,
)
TERME = compiler(r"(?<!\S)(?P<n>\d+)(?: (?P<unite>{annees_ou_mois})(?= |$))?", FICHIER)
# of bare terms, years are few, months many
DES_ANNEES = 8.0
# « 12 m » may be a height: months come by half years, five years at most
DES_MOIS = frozenset(str(6 * n) for n in range(1, 11))


def ecrire_les_unites(texte: Texte) -> Texte:
    """Return the same sentence, every duration as a number and its unit."""
    deplie = _compter_les_parts(_compter_la_premiere(_deplier(_nommer_les_ans(texte))))
    return _redire_le_tout(_completer(deplie))


def _redire_le_tout(texte: Texte) -> Texte:
    """Write « bref trois fois un an », a whole said again after its parts, as « soit 36 mois ».

    Read as more periods, they would be counted twice.
    """
    jetons = list(texte.jetons)
    for trouve in REDITE.finditer(texte.plat):
        if not QUELQUE_DUREE.search(texte.plat, 0, trouve.start()):
            continue
        dits = texte.jetons_de(*trouve.span())
        rang, (debut, fin) = jetons.index(dits[0]), (dits[0].debut, dits[-1].fin)
        jetons[rang : rang + len(dits)] = [
            Jeton("soit", debut, debut),
            nombre_lu(int(trouve["fois"] or 1) * mois_dits(trouve), debut, fin),
            Jeton("mois", fin, fin),
        ]
    return Texte(texte.brut, jetons)


def _nommer_les_ans(texte: Texte) -> Texte:
    """Write « un marché triennal » as « un marché 3 ans »."""
    for expression in EN_ENNAL:
        jetons = list(texte.jetons)
        for trouve in expression.finditer(texte.plat):
            (mot,) = texte.jetons_de(*trouve.span("mot"))
            rang = jetons.index(mot)
            ans = nombre_lu(ANS_EN_ENNAL[trouve["n"]], mot.debut, mot.fin)
            jetons[rang : rang + 1] = [ans, Jeton("ans", mot.fin, mot.fin)]
        texte = Texte(texte.brut, jetons)
    return texte


def _compter_les_parts(texte: Texte) -> Texte:
    """Write « 48 mois dont la moitié ferme » as « 48 mois dont 24 mois ferme »."""
    jetons = list(texte.jetons)
    for trouve in PART_FERME.finditer(texte.plat):
        if "ferme" not in trouve.group():
            continue
        dits = texte.jetons_de(*trouve.span("part"))
        mois = round(mois_dits(trouve) * PARTS[trouve["dite"]] * int(trouve["fois"] or 1))
        rang, (debut, fin) = jetons.index(dits[0]), (dits[0].debut, dits[-1].fin)
        jetons[rang : rang + len(dits)] = [
            Jeton("dont", debut, debut),
            nombre_lu(mois, debut, fin),
            Jeton("mois", fin, fin),
            *([] if trouve["suite"] else [Jeton("ferme", fin, fin)]),
        ]
    return Texte(texte.brut, jetons)


def _deplier(texte: Texte) -> Texte:
    """Write « 36ms », « 4 a » in full."""
    jetons = list(texte.jetons)
    for trouve in ABREGEE.finditer(texte.plat):
        debut, fin = trouve.span("ms" if trouve["ms"] else "unite")
        (nombre, *_), (unite, *_) = texte.jetons_de(*trouve.span()), texte.jetons_de(debut, fin)
        if _est_une_unite(nombre, unite, texte):
            rang = jetons.index(unite)
            jetons[rang] = Jeton(EN_TOUTES_LETTRES[unite.forme], unite.debut, unite.fin)
    return Texte(texte.brut, jetons)


def _est_une_unite(nombre: Jeton, unite: Jeton, texte: Texte) -> bool:
    """Tell months from metres, years from « 1 à 2 M€ », and both from « 3 MS », which counts."""
    ecrite = texte.brut[unite.debut : unite.fin]
    if unite.forme == "ms":
        return not ecrite.isupper()
    if ecrite in "àÀ":
        return False
    return unite.forme != "m" or nombre.forme in DES_MOIS


def _compter_la_premiere(texte: Texte) -> Texte:
    """Write « seule la première année est ferme » as « dont 1 année est ferme »."""
    jetons = list(texte.jetons)
    for dite in SEULE_PREMIERE.finditer(texte.plat):
        seule, premiere = (texte.jetons_de(*dite.span(nom)) for nom in ("seule", "premiere"))
        place = jetons.index(seule[0])
        jetons[place : place + len(seule) + 1] = [
            Jeton("dont", seule[0].debut, seule[-1].fin),
            nombre_lu(1.0, premiere[0].debut, premiere[0].fin),
        ]
    return Texte(texte.brut, jetons)


def _completer(texte: Texte) -> Texte:
    """Give their unit to the numbers that have it before them, or from another."""
    dits = {*_avant(texte), *_elliptiques(texte), *_enumeres(texte), *_termes(texte)}
    ajouts = sorted(dits, reverse=True)
    jetons = list(texte.jetons)
    for place, unite in ajouts:
        (nombre, *_) = texte.jetons_de(place, place + 1)
        jetons.insert(jetons.index(nombre) + 1, Jeton(unite, nombre.fin, nombre.fin))
    return Texte(texte.brut, jetons) if ajouts else texte


def _avant(texte: Texte) -> Iterator[tuple[int, str]]:
    dites = (dite for ecrite in UNITES_A_PART for dite in ecrite.finditer(texte.plat))
    return ((dite.start("n"), dite["unite"]) for dite in dites)


def _elliptiques(texte: Texte) -> Iterator[tuple[int, str]]:
    """Yield where a number stands alone after another that had its unit, and this unit."""
    for trouve in ELLIPSE.finditer(texte.plat):
        place = next(trouve.start(nom) for nom in "nms" if trouve[nom])
        dites: list[re.Match[str]] = [*DITE.finditer(texte.plat, 0, place)]
        if dites:
            yield place, dites[-1]["unite"]


def _enumeres(texte: Texte) -> Iterator[tuple[int, str]]:
    """Yield the numbers of « tranches de 8 et 6 mois » that the unit does not follow."""
    for trouve in ENUMERES.finditer(texte.plat):
        *premiers, _ = TERME.finditer(texte.plat, *trouve.span("nombres"))
        yield from ((terme.start("n"), trouve["unite"]) for terme in premiers)


def _termes(texte: Texte) -> Iterator[tuple[int, str]]:
    """Yield the bare terms of a sum, with the unit of their neighbours: years if all are few."""
    for somme in SOMME.finditer(texte.plat):
        termes = list(TERME.finditer(somme.string, *somme.span()))
        dites = [terme["unite"] for terme in termes if terme["unite"]]
        if not dites and somme.group() == texte.plat:
            continue  # « 2 + 2 » answers what is asked
        courante = dites[0] if dites else _unite_des_nombres(termes)
        for terme in termes:
            courante = terme["unite"] or courante
            if not terme["unite"]:
                yield terme.start("n"), courante


def _unite_des_nombres(termes: Sequence[re.Match[str]]) -> str:
    """Return what bare terms count: years are few."""
    return "ans" if max(float(terme["n"]) for terme in termes) <= DES_ANNEES else "mois"
