"""The guide's criteria, and what calls for care, read on the facts of a contract."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from bot.metier.contrat import INCONNU, NOTIFIEE, Contrat, FormeContrat, Quantite
from bot.metier.objets import commence_par, plier_objet
from bot.metier.referentiel import Referentiel

Etat = Literal["rempli", "non_rempli", "inconnu", "a_demander"]
MULTI_MS: Final = "multi_marches_subsequents"
TRANCHES: Final = "tranches"
# of each form, whether the holder stays the same, and why; marchés subséquents hang on more
TITULAIRES: Mapping[FormeContrat | None, tuple[Etat, str]] = {
    "marche": ("rempli", "unique"),
    "accord_cadre_mono": ("rempli", "unique"),
    "multi_bons_de_commande": ("non_rempli", "multi_bons_de_commande"),
    INCONNU: ("inconnu", "inconnu"),
    None: ("a_demander", "a_demander"),
}
RAISONS_D_UN_SUBSEQUENT: Mapping[Etat, str] = {
    "rempli": "marche_subsequent_long",
    "non_rempli": "marche_subsequent_court",
    "inconnu": "marche_subsequent_inconnu",
    "a_demander": "a_demander",
}
RAISONS_D_UNE_DUREE: Mapping[Etat, str] = {
    "rempli": "suffisante",
    "non_rempli": "insuffisante",
    "inconnu": "inconnu",
    "a_demander": "a_demander",
}


# contracts that buy nothing, or not as a marché does: nothing here is about them
HORS_CHAMP: Final = frozenset({"concession", "autre"})


@dataclass(frozen=True)
class Constat:
    """What one criterion found: `raison` is a key of its reasons, `faits` name the facts read."""

    critere: str
    etat: Etat
    raison: str
    faits: tuple[str, ...]


def examiner(contrat: Contrat, referentiel: Referentiel) -> tuple[Constat, ...]:
    """Return what each criterion finds, in the order in which a verdict tells them.

    The nature of the contract comes first, if it was in doubt; out of the field, it is all.
    """
    nature = _examiner_nature(contrat)
    if contrat.nature_contrat in HORS_CHAMP:
        return nature
    return (
        *nature,
        _examiner_recurrence(contrat),
        _examiner_titulaire(contrat, referentiel),
        _examiner_duree(contrat, referentiel),
        # told, since buyers expect one: the guide sets no minimum
        Constat("montant", "rempli", "sans_minimum", ("montant_ht",)),
    )


def _examiner_nature(contrat: Contrat) -> tuple[Constat, ...]:
    nature = contrat.nature_contrat
    if nature is None:
        return ()
    etat: Etat = "inconnu" if nature == INCONNU else "rempli"
    etat = "non_rempli" if nature in HORS_CHAMP else etat
    return (Constat("nature", etat, nature, ("nature_contrat",)),)


def _examiner_recurrence(contrat: Contrat) -> Constat:
    etats: dict[str, Etat] = {"recurrent": "rempli", "isole": "non_rempli", INCONNU: "inconnu"}
    valeur = contrat.recurrence or "a_demander"
    return Constat("recurrence", etats.get(valeur, "a_demander"), valeur, ("recurrence",))


def _examiner_titulaire(contrat: Contrat, referentiel: Referentiel) -> Constat:
    """Tell whether one holder stays the same long enough.

    With marchés subséquents it does within each of them: the criterion hangs on how long they last.
    """
    if contrat.forme_contrat == MULTI_MS:
        etat = _comparer_au_minimum(contrat.duree_ms_mois, referentiel)
        faits = ("forme_contrat", "duree_ms_mois")
        return Constat("titulaire", etat, RAISONS_D_UN_SUBSEQUENT[etat], faits)
    return Constat("titulaire", *TITULAIRES[contrat.forme_contrat], ("forme_contrat",))


def _examiner_duree(contrat: Contrat, referentiel: Referentiel) -> Constat:
    if contrat.forme_contrat is None:
        # a duration decides nothing before it is known which duration counts
        return Constat("duree", "a_demander", "a_demander", ("duree_mois",))
    fait, duree = duree_qui_compte(contrat)
    etat = _comparer_au_minimum(duree, referentiel)
    raisons = {**RAISONS_D_UNE_DUREE}
    if _est_ideale(contrat, referentiel):
        raisons["rempli"] = "ideale"
    return Constat("duree", etat, raisons[etat], (fait,))


def duree_qui_compte(contrat: Contrat) -> tuple[str, Quantite | None]:
    """Return the duration that the plan has, with its name.

    Of marchés subséquents, that of each: the framework outlives the holder.
    """
    if contrat.forme_contrat == MULTI_MS:
        return "duree_ms_mois", contrat.duree_ms_mois
    return "duree_mois", contrat.duree_mois


def _comparer_au_minimum(duree: Quantite | None, referentiel: Referentiel) -> Etat:
    if duree is None:
        return "a_demander"
    if isinstance(duree, str):
        return "inconnu"
    # two years to the day are enough: the guide says « au moins »
    return "rempli" if duree >= referentiel.parametres["duree_minimale"].valeur else "non_rempli"


def _est_ideale(contrat: Contrat, referentiel: Referentiel) -> bool:
    """Tell the very case that the guide praises: it says nothing of longer ones, or of others.

    Four times one year are not its four years: each may be the last.
    """
    ideale = referentiel.parametres["duree_ideale_accord_cadre"].valeur
    d_un_trait = contrat.duree_ferme_mois in (None, contrat.duree_mois)
    return (
        contrat.forme_contrat == "accord_cadre_mono" and contrat.duree_mois == ideale and d_un_trait
    )


def _ferme_trop_courte(contrat: Contrat, referentiel: Referentiel) -> bool:
    """Tell that the minimum is only met with what comes after the firm part.

    The firm part is that of the whole; of marchés subséquents, another duration counts.
    """
    ferme, minimum = contrat.duree_ferme_mois, referentiel.parametres["duree_minimale"].valeur
    return ferme is not None and ferme < minimum and contrat.forme_contrat != MULTI_MS


def _reconductions_incertaines(contrat: Contrat, referentiel: Referentiel) -> bool:
    return _ferme_trop_courte(contrat, referentiel) and not a_tranches(contrat)


def _tranches_incertaines(contrat: Contrat, referentiel: Referentiel) -> bool:
    return _ferme_trop_courte(contrat, referentiel) and a_tranches(contrat)


def a_tranches(contrat: Contrat) -> bool:
    """Tell that what comes after the firm part is affirmed: tranches are no reconductions."""
    return TRANCHES in (contrat.particularites or ())


def _sans_maximum(contrat: Contrat, referentiel: Referentiel) -> bool:
    """Tell a framework that is said to have no maximum."""
    est_cadre = contrat.forme_contrat in ("accord_cadre_mono", MULTI_MS)
    return est_cadre and "sans_maximum" in (contrat.particularites or ())


def _plan_dans_le_marche_subsequent(contrat: Contrat, referentiel: Referentiel) -> bool:
    return contrat.forme_contrat == MULTI_MS


def _duree_a_justifier(contrat: Contrat, referentiel: Referentiel) -> bool:
    """Tell that the law wants a reason for the duration: of frameworks alone, beyond a maximum."""
    maximum = referentiel.parametres["duree_maximale_accord_cadre"].valeur
    duree = contrat.duree_mois
    est_cadre = contrat.forme_contrat in ("accord_cadre_mono", MULTI_MS)
    return est_cadre and isinstance(duree, int | float) and duree > maximum


def _est_notifie(contrat: Contrat, referentiel: Referentiel) -> bool:
    """Tell that no clause can simply be added any more."""
    return contrat.etape == NOTIFIEE


# in the order in which they are told
VIGILANCES: Mapping[str, Callable[[Contrat, Referentiel], bool]] = {
    "contrat_notifie": _est_notifie,
    "reconductions_incertaines": _reconductions_incertaines,
    "tranches_incertaines": _tranches_incertaines,
    "plan_dans_le_marche_subsequent": _plan_dans_le_marche_subsequent,
    "duree_accord_cadre_a_justifier": _duree_a_justifier,
    "sans_maximum": _sans_maximum,
}

# told whatever the verdict is; the others are beside the point when the plan does not fit
TOUJOURS_DITES: Final = frozenset({"contrat_notifie"})


def vigilances(contrat: Contrat, referentiel: Referentiel) -> tuple[str, ...]:
    """Return what calls for care although the recommendation is met (`vigilances.yml`)."""
    return tuple(nom for nom, presente in VIGILANCES.items() if presente(contrat, referentiel))


def a_savoir(contrat: Contrat, referentiel: Referentiel) -> tuple[str, ...]:
    """Return what is worth a word, and leaves the verdict as it is: as it was said, or bought."""
    dites, objet = contrat.particularites or (), plier_objet(contrat.objet)
    return tuple(
        carte.id
        for carte in referentiel.vigilances.values()
        if carte.a_savoir and (carte.id in dites or commence_par(carte.mots, objet))
    )
