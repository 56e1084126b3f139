"""The facts of one public contract and of its lots, each of them three-valued."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Final, Literal, cast, get_args

from bot.metier.valeurs import Valeur

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
    `duree_ferme_mois` is the part that does not hang on a reconduction, when it was said;
    `particularites`, what was said that calls for a word of caution (`vigilances.yml`).
    """

    objet: str | None = None
    recurrence: Recurrence | None = None
    forme_contrat: FormeContrat | None = None
    duree_ms_mois: Quantite | None = None
    duree_mois: Quantite | None = None
    duree_ferme_mois: float | None = None
    montant_ht: Quantite | None = None
    particularites: tuple[str, ...] | None = None

    @classmethod
    def depuis(cls, faits: Mapping[str, object]) -> Contrat:
        """Build from a mapping that may hold more; what a fact cannot be stays unasked."""
        return cls(
            objet=_texte(faits.get("objet")),
            recurrence=_recurrence(faits.get("recurrence")),
            forme_contrat=_forme(faits.get("forme_contrat")),
            duree_ms_mois=_quantite(faits.get("duree_ms_mois")),
            duree_mois=_quantite(faits.get("duree_mois")),
            duree_ferme_mois=_nombre(faits.get("duree_ferme_mois")),
            montant_ht=_quantite(faits.get("montant_ht")),
            particularites=_textes(faits.get("particularites")),
        )

    def avec(self, **faits: Valeur | None) -> Contrat:
        """Return the same contract with some facts replaced."""
        return Contrat.depuis({**self.faits(), **faits})

    def faits(self) -> dict[str, Valeur | None]:
        """Return every fact by name, None included."""
        # `asdict` would copy them in depth, many times a turn
        faits = {nom: getattr(self, nom) for nom in FAITS_DU_CONTRAT}
        if self.particularites is not None:
            faits["particularites"] = list(self.particularites)
        return faits


FAITS_DU_CONTRAT = tuple(champ.name for champ in fields(Contrat))


@dataclass(frozen=True)
class Lot:
    """What is said of one lot; of what it does not say, the contract's facts hold."""

    numero: int
    objet: str | None = None
    forme_contrat: FormeContrat | None = None
    duree_mois: Quantite | None = None
    duree_ms_mois: Quantite | None = None
    montant_ht: Quantite | None = None

    @classmethod
    def depuis(cls, donnees: Mapping[str, object]) -> Lot:
        """Rebuild from what `en_donnees` gave; KeyError without a number."""
        return cls(
            numero=int(str(donnees["numero"])),
            objet=_texte(donnees.get("objet")),
            forme_contrat=_forme(donnees.get("forme_contrat")),
            duree_mois=_quantite(donnees.get("duree_mois")),
            duree_ms_mois=_quantite(donnees.get("duree_ms_mois")),
            montant_ht=_quantite(donnees.get("montant_ht")),
        )

    def en_donnees(self) -> dict[str, Valeur]:
        """Return what is said of it as plain data."""
        return {nom: valeur for nom, valeur in asdict(self).items() if valeur is not None}

    def contrat(self, ensemble: Contrat) -> Contrat:
        """Return the lot as a contract of its own, within that of the whole."""
        dits: dict[str, Valeur | None] = {**self.en_donnees()}
        del dits["numero"]
        if self.duree_mois is not None:
            # the firm part that was told is that of the contract's duration, not of this one
            dits["duree_ferme_mois"] = None
        return ensemble.avec(**dits)


def _texte(valeur: object) -> str | None:
    return valeur if isinstance(valeur, str) else None


def _textes(valeur: object) -> tuple[str, ...] | None:
    return tuple(map(str, valeur)) if isinstance(valeur, list | tuple) and valeur else None


def _recurrence(valeur: object) -> Recurrence | None:
    return cast(Recurrence, valeur) if valeur in get_args(Recurrence) else None


def _forme(valeur: object) -> FormeContrat | None:
    return cast(FormeContrat, valeur) if valeur in get_args(FormeContrat) else None


def _quantite(valeur: object) -> Quantite | None:
    return INCONNU if valeur == INCONNU else _nombre(valeur)


def _nombre(valeur: object) -> float | None:
    # for Python, true is a number
    return valeur if isinstance(valeur, int | float) and not isinstance(valeur, bool) else None
