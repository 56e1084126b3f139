"""What a change makes of a file: facts taken or given back, and what they entail."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.dialogue.conduire.lots import accorder_les_lots
from bot.dialogue.etat import Etat, Parole, Suivi, Valeurs
from bot.metier.clause import liste_par_defaut, sans_clause_d_insertion
from bot.metier.contrat import INCONNU, NOTIFIEE
from bot.metier.faits import DU_CONTRAT, Faits
from bot.metier.obligation import obligation_sociale
from bot.metier.referentiel import Question, Referentiel
from bot.metier.valeurs import en_nombre

# a stage that entails something, which is said once; the verdict itself says the other one
A_DIRE = ("publiee",)
MONTANT = "montant_ht"
# the stage that the verdict looks at
NOTIFICATION = "date_notification"


@dataclass(frozen=True)
class Changements:
    """Changes files by the guide's cards."""

    referentiel: Referentiel

    def appliquer(self, etat: Etat, faits: Valeurs) -> Etat:
        """Take facts, drop those that hang on what changed, remember for « retour »."""
        nouveaux = _sans_montants_orphelins(accorder_les_lots(etat, faits))
        if "duree_ferme_mois" not in faits and not _garde_la_ferme(etat.faits, nouveaux):
            nouveaux = nouveaux.avec({"duree_ferme_mois": None})
        if etat.faits.etape == NOTIFIEE != nouveaux.etape and NOTIFICATION not in faits:
            nouveaux = nouveaux.avec({NOTIFICATION: None})  # that of the contract before
        perimes = [q.fait for q in self.referentiel.questions if _n_a_plus_lieu(q, nouveaux)]
        nouveaux = nouveaux.avec(dict.fromkeys(perimes))
        remplaces = etat.faits.differences(nouveaux)
        suivi = _a_revoir(etat.suivi.retenant(remplaces), etat.faits, nouveaux)
        if "forme_contrat" in faits:
            suivi = replace(suivi, indices=())
        suivi = replace(suivi, options=())
        return replace(etat, faits=nouveaux, suivi=suivi)

    def revenir(self, etat: Etat) -> Etat | None:
        """Return the state before the last change, None when there is none."""
        if not etat.suivi.historique:
            return None
        *historique, remplaces = etat.suivi.historique
        faits = etat.faits.avec(remplaces)
        suivi = _a_revoir(replace(etat.suivi, historique=tuple(historique)), etat.faits, faits)
        return replace(etat, faits=faits, suivi=suivi.pour_une_autre_question())

    def avertir(self, avant: Etat, pris: Etat) -> tuple[Parole, ...]:
        """Say what a change entails, once, when it is made."""
        paroles = self._selon_la_loi(avant, pris)
        return (*paroles, *self._selon_les_decisions(avant.faits, pris.faits))

    def _selon_la_loi(self, avant: Etat, pris: Etat) -> tuple[Parole, ...]:
        """Say what article L2112-2-1 asks by now, when the verdict told something else of it."""
        if not avant.suivi.avis:
            return ()
        dite, juste = (obligation_sociale(e.faits, self.referentiel) for e in (avant, pris))
        # an amount that was left open is held against the thresholds once it is given
        donne = en_nombre(pris.faits[MONTANT]) is not None and avant.faits[MONTANT] == INCONNU
        if dite.valeur == juste.valeur and not donne:
            return ()
        return (Parole(gabarit="obligation", valeurs={"faits": pris.faits}),)

    def _selon_les_decisions(self, avant: Faits, apres: Faits) -> tuple[Parole, ...]:
        paroles = []
        if apres.etape != avant.etape and apres.etape in A_DIRE:
            paroles.append(Parole(f"utter_clause_{apres.etape}"))
        deja = sans_clause_d_insertion(avant, self.referentiel)
        if sans_clause_d_insertion(apres, self.referentiel) and not deja:
            paroles.append(Parole("utter_sans_insertion"))
        if restent := _restes_sans_montant(avant, apres):
            paroles.append(Parole(gabarit="sans_montant", valeurs={"noms": restent}))
        if laissees := self._laissees(avant, apres):
            paroles.append(Parole(gabarit="laissees", valeurs={"noms": laissees}))
        return tuple(paroles)

    def _laissees(self, avant: Faits, apres: Faits) -> list[str]:
        """Return the guide's breaches that are left out, when amounts are given for the others."""
        if avant.penalites is not None or not (apres.penalites and apres.montants):
            return []
        proposees = liste_par_defaut("penalites", apres, self.referentiel)
        return [m for m in proposees if m not in apres.penalites]


def _n_a_plus_lieu(question: Question, faits: Faits) -> bool:
    """Tell a fact that hangs on another, as it now is; while that one is not known, it waits."""
    juges = [{**faits, **contrat.faits()} for contrat in faits.contrats]
    attend = any(juge[fait] is None for juge in juges for fait in question.quand)
    return bool(question.quand) and not attend and not any(map(question.concerne, juges))


def _restes_sans_montant(avant: Faits, apres: Faits) -> list[str]:
    """Return the breaches that are just chosen, and left without an amount when others have one."""
    if not apres.montants:
        return []
    deja = {*apres.montants, *(avant.penalites or ())}
    return [m for m in apres.penalites or () if m not in deja]


def _sans_montants_orphelins(faits: Faits) -> Faits:
    """Return the facts without the amounts of breaches that are penalised no more."""
    if faits.penalites is None:
        return faits
    gardes = {nom: m for nom, m in faits.montants.items() if nom in faits.penalites}
    return faits if gardes == faits.montants else faits.avec({"montants": gardes})


def _garde_la_ferme(avant: Faits, apres: Faits) -> bool:
    """Tell that the firm part still holds: a part of the whole, however long it is by now.

    « 48 mois, ferme » said that of all of it, which another duration says no more.
    """
    dite, total = avant.contrat.duree_mois, apres.contrat.duree_mois
    if dite == total:
        return True
    ferme, tout = en_nombre(avant.contrat.duree_ferme_mois), en_nombre(total)
    return ferme is not None and tout is not None and ferme <= tout and ferme != dite


def _a_revoir(suivi: Suivi, avant: Faits, apres: Faits) -> Suivi:
    """Have the verdict told anew when a fact of the contract changed; age the clause."""
    changes = avant.differences(apres).keys()
    if suivi.clause_a_jour and changes:
        suivi = replace(suivi, clause_a_jour=False)
    regardes = {*DU_CONTRAT}
    if NOTIFIEE not in (avant.etape, apres.etape):
        regardes.discard("etape")
    return suivi.sans_avis() if changes & regardes else suivi
