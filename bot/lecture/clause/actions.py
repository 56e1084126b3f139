"""Read an action of the plan in the buyer's own words, apart from those of a list."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.francais.mots import compiler, quelque_part, telle_quelle
from bot.francais.texte import Texte, decouper, plier
from bot.lecture.clause.selections import Selection, lire_selection

FICHIER = "lecture/actions"
# « et deux ateliers » is an action; « et la santé » names one
MOTS_D_UNE_ACTION = 2
# shorter, a verb and a name pick in the list: « faire du tutorat »
MOTS_D_UNE_PHRASE = 4
MOT = re.compile(r"[^\W\d_]+")
# « et », « les » add nothing to the names of a list
LETTRES_D_UN_MOT = 4
UN_INFINITIF = r"(?!{choisir}\b|{lecture/obligations.pas_un_verbe}\b)\w+{infinitif}"
INFINITIF = compiler(UN_INFINITIF, FICHIER)
# between what is chosen and an own action
LIAISON = compiler(r"(?i:{liaison}{1,4} (?:{en_plus}[ ,:]*)*)", FICHIER)
SES_MOTS = compiler(
    # as typed, whatever the case
    rf"(?i)(?P<verbe>(?:{UN_INFINITIF}\b|\d+ ?{{quantites}}(?!\w)).+)|"
    rf"(?P<nouveau>{{nouveau}})\b.+|{{article}}\b.+",
    FICHIER,
)
# between two actions, each of which starts with a verb, a number, or « que »
ENTRE_ACTIONS = compiler(r"(?i:; ?(?:et )?|, et |\. )(?=\S)", FICHIER)
ENTRE_NOMMEES = re.compile(r"[;,] ?(?:et )?(?=\S)", re.IGNORECASE)
CHIFFREE = compiler(r"\d|\b{une_fois}\b", FICHIER)
A_PART = compiler(
    rf"(?:{{francais/tournures.souhait_verbe}} )?(?:{UN_INFINITIF}\b.*\w|\d+ \w+ .+|qu(?:e |').+)",
    FICHIER,
)
DE_SUITE = compiler(r"\b{de_suite} ", FICHIER)
QUANTIFIE = compiler(r"\d ?{quantites}(?!\w)", FICHIER)
PAR_DEFAUT = compiler(r"(?i:\b{par_defaut}\b)", FICHIER)
LE_RESTE = quelque_part(f"{FICHIER}.le_reste")
REFUS = telle_quelle(f"{FICHIER}.refus")
# at most two words before the number: « environ 3 mois », « une pénalité de 50 € »
UNE_QUANTITE = compiler(r"(?:\w+ ){0,2}\d+(?:\.\d+)? {mesures}(?: {par} \w+)?", FICHIER)
DU_CONTRAT = quelque_part(f"{FICHIER}.du_contrat")
MODIFIE_UNE_MODALITE = compiler(r"^{modifier} (?:{articles})?{modalites}\b", FICHIER)


def couper_le_choix(
    propre: str, options: Mapping[str, Sequence[str]], defaut: Sequence[str] = ()
) -> tuple[tuple[str, ...], str]:
    """Cut an own action from those of the list that are chosen with it.

    « La 3 et recruter deux personnes », « la prévention, et des échauffements le matin »; when
    nothing is chosen, the words come back whole.
    """
    for liaison in LIAISON.finditer(propre):
        siens = SES_MOTS.fullmatch(propre, liaison.end())
        if (
            siens
            and DE_SUITE.match(plier(siens[0]))
            and DE_SUITE.search(plier(propre[: liaison.start()]))
        ):
            continue  # « prévention des TMS et des troubles du dos » says what is prevented
        if siens and (siens["verbe"] or _est_en_plus(siens, options)):
            choisis = _choisis(propre[: liaison.start()], options, defaut)
            if choisis:
                return choisis, siens[0]
    return (), propre


def _choisis(
    dit: str, options: Mapping[str, Sequence[str]], defaut: Sequence[str]
) -> tuple[str, ...]:
    """Return what words pick in a list, when they say nothing else."""
    sans, par_defaut = PAR_DEFAUT.subn(" ", dit)
    choix = lire_selection(Texte(sans, decouper(sans)), options)
    gardes = {*choix.retenus, *(defaut if par_defaut else ())}
    return () if choix.reste else tuple(item for item in options if item in gardes)


def prend_le_defaut(texte: Texte) -> bool:
    """Tell « par défaut, plus l'illettrisme », which adds to what is proposed."""
    return PAR_DEFAUT.search(texte.brut) is not None


def couper_les_actions(propre: str, options: Mapping[str, Sequence[str]]) -> list[str]:
    """Cut « former 2 tuteurs, et 3 visites par an », each part of which says what it counts.

    « Formations : 35 h par an, tutorat une fois par semaine » too: each names one of the list.
    """
    parts = [part.strip(" ,;.") for part in ENTRE_ACTIONS.split(propre)]
    if all(A_PART.match(plier(part)) for part in parts):
        return parts
    parts = [part.strip(" ,;.") for part in ENTRE_NOMMEES.split(propre)]
    nommees = (lire_selection(Texte(part, decouper(part)), options) for part in parts)
    chiffrees = (
        lue.nommes and CHIFFREE.search(plier(p)) for p, lue in zip(parts, nommees, strict=True)
    )
    return parts if all(chiffrees) else [propre]


def _est_en_plus(siens: re.Match[str], options: Mapping[str, Sequence[str]]) -> bool:
    """Tell « un atelier… », « la cantine… », from « l'alternance », « et les autres »."""
    mots = lire_selection(Texte(siens[0], decouper(siens[0])), options)
    nouveau = mots.vide or siens["nouveau"]
    # « un vestiaire femmes » names women, and is about a cloakroom
    debut = " ".join(siens[0].split()[:2])
    tete = siens["nouveau"] and lire_selection(Texte(debut, decouper(debut)), options).vide
    autre = tete and len(siens[0].split()) > MOTS_D_UNE_ACTION
    assez_dit = nouveau and (mots.reste >= MOTS_D_UNE_ACTION or autre)
    return bool(assez_dit) and not LE_RESTE.search(plier(siens[0]))


def est_redigee(texte: Texte, selection: Selection, libelles: Mapping[str, str]) -> bool:
    """Tell « former un tuteur par site », an own action that names those of the list.

    So does « 500 heures d'insertion par an »: a number of its own would be lost.
    """
    if selection.nommes and QUANTIFIE.search(texte.plat):
        return True
    mots = MOT.findall(texte.plat)
    if not (selection.nommes and mots and INFINITIF.fullmatch(mots[0])):
        return False
    nommes = plier(" ".join(libelles[nom] for nom in selection.nommes))
    siens = {mot for mot in mots if len(mot) >= LETTRES_D_UN_MOT} - {*MOT.findall(nommes)}
    return len(mots) >= MOTS_D_UNE_PHRASE and bool(siens)


def parle_du_contrat(texte: Texte) -> bool:
    """Tell « révision plafonnée à 3 % », « plusieurs titulaires », which the plan is not about."""
    return DU_CONTRAT.search(texte.plat) is not None


def dit_autre_chose(texte: Texte) -> bool:
    """Tell « non, laissez », « changer les pénalités », « 3 mois », which are no actions."""
    if UNE_QUANTITE.fullmatch(texte.plat):
        return True
    return bool(REFUS.match(texte.plat) or MODIFIE_UNE_MODALITE.search(texte.plat))
