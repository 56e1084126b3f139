"""Write the documents of a file from what is known and decided: the clause, what goes with it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot.donnees import RACINE, referentiel
from bot.metier.clause import (
    axes_retenus,
    ccag_d_un_autre_achat,
    liste_par_defaut,
    reprises_du_guide,
)
from bot.metier.contrat import INCONNU, Lot
from bot.metier.criteres import MULTI_MS, a_savoir, a_tranches
from bot.metier.faits import Faits
from bot.metier.modalites import Action, Axe, Ccag, Manquement
from bot.metier.situation import lots_lies
from bot.metier.valeurs import Valeur, en_mois, somme_d_un
from bot.metier.verdict import Evaluation, evaluer, evaluer_lots
from bot.redaction.actions import ActionPropre, action_propre
from bot.redaction.avis import ecrire_l_obligation
from bot.redaction.ecriture import FILTRES, guichet, typographier

CLAUSE = "clause"
# who concludes the framework instead of the buyer, and what the buyer then concludes
CENTRALE, SUBSEQUENT = "centrale_d_achat", "marche_subsequent"
GROUPEMENT = "groupement_de_commandes"
# the short form is another way of writing the same document
FORMES_DE_LA_CLAUSE = {"courte": "clause_courte"}
# what is said of the framework of a central purchasing body in one paragraph, not in cards besides
DE_LA_CENTRALE = {"plan_dans_le_marche_subsequent", "centrale_d_achat"}
# decisions that the templates read as they are kept
TELLES_QUELLES = (
    "etape", "clause_insertion", "delai_reunion", "delai_bilan", "frequence_suivi",
    "mise_en_demeure", "plafond", "engagement", "cout", "longueur",
)  # fmt: skip


@dataclass(frozen=True)
class AxeRetenu:
    """An axis with the actions chosen in it, those of the guide and the buyer's own words."""

    axe: Axe
    actions: list[Action]
    propres: list[ActionPropre]

    @property
    def toutes(self) -> list[Action | ActionPropre]:
        """Return them in the order of the clause."""
        return [*self.actions, *self.propres]


@dataclass(frozen=True)
class Penalite:
    """A breach with the amount that the buyer gave, None when it is left to be filled in."""

    court: str
    libelle: str
    echeance: str
    par: str
    montant: float | None
    indicatif: str | None


@dataclass(frozen=True)
class Redige:
    """A document as an HTML fragment, and what is left to fill in it, each thing once."""

    html: str
    manques: tuple[str, ...]


def rediger(document: str, faits: Faits, reference: str | None, jour: datetime.date) -> Redige:
    """Write a document of `templates/documents`; whatever the buyer typed is escaped."""
    manques: list[str] = []
    textes = _textes()
    reprises = reprises_du_guide(faits, referentiel())

    def a_completer(texte: str) -> Markup:
        manques.append(texte)
        return Markup("<mark>{}</mark>").format(textes.a_completer(texte))

    def ou(valeur: object, texte: str) -> object:
        return valeur if _est_decide(valeur) else a_completer(texte)

    contexte = _contexte(faits.avec(reprises))
    contexte["reprises"] = [referentiel().modalites[fait].libelle for fait in reprises]
    contexte |= {"a_completer": a_completer, "ou": ou, "manques": manques}
    contexte |= {"reference": reference or textes.sans_reference(), "date": jour}
    if document != CLAUSE:  # what goes with the clause tells what it leaves to fill in
        contexte["manques_de_la_clause"] = rediger(CLAUSE, faits, reference, jour).manques
    html = _environnement().get_template(_gabarit(document, faits)).render(contexte)
    return Redige(html, tuple(dict.fromkeys(manques)))


def _gabarit(document: str, faits: Faits) -> str:
    forme = FORMES_DE_LA_CLAUSE.get(str(faits["longueur"])) if document == CLAUSE else None
    return f"documents/{forme or document}.html.j2"


def _contexte(faits: Faits) -> dict[str, Any]:
    guide = referentiel()
    # all lots count for the law, whichever the clause binds
    obligation = ecrire_l_obligation(faits, se_corrige=False)
    lies = faits.de_lots(lots_lies(faits, guide)) if faits.lots else faits
    # the consultation is for the whole, were only one of its lots bound
    lies = lies.avec({"objet": faits.contrat.objet or lies.contrat.objet})
    return {
        "obligation": obligation,
        "guichet": guichet(),
        "autres_lots": [lot.numero for lot in faits.lots if lot.numero not in _numeros(lies)],
        **_du_contrat(lies),
        **_de_l_avis(lies),
        **_des_decisions(lies),
    }


def _du_contrat(faits: Faits) -> dict[str, Any]:
    contrat = faits.contrat
    if contrat.objet:
        contrat = contrat.avec(objet=typographier(contrat.objet))
    particularites = contrat.particularites or ()
    # the framework is somebody else's: the clause is that of the marché subséquent alone
    d_une_centrale = CENTRALE in particularites
    sur_subsequent = contrat.forme_contrat == MULTI_MS
    forme = SUBSEQUENT if sur_subsequent and d_une_centrale else contrat.forme_contrat
    return {
        "contrat": contrat,
        "designation": str(_textes().designation(forme)),
        "sur_subsequent": sur_subsequent and not d_une_centrale,
        "subsequent_seul": sur_subsequent and d_une_centrale,
        "groupement": GROUPEMENT in particularites,
        "a_tranches": a_tranches(contrat),
        "lots": [_lot_lie(lot) for lot in faits.lots],
    }


def _de_l_avis(faits: Faits) -> dict[str, Any]:
    """Return what the verdict leaves to check, of all that is judged, each thing once."""
    guide, textes = referentiel(), _textes()
    evaluations = [evaluer(juge, guide) for juge in faits.contrats]
    a_surveiller = dict.fromkeys(v for e in evaluations for v in e.vigilances)
    inconnus = dict.fromkeys(fait for e in evaluations for fait in e.inconnus)
    en_plus = dict.fromkeys(v for contrat in faits.contrats for v in a_savoir(contrat, guide))
    cartes = [*a_surveiller, *en_plus]
    if {*cartes} >= DE_LA_CENTRALE:
        cartes = [carte for carte in cartes if carte not in DE_LA_CENTRALE]
    motifs = dict.fromkeys(motif for e in evaluations for motif in _motifs(e))
    return {
        "verdict": evaluer_lots(faits, guide).verdict,
        "vigilances": [guide.vigilances[v].texte for v in cartes],
        "reserves": [str(textes.reserve(fait)) for fait in inconnus],
        "motifs_defavorables": list(motifs),
    }


def _motifs(evaluation: Evaluation) -> Iterator[str]:
    """Yield why a contract does not meet a criterion."""
    criteres = referentiel().criteres
    for constat in evaluation.constats:
        if constat.etat == "non_rempli":
            yield criteres[constat.critere].raisons[constat.raison]


def _des_decisions(faits: Faits) -> dict[str, Any]:
    return {
        "axes": [_axe_retenu(axe, faits) for axe in axes_retenus(faits, referentiel())],
        "participants": _en_libelles("participants", faits),
        "contenu": _en_libelles("contenu", faits),
        "penalites": _penalites(faits),
        "sans_sanction": _sans_sanction(faits),
        "ccag": _ccag(faits),
        "autre_achat": ccag_d_un_autre_achat(faits, referentiel()),
        **{nom: _typographie(faits[nom]) for nom in ("interlocuteurs", "facilitateur")},
        "article_ccap": numero_de_la_place(faits["article_ccap"]),
        **{nom: faits[nom] for nom in TELLES_QUELLES},
    }


def _numeros(faits: Faits) -> set[int]:
    return {lot.numero for lot in faits.lots}


def _lot_lie(lot: Lot) -> Lot:
    """Return a lot with what the buyer typed of it in French typography."""
    objet = lot.dit.objet
    return replace(lot, dit=lot.dit.avec(objet=typographier(objet))) if objet else lot


def _axe_retenu(axe: Axe, faits: Faits) -> AxeRetenu:
    choisies = faits.actions(axe.id)
    actions = [action for action in axe.actions if action.id in choisies]
    connues = {action.id for action in actions}
    propres = [action_propre(typographier(t)) for t in choisies if t not in connues]
    return AxeRetenu(axe, actions, propres)


def _en_libelles(fait: str, faits: Faits) -> Any:
    """Return the labels of a list's items; the buyer's own words as they are."""
    valeurs = referentiel().modalites[fait].valeurs
    choisis = faits.liste(fait)
    if choisis is None:
        return faits[fait]
    return [valeurs.get(valeur) or typographier(valeur) for valeur in choisis]


def _penalites(faits: Faits) -> Any:
    if faits.penalites is None:
        return faits["penalites"]
    return [_penalite(referentiel().manquements[m], faits) for m in faits.penalites]


def _sans_sanction(faits: Faits) -> list[str]:
    """Return the breaches that the buyer left out of a list of penalties that he decided."""
    guide, choisis = referentiel(), faits.penalites or []
    possibles = liste_par_defaut("penalites", faits, guide)
    return [guide.manquements[m].libelle for m in possibles if m not in choisis]


def _penalite(manquement: Manquement, faits: Faits) -> Penalite:
    """Return a breach with its amount, by the unit that the buyer said."""
    montant = faits.montants.get(manquement.id)
    somme = None if montant is None else somme_d_un(montant)
    par = montant["par"] if isinstance(montant, dict) else manquement.par
    m = manquement
    return Penalite(m.court, m.libelle, m.echeance, par, somme, m.indicatif)


def _ccag(faits: Faits) -> Ccag | str | None:
    choisi = faits["ccag"]
    if not isinstance(choisi, str):
        return None
    return referentiel().ccag.get(choisi, choisi)


def numero_de_la_place(valeur: Valeur | None) -> str | None:
    """Return the number of the CCAP's article, None for an annex with numbers of its own."""
    if isinstance(valeur, int | float):
        return f"{valeur:.0f}"
    return valeur if isinstance(valeur, str) and valeur[:1].isdigit() else None


def _typographie(valeur: Valeur | None) -> str | None:
    return typographier(valeur) if isinstance(valeur, str) else None


def _est_decide(valeur: Any) -> bool:
    # « ≠ » alone would compare an object of the data to a word
    return valeur is not None and not (isinstance(valeur, str) and valeur == INCONNU)


@cache
def _environnement() -> Environment:
    environnement = Environment(
        loader=FileSystemLoader(RACINE / "templates"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environnement.filters.update(FILTRES, en_mois=en_mois)
    environnement.tests["decide"] = _est_decide
    return environnement


@cache
def _textes() -> Any:
    """Return the short texts that the code puts into the clause (`textes.j2`), as macros.

    They are not escaped: the clause does it, once.
    """
    lisible = _environnement().overlay(autoescape=False)
    return lisible.get_template("documents/textes.j2").module
