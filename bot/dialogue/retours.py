"""Going back: undo, stop, start again, open another file."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.dialogue.etat import Etat, Message, Parole, Suivi, Tour
from bot.dialogue.lu import Interpretation
from bot.dialogue.suite import Suite
from bot.francais.texte import plier
from bot.metier.faits import faits_vides

# « remets comme avant » takes back a correction, « retour » any answer
COMME_AVANT = re.compile(r"\b(?:comme|ce que c'etait) (?:avant|c'etait)\b")


@dataclass(frozen=True)
class Retours:
    """What takes back something that was said; each says what it takes back."""

    suite: Suite

    def revenir(self, message: Message, etat: Etat, lu: Interpretation) -> Tour:
        """Undo the last change, or leave what a known fact was being asked again for."""
        if self._est_rouvert(etat):
            return self._refermer(etat)
        if etat.question and etat.suivi.motif:
            suivi = etat.suivi.pour_une_autre_question()
            return Tour(replace(etat, suivi=suivi), (Parole("utter_revenir"),))
        avant = self.suite.revenir(etat)
        if avant is None:
            return Tour(etat, (Parole("utter_rien_a_annuler"),))
        rendus = etat.suivi.historique[-1]
        corrige = any(valeur is not None for valeur in rendus.values())
        if COMME_AVANT.search(plier(message.texte)) and not corrige:
            return Tour(etat, (Parole("utter_rien_de_corrige"),))
        rappel = Parole(gabarit="retour", valeurs={"rendus": dict(rendus)})
        return self.suite.continuer(avant, (rappel,))

    def annuler(self, message: Message, etat: Etat, lu: Interpretation) -> Tour:
        """Stop the questions; of a correction begun, only that one."""
        if self._est_rouvert(etat):
            return self._refermer(etat)
        arrete = etat.sans_question()
        suivi = replace(arrete.suivi, interrompu=True)
        return Tour(replace(arrete, suivi=suivi), (Parole("utter_annuler"),))

    def recommencer(self, message: Message, etat: Etat, lu: Interpretation) -> Tour:
        """Ask whether everything is to be erased."""
        arrete = etat.sans_question()
        suivi = replace(arrete.suivi, motif="recommencer")
        return Tour(replace(arrete, suivi=suivi), (Parole("utter_recommencer"),))

    def tout_effacer(self, message: Message, etat: Etat, lu: Interpretation) -> Tour:
        """Forget everything and start again."""
        vide = Etat(faits_vides(self.suite.referentiel), dossier_efface=True)
        return self.suite.continuer(vide, (Parole("utter_recommence"),))

    def autre_dossier(self, etat: Etat) -> Etat:
        """Return a new file; « retour » brings back what the one that is left held."""
        vides = faits_vides(self.suite.referentiel)
        historique = self.suite.appliquer(etat, vides).suivi.historique
        return Etat(vides, suivi=Suivi(historique=historique), autre_dossier=True)

    def _est_rouvert(self, etat: Etat) -> bool:
        """Tell that the pending question is about a fact that was known."""
        if etat.question is None:
            return False
        dernier = etat.suivi.historique[-1] if etat.suivi.historique else {}
        return (etat.faits[etat.question] or dernier.get(etat.question)) is not None

    def _refermer(self, etat: Etat) -> Tour:
        """Leave the known fact as it was."""
        vide = etat.faits[str(etat.question)] is None
        rendu = (vide and self.suite.revenir(etat)) or etat
        rendu = replace(rendu, suivi=rendu.suivi.pour_une_autre_question())
        return self.suite.continuer(rendu, (Parole("utter_rien_change"),))
