"""« Réservez-vous ces postes, ou ouvrez-vous seulement l'accès ? »: what is answered to that."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.dialogue.comprendre.axes import AxesDits
from bot.dialogue.comprendre.compris import Decisions
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.reponses.commun import Repondeur
from bot.dialogue.etat import Etat
from bot.francais.mots import themes
from bot.francais.texte import Texte
from bot.lecture.clause.souhaits import DISCRIMINATION
from bot.metier.modalites import Modalite

# « réservez-vous, ou ouvrez-vous ? », in the words of each answer
REPONSES = {
    nom: re.compile(rf"\b{mots}(?!\w)")
    for nom, mots in themes("lecture/perimetre.precisions").items()
}
# what is written closes the doubt, whatever the buyer's own words leave open
SANS_RESERVER = ", sans qu’aucun poste soit réservé ni refusé à quiconque pour ce qu’il est"


@dataclass(frozen=True)
class Precision:
    """Takes up the wish that was in doubt (`Suivi.proposition`), or refuses it."""

    axes: AxesDits
    commun: Repondeur
    preparer: Callable[[str], Texte]

    def lire(self, message: Message, modalite: Modalite | None, etat: Etat) -> Decisions:
        """Return what the answer decides; nothing when the buyer speaks of something else."""
        souhait = str(etat.suivi.proposition)
        axe = modalite.axe if modalite else None
        axe = axe or self.axes.axe_d_un_souhait(self.preparer(souhait), etat)
        dit = self.preparer(message.texte).plat
        ouvre = REPONSES["acces_libre"].search(dit) or message.dit.dit_non
        if not ouvre:
            reserve = REPONSES["postes_gardes"].search(dit) or message.intention == "affirmer"
            refuse = Decisions(souhait=(DISCRIMINATION, axe), exclusif=True)
            return refuse if reserve else Decisions()
        if modalite and modalite.axe:  # what was chosen with it is kept in the list that is open
            souhait = self.commun.couper_le_choix(modalite, souhait, etat)[1]
        propre = ", ".join(self.commun.en_actions(souhait)) + SANS_RESERVER
        if modalite and modalite.axe:
            return Decisions(liste=(*etat.suivi.liste, propre), exclusif=True)
        return self.axes.inscrire(axe, propre, etat)
