"""What shows or explains where the file stands: « pourquoi ? », « résumez ». It changes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from bot.dialogue.comprendre.compris import Compris
from bot.dialogue.comprendre.contrat import QUOI_CORRIGER
from bot.dialogue.comprendre.sa_clause import (
    demande_si_seuls,
    explication_demandee,
    ote_un_article,
    passage_demande,
    sujet_demande,
)
from bot.dialogue.comprendre.tournures import Tournures
from bot.dialogue.conduire.appel import REPETITION
from bot.dialogue.conduire.incompris import Incompris
from bot.dialogue.conduire.lots import dire_l_avis, dire_l_avis_de_lots, dire_les_lots
from bot.dialogue.conduire.suite import Suite, clause_au_contrat
from bot.dialogue.etat import Etat, Parole, Tour
from bot.metier.contrat import NOTIFIEE
from bot.metier.faits import LOTS, Faits
from bot.metier.obligation import decide, obligation_sociale
from bot.metier.situation import lots_lies

# lots are corrected one by one: they are not asked for anew
DES_LOTS = "utter_corriger_lots"

Commande: TypeAlias = Callable[[Compris], Tour]


@dataclass(frozen=True)
class Eclairages:
    """Answers by what the file holds."""

    suite: Suite
    incompris: Incompris

    def recapituler(self, compris: Compris) -> Tour:
        """Show all that was said."""
        etat = compris.etat
        valeurs = {"faits": etat.dits}
        return Tour(etat, (Parole(gabarit="recapitulatif", valeurs=valeurs),))

    def montrer(self, compris: Compris) -> Tour:
        """Show what is noted of the decisions that are named."""
        etat = compris.etat
        return Tour(etat, (valeurs_notees(compris.lu.nommes, etat.faits, rappel=False),))

    def dire_a_qui_il_sert(self, compris: Compris) -> Tour:
        """Tell who is no buyer what a plan may be about, and ask him nothing of a contract."""
        etat = compris.etat.sans_question()
        libre = replace(etat, suivi=replace(etat.suivi, interrompu=True))
        return Tour(libre, (Parole("utter_pas_acheteur"), Parole("utter_faq/perimetre_salaries")))

    def dire_l_article(self, compris: Compris) -> Tour:
        """Say what an article of the clause that was given lays down."""
        etat = compris.etat
        dit = compris.message.dit
        valeurs = {
            "numero": dit.article_cite,
            "demande": passage_demande(dit, etat) or dit.plie,
            "ote": ote_un_article(dit),
            "faits": etat.faits,
        }
        return Tour(etat, (Parole(gabarit="article", valeurs=valeurs),))

    def _valeurs_des(self, nommes: Sequence[str], etat: Etat) -> tuple[Parole, ...]:
        """Recall what is noted of the decisions that are named."""
        guide = self.suite.referentiel
        notes = [f for f in nommes if f in guide.modalites and etat.faits.get(f) is not None]
        return (valeurs_notees(notes, etat.faits, rappel=False),) if notes else ()

    def dire_sa_clause(self, compris: Compris) -> Tour:
        """Say what the buyer's own clause makes of what he asks about, and where."""
        etat, dit = compris.etat, compris.message.dit
        if explication := explication_demandee(dit, etat):
            return Tour(etat, (*self._valeurs_des(compris.lu.nommes, etat), Parole(explication)))
        sujet = sujet_demande(dit, etat)
        passage = None if sujet else passage_demande(dit, etat)
        interroge = not (sujet or passage)
        lies = {lot.numero for lot in lots_lies(etat.faits, self.suite.referentiel)}
        vises = {*compris.lots}
        valeurs: Mapping[str, object] = {
            "sujet": sujet,
            "passage": dit.texte if interroge else passage,
            "interroge": interroge,
            "faits": etat.faits,
            "lies": sorted(lies),
            "oui": (vises == lies if demande_si_seuls(dit) else vises <= lies) if vises else None,
        }
        return Tour(etat, (Parole(gabarit="sa_clause", valeurs=valeurs),))

    def faire_redire_la_question(self, compris: Compris) -> Tour:
        """Own that what was asked was not answered, and leave all as it is."""
        return Tour(compris.etat, (Parole("utter_redire_la_question"),))

    def dire_pourquoi_hors_champ(self, compris: Compris) -> Tour:
        """Say that what bounds this assistant forbids nothing, and who can tell more."""
        etat = compris.etat
        concede = etat.faits.contrat.nature_contrat == "concession"
        limite = Parole("utter_hors_champ_n_interdit_rien")
        return Tour(etat, (limite, Parole("utter_faq/concessions")) if concede else (limite,))

    def dire_l_obligation(self, compris: Compris) -> Tour:
        """Say whether article L2112-2-1 bears on the contract, or what is missing to tell."""
        faits = compris.etat.faits
        valeurs = {"faits": faits, "manque": self.manque_a_l_obligation(faits)}
        return Tour(compris.etat, (Parole(gabarit="obligation_du_dossier", valeurs=valeurs),))

    def manque_a_l_obligation(self, faits: Faits) -> str | None:
        """Return the one fact that would tell, when none of those that are known does."""
        guide = self.suite.referentiel
        decisifs = ("montant_ht", *(m.fait for m in guide.modalites.values() if m.decisive))
        trouvee = obligation_sociale(faits, guide)
        if trouvee.valeur != "a_verifier":
            return None
        if trouvee.raison == "montant":
            return decisifs[0]
        # who buys is known to who asks; what is bought may be read in the subject
        return next((fait for fait in decisifs[1:] if decide(fait, faits, guide)), None)

    def manquement_demande(self, faits: Faits, dit: Tournures) -> str | None:
        """Return the breach of « et si la réunion n'est pas tenue ? », once some are penalised."""
        if faits.penalites is None or not dit.demande_une_sanction:
            return None
        manquements = self.suite.referentiel.manquements.values()
        trouves = ((m.id, re.search(rf"\b(?:{'|'.join(m.mots)})\b", dit.plie)) for m in manquements)
        places = {nom: trouve.start() for nom, trouve in trouves if trouve}
        return min(places, key=lambda nom: places[nom]) if places else None

    def dire_la_sanction(self, compris: Compris) -> Tour:
        """Answer by what the buyer's own clause makes of a breach."""
        etat = compris.etat
        manquement = self.manquement_demande(etat.faits, compris.message.dit)
        valeurs = {"manquement": manquement, "faits": etat.faits}
        return Tour(etat, (Parole(gabarit="sanction", valeurs=valeurs),))

    def conseiller(self, compris: Compris) -> Tour:
        """Show again what is proposed, and why; of a fact, say what is asked."""
        etat = compris.etat
        demandee = self.suite.referentiel.modalites[str(etat.question)]
        if not demandee.presentee:
            return self.expliquer_question(compris)
        valeurs = {"fait": etat.question, "faits": etat.faits}
        return Tour(etat, (Parole(gabarit="presentation", valeurs=valeurs),))

    def dire_la_suite(self, compris: Compris) -> Tour:
        """Say what is left to do, wherever the file stands."""
        etat = compris.etat
        if etat.suivi.clause_au_contrat and etat.faits.etape == NOTIFIEE:
            return Tour(etat, (clause_au_contrat(etat),))
        if etat.faits.etape == NOTIFIEE and etat.suivi.avis:
            return Tour(etat, (Parole("utter_clause_notifiee_bis"),))
        return Tour(etat, (Parole(gabarit="suite", valeurs=self._ou_on_en_est(etat)),))

    def en_bref(self, gabarit: str) -> Commande:
        """Answer in one sentence, or in one paragraph."""

        def dire(compris: Compris) -> Tour:
            etat = compris.etat
            parole = Parole(gabarit=gabarit, valeurs=self._ou_on_en_est(etat))
            if etat.suivi.avis or etat.question:
                return Tour(etat, (parole,))
            return self.suite.continuer(etat, (parole,))  # what is missing is asked

        return dire

    def _ou_on_en_est(self, etat: Etat) -> Mapping[str, object]:
        situation = self.suite.situer(etat)
        return {
            "faits": etat.faits,
            "question": etat.question,
            "clause_a_jour": etat.suivi.clause_a_jour,
            "redigeable": situation.redigeable,
        }

    def pourquoi_question(self, compris: Compris) -> Tour:
        """Say why a question is asked; once the verdict is told, why it is."""
        etat = compris.etat
        nomme = etat.oral and compris.lu.nommes
        if etat.question is None and etat.suivi.avis and not nomme:
            return self.pourquoi_resultat(compris)
        return self._eclairer("pourquoi", compris)

    def expliquer_question(self, compris: Compris) -> Tour:
        """Say what a question means; said already, give its choices, then offer to skip it."""
        etat = compris.etat
        tour = self._eclairer("exemple", compris)
        if not any(tour.paroles[0].nom in dites for dites in etat.suivi.dites):
            return tour
        plus_simple = self.incompris.descendre(etat)
        return replace(plus_simple, paroles=()) if etat.question else plus_simple

    def _eclairer(self, genre: str, compris: Compris) -> Tour:
        """Say why a question is asked, or what it means: the one named, else the pending one."""
        fait = next(iter(compris.lu.nommes), compris.etat.question)
        reponse = f"utter_{genre}_{fait}" if fait else "utter_demander_capacites"
        return Tour(compris.etat, (Parole(reponse),))

    def pourquoi_resultat(self, compris: Compris) -> Tour:
        """Tell the verdict anew, with its reasons."""
        etat = compris.etat
        if etat.question and not compris.message.dit.parle_de_l_avis:
            return self._eclairer("pourquoi", compris)  # « pourquoi ? », of the question
        if etat.suivi.avis is None:
            return Tour(etat, (Parole("utter_pas_encore_d_avis"),))
        return Tour(etat, dire_l_avis(etat.faits, None, self.suite.referentiel))

    def conviennent(self, compris: Compris) -> bool:
        """Tell « la clause du lot 1 », where a plan suits it: its clause is the one written."""
        lies = lots_lies(compris.etat.faits, self.suite.referentiel)
        return {*compris.lots} <= {lot.numero for lot in lies}

    def juger_des_lots(self, compris: Compris) -> Tour:
        """« Et pour le lot 2 ? »: tell its verdict, set aside or not."""
        return Tour(
            compris.etat,
            dire_l_avis_de_lots(compris.lots, compris.etat.faits, self.suite.referentiel),
        )

    def lot_par_lot(self, compris: Compris) -> Tour:
        """« Redites-moi votre réponse pour chaque lot »: of each, its verdict."""
        return Tour(compris.etat, (dire_les_lots(compris.etat.faits),))

    def demander_quoi_corriger(self, compris: Compris) -> Tour:
        """« Je me suis trompé »: ask what is to be corrected."""
        modifie = [lue.valeur for lue in compris.message.lectures if lue.fait == "choix"]
        return Tour(compris.etat, (Parole(DES_LOTS if LOTS in modifie else QUOI_CORRIGER),))

    def repeter(self, compris: Compris) -> Tour:
        """Say again the verdict, or what was just said; asked once more, in other words."""
        etat = compris.etat
        if compris.message.dit.nomme_l_avis:
            return self.pourquoi_resultat(compris)
        deja = any(REPETITION.nom in dites for dites in etat.suivi.dites)
        if deja and etat.question and not etat.oral:
            return self.expliquer_question(compris)
        return Tour(etat, (REPETITION,))


def valeurs_notees(nommes: Sequence[str], faits: Faits, rappel: bool) -> Parole:
    """Show what was decided; `rappel`: beside an answer of the guide, which tells another value."""
    valeurs = {"nommes": nommes, "faits": faits, "rappel": rappel}
    return Parole(gabarit="valeurs_notees", valeurs=valeurs)
