"""Choose, among the durations of a sentence, the one that counts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.francais.symboles import Phrase
from bot.francais.texte import Texte

TRANCHES = re.compile(r"\btranches?\b(?! annuelles?)")
SUITES_OUVERTES = ("reconduction_sans_nombre", "plusieurs_durees")
# what may prolong the contract, after a duration that reads as its whole
PEUT_ETRE_PLUS = re.compile(
    r"(?: (?!parce|car |puisqu)[^ .?!;]+){0,4}? (?:ensuite|peut etre|eventuel\w*|"
    r"supplementaires?|rallong\w*|en option|optionnel\w*|"
    r"apres on (?:voit|verra|avise\w*)|\d+ autres?|(?:plus|puis|\+) une?(?=$| autre)|"
    r"autres? (?:ans?|annees?)|"
    r"(?:deux|trois|quatr|cinqu|six)ieme annee)\b"
)


@dataclass(frozen=True)
class Duree:
    """A duration found: its span of symbols, its value or None when the words leave it open."""

    debut: int
    fin: int
    mois: float | None
    ferme: float | None = None
    motif: str | None = None
    total: bool = False


def retenir(fait: str, durees: list[Duree], phrase: Phrase, texte: Texte) -> Duree:
    """Choose the duration that counts; one beside a reconduction that was not read is open."""
    retenue = _trancher(durees, phrase)
    if fait == "duree_mois" and retenue.motif is None and _peut_durer_plus(durees, phrase, texte):
        return replace(retenue, ferme=retenue.mois, mois=None, motif=suite_ouverte(texte))
    return retenue


def _peut_durer_plus(durees: list[Duree], phrase: Phrase, texte: Texte) -> bool:
    """Tell « deux ans. Il peut être reconduit… », « deux ans d'abord, deux ans ensuite »."""
    precises = [duree for duree in durees if duree.mois is not None]
    if any(duree.total or duree.ferme not in (None, duree.mois) for duree in precises):
        return False  # what may follow is counted
    if any(duree.motif in SUITES_OUVERTES for duree in durees):
        return True
    lus = {i for duree in durees for i in range(duree.debut, duree.fin)}
    for i, signe in enumerate(phrase.signes):
        # « on renouvelle un contrat de trois ans » tells no reconduction
        apres = i > durees[0].debut
        if signe == "R" and i not in lus and (apres or _qualifie(phrase, i, texte)):
            return True
    fin = phrase.espace(durees[-1].debut, durees[-1].fin)[1]
    return bool(PEUT_ETRE_PLUS.match(texte.plat, fin))


def _qualifie(phrase: Phrase, indice: int, texte: Texte) -> bool:
    """Tell « reconductible », « reconduction », said of the contract, from a verb."""
    symbole = phrase.symboles[indice]
    return bool(re.search(r"(?:[ai]ble|tion|ment)s?$", texte.plat[symbole.debut : symbole.fin]))


def _trancher(durees: list[Duree], phrase: Phrase) -> Duree:
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


def suite_ouverte(texte: Texte) -> str:
    """Tell how to ask what follows a firm part: tranches are no reconductions."""
    tranches = TRANCHES.search(texte.plat)
    return "plusieurs_durees" if tranches else "reconduction_sans_nombre"
