"""What comes after a message was taken: the verdict, the next question, the clause."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.dialogue.etat import Etat, Parole, Suivi, Tour, Valeurs
from bot.metier.clause import (
    mene_a_la_clause,
    peut_etre_redigee,
    prochaine_question,
    sans_clause_d_insertion,
)
from bot.metier.contrat import FAITS_DU_CONTRAT
from bot.metier.faits import Faits
from bot.metier.referentiel import Referentiel
from bot.metier.verdict import Verdict, evaluer, question_suivante

CLAUSE = Parole(document="clause")
# stages that entail something, which is said once
A_DIRE = ("publiee", "notifiee")


@dataclass(frozen=True)
class Suite:
    """Moves the file on: applies what was said, tells what it leads to."""

    referentiel: Referentiel

    def verdict(self, faits: Faits) -> Verdict | None:
        """Return the verdict of the facts, None while one is missing."""
        return evaluer(faits.contrat, self.referentiel).verdict

    def appliquer(self, etat: Etat, faits: Valeurs) -> Etat:
        """Take facts, drop those that hang on what changed, remember for « retour »."""
        nouveaux = etat.faits.avec(faits)
        if "duree_mois" in faits and "duree_ferme_mois" not in faits:
            nouveaux = nouveaux.avec({"duree_ferme_mois": None})
        for question in self.referentiel.questions:
            if question.quand and not question.concerne(nouveaux):
                nouveaux = nouveaux.avec({question.fait: None})
        remplaces = etat.faits.differences(nouveaux)
        suivi = _a_revoir(etat.suivi.retenant(remplaces), remplaces)
        return replace(etat, faits=nouveaux, suivi=suivi)

    def revenir(self, etat: Etat) -> Etat | None:
        """Return the state before the last change, None when there is none."""
        if not etat.suivi.historique:
            return None
        *historique, remplaces = etat.suivi.historique
        suivi = _a_revoir(replace(etat.suivi, historique=tuple(historique)), remplaces)
        faits = etat.faits.avec(remplaces)
        return replace(etat, faits=faits, suivi=suivi.pour_une_autre_question())

    def continuer(self, etat: Etat, paroles: tuple[Parole, ...] = ()) -> Tour:
        """Tell the verdict when it was just reached, then ask the next question or give the clause.

        The pending question keeps its point to settle.
        """
        demandait = etat.question
        etat, avis = self._rendre_l_avis(etat)
        suivante = prochaine_question(etat.faits, self.referentiel)
        suivi = replace(etat.suivi, interrompu=False, suspendue=None)
        if suivante != (demandait or etat.suivi.suspendue):
            suivi = suivi.pour_une_autre_question()
        etat = replace(etat, question=suivante, suivi=suivi)
        paroles = (*paroles, *avis)
        if suivante is None:
            return self._conclure(etat, paroles, demandait is not None)
        return Tour(etat, paroles if suivante == demandait else (*paroles, *self.presenter(etat)))

    def presenter(self, etat: Etat) -> tuple[Parole, ...]:
        """Show the choices, the defaults and their sources before a question about the clause."""
        modalite = self.referentiel.modalites.get(etat.question or "")
        if modalite is None or not modalite.presentee:
            return ()
        valeurs = {"fait": etat.question, "faits": etat.faits}
        return (Parole(gabarit="presentation", valeurs=valeurs),)

    def _rendre_l_avis(self, etat: Etat) -> tuple[Etat, tuple[Parole, ...]]:
        """Tell the verdict, when there is one that was not told yet."""
        reste = question_suivante(etat.faits.contrat, self.referentiel)
        return (etat, ()) if reste else self._dire_l_avis(etat)

    def _dire_l_avis(self, etat: Etat) -> tuple[Etat, tuple[Parole, ...]]:
        verdict = self.verdict(etat.faits)
        if verdict is None or etat.suivi.avis is not None:
            return etat, ()
        valeurs = {"faits": etat.faits, "precedent": etat.suivi.avis_precedent}
        paroles = [Parole(gabarit="verdict", valeurs=valeurs)]
        if not mene_a_la_clause(etat.faits, self.referentiel):
            paroles.append(Parole("utter_poursuivre"))
        suivi = replace(etat.suivi, avis=verdict, avis_precedent=None)
        return replace(etat, suivi=suivi), tuple(paroles)

    def _conclure(self, etat: Etat, paroles: tuple[Parole, ...], questionnait: bool) -> Tour:
        """Give the clause at the end of the questions; say when the one given is out of date."""
        pret = mene_a_la_clause(etat.faits, self.referentiel)
        if not (pret and peut_etre_redigee(etat.faits, self.referentiel)):
            return Tour(etat, paroles)
        if etat.suivi.clause_a_jour is None or (questionnait and not etat.suivi.clause_a_jour):
            return self.rediger(etat, paroles)
        if not etat.suivi.clause_a_jour:
            return Tour(etat, (*paroles, Parole("utter_clause_perimee")))
        return Tour(etat, paroles or (Parole("utter_que_faire"),))

    def rediger(self, etat: Etat, paroles: tuple[Parole, ...] = ()) -> Tour:
        """Give the clause as things stand, after the verdict it rests on."""
        etat, avis = self._dire_l_avis(etat)
        etat = replace(etat, suivi=replace(etat.suivi, clause_a_jour=True))
        return Tour(etat, (*paroles, *avis, CLAUSE))

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
    return suivi.sans_avis() if remplaces.keys() & {*FAITS_DU_CONTRAT} else suivi
