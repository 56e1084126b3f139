"""What is known of a file: the contract, its lots, and what was decided about the clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.metier.contrat import FAITS_DU_CONTRAT, Contrat, Lot, Quantite
from bot.metier.referentiel import Referentiel
from bot.metier.valeurs import (
    Montant,
    Valeur,
    est_une_liste,
    lire_valeur,
    sont_des_lots,
    sont_des_montants,
)

# decided besides the cards: the amounts by breach, and that the buyer goes on to the clause
# although the verdict is not favorable
SANS_CARTE = ("montants", "poursuivre")
LOTS = "lots"
# what the verdict rests on
DU_CONTRAT = (*FAITS_DU_CONTRAT, LOTS)


def somme_des_lots(lots: Iterable[Lot]) -> float | None:
    """Return what lots cost together; None when one is not known."""
    montants = [lot.dit.montant_ht for lot in lots]
    connus = [montant for montant in montants if isinstance(montant, int | float)]
    return sum(connus) if connus and len(connus) == len(montants) else None


def fait_des_actions(axe: str) -> str:
    """Return the name of the decision that holds the actions of an axis."""
    return f"actions_{axe}"


@dataclass(frozen=True, eq=False)
class Faits(Mapping[str, Valeur | None]):
    """Everything known of a file; as a mapping, facts, lots and decisions by name.

    A value is None while not asked for, `INCONNU` when left open. `decisions` holds one entry per
    `Modalite`, then `SANS_CARTE`. Nothing changes in place: `avec` returns others.
    """

    contrat: Contrat
    decisions: Mapping[str, Valeur | None]
    lots: tuple[Lot, ...] = ()

    @classmethod
    def depuis(cls, donnees: Mapping[str, object], referentiel: Referentiel) -> Faits:
        """Rebuild from what `en_donnees` gave; names that no card bears any more are left out."""
        noms = [n for n in (*referentiel.modalites, *SANS_CARTE) if n not in FAITS_DU_CONTRAT]
        return cls(
            Contrat.depuis(donnees),
            {nom: lire_valeur(donnees.get(nom)) for nom in noms},
            _lots(donnees.get(LOTS)),
        )

    def en_donnees(self) -> dict[str, object]:
        """Return what is known as plain data, to be kept as JSON."""
        return {nom: v for nom, v in self.items() if v is not None}

    def avec(self, changements: Mapping[str, Valeur | None]) -> Faits:
        """Return the same with some facts and decisions replaced; KeyError for an unknown name."""
        if inconnus := changements.keys() - self.keys():
            raise KeyError(*sorted(inconnus))
        return replace(
            self,
            contrat=Contrat.depuis({**self.contrat.faits(), **changements}),
            decisions={nom: changements.get(nom, v) for nom, v in self.decisions.items()},
            lots=_lots(changements[LOTS]) if LOTS in changements else self.lots,
        )

    def differences(self, autres: Faits) -> dict[str, Valeur | None]:
        """Return the values, as they are here, of what differs from other facts."""
        return {nom: valeur for nom, valeur in self.items() if valeur != autres[nom]}

    def __getitem__(self, nom: str) -> Valeur | None:
        if nom == LOTS:
            # none said: not known, as any other fact
            return [lot.en_donnees() for lot in self.lots] or None
        if nom not in FAITS_DU_CONTRAT:
            return self.decisions[nom]
        valeur = getattr(self.contrat, nom)
        return list(valeur) if isinstance(valeur, tuple) else valeur

    def __iter__(self) -> Iterator[str]:
        yield from DU_CONTRAT
        yield from self.decisions

    def __len__(self) -> int:
        return len(DU_CONTRAT) + len(self.decisions)

    @property
    def retenus(self) -> tuple[Lot, ...]:
        """Return the lots that the buyer considers."""
        return tuple(lot for lot in self.lots if not lot.ecarte)

    @property
    def montant_retenu(self) -> Quantite | None:
        """Return what the lots considered cost: not what the whole does, once some are left."""
        retenus = self.retenus
        tous = len(retenus) == len(self.lots)
        return self.contrat.montant_ht if tous else somme_des_lots(retenus)

    @property
    def contrats(self) -> tuple[Contrat, ...]:
        """Return what is judged: each lot considered, as a contract of its own, or the contract."""
        return tuple(lot.contrat(self.contrat) for lot in self.retenus) or (self.contrat,)

    def de_lots(self, lots: Sequence[Lot]) -> Faits:
        """Return the facts of these lots alone: the contract's are those that they share.

        What they are about, and what they cost, is else what it is of the whole.
        """
        contrats = [lot.contrat(self.contrat) for lot in lots]
        commun = contrats[0]
        for autre in contrats[1:]:
            differents = [nom for nom, v in autre.faits().items() if commun.faits()[nom] != v]
            commun = commun.avec(**dict.fromkeys(differents))
        if len(lots) > 1:
            commun = commun.avec(objet=self.contrat.objet, montant_ht=self.contrat.montant_ht)
        if len(lots) < len(self.lots):
            # what the whole costs is not what some of its lots do
            commun = commun.avec(montant_ht=somme_des_lots(lots))
        complets = zip(lots, contrats, strict=True)
        return replace(
            self,
            contrat=commun,
            lots=tuple(replace(lot, dit=contrat, ecarte=False) for lot, contrat in complets),
        )

    @property
    def en_commun(self) -> Faits | None:
        """Return the facts of a file that is judged at once; None when its lots are not alike.

        What they are about, and what they cost, decide nothing.
        """
        if not self.lots:
            return self
        semblables = {contrat.avec(objet=None, montant_ht=None) for contrat in self.contrats}
        return self.de_lots(self.retenus) if len(semblables) == 1 else None

    @property
    def etape(self) -> str | None:
        """Return the stage of the procedure."""
        return self.contrat.etape

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
    def montants(self) -> Mapping[str, Montant]:
        """Return the amounts that were given, in euros, by breach."""
        montants = self["montants"]
        return montants if sont_des_montants(montants) else {}

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
        return valeur if est_une_liste(valeur) else None


def _lots(donnees: object) -> tuple[Lot, ...]:
    return tuple(map(Lot.depuis, donnees)) if sont_des_lots(donnees) else ()


def faits_vides(referentiel: Referentiel) -> Faits:
    """Return every fact and decision, none of them known."""
    return Faits.depuis({}, referentiel)
