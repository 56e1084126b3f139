"""Cut a sentence into clauses, and tell what each is worth: said, in passing, given up, not ours.

« Multi-attributaire, parce qu'un seul n'aurait pas pu suivre »: the reason does not undo what it
explains. « Le précédent était un accord-cadre, là c'est un marché »: only the second is ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.francais.mots import compiler, quelque_part, telle_quelle

Portee = Literal["dit", "appoint", "abandon", "irreel"]
FICHIER = "francais/propositions"
FORTES = frozenset(".;:!?()\n")
# after these signs, nothing was said yet
DEBUTS_DE_PHRASE = frozenset(".;!?\n")
RELATIVE = compiler(r" ?{relatifs}\b", FICHIER)
CONDITIONNEL = quelque_part(f"{FICHIER}.conditionnel")
IMPARFAIT = quelque_part(f"{FICHIER}.imparfait")
SUPPOSITION = compiler(r"{suppositions}(?!\S)", FICHIER)
COORDINATION = telle_quelle(f"{FICHIER}.coordination")
APPOINT, CONTRASTE, TOURNANT, AILLEURS, ABANDON = (
    compiler(rf"(?<!\S){{{nom}}}(?!\S)", FICHIER)
    for nom in ("appoints", "contrastes", "tournants", "autres_contrats", "abandons")
)
COUPURE = compiler(
    r"(?<!\S)(?:[,;:.!?()\n]|{appoints}|{contrastes}|{tournants}|{coordination}"
    r"|{ouvertures_de_supposition})(?!\S)",
    FICHIER,
)


@dataclass(frozen=True)
class Proposition:
    """A clause: its span in `plat`, what it is worth."""

    debut: int
    fin: int
    portee: Portee


def propositions(plat: str) -> list[Proposition]:
    """Cut a sentence into clauses, each with what it is worth."""
    coupures = list(COUPURE.finditer(plat))
    bornes = [0, *(c.start() for c in coupures), len(plat)]
    mots = ["", *(c.group() for c in coupures)]
    trouvees: list[Proposition] = []
    portee: Portee = "dit"
    en_tete = dite = False  # the clause opens the sentence; something was said before it
    for mot, debut, fin in zip(mots, bornes, bornes[1:], strict=False):
        contenu = plat[debut + len(mot) : fin]
        if _est_un_tournant(mot):
            portee, dite = "dit", dite and mot not in DEBUTS_DE_PHRASE
        elif ouverte := _ouverture(mot, plat, debut, fin):
            portee, en_tete = ouverte, not dite
        elif _revient(mot, contenu, plat[:debut], de_passage=en_tete or portee == "irreel"):
            portee = "dit"
        trouvees.append(Proposition(debut, fin, _propre(contenu, portee)))
        dite = dite or bool(contenu.strip())
    return _supposees(trouvees, plat)


def _est_un_tournant(mot: str) -> bool:
    return mot in FORTES or TOURNANT.fullmatch(mot) is not None


def _ouverture(mot: str, plat: str, debut: int, fin: int) -> Portee | None:
    """Return what a word opens: another contract, a supposition, a reason.

    « Et si c'était un accord-cadre, récurrent ? » is supposed of ours, and opposed to nothing.
    """
    if CONTRASTE.fullmatch(mot):
        return "irreel"
    if SUPPOSITION.fullmatch(mot):
        # « si possible » supposes nothing
        suppose = IMPARFAIT.search(plat, debut + len(mot), fin) and CONDITIONNEL.search(plat)
        return "irreel" if suppose else None
    return "appoint" if APPOINT.fullmatch(mot) else None


def _propre(contenu: str, portee: Portee) -> Portee:
    """Return what a clause is worth by its own words, in a stretch worth `portee`."""
    if ABANDON.search(contenu):
        return "abandon"
    passe = bool(IMPARFAIT.search(contenu))
    if portee == "irreel" or not (passe or AILLEURS.search(contenu)):
        return portee
    # « c'était récurrent, c'est devenu ponctuel »: what was gives way to what is
    return "irreel" if passe and AILLEURS.search(contenu) else "appoint"


def _revient(mot: str, contenu: str, avant: str, *, de_passage: bool) -> bool:
    """Tell that a comma, or « , et », ends what was opened.

    A reason given after what it explains goes on over commas: « …, parce qu'un seul, ici, … ».
    """
    if COORDINATION.fullmatch(mot):
        return avant.endswith(", ")
    return mot == "," and de_passage and not RELATIVE.match(contenu)


def _supposees(propositions: list[Proposition], plat: str) -> list[Proposition]:
    """« Ce serait isolé s'il n'y avait qu'une livraison »: what a « si » makes unreal before it."""
    suppose = any(p.portee == "irreel" and SUPPOSITION.match(plat, p.debut) for p in propositions)
    return [
        Proposition(p.debut, p.fin, "irreel")
        if suppose and CONDITIONNEL.search(plat, p.debut, p.fin)
        else p
        for p in propositions
    ]
