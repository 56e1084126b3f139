"""The facts of one public contract, each of them three-valued."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Final, Literal

INCONNU: Final = "inconnu"
"""Asked, and the buyer does not know. `None` means not asked yet."""

Inconnu = Literal["inconnu"]
Recurrence = Literal["recurrent", "isole", "inconnu"]
FormeContrat = Literal[
    "marche", "accord_cadre_mono", "multi_bons_de_commande", "multi_marches_subsequents", "inconnu"
]
Quantite = float | Inconnu


@dataclass(frozen=True)
class Contrat:
    """Facts of a contract: a value, `INCONNU`, or None while the question was not asked.

    Durations are in months, amounts in euros excluding tax for the whole duration.
    `duree_ferme_mois` is the part that does not hang on a reconduction, when it was said.
    """

    objet: str | None = None
    recurrence: Recurrence | None = None
    forme_contrat: FormeContrat | None = None
    duree_ms_mois: Quantite | None = None
    duree_mois: Quantite | None = None
    duree_ferme_mois: float | None = None
    montant_ht: Quantite | None = None

    @classmethod
    def depuis(cls, faits: Mapping[str, Any]) -> Contrat:
        """Build from a mapping that may hold more than facts (slots, for instance)."""
        return cls(**{champ.name: faits.get(champ.name) for champ in fields(cls)})

    def avec(self, **faits: Any) -> Contrat:
        """Return the same contract with some facts replaced."""
        return replace(self, **faits)

    def faits(self) -> dict[str, Any]:
        """Return every fact by name, None included."""
        return asdict(self)
