"""Read the durations of a contract, reconductions included, in months."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bot.francais.mots import compiler, juste_avant, quelque_part, qui_commence
from bot.francais.symboles import Phrase, symboliser
from bot.francais.texte import Texte
from bot.lecture.durees.choix import Duree, retenir, suite_ouverte
from bot.lecture.durees.grammaire import (
    FICHIER,
    GRAMMAIRE,
    MOTIFS,
    QUELQUE_PART,
    RECONDUCTIONS_SEULES,
    SEULE,
)
from bot.lecture.durees.subsequents import RYTHMES, fait_mesure
from bot.lecture.durees.unites import mois_de_l_unite, mois_dits
from bot.lecture.lectures import Lecture

# « deux ans fermes », « une durée totale de deux ans fermes »
DITES_FERMES = ("simple", "total")
# turns of phrase that give the whole duration, over which a part does not count
TOTALES = (
    "total",
    "egalite",
    "limite",
    "total_dont",
    "total_dont_ferme",
    "total_detaille",
    "sinon",
)
# … and those that leave open how often it is renewed
SANS_NOMBRE = ("reconduction_sans_nombre", "reconductions_en_nombre_ouvert")
# « deux reconductions d'un an, après un an ferme »
EN_PLUS = quelque_part(f"{FICHIER}.en_plus")
REVIENT_A = quelque_part(f"{FICHIER}.revient_a")
PHASES = quelque_part(f"{FICHIER}.phases")
PAR_PERIODES = juste_avant(f"{FICHIER}.par_periodes")
LONGUEUR_LIBRE = qui_commence(f"{FICHIER}.longueur_libre")
# « 104 semaines, soit 24 mois »: months of 30 or 31 days make them equal, but for less than this
DEMI_MOIS = 0.5
# of reconductions whose number is not told
SANS_COMPTE = "sans_compte"
# nobody renews more often
FOIS_AU_PLUS = 12
# of the grammar's groups, those of a bare number
PERIODES_NUES = ("p8", "p9")
PERIODE_DITE = compiler(
    rf"\b{{periodes}} (?:[a-z]+ )?(?P<mot>{'|'.join(RYTHMES)}){{fin_d_un_rythme}}?(?= |$)", FICHIER
)
DUREE_TOTALE = compiler(r"\b{duree_totale}(?: [a-z:]+){0,4} $", FICHIER)
QUI_Y_SONT = compiler(
    r" (?:{qui_y_sont}) (?:[a-z]+ )?{francais/nombres.nombre} {lecture/reconductions.reconduire}",
    FICHIER,
)
FOIS_SANS_LIEN = compiler(r"{francais/temps.unite} , \d+ {fois_simple}$", FICHIER)


def lire_durees(texte: Texte) -> list[Lecture]:
    """Return what the sentence says of the contract's duration and of its marchés subséquents."""
    phrase = symboliser(texte, MOTIFS)
    par_fait: dict[str, list[Duree]] = {}
    for duree in _parcourir(phrase, texte):
        # « MS de 18 mois maximum, l'accord-cadre 4 ans »: « maximum » is of what stands before
        premiere = max(phrase.signes.find("D", duree.debut, duree.fin), duree.debut)
        fait = fait_mesure(texte, *phrase.espace(premiere, duree.fin), duree.mois)
        if fait:
            par_fait.setdefault(fait, []).append(duree)
    return [
        lecture
        for fait, durees in par_fait.items()
        for lecture in _en_lectures(fait, retenir(fait, durees, phrase, texte), phrase, texte)
    ]


def lire_reconductions(texte: Texte) -> list[Lecture]:
    """Return how many reconductions, and of how many months each, 0 when it is not said, when
    nothing else is: « 3 reconductions d'un an », « une fois un an ». It may only be an answer.
    """
    phrase = symboliser(texte, MOTIFS)
    trouve = RECONDUCTIONS_SEULES.fullmatch(phrase.signes)
    if not trouve or any(jeton.douteux for jeton in texte.jetons):
        return []
    dits = {
        cle[0]: _mois(phrase, trouve.start(cle), texte) for cle in trouve.groupdict() if trouve[cle]
    }
    place = texte.place(*phrase.espace(*trouve.span()))
    fois, chacune = dits.get("n", 0.0), dits.get("p", 0.0)
    return [Lecture("reconductions", [fois, chacune], *place, nature="indice")]


def _parcourir(phrase: Phrase, texte: Texte) -> Iterator[Duree]:
    position = 0
    while position < len(phrase.signes):
        for nom, grammaire in GRAMMAIRE.items():
            trouve = grammaire.match(phrase.signes, position)
            duree = _calculer(nom, trouve, phrase, texte) if trouve else None
            if trouve and duree:
                yield duree
                position = trouve.end()
                break
        else:
            position += 1


def _calculer(nom: str, trouve: re.Match[str], phrase: Phrase, texte: Texte) -> Duree | None:
    place, groupes = trouve.span(), _groupes(nom, trouve, phrase, texte)
    if _ne_tient_pas(nom, groupes, texte.plat[slice(*phrase.espace(*place))]):
        return None
    if _se_contredit(nom, trouve, phrase, texte, groupes):
        return Duree(*place, None, motif="plusieurs_durees")
    if nom == "somme":
        termes = _termes(phrase, *place, texte)
        # « 24 mois de travaux puis 60 mois d'exploitation »: nothing there may not come
        phases = PHASES.search(texte.plat, *phrase.espace(*place))
        return Duree(*place, sum(termes), None if phases else termes[0]) if termes else None
    if nom == "simple" and PAR_PERIODES.search(texte.plat, 0, phrase.espace(*place)[0]):
        return Duree(*place, None, motif="fourchette")
    if nom in ("fourchette", "borne", *SANS_NOMBRE):
        return _ouverte(nom, place, phrase, texte)
    if any(jeton.douteux for jeton in texte.jetons_de(*phrase.espace(*place))):
        return Duree(*place, groupes.get("t"), motif="illisible")
    if _compte_dans_le_total(nom, phrase.espace(*place), texte):
        return Duree(*place, groupes["f"], total=True)
    return _precise(nom, trouve, groupes)


def _precise(nom: str, trouve: re.Match[str], groupes: Mapping[str, float]) -> Duree:
    """Return a duration whose total is said, or follows from what is said."""
    # « 104 semaines, soit deux ans »: said twice
    place, ferme = trouve.span(), None if nom == "egalite" else groupes.get("f")
    if nom in ("reconductions", "base_et_reconduction") and "t" not in groupes:
        fois, base = groupes.get("n", 1), groupes["f"]
        return Duree(*place, base + fois * groupes.get("p", base), base)
    if nom == "multiple":
        # how many of these periods are firm is not said
        return Duree(*place, groupes["n"] * groupes["f"])
    if nom in ("initiale", "sans_reconduction") or (nom in DITES_FERMES and trouve["q"]):
        ferme = groupes["t"]
    return Duree(*place, groupes["t"], ferme, total=nom in TOTALES)


def _groupes(nom: str, trouve: re.Match[str], phrase: Phrase, texte: Texte) -> dict[str, float]:
    """Return what the groups of the grammar stand for: months, or a bare number."""
    groupes = {
        cle[0]: _mois(phrase, trouve.start(cle), texte)
        for cle, symbole in trouve.groupdict().items()
        if symbole and cle[0] in "tfnp" and symbole != "n"
    }
    if nom == "corrigee":
        return {"t": groupes["n"] * _unite(phrase, trouve.start(), texte)}
    if nom == "total_dont_ferme" and phrase.signes[trouve.start("f")] == "N":
        groupes["f"] *= _unite(phrase, trouve.start("t"), texte)
    if nom == "reconductions" and groupes.get("n", 0.0) > FOIS_AU_PLUS:
        # « 12 mois renouvelables, dans la limite de 48 »
        return {"f": groupes["f"], "t": groupes["n"] * _unite(phrase, trouve.start(), texte)}
    if nom == "reconductions":
        groupes |= _periode(trouve, groupes, phrase, texte)
    return groupes


def _periode(
    trouve: re.Match[str], groupes: Mapping[str, float], phrase: Phrase, texte: Texte
) -> dict[str, float]:
    """Return how long each reconduction is, when no duration of its own says it.

    « Une reconduction de douze » takes its unit from « 36 mois ».
    """
    if "p" not in groupes:
        return _periode_dite(texte, phrase.espace(*trouve.span())[0])
    if not any(trouve[cle] == "N" for cle in PERIODES_NUES):
        return {}
    dite = phrase.signes.index("D", trouve.start())
    return {"p": groupes["p"] * _unite(phrase, dite, texte)}


def _periode_dite(texte: Texte, debut: int) -> dict[str, float]:
    """« Deux reconductions annuelles » add a year each, however long the first period is."""
    dite = PERIODE_DITE.search(texte.plat, debut)
    return {"p": float(RYTHMES[dite["mot"]])} if dite else {}


def _ne_tient_pas(nom: str, groupes: Mapping[str, float], dit: str) -> bool:
    """Tell « 24 mois, maximum 48 mois », no equality; « 1 an, 2 ans fermes », no part of it."""
    if nom == "total_detaille":
        return groupes["f"] >= groupes["t"]
    return nom == "egalite" and not REVIENT_A.search(dit)


def _se_contredit(
    nom: str, trouve: re.Match[str], phrase: Phrase, texte: Texte, groupes: Mapping[str, float]
) -> bool:
    """Tell reconductions whose length is left open, and those that another total denies."""
    if nom == "egalite":
        return _egalite_fausse(trouve, phrase, texte, groupes)
    if nom == "limite":
        return _limite_fausse(trouve, phrase, texte, groupes)
    return nom == "reconductions" and _longueur_ouverte(trouve, phrase, texte, groupes)


def _egalite_fausse(
    trouve: re.Match[str], phrase: Phrase, texte: Texte, groupes: Mapping[str, float]
) -> bool:
    """Tell « un an, soit trois ans »."""
    # « reconduit une fois pour un an, donc deux ans »: not the year, all of it
    de_tout = "R" in phrase.signes[: trouve.start()]
    equivaut = REVIENT_A.search(texte.plat, *phrase.espace(*trouve.span())) and not de_tout
    return bool(equivaut) and not _egales(groupes["f"], groupes["t"])


def _limite_fausse(
    trouve: re.Match[str], phrase: Phrase, texte: Texte, groupes: Mapping[str, float]
) -> bool:
    """Tell « un an reconductible trois fois, soit trois ans »."""
    nombres = [i for i in range(*trouve.span()) if phrase.signes[i] == "N"]
    if len(nombres) != 1 or not REVIENT_A.search(texte.plat, *phrase.espace(*trouve.span())):
        return False
    total = groupes["f"] * (1 + _mois(phrase, nombres[0], texte))
    return not _egales(total, groupes["t"])


def _longueur_ouverte(
    trouve: re.Match[str], phrase: Phrase, texte: Texte, groupes: Mapping[str, float]
) -> bool:
    """Tell « 18 mois, prolongeables de 6 », « 24 mois et deux tranches optionnelles »."""
    plat, (debut, fin) = texte.plat, phrase.espace(*trouve.span())
    if trouve["n4"]:
        return not EN_PLUS.search(plat, phrase.symboles[trouve.start("p4")].fin)
    if "p" in groupes:
        return False
    if FOIS_SANS_LIEN.search(plat, debut, fin):
        return True  # « un an, trois fois »: three years, or four
    return LONGUEUR_LIBRE.search(plat, debut, fin) is not None


def _compte_dans_le_total(nom: str, place: tuple[int, int], texte: Texte) -> bool:
    """Tell « la durée totale, c'est 48 mois avec 3 reconductions »: the whole holds them."""
    if nom != "reconductions" or not DUREE_TOTALE.search(texte.plat, 0, place[0]):
        return False
    return QUI_Y_SONT.search(texte.plat, *place) is not None


def _egales(mois: float, autres: float) -> bool:
    """Tell « 104 semaines, soit 24 mois »: equal, but for the days of a month."""
    return abs(mois - autres) < DEMI_MOIS


def _ouverte(nom: str, place: tuple[int, int], phrase: Phrase, texte: Texte) -> Duree | None:
    """Return a duration whose value the words leave open; one value said twice is not open."""
    valeurs = [_mois(phrase, i, texte) for i in range(*place) if phrase.signes[i] == "D"]
    if nom == "fourchette" and len(valeurs) == 2 and valeurs[0] == valeurs[1]:
        return Duree(*place, valeurs[0])
    if nom in SANS_NOMBRE:
        return Duree(*place, None, valeurs[0] if valeurs else None, motif=suite_ouverte(texte))
    return Duree(*place, None, motif=nom)


def _termes(phrase: Phrase, debut: int, fin: int, texte: Texte) -> list[float]:
    """Return the months of each term of a sum; a bare number takes its neighbours' unit."""
    termes = [i for i in range(debut, fin) if phrase.signes[i] in "DN"]
    unites = [i for i in termes if phrase.signes[i] == "D"]
    if not unites:
        return []
    valeurs = []
    for i in termes:
        proche = max((u for u in unites if u <= i), default=unites[0])
        valeurs.append(
            _mois(phrase, i, texte) * (1 if i == proche else _unite(phrase, proche, texte))
        )
    return valeurs


def _mois(phrase: Phrase, indice: int, texte: Texte) -> float:
    """Return the months of a duration symbol, or the bare value of a number symbol."""
    symbole = phrase.symboles[indice]
    if symbole.signe == "N":
        return float(texte.plat[symbole.debut : symbole.fin])
    return mois_dits(_relire(phrase, indice, texte))


def _unite(phrase: Phrase, indice: int, texte: Texte) -> float:
    return mois_de_l_unite(_relire(phrase, indice, texte)["unite"])


def _relire(phrase: Phrase, indice: int, texte: Texte) -> re.Match[str]:
    symbole = phrase.symboles[indice]
    lu = SEULE.match(texte.plat, symbole.debut) or QUELQUE_PART.search(
        texte.plat, symbole.debut, symbole.fin
    )
    assert lu is not None  # the symbol was made by this pattern, or holds it
    return lu


def _en_lectures(fait: str, duree: Duree, phrase: Phrase, texte: Texte) -> Iterator[Lecture]:
    place = texte.place(*phrase.espace(duree.debut, duree.fin))
    if duree.motif:
        valeur = duree.ferme if duree.mois is None else duree.mois
        yield Lecture(fait, valeur, *place, nature="ambigu", motif=duree.motif)
    else:
        yield Lecture(fait, duree.mois, *place)
    if duree.ferme is not None and fait == "duree_mois":
        yield Lecture("duree_ferme_mois", duree.ferme, *place)
    yield from _suite_sans_compte(duree, phrase, texte)


def _suite_sans_compte(duree: Duree, phrase: Phrase, texte: Texte) -> Iterator[Lecture]:
    """« Deux ans reconductibles deux ans »: once, if it is said again as an answer."""
    sans_nombre = duree.motif == "reconduction_sans_nombre"
    dites = [i for i in range(duree.debut, duree.fin) if phrase.signes[i] == "D"]
    place = texte.place(*phrase.espace(duree.debut, duree.fin))
    for periode in dites[1:] if sans_nombre else ():
        suite = [1.0, _mois(phrase, periode, texte)]
        yield Lecture("reconductions", suite, *place, nature="indice", motif=SANS_COMPTE)
