"""What the assistant would note of labelled texts, against what a buyer's jurist would.

`python -m tests.banc.lectures` prints the table of each corpus. Texts and labels were written by
people who saw nothing of the code: `data/lecture/mentions` (the model learns from these) and
`tests/comprehension/mentions` (held out: figures only, no rule is written from it).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from bot.donnees import DONNEES, RACINE
from bot.francais.texte import Texte, plier
from bot.lecture.assemblage import accord, lecteur
from bot.lecture.formes import resoudre_forme
from bot.lecture.lectures import Lecture
from bot.lecture.mentions.accord import Accord

CORPUS = {
    "appris": DONNEES / "lecture" / "mentions",
    "tenus à part": RACINE / "tests" / "comprehension" / "mentions",
}
OBJET = "objet"
FAITS = (
    OBJET,
    "duree_mois",
    "duree_ferme_mois",
    "duree_ms_mois",
    "montant_ht",
    "forme_contrat",
    "recurrence",
)
# worst last: a text is worth its worst fact
CLASSES = ("juste", "redemandé", "redemandé à tort", "ignoré", "faux en silence")
# what the conversation asks next when it was not read, however the text was worded
DEMANDES_ENSUITE = frozenset({OBJET, "forme_contrat", "recurrence"})
DEMANDER = "demander"
# a paragraph is longer; the recapitulation before the verdict starts there too
LONG = 200
# a plain text holds nothing but the contract's own quantities, two at most
PROPRES = frozenset({"totale", "ferme", "reconduction", "maximum", "marche_subsequent", "debut"})
SEULES = 2
# « 104 semaines » are 24 months, but for the days of a month
TOLERANCE = 0.35
PETITS_MOTS = frozenset("de d du des la le les l un une".split())
Lire = Callable[[str], Iterable[Lecture]]


@dataclass(frozen=True)
class TexteLu:
    """A labelled text: its mentions (words and role), in order, and the facts to note of it.

    `objets_notes`: its author labelled subjects; else one that is read is neither right nor wrong.
    `dits`: facts that its very words tell, « récurrent », « livré chaque matin ».
    """

    texte: str
    mentions: tuple[tuple[str, str], ...]
    attendu: Mapping[str, Any]
    objets_notes: bool = True
    dits: frozenset[str] = frozenset()

    @property
    def genre(self) -> str:
        """Tell a paragraph, a plain text, or another sentence."""
        if len(self.texte) > LONG:
            return "paragraphes"
        plats = len(self.mentions) <= SEULES and all(role in PROPRES for _, role in self.mentions)
        return "plats" if plats else "phrases"


def lire_corpus(dossier: Path) -> list[TexteLu]:
    """Return the labelled texts of a folder."""
    return [texte for fichier in sorted(dossier.glob("*.yml")) for texte in _lire_fichier(fichier)]


def _lire_fichier(fichier: Path) -> list[TexteLu]:
    entrees = yaml.safe_load(fichier.read_text(encoding="utf-8"))
    objets_notes = any(OBJET in entree["attendu"] for entree in entrees)
    return [
        TexteLu(
            str(entree["texte"]),
            tuple((str(m["mot"]), str(m["role"])) for m in entree.get("mentions") or []),
            entree["attendu"],
            objets_notes,
            frozenset(entree.get("dits") or []),
        )
        for entree in entrees
    ]


def juger(texte: TexteLu, lectures: Sequence[Lecture]) -> dict[str, str]:
    """Return the class of each fact that is expected, or that was read."""
    classes = {}
    for fait in FAITS:
        if fait == "recurrence" and fait not in texte.attendu:
            continue  # seldom labelled where it only goes without saying
        if fait == OBJET and not texte.objets_notes:
            continue
        dits = _valeurs(texte.attendu.get(fait))
        lues = [lue for lue in lectures if lue.fait == fait and not lue.interrogatif]
        if fait == "duree_ferme_mois" and not dits and _est_le_tout(lues, texte):
            continue
        classe = _classe(fait, dits, lues) or _non_lu(fait, dits, texte)
        if classe != "juste" or dits:
            classes[fait] = classe
    return classes


def _est_le_tout(lues: Sequence[Lecture], texte: TexteLu) -> bool:
    """Tell a firm part that says nothing more than the whole: « 24 mois, sans reconduction »."""
    dits = _valeurs(texte.attendu.get("duree_mois"))
    return all(_egal("duree_mois", lue.valeur, dit) for lue in lues for dit in dits) and bool(dits)


def _valeurs(dit: Any) -> list[Any]:
    if dit is None:
        return []
    return list(dit) if isinstance(dit, list) else [dit]


def _classe(fait: str, dits: list[Any], lues: Sequence[Lecture]) -> str | None:
    """Return the class of what was read, or asked about; None when nothing was."""
    faits = [lue.valeur for lue in lues if lue.nature == "fait"]
    if faits:
        bons = all(any(_egal(fait, valeur, dit) for dit in dits) for valeur in faits)
        return "juste" if bons else "faux en silence"
    if any(lue.nature == "ambigu" for lue in lues) or _point_a_regler(fait, lues):
        if not dits:
            return "redemandé à tort"
        return "juste" if DEMANDER in dits else "redemandé"
    return None


def _non_lu(fait: str, dits: list[Any], texte: TexteLu) -> str:
    """Return the class of a fact of which nothing was read."""
    # what is only to be asked is asked in its turn
    if not dits or DEMANDER in dits:
        return "juste"
    if fait not in DEMANDES_ENSUITE:
        return "ignoré"
    return "redemandé à tort" if fait in texte.dits else "redemandé"


def _point_a_regler(fait: str, lues: Sequence[Lecture]) -> bool:
    """Tell words of the form that leave one point to a short question."""
    indices = {i for lue in lues if lue.nature == "indice" for i in lue.indices}
    return fait == "forme_contrat" and resoudre_forme(indices)[1] is not None


def _egal(fait: str, valeur: Any, dit: Any) -> bool:
    if fait == OBJET:
        return _sans_forme(valeur) == _sans_forme(dit)
    if isinstance(valeur, str) or isinstance(dit, str):
        return bool(valeur == dit)
    return bool(abs(valeur - dit) <= TOLERANCE)


def _sans_forme(objet: Any) -> str:
    """Return a subject without what nobody would call an error: « maintenance ascenseurs »."""
    return " ".join(m for m in re.findall(r"\w+", plier(str(objet))) if m not in PETITS_MOTS)


def mesurer(textes: Iterable[TexteLu], lire: Lire) -> dict[str, Counter[str]]:
    """Return, by fact and by kind of text, how many are of each class."""
    comptes: dict[str, Counter[str]] = {}
    for texte in textes:
        classes = juger(texte, list(lire(texte.texte)))
        # no verdict hangs on the subject, which is asked when it was not read: a row of its own
        decisives = (classe for fait, classe in classes.items() if fait != OBJET)
        pire = max(decisives, key=CLASSES.index, default="juste")
        for nom, classe in {**classes, texte.genre: pire, "tous": pire}.items():
            comptes.setdefault(nom, Counter())[classe] += 1
    return comptes


def imprimer(titre: str, comptes: Mapping[str, Counter[str]]) -> None:
    """Print a table: facts by occurrence, then texts by their worst fact."""
    print(f"\n{titre:22}{'n':>6}" + "".join(f"{classe:>18}" for classe in CLASSES))
    for nom in (*FAITS, "plats", "phrases", "paragraphes", "tous"):
        compte = comptes.get(nom, Counter())
        total = sum(compte.values())
        parts = "".join(f"{compte[classe] / (total or 1):18.1%}" for classe in CLASSES)
        print(f"  {nom:20}{total:6}{parts}")


class SansRoles(Accord):
    """Takes what rules read as it is: what the roles bring is seen beside it."""

    def trancher(self, texte: Texte, lectures: Sequence[Lecture]) -> list[Lecture]:
        """Return the same readings."""
        return list(lectures)


def dire_les_lectures() -> None:
    """Print the tables of the texts held out: by rules alone, then as the assistant reads."""
    tenus = lire_corpus(CORPUS["tenus à part"])
    regles = replace(lecteur(), accord=lambda: SansRoles(accord().modele))
    imprimer("règles seules", mesurer(tenus, regles.lire))
    imprimer("avec les rôles", mesurer(tenus, lecteur().lire))


def main() -> None:
    """Print the tables, those of the texts that the model learns from first."""
    imprimer("textes appris", mesurer(lire_corpus(CORPUS["appris"]), lecteur().lire))
    dire_les_lectures()


if __name__ == "__main__":
    main()
