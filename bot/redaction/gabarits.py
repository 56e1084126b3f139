"""Fill in the templates of `templates/messages`: messages, and the macros that write values."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.environment import TemplateModule

from bot.donnees import RACINE, referentiel
from bot.metier.clause import raison_d_un_axe, valeur_par_defaut
from bot.metier.contrat import INCONNU, Contrat
from bot.metier.echeances import Echeances, echeances
from bot.metier.faits import Faits, faits_vides
from bot.metier.valeurs import Valeur
from bot.metier.verdict import Evaluation, EvaluationDesLots, Levier, evaluer, evaluer_lots, leviers
from bot.redaction.actions import action_propre
from bot.redaction.ecriture import FILTRES, guichet, typographier
from bot.redaction.oral import DITS, voix


def rendre(gabarit: str, valeurs: Mapping[str, object], canal: str | None = None) -> str:
    """Return the text of a message, in the channel's own form where `templates/` has one.

    What the buyer typed is quoted in French typography like the rest. A name that the template does
    not get is an error.
    """
    formes = [f"messages/{canal}/{gabarit}.j2", f"messages/{gabarit}.j2"]
    return typographier(_environnement().select_template(formes).render(valeurs).strip())


def ecrire(macro: str, *arguments: object) -> str:
    """Return what a macro of `valeurs.j2` writes."""
    return typographier(str(getattr(_valeurs(), macro)(*arguments)).strip())


@cache
def _valeurs() -> TemplateModule:
    return _environnement().get_template("messages/valeurs.j2").module


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
        par_defaut=_par_defaut,
        raison_d_un_axe=raison_d_un_axe,
        action_propre=action_propre,
        evaluer=_evaluer,
        evaluer_lots=_evaluer_lots,
        leviers=_leviers,
        echeances=_echeances,
        guichet=guichet,
        voix=voix(),
    )
    environnement.filters.update({**FILTRES, **DITS})
    environnement.tests["dit"] = lambda fait, faits: faits.get(fait) is not None
    return environnement


def _echeances(notification: object) -> Echeances | None:
    """Return what comes next of a contract, as of today; None when its day is not known."""
    if notification in (None, INCONNU):
        return None
    jour = datetime.date.fromisoformat(str(notification))
    return echeances(jour, datetime.date.today())


def _par_defaut(fait: str, faits: Faits) -> Valeur:
    return valeur_par_defaut(fait, faits, referentiel())


def _evaluer(faits: Mapping[str, object]) -> Evaluation:
    return evaluer(Contrat.depuis(faits), referentiel())


def _evaluer_lots(faits: Faits) -> EvaluationDesLots:
    return evaluer_lots(faits, referentiel())


def _leviers(faits: Mapping[str, object]) -> tuple[Levier, ...]:
    return leviers(Contrat.depuis(faits), referentiel())
