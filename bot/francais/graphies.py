"""Mend words that are typed wrong in what will be shown and written: « netoyage », « eviter ».

The words known are those that our data is written with. One that it hardly holds, a letter or an
accent away from a single one that it often holds, is that one; any other stays as it is typed.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.donnees import textes_des_donnees
from bot.francais.texte import plier

MOT = re.compile(r"[^\W\d_]+")
# a shorter word is near too many others: « lots », « mots »
LONGUEUR_A_ACCENTUER, LONGUEUR_A_CORRIGER = 5, 8
# letters at each end that are typed as they should; of a word that lacks one, « nettoyge », two at
# its end: what agrees adds but one
GARDEES, GARDEES_A_LA_FIN = 3, 2
# « lentretien »: an article that lost its apostrophe
COLLE = re.compile(r"[lL](?P<mot>[aeiouyhàâéèêëîïôœùû][^\W\d_]{4,})")
DOUBLE = re.compile(r"(.)\1")
# « il notifie » is no « notifié »
ACCENT_FINAL = re.compile(r"é(?=e?s?$)")
# how often a word is written to be known, and how much oftener than what is taken for its fault
FOIS, FOIS_PLUS = 3, 6


def soigner(dit: str) -> str:
    """Return words with those mended that can be but one word of ours."""
    return MOT.sub(lambda trouve: _soigner(trouve[0], seul=trouve.start() == 0), dit)


def sans_article_colle(dit: str) -> str:
    """Return « entretien des quais » for « lentretien des quais », whose first word is none."""
    colle = COLLE.match(dit)
    fois = _frequences()
    if colle is None or fois[colle["mot"].lower()] < FOIS or fois[colle[0].lower()]:
        return dit
    return dit[colle.start("mot") :]


def charger() -> None:
    """Read the words at once, for no buyer to wait."""
    _par_initiale()


@cache
def _soigner(mot: str, seul: bool) -> str:
    if len(mot) < LONGUEUR_A_ACCENTUER or not (mot.islower() or (seul and mot[1:].islower())):
        return mot  # « CSE », « Marigny »
    juste = _juste(mot.lower())
    if juste is None:
        return mot
    return juste if mot.islower() else juste.capitalize()


def _juste(mot: str) -> str | None:
    """Return the word that is meant, in the plural too, of which ours may only hold the one."""
    un, fin = (mot[:-1], "s") if mot.endswith("s") and mot not in _frequences() else (mot, "")
    juste = _accentue(mot) or _accentue(un) or _corrige(mot) or _corrige(un)
    return juste and (juste if juste.endswith(fin) else f"{juste}{fin}")


def _accentue(mot: str) -> str | None:
    """Return « éviter » for « eviter », which is no word."""
    ecrits = [ecrit for ecrit in _graphies().get(mot, ()) if _l_emporte(ecrit, mot)]
    seul = ecrits[0] if len(ecrits) == 1 else None
    return None if seul is None or ACCENT_FINAL.sub("e", seul) == mot else seul


def _corrige(mot: str) -> str | None:
    """Return « nettoyage » for « netoyage », a letter away from one word alone."""
    if len(mot) < LONGUEUR_A_CORRIGER:
        return None
    proches = process.extract(
        plier(mot), _par_initiale().get(plier(mot[0]), ()), scorer=OSA.distance, score_cutoff=1
    )
    noms = (nom for nom, _, _ in proches if _est_une_faute(nom, plier(mot)))
    ecrits = {e for nom in noms for e in _graphies()[nom] if _l_emporte(e, mot)}
    memes = {plier(ecrit) for ecrit in ecrits}
    # of both, « récurrent » is the one that is written with care
    return max(ecrits, key=lambda e: e != plier(e)) if len(memes) == 1 else None


def _est_une_faute(nom: str, mot: str) -> bool:
    """Tell a letter left out, doubled, or two swapped; not at an end, which may agree."""
    manque, echange = len(nom) > len(mot), len(nom) == len(mot) and sorted(nom) == sorted(mot)
    fin = GARDEES_A_LA_FIN if manque else GARDEES
    milieu = nom[:GARDEES] == mot[:GARDEES] and nom[-fin:] == mot[-fin:]
    double = len(nom) < len(mot) and DOUBLE.sub(r"\1", nom) == DOUBLE.sub(r"\1", mot)
    return nom != mot and milieu and (manque or echange or double)


def _l_emporte(ecrit: str, mot: str) -> bool:
    fois = _frequences()
    return ecrit != mot and fois[ecrit] >= max(FOIS, FOIS_PLUS * fois[mot])


@cache
def _frequences() -> Counter[str]:
    return Counter(mot for texte in textes_des_donnees() for mot in MOT.findall(texte.lower()))


@cache
def _graphies() -> dict[str, list[str]]:
    """Return the ways in which words that are known are written, by their letters alone."""
    graphies: dict[str, list[str]] = {}
    for mot, fois in _frequences().items():
        if fois >= FOIS:
            graphies.setdefault(plier(mot), []).append(mot)
    return graphies


@cache
def _par_initiale() -> dict[str, list[str]]:
    par_initiale: dict[str, list[str]] = {}
    for nom in _graphies():
        par_initiale.setdefault(nom[0], []).append(nom)
    return par_initiale
