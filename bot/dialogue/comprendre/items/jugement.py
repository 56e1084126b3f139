"""Judge a message about items: what it wants of each, of their list as a whole, what it writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from bot.dialogue.comprendre.axes import AXES
from bot.dialogue.comprendre.items.blocs import Bloc, blocs, hors_des_blocs
from bot.dialogue.comprendre.items.listes import ListesParItems
from bot.dialogue.comprendre.items.places import Place, PlacesDesItems
from bot.dialogue.etat import Etat
from bot.francais.mots import compiler
from bot.francais.texte import plier
from bot.lecture.apartes import RIEN, Apartes
from bot.lecture.clause.gestes import Geste, Gestes, Jugee, Lieu, Mention
from bot.lecture.clause.morceaux import Morceau, morceaux
from bot.lecture.clause.souhaits import Souhaits

OU = compiler(r"\b{dit_ou} *$", "lecture/gestes")
# less sure, what is wanted of a mention is not known; what is likely but spoken of decides nothing
SUR, SUR_CITE = 0.8, 0.55
# likelier than this, a piece is said beside the rest, and its items are but spoken of
A_COTE = 0.6


class Juge(NamedTuple):
    """A message as judged: its items, its list as a whole, its own actions, its other pieces."""

    places: Sequence[Place]
    en_bloc: Sequence[Bloc]
    propres: tuple[str, ...]
    pieces: Sequence[Morceau]

    @property
    def bloc(self) -> Bloc | None:
        """Return what is decided of the list as a whole."""
        return next((bloc for bloc in self.en_bloc if bloc.geste != "cite"), None)

    @property
    def debuts(self) -> list[int]:
        """Return where its items, and its list, are mentioned."""
        items = (place.dit.debut for place in self.places)
        return sorted([*items, *(bloc.debut for bloc in self.en_bloc)])


@dataclass(frozen=True)
class JugementDItems:
    """Judges it by the light of what is asked, and of what is noted."""

    places: PlacesDesItems
    listes: ListesParItems
    souhaits: Souhaits
    gestes: Callable[[], Gestes]
    apartes: Callable[[], Apartes]

    def juger(self, dit: str, etat: Etat) -> Juge | None:
        """Return a message as judged; None where it names no item, or is not sure of one."""
        items = hors_des_blocs(self.places.dits(dit, etat), dit)
        pieces = self._sans_apartes(morceaux(dit), etat) if items else []
        situes = self.places.situer(items, dit, etat)
        en_bloc = self._en_bloc(dit, situes, pieces, etat)
        places = self._juger(dit, situes, en_bloc or (), pieces, etat)
        if en_bloc is None or len(places) < len(items):
            return None
        ecrites = self._ecrites(pieces, places, etat)
        autres = [piece for piece in pieces if piece not in ecrites]
        decides = [place for place in places if not tient(place, ecrites)]
        return Juge(decides, en_bloc, _en_phrases(dit, ecrites), autres) if decides else None

    def _sans_apartes(self, pieces: Sequence[Morceau], etat: Etat) -> list[Morceau]:
        """Return the pieces of a message that are not said beside it."""
        demandee = self.places.referentiel.modalites.get(etat.question or "")
        parts = self.apartes().parts(pieces, demandee.genre if demandee else RIEN)
        return [piece for piece, part in zip(pieces, parts, strict=True) if part < A_COTE]

    def _juger(
        self,
        dit: str,
        places: Sequence[Place],
        en_bloc: Sequence[Bloc],
        pieces: Sequence[Morceau],
        etat: Etat,
    ) -> list[Place]:
        """Return the items with what is wanted of each, but those of which it is not sure."""
        deja = {**self.places.notees(etat), **self.listes.proposees(en_bloc, etat)}
        mentions = [_mention(place, deja.get(place.fait, ())) for place in places]
        jugees = self.gestes().juger(dit, mentions, self._lieu(etat))
        tenus = [
            place
            if self._dit_ou(place, jugee.geste, places, etat)
            else self._voulu(place, jugee, dit, pieces)
            for place, jugee in zip(places, jugees, strict=True)
        ]
        gardes = _qui_restent(places, jugees, tenus, deja)
        retenus = (tenu or garde for tenu, garde in zip(tenus, gardes, strict=True))
        return [place for place in retenus if place]

    def _voulu(
        self, place: Place, jugee: Jugee, dit: str, pieces: Sequence[Morceau]
    ) -> Place | None:
        """Return an item with what is wanted of it, as but spoken of, or None: it is not sure.

        An action of the buyer's own has but its words for a name: it is surely meant, or not known.
        """
        if jugee.part < SUR:
            du_guide = place.item in self.places.referentiel.modalites[place.fait].items
            cite = du_guide and jugee.geste == "cite" and jugee.part >= SUR_CITE
            return place if cite or not tient(place, pieces) else None
        if jugee.geste == "ote" and _de_quel_axe(place, dit):
            return None
        return place._replace(geste=jugee.geste)

    def _dit_ou(self, place: Place, geste: Geste, places: Sequence[Place], etat: Etat) -> bool:
        """Tell « en insertion, que le tutorat »: an axis that is chosen says where."""
        if place.fait != AXES or etat.question == AXES or place.item not in etat.faits.axes:
            return False
        siennes = any(autre.fait == self.places.actions_de(place.item) for autre in places)
        return geste == "prend" or (geste == "seul" and siennes)

    def _lieu(self, etat: Etat) -> Lieu:
        if self.places.est_une_liste_d_actions(etat.question):
            return "actions"
        return "axes" if etat.question == AXES else "ailleurs"

    def _en_bloc(
        self, dit: str, places: Sequence[Place], pieces: Sequence[Morceau], etat: Etat
    ) -> list[Bloc] | None:
        """Return what is told of the list that is asked for, as a whole, once at most.

        None where it cannot be told: the words around say it, as they do of an item.
        """
        dits = [bloc for bloc in blocs(dit) if est_dans(bloc.debut, pieces)]
        if not dits:
            return []
        a_choisir = etat.question in self.places.notees(etat) and not etat.suivi.liste
        ailleurs = any(place.fait != etat.question for place in places)
        if len(dits) > 1 or ailleurs or not a_choisir:
            return None
        jugee = self._juger_en_bloc(dit, dits[0], places, etat)
        return [jugee] if jugee.part >= SUR else None

    def _juger_en_bloc(self, dit: str, bloc: Bloc, places: Sequence[Place], etat: Etat) -> Bloc:
        autres = [_mention(place, ()) for place in places]
        mentions = sorted([*autres, Mention(bloc.debut, bloc.fin, False, None)])
        jugees = self.gestes().juger(dit, mentions, self._lieu(etat))
        jugee = next(j for m, j in zip(mentions, jugees, strict=True) if m.debut == bloc.debut)
        return bloc._replace(geste=jugee.geste, part=jugee.part)

    def _ecrites(
        self, pieces: Sequence[Morceau], places: Sequence[Place], etat: Etat
    ) -> list[Morceau]:
        """Return the pieces that write actions of the buyer's own, where actions are asked for.

        Such a piece surely is an obligation, and decides of no item; what follows it in its
        sentence is of it.
        """
        ecrites = list[Morceau]()
        if not self.places.est_une_liste_d_actions(etat.question):
            return ecrites
        for piece in pieces:
            decide = any(place.geste != "cite" for place in places if tient(place, [piece]))
            suit = bool(ecrites) and ecrites[-1].phrase == piece.phrase
            oblige = suit or self.souhaits.entiere(piece.dit) == "sure"
            if oblige and not (decide or _est_d_un_nom(piece, pieces, places)):
                ecrites.append(piece)
        return ecrites


def tient(place: Place, pieces: Iterable[Morceau]) -> bool:
    """Tell that an item is mentioned in some pieces."""
    return est_dans(place.dit.debut, pieces)


def est_dans(debut: int, pieces: Iterable[Morceau]) -> bool:
    """Tell that some pieces hold a place."""
    return any(piece.debut <= debut < piece.fin for piece in pieces)


def _est_d_un_nom(piece: Morceau, pieces: Sequence[Morceau], places: Sequence[Place]) -> bool:
    """Tell what is asked, and « l'axe santé : des tutos », from « et la mienne : former… »."""
    if piece.avant != ":":
        return piece.apres.startswith("?")
    debut = max((autre.fin for autre in pieces if autre.fin <= piece.debut), default=0)
    return any(place.dit.fin >= debut for place in places if place.dit.debut < piece.debut)


def _mention(place: Place, deja: Sequence[str]) -> Mention:
    dit = place.dit
    return Mention(dit.debut, dit.fin, dit.rang is not None, place.item in deja, not deja)


def _qui_restent(
    places: Sequence[Place],
    jugees: Sequence[Jugee],
    tenus: Sequence[Place | None],
    deja: Mapping[str, Sequence[str]],
) -> list[Place | None]:
    """Return « l'égalité » of « retirez la santé, on ne garde que l'égalité »: it stays anyway."""
    otees = {place.item for place in tenus if place and place.geste == "ote"}
    restes = {fait: {*liste} - otees for fait, liste in deja.items()}
    return [
        place
        if jugee.geste != "ote" and restes.get(place.fait) == {place.item} != {*deja[place.fait]}
        else None
        for place, jugee in zip(places, jugees, strict=True)
    ]


def _de_quel_axe(place: Place, dit: str) -> bool:
    """Tell « retire ça de la santé », which names where it is."""
    return place.fait == AXES and OU.search(plier(dit[: place.dit.debut])) is not None


def _en_phrases(dit: str, ecrites: Sequence[Morceau]) -> tuple[str, ...]:
    """Return the actions that pieces write, those of one sentence together, as they were typed."""
    phrases = groupby(ecrites, key=lambda piece: piece.phrase)
    ensemble = ([*siennes] for _, siennes in phrases)
    return tuple(dit[siennes[0].debut : siennes[-1].fin] for siennes in ensemble)
