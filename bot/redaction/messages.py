"""Render the messages of the conversation from `templates/messages`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.donnees import RACINE, referentiel
from bot.metier.clause import raison_d_un_axe, valeur_par_defaut
from bot.metier.contrat import Contrat
from bot.metier.faits import faits_vides
from bot.metier.referentiel import Source
from bot.metier.verdict import Evaluation, Levier, evaluer, leviers
from bot.redaction.ecriture import FILTRES, guichet, typographier


def rendre(gabarit: str, valeurs: Mapping[str, Any], canal: str | None = None) -> str:
    """Return the text of a message, in the channel's own form where `templates/` has one.

    What the buyer typed is quoted in French typography like the rest. A name that the template does
    not get is an error.
    """
    formes = [f"messages/{canal}/{gabarit}.j2", f"messages/{gabarit}.j2"]
    return typographier(_environnement().select_template(formes).render(valeurs).strip())


@cache
def _environnement() -> Environment:
    guide = referentiel()
    # Messages are plain text: the page and the channels escape them, nothing here is markup.
    environnement = Environment(
        loader=FileSystemLoader(RACINE / "templates"),
        undefined=StrictUndefined,
        autoescape=False,
        keep_trailing_newline=False,
    )
    environnement.globals.update(
        questions={question.fait: question for question in guide.questions},
        modalites=guide.modalites,
        revues={m.fait for m in guide.modalites.values() if m.genre == "revue"},
        ordre=list(faits_vides(guide)),
        axes=guide.axes,
        manquements=guide.manquements,
        perimetre=guide.perimetre,
        sources=guide.sources,
        criteres=guide.criteres,
        vigilances=guide.vigilances,
        par_defaut=partial(_avec_le_guide, valeur_par_defaut),
        raison_d_un_axe=raison_d_un_axe,
        evaluer=_evaluer,
        leviers=_leviers,
        guichet=guichet,
    )
    environnement.filters.update(FILTRES, sources_citees=_sources_citees)
    environnement.tests["dit"] = lambda fait, faits: faits.get(fait) is not None
    return environnement


def _avec_le_guide(fonction: Callable[..., Any], *arguments: Any) -> Any:
    return fonction(*arguments, referentiel())


def _evaluer(faits: Mapping[str, Any]) -> Evaluation:
    return evaluer(Contrat.depuis(faits), referentiel())


def _leviers(faits: Mapping[str, Any]) -> tuple[Levier, ...]:
    return leviers(Contrat.depuis(faits), referentiel())


def _sources_citees(evaluation: Evaluation) -> list[Source]:
    """Return the sources of the criteria and vigilances that were told, each once."""
    guide = referentiel()
    cites = [guide.criteres[c.critere].source for c in evaluation.constats]
    cites += [guide.vigilances[v].source for v in evaluation.vigilances]
    return [guide.sources[identifiant] for identifiant in dict.fromkeys(cites)]
