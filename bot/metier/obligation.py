"""Whether article L2112-2-1 bears on a file: from its amount, what is bought, by whom, from when.

What is not known leaves several thresholds possible: the amount is over all of them, under all of
them, or this is to check. The law of a day is not guessed: on a threshold, on the day about which
the sources differ, after the last day of the thresholds, it is to check too.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final, Literal

from bot.metier.contrat import INCONNU, NOTIFIEE
from bot.metier.faits import Faits
from bot.metier.objets import commence_par, sans_amorces
from bot.metier.referentiel import Referentiel, RegimeSocial, Seuil
from bot.metier.valeurs import Valeur

ValeurObligation = Literal["concerne", "non_concerne", "a_verifier"]
Raison = Literal[
    "au_dessus", "au_dessous", "entre", "au_seuil", "montant", "avant", "jour_douteux", "date",
    "apres_les_seuils", "services_sociaux",
]  # fmt: skip
TYPES: Final = ("travaux", "fournitures", "services")
ACHETEURS: Final = ("etat", "collectivite", "entite_adjudicatrice")
# once launched, the day decides; before, the contract will be launched under the present law
LANCEE = ("publiee", NOTIFIEE)
LANCEMENT = "date_lancement"
# what stands for « launched under the present law » when a day is tried
SOUS_LA_LOI = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Obligation:
    """What the article asks of a file, and why; `seuils` are those that were possible, in order.

    `montant` is the amount that was held against them, all lots together.
    """

    valeur: ValeurObligation
    raison: Raison
    seuils: tuple[Seuil, ...] = ()
    montant: float | None = None


def obligation_sociale(faits: Faits, referentiel: Referentiel) -> Obligation:
    """Work out whether the article bears on a file."""
    regime = referentiel.regime_social
    montant, complet = montant_de_tous_les_lots(faits)
    seuils = _seuils_possibles(faits, regime)
    selon_le_montant = _selon_le_montant(montant, complet, seuils, est_social(faits, regime))
    selon_la_date = _selon_la_date(faits, regime)
    # under the thresholds, the day of the launch is beside the point, while they hold
    sans_objet = selon_le_montant.valeur == "non_concerne" and selon_la_date != "apres_les_seuils"
    if selon_la_date is None or sans_objet:
        return selon_le_montant
    valeur: ValeurObligation = "non_concerne" if selon_la_date == "avant" else "a_verifier"
    return Obligation(valeur, selon_la_date, seuils, montant)


def decide(fait: str, faits: Faits, referentiel: Referentiel) -> bool:
    """Tell that what is not known yet of a fact changes what the article asks."""
    regime = referentiel.regime_social
    if fait == LANCEMENT and (
        faits.etape not in LANCEE or _lancement_au_plus_tard(faits, regime) is not None
    ):
        return False
    if fait == "type_achat" and type_d_achat(faits, referentiel) is not None:
        return False
    return _change(fait, faits, referentiel)


def _change(fait: str, faits: Faits, referentiel: Referentiel) -> bool:
    """Tell that the article asks for something else with another value of a fact."""
    trouvees = {
        obligation_sociale(faits.avec({fait: essai}), referentiel).valeur
        for essai in _essais(fait, referentiel.regime_social)
    }
    return len(trouvees) > 1


def _essais(fait: str, regime: RegimeSocial) -> tuple[str, ...]:
    if fait == "type_achat":
        return TYPES
    if fait == "type_acheteur":
        return ACHETEURS
    jours = (regime.jour_douteux - SOUS_LA_LOI, regime.jour_douteux + SOUS_LA_LOI)
    return tuple(jour.isoformat() for jour in jours)


def type_d_achat(faits: Faits, referentiel: Referentiel) -> str | None:
    """Return what is bought: as it was said, else as a plain subject tells; None when neither."""
    return _type_connu(faits, referentiel.regime_social)


def _type_connu(faits: Faits, regime: RegimeSocial) -> str | None:
    dit = faits["type_achat"]
    if dit in TYPES:
        return str(dit)
    objet = sans_amorces(regime.amorces, faits.contrat.objet)
    trouve = next((nom for nom, mots in regime.types.items() if commence_par(mots, objet)), None)
    return trouve if trouve in TYPES else None


def type_lu_dans_l_objet(faits: Faits, referentiel: Referentiel) -> str | None:
    """Return what the subject alone tells is bought, when another answer would change the rest."""
    lu = None if faits["type_achat"] in TYPES else type_d_achat(faits, referentiel)
    return lu if lu and _change("type_achat", faits, referentiel) else None


def est_social(faits: Faits, regime: RegimeSocial) -> bool:
    """Tell a social or another specific service, by the words of its subject.

    What is said to be works or supplies is none, whatever its words.
    """
    if faits["type_achat"] in ("travaux", "fournitures"):
        return False
    return commence_par(regime.services_sociaux, sans_amorces(regime.amorces, faits.contrat.objet))


def montant_de_tous_les_lots(faits: Faits) -> tuple[float | None, bool]:
    """Return the amount of the whole, and whether it is all of it.

    The lots' together when they come to more than what was said of the whole, or nothing was.
    """
    entier = _nombre(faits["montant_ht"])
    des_lots = [
        montant for lot in faits.lots if (montant := _nombre(lot.dit.montant_ht)) is not None
    ]
    somme = sum(des_lots) if des_lots else None
    complet = entier is not None or (bool(des_lots) and len(des_lots) == len(faits.lots))
    connus = [montant for montant in (entier, somme) if montant is not None]
    return max(connus, default=None), complet


def _seuils_possibles(faits: Faits, regime: RegimeSocial) -> tuple[Seuil, ...]:
    """Return the thresholds that may be the contract's, the lowest first."""
    if est_social(faits, regime):
        return regime.seuils_sociaux
    type_achat, acheteur = _type_connu(faits, regime), faits["type_acheteur"]
    possibles = (
        seuil
        for seuil in regime.seuils
        if (type_achat is None or type_achat in seuil.types)
        and (acheteur not in ACHETEURS or acheteur in seuil.acheteurs)
    )
    return tuple(sorted(possibles, key=lambda seuil: seuil.valeur))


def _selon_le_montant(
    montant: float | None, complet: bool, seuils: tuple[Seuil, ...], social: bool
) -> Obligation:
    if montant is None:
        return Obligation("a_verifier", "montant", seuils)
    if all(montant > seuil.valeur for seuil in seuils):
        return Obligation("concerne", "au_dessus", seuils, montant)
    if not complet:
        return Obligation("a_verifier", "montant", seuils, montant)
    if all(montant < seuil.valeur for seuil in seuils):
        return Obligation("non_concerne", "au_dessous", seuils, montant)
    if any(montant == seuil.valeur for seuil in seuils):
        return Obligation("a_verifier", "au_seuil", seuils, montant)
    return Obligation("a_verifier", "services_sociaux" if social else "entre", seuils, montant)


def _selon_la_date(faits: Faits, regime: RegimeSocial) -> Raison | None:
    """Return what the day of the launch has against the article; None when it has nothing.

    A consultation that is not launched yet, as far as is known, will be under the present law.
    """
    lancement = _lancement_au_plus_tard(faits, regime)
    if lancement is None and faits.etape not in LANCEE:
        return None
    if lancement in (None, INCONNU):
        return "date"
    jour = datetime.date.fromisoformat(str(lancement))
    if jour < regime.jour_douteux:
        return "avant"
    if jour == regime.jour_douteux:
        return "jour_douteux"
    return "apres_les_seuils" if jour > regime.dernier_jour_des_seuils else None


def _lancement_au_plus_tard(faits: Faits, regime: RegimeSocial) -> Valeur | None:
    """Return when it was launched; a contract notified before the law was launched before it."""
    lancement, notification = faits[LANCEMENT], faits["date_notification"]
    notifiee = faits.etape == NOTIFIEE and notification not in (None, INCONNU)
    avant_la_loi = notifiee and str(notification) < regime.jour_douteux.isoformat()
    return notification if avant_la_loi and lancement in (None, INCONNU) else lancement


def _nombre(valeur: object) -> float | None:
    return float(valeur) if isinstance(valeur, int | float) else None
