"""What a facilitator may ask for, once his sentence is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, TypeAlias

Genre: TypeAlias = Literal[
    "lister", "montrer", "prendre", "liberer", "passer", "demander", "repondre", "commenter",
    "avis", "clore", "rouvrir", "chiffres", "verifier", "aide",
]  # fmt: skip
# of a list
EN_ATTENTE, MIENNES, EN_RETARD, BLOQUANTES = "en_attente", "miennes", "en_retard", "bloquantes"
CLOTUREES, TERRITOIRE, DEPUIS = "cloturees", "territoire", "depuis"
# what an order may lack
DOSSIER, TEXTE, PERSONNE, RAISON = "dossier", "texte", "a", "raison"
VALEUR, DOUTE = "valeur", "doute"
# these change a request
CHANGENT = frozenset(
    {"prendre", "liberer", "passer", "demander", "repondre", "avis", "clore", "rouvrir"}
)
# these write something; the others only show
ECRIVENT = CHANGENT | {"commenter"}
SUR_UNE_DEMANDE = frozenset(
    {
        *("montrer", "prendre", "liberer", "passer", "demander", "repondre", "commenter"),
        *("avis", "clore", "rouvrir"),
    }
)


@dataclass(frozen=True)
class Reference:
    """A request as it was named: « PPS-2026-000012 », or « la 12 », of which no year is said."""

    rang: int
    annee: int | None = None

    @classmethod
    def de(cls, ecrite: str) -> Reference:
        """Read « PPS-2026-000012 », as it is kept."""
        _, annee, rang = ecrite.split("-")
        return cls(int(rang), int(annee))

    def ecrite(self, annee: int) -> str:
        """Return it whole, of a year when none was said."""
        return f"PPS-{self.annee or annee}-{self.rang:06d}"


@dataclass(frozen=True)
class Ordre:
    """An order. `manque`: what must be asked for first. `confirme`: he said that he means it.

    `doute`: it is not sure that the sentence gave it.

    `texte` goes to the buyer, or is a note; `a` is a colleague as he was named; `lieu` and `depuis`
    narrow a list; `autres` are other requests that the same is done to.
    """

    genre: Genre
    reference: Reference | None = None
    texte: str | None = None
    a: str | None = None
    valeur: str | None = None
    raison: str | None = None
    filtre: str | None = None
    lieu: str | None = None
    depuis: str | None = None
    confirme: bool = False
    doute: bool = False
    autres: tuple[Reference, ...] = ()

    @property
    def manque(self) -> str | None:
        """Return what it lacks, the reference first."""
        ecrit = self.genre in ("demander", "repondre", "commenter")
        manques = {
            DOSSIER: self.genre in SUR_UNE_DEMANDE and self.reference is None,
            TEXTE: ecrit and not self.texte,
            PERSONNE: self.genre == "passer" and not self.a,
            VALEUR: self.genre == "avis" and not self.valeur,
            RAISON: self.genre == "avis" and not self.raison,
            DOUTE: self.doute,
        }
        return next((nom for nom, manque in manques.items() if manque), None)

    def sur(self, reference: Reference | None) -> Ordre:
        """Return the same about a request, unless it names one."""
        concerne = self.genre in SUR_UNE_DEMANDE and self.reference is None
        return replace(self, reference=reference) if concerne else self

    def en_donnees(self) -> dict[str, Any]:
        """Return plain data, for a table."""
        return asdict(self)

    @classmethod
    def depuis_donnees(cls, donnees: Mapping[str, Any]) -> Ordre:
        """Rebuild from what `en_donnees` gave."""
        nommee, autres = donnees["reference"], donnees["autres"]
        reference = Reference(**nommee) if nommee else None
        lues = {"reference": reference, "autres": tuple(Reference(**autre) for autre in autres)}
        return cls(**{**donnees, **lues})
