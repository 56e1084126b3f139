"""Read an action of the plan in the buyer's own words, apart from those of a list."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.francais.texte import Texte, decouper, plier
from bot.lecture.selections import Selection, lire_selection

MOTS_D_UNE_ACTION = 2
MOTS_D_UNE_PHRASE = 4
# a verb with which one writes an action, not one with which one picks in a list
INFINITIF = re.compile(
    r"(?!(?:prendre|garder|choisir|ajouter|mettre|retenir|travailler|aller|partir)\b)\w+(?:er|ir|re)"
)
CHOIX_PUIS_MOTS = re.compile(
    r"(?P<choix>.+?)(?: ?[,+]| et| plus| puis){1,4} "
    rf"(?P<mots>(?P<verbe>{INFINITIF.pattern})\b.+|(?P<nouveau>des|une?)\b.+|(?:du|l[ae]s?|l['’])\b.+)",
    re.IGNORECASE,
)
QUANTIFIE = re.compile(
    r"\d ?(?:%|pour ?cent|heures?|h|femmes?|jeunes?|personnes?|embauches?|recrutements?|contrats?|"
    r"alternants?|apprentis?|stagiaires?|tuteurs?|salaries?|seances?|ateliers?|sessions?|visites?)\b"
)
LE_RESTE = re.compile(r"\b(?:reste|autres?)\b")
# « non, laissez », not « non-discrimination à l'embauche »
REFUS = re.compile(r"non(?: [,.!]| merci| laiss\w+| rien| pas| c est| juste| je|$)")
UNE_QUANTITE = re.compile(
    r"(?:\w+ ){0,2}\d+(?:\.\d+)? (?:€|euros?|ans?|mois|semaines?|jours?)"
    r"(?: (?:par|/|pour chaque|a chaque) \w+)?"
)
MODIFIE_UNE_MODALITE = re.compile(
    r"^(?:changer?|modifier?|revoir|corriger?|enlever?|supprimer?) (?:les? |la |l |mon |ma |mes )?"
    r"(?:participants?|reunions?|bilans?|suivi|penalites?|plafond|mise en demeure|ccag|axes?|duree|"
    r"interlocuteurs?|contenu|montants?)\b"
)


def couper_le_choix(
    propre: str, options: Mapping[str, Sequence[str]]
) -> tuple[tuple[str, ...], str]:
    """Cut an own action from those of the list that are chosen with it.

    « La 3 et recruter deux personnes », « la prévention, et des échauffements le matin »; when
    nothing is chosen, the words come back whole.
    """
    compose = CHOIX_PUIS_MOTS.fullmatch(propre)
    if compose is None:
        return (), propre
    choix, mots = (
        lire_selection(Texte(morceau, decouper(morceau)), options)
        for morceau in (compose["choix"], compose["mots"])
    )
    nouveau = mots.vide or compose["nouveau"]  # « un atelier… », not « l'alternance »
    en_plus = nouveau and mots.reste >= MOTS_D_UNE_ACTION
    siens = compose["verbe"] or (en_plus and not LE_RESTE.search(plier(compose["mots"])))
    return (choix.retenus, compose["mots"]) if siens and not choix.reste else ((), propre)


def est_redigee(texte: Texte, selection: Selection, libelles: Mapping[str, str]) -> bool:
    """Tell « former un tuteur par site », an own action that names those of the list.

    So does « 500 heures d'insertion par an »: a number of its own would be lost.
    """
    if selection.nommes and QUANTIFIE.search(texte.plat):
        return True
    mots = re.findall(r"[^\W\d_]+", texte.plat)
    if not (selection.nommes and mots and INFINITIF.fullmatch(mots[0])):
        return False
    nommes = plier(" ".join(libelles[nom] for nom in selection.nommes))
    siens = set(mots) - set(re.findall(r"[^\W\d_]+", nommes))
    return len(mots) >= MOTS_D_UNE_PHRASE and bool(siens)


def dit_autre_chose(texte: Texte) -> bool:
    """Tell « non, laissez », « changer les pénalités », « 3 mois », which are no actions."""
    if UNE_QUANTITE.fullmatch(texte.plat):
        return True
    return bool(REFUS.match(texte.plat) or MODIFIE_UNE_MODALITE.search(texte.plat))
