"""Wishes that discriminate, or may: stopped wherever they are said, what goes with them kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.dialogue.comprendre.actions_reecrites import mots_remplaces
from bot.dialogue.comprendre.axes import AxesDits
from bot.dialogue.comprendre.compris import Decisions
from bot.dialogue.comprendre.reponses.commun import Repondeur
from bot.dialogue.etat import Etat
from bot.francais.mots import compiler
from bot.francais.texte import Texte
from bot.lecture.clause.discriminations import groupes_vises, touche_un_emploi
from bot.lecture.clause.noms_propres import sans_leurs_noms
from bot.lecture.clause.souhaits import A_PRECISER
from bot.metier.modalites import Modalite

# « faut que les éboueurs soient français », beside the contract that is described
VOULUE = compiler(r"(?:\w+ ){0,2}{lecture/perimetre.voulu}\b")


@dataclass(frozen=True)
class SouhaitsIllicites:
    """Looks for them; `preparer` cuts a sentence into tokens with its errors mended."""

    axes: AxesDits
    commun: Repondeur
    preparer: Callable[[str], Texte]

    def lire(
        self, dit: str, modalite: Modalite | None, etat: Etat, entre: bool, decrit: bool
    ) -> Decisions | None:
        """Stop a wish that discriminates: it enters no document.

        `entre`: it would enter one as it is; elsewhere, what is hardly a wish is worth no question.
        `decrit`: the contract is described besides, which is read; its subject looks after itself.
        """
        texte = self.preparer(sans_leurs_noms(dit))
        mots = mots_remplaces(dit, self._notees(etat))
        if mots and not groupes_vises(self.preparer(mots[1])):
            return None  # « remplace les gars par les livreurs »: nobody is singled out any more
        agit = modalite is not None and modalite.axe is not None
        theme = self._theme_ici(texte, agit, decrit, etat)
        if theme is None or (theme == A_PRECISER and not entre):
            return None
        if modalite is None or modalite.axe is None:
            return self._sans_axe(theme, texte, etat, decrit)
        theme = self._qui_empeche(theme, texte)
        liste = self._choisies_avec(dit, modalite, etat)
        return Decisions(souhait=(theme, modalite.axe), liste=liste, exclusif=True)

    def _qui_empeche(self, theme: str, texte: Texte) -> str:
        """Return what stands in the way in any case: it is worth no question."""
        empeche = self.commun.souhaits.empechement(texte) if theme == A_PRECISER else None
        return empeche or theme

    def _theme_ici(self, texte: Texte, agit: bool, decrit: bool, etat: Etat) -> str | None:
        """Return what stands in the way; « laissez en blanc », asked for no action, is no wish."""
        vise = agit or etat.suivi.avis is None or touche_un_emploi(texte)
        return self._theme(texte, decrit and not agit) if vise else None

    def _theme(self, texte: Texte, decrit: bool) -> str | None:
        """Return what stands in the way; of a description, of what is said to be wanted in it."""
        theme = self.commun.souhaits.discrimination(texte)
        if not (decrit and theme == A_PRECISER):
            return theme
        # « que 18 000 € HT, c'est trop petit ? » reserves nothing
        themes = map(self.commun.souhaits.discrimination, _voulues(texte))
        return next((voulu for voulu in themes if voulu not in (None, A_PRECISER)), None)

    def _notees(self, etat: Etat) -> list[str]:
        """Return all actions that are noted."""
        actions = (m.fait for m in self.commun.referentiel.modalites.values() if m.axe)
        decidees = (dit for fait in actions for dit in etat.faits.liste(fait) or ())
        return [*etat.suivi.liste, *decidees]

    def _sans_axe(self, theme: str, texte: Texte, etat: Etat, decrit: bool) -> Decisions:
        """Stop it where no axis is asked about."""
        axe = self.axes.axe_d_un_souhait(texte, etat)
        return Decisions(souhait=(theme, axe), exclusif=not decrit)

    def _choisies_avec(self, dit: str, modalite: Modalite, etat: Etat) -> tuple[str, ...] | None:
        """Return the list with what is chosen of it beside the wish."""
        choisies = self.commun.couper_le_choix(modalite, dit, etat)[0]
        return (*etat.suivi.liste, *choisies) if choisies else None


def _voulues(texte: Texte) -> Iterator[Texte]:
    """Yield the statements of a description that say what is wanted."""
    return (dite for dite in texte.propositions() if VOULUE.match(dite.plat))
