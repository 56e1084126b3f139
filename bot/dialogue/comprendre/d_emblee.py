"""What a message is meant as by itself, before the file is looked at: what Rasa is told too."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bot.dialogue.comprendre.parties import (
    QuestionFinale,
    est_une_interjection,
    est_une_question_parmi_d_autres,
    parties,
    question_finale,
)
from bot.dialogue.comprendre.probable import INCOMPRIS
from bot.lecture.comparaison import couper_en_deux
from bot.lecture.lectures import Lecture

# labels with how likely each is, the likeliest first; « faq/lot » is a question of the guide
Rangs: TypeAlias = Sequence[tuple[str, float]]
QUESTION_DU_GUIDE = "faq/"
# the labels after these are all but impossible
RANGS_RETENUS = 10
# fewer words are no request of their own
MOTS_D_UNE_DEMANDE = 3
# intents, by how their names begin, that may answer before something is asked
REPONDENT = (
    *("dire_", "informer", "affirmer", "nier"),
    *("passer", "prendre_defaut", "refuser_de_dire"),
)
# « je ne sais pas, c'est quoi un lot ? » gives no answer: the question asks for help to give one
HESITE = "ne_sait_pas"
# « si c'était 3 ans, c'est quoi la différence ? » states nothing
SUPPOSE = "supposer"
# intents that a fact plainly stated overrules: they say less than it does
SANS_CONTENU = frozenset(
    {INCOMPRIS, "hors_sujet", "bavarder", "saluer", "remercier", "autre_langue"}
)


@dataclass(frozen=True)
class Parse:
    """What a message is meant as by itself. `reponse`: what it says before the question it ends on.

    `demandes`: what its other parts ask, as (text, label, confidence).
    """

    intention: str
    confiance: float
    question_du_guide: str | None
    classement: Rangs
    lectures: tuple[Lecture, ...]
    demandes: tuple[tuple[str, str, float], ...] = ()
    reponse: str | None = None


def d_emblee(
    texte: str,
    classer: Callable[[str], Rangs],
    lire: Callable[[str], tuple[Lecture, ...]],
    seuils: Mapping[str, float],
) -> Parse:
    """Decide by the model's likeliest label, the message's parts, and the facts that it states."""
    finale = _question_finale(texte, lire)
    question = _question_sure(finale, classer, seuils)
    rangs: Rangs = ()
    demandes: tuple[tuple[str, str, float], ...] = ()
    reponse = None
    if finale and question:
        dits = classer(finale.reponse)
        if _repond(dits[0], lire(finale.reponse), seuils):
            rangs, demandes, reponse = dits, (question,), finale.reponse
        elif finale.entiere or dits[0][0] == HESITE:
            rangs = classer(finale.question)
    rangs = (rangs or classer(texte))[:RANGS_RETENUS]
    demandes = demandes or _demandes(texte, rangs[0][0], classer)
    return _avec_les_faits(rangs, lire(reponse or texte), demandes, reponse, seuils)


def _question_finale(
    texte: str, lire: Callable[[str], tuple[Lecture, ...]]
) -> QuestionFinale | None:
    """Return the question that ends a message; « …, lequel convient ? » asks nothing by itself."""
    finale = None if couper_en_deux(texte, lire) else question_finale(texte)
    if finale and "?" not in finale.question and _affirme(lire(finale.question)):
        return None  # « un an, et on peut le reconduire trois fois un an » is told, whole
    return finale


def _repond(
    rang: tuple[str, float], lues: tuple[Lecture, ...], seuils: Mapping[str, float]
) -> bool:
    """Tell what answers, or states a fact, before the question that ends a message."""
    nom, confiance = rang
    suppose = nom.startswith((QUESTION_DU_GUIDE, SUPPOSE))
    repond = nom.startswith(REPONDENT) and confiance >= seuils["question_finale"]
    return repond or (_affirme(lues) and not suppose)


def _affirme(lues: tuple[Lecture, ...]) -> bool:
    return any(lue.nature == "fait" and not lue.interrogatif for lue in lues)


def _question_sure(
    finale: QuestionFinale | None, classer: Callable[[str], Rangs], seuils: Mapping[str, float]
) -> tuple[str, str, float] | None:
    """Return the question of the guide that ends a message, if it surely is one."""
    if finale is None:
        return None
    nom, confiance = classer(finale.question)[0]
    sure = nom.startswith(QUESTION_DU_GUIDE) and confiance >= seuils["question_finale"]
    return (finale.question, nom, confiance) if sure else None


def _demandes(
    texte: str, principale: str, classer: Callable[[str], Rangs]
) -> tuple[tuple[str, str, float], ...]:
    """Classify the parts of a message; leave out those that say what the whole says.

    A question is taken as a whole sentence: « les pénalités, c'est obligatoire ? » is one; in
    « c'est quoi, et est-ce que c'est obligatoire ? », there are two.
    """
    demandes: dict[str, tuple[str, str, float]] = {}
    for partie, phrase in parties(texte):
        breve = len(partie.split()) < MOTS_D_UNE_DEMANDE or est_une_interjection(partie)
        if partie == texte.strip() or breve:
            continue
        nom, confiance = classer(partie)[0]
        hors_phrase = partie != phrase and nom.startswith(QUESTION_DU_GUIDE)
        hors_phrase = hors_phrase and not est_une_question_parmi_d_autres(partie, phrase)
        if confiance and nom != principale and not hors_phrase:
            demandes.setdefault(nom, (partie, nom, confiance))
    return tuple(demandes.values())


def _avec_les_faits(
    rangs: Rangs,
    lectures: tuple[Lecture, ...],
    demandes: tuple[tuple[str, str, float], ...],
    reponse: str | None,
    seuils: Mapping[str, float],
) -> Parse:
    """Take the likeliest label, if likely enough, unless a fact that is read says more."""
    etiquette, confiance = rangs[0]
    if confiance < seuils["compris"]:
        etiquette, confiance = INCOMPRIS, seuils["compris"]
        rangs = ((etiquette, confiance), *rangs)
    intention, _, question = etiquette.partition("/")
    # « mon chat miaule tous les matins » says nothing of a contract
    ailleurs = intention == "hors_sujet" and confiance >= seuils["hors_sujet_malgre_un_fait"]
    if _affirme(lectures) and intention in SANS_CONTENU and not ailleurs:
        intention, confiance = "informer", 1.0
    du_guide = etiquette if question else None
    return Parse(intention, confiance, du_guide, rangs, lectures, demandes, reponse)
