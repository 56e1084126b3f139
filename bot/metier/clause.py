"""What remains to be decided before the clause is written, and what is proposed by default."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from bot.metier.contrat import INCONNU, NOTIFIEE
from bot.metier.faits import Faits
from bot.metier.modalites import Axe, Calcul, Condition, Manquement, Modalite
from bot.metier.objets import plier_objet, un_mot
from bot.metier.obligation import decide, type_d_achat
from bot.metier.referentiel import GUIDE, Referentiel
from bot.metier.valeurs import Valeur, est_une_liste

# two axes that are followed up are worth more than four (guide, 2.2: « un ou plusieurs »)
# the section of the guide on how a plan is made and followed
SUIVI_DU_PLAN = "guide-2.3"
AXES_PROPOSES = 2
CONDITIONS: Mapping[Condition, Callable[[Valeur | None], bool]] = {
    "pas_demande": lambda valeur: valeur is None,
    "pas_vide": lambda valeur: valeur != [],
}


def decision_suivante(faits: Faits, referentiel: Referentiel, parcours: str = GUIDE) -> str | None:
    """Return the next decision to ask for in a course; None when there is none left."""
    modalites = (referentiel.modalites[nom] for nom in referentiel.parcours[parcours].clause)
    return next((m.fait for m in modalites if _est_a_demander(m, faits, referentiel)), None)


def _est_a_demander(modalite: Modalite, faits: Faits, referentiel: Referentiel) -> bool:
    """Tell whether a decision is still to be asked for."""
    # a contract that is notified takes no clause any more
    if faits[modalite.fait] is not None or faits.etape == NOTIFIEE:
        return False
    if not _a_un_sens(modalite, faits):
        return False
    if modalite.decisive and not decide(modalite.fait, faits, referentiel):
        return False
    if modalite.genre == "revue":
        return any(faits[revu] is None for revu in modalite.items)
    revue = revue_de(modalite.fait, referentiel)
    return revue is None or modalite.fait in (faits.liste(revue) or ())


def _a_un_sens(modalite: Modalite, faits: Faits) -> bool:
    """Tell whether a decision makes sense, given the axes and the other decisions."""
    if modalite.axe is not None and modalite.axe not in faits.axes:
        return False
    return all(CONDITIONS[c](faits[autre]) for autre, c in modalite.quand.items())


def revue_de(fait: str, referentiel: Referentiel) -> str | None:
    """Return the review that shows a decision, if any."""
    revues = (m for m in referentiel.modalites.values() if m.genre == "revue")
    return next((revue.fait for revue in revues if fait in revue.valeurs), None)


def valeur_par_defaut(fait: str, faits: Faits, referentiel: Referentiel) -> Valeur:
    """Return what « par défaut » takes; `INCONNU` where nothing can be proposed."""
    modalite = referentiel.modalites[fait]
    if modalite.defaut_calcule is not None:
        return CALCULS[modalite.defaut_calcule](modalite, faits, referentiel)
    return INCONNU if modalite.defaut is None else modalite.defaut


def reprises_du_guide(faits: Faits, referentiel: Referentiel) -> dict[str, Valeur | None]:
    """Return what the guide sets of how the plan is followed, where no question was asked yet.

    What the buyer passed over stays open.
    """
    return {
        m.fait: m.defaut
        for m in referentiel.modalites.values()
        if m.source == SUIVI_DU_PLAN and m.defaut and faits[m.fait] is None
    }


def liste_par_defaut(fait: str, faits: Faits, referentiel: Referentiel) -> list[str]:
    """Return what « par défaut » takes of a list; nothing where nothing can be proposed."""
    defaut = valeur_par_defaut(fait, faits, referentiel)
    return defaut if est_une_liste(defaut) else []


def items_montres(modalite: Modalite, faits: Faits, referentiel: Referentiel) -> list[str]:
    """Return the items that a list shows: a breach about an axis only with this axis."""
    if modalite.fait != "penalites":
        return [*modalite.items]
    axes = {item: referentiel.manquements[item].axe for item in modalite.items}
    return [item for item, axe in axes.items() if axe is None or axe in faits.axes]


def _manquements_du_plan(modalite: Modalite, faits: Faits, referentiel: Referentiel) -> list[str]:
    """Return the breaches that make sense with the actions that were chosen."""
    manquements = referentiel.manquements.values()
    proposes = [m.id for m in manquements if m.par_defaut and _a_lieu(m, faits)]
    # what has its amount already was meant to be one
    return [m.id for m in manquements if m.id in proposes or m.id in faits.montants]


def _a_lieu(manquement: Manquement, faits: Faits) -> bool:
    """Tell whether a breach makes sense: an hour of insertion needs an action that counts hours."""
    if manquement.axe is None:
        return True
    choisies = faits.actions(manquement.axe)
    return manquement.axe in faits.axes and not {*choisies}.isdisjoint(manquement.actions)


def _actions_proposees(modalite: Modalite, faits: Faits, referentiel: Referentiel) -> list[str]:
    """Return an axis's default actions, without those that presuppose an insertion clause.

    Where all of them do, they are proposed nonetheless: an axis needs an action.
    """
    possibles = [a for a in referentiel.axes[modalite.axe or ""].actions if a.par_defaut]
    tenables = [a.id for a in possibles if not a.insertion or faits.clause_insertion]
    return tenables or [a.id for a in possibles]


def _axes_proposes(modalite: Modalite, faits: Faits, referentiel: Referentiel) -> list[str]:
    """Return the axes that best fit the buyer's ambition and the contract's subject.

    Those that go with an insertion clause come last when none is known; the guide's order decides
    ties.
    """

    def rang(axe: Axe) -> tuple[bool, bool, bool]:
        vise = faits["ambition"] in (None, INCONNU, "les_deux", axe.ambition)
        sans_clause = axe.lie_a_l_insertion and not faits.clause_insertion
        return (not vise, sans_clause, raison_d_un_axe(axe, faits) == axe.raison)

    proposes = sorted(referentiel.axes.values(), key=rang)[:AXES_PROPOSES]
    return [axe.id for axe in referentiel.axes.values() if axe in proposes]


def _ccag_de_l_objet(modalite: Modalite, faits: Faits, referentiel: Referentiel) -> str:
    """Return the CCAG that what is bought calls for, by its kind and the words of its subject."""
    objet, achat = plier_objet(faits.contrat.objet), type_d_achat(faits, referentiel)
    possibles = [c for c in referentiel.ccag.values() if achat is None or achat in c.achats]
    d_office = [c for c in possibles if c.par_defaut]
    proposes = [c for c in possibles if un_mot(c.mots, objet)] or d_office or possibles
    return proposes[0].id


def ccag_d_un_autre_achat(faits: Faits, referentiel: Referentiel) -> str | None:
    """Return the kind of purchase that is known, when the chosen CCAG is not written for it."""
    achat, choisi = type_d_achat(faits, referentiel), referentiel.ccag.get(str(faits["ccag"]))
    return achat if achat and choisi and achat not in choisi.achats else None


CALCULS: Mapping[Calcul, Callable[[Modalite, Faits, Referentiel], Valeur]] = {
    "axes_proposes": _axes_proposes,
    "actions_proposees": _actions_proposees,
    "manquements_du_plan": _manquements_du_plan,
    "ccag_de_l_objet": _ccag_de_l_objet,
}


def raison_d_un_axe(axe: Axe, faits: Faits) -> str:
    """Return why an axis is proposed for this contract."""
    objet = plier_objet(faits.contrat.objet)
    for convenance in axe.convient:
        if un_mot(convenance.mots, objet):
            return convenance.raison
    return axe.raison


def axes_retenus(faits: Faits, referentiel: Referentiel) -> list[Axe]:
    """Return the axes that the buyer chose, in the guide's order."""
    return [axe for axe in referentiel.axes.values() if axe.id in faits.axes]


def sans_clause_d_insertion(faits: Faits, referentiel: Referentiel) -> bool:
    """Tell that an axis that goes with an insertion clause was chosen without one."""
    lies = any(axe.lie_a_l_insertion for axe in axes_retenus(faits, referentiel))
    return lies and faits.clause_insertion is False


def decider_une_revue(fait: str, a_changer: Iterable[str], faits: Faits, referentiel: Referentiel,
                      reste: Valeur | None = None) -> dict[str, Valeur]:  # fmt: skip
    """Return the decisions that a review settles: all that it shows, but those to change.

    `reste` is the value that they take, their default when None. Settled once already, what it left
    open is settled too.
    """
    a_changer = list(a_changer)
    libres = (None,) if faits[fait] is None else (None, INCONNU)
    decisions: dict[str, Valeur] = {fait: a_changer}
    for revu in referentiel.modalites[fait].items:
        if revu not in a_changer and faits[revu] in libres:
            decisions[revu] = reste or valeur_par_defaut(revu, faits, referentiel)
    return decisions
