"""Axes told with something else, before they are asked for: « en préparation, axe santé »."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.axes import AXES
from bot.dialogue.comprendre.compris import Decisions
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.tournures import tournures
from bot.dialogue.etat import Etat
from bot.francais.mots import compiler
from bot.francais.texte import Texte
from bot.lecture.clause.actions import MOTS_D_UNE_ACTION
from bot.lecture.clause.modalites import Dite
from bot.lecture.clause.selections import lire_noms, lire_selection
from bot.lecture.etapes import ETAPE
from bot.metier.modalites import Modalite
from bot.metier.referentiel import Referentiel

INSERTION = "insertion_emploi"
# asked before the axes: they may be told with the answer
CLAUSE_INSERTION = "clause_insertion"
AVANT_LES_AXES = (ETAPE, CLAUSE_INSERTION, "ambition")
# whoever describes a contract, or wants its clause, may name its axes
DECRIVENT = ("verifier_faisabilite", "rediger_clause", "choisir_axes", "informer")
# « pas d'axe égalité »
NIE = compiler(r"\b{francais/negations.avant}\b")
VOULUE = compiler(
    r"(?i:\s*(?:{lecture/obligations.salutations}[ ,!]*)?{lecture/obligations.vouloir})"
)
PIECES = re.compile(r"[,.;:+!?()\n]| - ")


@dataclass(frozen=True)
class AxesEnPassant:
    """Reads the axes of a message that says much else."""

    referentiel: Referentiel
    preparer: Callable[[str], Texte]

    def completer(
        self, lue: Decisions, message: Message, modalite: Modalite | None, etat: Etat
    ) -> Decisions:
        """Add the axes that are named beside what answers an earlier question."""
        if AXES in lue.faits or etat.faits.axes or not decrit_ou_repond(lue, message, modalite):
            return lue
        # « …, en préparation, insertion non, santé »: told in the order of the questions
        seuls = modalite is not None or any(fait in lue.faits for fait in AVANT_LES_AXES)
        dits = self.nommes(message.texte, seuls)
        if not dits:
            return lue
        # « insertion et santé, 200 h par an et un stage »: what is wished besides is not lost
        souhait = lue.souhait if self._autre_chose(message.texte) else None
        return replace(lue, faits={**lue.faits, AXES: dits[0].valeur}, souhait=souhait)

    def _autre_chose(self, texte: str) -> bool:
        """Tell pieces that may be an action, and name no axis."""
        autres = (piece for piece in PIECES.split(texte) if not self._d_un_morceau(piece, True))
        return any(len(piece.split()) >= MOTS_D_UNE_ACTION for piece in autres)

    def nommes(self, texte: str, seuls: bool) -> list[Dite]:
        """Take « axes égalité et santé » in a sentence that says much else.

        `seuls`: a piece that only holds their names means them too, « en préparation, santé ».
        """
        gardes, suit = set[str](), False
        for piece in PIECES.split(texte):
            noms = self._d_un_morceau(piece, suit, seuls)
            suit = bool(noms)
            gardes |= noms
        axes = [axe for axe in self.referentiel.axes if axe in gardes]
        return [Dite(AXES, axes, 0, len(texte))] if axes else []

    def _d_un_morceau(self, piece: str, suit: bool, seuls: bool = True) -> set[str]:
        """Return the axes of a piece; `suit`: it comes after some, « axes égalité, santé »."""
        lue, dit = self.preparer(piece), tournures(piece)
        if NIE.search(dit.plie):
            return set()
        if dit.parle_des_axes:
            return {*lire_selection(lue, self._noms()).retenus}
        voulus = VOULUE.match(piece) is not None
        if dit.parle_de_clause or not (seuls or suit or voulus):
            return set()
        noms = {*lire_noms(lue, self._noms())}
        # « oui, une clause d'insertion », « insertion » are of another question
        return set() if noms == {INSERTION} and not suit else noms

    def parle_d_insertion(self, dit: Texte) -> bool:
        """Tell words that name insertion, as an axis or as a clause."""
        lue = lire_selection(dit, {INSERTION: self._noms()[INSERTION]})
        return INSERTION in (*lue.nommes, *lue.exclus)

    def _noms(self) -> Mapping[str, list[str]]:
        return {axe.id: axe.mots for axe in self.referentiel.axes.values()}


def decrit_ou_repond(lue: Decisions, message: Message, modalite: Modalite | None) -> bool:
    """Tell what answers a question before that of the axes, or describes a contract."""
    avant = modalite is None or modalite.fait in AVANT_LES_AXES
    decide = (
        bool(lue.faits or lue.souhait) or message.intention in DECRIVENT or len(message.lus) > 1
    )
    ouverte = message.dit.question_ouverte or message.suppose or message.expres
    return avant and decide and not ouverte
