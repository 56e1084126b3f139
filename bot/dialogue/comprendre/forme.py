"""Put together what is said of the contract's form, over several sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.dialogue.comprendre.compris import Point
from bot.dialogue.comprendre.message import Message
from bot.dialogue.etat import Etat, Valeurs
from bot.francais.mots import compiler
from bot.lecture.formes import CADRE_A_REGLER, FAIBLES, encore_vrais, resoudre_forme
from bot.lecture.lectures import Lecture
from bot.metier.contrat import INCONNU
from bot.metier.situation import CONFIRMATION

FORME = "forme_contrat"
# the form is asked, or shown to be confirmed: « 3 titulaires » is about it
SUR_LA_FORME = (FORME, CONFIRMATION)
# said of a framework, whatever its holders
DU_CADRE = frozenset({"cadre", "bons"})
# more than so many are no holders
TITULAIRES_AU_PLUS = 20
# « deux ou trois » are several, whichever it is
FOURCHETTE = "fourchette"
# points that are settled by what is said next alone, of several holders
ENTRE_PLUSIEURS = ("mixte", "mode")
# « 3 », « trois titulaires », not « 5 min », nor « la 7 »
APRES_UN_COMPTE = compiler(r"\W*(?:$|[.,;:!?]|{apres_un_compte}\b)", "lecture/formes")
AVANT_UN_RANG = compiler(r"(?:^|\W){avant_un_rang} ?$", "lecture/formes")


def lire_la_forme(
    lectures: Sequence[Lecture], message: Message, etat: Etat, faits: Valeurs
) -> tuple[tuple[str, ...], Valeurs, Point | None]:
    """Put together what was just said of the form and what was said of it before.

    Return the clues to keep, the form if it is settled (`forme_contrat`), and else the point that
    a short question must settle: fact, point (`resoudre_forme`), no proposed value.
    """
    dits = indices_dits(lectures) or _nombre_de_titulaires(lectures, message.dit.plie, etat)
    if not dits or (_sont_faibles(dits) and not _discute_la_forme(etat)):
        return (), _forme_redite(dits, etat), None
    if _nomme_seulement_le_cadre(dits, etat):
        return (), {}, None
    if _redit_un_seul(dits, etat) and not message.corrige:
        return (), {FORME: etat.faits.contrat.forme_contrat}, None
    if CADRE_A_REGLER & {*dits} and message.dit.ignore and etat.question == FORME:
        return (), {FORME: INCONNU}, None  # « marché ou accord-cadre, pas décidé »
    indices = _ensemble(dits, etat)
    resolue, point = resoudre_forme(indices)
    # plain by itself, whatever was said before
    forme = resolue or faits.get(FORME)
    if forme:
        return (), {FORME: forme}, None
    if not point or not (message.corrige or _est_a_dire(etat) or _nie_un_seul(dits, etat)):
        return (), {}, None
    return tuple(sorted(indices)), {}, (FORME, point, None)


def _nie_un_seul(dits: Sequence[str], etat: Etat) -> bool:
    """Tell « ce ne sera plus un seul titulaire », of a contract that was said to have one."""
    return "non_mono" in dits and etat.faits.contrat.forme_contrat in (
        "marche",
        "accord_cadre_mono",
    )


def remet_la_forme(lectures: Iterable[Lecture], etat: Etat) -> bool:
    """Tell « remettez les marchés subséquents », of the form that the last change replaced."""
    remplacee = etat.suivi.historique[-1].get(FORME) if etat.suivi.historique else None
    dits = frozenset(indices_dits(lectures))
    if not (dits and remplacee):
        return False
    avec = (frozenset[str](), frozenset({"cadre"}), frozenset({"multi"}))
    return any(resoudre_forme(dits | complement)[0] == remplacee for complement in avec)


def _est_a_dire(etat: Etat) -> bool:
    """Tell that the form is not known yet, or asked for; else only who corrects is asked again."""
    if etat.question in SUR_LA_FORME:
        return True
    # « besoin permanent sur les deux lots », whose forms are told
    dite_par_lot = etat.faits.lots and all(lot.dit.forme_contrat for lot in etat.faits.lots)
    return not dite_par_lot and etat.faits.contrat.forme_contrat in (None, INCONNU)


def indices_dits(lectures: Iterable[Lecture]) -> list[str]:
    """Return the clues of the form that a sentence holds (`data/lecture/formes.yml`)."""
    dits = (lue.indices for lue in lectures if lue.fait == FORME and lue.nature == "indice")
    return next(dits, [])


def _sont_faibles(dits: Sequence[str]) -> bool:
    """Tell clues that may speak of something else than the form."""
    return not set(dits) - FAIBLES


def _ensemble(dits: Sequence[str], etat: Etat) -> frozenset[str]:
    """Return the clues that hold together, those said before included."""
    if etat.suivi.motif in ENTRE_PLUSIEURS:
        return frozenset(dits) | {"multi"}
    deja_dits = () if {"simple", "non_cadre"} & set(dits) else _deja_dits(dits, etat)
    avant = encore_vrais(frozenset(dits), frozenset((*etat.suivi.indices, *deja_dits)))
    return avant | frozenset(dits)


def _nomme_seulement_le_cadre(dits: Sequence[str], etat: Etat) -> bool:
    """Tell « l'accord-cadre dure un an, mais on le refait », of one whose holders are known."""
    forme = etat.faits.contrat.forme_contrat or ""
    a_un_cadre = forme.startswith(("multi_", "accord_cadre"))
    redits = DU_CADRE | ({"subsequents"} if forme == "multi_marches_subsequents" else set())
    return a_un_cadre and set(dits) <= redits and etat.question not in SUR_LA_FORME


def _redit_un_seul(dits: Sequence[str], etat: Etat) -> bool:
    """Tell « mono, je t'ai dit », of a marché: the word of frameworks makes none of it."""
    return etat.faits.contrat.forme_contrat == "marche" and set(dits) == {"mono", "attributaire"}


def _forme_redite(dits: Sequence[str], etat: Etat) -> Valeurs:
    """« C'est un marché simple », once more: nothing new, but nothing that was not understood."""
    forme, _ = resoudre_forme(frozenset(dits))
    return {FORME: forme} if forme and forme == etat.faits.contrat.forme_contrat else {}


def _discute_la_forme(etat: Etat) -> bool:
    """Tell that the form is asked about, or what an unfavorable verdict rests on."""
    plusieurs = (etat.faits.contrat.forme_contrat or "").startswith("multi_")
    en_cause = etat.suivi.avis == "defavorable" and plusieurs
    return etat.question in SUR_LA_FORME or (etat.question is None and en_cause)


def _deja_dits(dits: Sequence[str], etat: Etat) -> tuple[str, ...]:
    """Return what still holds of the form that was told.

    « Finalement un seul titulaire » keeps the framework; « et c'est un accord-cadre », the single
    holder.
    """
    forme = etat.faits.contrat.forme_contrat or ""
    if forme.startswith(("multi_", "accord_cadre")):
        return ("cadre",)
    return ("mono",) if forme == "marche" and set(dits) <= {"cadre", "bons"} else ()


def _nombre_de_titulaires(lectures: Iterable[Lecture], plie: str, etat: Etat) -> list[str]:
    """Read « 3 », « il y en aura quatre », « deux ou trois », asked how many holders there are.

    « Réunion dans 5 min », « la 7 », « ambition : les deux » count something else.
    """
    nus = (lue for lue in lectures if lue.fait == "nombre" and lue.motif in (None, FOURCHETTE))
    compte = next((lue for lue in nus if etat.question == FORME), None)
    if compte is None or not _compte_des_titulaires(compte, plie):
        return []
    dits = compte.nombres
    if dits and 1 < min(dits) <= max(dits) <= TITULAIRES_AU_PLUS:
        return ["multi"]
    # elsewhere, it may be an article
    return ["mono"] if dits == [1] and etat.suivi.motif == "titulaires" else []


def _compte_des_titulaires(compte: Lecture, plie: str) -> bool:
    suivi = APRES_UN_COMPTE.match(plie, compte.fin) is not None
    return suivi and AVANT_UN_RANG.search(plie[: compte.debut]) is None
