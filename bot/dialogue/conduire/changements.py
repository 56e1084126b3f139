"""What a change makes of a file: facts taken or given back, and what they entail."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.dialogue.conduire.lots import accorder_les_lots
from bot.dialogue.etat import Etat, Parole, Suivi, Valeurs
from bot.metier.clause import sans_clause_d_insertion
from bot.metier.faits import DU_CONTRAT, Faits
from bot.metier.referentiel import Referentiel

# stages that entail something, which is said once
A_DIRE = ("publiee", "notifiee")


@dataclass(frozen=True)
class Changements:
    """Changes files by the guide's cards."""

    referentiel: Referentiel

    def appliquer(self, etat: Etat, faits: Valeurs) -> Etat:
        """Take facts, drop those that hang on what changed, remember for « retour »."""
        nouveaux = accorder_les_lots(etat, faits)
        # the firm part was that of the duration that is replaced
        if "duree_mois" in faits and "duree_ferme_mois" not in faits:
            nouveaux = nouveaux.avec({"duree_ferme_mois": None})
        for question in self.referentiel.questions:
            juges = ({**nouveaux, **contrat.faits()} for contrat in nouveaux.contrats)
            if question.quand and not any(map(question.concerne, juges)):
                nouveaux = nouveaux.avec({question.fait: None})
        remplaces = etat.faits.differences(nouveaux)
        suivi = _a_revoir(etat.suivi.retenant(remplaces), remplaces)
        suivi = replace(suivi, options=())
        return replace(etat, faits=nouveaux, suivi=suivi)

    def revenir(self, etat: Etat) -> Etat | None:
        """Return the state before the last change, None when there is none."""
        if not etat.suivi.historique:
            return None
        *historique, remplaces = etat.suivi.historique
        suivi = _a_revoir(replace(etat.suivi, historique=tuple(historique)), remplaces)
        faits = etat.faits.avec(remplaces)
        return replace(etat, faits=faits, suivi=suivi.pour_une_autre_question())

    def avertir(self, avant: Faits, apres: Faits) -> tuple[Parole, ...]:
        """Say what a decision entails, once, when it is taken."""
        paroles = []
        if apres.etape != avant.etape and apres.etape in A_DIRE:
            paroles.append(Parole(f"utter_clause_{apres.etape}"))
        deja = sans_clause_d_insertion(avant, self.referentiel)
        if sans_clause_d_insertion(apres, self.referentiel) and not deja:
            paroles.append(Parole("utter_sans_insertion"))
        return tuple(paroles)


def _a_revoir(suivi: Suivi, remplaces: Valeurs) -> Suivi:
    """Have the verdict told anew when a fact of the contract changed; age the clause."""
    if suivi.clause_a_jour and remplaces:
        suivi = replace(suivi, clause_a_jour=False)
    return suivi.sans_avis() if remplaces.keys() & {*DU_CONTRAT} else suivi
