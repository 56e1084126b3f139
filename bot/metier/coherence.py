"""What does not hold together in the guide's data, beyond the shape of each card."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, get_args

from bot.metier.modalites import Calcul, Condition, Genre, Modalite
from bot.metier.referentiel import GUIDE, Parcours, Referentiel


class Sourcee(Protocol):
    """A card that says where it comes from."""

    @property
    def source(self) -> str:
        """Return the id of a card of `sources.yml`."""


def incoherences(referentiel: Referentiel) -> Iterator[str]:
    """Yield what is wrong, in French, with the file where it is to be put right."""
    yield from _noms_faux(referentiel)
    if sum(ccag.par_defaut for ccag in referentiel.ccag.values()) != 1:
        yield "ccag.yml : un CCAG, et un seul, est par_defaut"
    if sum(manquement.en_retard for manquement in referentiel.manquements.values()) != 1:
        yield "manquements.yml : un manquement, et un seul, est en_retard"


def _noms_faux(referentiel: Referentiel) -> Iterator[str]:
    """Yield the names that stand for nothing, by the card that bears them."""
    citees = {carte.source for carte in _cartes_sourcees(referentiel)}
    if inconnues := citees - referentiel.sources.keys():
        yield f"sources inconnues ({_noms(inconnues)})"
    for modalite in referentiel.modalites.values():
        if fautes := _fautes_d_une_modalite(modalite, referentiel):
            yield f"modalites.yml, « {modalite.fait} » : {_noms(fautes)} n’existe pas"
    for nom, parcours in referentiel.parcours.items():
        if fautes := _fautes_d_un_parcours(nom, parcours, referentiel):
            yield f"parcours.yml, « {nom} » : {_noms(fautes)} inconnu, oublié ou répété"


def _cartes_sourcees(referentiel: Referentiel) -> Iterator[Sourcee]:
    yield from referentiel.parametres.values()
    yield from referentiel.criteres.values()
    yield from referentiel.vigilances.values()
    yield from referentiel.modalites.values()
    yield from referentiel.manquements.values()
    yield from referentiel.ccag.values()
    yield from referentiel.perimetre.values()
    yield referentiel.regime_social
    yield from referentiel.regime_social.seuils
    yield from referentiel.regime_social.seuils_sociaux
    for axe in referentiel.axes.values():
        yield axe
        for action in axe.actions:
            yield from action.indicateurs


def _fautes_d_une_modalite(modalite: Modalite, referentiel: Referentiel) -> set[str]:
    """Return the names on a card that stand for nothing."""
    montres = modalite.items if modalite.genre == "revue" else []
    fautes = {*modalite.quand, *montres} - referentiel.modalites.keys()
    fautes |= {*modalite.quand.values()} - {*get_args(Condition)}
    fautes |= {modalite.genre} - {*get_args(Genre)}
    return fautes | ({modalite.defaut_calcule or ""} - {*get_args(Calcul), ""})


def _fautes_d_un_parcours(nom: str, parcours: Parcours, referentiel: Referentiel) -> set[str]:
    """Return what a course names wrongly; that of the guide asks for everything, each once."""
    noms = (*parcours.faisabilite, *parcours.clause)
    faits = {question.fait for question in referentiel.questions}
    fautes = {*parcours.faisabilite} - faits | {*parcours.clause} - referentiel.modalites.keys()
    fautes |= {*parcours.facultatifs} - ({*parcours.faisabilite} - referentiel.decisifs)
    fautes |= {fait for fait in noms if noms.count(fait) > 1}
    demandees = {m.fait for m in referentiel.modalites.values() if not m.spontanee}
    oublies = (faits | demandees) - {*noms}
    return fautes | oublies if nom == GUIDE else fautes


def _noms(noms: set[str]) -> str:
    return ", ".join(sorted(noms))
