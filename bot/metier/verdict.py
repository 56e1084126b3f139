"""Verdict, missing facts and trace of a contract, from the guide's four criteria.

The rules are those of the section « Verdict » of the product's contract: a known fact that rules
the plan out decides at once; otherwise a decisive fact not asked yet leaves the verdict open, and
one that the buyer does not know leaves it « sous réserve ».
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.metier.contrat import INCONNU, Contrat, Quantite
from bot.metier.referentiel import GUIDE, Question, Referentiel
from bot.metier.valeurs import Valeur

Verdict = Literal["favorable", "favorable_avec_vigilance", "sous_reserve", "defavorable"]
Etat = Literal["rempli", "non_rempli", "inconnu", "a_demander"]
MULTI_MS = "multi_marches_subsequents"


@dataclass(frozen=True)
class Constat:
    """What one criterion found: `raison` is a key of its reasons, `faits` name the facts read."""

    critere: str
    etat: Etat
    raison: str
    faits: tuple[str, ...]


@dataclass(frozen=True)
class Levier:
    """Facts which, if they were so, would change the verdict."""

    faits: dict[str, Valeur]
    verdict: Verdict


@dataclass(frozen=True)
class Evaluation:
    """Value, missing and trace. `verdict` is None while a decisive fact has not been asked."""

    verdict: Verdict | None
    manquants: tuple[str, ...]
    inconnus: tuple[str, ...]
    constats: tuple[Constat, ...]
    vigilances: tuple[str, ...]


def evaluer(contrat: Contrat, referentiel: Referentiel) -> Evaluation:
    """Work out the verdict of a contract, criterion by criterion."""
    constats = (
        _examiner_recurrence(contrat),
        _examiner_titulaire(contrat, referentiel),
        _examiner_duree(contrat, referentiel),
        Constat("montant", "rempli", "sans_minimum", ("montant_ht",)),
    )
    etats = {constat.etat for constat in constats}
    vigilances = _vigilances(contrat, referentiel)
    verdict: Verdict | None
    if "non_rempli" in etats:
        verdict, vigilances = "defavorable", ()
    elif "a_demander" in etats:
        verdict = None
    elif "inconnu" in etats:
        verdict = "sous_reserve"
    else:
        verdict = "favorable_avec_vigilance" if vigilances else "favorable"
    faits = contrat.faits()
    decisives = [q.fait for q in referentiel.questions if q.decisif and q.concerne(faits)]
    return Evaluation(
        verdict=verdict,
        manquants=tuple(fait for fait in decisives if faits[fait] is None),
        inconnus=tuple(fait for fait in decisives if faits[fait] == INCONNU),
        constats=constats,
        vigilances=vigilances,
    )


def question_suivante(
    contrat: Contrat, referentiel: Referentiel, parcours: str = GUIDE
) -> Question | None:
    """Return the next question worth asking in a course; None when the verdict can be told."""
    if evaluer(contrat, referentiel).verdict == "defavorable":
        return None
    faits = contrat.faits()
    questions = map(referentiel.question, referentiel.parcours[parcours].faisabilite)
    return next((q for q in questions if faits[q.fait] is None and q.concerne(faits)), None)


def leviers(contrat: Contrat, referentiel: Referentiel) -> tuple[Levier, ...]:
    """Return what would change the verdict: for the better, or for the worse when it is favorable.

    Each candidate is tried on the rules themselves, alone, then all together when no single one
    is enough.
    """
    actuel = evaluer(contrat, referentiel)
    if actuel.verdict in ("favorable", "favorable_avec_vigilance"):
        essais = _degradations(contrat, referentiel)
    else:
        # a dict, since two criteria may hang on the same fact
        ameliorations = dict(
            _amelioration(constat, referentiel)
            for constat in actuel.constats
            if constat.etat in ("non_rempli", "inconnu")
        )
        essais = [{fait: valeur} for fait, valeur in ameliorations.items()]
    trouves = _qui_changent(essais, contrat, actuel.verdict, referentiel)
    if not trouves and len(essais) > 1:
        ensemble = {fait: valeur for essai in essais for fait, valeur in essai.items()}
        trouves = _qui_changent([ensemble], contrat, actuel.verdict, referentiel)
    return trouves


def _qui_changent(
    essais: list[dict[str, Valeur]],
    contrat: Contrat,
    actuel: Verdict | None,
    referentiel: Referentiel,
) -> tuple[Levier, ...]:
    evalues = [(essai, evaluer(contrat.avec(**essai), referentiel).verdict) for essai in essais]
    return tuple(
        Levier(essai, verdict) for essai, verdict in evalues if verdict and verdict != actuel
    )


def _amelioration(constat: Constat, referentiel: Referentiel) -> tuple[str, Valeur]:
    minimum = referentiel.parametres["duree_minimale"].valeur
    fait = constat.faits[-1]
    ameliorations: dict[str, Valeur] = {
        "recurrence": "recurrent",
        "forme_contrat": "accord_cadre_mono",
        "duree_mois": minimum,
        "duree_ms_mois": minimum,
    }
    return fait, ameliorations[fait]


def _degradations(contrat: Contrat, referentiel: Referentiel) -> list[dict[str, Valeur]]:
    insuffisante = referentiel.parametres["duree_minimale"].valeur - 1
    duree = "duree_ms_mois" if contrat.forme_contrat == MULTI_MS else "duree_mois"
    return [{duree: insuffisante}, {"forme_contrat": "multi_bons_de_commande"}]


def _examiner_recurrence(contrat: Contrat) -> Constat:
    etats: dict[str, Etat] = {"recurrent": "rempli", "isole": "non_rempli", INCONNU: "inconnu"}
    valeur = contrat.recurrence or "a_demander"
    return Constat("recurrence", etats.get(valeur, "a_demander"), valeur, ("recurrence",))


def _examiner_titulaire(contrat: Contrat, referentiel: Referentiel) -> Constat:
    forme = contrat.forme_contrat
    if forme == MULTI_MS:
        raisons = {
            "rempli": "marche_subsequent_long",
            "non_rempli": "marche_subsequent_court",
            "inconnu": "marche_subsequent_inconnu",
            "a_demander": "a_demander",
        }
        etat = _comparer_au_minimum(contrat.duree_ms_mois, referentiel)
        return Constat("titulaire", etat, raisons[etat], ("forme_contrat", "duree_ms_mois"))
    issues: dict[str | None, tuple[Etat, str]] = {
        "marche": ("rempli", "unique"),
        "accord_cadre_mono": ("rempli", "unique"),
        "multi_bons_de_commande": ("non_rempli", "multi_bons_de_commande"),
        INCONNU: ("inconnu", "inconnu"),
        None: ("a_demander", "a_demander"),
    }
    return Constat("titulaire", *issues[forme], ("forme_contrat",))


def _examiner_duree(contrat: Contrat, referentiel: Referentiel) -> Constat:
    if contrat.forme_contrat is None:
        # a duration decides nothing before it is known which duration counts
        return Constat("duree", "a_demander", "a_demander", ("duree_mois",))
    fait = "duree_ms_mois" if contrat.forme_contrat == MULTI_MS else "duree_mois"
    duree: Quantite | None = getattr(contrat, fait)
    etat = _comparer_au_minimum(duree, referentiel)
    raisons = {
        "rempli": "ideale" if _est_ideale(contrat, referentiel) else "suffisante",
        "non_rempli": "insuffisante",
        "inconnu": "inconnu",
        "a_demander": "a_demander",
    }
    return Constat("duree", etat, raisons[etat], (fait,))


def _comparer_au_minimum(duree: Quantite | None, referentiel: Referentiel) -> Etat:
    if duree is None:
        return "a_demander"
    if isinstance(duree, str):
        return "inconnu"
    return "rempli" if duree >= referentiel.parametres["duree_minimale"].valeur else "non_rempli"


def _est_ideale(contrat: Contrat, referentiel: Referentiel) -> bool:
    ideale = referentiel.parametres["duree_ideale_accord_cadre"].valeur
    return contrat.forme_contrat == "accord_cadre_mono" and contrat.duree_mois == ideale


def _vigilances(contrat: Contrat, referentiel: Referentiel) -> tuple[str, ...]:
    minimum = referentiel.parametres["duree_minimale"].valeur
    maximum = referentiel.parametres["duree_maximale_accord_cadre"].valeur
    ferme, duree = contrat.duree_ferme_mois, contrat.duree_mois
    sur_ms = contrat.forme_contrat == MULTI_MS
    est_cadre = sur_ms or contrat.forme_contrat == "accord_cadre_mono"
    presentes = {
        "reconductions_incertaines": ferme is not None and ferme < minimum and not sur_ms,
        "plan_dans_le_marche_subsequent": sur_ms,
        "duree_accord_cadre_a_justifier": est_cadre
        and isinstance(duree, int | float)
        and duree > maximum,
    }
    return tuple(identifiant for identifiant, presente in presentes.items() if presente)
