"""Read what a message wants of the items that it names, whatever is asked.

« Dans l'égalité, la 5 à la place de la 2 », « les portes ouvertes laissez tomber ». Nothing is read
where a mention is not surely judged, where the list of a rank is not known, or where the message
writes an action of the buyer's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.dialogue.comprendre.axes import AXES
from bot.dialogue.comprendre.compris import Decisions
from bot.dialogue.comprendre.items.listes import ListesParItems
from bot.dialogue.comprendre.items.places import MOT, Place, PlacesDesItems
from bot.dialogue.etat import Etat
from bot.francais.mots import compiler, liste, quelque_part
from bot.francais.nombres import lire_nombres
from bot.francais.texte import decouper, plier
from bot.lecture.apartes import RIEN, Apartes
from bot.lecture.clause.actions import SE_FAIT
from bot.lecture.clause.gestes import Geste, Gestes, Jugee, Lieu, Mention
from bot.lecture.clause.items import ItemDit, noms_des_items
from bot.lecture.clause.mesures import dit_sa_mesure
from bot.lecture.clause.morceaux import Morceau, morceaux
from bot.lecture.clause.selections import (
    CHIFFRE,
    LETTRES_D_UNE_RACINE,
    LIAISONS,
    racines_des_titres,
)
from bot.lecture.clause.souhaits import Souhaits

FICHIER = "lecture/gestes"
# everything, nothing, the others, the default: what is not told item by item
EN_BLOC = quelque_part(f"{FICHIER}.en_bloc")
LE_RESTE = quelque_part(f"{FICHIER}.le_reste")
AJOUTE = quelque_part(f"{FICHIER}.classes.ajoute")
# « la pénalité sur l'heure d'insertion » is no action
PENALISE = compiler("{penalise}", FICHIER)
# what is said to us
ORDONNE = compiler(r"\b{ordonne}\b", FICHIER)
OU = compiler(r"\b{dit_ou} *$", FICHIER)
# what leads to the name of an item, and says no more
CHOISIR = LIAISONS | {*liste(f"{FICHIER}.menent_a_un_nom")}
# less sure, what is wanted of a mention is not known; what is likely but spoken of decides nothing
SUR, SUR_CITE = 0.8, 0.55
# likelier than this, a piece is said beside the rest, and its items are but spoken of
A_COTE = 0.6
# shorter words say nothing of their own
LETTRES_D_UN_OUTIL = 3


class ItemsLus(NamedTuple):
    """What is decided of lists, how surely, and the pieces that name no item: before, after.

    `redit`: it may tell a list over, « l'axe santé : la 2 et la 3 ».
    """

    decisions: Decisions
    avant: tuple[str, ...] = ()
    apres: tuple[str, ...] = ()
    part: float = 1.0
    redit: bool = False


@dataclass(frozen=True)
class ItemsDits:
    """Reads it by the light of what is asked, and of what is noted."""

    places: PlacesDesItems
    listes: ListesParItems
    souhaits: Souhaits
    gestes: Callable[[], Gestes]
    apartes: Callable[[], Apartes]

    def lire(self, dit: str, etat: Etat) -> ItemsLus | None:
        """Return what a message wants of items; None where it cannot be told.

        Without a decision: items are only spoken of, and nothing is to be taken of them.
        """
        items = self.places.dits(dit, etat)
        if not items or PENALISE.search(plier(dit)) or dit_sa_mesure(dit):
            return None
        pieces = self._sans_apartes(morceaux(dit), etat)
        places = self._juger(dit, self.places.situer(items, dit, etat), pieces, etat)
        if len(places) < len(items) or self._dit_plus(dit, places, pieces, etat):
            return None
        if all(place.geste == "cite" for place in places):
            # « pourquoi avez-vous enlevé la santé ? Remettez-la » decides
            return None if ORDONNE.search(plier(dit)) else ItemsLus(Decisions())
        ajoute = AJOUTE.search(plier(dit)) is not None
        decisions = self.listes.decider(places, ajoute, etat)
        return None if decisions is None else _avec_le_reste(decisions, places, pieces)

    def nous_dit(self, dit: str, etat: Etat) -> bool:
        """Tell « les conditions de travail on laisse », an order, or but a name, from an action."""
        items = self.places.dits(dit, etat)
        if CHIFFRE.search(dit) or not items:
            return not CHIFFRE.search(dit) and self.souhaits.entiere(dit) != "sure"
        nu = _sans(plier(dit), [(item.debut, item.fin) for item in items])
        return ORDONNE.search(nu) is not None or not self._autres_mots(nu, items)

    def _sans_apartes(self, pieces: Sequence[Morceau], etat: Etat) -> list[Morceau]:
        """Return the pieces of a message that are not said beside it."""
        demandee = self.places.referentiel.modalites.get(etat.question or "")
        parts = self.apartes().parts(pieces, demandee.genre if demandee else RIEN)
        return [piece for piece, part in zip(pieces, parts, strict=True) if part < A_COTE]

    def _juger(
        self, dit: str, places: Sequence[Place], pieces: Sequence[Morceau], etat: Etat
    ) -> list[Place]:
        """Return the items with what is wanted of each; none where it is not sure of one."""
        deja = self.places.notees(etat)
        mentions = [_mention(place, deja.get(place.fait, ())) for place in places]
        jugees = self.gestes().juger(dit, mentions, self._lieu(etat))
        tenus = [
            place
            if self._dit_ou(place, jugee.geste, places, etat)
            else _voulu(place, jugee, dit, pieces)
            for place, jugee in zip(places, jugees, strict=True)
        ]
        return [place for place in tenus if place]

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

    def _dit_plus(
        self, dit: str, places: Sequence[Place], pieces: Sequence[Morceau], etat: Etat
    ) -> bool:
        """Tell a message that takes in bulk, counts, or writes an action of the buyer's own."""
        a_choisir = etat.question in self.places.notees(etat) and not etat.suivi.liste
        for piece in pieces:
            la = [place for place in places if _tient(place, [piece])]
            ici = [place.dit for place in la]
            des_actions = any(place.fait == etat.question != AXES for place in la)
            if _prend_en_bloc(piece, bool(ici), a_choisir) or _compte(dit, ici, piece):
                return True
            if self._ecrit(piece, ici, des_actions):
                return True
        return False

    def _ecrit(self, piece: Morceau, ici: Sequence[ItemDit], des_actions: bool) -> bool:
        """Tell a piece that writes an action: « améliorer les conditions de travail » names one.

        Where actions are asked for, so does what names one and says more of it.
        """
        bornes = [(item.debut - piece.debut, item.fin - piece.debut) for item in ici]
        nu = _sans(plier(piece.dit), bornes)
        if ici and des_actions and self._autres_mots(nu, ici):
            return True
        agit = any(not ORDONNE.search(trouve[0]) for trouve in SE_FAIT.finditer(nu))
        return agit and self.souhaits.entiere(piece.dit) == "sure"

    def _autres_mots(self, nu: str, items: Sequence[ItemDit]) -> int:
        """Return how many words say more than the names of items, and than what is said to us."""
        titres = racines_des_titres(
            noms_des_items(fait, self.places.referentiel).get(nom, ())
            for item in items
            for fait, nom in item.possibles
        )
        mots = MOT.findall(ORDONNE.sub(" ", nu))
        autres = (m for m in mots if len(m) > LETTRES_D_UN_OUTIL and m not in CHOISIR)
        return sum(mot[:LETTRES_D_UNE_RACINE] not in titres for mot in autres)


def _prend_en_bloc(piece: Morceau, nomme: bool, a_choisir: bool) -> bool:
    """Tell « tout sauf… », of a piece that names items, or where a list is to be chosen."""
    plie = plier(piece.dit)
    en_bloc = EN_BLOC.search(plie) is not None
    return en_bloc if nomme else a_choisir and (en_bloc or LE_RESTE.search(plie) is not None)


def _compte(dit: str, ici: Sequence[ItemDit], piece: Morceau) -> bool:
    """Tell a number that is no rank, « deux visites par an », which says more than names."""
    rangs = {item.debut for item in ici if item.rang is not None}
    nombres = (jeton for jeton in lire_nombres(decouper(dit)) if jeton.nombre is not None)
    dedans = (j for j in nombres if piece.debut <= j.debut < piece.fin and j.debut not in rangs)
    return any(
        jeton.nombre != 1 or CHIFFRE.search(dit[jeton.debut : jeton.fin]) for jeton in dedans
    )


def _mention(place: Place, deja: Sequence[str]) -> Mention:
    dit = place.dit
    return Mention(dit.debut, dit.fin, dit.rang is not None, place.item in deja, not deja)


def _voulu(place: Place, jugee: Jugee, dit: str, pieces: Sequence[Morceau]) -> Place | None:
    """Return an item with what is wanted of it, as but spoken of, or None where it is not sure."""
    if jugee.part < SUR:
        cite = jugee.geste == "cite" and jugee.part >= SUR_CITE
        return place if cite or not _tient(place, pieces) else None
    if jugee.geste == "ote" and _de_quel_axe(place, dit):
        return None
    return place._replace(geste=jugee.geste, part=jugee.part)


def _de_quel_axe(place: Place, dit: str) -> bool:
    """Tell « retire ça de la santé », which names where it is."""
    return place.fait == AXES and OU.search(plier(dit[: place.dit.debut])) is not None


def _tient(place: Place, pieces: Iterable[Morceau]) -> bool:
    """Tell that an item is mentioned in some pieces."""
    return any(piece.debut <= place.dit.debut < piece.fin for piece in pieces)


def _sans(dit: str, bornes: Iterable[tuple[int, int]]) -> str:
    """Return a text with some spans blanked; what is left keeps its place."""
    for debut, fin in bornes:
        dit = dit[:debut] + " " * (fin - debut) + dit[fin:]
    return dit


def _avec_le_reste(
    decisions: Decisions, places: Sequence[Place], pieces: Sequence[Morceau]
) -> ItemsLus:
    """Return what is decided with the pieces that hold no mention, before the first and after."""
    nues = [p for p in pieces if not any(_tient(place, [p]) for place in places)]
    avant = tuple(p.dit for p in nues if p.debut < places[0].dit.debut)
    apres = tuple(p.dit for p in nues)[len(avant) :]
    redit = {place.geste for place in places} <= {"prend", "cite"} and _annonce(pieces)
    return ItemsLus(decisions, avant, apres, min(place.part for place in places), redit)


def _annonce(pieces: Sequence[Morceau]) -> bool:
    return any(piece.avant == ":" or "=" in piece.dit for piece in pieces)
