"""The sums of penalties: where each stands in a sentence, and what it is counted by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.francais.mots import compiler, quelque_part, telle_quelle, themes
from bot.francais.texte import Texte
from bot.lecture.clause.delais import NOMBRE, nombre
from bot.metier.valeurs import Montant

FICHIER = "lecture/penalites"
# where the number is named otherwise, or not at all
SANS_NOM = NOMBRE.replace("?P<n>", "")
# with its currency, unless HT makes it the contract's; bare, only before what it is of, and of two
# digits at least before « pour », which a rank may precede: « la 3 pour le bilan »
DITE = (
    rf"{NOMBRE}(?: ?(?P<centimes>{{centimes}}\b)| ?{{euros}}(?! ?{{hors_taxe}}\b)"
    r"|(?= ?{par} ?{manquements})|(?<=\d\d)(?= (?:{pour} (?:{articles} )?{retards}|{condition}))"
)
SOMME = compiler(rf"{DITE})", FICHIER)
# where sums are awaited, « 500 s'il ne fait pas l'action »: bare, unless it counts something else,
# or is the share of « 1/3000e »
SOMME_ATTENDUE = compiler(
    rf"(?<![\w.,/])(?<!/ ){DITE}|(?<=\d\d)(?![\d.,/%]| ?{{compte}}))", FICHIER
)
ENTRE_DEUX = compiler(r" [,;.] | {et} ", FICHIER)
SANS_EUROS = telle_quelle(f"{FICHIER}.sans_euros")
RETARD = quelque_part(f"{FICHIER}.retard")
# what a sum is counted by: « par semaine de retard », « la demi-journée »; an hour of delay says
# that it is late, else it is one of insertion
# « par document et par semaine »: what it is of stands first
LIEN = r"^(?P<unite> ?{par} {manquements} (?:{et} )?)?(?: ?(?:{par}|{articles}))? ?"
PERIODES = {
    nom: compiler(rf"{LIEN}{mots}\b(?: {{ouvree}})?(?: {{de_retard}})?", FICHIER)
    for nom, mots in themes(f"{FICHIER}.periodes").items()
}
CENTIMES = 100
PHRASE = re.compile(r" [;.!?] ")
# by what the clause counts « 150 € par manquement », however long it lasts
UNE_FOIS = {par: compiler(rf"\b{mots}") for par, mots in themes(f"{FICHIER}.une_fois").items()}
# « action non réalisée : 250 € par livreur non formé », counted in the buyer's own words
UN_MANQUE = r"{par} (?:\w+ ){1,3}?{manque_a} \w+"
UNITE_PROPRE = compiler(rf" ?(?P<dite>{UN_MANQUE})", FICHIER)


@dataclass(frozen=True)
class Somme:
    """A sum, what stands before and after it, and what it is counted by (`periode`), if said.

    `suite`: what follows, up to what the next sum is of: « 100 € le plan | et le justificatif,
    300 € la réunion ». `unite`: what it is counted by in the buyer's own words, as typed.
    """

    euros: float
    avant: str
    apres: str
    periode: str | None
    suite: str = ""
    unite: str | None = None


def lire_une_somme(plat: str, debut: int, fin: int, trouvee: re.Match[str]) -> Somme:
    """Return a sum found in `plat[debut:fin]`, with what is said on each side of it."""
    apres = plat[trouvee.end() : fin]
    dites = (nom for nom, motif in PERIODES.items() if motif.match(apres))
    return Somme(en_euros(trouvee), plat[debut : trouvee.start()], apres, next(dites, None))


def en_euros(trouvee: re.Match[str]) -> float:
    """Return the sum that `SOMME` found, in euros: « 30 centimes » are 0.3."""
    somme = nombre(trouvee["n"])
    return somme / CENTIMES if trouvee["centimes"] else somme


def sans_periode(apres: str) -> str:
    """Return what follows a sum without what it is counted by: « par heure de retard du bilan »."""
    for motif in PERIODES.values():
        if trouve := motif.match(apres):
            return (trouve["unite"] or "") + apres[trouve.end() :]
    return apres


def sans_somme(plat: str, fin: int, une_somme: re.Pattern[str] = SOMME) -> str:
    """Return what stands from a cut to the statement that holds the next sum."""
    suivante = une_somme.search(plat, fin)
    coupes = [coupe.start() for coupe in ENTRE_DEUX.finditer(plat, fin)]
    bout = max((c for c in coupes if suivante and c < suivante.start()), default=fin)
    return plat[fin:bout]


def morceaux(plat: str, une_somme: re.Pattern[str] = SOMME) -> Iterator[tuple[int, int]]:
    """Cut a sentence so that each piece holds one sum, with the breach beside it."""
    coupes = [0, *(coupe.start() for coupe in ENTRE_DEUX.finditer(plat)), len(plat)]
    debut = 0
    for fin in coupes[1:]:
        dernier = fin == len(plat)
        suivante = une_somme.search(plat, fin) or SANS_EUROS.search(plat, fin)
        if dernier or (une_somme.search(plat, debut, fin) and suivante):
            yield from _un_par_somme(plat, debut, fin, une_somme)
            debut = fin


def _un_par_somme(
    plat: str, debut: int, fin: int, une_somme: re.Pattern[str]
) -> Iterator[tuple[int, int]]:
    """Cut again where nothing stands between: « 50 € par heure 100 € par jour »."""
    sommes = list(une_somme.finditer(plat, debut, fin))
    departs = [debut, *(somme.start() for somme in sommes[1:])]
    yield from zip(departs, [*departs[1:], fin], strict=True)


def unite_propre(texte: Texte, debut: int, fin: int) -> str | None:
    """Return « par livreur non formé », as typed, when it follows a sum."""
    unite = UNITE_PROPRE.match(texte.plat, debut, fin)
    return texte.brut[slice(*texte.place(*unite.span("dite")))] if unite else None


def une_fois(somme: Somme) -> Montant:
    """Return what « 150 € par manquement » costs; « 150 € chacune », by the unit of each."""
    par = dit_une_fois(somme)
    return {"somme": somme.euros, "par": par} if par else somme.euros


def dit_une_fois(somme: Somme) -> str | None:
    """Return the unit of what is due once, however late: « 500 € une seule fois »."""
    apres = PHRASE.split(somme.apres)[0]
    return next((par for par, motif in UNE_FOIS.items() if motif.search(apres)), None)
