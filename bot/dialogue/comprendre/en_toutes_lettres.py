"""What a message's own words ask for, in the light of the file, whatever the model takes it for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.dialogue.comprendre.d_emblee import HESITE
from bot.dialogue.comprendre.forme import remet_la_forme
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.objet import OBJET
from bot.dialogue.comprendre.sa_clause import (
    demande_l_obligation,
    demande_ses_mots,
    explication_demandee,
    interroge_sur_un_article,
    passage_demande,
    sujet_demande,
)
from bot.dialogue.comprendre.tournures import Tournures
from bot.dialogue.etat import Etat
from bot.dialogue.interventions import Interventions
from bot.lecture.etapes import ETAPE
from bot.metier.contrat import INCONNU, NOTIFIEE
from bot.metier.faits import DU_CONTRAT
from bot.metier.modalites import Modalite
from bot.metier.referentiel import Referentiel
from bot.metier.situation import CONFIRMATION

# asked for in so many words, which no label of the model stands for
SUITE, OUI_OU_NON, RESUME = "demander_la_suite", "demander_oui_ou_non", "demander_un_resume"
CONSEIL = "demander_conseil"
INFORME = "informer"
# what was noted is right: no answer to what is asked
ATTESTE = "attester"
# the value of a decision that is named; the clause, done again
MONTRER, REDIGER = "montrer", "rediger_clause"
# an article of the clause that was given
ARTICLE = "dire_un_article"
# what that clause says of something
SA_CLAUSE = "dire_sa_clause"
# nothing more is wanted for now
CONGE = "prendre_conge"
# the verdict of a contract that is no marché
HORS_CHAMP = "hors_champ"
# why nothing is said of it nothing is said of it
REFUS = "contester_le_refus"
# whether article L2112-2-1 bears on the contract
OBLIGATION = "dire_l_obligation"
# how a contract that is notified may be changed
CHANGER_LE_CONTRAT = "changer_le_contrat"
# a request to the facilitator, that was sent, is not wanted
RETRAIT = "retirer_la_demande"
# what was asked was not answered
RECLAME = "reclamer_une_reponse"
# who asks is no buyer
PAS_ACHETEUR = "dire_qu_on_n_achete_pas"
QUESTIONS_COURTES, RALENTIR = "questions_courtes", "ralentir"
EXPRES = frozenset(
    {
        ARTICLE,
        SA_CLAUSE,
        OBLIGATION,
        ATTESTE,
        CHANGER_LE_CONTRAT,
        MONTRER,
        PAS_ACHETEUR,
        RECLAME,
        REFUS,
        RETRAIT,
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
# asked one of these, « la clause » answers; « la clause complète », one of those
SUR_LA_CLAUSE = frozenset({"article_ccap", "clause_insertion"})
SUR_SA_LONGUEUR = frozenset({"longueur", "revue_modalites"})
# « alors, oui ou non, ça marche ? » asks for the verdict; a longer question may be the guide's
MOTS_D_UN_RAPPEL = 7
# fewer facts may stand beside an order: « le ménage, 4 ans, la clause svp »
FAITS_QUI_DECRIVENT = 3


@dataclass(frozen=True)
class EnToutesLettres:
    """Tells what is asked for in so many words; `est_un_souhait`, what an action may be made of.

    `garde_ce_qui_est_nomme` tells « garanties inchangées », which asks nothing about them.
    """

    interventions: Interventions
    referentiel: Referentiel
    est_un_souhait: Callable[[Message], bool]
    garde_ce_qui_est_nomme: Callable[[Message], bool]

    def vouloir(self, message: Message, etat: Etat) -> str | None:
        """Return what a message's own words ask for, whatever it resembles to the model."""
        if message.bouton:
            return None
        du_plan = () if _ouvre_en_decrivant(message, etat) else self._du_plan(message, etat)
        demandes = (*self._en_general(message, etat), *du_plan)
        voulue = next((nom for nom, demande in demandes if demande), None)
        demandee = self.referentiel.modalites.get(etat.question or "")
        voulue = voulue or (_sur_ce_qui_est_propose(message, demandee) if demandee else None)
        return voulue or (HESITE if self._hesite(message, etat) else None)

    def _en_general(self, message: Message, etat: Etat) -> Sequence[tuple[str, bool]]:
        """Return what may be asked of any assistant, and whether it is."""
        dit = message.dit
        return (
            (ATTESTE, dit.atteste and etat.question != CONFIRMATION),
            (ARTICLE, _interroge_sur_un_article(message, etat)),
            (PAS_ACHETEUR, dit.n_achete_pas and not (_decrit(message) or etat.faits[OBJET])),
            (QUESTIONS_COURTES, dit.demande_les_questions_courtes),
            (RALENTIR, etat.oral and dit.demande_de_ralentir),
            (SUITE, dit.demande_la_suite),
            ("revenir", _defait(message, etat)),
            (RETRAIT, dit.retire_la_demande),
            (RECLAME, dit.reclame_une_reponse and not message.lus),
            ("parler_facilitateur", dit.veut_le_facilitateur and not _decrit(message)),
            (OUI_OU_NON, self._veut_oui_ou_non(message, etat)),
            (RESUME, dit.demande_un_resume),
            ("nier", dit.ne_dit_que_non),
            (INFORME, dit.laisse_tel_quel and self.garde_ce_qui_est_nomme(message)),
            ("passer", bool(etat.question and dit.passe and not message.lus)),
        )

    def _du_plan(self, message: Message, etat: Etat) -> Sequence[tuple[str, bool]]:
        """Return what may be asked of the plan and of its clause, and whether it is."""
        dit = message.dit
        return (
            (REFUS, etat.suivi.avis == HORS_CHAMP and dit.conteste_le_refus and not message.lus),
            (REDIGER, _ordonne_la_clause(dit, etat)),
            (SA_CLAUSE, self._interroge_sur_sa_clause(dit, etat)),
            (OBLIGATION, demande_l_obligation(message.dit, etat) and _redit(message, etat)),
            (CHANGER_LE_CONTRAT, _cherche_a_le_changer(message, etat)),
            (MONTRER, self._demande_ce_qui_est_note(message, etat)),
            ("recapituler", _demande_si_c_est_note(message, etat)),
            (SUITE, dit.demande_un_conseil and etat.question is None and bool(etat.suivi.avis)),
            (_a_refaire(etat), dit.fait_refaire),
            (CONGE, dit.prend_conge),
            ("annuler", _renonce(dit, etat)),
            (REDIGER, dit.veut_la_clause and not message.lus),
            ("expliquer_question", self._demande_ce_qu_est_une_question(message)),
            ("verifier_faisabilite", dit.veut_un_plan and not etat.suivi.avis),
            ("expliquer_question", dit.demande_un_conseil and etat.question in DU_CONTRAT),
        )

    def _hesite(self, message: Message, etat: Etat) -> bool:
        """Tell that what is asked, or named, is not known."""
        dit = message.dit
        # « je ne sais pas le montant exact, entre 80 et 100 mille » says something of it
        dits = message.lus or message.nombre_nu or self.souhaite(message, etat)
        nomme = dit.ignore and self._nomme_ce_qui_manque(dit.plie, etat)
        ignore = not dits and (nomme or _ignore_ce_qui_est_demande(message, etat))
        return ignore or _hesite_sur_ce_qui_est_demande(message, etat)

    def _demande_ce_qui_est_note(self, message: Message, etat: Etat) -> bool:
        """Tell « montre les participants », « quel est le plafond dans ma clause ? ».

        Once there is a clause, « c'est combien, le plafond ? » is about it.
        """
        dit = message.dit
        donnee = etat.suivi.clause_a_jour is not None and etat.question is None
        de_la_sienne = dit.parle_de_sa_clause or (donnee and dit.demande_une_valeur)
        note = _demande_si_c_est_note(message, etat)
        demande = dit.montre or (de_la_sienne and dit.question) or note
        return demande and not message.suppose and bool(self.interventions.nommer(dit.plie))

    def _interroge_sur_sa_clause(self, dit: Tournures, etat: Etat) -> bool:
        """Tell « le plafond, ça fait combien ? », « montre-moi la clause, axe insertion »."""
        lire = (explication_demandee, sujet_demande, passage_demande)
        nommes = self.interventions.nommer(dit.plie)
        return any(lit(dit, etat) for lit in lire) or demande_ses_mots(dit, nommes, etat)

    def souhaite(self, message: Message, etat: Etat) -> bool:
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
            return not (self._interroge_le_guide(message) or message.essaie_une_forme)
        convient = etat.suivi.avis is not None and message.dit.demande_si_ca_convient
        return convient and not self._est_du_guide(message)

    def _interroge_le_guide(self, message: Message) -> bool:
        """Tell « faut-il publier un avis, oui ou non ? », which is answered by the guide."""
        return self._est_du_guide(message) and len(message.texte.split()) > MOTS_D_UN_RAPPEL


def _interroge_sur_un_article(message: Message, etat: Etat) -> bool:
    """Tell « que dit l'article 11 ? » from the articles of a contract that is pasted."""
    return interroge_sur_un_article(message.dit, etat) and not _ouvre_en_decrivant(message, etat)


def _ouvre_en_decrivant(message: Message, etat: Etat) -> bool:
    """Tell a first message that describes a contract, where what is pasted holds words of orders.

    « Je vous soumets deux articles du CCAP : … Un plan est-il pertinent ? » asks to see nothing.
    """
    ouvre = etat.question is None and etat.suivi.avis is None and etat.faits[OBJET] is None
    return ouvre and len({lue.fait for lue in message.lus}) >= FAITS_QUI_DECRIVENT


def _demande_si_c_est_note(message: Message, etat: Etat) -> bool:
    """Tell « c'est bien noté ? », asked once something is; what it states besides is taken."""
    connu = etat.suivi.avis is not None or etat.faits[OBJET] is not None
    return connu and message.dit.demande_si_c_est_note and _redit(message, etat)


def _ordonne_la_clause(dit: Tournures, etat: Etat) -> bool:
    """Tell « redonnez la clause complète »; « la clause complète » alone may answer."""
    seule = dit.clause_seule
    if seule is None:
        return dit.ordonne_la_clause
    repond = etat.question in SUR_LA_CLAUSE or (seule and etat.question in SUR_SA_LONGUEUR)
    return etat.suivi.avis is not None and not repond


def _a_refaire(etat: Etat) -> str:
    """Return what « refaites » does again: the clause that was given, else what was last said."""
    return "repeter" if etat.suivi.clause_a_jour is None else REDIGER


def _cherche_a_le_changer(message: Message, etat: Etat) -> bool:
    """Tell « il y a une clause de réexamen », « je prépare l'avenant », once it is notified."""
    dit = message.dit
    voie = dit.dit_une_clause_de_reexamen or dit.veut_un_avenant
    return etat.faits[ETAPE] == NOTIFIEE and voie and not (dit.question_ouverte or message.lus)


def _redit(message: Message, etat: Etat) -> bool:
    """Tell facts that are known already, or none: « c'est 180 000 HT, on est obligé ? »."""
    return all(lue.retenue == etat.faits[lue.fait] for lue in message.lus)


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
    return (
        "prendre_defaut" if dit.garde_tout and demandee.genre not in ("liste", "actions") else None
    )


def _renonce(dit: Tournures, etat: Etat) -> bool:
    """Tell that the clause is not wanted any more, once there may be one."""
    return dit.renonce_a_la_clause and etat.suivi.avis is not None


def _defait(message: Message, etat: Etat) -> bool:
    """Tell « retour », « remettez les marchés subséquents »."""
    dit = message.dit
    return dit.defait or (dit.remet and remet_la_forme(message.lectures, etat))


def _decrit(message: Message) -> bool:
    """Tell facts of the contract; what is asked may well name what is bought."""
    return any(lue.fait != OBJET for lue in message.lus)
