"""Wishes that discriminate, or may: stopped wherever they are said, what goes with them kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.dialogue.comprendre.axes import AxesDits
from bot.dialogue.comprendre.compris import Decisions
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.objet import OBJET
from bot.dialogue.comprendre.reponses.commun import Repondeur
from bot.dialogue.etat import Etat
from bot.francais.texte import Texte
from bot.lecture.clause.actions import couper_le_choix
from bot.lecture.clause.souhaits import A_PRECISER
from bot.metier.modalites import Modalite


@dataclass(frozen=True)
class SouhaitsIllicites:
    """Looks for them; `preparer` cuts a sentence into tokens with its errors mended."""

    axes: AxesDits
    commun: Repondeur
    preparer: Callable[[str], Texte]

    def lire(
        self, message: Message, modalite: Modalite | None, etat: Etat, ailleurs: bool
    ) -> Decisions | None:
        """Stop a wish that discriminates, whatever is asked: it enters no document.

        What the message says of the contract besides is read; its subject looks after itself.
        `ailleurs`: it speaks of something else than the plan.
        """
        agit = modalite is not None and modalite.axe is not None
        question = message.dit.question and self.commun.est_une_commande(message)
        if not agit and (question or ailleurs):
            return None
        texte = self.preparer(message.texte)
        theme = self.commun.souhaits.discrimination(texte)
        # elsewhere, what is hardly a wish enters nothing: no question is worth its while
        entre = agit or etat.question == OBJET or message.exprime_un_souhait
        if theme is None or (theme == A_PRECISER and not entre):
            return None
        axe = modalite.axe if modalite and modalite.axe else self.axes.axe_d_un_souhait(texte, etat)
        decrit = not agit and any(lue.fait != OBJET for lue in message.lus)
        if decrit and theme == A_PRECISER:
            return None  # « que 18 000 € HT, c'est trop petit ? » reserves nothing
        liste = self._choisies_avec(message, modalite, etat) if agit else None
        return Decisions(souhait=(theme, axe), liste=liste, exclusif=not decrit)

    def _choisies_avec(
        self, message: Message, modalite: Modalite | None, etat: Etat
    ) -> tuple[str, ...] | None:
        """Return the list with what is chosen of it beside the wish."""
        options = self.commun.options(modalite) if modalite else {}
        choisies = couper_le_choix(message.texte, options)[0]
        return (*etat.suivi.liste, *choisies) if choisies else None
