"""What a buyer may do besides answering: « récapitulatif », « pourquoi ? », « retour »…"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.compris import Compris
from bot.dialogue.comprendre.en_toutes_lettres import (
    ARTICLE,
    ATTESTE,
    CHANGER_LE_CONTRAT,
    CONSEIL,
    MONTRER,
    OBLIGATION,
    OUI_OU_NON,
    PAS_ACHETEUR,
    QUESTIONS_COURTES,
    RALENTIR,
    RECLAME,
    REFUS,
    RESUME,
    RETRAIT,
    SA_CLAUSE,
    SUITE,
)
from bot.dialogue.comprendre.message import Message
from bot.dialogue.conduire.appel import Appel
from bot.dialogue.conduire.changements import Changements
from bot.dialogue.conduire.eclairages import Commande, Eclairages
from bot.dialogue.conduire.faits import PRIS_ACTE, prise_de_note
from bot.dialogue.conduire.notifie import ContratNotifie
from bot.dialogue.conduire.retours import Retours
from bot.dialogue.conduire.suite import PAR_ECRIT, Suite, poursuivi
from bot.dialogue.conduire.suppositions import Suppositions
from bot.dialogue.etat import Etat, Parole, Tour
from bot.dialogue.interventions import TRANSMETTRE, Interventions
from bot.metier.clause import decider_une_revue
from bot.metier.contrat import FAITS_DU_CONTRAT, INCONNU, NOTIFIEE
from bot.metier.faits import LOTS
from bot.metier.valeurs import Valeur

# these undo what was said, or leave the pending question aside: they must be meant
FORTES = frozenset(
    {
        "annuler",
        "recommencer",
        "revenir",
        "rediger_clause",
        "obtenir_documents",
        "choisir_axes",
        "contester_resultat",
    }
)

TOUT_EST_DECIDE = Parole("utter_tout_est_decide")
# asked which breaches are penalised, « le montant » is theirs
PENALITES = "penalites"
SANS_MONTANT = frozenset({PENALITES})


@dataclass(frozen=True)
class Commandes:
    """The commands by intent."""

    interventions: Interventions
    changements: Changements
    suite: Suite
    retours: Retours
    eclairages: Eclairages
    appel: Appel
    suppositions: Suppositions
    notifie: ContratNotifie

    def trouver(self, compris: Compris) -> Commande | None:
        """Return the command that a message gives, if any."""
        message = compris.message
        if commande := self._sur_ce_qui_est_nomme(compris):
            return commande
        if LOTS in compris.lu.faits:
            return None  # « on laisse tomber le lot 3 » stops nothing
        if compris.etat.faits.etape == NOTIFIEE and (commande := self.notifie.trouver(message)):
            return commande
        if message.dit.va_de_l_avant and not message.expres:
            return self._avancer
        return self._d_apres_l_intention(compris)

    def _d_apres_l_intention(self, compris: Compris) -> Commande | None:
        """Return the command that is the message's intent, if it is sure enough."""
        message = compris.message
        if message.intention in self.interventions.laisser_ouvert:
            return self.laisser_ouvert if self._laisse_la_question(compris) else None
        if message.confiance < self.interventions.seuils[_prudence(message)]:
            return None
        if message.intention == "recommencer" and message.bouton:
            return self.retours.tout_effacer
        return None if _n_ordonne_rien(compris) else self._par_intention().get(message.intention)

    def _sur_ce_qui_est_nomme(self, compris: Compris) -> Commande | None:
        """Return what is asked about two options, about other facts, or about a lot."""
        if compris.options:
            return self.suppositions.comparer
        if self.eclairages.manquement_demande(compris.etat.faits, compris.message.dit):
            return self.eclairages.dire_la_sanction
        if compris.message.suppose:
            return self.suppositions.supposer
        ordonne = compris.message.intention in FORTES or compris.message.expres
        if compris.message.dit.ordonne_la_clause:
            ordonne = self.eclairages.conviennent(compris)
        if compris.lots and not ordonne:
            return self.eclairages.juger_des_lots
        return None

    def _par_intention(self) -> Mapping[str, Commande]:
        return {
            "recapituler": self.eclairages.recapituler,
            "demander_les_lots": self.eclairages.lot_par_lot,
            "pourquoi_question": self.eclairages.pourquoi_question,
            "expliquer_question": self.eclairages.expliquer_question,
            "pourquoi_resultat": self.eclairages.pourquoi_resultat,
            "repeter": self.eclairages.repeter,
            "revenir": self.retours.revenir,
            "annuler": self.retours.annuler,
            "recommencer": self.retours.recommencer,
            "rediger_clause": self._rediger,
            "obtenir_documents": self._documents,
            "choisir_axes": self._vers_la_clause,
            "contester_resultat": self._vers_la_clause,
            "parler_facilitateur": self._transmettre,
            CHANGER_LE_CONTRAT: self.notifie.dire_ce_qui_le_change,
            RETRAIT: self._retirer_la_demande,
            RECLAME: self.eclairages.faire_redire_la_question,
            REFUS: self.eclairages.dire_pourquoi_hors_champ,
            "demander_code": self._demander_le_code,
            "prendre_conge": self._prendre_conge,
            "saluer": self._retrouver,
            "corriger": self.eclairages.demander_quoi_corriger,
            ATTESTE: self._prendre_acte,
            QUESTIONS_COURTES: self.appel.ouvrir,
            RALENTIR: self.appel.ralentir,
            CONSEIL: self.eclairages.conseiller,
            SUITE: self.eclairages.dire_la_suite,
            OUI_OU_NON: self.eclairages.en_bref("oui_ou_non"),
            MONTRER: self.eclairages.montrer,
            ARTICLE: self.eclairages.dire_l_article,
            SA_CLAUSE: self.eclairages.dire_sa_clause,
            OBLIGATION: self.eclairages.dire_l_obligation,
            PAS_ACHETEUR: self.eclairages.dire_a_qui_il_sert,
            RESUME: self.eclairages.en_bref("resume"),
        }

    def _laisse_la_question(self, compris: Compris) -> bool:
        """Tell « on verra plus tard », between not knowing, passing and accepting the default."""
        message, question = compris.message, str(compris.etat.question)
        if message.intention == "prendre_defaut" and self._n_a_pas_de_defaut(message, compris.etat):
            return False
        if message.dit.redit and not message.dit.ignore:
            return False  # « pour le montant, je l'ai mis »
        # the subject is asked until it is said: vague words do not leave it open
        # aloud, what was misheard resembles anything: not knowing is said in plain words
        sur = question == "objet" or compris.etat.oral
        seuil = "commande_forte" if sur else "laisser_ouvert"
        if message.dit.question and not (message.dit.ignore or message.expres):
            seuil = "laisser_ouvert_en_demandant"  # « ça ne change rien ? »
        ouvrent = self.interventions.laisser_ouvert
        ensemble = sum(p for nom, p in message.classement if nom in ouvrent)
        return max(message.confiance, ensemble) >= self.interventions.seuils[seuil]

    def _n_a_pas_de_defaut(self, message: Message, etat: Etat) -> bool:
        """Tell « comme prévu », « le machin habituel »: of a contract, they say nothing."""
        facultatifs = self.suite.referentiel.parcours[etat.parcours].facultatifs
        valeur, confiance = message.reponses.get(str(etat.question), (INCONNU, 0.0))
        ouvre = valeur == INCONNU and confiance >= self.interventions.seuils["reponse_attendue"]
        attendu = etat.question in FAITS_DU_CONTRAT and etat.question not in facultatifs
        return attendu and not (ouvre or message.dit.dit_par_defaut)

    def _prendre_acte(self, compris: Compris) -> Tour:
        """« Oui, ces informations sont exactes »: confirmed, and what is asked comes back."""
        suivi = replace(compris.etat.suivi, a_confirmer=())
        return Tour(replace(compris.etat, suivi=suivi), (PRIS_ACTE,))

    def _transmettre(self, compris: Compris) -> Tour:
        """Hand over to a person, with everything already said; offer it, when no word names one."""
        etat, message = compris.etat, compris.message
        if not (message.bouton or self.interventions.est_dite(TRANSMETTRE, message.dit.plie)):
            return Tour(etat, (Parole("utter_proposer_le_facilitateur"),))
        # whoever keeps the request says what becomes of it
        valeurs = {"faits": etat.faits, "remise": None}
        parole = Parole(gabarit="transmission", valeurs=valeurs)
        # aloud, the reference that is to be given must be told
        return Tour(replace(etat, avis_demande=True, code_demande=etat.oral), (parole,))

    def _retirer_la_demande(self, compris: Compris) -> Tour:
        """Tell how a request that was sent is withdrawn: who holds it has to be told."""
        return Tour(compris.etat, (Parole("utter_retirer_la_demande"),))

    def _demander_le_code(self, compris: Compris) -> Tour:
        """Give the file a new code; whoever keeps the file says it."""
        return Tour(replace(compris.etat, code_demande=True))

    def _prendre_conge(self, compris: Compris) -> Tour:
        """Say what is kept, and what is left to do."""
        etat = compris.etat
        if etat.oral:
            return self.appel.finir(etat)
        valeurs = {"avis": etat.suivi.avis, "reste": etat.question}
        parti = etat.sans_question()
        suivi = replace(parti.suivi, interrompu=True)
        return Tour(replace(parti, suivi=suivi), (Parole(gabarit="conge", valeurs=valeurs),))

    def _retrouver(self, compris: Compris) -> Tour:
        """Greet, and take up the file where it was left."""
        etat = compris.etat
        tour = self.suite.continuer(etat, (Parole("utter_rebonjour"),))
        fini = tour.etat.question is None
        return Tour(tour.etat, (*tour.paroles, Parole("utter_que_faire"))) if fini else tour

    def laisser_ouvert(self, compris: Compris) -> Tour:
        """« Je ne sais pas » is a value; the verdict, or the clause, says what it entails."""
        etat = compris.etat
        ouvertes = self._laissees_ouvertes(compris)
        if not ouvertes and etat.question:
            return Tour(etat, (Parole("utter_deja_note"),))
        if not ouvertes:
            if compris.message.intention == "prendre_defaut" and etat.suivi.avis:
                return self._vers_la_clause(compris)
            if etat.oral and not (etat.suivi.avis or etat.suivi.interrompu):
                return self.suite.continuer(etat)  # « je ne sais pas », to the opening
            return Tour(etat, (Parole("utter_rien_a_passer"),))
        ouverts = {f: v for question in ouvertes for f, v in self._ouverts(question, etat).items()}
        dits = {f: v for f, v in ouverts.items() if f in ouvertes and v != INCONNU}
        paroles = tuple(Parole(f"utter_inconnu_{q}") for q in ouvertes if q not in dits)
        paroles += (prise_de_note(dits, etat.faits, dits),) if dits else ()
        return self.suite.continuer(self.changements.appliquer(etat, ouverts), paroles)

    def _laissees_ouvertes(self, compris: Compris) -> tuple[str, ...]:
        """Return the questions that « je ne sais pas le montant » names, else the pending one."""
        etat = compris.etat
        poses = {*FAITS_DU_CONTRAT, *self.suite.referentiel.modalites}
        nommes = [fait for fait in compris.lu.nommes if fait in poses]
        ouvertes = tuple(fait for fait in nommes if etat.faits[fait] is None)
        # « je ne sais pas le montant », of one that is known, leaves nothing else open
        ailleurs = compris.message.dit.ignore and nommes and etat.question not in SANS_MONTANT
        if ouvertes or (ailleurs and etat.question not in nommes):
            return ouvertes
        return (etat.question,) if etat.question else ()

    def _ouverts(self, question: str, etat: Etat) -> Mapping[str, Valeur | None]:
        """Return what leaves a question open; a review leaves all that it shows."""
        guide = self.suite.referentiel
        modalite = guide.modalites.get(question)
        if modalite and modalite.genre == "revue":
            return decider_une_revue(question, (), etat.faits, guide, reste=INCONNU)
        if question == PENALITES and (dits := etat.faits.montants):
            return {question: [m for m in guide.manquements if m in dits]}  # what was told stays
        choisis = [*etat.suivi.liste] if question == etat.question else []
        return {question: choisis or INCONNU}

    def _rediger(self, compris: Compris) -> Tour:
        """Write the clause as soon as there is a verdict and an axis; else lead there."""
        etat = compris.etat
        if not etat.oral and self.suite.situer(etat).redigeable:
            return self.suite.rediger(poursuivi(etat))
        return self._vers_la_clause(compris)

    def _documents(self, compris: Compris) -> Tour:
        etat = compris.etat
        if etat.oral or not self.suite.situer(etat).redigeable:
            return self._vers_la_clause(compris)
        tour = self.suite.rediger(poursuivi(etat))
        return replace(tour, paroles=(Parole("utter_documents_disponibles"), *tour.paroles))

    def _avancer(self, compris: Compris) -> Tour:
        """« On continue »: back to the pending question, or on towards the clause."""
        etat = compris.etat
        if etat.question or etat.suivi.avis is None:
            return self.suite.continuer(etat)
        return self._vers_la_clause(compris)

    def _vers_la_clause(self, compris: Compris) -> Tour:
        """Go on towards the clause, in full knowledge if the verdict is not favorable."""
        etat = compris.etat
        situation = self.suite.situer(etat)
        if situation.verdict is None:
            return self.suite.continuer(etat, (Parole("utter_avis_requis"),))
        if situation.verdict == "hors_champ":
            return Tour(etat, (Parole("utter_hors_champ"),))
        if etat.faits["etape"] == NOTIFIEE:
            return Tour(etat, (Parole("utter_clause_notifiee"),))
        if etat.oral:
            return Tour(etat, (PAR_ECRIT,))
        if situation.redigeable and (tour := self._refaire_ou_finir(compris)):
            return tour
        demande = compris.message.intention in ("rediger_clause", "obtenir_documents")
        avant = "utter_axe_requis" if etat.question == "axes" else "utter_avant_la_clause"
        paroles = (Parole(avant),) if demande else ()
        return self.suite.continuer(poursuivi(etat), paroles)

    def _refaire_ou_finir(self, compris: Compris) -> Tour | None:
        """Answer « tout par défaut », « continuez quand même », where nothing is left to ask."""
        etat, a_jour = compris.etat, compris.etat.suivi.clause_a_jour
        defaut = compris.message.intention == "prendre_defaut" and etat.question is None
        if a_jour is False and (defaut or compris.message.dit.va_outre):
            return self.suite.rediger(poursuivi(etat))
        return Tour(etat, (TOUT_EST_DECIDE,)) if a_jour and defaut else None


def _n_ordonne_rien(compris: Compris) -> bool:
    """Tell a verdict that is disputed without going on, and a first « bonjour »."""
    message = compris.message
    if message.intention == "revenir":
        return message.dit.redit
    if message.intention == "contester_resultat":
        return not message.dit.va_outre
    return message.intention == "saluer" and compris.etat.faits.contrat.objet is None


def _prudence(message: Message) -> str:
    """Return the threshold that an intent must pass to be obeyed."""
    forte = message.intention in FORTES and not message.dit.va_outre
    return "commande_forte" if forte else "commande"
