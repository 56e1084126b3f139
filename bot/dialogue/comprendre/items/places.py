"""Which items a message names: of which list each is, where several bear a name or a rank."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.dialogue.comprendre.actions_en_listes import ActionsEnListes
from bot.dialogue.comprendre.axes import AXES, nomme_un_axe
from bot.dialogue.etat import Etat
from bot.francais.texte import plier
from bot.lecture.clause.actions import SE_FAIT
from bot.lecture.clause.gestes import Geste
from bot.lecture.clause.items import ItemDit, noms_des_items, reperer_les_items
from bot.metier.modalites import Modalite
from bot.metier.referentiel import Referentiel

MOT = re.compile(r"\w+")
# shorter words of an own action do not name it
LETTRES_D_UN_NOM = 6


class Place(NamedTuple):
    """An item that is mentioned: where, of which list, and what is wanted of it."""

    dit: ItemDit
    fait: str
    item: str
    geste: Geste = "cite"


@dataclass(frozen=True)
class PlacesDesItems:
    """Finds them, by the light of what is asked, and of what is noted."""

    referentiel: Referentiel
    listes: ActionsEnListes

    def notees(self, etat: Etat) -> Mapping[str, Sequence[str]]:
        """Return the lists that were shown, as they are; the one that is open, as chosen so far."""
        axes = etat.suivi.liste if etat.question == AXES else etat.faits.axes
        shown = {AXES: axes} if axes or etat.question == AXES else {}
        return {**shown, **self.listes.lues(etat)}

    def dits(self, dit: str, etat: Etat) -> list[ItemDit]:
        """Return where items are mentioned, whatever list they are of."""
        items = reperer_les_items(dit, self._en_vue(etat))
        return [item for item in items if self._est_dit(item, dit, etat)]

    def situer(self, items: Sequence[ItemDit], dit: str, etat: Etat) -> list[Place]:
        """Return each item with its list; fewer than there are where one is of none."""
        return [*self._situer(items, dit, etat)]

    def est_une_liste_d_actions(self, fait: str | None) -> bool:
        """Tell the actions of an axis."""
        modalite = self.referentiel.modalites.get(fait or "")
        return modalite is not None and modalite.axe is not None

    def actions_de(self, axe: str) -> str:
        """Return the list of the actions of an axis."""
        return self.referentiel.actions_de(axe).fait

    def _en_vue(self, etat: Etat) -> Mapping[str, Mapping[str, Sequence[str]]]:
        """Return the lists whose items may be meant, each item with what names it."""
        axes = {AXES: noms_des_items(AXES, self.referentiel)}
        if etat.question == AXES:
            return axes
        vues = dict[str, Mapping[str, Sequence[str]]]()
        for fait, notees in self.listes.lues(etat).items():
            propres = _des_propres(self.referentiel.modalites[fait], notees)
            vues[fait] = {**noms_des_items(fait, self.referentiel), **propres}
        return {**axes, **vues} if vues else {}

    def _est_dit(self, item: ItemDit, dit: str, etat: Etat) -> bool:
        """Tell an item from « des hommes », which names the axis only where axes are asked for."""
        que_d_un_axe = item.possibles and {fait for fait, _ in item.possibles} == {AXES}
        return not que_d_un_axe or etat.question == AXES or self._est_un_axe(item, dit)

    def _est_un_axe(self, item: ItemDit, dit: str) -> bool:
        """Tell « l'égalité », « la santé au travail », by the head of the name of an axis."""
        tetes = {plier(axe.court).split()[0] for axe in self.referentiel.axes.values()}
        return bool(tetes & {*MOT.findall(plier(dit[item.debut : item.fin]))})

    def _situer(self, items: Sequence[ItemDit], dit: str, etat: Etat) -> Iterator[Place]:
        """Yield them; a rank is of the axis named before it, or the only one, or of what is asked.

        So are « l'égalité, la 2 », « la 2 et la 3 de l'égalité ».
        """
        demandee = etat.question
        des_axes = demandee == AXES
        courante = demandee if des_axes or self.est_une_liste_d_actions(demandee) else None
        seule = None if des_axes else self._seule_nommee(items, dit, etat)
        for item in items:
            if item.rang is None:
                fait, nom = self._choisir(item, dit, courante, etat)
                yield Place(item, fait, nom)
                courante = courante if des_axes else self.actions_de(nom) if fait == AXES else fait
            else:
                yield from self._au_rang(item, seule or courante)

    def _au_rang(self, item: ItemDit, fait: str | None) -> Iterator[Place]:
        rangs = [*self.referentiel.modalites[fait].items] if fait else []
        if item.rang is not None and 1 <= item.rang <= len(rangs):
            yield Place(item, str(fait), rangs[item.rang - 1])

    def _seule_nommee(self, items: Sequence[ItemDit], dit: str, etat: Etat) -> str | None:
        """Return the list of the only axis that is named as such."""
        nommes = [self._choisir(i, dit, None, etat) for i in items if i.rang is None]
        axes = {nom for fait, nom in nommes if fait == AXES}
        return self.actions_de(axes.pop()) if len(axes) == 1 else None

    def _choisir(
        self, item: ItemDit, dit: str, courante: str | None, etat: Etat
    ) -> tuple[str, str]:
        """Return which item a name means, of those that bear it."""
        d_un_axe = [p for p in item.possibles if p[0] == AXES]
        seul = nomme_un_axe(dit[item.debut : item.fin], self.referentiel)
        if d_un_axe and seul and self._est_un_axe(item, dit):
            return d_un_axe[0]
        notees = self.listes.lues(etat)
        return min(item.possibles, key=lambda possible: _loin(possible, courante, notees))


def _loin(
    possible: tuple[str, str], courante: str | None, notees: Mapping[str, Sequence[str]]
) -> int:
    """Return how far an item is from being meant: of the list at hand, noted, of any, an axis."""
    fait, item = possible
    proches = (fait == courante, item in notees.get(fait, ()), fait != AXES)
    return next((rang for rang, proche in enumerate(proches) if proche), len(proches))


def _des_propres(modalite: Modalite, notees: Sequence[str]) -> dict[str, list[str]]:
    """Return the buyer's own actions, each with its long words, that name it."""
    propres = (dit for dit in notees if dit not in modalite.items)
    mots = {dit: [m for m in MOT.findall(plier(dit)) if _nomme(m)] for dit in propres}
    return {dit: siens for dit, siens in mots.items() if siens}


def _nomme(mot: str) -> bool:
    """Tell « chauffeurs » from « former », which many actions say."""
    return len(mot) >= LETTRES_D_UN_NOM and not SE_FAIT.fullmatch(mot)
