"""Going back: undo, stop, start again, open another file."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.dialogue.comprendre.compris import Compris
from bot.dialogue.conduire.changements import Changements
from bot.dialogue.conduire.suite import Suite
from bot.dialogue.etat import EFFACEMENT, Etat, Parole, Suivi, Tour
from bot.metier.faits import faits_vides
from bot.metier.situation import CONFIRMATION


@dataclass(frozen=True)
class Retours:
    """What takes back something that was said; each says what it takes back."""

    changements: Changements
    suite: Suite

    def revenir(self, compris: Compris) -> Tour:
        """Undo the last change, or leave what a known fact was being asked again for."""
        etat = compris.etat
        if self._est_rouvert(etat):
            return self._refermer(etat)
        if etat.question and etat.suivi.motif:
            suivi = etat.suivi.pour_une_autre_question()
            return Tour(replace(etat, suivi=suivi), (Parole("utter_revenir"),))
        avant = self.changements.revenir(etat)
        if avant is None:
            return Tour(etat, (Parole("utter_rien_a_annuler"),))
        rendus = etat.suivi.historique[-1]
        corrige = any(valeur is not None for valeur in rendus.values())
        # « remets comme avant » takes back a correction, « retour » any answer
        if compris.message.dit.comme_avant and not corrige:
            return Tour(etat, (Parole("utter_rien_de_corrige"),))
        rappel = Parole(gabarit="retour", valeurs={"rendus": dict(rendus)})
        return self.suite.continuer(avant, (rappel,))

    def annuler(self, compris: Compris) -> Tour:
        """Stop the questions; of a correction begun or just noted, only that one."""
        etat = compris.etat
        if self._est_rouvert(etat):
            return self._refermer(etat)
        if _vient_de_corriger(etat):
            return self.revenir(compris)
        arrete = etat.sans_question()
        suivi = replace(arrete.suivi, interrompu=True)
        return Tour(replace(arrete, suivi=suivi), (Parole("utter_annuler"),))

    def recommencer(self, compris: Compris) -> Tour:
        """Ask whether everything is to be erased."""
        arrete = compris.etat.sans_question()
        suivi = replace(arrete.suivi, motif=EFFACEMENT)
        return Tour(replace(arrete, suivi=suivi), (Parole("utter_recommencer"),))

    def tout_effacer(self, compris: Compris) -> Tour:
        """Forget everything and start again."""
        etat, vides = compris.etat, faits_vides(self.suite.referentiel)
        suivi = Suivi(parcours=etat.suivi.parcours)
        vide = Etat(vides, suivi=suivi, dossier_efface=True, oral=etat.oral)
        return self.suite.continuer(vide, (Parole("utter_recommence"),))

    def _est_rouvert(self, etat: Etat) -> bool:
        """Tell that the pending question is about a fact that was known."""
        if etat.question is None or etat.question == CONFIRMATION:
            return False
        dernier = etat.suivi.historique[-1] if etat.suivi.historique else {}
        return (etat.faits[etat.question] or dernier.get(etat.question)) is not None

    def _refermer(self, etat: Etat) -> Tour:
        """Leave the known fact as it was."""
        vide = etat.faits[str(etat.question)] is None
        rendu = (vide and self.changements.revenir(etat)) or etat
        rendu = replace(rendu, suivi=rendu.suivi.pour_une_autre_question())
        return self.suite.continuer(rendu, (Parole("utter_rien_change"),))


def _vient_de_corriger(etat: Etat) -> bool:
    """Tell that the turn before replaced what was known."""
    note = any(nom.startswith("note:") for dites in etat.suivi.dites[-1:] for nom in dites)
    remplaces = etat.suivi.historique[-1] if etat.suivi.historique else {}
    return note and any(valeur is not None for valeur in remplaces.values())
