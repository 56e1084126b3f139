"""What remains to be decided before the clause is written, and what is proposed by default.

Facts and decisions stand in one mapping: those of `Contrat`, and one entry per `Modalite` (None
while not asked, `INCONNU` when left open). Besides them: `montants`, the amounts by breach, and
`poursuivre`, true when the buyer goes on to the clause although the verdict is not favorable.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from bot.metier.contrat import INCONNU, Contrat
from bot.metier.modalites import Axe, Manquement, Modalite
from bot.metier.referentiel import Referentiel
from bot.metier.verdict import evaluer, question_suivante

Faits = Mapping[str, Any]

ACTIONS = "actions_"
AXES_PROPOSES = 2
# they only make sense with a penalty
GARANTIES = ("revue_garanties", "mise_en_demeure", "plafond")
FAVORABLES = ("favorable", "favorable_avec_vigilance")


def faits_vides(referentiel: Referentiel) -> dict[str, Any]:
    """Return every fact and decision, none of them known."""
    noms = (*Contrat().faits(), *referentiel.modalites, "montants", "poursuivre")
    return dict.fromkeys(noms)


def prochaine_question(faits: Faits, referentiel: Referentiel) -> str | None:
    """Return the next fact or decision to ask for; None when there is nothing to ask."""
    question = question_suivante(Contrat.depuis(faits), referentiel)
    if question:
        return question.fait
    if not mene_a_la_clause(faits, referentiel):
        return None
    return next(
        (m.fait for m in referentiel.modalites.values() if a_demander(m, faits, referentiel)), None
    )


def mene_a_la_clause(faits: Faits, referentiel: Referentiel) -> bool:
    """Tell whether the verdict is favorable, or the buyer goes on in full knowledge."""
    verdict = evaluer(Contrat.depuis(faits), referentiel).verdict
    return verdict in FAVORABLES or bool(verdict and faits["poursuivre"])


def peut_etre_redigee(faits: Faits, referentiel: Referentiel) -> bool:
    """Tell whether a clause can be written: a verdict, an axis, a contract not notified yet.

    Axes that the buyer leaves open on purpose are left to be filled in.
    """
    axes_connus = bool(axes_retenus(faits, referentiel)) or faits["axes"] == INCONNU
    verdict = evaluer(Contrat.depuis(faits), referentiel).verdict
    return verdict is not None and axes_connus and faits["etape"] != "notifiee"


def a_demander(modalite: Modalite, faits: Faits, referentiel: Referentiel) -> bool:
    """Tell whether a decision is still to be asked for."""
    fait = modalite.fait
    if faits[fait] is not None or (faits["etape"] == "notifiee" and fait != "etape"):
        return False
    if fait.startswith(ACTIONS):
        return fait.removeprefix(ACTIONS) in (faits["axes"] or ())
    if fait == "ambition":
        return faits["axes"] is None
    if faits["penalites"] == [] and fait in GARANTIES:
        return False
    if modalite.genre == "revue":
        return any(faits[revu] is None for revu in modalite.valeurs)
    revue = revue_de(fait, referentiel)
    return revue is None or fait in (faits[revue] or ())


def revue_de(fait: str, referentiel: Referentiel) -> str | None:
    """Return the review that shows a decision, if any."""
    revues = (m for m in referentiel.modalites.values() if m.genre == "revue")
    return next((revue.fait for revue in revues if fait in revue.valeurs), None)


def valeur_par_defaut(fait: str, faits: Faits, referentiel: Referentiel) -> Any:
    """Return what « par défaut » takes; `INCONNU` where nothing can be proposed."""
    if fait == "axes":
        return proposer_axes(faits, referentiel)
    if fait == "ccag":
        return proposer_ccag(faits, referentiel)
    if fait == "penalites":
        manquements = referentiel.manquements.values()
        return [m.id for m in manquements if m.par_defaut and _a_lieu(m, faits)]
    if fait.startswith(ACTIONS):
        axe = referentiel.axes[fait.removeprefix(ACTIONS)]
        possibles = [a for a in axe.actions if a.par_defaut]
        return [
            a.id for a in possibles if not a.insertion or faits["clause_insertion"] is True
        ] or [a.id for a in possibles]
    defaut = referentiel.modalites[fait].defaut
    return INCONNU if defaut is None else defaut


def _a_lieu(manquement: Manquement, faits: Faits) -> bool:
    """Tell whether a breach makes sense: an hour of insertion needs an action that counts hours."""
    if manquement.axe is None:
        return True
    choisies = faits[f"{ACTIONS}{manquement.axe}"] or ()
    return manquement.axe in (faits["axes"] or ()) and bool({*manquement.actions} & {*choisies})


def proposer_axes(faits: Faits, referentiel: Referentiel) -> list[str]:
    """Return the axes that best fit the buyer's ambition and the contract's subject.

    Those that go with an insertion clause come last when there is none; the guide's order decides
    ties.
    """

    def rang(axe: Axe) -> tuple[bool, bool, bool]:
        vise = faits["ambition"] in (None, INCONNU, "les_deux", axe.ambition)
        sans_clause = axe.lie_a_l_insertion and faits["clause_insertion"] is False
        return (not vise, sans_clause, raison_d_un_axe(axe, faits) == axe.raison)

    proposes = sorted(referentiel.axes.values(), key=rang)[:AXES_PROPOSES]
    return [axe.id for axe in referentiel.axes.values() if axe in proposes]


def raison_d_un_axe(axe: Axe, faits: Faits) -> str:
    """Return why an axis is proposed for this contract."""
    objet = _plier_objet(faits)
    for convenance in axe.convient:
        if _un_mot(convenance.mots, objet):
            return convenance.raison
    return axe.raison


def proposer_ccag(faits: Faits, referentiel: Referentiel) -> str:
    """Return the CCAG that the contract's subject calls for; that of supplies and services else."""
    objet = _plier_objet(faits)
    return next((c.id for c in referentiel.ccag.values() if _un_mot(c.mots, objet)), "fcs")


def axes_retenus(faits: Faits, referentiel: Referentiel) -> list[Axe]:
    """Return the axes that the buyer chose, in the guide's order."""
    choisis = faits["axes"] if isinstance(faits["axes"], list | tuple) else ()
    return [axe for axe in referentiel.axes.values() if axe.id in choisis]


def sans_clause_d_insertion(faits: Faits, referentiel: Referentiel) -> bool:
    """Tell that an axis that goes with an insertion clause was chosen without one."""
    lies = any(axe.lie_a_l_insertion for axe in axes_retenus(faits, referentiel))
    return lies and faits["clause_insertion"] is False


def decider_une_revue(fait: str, a_changer: Iterable[str], faits: Faits, referentiel: Referentiel,
                      reste: Any = None) -> dict[str, Any]:  # fmt: skip
    """Return the decisions that a review settles: all that it shows, but those to change.

    `reste` is the value that they take, their default when None.
    """
    a_changer = list(a_changer)
    decisions: dict[str, Any] = {fait: a_changer}
    for revu in referentiel.modalites[fait].valeurs:
        if revu not in a_changer and faits[revu] is None:
            decisions[revu] = reste or valeur_par_defaut(revu, faits, referentiel)
    return decisions


def tout_par_defaut(faits: Faits, referentiel: Referentiel) -> dict[str, Any]:
    """Return the default of every decision that is left."""
    decisions: dict[str, Any] = {}
    while question := prochaine_question({**faits, **decisions}, referentiel):
        if question not in referentiel.modalites:
            break
        ensemble = {**faits, **decisions}
        if referentiel.modalites[question].genre == "revue":
            decisions |= decider_une_revue(question, (), ensemble, referentiel)
        else:
            decisions[question] = valeur_par_defaut(question, ensemble, referentiel)
    return decisions


def _plier_objet(faits: Faits) -> str:
    """Return the subject as the words of the data expect it: folded, punctuation as spaces."""
    objet = faits["objet"] if isinstance(faits["objet"], str) else ""
    sans_accents = unicodedata.normalize("NFD", objet.lower())
    lettres = "".join(c for c in sans_accents if not unicodedata.combining(c))
    return " ".join(re.sub(r"[\W_]+", " ", lettres).split())


def _un_mot(mots: list[str], objet: str) -> bool:
    return bool(mots) and bool(re.search(rf"\b(?:{'|'.join(mots)})\b", objet))
