"""What a message is meant as, in the light of the file and of the pending question.

By itself it was decided first (`d_emblee.py`). The thresholds are data (`data/interventions.yml`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.apprises import TOUTES
from bot.dialogue.comprendre.d_emblee import HESITE, QUESTION_DU_GUIDE
from bot.dialogue.comprendre.forme import FORME
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.objet import OBJET
from bot.dialogue.comprendre.probable import INCOMPRIS
from bot.dialogue.etat import Etat
from bot.dialogue.interventions import Interventions
from bot.lecture.etapes import ETAPE
from bot.metier.articles import articles_cites
from bot.metier.contrat import INCONNU
from bot.metier.faits import DU_CONTRAT
from bot.metier.modalites import Modalite
from bot.metier.referentiel import QuestionDuGuide, Referentiel
from bot.metier.situation import CONFIRMATION
from bot.metier.valeurs import Valeur

# asked for in so many words, which no label of the model stands for
SUITE, OUI_OU_NON, RESUME = "demander_la_suite", "demander_oui_ou_non", "demander_un_resume"
CONSEIL = "demander_conseil"
# what was noted is right: no answer to what is asked
ATTESTE = "attester"
# the value of a decision that is named; the clause, done again
MONTRER, REDIGER = "montrer", "rediger_clause"
# an article of the clause that was given
ARTICLE = "dire_un_article"
# who asks is no buyer
PAS_ACHETEUR = "dire_qu_on_n_achete_pas"
QUESTIONS_COURTES, RALENTIR = "questions_courtes", "ralentir"
EXPRES = frozenset(
    {
        ARTICLE,
        ATTESTE,
        MONTRER,
        PAS_ACHETEUR,
        SUITE,
        CONSEIL,
        OUI_OU_NON,
        RESUME,
        HESITE,
        "revenir",
        QUESTIONS_COURTES,
        RALENTIR,
    }
)
DIT_L_ETAPE = f"dire_{ETAPE}"
# an opening that says what is bought; intents that it may resemble
MOTS_D_UNE_OUVERTURE = 10
MOTS_D_UN_ACHAT = 5
RACONTENT = ("faq", "bavarder", "informer", INCOMPRIS)
# « alors, oui ou non, ça marche ? » asks for the verdict; a longer question may be the guide's
MOTS_D_UN_RAPPEL = 7
# what the machine calls an intent, typed: it means nothing to a buyer
NOM_D_INTENTION = re.compile(r"[a-z]+(?:_[a-z]+)+|informer")


@dataclass(frozen=True)
class Intentions:
    """Decides in the light of the file; `questions` are those of the guide, by name.

    `est_un_souhait` tells a message of which an action may be written.
    """

    interventions: Interventions
    referentiel: Referentiel
    questions: Mapping[str, QuestionDuGuide]
    nomme_une_activite: Callable[[str], bool]
    est_un_souhait: Callable[[Message], bool]

    def decider(self, message: Message, etat: Etat) -> Message:
        """Set aside what cannot be meant here.

        What names our subject is not off it; intents of the clause must be sure to count while
        the contract is asked about.
        """
        message = self._sans_ordre_devine(message)
        if message.intention == "autre_marche":
            message = self._sur_le_premier_marche(message, etat)
        evident = self._evident(message, etat)
        if evident:
            return evident
        if (dite := message.apprises.get(etat.question or "")) is not None:
            message = self._comme_une_reponse(message, etat, dite)
        if etat.question and _pose_une_question_du_guide(message):
            message = _sans(message, ("verifier_faisabilite",))
        notre_sujet = message.dit.est_notre_sujet
        if message.intention == "hors_sujet" and notre_sujet:
            message = _sans(message, ("hors_sujet",))
        if self._est_plutot_hors_sujet(message) and not notre_sujet:
            return replace(message, intention="hors_sujet")
        if message.dit.question and (cites := articles_cites(message.texte)):
            return self._sur_un_article(message, cites)
        return self._sans_decision_deplacee(message, etat)

    def _sans_ordre_devine(self, message: Message) -> Message:
        """Set aside an order that destroys or sends, which no word of its own says."""
        dite = self.interventions.est_dite(message.intention, message.dit.plie)
        return message if message.bouton or dite else _sans(message, (message.intention,))

    def _comme_une_reponse(self, message: Message, etat: Etat, valeur: Valeur) -> Message:
        """Return the message as the answer that it was learnt to be, unless it gives an order."""
        # aloud, « oui » takes neither of two choices: what follows it does
        cede = message.intention in self.interventions.cedent_a_une_reponse
        if not (cede or (etat.oral and message.intention == "affirmer")):
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
        """Tell « j'ai un autre marché : … », once one is known."""
        possible = dict(message.classement).get("autre_marche", 0.0)
        sur = possible >= self.interventions.seuils["commande_forte"]
        return sur and etat.faits["objet"] is not None and message.dit.nomme_un_autre_marche

    def _sur_le_premier_marche(self, message: Message, etat: Etat) -> Message:
        """Take « un nouveau dossier » for the first one, and « du nouveau » for something else."""
        if not message.dit.nomme_un_autre_marche:
            return _sans(message, ("autre_marche",))
        connu = etat.faits["objet"] is not None
        return message if connu else replace(message, intention="verifier_faisabilite")

    def _evident(self, message: Message, etat: Etat) -> Message | None:
        """Return the message as what it plainly is, whatever its words resemble."""
        if message.dit.est_d_une_autre_ecriture:
            return replace(message, intention="autre_langue", confiance=1.0, question_du_guide=None)
        nom = etat.suivi.avis is not None and NOM_D_INTENTION.fullmatch(message.texte.strip())
        if _ne_dit_rien(message) or nom:
            return replace(message, intention=INCOMPRIS, confiance=0.0, classement=())
        voulue = None if message.bouton else self._dite_en_toutes_lettres(message, etat)
        return _surement(message, voulue) if voulue else self._sur_des_faits(message, etat)

    def _dite_en_toutes_lettres(self, message: Message, etat: Etat) -> str | None:
        """Return what a message's own words ask for, whatever it resembles to the model."""
        dit = message.dit
        demandes = (
            (ATTESTE, dit.atteste and etat.question != CONFIRMATION),
            (ARTICLE, _interroge_sur_un_article(message, etat)),
            (PAS_ACHETEUR, dit.n_achete_pas and not (_decrit(message) or etat.faits[OBJET])),
            (QUESTIONS_COURTES, dit.demande_les_questions_courtes),
            (RALENTIR, etat.oral and dit.demande_de_ralentir),
            (SUITE, dit.demande_la_suite),
            ("revenir", dit.defait),
            ("parler_facilitateur", dit.veut_le_facilitateur and not _decrit(message)),
            (OUI_OU_NON, self._veut_oui_ou_non(message, etat)),
            (RESUME, dit.demande_un_resume),
            ("nier", dit.ne_dit_que_non),
            ("passer", bool(etat.question and dit.passe and not message.lus)),
            (MONTRER, self._demande_ce_qui_est_note(message)),
            (REDIGER, dit.fait_refaire and etat.suivi.clause_a_jour is not None),
            ("rediger_clause", dit.veut_la_clause and not message.lus),
            ("rediger_clause", dit.veut_voir_la_clause),
            ("expliquer_question", self._demande_ce_qu_est_une_question(message)),
            ("verifier_faisabilite", dit.veut_un_plan and not etat.suivi.avis),
            ("expliquer_question", dit.demande_un_conseil and etat.question in DU_CONTRAT),
        )
        demandee = self.referentiel.modalites.get(etat.question or "")
        voulue = next((nom for nom, demande in demandes if demande), None)
        voulue = voulue or (_sur_ce_qui_est_propose(message, demandee) if demandee else None)
        # « je ne sais pas le montant exact, entre 80 et 100 mille » says something of it
        dits = message.lus or message.nombre_nu or self._souhaite(message, etat)
        nomme = dit.ignore and self._nomme_ce_qui_manque(dit.plie, etat)
        ignore = not dits and (nomme or _ignore_ce_qui_est_demande(message, etat))
        return voulue or (
            HESITE if ignore or _hesite_sur_ce_qui_est_demande(message, etat) else None
        )

    def _demande_ce_qui_est_note(self, message: Message) -> bool:
        """Tell « montre les participants », « quel est le plafond dans ma clause ? »."""
        dit = message.dit
        demande = dit.montre or (dit.parle_de_sa_clause and dit.question)
        return demande and not message.suppose and bool(self.interventions.nommer(dit.plie))

    def _souhaite(self, message: Message, etat: Etat) -> bool:
        """Tell « des gens au RSA, je n'ai pas le chiffre », where actions are awaited."""
        demandee = self.referentiel.modalites.get(etat.question or "")
        return demandee is not None and demandee.axe is not None and self.est_un_souhait(message)

    def _demande_ce_qu_est_une_question(self, message: Message) -> bool:
        """Tell « c koi l'ambition ? », which no question of the guide surely is."""
        nomme = message.dit.demande_ce_que_c_est
        return bool(nomme and self.interventions.nommer(nomme)) and not self._est_du_guide(message)

    def _est_du_guide(self, message: Message) -> bool:
        sure = message.confiance >= self.interventions.seuils["question_comprise"]
        return message.intention == "faq" and sure

    def _nomme_ce_qui_manque(self, plie: str, etat: Etat) -> bool:
        """Tell « je ne sais pas le montant », of one that is not known yet."""
        return any(etat.faits[fait] is None for fait in self.interventions.nommer(plie))

    def _veut_oui_ou_non(self, message: Message, etat: Etat) -> bool:
        """Tell « alors, oui ou non ? » from the facts, or the question of the guide, it ends.

        Once there is a verdict, « ça vaut le coup ? » asks it again.
        """
        if message.lus:
            return False
        if message.dit.demande_oui_ou_non:
            return not (self._interroge_le_guide(message) or _essaie_une_forme(message))
        convient = etat.suivi.avis is not None and message.dit.demande_si_ca_convient
        return convient and not self._est_du_guide(message)

    def _interroge_le_guide(self, message: Message) -> bool:
        """Tell « faut-il publier un avis, oui ou non ? », which is answered by the guide."""
        return self._est_du_guide(message) and len(message.texte.split()) > MOTS_D_UN_RAPPEL

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
        if not ouvre and message.dit.demande_oui_ou_non and _essaie_une_forme(message):
            return replace(message, intention="supposer", confiance=1.0, question_du_guide=None)
        du_guide = message.intention == "faq" and message.confiance >= seuils["question_comprise"]
        if not (ouvre or du_guide) and message.essaie_une_valeur:
            return replace(message, intention="supposer", confiance=1.0, question_du_guide=None)
        return None

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
            return message if self._souhaite(message, etat) else _sans(message, autres)
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
        servie = demande.intention in self.interventions.en_plus
        servie = servie and self.interventions.est_dite(demande.intention, demande.dit.plie)
        sure = demande.confiance >= self.interventions.seuils["demande_en_plus"]
        return servie and sure and (demande.intention != "faq" or demande.dit.question)


def _interroge_sur_un_article(message: Message, etat: Etat) -> bool:
    """Tell « c quoi l'art 9 ? », once there is a clause."""
    donnee = etat.suivi.clause_a_jour is not None
    return donnee and message.dit.question and message.dit.article_cite is not None


def _essaie_une_forme(message: Message) -> bool:
    """Tell « oui ou non, je peux le faire en multi ? », which asks about another form."""
    formes = (lue for lue in message.lectures if lue.fait == FORME)
    return any({*lue.indices} & {"mono", "multi", "bons", "subsequents"} for lue in formes)


def _hesite_sur_ce_qui_est_demande(message: Message, etat: Etat) -> bool:
    """Tell « je ne sais pas si c'est l'un ou l'autre », which names both and says nothing else."""
    d_autres = any(lue.fait != etat.question for lue in message.lectures)
    return etat.question is not None and message.dit.ignore_lequel and not d_autres


def _ignore_ce_qui_est_demande(message: Message, etat: Etat) -> bool:
    """Tell « aucune idée, c'est l'UGAP qui gère », unless the reason gives what is asked."""
    demande = etat.question not in (None, OBJET, ETAPE, CONFIRMATION)
    dite = message.apprises.get(str(etat.question), INCONNU) != INCONNU
    lue = any(lue.fait.startswith(str(etat.question)) for lue in message.lectures)
    return demande and message.dit.ignore_d_entree and not (dite or lue)


def _sur_ce_qui_est_propose(message: Message, demandee: Modalite) -> str | None:
    """Tell what is wanted of what is proposed: taken, or explained."""
    dit = message.dit
    # a fact is told, not advised upon
    decidee = demandee.presentee or not demandee.sans_oui
    if dit.demande_conseil:
        return "prendre_defaut" if decidee else "expliquer_question"
    if dit.demande_un_conseil:
        return CONSEIL
    return "prendre_defaut" if dit.garde_tout and demandee.genre != "liste" else None


def _decrit(message: Message) -> bool:
    """Tell facts of the contract; what is asked may well name what is bought."""
    return any(lue.fait != OBJET for lue in message.lus)


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
