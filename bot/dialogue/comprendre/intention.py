"""What a message is meant as, in the light of the file and of the pending question.

By itself it was decided first (`d_emblee.py`). The thresholds are data (`data/interventions.yml`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.apprises import TOUTES
from bot.dialogue.comprendre.autre_marche import en_decrit_un_autre
from bot.dialogue.comprendre.d_emblee import HESITE, QUESTION_DU_GUIDE
from bot.dialogue.comprendre.en_toutes_lettres import EXPRES, EnToutesLettres
from bot.dialogue.comprendre.lots import trie_des_lots
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.probable import INCOMPRIS
from bot.dialogue.etat import Etat
from bot.dialogue.interventions import TRANSMETTRE, Interventions
from bot.lecture.clause.changements import reecrit
from bot.lecture.etapes import ETAPE
from bot.metier.articles import articles_cites
from bot.metier.contrat import INCONNU
from bot.metier.referentiel import QuestionDuGuide, Referentiel
from bot.metier.valeurs import Valeur

DIT_L_ETAPE = f"dire_{ETAPE}"
# an opening that says what is bought; intents that it may resemble
MOTS_D_UNE_OUVERTURE = 10
MOTS_D_UN_ACHAT = 5
LES_LOTS = "demander_les_lots"
RACONTENT = ("faq", "bavarder", "informer", INCOMPRIS)
# what the machine calls an intent, typed: it means nothing to a buyer
NOM_D_INTENTION = re.compile(r"[a-z]+(?:_[a-z]+)+|informer")


@dataclass(frozen=True)
class Intentions:
    """Decides in the light of the file; `questions` are those of the guide, by name."""

    interventions: Interventions
    referentiel: Referentiel
    questions: Mapping[str, QuestionDuGuide]
    nomme_une_activite: Callable[[str], bool]
    lettres: EnToutesLettres

    def decider(self, message: Message, etat: Etat, voulue: str | None) -> Message:
        """Set aside what cannot be meant here; `voulue`: what its own words ask for.

        What names our subject is not off it; intents of the clause must be sure to count while
        the contract is asked about.
        """
        message = self._sans_ordre_devine(message, etat)
        if message.intention == "autre_marche":
            message = self._sur_le_premier_marche(message, etat)
        evident = self._evident(message, etat, voulue)
        if evident:
            return evident
        if (dite := message.apprises.get(etat.question or "")) is not None:
            message = self._comme_une_reponse(message, etat, dite)
        if etat.question and _pose_une_question_du_guide(message):
            message = _sans(message, ("verifier_faisabilite",))
        notre_sujet = message.dit.est_notre_sujet or message.decrit_un_marche
        notre_sujet = notre_sujet or self._repond_d_un_nombre(message, etat)
        if message.intention == "hors_sujet" and notre_sujet:
            message = _sans(message, ("hors_sujet",))
        # where own words are awaited, what resembles nothing is quoted back
        ses_mots = self.referentiel.attend_des_mots(etat.question)
        if self._est_plutot_hors_sujet(message) and not (notre_sujet or ses_mots):
            return replace(message, intention="hors_sujet")
        if message.dit.question and (cites := articles_cites(message.texte)):
            return self._sur_un_article(message, cites)
        return self._sans_decision_deplacee(message, etat)

    def _repond_d_un_nombre(self, message: Message, etat: Etat) -> bool:
        """Tell « quatre je crois », which answers what is asked, from « alert(1) »."""
        vague = message.confiance < self.interventions.seuils["replique_sure"]
        return vague and bool(etat.question and message.nombre_nu)

    def _sans_ordre_devine(self, message: Message, etat: Etat) -> Message:
        """Set aside an order that destroys or sends, which no word of its own says.

        « On garde que le lot 2 » wishes for no action; of lots that are not known, the guide tells.
        """
        if etat.faits.lots and trie_des_lots(message):
            message = _sans(message, ("exprimer_souhait",))
        if message.intention == LES_LOTS and not etat.faits.lots:
            message = _sans(message, (LES_LOTS,))
        dite = self.interventions.est_dite(message.intention, message.dit.plie)
        return message if message.bouton or dite else _sans(message, (message.intention,))

    def _cede(self, message: Message, etat: Etat, valeur: Valeur) -> bool:
        """Tell an order that gives way to an answer; a sure answer wins over any."""
        seuils = self.interventions.seuils
        _, sure = message.reponses.get(str(etat.question), (INCONNU, 0.0))
        # « on refait tous les quatre ans » starts nothing again
        repond = valeur != INCONNU and sure >= seuils["reponse_en_passant"]
        faible = message.confiance < seuils["commande_forte"]
        return repond or faible or message.intention in self.interventions.cedent_a_une_reponse

    def _comme_une_reponse(self, message: Message, etat: Etat, valeur: Valeur) -> Message:
        """Return the message as the answer that it was learnt to be, unless it gives an order."""
        # aloud, « oui » takes neither of two choices: what follows it does
        neutre = etat.oral and message.intention == "affirmer"
        if not (neutre or self._cede(message, etat, valeur)):
            return message
        question = str(etat.question)
        factuelles = self.interventions.intentions_factuelles.items()
        dites = (nom for nom, faits in factuelles if faits.get(question) == valeur)
        intention = HESITE if valeur == INCONNU else next(dites, f"dire_{question}")
        _, confiance = message.reponses.get(question, message.reponses[TOUTES])
        autres = tuple(rang for rang in message.classement if rang[0] != intention)
        classement = ((intention, confiance), *autres)
        return replace(
            message,
            intention=intention,
            confiance=confiance,
            question_du_guide=None,
            classement=classement,
        )

    def est_un_autre_marche(self, message: Message, etat: Etat) -> bool:
        """Tell « j'ai un autre marché : … », once one is known, or another that is described."""
        if en_decrit_un_autre(message, etat):
            return True
        possible = dict(message.classement).get("autre_marche", 0.0)
        sur = possible >= self.interventions.seuils["commande_forte"]
        return sur and etat.faits["objet"] is not None and message.dit.nomme_un_autre_marche

    def _sur_le_premier_marche(self, message: Message, etat: Etat) -> Message:
        """Take « un nouveau dossier » for the first one, and « du nouveau » for something else."""
        if not message.dit.nomme_un_autre_marche:
            return _sans(message, ("autre_marche",))
        connu = etat.faits["objet"] is not None
        return message if connu else replace(message, intention="verifier_faisabilite")

    def _evident(self, message: Message, etat: Etat, voulue: str | None) -> Message | None:
        """Return the message as what it plainly is, whatever its words resemble."""
        if message.dit.est_d_une_autre_ecriture:
            return replace(message, intention="autre_langue", confiance=1.0, question_du_guide=None)
        nom = etat.suivi.avis is not None and NOM_D_INTENTION.fullmatch(message.texte.strip())
        if _ne_dit_rien(message) or nom:
            return replace(message, intention=INCOMPRIS, confiance=0.0, classement=())
        return _surement(message, voulue) if voulue else self._sur_des_faits(message, etat)

    def _sur_des_faits(self, message: Message, etat: Etat) -> Message | None:
        """Tell a question about the contract's own facts: is a plan possible, would a value do?"""
        ouvre = etat.question is None and etat.suivi.avis is None
        seuils = self.interventions.seuils
        ailleurs = (
            message.intention == "hors_sujet" and message.confiance >= seuils["replique_sure"]
        )
        if ouvre and message.demande_si_c_est_possible and not ailleurs:
            return replace(message, intention="verifier_faisabilite", question_du_guide=None)
        if ouvre and (self._raconte_son_marche(message) or self._dit_ce_qu_il_achete(message)):
            return replace(message, intention="verifier_faisabilite", question_du_guide=None)
        if self._suppose_sans_le_dire(message) and (etat.suivi.options or not ouvre):
            return replace(message, intention="supposer", confiance=1.0, question_du_guide=None)
        du_guide = message.intention == "faq" and message.confiance >= seuils["question_comprise"]
        tente = message.essaie_une_valeur and not self._donne_ce_qui_ne_decide_rien(message, etat)
        if not (ouvre or du_guide) and tente:
            return replace(message, intention="supposer", confiance=1.0, question_du_guide=None)
        if message.intention == "supposer" and _repond_au_conditionnel(message, etat):
            return replace(message, intention="informer", confiance=1.0)
        return None

    def _suppose_sans_le_dire(self, message: Message) -> bool:
        """Tell « si c'est 3 ans ? », « oui ou non, je peux le faire en multi ? »."""
        dit = message.dit
        si = dit.pose_une_condition and (message.lus or message.essaie_une_forme)
        return bool(si) or (dit.demande_oui_ou_non and message.essaie_une_forme)

    def _donne_ce_qui_ne_decide_rien(self, message: Message, etat: Etat) -> bool:
        """Tell « 300 000 € HT, c'est trop petit ? », asked for it: no verdict hangs on it."""
        facultatifs = self.referentiel.parcours[etat.parcours].facultatifs
        return etat.question in facultatifs and any(
            lue.fait == etat.question for lue in message.lus
        )

    def _raconte_son_marche(self, message: Message) -> bool:
        """Tell an opening that says at length what is bought, and names the plan, or a contract.

        What it resembles besides is not sure enough to be answered instead.
        """
        seuils, dit = self.interventions.seuils, message.dit
        vague = message.intention in RACONTENT and message.confiance < seuils["question_comprise"]
        ailleurs = message.intention == "hors_sujet"
        longue = len(message.texte.split()) >= MOTS_D_UNE_OUVERTURE
        return longue and dit.est_notre_sujet and (vague or ailleurs) and not dit.question_ouverte

    def _dit_ce_qu_il_achete(self, message: Message) -> bool:
        """Tell an opening that names what contracts buy, whatever else it vaguely resembles."""
        seuils, dit = self.interventions.seuils, message.dit
        cede = message.intention in self.interventions.cedent_a_une_reponse - {"autre_langue"}
        ailleurs = message.intention == "hors_sujet"
        vague = message.confiance < seuils["question_comprise"]
        longue = len(message.texte.split()) >= MOTS_D_UN_ACHAT
        # more than a bare greeting
        achat = not ailleurs and (bool(message.lus) or message.intention == "saluer")
        achat = achat or self.nomme_une_activite(message.texte)
        return longue and cede and vague and achat and not dit.question_ouverte

    def _sans_decision_deplacee(self, message: Message, etat: Etat) -> Message:
        """Set aside intents of the clause in a question, or unsure while the contract is asked."""
        autres = self.interventions.propres_a_la_clause
        if message.intention not in autres:
            return message
        if "?" in message.texte:
            # what is asked decides nothing, unless an action is said besides
            return message if self.lettres.souhaite(message, etat) else _sans(message, autres)
        du_contrat = etat.question in etat.faits.keys() - self.referentiel.modalites.keys()
        sur = message.confiance >= self.interventions.seuils["hors_de_propos"]
        # « DCE en cours », while the amount is asked for
        sur = sur or (message.intention == DIT_L_ETAPE and ETAPE in message.apprises)
        if sur or not du_contrat:
            return message
        return _sans(message, (*autres, "hors_sujet"))  # what is about the clause is our subject

    def _sur_un_article(self, message: Message, cites: frozenset[str]) -> Message:
        """Answer about the article that is named, or not at all: never about another one."""
        possibles = [nom for nom, q in self.questions.items() if cites <= q.articles]
        if not possibles:
            return replace(message, intention=INCOMPRIS, confiance=0.0, classement=())
        rangs = dict(message.classement)
        nom = max(
            possibles,
            key=lambda nom: (self.questions[nom].article_source == cites, rangs.get(nom, 0.0)),
        )
        return replace(message, intention="faq", confiance=1.0, question_du_guide=nom)

    def _est_plutot_hors_sujet(self, message: Message) -> bool:
        """Tell a message that resembles nothing well, and other subjects nearly as much.

        It is better to say so than to answer beside the point.
        """
        seuils = self.interventions.seuils
        autre_sujet = dict(message.classement).get("hors_sujet", 0.0)
        dit_un_fait = message.lectures or message.dit.nomme_un_fait
        vague = message.confiance < seuils["replique_sure"] and not dit_un_fait
        proche = autre_sujet >= message.confiance * seuils["hors_sujet_proche"]
        return vague and proche and not message.intention.startswith("dire_")

    def en_plus(self, message: Message) -> tuple[Message, ...]:
        """Return what a message asks besides what it mainly says."""
        if message.bouton or message.suppose:
            return ()
        return tuple(demande for demande in message.demandes if self._se_sert(demande))

    def _se_sert(self, demande: Message) -> bool:
        # « écris : fournir des gants » orders no clause
        servie = demande.intention in self.interventions.en_plus and not reecrit(demande.texte)
        # « on m'a demandé de me renseigner » sends nothing
        ordre = TRANSMETTRE if demande.intention == "parler_facilitateur" else demande.intention
        servie = servie and self.interventions.est_dite(ordre, demande.dit.plie)
        sure = demande.confiance >= self.interventions.seuils["demande_en_plus"]
        return servie and sure and (demande.intention != "faq" or demande.dit.question)


def _repond_au_conditionnel(message: Message, etat: Etat) -> bool:
    """Tell « ce serait trois ans », asked how long it lasts: that is told, and not supposed."""
    dit = message.dit
    franche = dit.question or dit.suppose_franchement or dit.place_du_si is not None
    return not franche and any(lue.fait == etat.question for lue in message.lus)


def _surement(message: Message, intention: str) -> Message:
    """Return the message as what it surely is meant as."""
    return replace(
        message,
        intention=intention,
        confiance=1.0,
        question_du_guide=None,
        classement=(),
        expres=intention in EXPRES,
    )


def _ne_dit_rien(message: Message) -> bool:
    """Tell « … », « !! », or keys struck at random."""
    charabia = message.intention == "autre_langue" and message.dit.est_du_charabia
    return charabia or not any(map(str.isalnum, message.texte))


def _pose_une_question_du_guide(message: Message) -> bool:
    """Tell « vous avez un exemple de plan ? », which asks to check nothing."""
    if message.intention != "verifier_faisabilite" or not message.dit.question:
        return False
    suivante = next((nom for nom, _ in message.classement[1:]), "")
    return suivante.startswith(QUESTION_DU_GUIDE) and not message.demande_si_c_est_possible


def _sans(message: Message, ecartes: Collection[str]) -> Message:
    """Return a message without some intents; their confidence goes to the others, in proportion."""
    part = 1 - sum(p for nom, p in message.classement if nom in ecartes)
    gardes = [(nom, p) for nom, p in message.classement if nom not in ecartes and part > 0]
    classement = tuple((nom, p / part) for nom, p in gardes)
    nom, confiance = classement[0] if classement else (INCOMPRIS, 0.0)
    intention, _, question = nom.partition("/")
    return replace(
        message,
        intention=intention,
        confiance=confiance,
        question_du_guide=nom if question else None,
        classement=classement,
    )
