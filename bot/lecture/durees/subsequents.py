"""Tell which duration is meant: the contract's, or that of its marchés subséquents."""

from __future__ import annotations

import re

from bot.francais.mots import compiler, juste_apres, quelque_part, telle_quelle, valeurs
from bot.francais.texte import Texte
from bot.lecture.lectures import Lecture, Nature

FICHIER = "lecture/subsequents"
# what a framework usually lasts; a shorter « de 3 ans » is of the marchés that it follows
MOIS_D_UN_CADRE = 48
UNITE_SEULE = compiler(r"\d {francais/temps.unite}\b")
SUBSEQUENT = quelque_part(f"{FICHIER}.subsequents")
# at most eight words from « subséquents » to their duration, and no other contract between
APRES_SUBSEQUENT = compiler(
    r"\b{subsequents}(?P<entre>(?: (?!{autres})[a-z0-9,+]+){0,8}) $", FICHIER
)
# their own verb, however far: « les marchés subséquents à l'accord-cadre de…, sont conclus pour »
CONCLUS = compiler(
    r"\b(?:{subsequents_au_pluriel}{d_ici_la} {conclus}|{un_subsequent}{d_ici_la} {conclu})"
    r"(?: {pour_une_duree})* $",
    FICHIER,
)
CADRE_CONCLU = compiler(r"\b{cadre_conclu}(?: {pour_une_duree})* $", FICHIER)
# « durée d'un marché subséquent : 12 mois »
LEUR_DUREE = compiler(r"\b{leur_duree} ?{subsequents} : $", FICHIER)
EN_TOUT = quelque_part(f"{FICHIER}.en_tout")
SANS_LIEN = compiler(r",(?: {duree_totale})?(?: {de})?", FICHIER)
CHACUN_LA_SIENNE = compiler(
    r"{de} {francais/nombres.nombre} {francais/temps.unite}(?: {chacun})? ,"
    r"(?: {duree_totale})?(?: {de})?",
    FICHIER,
)
CHAQUE_SUBSEQUENT = quelque_part(f"{FICHIER}.chacun")
CADRE = quelque_part(f"{FICHIER}.plusieurs")
DE = telle_quelle(f"{FICHIER}.de")
POUR = telle_quelle(f"{FICHIER}.pour")
UN_CADRE = quelque_part(f"{FICHIER}.un_cadre")
AVANT_SUBSEQUENT = juste_apres(f"{FICHIER}.par_subsequent")
RECONDUIRE = telle_quelle("lecture/reconductions.reconduire")
RYTHMES = valeurs(f"{FICHIER}.rythmes")
RYTHME = compiler(
    r"(?P<eux>\b{subsequents}(?: {sont})? )?" rf"\b(?P<mot>{'|'.join(RYTHMES)})s?(?= |$)", FICHIER
)


def lire_rythme(texte: Texte) -> list[Lecture]:
    """Return what « MS annuels » says; « on les fait annuels » only says it as an answer."""
    trouve = RYTHME.search(texte.plat)
    if not trouve:
        return []
    place, mois = texte.place(*trouve.span("mot")), RYTHMES[trouve["mot"]]
    if not trouve["eux"]:
        return [Lecture("rythme", mois, *place, nature="indice")]
    ouvert = RECONDUIRE.search(texte.plat)  # « MS annuels reconductibles »
    nature: Nature = "ambigu" if ouvert else "fait"
    motif = "reconduction_sans_nombre" if ouvert else None
    return [Lecture("duree_ms_mois", mois, *place, nature=nature, motif=motif)]


def fait_mesure(texte: Texte, debut: int, fin: int, mois: float | None) -> str | None:
    """Tell which fact a duration measures; None when « accord-cadre à marchés
    subséquents de 4 ans » does not say.
    """
    if _est_la_leur(texte, debut, fin):
        return "duree_ms_mois"
    if CADRE_CONCLU.search(texte.plat, 0, debut):
        return "duree_mois"
    apres = APRES_SUBSEQUENT.search(texte.plat, 0, debut)
    if not apres or _est_de_l_ensemble(apres, texte, debut, fin):
        return "duree_mois"
    if _suit_l_objet(apres, texte):
        return "duree_mois"
    equivoque = _vaut_pour_l_ensemble(apres, mois) or _est_equivoque(apres, texte, fin, mois)
    return None if equivoque else "duree_ms_mois"


def _est_la_leur(texte: Texte, debut: int, fin: int) -> bool:
    """Tell « 18 mois par marché subséquent », « les MS sont conclus pour un an »."""
    if AVANT_SUBSEQUENT.match(texte.plat, fin) and SUBSEQUENT.search(texte.plat):
        return True
    return any(dite.search(texte.plat, 0, debut) for dite in (CONCLUS, LEUR_DUREE))


def _est_de_l_ensemble(apres: re.Match[str], texte: Texte, debut: int, fin: int) -> bool:
    """Tell « à marchés subséquents de 18 mois, 4 ans », where something stands between."""
    entre = apres["entre"].strip()
    ailleurs = "," in entre or UNITE_SEULE.search(entre)
    if ailleurs and EN_TOUT.search(texte.plat, debut, fin):
        return True
    chacun = "," in entre and CHAQUE_SUBSEQUENT.search(texte.plat, fin)
    return bool(chacun or CHACUN_LA_SIENNE.fullmatch(entre))


def _suit_l_objet(apres: re.Match[str], texte: Texte) -> bool:
    """Tell « accord-cadre à marchés subséquents pour des études, 4 ans »: a fact of its own."""
    entre = apres["entre"].strip()
    dit_plus = entre.endswith(",") and not SANS_LIEN.fullmatch(entre)
    return dit_plus and CADRE.search(texte.plat, 0, apres.start()) is not None


def _vaut_pour_l_ensemble(apres: re.Match[str], mois: float | None) -> bool:
    """Tell « on fait des marchés subséquents sur 4 ans », « …, 4 ans »: in all, or so long each."""
    entre = apres["entre"].strip()
    lie = POUR.fullmatch(entre.lstrip(" ,")) or SANS_LIEN.fullmatch(entre)
    return (mois or 0) >= MOIS_D_UN_CADRE and lie is not None


def _est_equivoque(apres: re.Match[str], texte: Texte, fin: int, mois: float | None) -> bool:
    """Tell a duration that may be of the framework, named before, or of each marché subséquent."""
    entre, avant = apres["entre"].strip(), texte.plat[: apres.start()]
    if SANS_LIEN.fullmatch(entre) and CADRE.search(avant):
        return True
    # another duration says the one of the framework
    dite_ailleurs = UNITE_SEULE.search(avant) or EN_TOUT.search(texte.plat, fin)
    longue = (mois or 0) >= MOIS_D_UN_CADRE and not dite_ailleurs
    return longue and DE.fullmatch(entre) is not None and UN_CADRE.search(avant) is not None
