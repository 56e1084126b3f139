"""The facts of one public contract and of its lots, each of them three-valued."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final, Literal, cast, get_args

from bot.metier.valeurs import LotDit, Valeur

INCONNU: Final = "inconnu"
"""Asked, and the buyer does not know. `None` means not asked yet."""

Inconnu = Literal["inconnu"]
Recurrence = Literal["recurrent", "isole", "inconnu"]
FormeContrat = Literal[
    "marche", "accord_cadre_mono", "multi_bons_de_commande", "multi_marches_subsequents", "inconnu"
]
# what is bought, or else: a concession, a subsidy
NatureContrat = Literal["marche_public", "concession", "autre", "inconnu"]
Etape = Literal["preparation", "publiee", "notifiee", "inconnu"]
NOTIFIEE: Etape = "notifiee"
Quantite = float | Inconnu


@dataclass(frozen=True)
class Contrat:
    """Facts of a contract: a value, `INCONNU`, or None while the question was not asked.

    Durations are in months, amounts in euros excluding tax for the whole duration.
    `duree_ferme_mois` is the part that does not hang on a reconduction, when it was said.
    `nature_contrat` stays None while nothing makes one doubt that it is a contract of purchase;
    `etape` is the stage of its procedure; `particularites`, what was said that calls for a word of
    caution (`vigilances.yml`).
    """

    objet: str | None = None
    nature_contrat: NatureContrat | None = None
    recurrence: Recurrence | None = None
    forme_contrat: FormeContrat | None = None
    duree_ms_mois: Quantite | None = None
    duree_mois: Quantite | None = None
    duree_ferme_mois: float | None = None
    montant_ht: Quantite | None = None
    etape: Etape | None = None
    particularites: tuple[str, ...] | None = None

    @classmethod
    def depuis(cls, faits: Mapping[str, object]) -> Contrat:
        """Build from a mapping that may hold more; what a fact cannot be stays unasked."""
        return cls(
            objet=_texte(faits.get("objet")),
            nature_contrat=_nature(faits.get("nature_contrat")),
            recurrence=_recurrence(faits.get("recurrence")),
            forme_contrat=_forme(faits.get("forme_contrat")),
            duree_ms_mois=_quantite(faits.get("duree_ms_mois")),
            duree_mois=_quantite(faits.get("duree_mois")),
            duree_ferme_mois=_nombre(faits.get("duree_ferme_mois")),
            montant_ht=_quantite(faits.get("montant_ht")),
            etape=_etape(faits.get("etape")),
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
    """What is said of one lot; of what it does not say, the contract's facts hold.

    `ecarte`: the buyer considers the others alone; it is neither asked about nor judged.
    """

    numero: int
    dit: Contrat = Contrat()
    ecarte: bool = False

    @classmethod
    def depuis(cls, donnees: Mapping[str, object]) -> Lot:
        """Rebuild from what `en_donnees` gave; KeyError without a number."""
        numero, ecarte = int(str(donnees["numero"])), donnees.get("ecarte") is True
        return cls(numero, Contrat.depuis(donnees), ecarte)

    def en_donnees(self) -> LotDit:
        """Return what is said of it as plain data."""
        dit = {nom: v for nom, v in self.dit.faits().items() if isinstance(v, int | float | str)}
        return {"numero": self.numero, **dit, **({"ecarte": True} if self.ecarte else {})}

    def contrat(self, ensemble: Contrat) -> Contrat:
        """Return the lot as a contract of its own, within that of the whole."""
        dit: dict[str, Valeur | None] = {n: v for n, v in self.dit.faits().items() if v is not None}
        if self.dit.duree_mois is not None:
            # the firm part that was told is that of the contract's duration, not of this one
            dit.setdefault("duree_ferme_mois", None)
        return ensemble.avec(**dit)


def _texte(valeur: object) -> str | None:
    return valeur if isinstance(valeur, str) else None


def _nature(valeur: object) -> NatureContrat | None:
    return cast(NatureContrat, valeur) if valeur in get_args(NatureContrat) else None


def _etape(valeur: object) -> Etape | None:
    return cast(Etape, valeur) if valeur in get_args(Etape) else None


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
