"""The verdict as a structure, criterion by criterion; its text is made from the same."""

from __future__ import annotations

from collections.abc import Iterator

from bot.donnees import referentiel
from bot.metier.criteres import a_savoir
from bot.metier.faits import Faits
from bot.metier.obligation import obligation_sociale, type_lu_dans_l_objet
from bot.metier.verdict import Evaluation, evaluer, leviers
from bot.redaction.gabarits import ecrire
from bot.redaction.structures import Avis, Critere, ObligationSociale


def structurer_l_avis(faits: Faits, precedent: str | None, ensemble: Faits) -> Avis:
    """Return the verdict of facts that have one, and what became of the one told before, if any.

    A criterion that was not looked at is left out. `ensemble`: the whole, which the law looks at.
    """
    guide, contrat = referentiel(), faits.contrat
    evaluation = evaluer(contrat, guide)
    return {
        "type": "avis",
        "verdict": str(evaluation.verdict),
        "titre": ecrire("titre_de_l_avis", evaluation.verdict, contrat.objet, faits.lots),
        "resume": ecrire("resume_de_l_avis", evaluation, precedent),
        "lot": faits.lots[0].numero if len(faits.lots) == 1 else None,
        "criteres": list(_criteres(evaluation, faits)),
        "vigilances": [guide.vigilances[v].texte for v in evaluation.vigilances],
        "leviers": [ecrire("levier", vu.faits, vu.verdict) for vu in leviers(contrat, guide)],
        "a_savoir": [guide.vigilances[v].texte for v in a_savoir(contrat, guide)],
        "obligation_sociale": (
            None if evaluation.verdict == "hors_champ" else ecrire_l_obligation(ensemble)
        ),
        "suite": ecrire("suite_de_l_avis", evaluation.verdict, contrat.etape),
    }


def sources_citees(faits: Faits) -> list[str]:
    """Return the titles of the sources of what a verdict says, each once."""
    guide = referentiel()
    evaluations = [evaluer(contrat, guide) for contrat in faits.contrats]
    citees = [guide.criteres[c.critere].source for e in evaluations for c in e.constats]
    citees += [guide.vigilances[v].source for e in evaluations for v in e.vigilances]
    return [guide.sources[source].titre for source in dict.fromkeys(citees)]


def _criteres(evaluation: Evaluation, faits: Faits) -> Iterator[Critere]:
    guide = referentiel()
    for constat in evaluation.constats:
        critere = guide.criteres[constat.critere]
        if constat.etat != "a_demander":  # the verdict was certain before it was asked for
            yield {
                "id": critere.id,
                "libelle": critere.libelle,
                "etat": constat.etat,
                "constat": ecrire("constat", constat.faits, faits),
                "raison": critere.raisons[constat.raison],
                "source": guide.sources[critere.source].titre,
            }


def ecrire_l_obligation(faits: Faits, se_corrige: bool = True) -> ObligationSociale:
    """Return whether article L2112-2-1 bears on the contract, why, and where that is from.

    `se_corrige`: it is said to who may answer, so that what was guessed is offered to correction.
    """
    guide = referentiel()
    trouvee = obligation_sociale(faits, guide)
    lu = type_lu_dans_l_objet(faits, guide) if se_corrige else None
    return {
        "valeur": trouvee.valeur,
        "texte": ecrire("obligation_sociale", trouvee, faits, lu),
        "source": guide.sources[guide.regime_social.source].titre,
    }


def obligation_en_bref(faits: Faits) -> str:
    """Return the same as the verdict says it: in one line, where the answer is known."""
    guide = referentiel()
    lu = type_lu_dans_l_objet(faits, guide)
    return ecrire("obligation_sociale_en_bref", obligation_sociale(faits, guide), faits, lu)
