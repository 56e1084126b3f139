"""Turn the numbers of a sentence, in words or in words and digits, into number tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

# French number words, by a library kept by the speech-recognition team that needs it (Allo-Media).
from text_to_num import text2num

from bot.francais.mots import compiler, liste, noms, valeurs
from bot.francais.texte import Jeton, ecrire_nombre, nombre_lu

FICHIER = "francais/nombres"
MOTS_DE_NOMBRE = frozenset(liste(f"{FICHIER}.mots_de_nombre"))
ECHELLES = valeurs(f"{FICHIER}.echelles")
FRACTIONS = valeurs(f"{FICHIER}.fractions")
CHIFFRES = liste(f"{FICHIER}.chiffres")
# « un (1) an »
UN_REDIT = ["(", "1", ")"]
# the digits that these words are, in the same order
CHIFFRE_EN_LETTRES = dict(zip("23456789", CHIFFRES, strict=True))
MULTIPLICATEURS = liste(f"{FICHIER}.multiplicateurs")
UN, DEMI, VIRGULE, ET, DE, CENT, MILLE, MILLIONS, SEUL = (
    frozenset(liste(f"{FICHIER}.{nom}"))
    for nom in ("un", "demi", "virgule", "et", "de", "cent", "mille", "millions", "seul")
)
COMPTES_APRES_UN = compiler("{comptes_apres_un}(?= |$)", FICHIER)
APRES_UN_MONTANT = compiler("{apres_un_montant}|", FICHIER)
COMPTES_APRES_UN_SEUL = frozenset(liste(f"{FICHIER}.comptes_apres_un_seul"))
PREMIERE_PERIODE = frozenset(liste(f"{FICHIER}.premiere_periode"))
CENT_MILLE = liste(f"{FICHIER}.cent_mille")
# words that the library wants in another form
EN_FRANCAIS = noms(f"{FICHIER}.en_francais")
# a shorter word is too near of too many; from seven letters on, two errors leave it likely
LONGUEUR_D_UN_MULTIPLICATEUR, LONGUEUR_DEUX_FAUTES = 4, 7
# what is added to millions: « 1 million 200 000 », not « 1 million 3 fois »
PLUS_PETITE_SUITE = 1000


def lire_nombres(jetons: Sequence[Jeton]) -> list[Jeton]:
    """Merge number words and scales into number tokens; the other tokens are left as they are."""
    # each step reads what the one before has merged: words, then decimals, then scales, then sums
    fondus = _fondre_mots(_ecrire_les_centaines(jetons))
    entiers = _sans_redite(_fondre_virgules(fondus))
    return _additionner(_multiplier(_fondre_fractions(entiers)))


def _ecrire_les_centaines(jetons: Sequence[Jeton]) -> list[Jeton]:
    """« 4 cent mille » is « quatre cent mille »."""
    suivants = [jeton.forme for jeton in jetons[1:]] + [""]
    return [
        Jeton(CHIFFRE_EN_LETTRES[jeton.forme], jeton.debut, jeton.fin)
        if jeton.forme in CHIFFRE_EN_LETTRES and suivant in CENT
        else jeton
        for jeton, suivant in zip(jetons, suivants, strict=False)
    ]


def _fondre_mots(jetons: Sequence[Jeton]) -> list[Jeton]:
    lus: list[Jeton] = []
    i = 0
    while i < len(jetons):
        fin = _fin_de_suite(jetons, i)
        if fin > i:
            precedent = lus[-1] if lus else None
            # three words after are enough to tell « une seule fois », « un ou trois ans »
            lus.extend(_fondre(jetons[i:fin], precedent, jetons[fin : fin + 3]))
            i = fin
        elif _est_premiere(jetons, i):
            lus.append(_nombre(1.0, jetons[i], jetons[i]))
            i += 1
        else:
            lus.append(jetons[i])
            i += 1
    return lus


def _fin_de_suite(jetons: Sequence[Jeton], debut: int) -> int:
    """Return the end of the longest run of number words, inner « et » included."""
    fin = debut
    for i in range(debut, len(jetons)):
        if jetons[i].forme in MOTS_DE_NOMBRE:
            fin = i + 1
        elif i == debut or fin < i or jetons[i].forme not in ET:
            break
    return fin


def _fondre(
    suite: Sequence[Jeton], precedent: Jeton | None, suivants: Sequence[Jeton]
) -> Sequence[Jeton]:
    """Return a run of number words as one number, or as it stands when it is none."""
    mots = [EN_FRANCAIS.get(jeton.forme, jeton.forme) for jeton in suite]
    if len(suite) > 1 and _multiplie(mots[0], precedent):
        # « 1 million deux cent mille »: the scale is of what stands before, the rest is a number
        return [suite[0], *_fondre(suite[1:], suite[0], suivants)]
    if _est_un_article(mots, precedent, suivants) or _multiplie(mots[0], precedent):
        return suite
    try:
        valeur = float(text2num(" ".join(_sans_ellipse(mots)), "fr"))
    except ValueError:  # « deux trois ans »: two numbers, not one
        if liens := [i for i, jeton in enumerate(suite) if jeton.forme in ET]:
            # « soixante et quatre-vingt mille »: two again
            avant, apres = suite[: liens[0]], suite[liens[0] + 1 :]
            lien = suite[liens[0]]
            # « entre un et trois ans »
            ensuite = [lien, *apres, *suivants][:3]
            return [*_fondre(avant, precedent, ensuite), lien, *_fondre(apres, lien, suivants)]
        return [lu for jeton in suite for lu in _fondre_seul(jeton)]
    douteux = any(jeton.douteux for jeton in suite) or _illisible_avant(mots[0], precedent)
    # « quatre mille deux », said of 4 200 as of 4 002
    douteux = douteux or (len(mots) > 1 and mots[-2] in MILLE and mots[-1] in CHIFFRES)
    return [_nombre(valeur, suite[0], suite[-1], douteux)]


def _sans_ellipse(mots: Sequence[str]) -> Sequence[str]:
    """« Un million deux » is 1,2 million: « deux cent mille » is meant."""
    abrege = len(mots) > 1 and mots[-2] in MILLIONS and mots[-1] in CHIFFRES
    return [*mots, *CENT_MILLE] if abrege else mots


def _est_un_article(
    mots: Sequence[str], precedent: Jeton | None, suivants: Sequence[Jeton]
) -> bool:
    """Tell « un marché »; « une » alone answers how many, and is a number."""
    seul = precedent is None and not suivants
    return len(mots) == 1 and mots[0] in UN and not (seul or _compte(suivants))


def _multiplie(mot: str, precedent: Jeton | None) -> bool:
    """Tell a scale, which applies to the digits before it; « mille euros » is a number."""
    apres_un_nombre = precedent is not None and precedent.nombre is not None
    return mot in ECHELLES and (mot not in MILLE or apres_un_nombre)


def _compte(suivants: Sequence[Jeton]) -> bool:
    """Tell whether « un » before these words is a number: « un an », « une seule fois »."""
    formes = [jeton.forme for jeton in suivants]
    if not formes or formes == UN_REDIT:
        return bool(formes)
    if formes[0] in SEUL:
        return len(formes) > 1 and formes[1] in COMPTES_APRES_UN_SEUL
    return COMPTES_APRES_UN.match(" ".join(formes)) is not None


def _est_premiere(jetons: Sequence[Jeton], i: int) -> bool:
    """Tell « une première année, puis trois reconductions », which counts one."""
    formes = [jeton.forme for jeton in jetons[max(i - 1, 0) : i + 2]]
    return " ".join(formes) in PREMIERE_PERIODE


def _fondre_seul(jeton: Jeton) -> Sequence[Jeton]:
    try:
        return [_nombre(float(text2num(jeton.forme, "fr")), jeton, jeton, jeton.douteux)]
    except ValueError:
        return [jeton]


def _illisible_avant(mot: str, precedent: Jeton | None) -> bool:
    """« Cinqaunte mille »: « mille » after what may be a mistyped multiplier."""
    if mot not in CENT | MILLE or precedent is None:
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
        if not (nombres and virgule.forme in VIRGULE):
            lus.append(jeton)
        elif (valeur := _decimal(entier, jeton)) is not None:
            lus[-2:] = [_nombre(valeur, entier, jeton)]
        else:
            # what stands before is no whole number: the last part alone is not what was meant
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
        fin = i + 2 if i + 1 < len(jetons) and jetons[i + 1].forme in DE else i + 1
        if _est_une_fraction(jetons, i, fin):
            compte = lus.pop() if lus and lus[-1].nombre is not None else None
            combien = (compte.nombre if compte else None) or 1.0
            valeur = combien * FRACTIONS[jetons[i].forme] * ECHELLES[jetons[fin].forme]
            lus.append(_nombre(valeur, compte or jetons[i], jetons[fin]))
            i = fin + 1
        else:
            lus.append(jetons[i])
            i += 1
    return lus


def _est_une_fraction(jetons: Sequence[Jeton], debut: int, fin: int) -> bool:
    """Tell that a fraction starts here, and that its scale stands at `fin`."""
    return jetons[debut].forme in FRACTIONS and fin < len(jetons) and jetons[fin].forme in ECHELLES


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
    suivants = [jeton.forme for jeton in jetons[1:]] + [""]
    for jeton, suivant in zip(jetons, suivants, strict=False):
        et_demi = jeton.forme in DEMI and len(lus) > 1 and lus[-1].forme in ET
        if et_demi and _millions(lus[-2]):
            lus[-2:] = [_ajouter(lus[-2], _millions(lus[-2]) / 2, jeton)]
        elif lus and jeton.nombre and PLUS_PETITE_SUITE <= jeton.nombre < _millions(lus[-1]):
            lus[-1] = _ajouter(lus[-1], jeton.nombre, jeton)
        elif lus and (reste := _abrege(lus[-1], jeton, suivant)):
            lus[-1] = _ajouter(lus[-1], reste, jeton)
        else:
            lus.append(jeton)
    return lus


def _abrege(millions: Jeton, jeton: Jeton, suivant: str) -> float:
    """Return what « 1 million 2 », « 1 million 200 » leave unsaid; 0 of « 1 million 3 fois »."""
    echelle, nombre = _millions(millions), jeton.nombre or 0.0
    en_centaines = 100 <= nombre < PLUS_PETITE_SUITE
    if not (nombre < 10 or en_centaines) or not APRES_UN_MONTANT.fullmatch(suivant):
        return 0.0
    return nombre * echelle / (PLUS_PETITE_SUITE if en_centaines else 10)


def _ajouter(millions: Jeton, nombre: float, dernier: Jeton) -> Jeton:
    return _nombre((millions.nombre or 0.0) + nombre, millions, dernier)


def _millions(jeton: Jeton) -> float:
    """Return the scale of a whole number of millions or milliards, otherwise 0."""
    return next((e for e in (1e9, 1e6) if jeton.nombre and jeton.nombre % e == 0), 0)


def _nombre(valeur: float, premier: Jeton, dernier: Jeton, douteux: bool = False) -> Jeton:
    douteux = douteux or premier.douteux or dernier.douteux
    return nombre_lu(valeur, premier.debut, dernier.fin, douteux)
