"""Tell which duration is meant: the contract's, or that of its marchés subséquents."""

from __future__ import annotations

import re

from bot.francais.texte import Texte
from bot.lecture.grammaire_durees import RECONDUIRE, UNITE, N
from bot.lecture.lectures import Lecture, Nature

UNITE_SEULE = rf"\d {UNITE}\b"
SUBSEQUENT = re.compile(r"\b(?:subsequents?|ms)\b")
APRES_SUBSEQUENT = re.compile(
    r"\b(?:subsequents?|ms)(?P<entre>(?: (?!accord|contrat|ac )[a-z0-9,+]+){0,8}) $"
)
EN_TOUT = re.compile(r"\b(?:en tout|(?:au|en) total|duree (?:totale|globale|complete))\b")
SANS_LIEN = re.compile(r",(?: duree)?(?: de)?")
CHACUN_LA_SIENNE = re.compile(rf"(?:de|d) {N} {UNITE}(?: chacun)? ,(?: duree(?: totale)?)?(?: de)?")
CHAQUE_SUBSEQUENT = re.compile(
    r"\b(?:chacune?s?|chaque (?:ms|(?:marche )?subsequent)|"
    r"les (?:ms|marches subsequents) (?:font|feront|durent|dureront))\b"
)
CADRE = re.compile(r"\b(?:accord cadre|multi|plusieurs)\b")
AVANT_SUBSEQUENT = re.compile(
    r" (?:chacune?s?|pour chacun|(?:le|par) (?:marche )?subsequents?|"
    r"(?:par|pour) chaque marche subsequent|(?:pour|par) (?:les|un) marches? subsequents?)\b"
)

RYTHMES = {"trimestriel": 3, "semestriel": 6, "annuel": 12, "biennal": 24, "triennal": 36}
RYTHME = re.compile(
    r"(?P<eux>\b(?:subsequents?|ms)(?: (?:sont|seront|est|sera|restent))? )?"
    rf"\b(?P<mot>{'|'.join(RYTHMES)})s?(?= |$)"
)


def lire_rythme(texte: Texte) -> list[Lecture]:
    """Return what « MS annuels » says; « on les fait annuels » only says it as an answer."""
    trouve = RYTHME.search(texte.plat)
    if not trouve:
        return []
    place, mois = texte.place(*trouve.span("mot")), float(RYTHMES[trouve["mot"]])
    if not trouve["eux"]:
        return [Lecture("rythme", mois, *place, nature="indice")]
    ouvert = re.search(RECONDUIRE, texte.plat)  # « MS annuels reconductibles »
    nature: Nature = "ambigu" if ouvert else "fait"
    motif = "reconduction_sans_nombre" if ouvert else None
    return [Lecture("duree_ms_mois", mois, *place, nature=nature, motif=motif)]


def fait_mesure(texte: Texte, debut: int, fin: int) -> str | None:
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
    if CHACUN_LA_SIENNE.fullmatch(entre) or (
        "," in entre and CHAQUE_SUBSEQUENT.search(texte.plat, fin)
    ):
        return "duree_mois"  # « à marchés subséquents de 18 mois, 4 ans »
    if SANS_LIEN.fullmatch(entre) and CADRE.search(avant):
        return None
    seule = not re.search(UNITE_SEULE, avant) and not EN_TOUT.search(texte.plat, fin)
    equivoque = entre in ("de", "d") and "accord cadre" in avant
    return None if equivoque and seule else "duree_ms_mois"
