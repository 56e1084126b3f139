"""Turn the numbers of a sentence, in words or in words and digits, into number tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

# French number words, by a library kept by the speech-recognition team that needs it (Allo-Media).
from text_to_num import text2num

from bot.francais.texte import Jeton, ecrire_nombre, nombre_lu

ECHELLES = {
    **dict.fromkeys(("mille", "millier", "milliers"), 1e3),
    **dict.fromkeys(("million", "millions"), 1e6),
    **dict.fromkeys(("milliard", "milliards"), 1e9),
}
COMPTES_APRES_UN = frozenset(
    [
        "an",
        "ans",
        "annee",
        "annees",
        "mois",
        "semestre",
        "semestres",
        "trimestre",
        "trimestres",
        "semaine",
        "semaines",
        "jour",
        "fois",
        "million",
        "millier",
        "milliard",
        "reconduction",
        "renouvellement",
        "euro",
        "k",
        "virgule",
        "prolongation",
        "option",
    ]
)
COMPTES_APRES_UN_SEUL = frozenset(
    ["fois", "reconduction", "renouvellement", "prolongation", "annee", "an"]
)
FRACTIONS = {"demi": 0.5, "quart": 0.25, "quarts": 0.25}
CHIFFRES = ("deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf")
UNITES_DE_CENTAINES = frozenset("23456789")
# what may multiply « cent » or « mille »
MULTIPLICATEURS = (
    "deux trois quatre cinq sept huit neuf onze douze treize quatorze quinze seize vingt trente "
    "quarante cinquante soixante septante cent"
).split()
LONGUEUR_D_UN_MULTIPLICATEUR, LONGUEUR_DEUX_FAUTES = 4, 7


def lire_nombres(jetons: Sequence[Jeton], mots_de_nombre: frozenset[str]) -> list[Jeton]:
    """Merge number words and scales into number tokens; the other tokens are left as they are."""
    fondus = _fondre_mots(_ecrire_les_centaines(jetons), mots_de_nombre)
    entiers = _sans_redite(_fondre_virgules(fondus))
    return _additionner(_multiplier(_fondre_fractions(entiers)))


def _ecrire_les_centaines(jetons: Sequence[Jeton]) -> list[Jeton]:
    """« 4 cent mille » is « quatre cent mille »."""
    suivants = [jeton.forme for jeton in jetons[1:]] + [""]
    return [
        Jeton(CHIFFRES[int(jeton.forme) - 2], jeton.debut, jeton.fin)
        if jeton.forme in UNITES_DE_CENTAINES and suivant in ("cent", "cents")
        else jeton
        for jeton, suivant in zip(jetons, suivants, strict=False)
    ]


def _fondre_mots(jetons: Sequence[Jeton], mots_de_nombre: frozenset[str]) -> list[Jeton]:
    lus: list[Jeton] = []
    i = 0
    while i < len(jetons):
        fin = _fin_de_suite(jetons, i, mots_de_nombre)
        if fin > i:
            precedent = lus[-1] if lus else None
            lus.extend(_fondre(jetons[i:fin], precedent, jetons[fin : fin + 2]))
            i = fin
        elif _est_premiere(jetons, i):
            lus.append(_nombre(1.0, jetons[i], jetons[i]))
            i += 1
        else:
            lus.append(jetons[i])
            i += 1
    return lus


def _fin_de_suite(jetons: Sequence[Jeton], debut: int, mots: frozenset[str]) -> int:
    """Return the end of the longest run of number words, inner « et » included."""
    fin = debut
    for i in range(debut, len(jetons)):
        if jetons[i].forme in mots:
            fin = i + 1
        elif i == debut or fin < i or jetons[i].forme != "et":
            break
    return fin


def _fondre(
    suite: Sequence[Jeton], precedent: Jeton | None, suivants: Sequence[Jeton]
) -> Sequence[Jeton]:
    mots = ["un" if jeton.forme == "une" else jeton.forme for jeton in suite]
    seul = precedent is None and not suivants  # « une », asked how many
    if mots == ["un"] and not (seul or _compte(suivants)):
        return suite  # an article
    if mots[0] in ECHELLES and (mots[0] != "mille" or (precedent and precedent.nombre is not None)):
        return suite  # a scale, which applies to the digits before it
    mots = ["zéro" if mot == "zero" else mot for mot in mots]
    if mots[-2:-1] in (["million"], ["millions"]) and mots[-1] in CHIFFRES:
        mots += ["cent", "mille"]  # « un million deux » is 1,2 million
    try:
        valeur = float(text2num(" ".join(mots), "fr"))
    except ValueError:  # « deux trois ans »: two numbers, not one
        return [lu for jeton in suite for lu in _fondre_seul(jeton)]
    douteux = any(jeton.douteux for jeton in suite) or _illisible_avant(mots[0], precedent)
    return [_nombre(valeur, suite[0], suite[-1], douteux)]


def _compte(suivants: Sequence[Jeton]) -> bool:
    """Tell whether « un » before these words is a number: « un an », « une seule fois »."""
    formes = [jeton.forme for jeton in suivants]
    if formes[:1] in (["seul"], ["seule"]):
        return formes[1:2] != [] and formes[1] in COMPTES_APRES_UN_SEUL
    return formes[:1] != [] and formes[0] in COMPTES_APRES_UN


def _est_premiere(jetons: Sequence[Jeton], i: int) -> bool:
    """Tell « une première année, puis trois reconductions », which counts one."""
    formes = [jeton.forme for jeton in jetons[max(i - 1, 0) : i + 2]]
    return formes in (["une", "premiere", "annee"], ["un", "premier", "an"])


def _fondre_seul(jeton: Jeton) -> Sequence[Jeton]:
    try:
        return [_nombre(float(text2num(jeton.forme, "fr")), jeton, jeton, jeton.douteux)]
    except ValueError:
        return [jeton]


def _illisible_avant(mot: str, precedent: Jeton | None) -> bool:
    """« Cinqaunte mille »: « mille » after what may be a mistyped multiplier."""
    if mot not in ("cent", "cents", "mille") or precedent is None:
        return False
    forme = precedent.forme
    fautes = 1 if len(forme) < LONGUEUR_DEUX_FAUTES else 2
    proche = process.extractOne(forme, MULTIPLICATEURS, scorer=OSA.distance, score_cutoff=fautes)
    return len(forme) >= LONGUEUR_D_UN_MULTIPLICATEUR and proche is not None


def _fondre_virgules(jetons: Sequence[Jeton]) -> list[Jeton]:
    """Merge « zéro virgule huit »; « deux virgule trois virgule cinq » is doubtful."""
    lus: list[Jeton] = []
    for jeton in jetons:
        entier, virgule = (lus[-2], lus[-1]) if len(lus) > 1 else (jeton, jeton)
        nombres = entier.nombre is not None and jeton.nombre is not None
        if not (nombres and virgule.forme == "virgule"):
            lus.append(jeton)
        elif (valeur := _decimal(entier, jeton)) is not None:
            lus[-2:] = [_nombre(valeur, entier, jeton)]
        else:
            lus.append(replace(jeton, douteux=True))
    return lus


def _decimal(entier: Jeton, decimales: Jeton) -> float | None:
    """« Un virgule cinq million » is 1,5 million, whose scale was read with the decimals.

    None when the parts are not whole numbers.
    """
    valeur = decimales.nombre or 0.0
    echelle = next((e for e in (1e9, 1e6, 1e3) if valeur >= e and valeur % e == 0), 1)
    parties = entier.forme, ecrire_nombre(valeur / echelle)
    if not all(partie.isdecimal() for partie in parties):
        return None
    return float(".".join(parties)) * echelle


def _sans_redite(jetons: Sequence[Jeton]) -> list[Jeton]:
    """« Vingt-quatre (24) mois » says one number."""
    lus: list[Jeton] = []
    for jeton in jetons:
        lus.append(jeton)
        redite = [j.forme for j in lus[-4:]]
        if redite[1::2] == ["(", ")"] and redite[0] == redite[2] and lus[-4].nombre is not None:
            lus[-4:] = [_nombre(lus[-4].nombre, lus[-4], jeton)]
    return lus


def _fondre_fractions(jetons: Sequence[Jeton]) -> list[Jeton]:
    """Merge « un demi-million », « trois quarts de million »."""
    lus: list[Jeton] = []
    i = 0
    while i < len(jetons):
        fraction = FRACTIONS.get(jetons[i].forme)
        fin = i + 2 if [j.forme for j in jetons[i + 1 : i + 2]] == ["de"] else i + 1
        if fraction and fin < len(jetons) and jetons[fin].forme in ECHELLES:
            compte = lus.pop() if lus and lus[-1].nombre is not None else None
            combien = (compte.nombre if compte else None) or 1.0
            valeur = combien * fraction * ECHELLES[jetons[fin].forme]
            lus.append(_nombre(valeur, compte or jetons[i], jetons[fin]))
            i = fin + 1
        else:
            lus.append(jetons[i])
            i += 1
    return lus


def _multiplier(jetons: Sequence[Jeton]) -> list[Jeton]:
    """Apply the scales: « 1,2 million », « 800 mille », « un demi-million »."""
    lus: list[Jeton] = []
    for jeton in jetons:
        precedent = lus[-1] if lus else Jeton("", 0, 0)
        if jeton.forme in ECHELLES and precedent.nombre is not None:
            lus[-1] = _nombre(precedent.nombre * ECHELLES[jeton.forme], precedent, jeton)
        else:
            lus.append(jeton)
    return lus


def _additionner(jetons: Sequence[Jeton]) -> list[Jeton]:
    """Add what follows millions: « 1 million 200 000 », « un million et demi »."""
    lus: list[Jeton] = []
    for jeton in jetons:
        precedent = lus[-1] if lus else Jeton("", 0, 0)
        avant = lus[-2] if len(lus) > 1 else Jeton("", 0, 0)
        if jeton.forme in ("demi", "demie") and precedent.forme == "et" and _millions(avant):
            lus[-2:] = [_nombre((avant.nombre or 0) + _millions(avant) / 2, avant, jeton)]
        elif jeton.nombre and 1000 <= jeton.nombre < _millions(precedent):
            lus[-1] = _nombre((precedent.nombre or 0) + jeton.nombre, precedent, jeton)
        else:
            lus.append(jeton)
    return lus


def _millions(jeton: Jeton) -> float:
    """Return the scale of a whole number of millions or milliards, otherwise 0."""
    return next((e for e in (1e9, 1e6) if jeton.nombre and jeton.nombre % e == 0), 0)


def _nombre(valeur: float, premier: Jeton, dernier: Jeton, douteux: bool = False) -> Jeton:
    douteux = douteux or premier.douteux or dernier.douteux
    return nombre_lu(valeur, premier.debut, dernier.fin, douteux)
