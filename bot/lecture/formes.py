"""Tell the contract's form from what was said: framework or not, how many holders, what orders."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from typing import Literal, TypeAlias

from bot.francais.lexique import Mention
from bot.francais.mots import compiler, juste_avant, telle_quelle
from bot.francais.portees import retenir
from bot.francais.propositions import propositions
from bot.francais.texte import Texte
from bot.lecture.lectures import Lecture
from bot.metier.contrat import FormeContrat

Point = Literal["titulaires", "mode", "mixte", "lots"]
FICHIER = "lecture/formes"
# what tells a framework; holders that are counted as « multi » or « mono » belong to one
CADRE = frozenset({"cadre", "bons", "subsequents", "attributaire", "mode_a_regler"})
# these may speak of the next contract, or of something else: alone, they decide nothing
FAIBLES = frozenset({"subsequents_multi", "bons_multi", "un_seul", "un_titulaire", "groupement"})
# several holders: orders that are shared, or competed for, suppose them
MULTI = frozenset({"multi", "bons_multi", "subsequents_multi", "plusieurs_par_lot"})
# « ce n'est pas un accord-cadre multi »; « pas d'accord-cadre multi » denies it altogether
DETERMINE = juste_avant(f"{FICHIER}.nie_ce_qui_est_determine")
# at most two words between a noun and what qualifies it
QUALIFIE = compiler(r" (?!{pas_un_qualificatif}\b)(?:[a-z]+ ){0,2}", FICHIER)
# « le délai de chaque bon de commande » tells of an order, wherever it comes from
D_UN_BON = compiler(r"(?<!\S){d_un_bon}(?: [a-z]+){0,6} $", FICHIER)
# at most twelve words from a marché subséquent to its one holder
D_UN_SUBSEQUENT = compiler(r"(?<!\S){d_un_subsequent}(?: [a-z0-9,]+){0,12} $", FICHIER)
# a form that only was, or is that of today's contract
JUSQU_ICI = compiler(r"(?<!\S){jusqu_ici}", FICHIER)
# what an adjective tells of a framework that is named: « pas d'accord-cadre multi, un mono »
ADJECTIF = telle_quelle("lecture/formes.themes.attributaire")
# one holder, a group being one
UN = frozenset({"mono", "un_seul", "un_par_lot", "un_par_partie", "groupement"})
# weaker: « un titulaire » may be any of several
UN_AU_PLUS = frozenset({"un_titulaire", "non_multi"})
BONS, SUBSEQUENTS = {"bons", "bons_multi"}, {"subsequents", "subsequents_multi"}
Camps: TypeAlias = "tuple[Set[str], Set[str]]"
TITULAIRES: Camps = (MULTI | {"non_mono"}, UN | UN_AU_PLUS)
# « je n'ai pas tranché entre un ou plusieurs titulaires »: denied or not, it is to be settled
A_REGLER = frozenset({"un_ou_plusieurs", "non_un_ou_plusieurs"})
# « je n'ai pas choisi entre bons de commande et marchés subséquents »
MODE_A_REGLER = frozenset({"mode_a_regler", "non_mode_a_regler"})
# « un marché simple, ou un accord-cadre »
CADRE_A_REGLER = frozenset({"marche_ou_cadre", "non_marche_ou_cadre"})
COMMANDES: Camps = (BONS, SUBSEQUENTS)
LE_CADRE: Camps = ({"cadre"}, {"simple", "non_cadre", "un_marche"})
# what cannot hold together of one contract: its holders, its orders, the framework itself
CAMPS = (
    TITULAIRES,
    COMMANDES,
    LE_CADRE,
    (MULTI | {"attributaire"}, {"simple"}),
    (A_REGLER, MULTI | UN | UN_AU_PLUS | {"non_mono"}),
    (MODE_A_REGLER, BONS | SUBSEQUENTS),
    (CADRE_A_REGLER, {"cadre", "simple", "non_cadre", "un_marche"}),
)


def lire_forme(texte: Texte, trouvees: list[Mention]) -> list[Lecture]:
    """Return the clues of the form, and the form itself when they name one."""
    du_contrat = [m for m in trouvees if not _est_d_une_commande(m, texte)]
    retenues = retenir(du_contrat, texte.plat, s_opposent)
    # « un marché » was only needed to oppose a framework that was thought of
    mentions = [m for m in _a_venir(retenues, texte.plat) if m.theme != "un_marche"]
    if not mentions:
        return []
    indices = frozenset(nom(m) for m in mentions)
    place = texte.place(mentions[0].debut, mentions[-1].fin)
    forme, _ = resoudre_forme(indices) if indices - FAIBLES else (None, None)
    lues = [Lecture("forme_contrat", sorted(indices), *place, nature="indice")]
    return [*lues, Lecture("forme_contrat", forme, *place)] if forme else lues


def _est_d_une_commande(mention: Mention, texte: Texte) -> bool:
    """Tell what is said of each order: its length, its sum, the one who carries it out."""
    avant = {"bons": D_UN_BON, **dict.fromkeys(UN | UN_AU_PLUS, D_UN_SUBSEQUENT)}.get(mention.theme)
    return avant is not None and avant.search(texte.plat, 0, mention.debut) is not None


def _a_venir(mentions: list[Mention], plat: str) -> list[Mention]:
    """Leave out what has only been: « depuis 4 ans c'est la même entreprise »."""
    passees = [p for p in propositions(plat) if JUSQU_ICI.search(plat, p.debut, p.fin)]
    return [m for m in mentions if not any(p.debut <= m.debut < p.fin for p in passees)]


def nom(mention: Mention) -> str:
    """Return the clue that a mention gives: its theme, « non_x » when the words were denied."""
    return f"non_{mention.theme}" if mention.nie else mention.theme


def preciser(mentions: list[Mention], plat: str) -> list[Mention]:
    """« Ce n'est pas un accord-cadre multi » denies the number of holders, not the framework.

    Nor does « pas d'accord-cadre multi, juste un mono »: the second adjective stands for another.
    """
    un_autre = _dit_un_autre_cadre(mentions, plat)
    return [
        replace(m, theme="attributaire", nie=False)
        if _nie_les_titulaires(m, mentions, plat, un_autre)
        else m
        for m in mentions
    ]


def _dit_un_autre_cadre(mentions: list[Mention], plat: str) -> bool:
    """Tell « …, juste un mono », which says what the framework is."""
    qualifie = any(not m.nie and ADJECTIF.match(plat, m.debut) for m in mentions)
    return qualifie and not any(m.theme in ("simple", "un_marche") for m in mentions)


def _nie_les_titulaires(m: Mention, mentions: list[Mention], plat: str, un_autre: bool) -> bool:
    """Tell a framework of which only how many hold it is denied."""
    if m.theme != "cadre" or not m.nie:
        return False
    nies = (q for q in mentions if q.nie and q.theme in ("multi", "mono"))
    determine = un_autre or DETERMINE.search(plat, 0, m.debut) is not None
    return determine and any(_qualifie(q, m, plat) for q in nies)


def _qualifie(qualificatif: Mention, nom_qualifie: Mention, plat: str) -> bool:
    entre = plat[nom_qualifie.fin : max(qualificatif.debut, nom_qualifie.fin)]
    return qualificatif.debut >= nom_qualifie.fin and bool(QUALIFIE.fullmatch(entre))


def se_contredisent(indices: Set[str]) -> bool:
    """Tell « plusieurs titulaires » and « un seul », said together; orders may well be of both."""
    return any(indices & une and indices & autre for une, autre in (TITULAIRES, LE_CADRE))


def encore_vrais(dits: frozenset[str], avant: frozenset[str]) -> frozenset[str]:
    """Return what was said before and that nothing said since is about."""
    revus = [une | autre for une, autre in CAMPS if dits & (une | autre)]
    return avant.difference(*revus)


def s_opposent(une: Mention, autre: Mention) -> bool:
    """Tell that a mention cannot hold beside another: « un seul titulaire », « plusieurs ».

    « Une remise en concurrence » tells too little of the contract to exclude anything.
    """
    noms = nom(une), nom(autre)
    return autre.theme not in ("subsequents_multi", "bons_multi") and any(
        (noms[0] in camp and noms[1] in oppose) or (noms[1] in camp and noms[0] in oppose)
        for camp, oppose in CAMPS
    )


def resoudre_forme(indices: Set[str]) -> tuple[FormeContrat | None, Point | None]:
    """Return the form that the clues name, or the point that a short question must settle.

    Clues are the names of `data/lecture/formes.yml`, « non_x » when the words were denied. The
    points: `titulaires` (one or several), `mode` (bons de commande or marchés subséquents),
    `mixte` (which of the two carries the service), `lots` (one holder for each lot, or several).
    """
    plusieurs, un = _dit_plusieurs(indices), bool(indices & UN)
    if indices & CADRE_A_REGLER:
        return None, None  # the form itself is asked
    if "un_par_partie" in indices and indices & CADRE and "lots" not in indices:
        return None, "lots"  # a framework in lots, or several holders who share it by places
    if (un and plusieurs) or indices & A_REGLER:
        return None, "titulaires"
    if un or (indices & UN_AU_PLUS and not plusieurs):
        return _a_un_titulaire(indices), None
    if plusieurs:
        return _a_plusieurs_titulaires(indices)
    # marchés subséquents are those of a single holder too, whose offer they complete
    if indices & {*BONS, *SUBSEQUENTS, "cadre", "mode_a_regler"}:
        return None, "titulaires"
    return ("marche" if indices & {"simple", "non_cadre"} else None), None


def _dit_plusieurs(indices: Set[str]) -> bool:
    if "groupement" in indices:
        return False  # its members count as one holder
    if indices & {"un_par_lot", "un_par_partie"} and "plusieurs_par_lot" not in indices:
        return False
    # « pas mono-attributaire », unless what is denied is the framework itself
    pas_un_seul = "non_mono" in indices and not indices & {"non_cadre", "non_multi", "simple"}
    return bool(indices & MULTI) or pas_un_seul


def _a_un_titulaire(indices: Set[str]) -> FormeContrat:
    # « marché simple, mono-attributaire » is none, whatever the word suggests
    signes = CADRE - {"attributaire"} if "simple" in indices else CADRE
    # « multi » and « mono » are words of frameworks: « pas multi » is one with one holder
    pas_multi = "non_attributaire" in indices and not indices & {"simple", *UN}
    en_cadre = (indices & signes or pas_multi) and "non_cadre" not in indices
    return "accord_cadre_mono" if en_cadre else "marche"


def _a_plusieurs_titulaires(indices: Set[str]) -> tuple[FormeContrat | None, Point | None]:
    if "lots" in indices and "plusieurs_par_lot" not in indices:
        return None, "lots"  # several for all the lots, or for each
    if indices & MODE_A_REGLER:
        return None, "mode"
    bons, subsequents = indices & BONS, indices & SUBSEQUENTS
    if bons and subsequents:
        return None, "mixte"
    if bons:
        return "multi_bons_de_commande", None
    return ("multi_marches_subsequents", None) if subsequents else (None, "mode")
