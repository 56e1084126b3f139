"""Read the durations of a contract, reconductions included, in months."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.lecture.lectures import Lecture
from bot.lecture.symboles import Phrase, motif, symboliser
from bot.lecture.texte import MOTS_DE_CORRECTION, Texte

MOIS_PAR_UNITE = {"an": 12.0, "semestre": 6.0, "trimestre": 3.0}
JOURS_PAR_MOIS = 365.25 / 12
JOURS_PAR_UNITE = {"semaine": 7.0, "jour": 1.0}
N = r"-?\d+(?:\.\d+)?"
# the last three of each are frequent typing errors, too short to be mended safely elsewhere
UNITE = (
    r"(?:ans?|annees?|anss|anees?|annes|mois|moiss|moi|mosi|"
    r"semestres?|trimestres?|semaines?|jours?)"
)
DUREE = (
    rf"(?P<n>{N}) (?:(?:seule?s?|petite?s?|bonnes?|longues?) )?(?P<unite>{UNITE})(?: et (?P<demi>demie?)(?= |$)| (?P<moitie>1 / 2)|"
    rf" (?:et )?(?P<m>{N}) (?P<petite>mois|trimestres?|semestres?)(?= |$))?"
)
DUREE_SANS_GROUPE = re.sub(r"\?P<\w+>", "?:", DUREE)
RECONDUIRE = (
    r"(?:reconduc\w*|reconduit\w*|reconduir\w*|rec(?:ond)?|renouv\w*|prolonge\w*|prolongation\w*)"
)
PREAVIS = (
    "preavis|delais?(?! (?:global|total|d execution|de realisation|contractuel))|garanties?|garantis?|reunions?|penalites?|retard|age|anciennete|experience|"
    "conges|(?:la )?retraite|valables?|stages?|cdd|precedente?|ancienne?|d avant|enfants?|jeunes|demandeurs|seniors?"
)

MOTIFS = {
    # durations that are not the contract's: past, to come, periods, negated
    "x": motif(
        rf"(?:il y a|depuis|contre|durait|faisait|courait|avait dure|dans(?: les)?|d ici|sous|(?:tous|toutes) les|chaque|apres|avant|"
        rf"(?:{PREAVIS}) (?:[a-z]+ ){{0,6}}?(?:{N} a )?|ages? de|(?:ages?|agees) (?:de|d) (?:moins|plus) (?:de|d)|"
        rf"moins de(?= 26)|les|premiers|deux premiers|(?:au lieu|plutot que|et non|non pas|et pas|pas) (?:de |d )?)"
        rf" ?(?:les |environ |moins de |plus de )?{DUREE_SANS_GROUPE}|"
        rf"{DUREE_SANS_GROUPE} (?:de (?:{PREAVIS})|apres|plus tard|d anciennete|d experience|avant|qui suivent|suivante?s?|que|(?:sur|a) l autre)"
        rf"|(?:pas|et non|au lieu de) {N}|{N} (?:{UNITE} |fois |passages? )?(?:par|/) (?:{UNITE})"
        rf"|{N} (?:h|heures?|j|jours?) ?(?:sur|/) ?{N}(?: (?:h|heures?|j|jours?)(?= |$))?"
    ),
    "D": motif(DUREE),
    "Z": motif(
        rf"(?:sans|aucune?|pas(?: de)?|ni|non) (?:tacite(?:ment)? )?(?:{RECONDUIRE})|"
        rf"{RECONDUIRE} (?:: )?(?:aucune?|non|neant)"
    ),
    "V": motif(
        r"(?:plusieurs|quelques) (?:annees|mois)|pluriannuel\w*|jusqu (?:a|en)(?: [a-z]+){0,2} 20\d\d|"
        r"(?:termine|echeance|expire|fin|acheve)(?: [a-z]+){0,3} 20\d\d|longue duree|"
        r"une (?:dizaine|quinzaine|vingtaine|trentaine) (?:de mois|d annees)|(?:duree|temps) du chantier"
    ),
    "T": motif(
        r"(?:en comptant|y compris|avec) (?:toutes )?(?:les )?(?:reconductions?|renouvellements?|options)|"
        r"(?:toutes )?(?:les )?(?:reconductions?|renouvellements?|options) (?:comprise?s?|compris|incluse?s?|inclus|confondue?s|dedans)|"
        r"(?:au|en) total|en tout|tout compris|duree (?:totale|maximale|maximum|max|globale|complete)|"
        r"(?:ce qui|ca|cela|qui) (?:nous )?(?:fait|fera|donne|represente|(?:a|m)mene a)|"
        rf"si (?:(?:on|nous|tout|est|elle|il) )*{RECONDUIRE}(?: (?:a chaque fois|tout|bien))?|"
        r"maximum|maxi|max|au plus|donc|(?:dans la )?limite (?:de|a)|plafonnee?s? a|jusqu a|soit|total"
    ),
    "B": motif(
        r"(?:plus|moins) (?:de|d)|(?:au|en) dessous de|(?:superieure?|inferieure?) a|presque|au dela de|pas loin de"
    ),
    "M": motif(r"(?:(?:au )?minimum|mini|au moins)(?: de| d)?"),
    "C": motif(MOTS_DE_CORRECTION),
    # « deux années de reconduction » adds to what was said before
    "G": motif(
        r"(?:(?<=an )|(?<=ans )|(?<=annee )|(?<=annees )|(?<=mois ))(?:en option )?de (?:tacite )?"
        r"(?:reconduction|renouvellement|prolongation)s?(?: tacites?| expresses?| eventuelles?)?"
    ),
    "R": motif(rf"(?:avec ou sans (?:les )?)?{RECONDUIRE}(?: \.(?= (?:d|de|x|\d+) ))?|(?:periodes?|annees?) optionnelles?"),
    "I": motif(r"(?:duree|periode) (?:initiale|ferme)"),
    "r": motif(r"periodes?|tranches? annuelles?|fois|x|options?"),
    "P": motif(r"\+|plus|puis"),
    "E": motif(r"entre"),
    "H": motif(r"peut etre|voire"),
    "A": motif(r"a|ou|-|/"),
    "O": motif(r"dont"),
    "Q": motif(r"fermes?"),
    "S": motif(r"(?:marches? )?subsequents?|ms"),
    "K": motif(r"accords? cadres?"),
    "N": motif(N),
}  # fmt: skip

# « w » is any other word. Groups: t total, f firm part, n number of reconductions, p their length.
GRAMMAIRE = {
    "total_dont_ferme": re.compile(r"(?P<t>D)w{0,2}Ow{0,2}(?P<f>[DN])w?Q"),
    "total_dont": re.compile(r"(?P<t>D)w{0,4}Ow{0,2}D(?!w?Q)"),
    "limite": re.compile(
        r"(?P<f>D)Q?[wP]{0,4}R[wNr]{0,6}T[wT]{0,3}(?P<t>D)"
        r"|(?P<f2>D)Q?[wP]{0,4}R[wNr]{0,3}D?w{0,5}(?P<t2>D)T(?!w{0,3}D)"
    ),
    "total": re.compile(r"(?P<t>D)w{0,3}T(?!w{0,3}D)|T[wT]{0,3}(?P<t2>D)(?!Q?w{0,4}[RP])"),
    "reconductions": re.compile(
        r"(?P<f3>D)Q?[wP]{0,5}Rw{0,4}Nr?C(?P<n3>N)r?"
        r"|Rw{0,4}(?P<n5>N)r?w{0,3}Iw{0,3}(?P<f5>D)(?:w{0,3}Rw{0,2}(?P<p5>D))?"
        r"|(?P<n4>N)w?Rw{0,2}(?P<p4>D)[wP]{1,4}(?P<f4>D)|"
        r"(?P<f>D)Q?[wP]{0,5}Rw{0,4}(?P<n>N)r?(?:w{0,3}r?w{0,2}(?P<p>D))?"
        r"|(?P<f2>D)Q?w{0,4}P?w{0,2}(?P<n2>N)w?[Rr](?:[wR]{0,4}(?P<p2>D))?"
    ),
    "somme": re.compile(r"[DN]Q?(?:w{0,2}[RG])?(?:w?Pw{0,3}[DN]Q?(?:w{0,2}[RG])?)+"),
    "base_et_reconduction": re.compile(r"(?P<f>D)[wQI]{0,5}(?P<p>D)G(?!w{0,3}[DN])"),
    "multiple": re.compile(r"(?P<n>N)rw{0,2}(?P<f>D)"),
    "initiale": re.compile(r"Iw{0,3}(?P<t>D)(?!Q?[wP]{0,5}(?:R|Nw?[Rr]))"),
    "fourchette": re.compile(r"E[DN]w{1,2}D|[DN][AH]D|DHN|ND|Vw{0,3}D?"),
    "borne": re.compile(r"[BM]w?D|DM"),
    "sans_reconduction": re.compile(r"(?P<t>D)Q?w{0,3}Z"),
    "reconduction_sans_nombre": re.compile(
        r"(?P<f>D)Q?(?:[wPB]{0,5}R(?:[wr]{0,3}D)?|w\|Nr)|Rw{0,3}Nr"
    ),
    "simple": re.compile(r"(?P<t>D)(?P<q>Q?)"),
}
UNITE_SEULE = rf"\d {UNITE}\b"
SUBSEQUENT = re.compile(r"\b(?:subsequents?|ms)\b")
APRES_SUBSEQUENT = re.compile(
    r"\b(?:subsequents?|ms)(?P<entre>(?: (?!accord|contrat|ac )[a-z0-9,+]+){0,8}) $"
)
EN_TOUT = re.compile(r"\b(?:en tout|(?:au|en) total|duree (?:totale|globale|complete))\b")
SANS_LIEN = re.compile(r",(?: duree)?(?: de)?")
CADRE = re.compile(r"\b(?:accord cadre|multi|plusieurs)\b")
AVANT_SUBSEQUENT = re.compile(
    r" (?:chacune?s?|pour chacun|(?:le|par) (?:marche )?subsequents?|(?:par|pour) chaque marche subsequent|"
    r"(?:pour|par) (?:les|un) marches? subsequents?)\b"
)


@dataclass(frozen=True)
class _Duree:
    """A duration found: its span of symbols, its value or None when the words leave it open."""

    debut: int
    fin: int
    mois: float | None
    ferme: float | None = None
    motif: str | None = None
    total: bool = False


def lire_durees(texte: Texte) -> list[Lecture]:
    """Return what the sentence says of the contract's duration and of its marchés subséquents."""
    phrase = symboliser(texte, MOTIFS)
    par_fait: dict[str, list[_Duree]] = {}
    for duree in _parcourir(phrase, texte):
        fait = _fait_mesure(texte, *phrase.espace(duree.debut, duree.fin))
        if fait:
            par_fait.setdefault(fait, []).append(duree)
    return [
        lecture
        for fait, durees in par_fait.items()
        for lecture in _en_lectures(fait, _trancher(durees, phrase), phrase, texte)
    ]


def _fait_mesure(texte: Texte, debut: int, fin: int) -> str | None:
    """Tell which fact a duration measures; None when « accord-cadre à marchés
    subséquents de 4 ans » does not say.
    """
    if AVANT_SUBSEQUENT.match(texte.plat, fin) and SUBSEQUENT.search(texte.plat):
        return "duree_ms_mois"
    apres = APRES_SUBSEQUENT.search(texte.plat, 0, debut)
    if not apres:
        return "duree_mois"
    entre, avant = apres["entre"].strip(), texte.plat[: apres.start()]
    ailleurs = "," in entre or re.search(UNITE_SEULE, entre)
    if ailleurs and EN_TOUT.search(texte.plat, debut, fin):
        return "duree_mois"
    if SANS_LIEN.fullmatch(entre) and CADRE.search(avant):
        return None
    seule = not re.search(UNITE_SEULE, avant) and not EN_TOUT.search(texte.plat, fin)
    equivoque = entre in ("de", "d") and "accord cadre" in avant
    return None if equivoque and seule else "duree_ms_mois"


def _parcourir(phrase: Phrase, texte: Texte) -> Iterator[_Duree]:
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


def _calculer(nom: str, trouve: re.Match[str], phrase: Phrase, texte: Texte) -> _Duree | None:
    place = trouve.span()
    groupes = {
        cle.rstrip("2345"): _mois(phrase, trouve.start(cle), texte)
        for cle, symbole in trouve.groupdict().items()
        if symbole and cle != "q"
    }
    if nom == "total_dont_ferme" and phrase.signes[trouve.start("f")] == "N":
        groupes["f"] *= _unite(phrase, trouve.start("t"), texte)
    ferme = groupes.get("f")
    if nom == "somme":
        termes = _termes(phrase, *place, texte)
        return _Duree(*place, sum(termes), termes[0]) if termes else None
    if nom in ("fourchette", "borne", "reconduction_sans_nombre"):
        return _ouverte(nom, place, phrase, texte)
    if any(jeton.douteux for jeton in texte.jetons_de(*phrase.espace(*place))):
        return _Duree(*place, groupes.get("t"), motif="illisible")
    if nom in ("reconductions", "base_et_reconduction"):
        fois, base = groupes.get("n", 1), groupes["f"]
        return _Duree(*place, base + fois * groupes.get("p", base), base)
    if nom == "multiple":
        return _Duree(*place, groupes["n"] * groupes["f"], groupes["f"])
    if nom in ("initiale", "sans_reconduction") or (nom == "simple" and trouve["q"]):
        ferme = groupes["t"]
    return _Duree(
        *place,
        groupes["t"],
        ferme,
        total=nom in ("total", "limite", "total_dont", "total_dont_ferme"),
    )


def _ouverte(nom: str, place: tuple[int, int], phrase: Phrase, texte: Texte) -> _Duree | None:
    """Return a duration whose value the words leave open; one value said twice is not open."""
    valeurs = [_mois(phrase, i, texte) for i in range(*place) if phrase.signes[i] == "D"]
    if nom == "fourchette" and len(valeurs) == 2 and valeurs[0] == valeurs[1]:
        return _Duree(*place, valeurs[0])
    premiere = valeurs[0] if nom == "reconduction_sans_nombre" and valeurs else None
    return _Duree(*place, None, premiere, motif=nom)


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
    lu = _relire(phrase, indice, texte)
    unite = _mois_de_l_unite(lu["unite"])
    mois = float(lu["n"]) * unite
    if lu["demi"] or lu["moitie"]:
        mois += unite / 2
    if lu["m"]:
        mois += float(lu["m"]) * _mois_de_l_unite(lu["petite"])
    return round(mois, 2)


def _unite(phrase: Phrase, indice: int, texte: Texte) -> float:
    return _mois_de_l_unite(_relire(phrase, indice, texte)["unite"])


def _relire(phrase: Phrase, indice: int, texte: Texte) -> re.Match[str]:
    lu = MOTIFS["D"].match(texte.plat, phrase.symboles[indice].debut)
    assert lu is not None  # the symbol was made by this pattern
    return lu


def _mois_de_l_unite(unite: str) -> float:
    for nom, jours in JOURS_PAR_UNITE.items():
        if unite.startswith(nom):
            return jours / JOURS_PAR_MOIS
    return next((mois for nom, mois in MOIS_PAR_UNITE.items() if unite.startswith(nom)), 1.0)


def _trancher(durees: list[_Duree], phrase: Phrase) -> _Duree:
    """Choose among the durations of a sentence: the last after a correction, else the total."""
    precises = [duree for duree in durees if duree.mois is not None] or durees
    derniere = precises[-1]
    if len(precises) > 1 and "C" in phrase.signes[precises[-2].fin : derniere.debut]:
        return derniere
    valeurs = {(duree.mois, duree.motif) for duree in precises}
    totaux = [duree for duree in precises if duree.total]
    retenue = derniere if len(valeurs) == 1 else totaux[-1] if totaux else None
    if retenue is None:
        return replace(derniere, mois=None, motif="plusieurs_durees")
    fermes = [duree.ferme for duree in precises if duree.ferme is not None]
    return replace(retenue, ferme=min(fermes, default=None))


def _en_lectures(fait: str, duree: _Duree, phrase: Phrase, texte: Texte) -> Iterator[Lecture]:
    place = texte.place(*phrase.espace(duree.debut, duree.fin))
    if duree.motif:
        valeur = duree.ferme if duree.mois is None else duree.mois
        yield Lecture(fait, valeur, *place, nature="ambigu", motif=duree.motif)
        return
    yield Lecture(fait, duree.mois, *place)
    if duree.ferme is not None and fait == "duree_mois":
        yield Lecture("duree_ferme_mois", duree.ferme, *place)
