"""What is decided after the verdict, as data: axes, modalities, breaches, CCAG. Shapes only."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.metier.valeurs import Unite, Valeur

Genre = Literal[
    "choix", "liste", "actions", "delai", "pourcentage", "numero", "texte", "date", "revue"
]
# the kinds of decision that are made by ticking; « actions » is the list of an axis's
A_COCHER = frozenset({"liste", "actions", "revue"})
Condition = Literal["pas_demande", "pas_vide"]
"""What must be true of another decision: it was not asked for yet; its list was not left empty."""
Calcul = Literal["axes_proposes", "actions_proposees", "manquements_du_plan", "ccag_de_l_objet"]
"""A default that hangs on the rest of the file (`CALCULS` in `bot.metier.clause`)."""


@dataclass(frozen=True)
class Indicateur:
    """How an action is measured: what is counted, its unit, its base, what proves it."""

    libelle: str
    unite: str
    base: str
    preuve: str
    source: str


@dataclass(frozen=True)
class Action:
    """A concrete action of an axis.

    `guide` is the guide's own item; `redaction` follows « Le titulaire » in the clause; `en_clair`
    says what it means; `insertion`, that it presupposes people in insertion.
    """

    id: str
    libelle: str
    guide: str
    redaction: str
    en_clair: str
    mots: list[str]
    indicateurs: tuple[Indicateur, ...]
    par_defaut: bool = False
    insertion: bool = False
    a_savoir: str | None = None


@dataclass(frozen=True)
class Convenance:
    """Words of a contract's subject that an axis fits, and why."""

    mots: list[str]
    raison: str


@dataclass(frozen=True)
class Axe:
    """One of the guide's four axes; `ambition` is the side of the guide's 1.2 that it stands on."""

    id: str
    libelle: str
    court: str
    ambition: str
    lie_a_l_insertion: bool
    source: str
    date: datetime.date
    mots: list[str]
    convient: tuple[Convenance, ...]
    raison: str
    actions: tuple[Action, ...]


@dataclass(frozen=True)
class Modalite:
    """A decision of the buyer about the clause.

    `valeurs` maps choices, or items of a list, to their labels; of a « revue », the decisions that
    it shows and that keep their default unless named. `defaut` is what « par défaut » takes, or
    `defaut_calcule` names what works it out; with neither, nothing can be proposed. `source` says
    where it comes from. `libre`: the buyer may add words of his own to the list. `axe`: the one
    whose actions are chosen. `quand`: it is only asked for when this is true of other decisions.
    `unite`: that of a number said without one. `sans_oui`: « oui » does not accept the default.
    `presentee`: its values and default are shown before its question. `decisive`: it is only asked
    for when it decides whether article L2112-2-1 bears on the contract. `spontanee`: it is taken
    when it is said, and never asked for.
    """

    fait: str
    libelle: str
    genre: Genre
    source: str
    date: datetime.date
    valeurs: Mapping[str | bool, str] = field(default_factory=dict)
    defaut: Valeur | None = None
    defaut_calcule: Calcul | None = None
    libre: bool = False
    axe: str | None = None
    quand: Mapping[str, Condition] = field(default_factory=dict)
    unite: Unite | None = None
    sans_oui: bool = False
    presentee: bool = False
    decisive: bool = False
    spontanee: bool = False

    @property
    def items(self) -> list[str]:
        """Return the items of a list, or what a review shows, in their order."""
        return [str(valeur) for valeur in self.valeurs]


@dataclass(frozen=True)
class Manquement:
    """A breach that a penalty may sanction; `indicatif` tells an amount seen, and where.

    `echeance`: by when, as the clause writes it; {elaboration} and {suivi} stand for its articles.

    Of a breach that only makes sense with some actions of an axis, `axe` and `actions` name them.
    `en_retard`: the one that is meant when something is late, and nothing says what. `autrement`:
    how another unit than `par` is written, {periode} being what the buyer said; None where there
    is none. `a_l_unite`: what one of it costs, where `par` counts a period.
    """

    id: str
    court: str
    libelle: str
    echeance: str
    par: str
    source: str
    date: datetime.date
    mots: list[str]
    par_defaut: bool = True
    axe: str | None = None
    actions: list[str] = field(default_factory=list)
    indicatif: str | None = None
    en_retard: bool = False
    autrement: str | None = None
    a_l_unite: str | None = None

    @property
    def a_un_delai(self) -> bool:
        """Tell a breach that is late by a period, as its own unit says."""
        return bool(self.autrement) and self.par == (self.autrement or "").format(periode="jour")


@dataclass(frozen=True)
class Ccag:
    """A CCAG of 2021 with its articles, None where the source is not sure.

    `intitule`: which public contracts it is for; `penalites_retard`: the part of its article on
    penalties that is about delays.

    `achats`: the kinds of purchase it is written for. `mots` are the words of a contract's subject
    for which it is proposed, `par_defaut` the one that is proposed for any other.
    """

    id: str
    nom: str
    intitule: str
    penalites: str
    penalites_retard: str
    achats: list[str]
    source: str
    date: datetime.date
    insertion: str | None = None
    insertion_penalites: str | None = None
    mots: list[str] = field(default_factory=list)
    par_defaut: bool = False


@dataclass(frozen=True)
class Perimetre:
    """Why a wish cannot be an obligation of the plan, and what may be written in its place.

    `redactions` maps an axis to a lawful, measurable sentence.
    """

    id: str
    source: str
    date: datetime.date
    raison: str
    redactions: Mapping[str, str]
