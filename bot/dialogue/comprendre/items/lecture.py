"""Read what a message wants of the items that it names, whatever is asked.

« Dans l'égalité, la 5 à la place de la 2 », « les portes ouvertes laissez tomber ». Nothing is read
where a mention is not surely judged, or where the list of a rank is not known. What the message
writes of the buyer's own beside them is told apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.dialogue.comprendre.axes import AXES
from bot.dialogue.comprendre.compris import Decisions
from bot.dialogue.comprendre.items.blocs import blocs
from bot.dialogue.comprendre.items.jugement import Juge, JugementDItems, est_dans, tient
from bot.dialogue.comprendre.items.listes import ListesParItems
from bot.dialogue.comprendre.items.places import MOT, Place, PlacesDesItems
from bot.dialogue.etat import Etat
from bot.francais.mots import compiler, liste, quelque_part
from bot.francais.nombres import lire_nombres
from bot.francais.texte import Jeton, decouper, plier
from bot.lecture.clause.actions import SE_FAIT
from bot.lecture.clause.items import ItemDit, noms_des_items
from bot.lecture.clause.mesures import dit_sa_mesure
from bot.lecture.clause.morceaux import Morceau
from bot.lecture.clause.selections import (
    CHIFFRE,
    LETTRES_D_UNE_RACINE,
    LIAISONS,
    racines_des_titres,
)
from bot.lecture.clause.souhaits import Souhaits

FICHIER = "lecture/gestes"
# what counts items, or takes none; « la pénalité sur l'heure d'insertion » is no action
AUTREMENT = compiler(r"\b{en_nombre}|{penalise}", FICHIER)
OTE = quelque_part(f"{FICHIER}.classes.ote")
# « oublié » may tell either; « retire » is no « retient »
PREND = compiler(
    r"\b(?:{lecture/gestes.classes.ajoute}|(?!{lecture/gestes.classes.ote})"
    r"(?:{lecture/gestes.classes.prend}|{lecture/gestes.classes.remplace}"
    r"|{lecture/gestes.classes.garde}))"
)
AJOUTE = quelque_part(f"{FICHIER}.classes.ajoute")
# what is said to us
ORDONNE = compiler(r"\b{ordonne}\b", FICHIER)
# what leads to the name of an item, and says no more
CHOISIR = LIAISONS | {*liste(f"{FICHIER}.menent_a_un_nom")}
# shorter words say nothing of their own
LETTRES_D_UN_OUTIL = 3


class ItemsLus(NamedTuple):
    """What is decided of lists, and the pieces that name no item: before, after.

    `redit`: it may tell a list over, « l'axe santé : la 2 et la 3 ». `propres`: the actions of the
    buyer's own that are told beside them. `en_bloc`: a list is told of as a whole.
    """

    decisions: Decisions
    avant: tuple[str, ...] = ()
    apres: tuple[str, ...] = ()
    redit: bool = False
    propres: tuple[str, ...] = ()
    en_bloc: bool = False


@dataclass(frozen=True)
class ItemsDits:
    """Reads it by the light of what is asked, and of what is noted."""

    places: PlacesDesItems
    listes: ListesParItems
    souhaits: Souhaits
    jugement: JugementDItems

    def lire(self, dit: str, etat: Etat) -> ItemsLus | None:
        """Return what a message wants of items; None where it cannot be told.

        Without a decision: items are only spoken of, and nothing is to be taken of them.
        """
        juge = self.jugement.juger(dit, etat)
        if juge is None or self._dit_plus(dit, juge, etat):
            return None
        if not juge.bloc and all(place.geste == "cite" for place in juge.places):
            # « pourquoi avez-vous enlevé la santé ? Remettez-la » decides
            decide = juge.propres or ORDONNE.search(plier(dit))
            return None if decide else ItemsLus(Decisions())
        ajoute = AJOUTE.search(plier(dit)) is not None
        decisions = self.listes.decider(juge.places, juge.bloc, ajoute, bool(juge.propres), etat)
        return None if decisions is None else _avec_le_reste(decisions, juge)

    def nous_dit(self, dit: str, etat: Etat) -> bool:
        """Tell « les conditions de travail on laisse », an order, or but a name, from an action."""
        items = self.places.dits(dit, etat)
        if CHIFFRE.search(dit) or not items:
            return not CHIFFRE.search(dit) and self.souhaits.entiere(dit) != "sure"
        nu = _sans(plier(dit), [(item.debut, item.fin) for item in items])
        return ORDONNE.search(nu) is not None or not self._autres_mots(nu, items)

    def _dit_plus(self, dit: str, juge: Juge, etat: Etat) -> bool:
        """Tell a message that counts, or writes an action of the buyer's own among its items."""
        return any(self._en_dit_plus(piece, dit, juge, etat) for piece in juge.pieces)

    def _en_dit_plus(self, piece: Morceau, dit: str, juge: Juge, etat: Etat) -> bool:
        """Tell a piece that says more than what it wants of the items that it names."""
        la = [place for place in juge.places if tient(place, [piece])]
        ici = [place.dit for place in la]
        nu = _sans(plier(piece.dit), [(bloc.debut, bloc.fin) for bloc in blocs(piece.dit)])
        if (la and _en_dit_autant(piece, nu, la, juge)) or _compte(dit, ici, piece):
            return True
        return self._ecrit(piece, nu, ici, any(p.fait == etat.question != AXES for p in la))

    def _ecrit(self, piece: Morceau, nu: str, ici: Sequence[ItemDit], des_actions: bool) -> bool:
        """Tell a piece that writes an action: « améliorer les conditions de travail » names one.

        Where actions are asked for, so does what names one and says more of it.
        """
        nu = _sans(nu, [(item.debut - piece.debut, item.fin - piece.debut) for item in ici])
        if ici and des_actions and self._autres_mots(nu, ici):
            return True
        agit = SE_FAIT.search(ORDONNE.sub(" ", nu)) is not None
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


def _en_dit_autant(piece: Morceau, nu: str, places: Sequence[Place], juge: Juge) -> bool:
    """Tell a piece that counts items, measures one, or takes out something else."""
    compte = AUTREMENT.search(nu) is not None or dit_sa_mesure(piece.dit)
    return compte or _ote_autre_chose(nu, places, juge)


def _ote_autre_chose(nu: str, places: Sequence[Place], juge: Juge) -> bool:
    """Tell « retire celle d'égalité », « retire les forums » where there are none: unsure."""
    ote = juge.bloc is not None or any(place.geste in ("ote", "seul") for place in places)
    return OTE.search(nu) is not None and PREND.search(nu) is None and not ote


def _compte(dit: str, ici: Sequence[ItemDit], piece: Morceau) -> bool:
    """Tell a number that is no rank, « deux visites par an », which says more than names."""
    rangs = {item.debut for item in ici if item.rang is not None}
    return any(
        est_dans(nombre.debut, [piece])
        and nombre.debut not in rangs
        and (nombre.nombre != 1 or CHIFFRE.search(dit[nombre.debut : nombre.fin]))
        for nombre in _nombres(dit)
    )


def _nombres(dit: str) -> list[Jeton]:
    """Return the numbers of a message, but those that tell of a whole list."""
    nu = _sans(dit, [(bloc.debut, bloc.fin) for bloc in blocs(dit)])
    return [jeton for jeton in lire_nombres(decouper(nu)) if jeton.nombre is not None]


def _sans(dit: str, bornes: Iterable[tuple[int, int]]) -> str:
    """Return a text with some spans blanked; what is left keeps its place."""
    for debut, fin in bornes:
        dit = dit[:debut] + " " * (fin - debut) + dit[fin:]
    return dit


def _avec_le_reste(decisions: Decisions, juge: Juge) -> ItemsLus:
    """Return what is decided with the pieces that hold no mention, before the first and after."""
    debuts = juge.debuts
    nues = [p for p in juge.pieces if not any(est_dans(debut, [p]) for debut in debuts)]
    avant = tuple(p.dit for p in nues if p.debut < debuts[0])
    apres = tuple(p.dit for p in nues)[len(avant) :]
    redit = {place.geste for place in juge.places} <= {"prend", "cite"} and _annonce(juge.pieces)
    return ItemsLus(decisions, avant, apres, redit, juge.propres, bool(juge.bloc))


def _annonce(pieces: Sequence[Morceau]) -> bool:
    return any(piece.avant == ":" or "=" in piece.dit for piece in pieces)
