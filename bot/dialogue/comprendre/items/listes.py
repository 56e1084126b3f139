"""What lists become, by what is wanted of their items."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.axes import AXES
from bot.dialogue.comprendre.compris import Decisions
from bot.dialogue.comprendre.items.blocs import Bloc
from bot.dialogue.comprendre.items.places import Place, PlacesDesItems
from bot.dialogue.etat import Etat
from bot.metier.clause import liste_par_defaut
from bot.metier.referentiel import Referentiel
from bot.metier.valeurs import est_une_liste


@dataclass(frozen=True)
class ListesParItems:
    """Settles lists, and compares what they hold before and after a turn."""

    places: PlacesDesItems

    def decider(
        self, places: Sequence[Place], bloc: Bloc | None, ajoute: bool, ecrit: bool, etat: Etat
    ) -> Decisions | None:
        """Return the lists as they become; None where it cannot be told of one of them.

        `bloc`: what is told of the list that is asked for, as a whole; `ajoute`: the message says
        that it adds; `ecrit`: that it writes more, for the open list.
        """
        faits = None if _enleve_d_un_axe(places) else self._changees(places, bloc, ajoute, etat)
        if faits is None:
            return None
        demandee = str(etat.question)
        choisit = bloc or _choisit([place for place in places if place.fait == demandee])
        ouverte = faits.pop(demandee, None) if ecrit or not choisit else None
        return Decisions(
            dict(faits), liste=None if ouverte is None else tuple(ouverte), exclusif=True
        )

    def _changees(
        self, places: Sequence[Place], bloc: Bloc | None, ajoute: bool, etat: Etat
    ) -> dict[str, list[str]] | None:
        """Return the lists that change, as they become; None where one of them cannot be told."""
        dites = [place.fait for place in places if place.geste != "cite"]
        dites = [str(etat.question), *dites] if bloc else dites
        faits = dict[str, list[str]]()
        for fait in dict.fromkeys(dites):
            siennes = [place for place in places if place.fait == fait]
            en_bloc = bloc if fait == etat.question else None
            faits[fait] = self._devient(fait, siennes, en_bloc, ajoute, etat) or []
        return faits if all(faits.values()) else None

    def proposees(self, en_bloc: Sequence[Bloc], etat: Etat) -> Mapping[str, Sequence[str]]:
        """Return the list that is asked for as « par défaut, mais remplacez la 2 » starts it."""
        if not any(bloc.genre == "defaut" and bloc.geste != "ote" for bloc in en_bloc):
            return {}
        fait = str(etat.question)
        return {fait: liste_par_defaut(fait, etat.faits, self.places.referentiel)}

    def _devient(
        self, fait: str, places: Sequence[Place], bloc: Bloc | None, ajoute: bool, etat: Etat
    ) -> list[str] | None:
        """Return what a list becomes; None where it was not shown, or something else is meant."""
        if bloc:
            return self._en_bloc(fait, places, bloc, etat)
        deja = self.places.notees(etat).get(fait)
        prises, seules, otees = (_de(places, geste) for geste in ("prend", "seul", "ote"))
        otees -= prises | seules
        if deja is None or _contredit(prises, otees, deja):
            return None
        if seules or not deja:
            return self._ranger(fait, seules | prises)
        gardees = self._gardees(fait, prises, deja, ajoute or bool(otees), etat)
        return None if gardees is None else self._ranger(fait, (gardees | prises) - otees)

    def _en_bloc(self, fait: str, places: Sequence[Place], bloc: Bloc, etat: Etat) -> list[str]:
        """Return what a list becomes by what is told of it as a whole, and of its items."""
        guide = self.places.referentiel
        prises, otees = _de(places, "prend") | _de(places, "seul"), _de(places, "ote")
        nommes = {place.item for place in places}
        proposes = liste_par_defaut(fait, etat.faits, guide)
        base = bloc.base(guide.modalites[fait].items, proposes, nommes)
        propres = self._propres(fait, self.places.notees(etat).get(fait) or ())
        return self._ranger(fait, (base | prises | propres) - (otees - prises))

    def _gardees(
        self, fait: str, prises: set[str], deja: Sequence[str], ajoute: bool, etat: Etat
    ) -> set[str] | None:
        """Return what stays of a list, which « finalement la 1 et la 4 » tells over.

        None of axes, of which nothing tells it.
        """
        neuves = prises - {*deja}
        if ajoute or not neuves:
            return {*deja}
        if fait == AXES:
            return None
        redite = len(neuves) < len(prises) and fait != etat.question
        return self._propres(fait, deja) if redite else {*deja}

    def _propres(self, fait: str, liste: Sequence[str]) -> set[str]:
        return {*liste} - {*self.places.referentiel.modalites[fait].items}

    def _ranger(self, fait: str, gardees: Collection[str]) -> list[str]:
        items = self.places.referentiel.modalites[fait].items
        return [*(i for i in items if i in gardees), *(i for i in gardees if i not in items)]

    def changees(self, avant: Etat, apres: Etat) -> Mapping[str, Sequence[str]]:
        """Return the lists of items that a turn changed, as they are after it."""
        deja, la = self.places.notees(avant), self.places.notees(apres)
        return {
            fait: liste for fait, liste in la.items() if liste and [*liste] != [*deja.get(fait, ())]
        }

    def ses_mots(self, listes: Mapping[str, Sequence[str]], avant: Etat) -> list[str]:
        """Return the words of the buyer's own that lists hold, and did not."""
        deja = {dit for liste in self.places.notees(avant).values() for dit in liste}
        propres = [dit for fait, liste in listes.items() for dit in self._propres(fait, liste)]
        return [dit for dit in propres if dit not in deja]


def voulues(decisions: Decisions, etat: Etat) -> Mapping[str, Sequence[str]]:
    """Return the lists that are decided, the one that is open among them."""
    ouverte = {} if decisions.liste is None else {str(etat.question): decisions.liste}
    return {**{f: v for f, v in decisions.faits.items() if est_une_liste(v)}, **ouverte}


def sans_les_items(
    decisions: Decisions, evoques: bool, referentiel: Referentiel, etat: Etat
) -> Decisions:
    """Return decisions without those of lists, if their items were only spoken of (`evoques`)."""
    if not evoques:
        return decisions
    listes = {AXES, *(fait for fait, m in referentiel.modalites.items() if m.axe)}
    gardes = {fait: valeur for fait, valeur in decisions.faits.items() if fait not in listes}
    if etat.question not in listes:
        return replace(decisions, faits=gardes)
    return replace(decisions, faits=gardes, liste=None, souhait=None, a_ecrire=None)


def _contredit(prises: Collection[str], otees: Collection[str], deja: Sequence[str]) -> bool:
    """Tell what takes only what is noted, or leaves out what is not: something else is meant."""
    dites = {*deja}
    rien_de_neuf = bool(prises) and not otees and {*prises} <= dites
    return bool(dites) and (rien_de_neuf or not {*otees} <= dites)


def _enleve_d_un_axe(places: Sequence[Place]) -> bool:
    """Tell « l'échauffement c'est l'axe santé, enlevez-le de là »."""
    otees = {place.fait for place in places if place.geste == "ote"}
    return AXES in otees and len(otees) > 1


def _choisit(places: Sequence[Place]) -> bool:
    """Tell what answers the question of a list: something is taken in it, or is all of it."""
    return any(place.geste in ("prend", "seul") for place in places)


def _de(places: Sequence[Place], geste: str) -> set[str]:
    return {place.item for place in places if place.geste == geste}
