"""What a piece of a message answers before it is asked: « …, en préparation, insertion prévue ».

The whole of an opening answers no question; each of its pieces may. What a piece answers is learnt
(`data/lecture/reponses`); it is taken where the piece says what it is about. When in doubt, nothing
is: it is asked for anyway.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.apprises import VALEURS
from bot.dialogue.comprendre.axes import AXES
from bot.dialogue.comprendre.axes_en_passant import (
    CLAUSE_INSERTION,
    AxesEnPassant,
    decrit_ou_repond,
)
from bot.dialogue.comprendre.compris import Decisions
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.parties import morceaux
from bot.dialogue.comprendre.tournures import tournures
from bot.dialogue.etat import Etat
from bot.dialogue.interventions import Interventions
from bot.lecture.etapes import dit_la_notre
from bot.metier.contrat import INCONNU
from bot.metier.modalites import Modalite
from bot.metier.valeurs import Valeur

AMBITION = "ambition"
# more words tell a story, or are of a text that is pasted
MOTS_D_UNE_REPONSE = 10
# fewer words say one thing
MOTS_DE_DEUX_MORCEAUX = 7


@dataclass(frozen=True)
class ReponsesDUnMorceau:
    """Reads what pieces answer; `axes` reads those of the axes."""

    interventions: Interventions
    axes: AxesEnPassant

    def completer(
        self, lue: Decisions, message: Message, modalite: Modalite | None, etat: Etat
    ) -> Decisions:
        """Add what pieces of an opening, or of an early answer, say of what is asked later."""
        if len(message.texte.split()) < MOTS_DE_DEUX_MORCEAUX:
            return self.axes.completer(lue, message, modalite, etat)
        if decrit_ou_repond(lue, message, modalite):
            lue = self._avec(CLAUSE_INSERTION, self._sur_l_insertion, lue, message, etat)
        lue = self.axes.completer(lue, message, modalite, etat)
        if AXES in lue.faits and decrit_ou_repond(lue, message, modalite):
            # what is sought says nothing of its own but beside axes: « du neuf », « les deux »
            lue = self._avec(AMBITION, self._est_a_nous, lue, message, etat)
        return lue

    def _avec(
        self,
        fait: str,
        en_parle: Callable[[str], bool],
        lue: Decisions,
        message: Message,
        etat: Etat,
    ) -> Decisions:
        """Add what pieces that speak of a decision say of it, the first of them."""
        if fait in lue.faits or etat.faits[fait] is not None or etat.question == fait:
            return lue
        dite = next(self._apprises(fait, filter(en_parle, _courts(message)), message), None)
        return lue if dite is None else replace(lue, faits={**lue.faits, fait: dite})

    def _sur_l_insertion(self, dit: str) -> bool:
        """Tell « insertion oui », not « axe insertion », « l'ancien marché avait une clause »."""
        nommee = self.axes.parle_d_insertion(self.axes.preparer(dit))
        return nommee and self._est_a_nous(dit) and not tournures(dit).parle_des_axes

    def _est_a_nous(self, dit: str) -> bool:
        """Tell what is not said of another contract."""
        return dit_la_notre(self.axes.preparer(dit), 0)

    def _apprises(self, fait: str, dits: Iterator[str], message: Message) -> Iterator[Valeur]:
        """Yield what words surely answer, as it was learnt."""
        seuil = self.interventions.seuils["ouverture_apprise"]
        analyser = message.analyser
        for lu in map(analyser, dits) if analyser else ():
            valeur, confiance = lu.reponses.get(fait, (INCONNU, 0.0))
            if valeur != INCONNU and confiance >= seuil and not lu.dit.question:
                yield VALEURS.get(valeur, valeur)


def _courts(message: Message) -> Iterator[str]:
    """Yield the pieces that may be answers; a question is none."""
    for morceau in morceaux(message.texte):
        if len(morceau.texte.split()) <= MOTS_D_UNE_REPONSE and not morceau.texte.endswith("?"):
            yield morceau.texte
