"""Amounts told otherwise: by the rank of their breach, in place of another, put back.

« La 3 à 400 € », « 800 €, c'est trop, mettez 500 », « le projet n'en a pas, remettez-la, à 50 € ».
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.francais.mots import compiler
from bot.francais.texte import Jeton, Texte, decouper
from bot.lecture.clause.delais import NOMBRE, nombre
from bot.lecture.clause.penalites import ANNONCE
from bot.lecture.clause.selections import ORDINAUX
from bot.lecture.clause.sommes import FICHIER, SANS_NOM

REMPLACE = compiler(
    NOMBRE.replace("?P<n>", "?P<n1>")
    + r" ?{euros}?(?: \w+){0,4} {en} "
    + NOMBRE.replace("?P<n>", "?P<n2>")
    + " ?{euros}",
    FICHIER,
)
CORRIGE = compiler(
    NOMBRE.replace("?P<n>", "?P<n2>")
    + r" ?{euros}?(?: ?{par} ?\w+(?: \w+){0,4}?)?(?: ,)? {au_lieu_de} "
    + NOMBRE.replace("?P<n>", "?P<n1>"),
    FICHIER,
)
# « la pénalité du plan passe de 50 à 80 »
PASSE = compiler(
    rf"\b{{ramener}} (?:[^.;!?\d]*? )?de {NOMBRE.replace('?P<n>', '?P<n1>')} ?{{euros}}? "
    rf"{{a_combien}}{NOMBRE.replace('?P<n>', '?P<n2>')}",
    FICHIER,
)
REMET_LA = compiler(r"\b{lecture/nommees.remettre}[- ]{lecture/nommees.pronom}\b")
RAMENE = compiler(
    rf"\b{{ramener}} (?:[^.;!?\d]*? (?=a \d))?{{a_combien}}{NOMBRE}(?![\d.,]*\d|[%/]| ?{{compte}})"
    rf"|(?<![\d.,]){NOMBRE.replace('?P<n>', '?P<n2>')}(?: ?{{euros}})? {{suffit}}",
    FICHIER,
)
RANG = rf"[1-9]|{'|'.join(map(re.escape, ORDINAUX))}"
UNE_SOMME = rf"{SANS_NOM} ?{{euros}}"
UN_RANG = compiler(
    rf"\b{{avant_un_rang}} (?P<avant>{RANG})(?= (?:[,:=] )?(?:{{avant_sa_somme}} )?{UNE_SOMME})"
    # « la 1 à 500 », said of amounts
    rf"|\b{{avant_un_rang}} (?P<somme>{RANG})(?= (?:[:=]|{{avant_sa_somme}}) {SANS_NOM}\b)"
    rf"|(?:^|[,;.(] |\b{{et}} )(?P<nu>[1-9])(?= (?:[:=]|{{avant_sa_somme}}) {UNE_SOMME})"
    rf"|{{euros}} {{apres_sa_somme}} (?P<apres>{RANG})(?= [,;.]| {{et}} |$)",
    FICHIER,
)


def par_leurs_noms(texte: Texte, courts: Sequence[str]) -> Texte:
    """Return « action non réalisée à 400 € » of « la 3 à 400 € »: breaches by their names."""
    rangs = {jeton.debut: rang - 1 for rang, jeton in _rangs(texte) if rang <= len(courts)}
    jetons = (
        mot
        for jeton in texte.jetons
        for mot in (_nom(courts[rangs[jeton.debut]], jeton) if jeton.debut in rangs else [jeton])
    )
    return Texte(texte.brut, jetons)


def _nom(court: str, jeton: Jeton) -> list[Jeton]:
    """Return a name that stands where its rank does."""
    return [replace(mot, debut=jeton.debut, fin=jeton.fin) for mot in decouper(court)]


def _rangs(texte: Texte) -> Iterator[tuple[int, Jeton]]:
    """Yield the ranks that stand beside a sum, « la 3 à 400 € », « 250 € sur la 1 »."""
    for trouve in UN_RANG.finditer(texte.plat):
        place = next(trouve.span(nom) for nom, dit in trouve.groupdict().items() if dit)
        (jeton,) = texte.jetons_de(*place)
        yield int(ORDINAUX.get(jeton.forme, 0) or jeton.forme), jeton


def remplacee(texte: Texte) -> tuple[float, float] | None:
    """Return both amounts of « remplace la pénalité de 400 € par 250 € », « 500 pas 1000 »."""
    annonce = ANNONCE.search(texte.plat) is not None
    dits = (REMPLACE, PASSE, CORRIGE) if annonce else (CORRIGE,)
    trouve = next((lu for motif in dits if (lu := motif.search(texte.plat))), None)
    return (nombre(trouve["n1"]), nombre(trouve["n2"])) if trouve else None


def ramenee(texte: Texte) -> tuple[frozenset[float], float] | None:
    """Return all numbers but the new amount of « 800, c'est trop, ramenez à 600 », and it.

    Without a penalty that is named, one of them is that of before.
    """
    dits = list(RAMENE.finditer(texte.plat))
    if len(dits) != 1:
        return None
    place = dits[0].span("n" if dits[0]["n"] else "n2")
    autres = (j.nombre for j in texte.jetons if j not in texte.jetons_de(*place))
    return frozenset(n for n in autres if n is not None), nombre(texte.plat[slice(*place)])


def remise(texte: Texte, court: str) -> Texte | None:
    """Return « projet de plan, à 50 € » of « …, remettez-la, à 50 € », of the breach it names."""
    ordre = REMET_LA.search(texte.plat)
    if ordre is None:
        return None
    suite = texte.jetons_de(ordre.end() + 1, len(texte.plat))
    return Texte(texte.brut, [*decouper(court), *suite])
