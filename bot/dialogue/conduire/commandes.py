"""What a buyer may do besides answering: « récapitulatif », « pourquoi ? », « retour »…"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.compris import Compris, Lu
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
from bot.dialogue.comprendre.forme import FORME, indices_dits
from bot.dialogue.comprendre.message import Message
from bot.dialogue.conduire.appel import Appel
from bot.dialogue.conduire.changements import Changements
from bot.dialogue.conduire.eclairages import Commande, Eclairages
from bot.dialogue.conduire.faits import PRIS_ACTE, prise_de_note
from bot.dialogue.conduire.retours import Retours
from bot.dialogue.conduire.suite import PAR_ECRIT, Suite, avec_la_clause, clause_au_contrat
from bot.dialogue.etat import Etat, Parole, Tour, Valeurs
from bot.dialogue.interventions import TRANSMETTRE, Interventions
from bot.lecture.natures import MARCHE, NATURE
from bot.metier.clause import decider_une_revue
from bot.metier.contrat import FAITS_DU_CONTRAT, INCONNU, NOTIFIEE
from bot.metier.criteres import HORS_CHAMP, MULTI_MS
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

# once « et si… ? » was answered, « non, on garde 4 ans »
RIEN_NE_CHANGE = Parole("utter_rien_ne_change")
# after it, how what was supposed is taken
POUR_LA_RETENIR = Parole("utter_retenir_la_supposition")
RECURRENCE, RECURRENT = "recurrence", "recurrent"
DUREE_MS = "duree_ms_mois"
# several holders, whatever the way that orders go to them
MULTI = "multi"

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

    def trouver(self, compris: Compris) -> Commande | None:
        """Return the command that a message gives, if any."""
        message = compris.message
        if commande := self._sur_ce_qui_est_nomme(compris):
            return commande
        if LOTS in compris.lu.faits:
            return None  # « on laisse tomber le lot 3 » stops nothing
        if compris.etat.faits.etape == NOTIFIEE and (commande := self._d_un_notifie(message)):
            return commande
        if message.dit.va_de_l_avant and not message.expres:
            return self._avancer
        return self._d_apres_l_intention(compris)

    def _d_un_notifie(self, message: Message) -> Commande | None:
        """Return what is done once a contract is notified: live by its clause, or renew it."""
        if message.dit.dit_une_clause_deja_la:
            return self._suivre_la_clause
        if message.dit.vise_le_prochain_contrat:
            return self._preparer_le_prochain
        return self._dire_le_possible if message.dit.dit_une_clause_absente else None

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
            return self._comparer
        if self.eclairages.manquement_demande(compris.etat.faits, compris.message.dit):
            return self.eclairages.dire_la_sanction
        if compris.message.suppose:
            return self._supposer
        ordonne = compris.message.intention in FORTES or compris.message.expres
        if compris.lots and not ordonne:
            return self.eclairages.juger_des_lots
        return None

    def _par_intention(self) -> Mapping[str, Commande]:
        return {
            "recapituler": self.eclairages.recapituler,
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
            CHANGER_LE_CONTRAT: self._dire_ce_qui_le_change,
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
        etat = compris.etat
        return Tour(replace(etat, code_demande=True))

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
        dits = {f: v for f, v in ouverts.items() if f == PENALITES and v != INCONNU}
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
        return {question: INCONNU}

    def _supposer(self, compris: Compris) -> Tour:
        """Answer « et si… ? » by the rules, without touching the facts."""
        etat = compris.etat
        if MULTI in indices_dits(compris.message.lectures) and FORME not in compris.lu.faits:
            options = [{**compris.lu.faits, **forme} for forme in self._formes_a_plusieurs()]
            return self._comparer(replace(compris, lu=Lu(), options=tuple(options)))
        if not compris.lu.faits:
            sans_fait = Parole("utter_supposition_sans_fait")
            return Tour(etat, (RIEN_NE_CHANGE if compris.message.dit.pour_voir else sans_fait,))
        supposes = _avec_leur_forme(compris.lu.faits, etat)
        dure = compris.message.dit.nomme_un_service_continu
        if dure and etat.faits.contrat.recurrence != RECURRENT:
            supposes = {RECURRENCE: RECURRENT, **supposes}
        faits = self.changements.appliquer(etat, supposes).faits
        valeurs = {"supposes": supposes, "faits": faits, "reels": etat.faits}
        suivi = replace(etat.suivi, supposes=supposes)
        parole = Parole(gabarit="supposition", valeurs=valeurs)
        return Tour(replace(etat, suivi=suivi), (parole, *_pour_la_retenir(etat)))

    def _formes_a_plusieurs(self) -> Sequence[Valeurs]:
        """Return what « et si je passe en multi ? » may mean: orders, or marchés subséquents."""
        minimum = self.suite.referentiel.parametres["duree_minimale"].valeur
        en_subsequents: Valeurs = {FORME: MULTI_MS, DUREE_MS: minimum}
        return {FORME: "multi_bons_de_commande"}, en_subsequents

    def _comparer(self, compris: Compris) -> Tour:
        """Tell the verdicts of two ways of doing side by side, without touching the facts."""
        avant, communs = compris.etat, compris.lu.faits
        etat = self.changements.appliquer(avant, communs) if communs else avant
        note = (prise_de_note(communs, avant.faits, etat.faits),) if communs else ()
        options = tuple(_avec_leur_forme(option, etat) for option in compris.options)
        faits = [self.changements.appliquer(etat, option).faits for option in options]
        valeurs = {"options": list(options), "faits": faits}
        suivi = replace(etat.suivi, options=options)
        parole = Parole(gabarit="comparaison", valeurs=valeurs)
        return Tour(replace(etat, suivi=suivi), (*note, parole))

    def _rediger(self, compris: Compris) -> Tour:
        """Write the clause as soon as there is a verdict and an axis; else lead there."""
        etat = compris.etat
        if not etat.oral and self.suite.situer(etat).redigeable:
            return self.suite.rediger(self._poursuivi(etat))
        return self._vers_la_clause(compris)

    def _documents(self, compris: Compris) -> Tour:
        etat = compris.etat
        if etat.oral or not self.suite.situer(etat).redigeable:
            return self._vers_la_clause(compris)
        tour = self.suite.rediger(self._poursuivi(etat))
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
        perimee = etat.suivi.clause_a_jour is False and situation.redigeable
        if perimee and compris.message.dit.va_outre:
            return self.suite.rediger(self._poursuivi(etat))
        demande = compris.message.intention in ("rediger_clause", "obtenir_documents")
        avant = "utter_axe_requis" if etat.question == "axes" else "utter_avant_la_clause"
        paroles = (Parole(avant),) if demande else ()
        return self.suite.continuer(self._poursuivi(etat), paroles)

    def _suivre_la_clause(self, compris: Compris) -> Tour:
        """Say who does what, and when, once the contract that is notified bears the clause."""
        etat = avec_la_clause(compris.etat)
        return self.suite.continuer(etat, (clause_au_contrat(etat),))

    def _dire_le_possible(self, compris: Compris) -> Tour:
        """Say what can be done of a notified contract without the clause."""
        return self.suite.continuer(compris.etat, (Parole("utter_clause_notifiee"),))

    def _dire_ce_qui_le_change(self, compris: Compris) -> Tour:
        """Say what a way of changing a notified contract allows, or that it is not there."""
        dit = compris.message.dit
        sans = "utter_sans_clause_de_reexamen"
        voie = sans if dit.nie_une_clause_de_reexamen else "utter_clause_de_reexamen"
        reponse = "utter_avenant" if dit.veut_un_avenant else voie
        return Tour(compris.etat, (Parole(reponse),))

    def _preparer_le_prochain(self, compris: Compris) -> Tour:
        """Take the file for the contract to come, of which nothing is notified yet."""
        dits = {"etape": "preparation", "date_notification": None}
        etat = self.changements.appliquer(compris.etat, dits)
        note = prise_de_note({"etape": "preparation"}, compris.etat.faits, etat.faits)
        return self.suite.continuer(self._poursuivi(etat), (note,))

    def _poursuivi(self, etat: Etat) -> Etat:
        return replace(etat, faits=etat.faits.avec({"poursuivre": True}))


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


def _pour_la_retenir(etat: Etat) -> tuple[Parole, ...]:
    """Say once how to go on from a supposition, where nothing is asked."""
    dite = any(POUR_LA_RETENIR.nom in dites for dites in etat.suivi.dites)
    return () if etat.question or etat.oral or dite else (POUR_LA_RETENIR,)


def _avec_leur_forme(supposes: Valeurs, etat: Etat) -> dict[str, Valeur | None]:
    """« Et des marchés subséquents de 18 mois ? » supposes the form that has some, too.

    A form supposed of what is no marché supposes one.
    """
    a_plusieurs: Valeurs = {FORME: MULTI_MS} if DUREE_MS in supposes else {}
    sans_forme = etat.faits.contrat.forme_contrat != MULTI_MS
    dits = {**(a_plusieurs if sans_forme else {}), **supposes}
    # « et avec un seul titulaire, pendant 4 ans ? »: no longer of marchés subséquents
    if FORME in dits and dits[FORME] != MULTI_MS and DUREE_MS in dits:
        dits = {"duree_mois": dits[DUREE_MS], **{f: v for f, v in dits.items() if f != DUREE_MS}}
    en_marche = FORME in dits and etat.faits.contrat.nature_contrat in HORS_CHAMP
    return {NATURE: MARCHE, **dits} if en_marche else dits
