"""What form a whole text tells, as a learned model sees it: held against what rules read.

Sure, or asked, never guessed: where both agree the form is taken; where the model is sure it
decides; where nothing is sure, the form is asked. Learnt by `bot/nlu/formes.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.francais.mots import compiler, liste, quelque_part
from bot.francais.texte import Texte
from bot.lecture.formes import resoudre_forme
from bot.lecture.jugement import Jugement
from bot.lecture.lectures import Lecture
from bot.lecture.mentions.phrase import MOTS_D_UNE_LONGUE_PHRASE
from bot.lecture.tableaux import Tableaux, ecrire, lire

FICHIER = "lecture/formes"
FORME = "forme_contrat"
# issues beside the forms: the text tells none, or leaves it open
RIEN, DEMANDER = "rien", "demander"
# each form in the clues of `data/lecture/formes.yml`
INDICES = {
    "marche": ["simple"],
    "accord_cadre_mono": ["cadre", "mono"],
    "multi_bons_de_commande": ["bons", "cadre", "multi"],
    "multi_marches_subsequents": ["cadre", "multi", "subsequents"],
}
SUBSEQUENTS = "subsequents"
MULTI = ("multi_bons_de_commande", "multi_marches_subsequents")
DE_CADRE = ("accord_cadre_mono", *MULTI)
# several of a trade, whichever it is, and the words around which the form is told
QUI = compiler(r"(?:{titulaire}|(?=[a-z]+s$){metiers}|{candidat})", FICHIER)
QUI_SIGNE = quelque_part(f"{FICHIER}.qui_signe")
AUTOUR = frozenset(liste(f"{FICHIER}.autour"))
# so many words are seen on each side; a few numbers count holders, the others nothing of the form
PORTEE, QUELQUES = 6, 20
# thresholds, chosen on texts of authors that nothing was learnt from: the model decides alone from
# there on; drops what rules read where it most likely tells nothing; a point is sure
SEUL, SANS, SUR = 0.9, 0.7, 0.9
# … and what rules read must be as likely as this, a simple marché more than others: « un seul
# cabinet » may well be a framework's. In few words, rules know nearly all that can be said
ACCORD, ACCORD_SUR_UN_MARCHE, ACCORD_EN_PEU_DE_MOTS, PEU_DE_MOTS = 0.4, 0.6, 0.02, 24


def traits(texte: Texte) -> frozenset[str]:
    """Return what is seen of a text around the words of the form; nothing where none stands."""
    mots = [_genre(jeton.forme) for jeton in texte.jetons]
    ancres = [place for place, mot in enumerate(mots) if mot in AUTOUR or mot == "QUI"]
    return frozenset(_vus(mots, ancres))


def _genre(mot: str) -> str:
    """Return a word as it is seen: one, some, a large number, a trade, or itself."""
    if mot in ("un", "une", "1"):
        return "UN"
    if mot.isdecimal():
        return "N" if int(mot) <= QUELQUES else "9"
    return "N" if mot == "plusieurs" else "QUI" if QUI.fullmatch(mot) else mot


def _vus(mots: Sequence[str], ancres: Sequence[int]) -> Iterator[str]:
    for ancre in ancres:
        autour = range(max(ancre - PORTEE, 0), min(ancre + PORTEE + 1, len(mots)))
        for place in autour:
            cote = "<" if place < ancre else ">"
            yield f"{mots[ancre]}{cote}{mots[place]}"
            yield from (f"{n}={' '.join(mots[place : place + n])}" for n in (1, 2, 3))
            yield f"_={mots[place]} {' '.join(mots[place + 2 : place + 3])}"
    yield from map("&".join, combinations(sorted({mots[ancre] for ancre in ancres}), 2))


@dataclass(frozen=True)
class ModeleDesFormes:
    """Of each issue, how likely it is by what is seen of a text."""

    issues: Mapping[str, Jugement]

    def parts(self, vus: Set[str]) -> Mapping[str, float]:
        """Return how likely each issue is by what is seen of a text."""
        parts = {nom: jugement.part(vus) for nom, jugement in self.issues.items()}
        somme = sum(parts.values())
        return {nom: part / somme for nom, part in parts.items()}

    def enregistrer(self, fichier: Path) -> None:
        """Write the model to a file."""
        tableaux: dict[str, npt.NDArray[np.generic]] = {"issues": np.array(list(self.issues))}
        for nom, jugement in self.issues.items():
            tableaux |= jugement.en_tableaux(nom)
        ecrire(fichier, tableaux)

    @classmethod
    def charger(cls, fichier: Path) -> ModeleDesFormes:
        """Read a model that `enregistrer` wrote."""
        return lire(fichier, lambda lus: cls(_issues(lus)))


def _issues(lus: Tableaux) -> dict[str, Jugement]:
    return {nom: Jugement.des_tableaux(lus, nom) for nom in lus["issues"].tolist()}


@dataclass(frozen=True)
class AccordDesFormes:
    """Holds what rules read of the form against the model, read when it is first needed."""

    modele: Callable[[], ModeleDesFormes]

    def trancher(self, texte: Texte, lues: Sequence[Lecture]) -> list[Lecture]:
        """Return the readings of the form: confirmed, replaced, dropped or in doubt."""
        if len(texte.jetons) < MOTS_D_UNE_LONGUE_PHRASE or not (vus := traits(texte)):
            return list(lues)
        parts = self.modele().parts(vus)
        issue = max(parts, key=lambda nom: parts[nom])
        regles = selon_les_regles(lues)
        if regles != RIEN and _part(regles, parts, texte) >= _accord(regles, texte):
            return list(lues)
        place = _place(lues, texte)
        if issue in INDICES and parts[issue] >= SEUL:
            indices = Lecture(FORME, INDICES[issue], *place, nature="indice")
            return [indices, Lecture(FORME, issue, *place)]
        # « marchés subséquents » says of what it speaks, unless it surely is a rule that is told
        subsequents = SUBSEQUENTS in _indices(lues)
        if regles != RIEN and parts[RIEN] >= (SEUL if subsequents else SANS):
            return []
        if subsequents or regles in (RIEN, DEMANDER):
            return list(lues)
        return [Lecture(FORME, _en_doute(parts), *place, nature="indice")]


def _accord(regles: str, texte: Texte) -> float:
    """Return how likely what rules read must be: the more words, the more."""
    if len(texte.jetons) < PEU_DE_MOTS:
        return ACCORD_EN_PEU_DE_MOTS
    return ACCORD_SUR_UN_MARCHE if regles == "marche" else ACCORD


def _part(regles: str, parts: Mapping[str, float], texte: Texte) -> float:
    """Return how likely it is that what rules read holds.

    « Un seul titulaire » tells one holder in the law's own word: only several would make it wrong.
    """
    nomme = regles == "marche" and QUI_SIGNE.search(texte.plat)
    compatibles = ("marche", "accord_cadre_mono", RIEN) if nomme else (regles,)
    return sum(parts.get(nom, 0.0) for nom in compatibles)


def selon_les_regles(lues: Sequence[Lecture]) -> str:
    """Return the issue that rules read."""
    dite = next((str(lue.valeur) for lue in lues if lue.nature == "fait"), None)
    return dite or (DEMANDER if resoudre_forme(_indices(lues))[1] else RIEN)


def _indices(lues: Sequence[Lecture]) -> frozenset[str]:
    return frozenset(i for lue in lues if lue.nature == "indice" for i in lue.indices)


def _en_doute(parts: Mapping[str, float]) -> list[str]:
    """Return the clues of what is surely told: the rest is asked."""
    dite = 1 - parts[RIEN] - parts[DEMANDER]
    if sum(parts[forme] for forme in MULTI) >= SUR * dite:
        return ["cadre", "multi"]
    if sum(parts[forme] for forme in DE_CADRE) >= SUR * dite:
        return ["cadre", "un_ou_plusieurs"]
    return ["marche_ou_cadre"]


def _place(lues: Sequence[Lecture], texte: Texte) -> tuple[int, int]:
    """Return where the form is told: as rules say, or anywhere."""
    return (lues[0].debut, lues[0].fin) if lues else (0, len(texte.brut))
