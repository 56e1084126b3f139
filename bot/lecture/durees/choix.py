"""Choose, among the durations of a sentence, the one that counts."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.francais.mots import compiler, quelque_part
from bot.francais.symboles import Phrase
from bot.francais.texte import Texte
from bot.lecture.durees.grammaire import FICHIER

TRANCHES = quelque_part(f"{FICHIER}.tranches")
QUALIFIE = compiler(r"{nom_ou_adjectif}s?$", FICHIER)
SUITES_OUVERTES = ("reconduction_sans_nombre", "plusieurs_durees")
# at most four words from the duration to what may prolong it, in the same clause
PEUT_ETRE_PLUS = compiler(r"(?: [^ .?!;]+){0,4}? {suite_possible}\b", FICHIER)
# « quatre ans : la première année est ferme, les autres sont des reconductions »
PREMIERE_ANNEE = compiler(r"\b{premiere_annee}(?= |$)", FICHIER)
PART_FERME = quelque_part(f"{FICHIER}.part_ferme")
UN_AN = 12.0


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
    if fait == "duree_mois" and PREMIERE_ANNEE.search(texte.plat) and (retenue.mois or 0) > UN_AN:
        return replace(retenue, ferme=UN_AN)
    dure_plus = _est_une_part(durees, texte) or _peut_durer_plus(durees, phrase, texte)
    if fait == "duree_mois" and retenue.motif is None and dure_plus:
        return replace(retenue, ferme=retenue.mois, mois=None, motif=suite_ouverte(texte))
    return retenue


def suite_ouverte(texte: Texte) -> str:
    """Tell how to ask what follows a firm part: tranches are no reconductions."""
    tranches = TRANCHES.search(texte.plat)
    return "plusieurs_durees" if tranches else "reconduction_sans_nombre"


def _est_une_part(durees: list[Duree], texte: Texte) -> bool:
    """Tell « la partie ferme, c'est 18 mois », where nothing else is counted."""
    seule = not any(_compte_la_suite(duree) for duree in durees)
    return seule and PART_FERME.search(texte.plat) is not None


def _peut_durer_plus(durees: list[Duree], phrase: Phrase, texte: Texte) -> bool:
    """Tell « deux ans. Il peut être reconduit… », « deux ans d'abord, deux ans ensuite »."""
    if any(_compte_la_suite(duree) for duree in durees):
        return False
    if any(duree.motif in SUITES_OUVERTES for duree in durees):
        return True
    fin = phrase.espace(durees[-1].debut, durees[-1].fin)[1]
    reconduit = _parle_de_reconduire(durees, phrase, texte)
    return reconduit or PEUT_ETRE_PLUS.match(texte.plat, fin) is not None


def _compte_la_suite(duree: Duree) -> bool:
    """Tell a duration that holds what may follow its firm part."""
    if duree.mois is None:
        return False
    return duree.total or duree.ferme not in (None, duree.mois)


def _parle_de_reconduire(durees: list[Duree], phrase: Phrase, texte: Texte) -> bool:
    """Tell that a reconduction stands outside all that was read as a duration."""
    lus = {i for duree in durees for i in range(duree.debut, duree.fin)}
    dites = [i for i, signe in enumerate(phrase.signes) if signe == "R" and i not in lus]
    # « on renouvelle un contrat de trois ans » tells no reconduction
    return any(i > durees[0].debut or _qualifie(phrase, i, texte) for i in dites)


def _qualifie(phrase: Phrase, indice: int, texte: Texte) -> bool:
    """Tell « reconductible », « reconduction », said of the contract, from a verb."""
    symbole = phrase.symboles[indice]
    return QUALIFIE.search(texte.plat[symbole.debut : symbole.fin]) is not None


def _trancher(durees: list[Duree], phrase: Phrase) -> Duree:
    """Choose among the durations of a sentence, those that it takes back left out: the total."""
    precises = _sans_les_reprises(
        [duree for duree in durees if duree.mois is not None] or durees, phrase
    )
    retenue = _seule_valeur(precises)
    if retenue is None:
        return replace(precises[-1], mois=None, motif="plusieurs_durees")
    fermes = [duree.ferme for duree in precises if duree.ferme is not None]
    return replace(retenue, ferme=min(fermes, default=None))


def _sans_les_reprises(durees: list[Duree], phrase: Phrase) -> list[Duree]:
    """Return what follows the last correction: « deux ans, pardon, trois ans, oui, trois ans »."""
    for rang in range(len(durees) - 1, 0, -1):
        if "C" in phrase.signes[durees[rang - 1].fin : durees[rang].debut]:
            return durees[rang:]
    return durees


def _seule_valeur(precises: list[Duree]) -> Duree | None:
    """Return the last when all say the same, else the last that counts everything."""
    if len({(duree.mois, duree.motif) for duree in precises}) == 1:
        return precises[-1]
    return next((duree for duree in reversed(precises) if duree.total), None)
