"""The guide as data: numbers, criteria, vigilances, questions, sources. Shapes only; no reading."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from bot.metier.modalites import Axe, Ccag, Manquement, Modalite, Perimetre
from bot.metier.valeurs import Valeur

GUIDE: Final = "guide"
"""The course of questions of `parcours.yml` that asks for everything."""
COURT: Final = "court"
"""The one that asks for what decides, and nothing else."""


@dataclass(frozen=True)
class Source:
    """Where a statement comes from; `confiance` is « haute » or « moyenne »."""

    id: str
    titre: str
    confiance: str
    repere: str
    date: datetime.date | None = None
    consulte: datetime.date | None = None


@dataclass(frozen=True)
class Parametre:
    """One number of the rules, with its unit and the source that gives it."""

    valeur: float
    unite: str
    source: str
    consulte: datetime.date


@dataclass(frozen=True)
class Critere:
    """A feasibility criterion; `raisons` maps an outcome to the guide's reason, in French."""

    id: str
    libelle: str
    source: str
    date: datetime.date
    raisons: Mapping[str, str]


@dataclass(frozen=True)
class Vigilance:
    """Something that calls for care although the recommendation is met.

    `libelle` names one that the buyer says (`data/lecture/particularites.yml`), `mots` start the
    subjects that call for it. `a_savoir`: it is said, and leaves the verdict as it is.
    """

    id: str
    source: str
    date: datetime.date
    texte: str
    libelle: str | None = None
    mots: list[str] = field(default_factory=list)
    a_savoir: bool = False


@dataclass(frozen=True)
class Question:
    """A fact to ask for, when to ask it, and the labels of its values."""

    fait: str
    libelle: str
    decisif: bool
    unite: str | None = None
    valeurs: Mapping[str, str] = field(default_factory=dict)
    quand: Mapping[str, list[str]] = field(default_factory=dict)
    sauf: Mapping[str, list[str]] = field(default_factory=dict)

    def concerne(self, faits: Mapping[str, Valeur | None]) -> bool:
        """Tell whether the fact matters, given the other facts."""
        return all(faits[fait] in valeurs for fait, valeurs in self.quand.items()) and not any(
            faits[fait] in valeurs for fait, valeurs in self.sauf.items()
        )


@dataclass(frozen=True)
class Parcours:
    """A course of questions: facts until the verdict, then decisions once it leads there.

    `facultatifs` are facts that no verdict waits for, once its other questions are answered.
    """

    faisabilite: tuple[str, ...]
    clause: tuple[str, ...] = ()
    facultatifs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bornes:
    """What a quantity, or the length of a text, can plausibly be."""

    minimum: float = 0
    maximum: float = float("inf")
    longueur_maximale: int = 0


@dataclass(frozen=True)
class QuestionDuGuide:
    """A question that has an answer: its title, the articles cited there, that of its source."""

    titre: str
    articles: frozenset[str]
    article_source: frozenset[str]


@dataclass(frozen=True)
class Seuil:
    """An amount, in euros without tax, from which the law asks more: for whom, and for what."""

    id: str
    libelle: str
    valeur: float
    types: list[str]
    acheteurs: list[str]
    source: str
    date: datetime.date


@dataclass(frozen=True)
class RegimeSocial:
    """Article L2112-2-1 as data: thresholds, days, and the words of what is bought.

    `types` maps a kind of purchase to what its subjects start with, « autre » to those that mix
    kinds; `amorces` lead to a subject.
    """

    source: str
    date: datetime.date
    jour_douteux: datetime.date
    dernier_jour_des_seuils: datetime.date
    seuils: tuple[Seuil, ...]
    seuils_sociaux: tuple[Seuil, ...]
    amorces: list[str]
    types: Mapping[str, list[str]]
    services_sociaux: list[str]


@dataclass(frozen=True)
class Referentiel:
    """All the data that the core needs. `version` identifies it in a file or a document."""

    version: str
    sources: Mapping[str, Source]
    parametres: Mapping[str, Parametre]
    criteres: Mapping[str, Critere]
    vigilances: Mapping[str, Vigilance]
    questions: tuple[Question, ...]
    parcours: Mapping[str, Parcours]
    bornes: Mapping[str, Bornes]
    axes: Mapping[str, Axe]
    modalites: Mapping[str, Modalite]
    manquements: Mapping[str, Manquement]
    ccag: Mapping[str, Ccag]
    perimetre: Mapping[str, Perimetre]
    regime_social: RegimeSocial

    @property
    def decisifs(self) -> frozenset[str]:
        """Return the facts of the contract that decide of the verdict."""
        return frozenset(question.fait for question in self.questions if question.decisif)

    def question(self, fait: str) -> Question:
        """Return the question that asks for a fact; KeyError when there is none."""
        for question in self.questions:
            if question.fait == fait:
                return question
        raise KeyError(fait)

    def attend_des_mots(self, question: str | None) -> bool:
        """Tell that actions are asked for, which the buyer may word himself."""
        modalite = self.modalites.get(question or "")
        return modalite is not None and modalite.axe is not None

    def actions_de(self, axe: str) -> Modalite:
        """Return the choice of an axis's actions; KeyError when there is no such axis."""
        for modalite in self.modalites.values():
            if modalite.axe == axe:
                return modalite
        raise KeyError(axe)
