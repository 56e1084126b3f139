"""Read delays and percentages: « sous 3 mois », « 5 % », alone or with the decision they settle."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from bot.donnees import referentiel
from bot.francais.mots import cles, compiler, juste_avant, quelque_part
from bot.francais.texte import Texte
from bot.metier.valeurs import Delai, Unite

FICHIER = "lecture/delais"
NOMBRE = r"(?P<n>\d+(?:[.,]\d+)?)"
# « article 12 », « article 9.2 »
UN_NUMERO = r"\d{1,2}(?:\.\d{1,2})?"
# « 3 mois », « dans le mois »
UN_DELAI = rf"(?:{NOMBRE} ?|{{dans_un}} )(?P<u>{{unite}})\b"
UN_POURCENTAGE = rf"{NOMBRE} ?{{pourcent}}"
DELAI, POURCENTAGE = compiler(UN_DELAI, FICHIER), compiler(UN_POURCENTAGE, FICHIER)
# a message in which one number stands, whatever its words; a bare delay has no decimals
NOMBRE_SEUL = re.compile(rf"\D*?{NOMBRE}\D*")
NUMERO_SEUL = re.compile(rf"\D*?(?P<n>{UN_NUMERO})\D*")
ENTIER_SEUL = re.compile(r"\D*?(?P<n>\d+)\D*")
APRES_UN_RYTHME = juste_avant(f"{FICHIER}.rythme")
RYTHME = quelque_part(f"{FICHIER}.rythme")
PAR_PERIODE = compiler(rf"{UN_POURCENTAGE} (?:\w+ ){{0,3}}?{{par_periode}}\b", FICHIER)
AILLEURS = quelque_part(f"{FICHIER}.ailleurs")
TAUX = compiler(r"\d ?{taux}", FICHIER)
CITE_AVANT, CITE_APRES = compiler("{cite_avant}$", FICHIER), compiler("{cite_apres}", FICHIER)
# what is said as a part, not as a delay
EN_POURCENTAGE = frozenset(
    carte.fait for carte in referentiel().modalites.values() if carte.genre == "pourcentage"
)
NUMEROTES = frozenset(
    carte.fait for carte in referentiel().modalites.values() if carte.genre == "numero"
)
UNITES: dict[Unite, re.Pattern[str]] = {
    unite: compiler(f"{{{FICHIER}.unites.{unite}}}") for unite in get_args(Unite)
}


def _nommee(fait: str) -> tuple[re.Pattern[str], ...]:
    """Return the ways of saying a value with the name of its decision, the closest first.

    From name to value at most six words, or commas; from value to name at most four.
    """
    nom = f"{{{FICHIER}.nommes.{fait}}}"
    if fait in NUMEROTES:
        numero = rf"{nom}(?: {{numero}})? (?P<n>{UN_NUMERO})(?![\d]| ?[.,]\d)"
        autour = r"(?:(?:{place}|{autour_de_la_place}) )*"
        return (
            # « l'article 12 du CCAP »; « l'article 12 » alone may be any
            compiler(rf"\b{numero} {{dans}}\b", FICHIER),
            # « et mets la clause à l'article 9.2 », « CCAP article 22 »
            compiler(
                rf"(?:^|[,;.:!] |\b{{et_ou_mais}} )"
                rf"(?:{{autour_de_la_place}} )*{{place}} {autour}{numero}{{fin_de_la_place}}",
                FICHIER,
            ),
            # « CCAG travaux, et article 22 », « à l'article 12 »
            compiler(
                rf"(?:[,;] |\b{{et_ou_mais}} |^(?={{dedans}} ))(?:{{autour_de_la_place}} )*"
                rf"{numero}{{fin_de_la_place}}",
                FICHIER,
            ),
        )
    valeur = UN_POURCENTAGE if fait in EN_POURCENTAGE else UN_DELAI
    return (
        # « 3 mois pour la réunion » binds closer than « réunion et 1 mois »
        compiler(rf"{valeur} {{pour}}{nom}\b", FICHIER),
        compiler(rf"\b{nom}(?: [^\W\d]+| ,| :){{0,6}}? {valeur}", FICHIER),
        compiler(rf"{valeur}(?: (?!{{pas_un_lien}})(?:[^\W\d]+|{{rang}})){{0,4}} {nom}\b", FICHIER),
    )


NOMMEES = {fait: _nommee(fait) for fait in cles(f"{FICHIER}.nommes")}


def lire_delai(texte: Texte, unite: Unite) -> Delai | None:
    """Return a delay as number and unit; a bare number is in the unit of the question."""
    if DELAI.search(texte.plat):
        return lire_delai_entier(texte)
    nu = ENTIER_SEUL.fullmatch(texte.plat)
    if nu is None or TAUX.search(nu[0]):
        return None  # « 100 par jour »
    return {"nombre": nombre(nu["n"]), "unite": unite}


def lire_delai_entier(texte: Texte) -> Delai | None:
    """Return a delay that is said with its unit; « tous les 6 mois » is how often, not how long."""
    trouve = DELAI.search(texte.plat)
    if trouve is None or APRES_UN_RYTHME.search(texte.plat[: trouve.start()]):
        return None
    return _delai(trouve)


def lire_pourcentage(texte: Texte) -> float | None:
    """Return « 5 % », or a bare number."""
    trouve = POURCENTAGE.search(texte.plat) or NOMBRE_SEUL.fullmatch(texte.plat)
    return nombre(trouve["n"]) if trouve else None


def lire_numero(texte: Texte) -> float | str | None:
    """Return the number of an article, the only one of a sentence."""
    trouve = NUMERO_SEUL.fullmatch(texte.plat)
    return _numero(texte, trouve) if trouve else None


def est_un_taux(texte: Texte) -> bool:
    """Tell « 10 % par an », which is no part of the whole contract."""
    return PAR_PERIODE.search(texte.plat) is not None


def lire_les_nommes(texte: Texte) -> Iterator[tuple[str, Delai | float | str, tuple[int, int]]]:
    """Yield each decision that is named with its value, and where both stand in `plat`."""
    for fait, motifs in NOMMEES.items():
        trouves = (motif.search(texte.plat) for motif in motifs)
        trouve = next((t for t in trouves if t), None)
        # « une réunion tous les 3 mois » gives a rhythm, not a delay
        d_ailleurs = trouve and fait in EN_POURCENTAGE and _est_d_ailleurs(texte, trouve)
        d_ailleurs = d_ailleurs or (trouve and fait in NUMEROTES and _est_cite(texte, trouve))
        if trouve and not (RYTHME.search(trouve[0]) or d_ailleurs):
            yield fait, _valeur(fait, texte, trouve), trouve.span()


def _valeur(fait: str, texte: Texte, trouve: re.Match[str]) -> Delai | float | str:
    if fait in NUMEROTES:
        return _numero(texte, trouve)
    return nombre(trouve["n"]) if fait in EN_POURCENTAGE else _delai(trouve)


def _numero(texte: Texte, trouve: re.Match[str]) -> float | str:
    """Return the number of an article; « 9.10 » as it is typed, for it is not 9.1."""
    debut, fin = texte.place(*trouve.span("n"))
    chiffres = texte.brut[debut:fin].replace(",", ".")
    return chiffres if "." in chiffres else int(trouve["n"])


def _est_cite(texte: Texte, article: re.Match[str]) -> bool:
    """Tell « voici l'article 3 du CCAP : … », which is read, from where the plan is to stand."""
    devant, derriere = texte.plat[: article.start()], texte.plat[article.end() :]
    return bool(CITE_AVANT.search(devant) or CITE_APRES.match(derriere))


def _est_d_ailleurs(texte: Texte, trouve: re.Match[str]) -> bool:
    """Tell « révision plafonnée à 3 % », of prices or of the calendar, not of the plan."""
    ailleurs = AILLEURS.search(texte.proposition(trouve.start())) is not None
    return ailleurs or est_un_taux(texte)


def _delai(trouve: re.Match[str]) -> Delai:
    unite = next(unite for unite, motif in UNITES.items() if motif.fullmatch(trouve["u"]))
    return {"nombre": nombre(trouve["n"]) if trouve["n"] else 1, "unite": unite}


def nombre(chiffres: str) -> float:
    """Return the value of digits; a whole one stays so, to be written without decimals."""
    valeur = float(chiffres.replace(",", "."))
    return int(valeur) if valeur.is_integer() else valeur
