"""What is known of a file: the contract, its lots, and what was decided about the clause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.metier.contrat import FAITS_DU_CONTRAT, Contrat, Lot
from bot.metier.referentiel import Referentiel
from bot.metier.valeurs import Valeur, lire_valeur

# decided besides the cards: the amounts by breach, and that the buyer goes on to the clause
# although the verdict is not favorable
SANS_CARTE = ("montants", "poursuivre")
LOTS = "lots"


def fait_des_actions(axe: str) -> str:
    """Return the name of the decision that holds the actions of an axis."""
    return f"actions_{axe}"


@dataclass(frozen=True, eq=False)
class Faits(Mapping[str, Valeur | None]):
    """Everything known of a file; as a mapping, facts and decisions by name, lots apart.

    A value is None while not asked for, `INCONNU` when left open. `decisions` holds one entry per
    `Modalite`, then `SANS_CARTE`. Nothing changes in place: `avec` returns others.
    """

    contrat: Contrat
    decisions: Mapping[str, Valeur | None]
    lots: tuple[Lot, ...] = ()

    @classmethod
    def depuis(cls, donnees: Mapping[str, object], referentiel: Referentiel) -> Faits:
        """Rebuild from what `en_donnees` gave; names that no card bears any more are left out."""
        noms = (*referentiel.modalites, *SANS_CARTE)
        lots = donnees.get(LOTS)
        return cls(
            Contrat.depuis(donnees),
            {nom: lire_valeur(donnees.get(nom)) for nom in noms},
            tuple(Lot.depuis(lot) for lot in lots) if isinstance(lots, list) else (),
        )

    def en_donnees(self) -> dict[str, object]:
        """Return what is known as plain data, to be kept as JSON."""
        connus: dict[str, object] = {nom: v for nom, v in self.items() if v is not None}
        return {**connus, LOTS: [lot.en_donnees() for lot in self.lots]} if self.lots else connus

    def avec(self, changements: Mapping[str, Valeur | None]) -> Faits:
        """Return the same with some facts and decisions replaced; KeyError for an unknown name."""
        if inconnus := changements.keys() - self.keys():
            raise KeyError(*sorted(inconnus))
        return replace(
            self,
            contrat=Contrat.depuis({**self.contrat.faits(), **changements}),
            decisions={nom: changements.get(nom, v) for nom, v in self.decisions.items()},
        )

    def differences(self, autres: Faits) -> dict[str, Valeur | None]:
        """Return the values, as they are here, of what differs from other facts."""
        return {nom: valeur for nom, valeur in self.items() if valeur != autres[nom]}

    def __getitem__(self, nom: str) -> Valeur | None:
        if nom not in FAITS_DU_CONTRAT:
            return self.decisions[nom]
        valeur = getattr(self.contrat, nom)
        return list(valeur) if isinstance(valeur, tuple) else valeur

    def __iter__(self) -> Iterator[str]:
        yield from FAITS_DU_CONTRAT
        yield from self.decisions

    def __len__(self) -> int:
        return len(FAITS_DU_CONTRAT) + len(self.decisions)

    def __eq__(self, autre: object) -> bool:
        lots = autre.lots if isinstance(autre, Faits) else ()
        return self.lots == lots and super().__eq__(autre)

    __hash__ = None  # type: ignore[assignment]  # lists stand in it

    @property
    def etape(self) -> str | None:
        """Return the stage of the procedure."""
        etape = self["etape"]
        return etape if isinstance(etape, str) else None

    @property
    def clause_insertion(self) -> bool | None:
        """Return whether the contract bears an insertion clause, None when nobody knows."""
        prevue = self["clause_insertion"]
        return prevue if isinstance(prevue, bool) else None

    @property
    def axes(self) -> Sequence[str]:
        """Return the axes that were chosen; none while not asked for, or left open."""
        return self.liste("axes") or ()

    @property
    def penalites(self) -> Sequence[str] | None:
        """Return the breaches that were chosen, None when nothing was decided of them."""
        return self.liste("penalites")

    @property
    def montants(self) -> Mapping[str, float]:
        """Return the amounts that were given, in euros, by breach."""
        montants = self["montants"]
        if not isinstance(montants, dict):
            return {}
        return {nom: v for nom, v in montants.items() if isinstance(v, int | float)}

    @property
    def poursuivre(self) -> bool:
        """Tell that the buyer goes on to the clause although the verdict is not favorable."""
        return self["poursuivre"] is True

    def actions(self, axe: str) -> Sequence[str]:
        """Return the actions that were chosen in an axis, the buyer's own words among them."""
        return self.liste(fait_des_actions(axe)) or ()

    def liste(self, nom: str) -> list[str] | None:
        """Return the items of a decision that is a list; None when it is open, or not asked for."""
        valeur = self[nom]
        return valeur if isinstance(valeur, list) else None


def faits_vides(referentiel: Referentiel) -> Faits:
    """Return every fact and decision, none of them known."""
    return Faits.depuis({}, referentiel)
