"""Write every duration with its unit after its number, as all that read durations expect it.

« 36ms », « 4 a » are written short; « durée en mois : 48 » has its unit before; of « chez eux c'est
huit ans, nous ce sera cinq », the second has it from the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.francais.mots import compiler, liste, noms
from bot.francais.texte import Jeton, Texte, nombre_lu

FICHIER = "lecture/quantites"
(AVEC_UNITE_AVANT,) = liste(f"{FICHIER}.unite_avant")
UNITE_AVANT = compiler(rf"\b{AVEC_UNITE_AVANT}(?= |$)", FICHIER)
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
    r"|{de_plus} (?P<m>\d{1,2})(?= {en_suite}))",
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
    return _completer(_compter_la_premiere(_deplier(texte)))


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
    ajouts = sorted({*_avant(texte), *_elliptiques(texte), *_termes(texte)}, reverse=True)
    jetons = list(texte.jetons)
    for place, unite in ajouts:
        (nombre, *_) = texte.jetons_de(place, place + 1)
        jetons.insert(jetons.index(nombre) + 1, Jeton(unite, nombre.fin, nombre.fin))
    return Texte(texte.brut, jetons) if ajouts else texte


def _avant(texte: Texte) -> Iterator[tuple[int, str]]:
    return ((dite.start("n"), dite["unite"]) for dite in UNITE_AVANT.finditer(texte.plat))


def _elliptiques(texte: Texte) -> Iterator[tuple[int, str]]:
    """Yield where a number stands alone after another that had its unit, and this unit."""
    for trouve in ELLIPSE.finditer(texte.plat):
        place = trouve.start("n" if trouve["n"] else "m")
        dites: list[re.Match[str]] = [*DITE.finditer(texte.plat, 0, place)]
        if dites:
            yield place, dites[-1]["unite"]


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
