"""The verdict as a structure, criterion by criterion; its text is made from the same."""

from __future__ import annotations

from collections.abc import Iterator

from bot.donnees import referentiel
from bot.metier.faits import Faits
from bot.metier.verdict import Evaluation, evaluer, leviers
from bot.redaction.gabarits import ecrire
from bot.redaction.structures import Avis, Critere, ObligationSociale

ARTICLE_SOCIAL = "ccp-L2112-2-1"


def structurer_l_avis(faits: Faits, precedent: str | None) -> Avis:
    """Return the verdict of facts that have one, and what became of the one told before, if any.

    A criterion that was not looked at is left out.
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
        "obligation_sociale": _obligation_sociale(),
        "suite": ecrire("suite_de_l_avis", evaluation.verdict),
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


def _obligation_sociale() -> ObligationSociale:
    """Whether article L2112-2-1 bears on the contract is not worked out: it is left to check."""
    source = referentiel().sources[ARTICLE_SOCIAL].titre
    return {"valeur": "a_verifier", "texte": ecrire("obligation_sociale"), "source": source}
