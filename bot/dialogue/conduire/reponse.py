"""What comes of a message that was understood: a command, facts, an item of a list, or none."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.compris import Compris
from bot.dialogue.comprendre.en_toutes_lettres import HORS_CHAMP
from bot.dialogue.comprendre.sa_clause import demande_l_obligation
from bot.dialogue.comprendre.tournures import tournures
from bot.dialogue.conduire.commandes import Commandes
from bot.dialogue.conduire.eclairages import valeurs_notees
from bot.dialogue.conduire.faits import PriseDeFaits
from bot.dialogue.conduire.listes import Listes
from bot.dialogue.conduire.sans_fait import SansFait
from bot.dialogue.conduire.suppositions import RIEN_NE_CHANGE
from bot.dialogue.etat import PRECISION, Etat, Parole, Tour, Valeurs
from bot.dialogue.interventions import Interventions
from bot.lecture.lots.sommes import ENSEMBLE
from bot.metier.contrat import INCONNU, NOTIFIEE
from bot.metier.referentiel import QuestionDuGuide

# decisions of which the guide's answers tell a value
MESURES = ("delai", "pourcentage")
# whether the law bears on the contract, as it is answered, and as it is told by the way
OBLIGATION_DITE, RAPPEL_DE_LA_LOI = "obligation_du_dossier", "obligation"
DU_NOTIFIE = "utter_faq/marche_notifie"
# of no use beside the clause itself
PERIMEE = "utter_clause_perimee"
# two pages, or all of it
LONGUEUR = "longueur"
# who buys, and the question by which the guide is asked about it
QUI_ACHETE, SUR_QUI_ACHETE = "type_acheteur", "faq/type_d_acheteur"
# how many questions there are; where they are asked, how many are left
COMBIEN = "faq/duree_conversation"
# said along with who buys, or what
ACCOMPAGNENT = ("saluer", "remercier", "patienter")


@dataclass(frozen=True)
class Reponse:
    """Leads from what is understood to what is said; `questions` are the guide's, by name.

    No step calls one before it: whatever is said, the turn ends.
    """

    interventions: Interventions
    questions: Mapping[str, QuestionDuGuide]
    commandes: Commandes
    faits: PriseDeFaits
    listes: Listes
    sans_fait: SansFait

    def donner(self, compris: Compris) -> Tour:
        """Return the outcome; another file is said to be opened, when there is another contract."""
        repliques = self._repliques(compris)
        tour = self._donner(compris, repliques)
        if tour.etat.suivi.avis == HORS_CHAMP != compris.etat.suivi.avis:
            # what the guide says of a marché is beside the point
            tour = _sans(tour, repliques)
        elif not compris.lu.vide and self._attend_l_obligation(
            compris.message.tout, compris.lu.faits.keys(), compris.etat, tour.etat
        ):
            dite = self.commandes.eclairages.dire_l_obligation(replace(compris, etat=tour.etat))
            tour = Tour(tour.etat, (*_sans_la_loi(tour, repliques), *dite.paroles))
        elif _vient_d_etre_notifie(compris.etat, tour.etat):
            # the verdict says, with its reasons, what becomes of a contract that is notified
            tour = Tour(tour.etat, tuple(p for p in tour.paroles if p.reponse != DU_NOTIFIE))
        if not compris.autre_marche:
            return tour
        return Tour(tour.etat, (Parole("utter_autre_dossier"), *tour.paroles))

    def _attend_l_obligation(
        self, dit: str, pris: Collection[str], avant: Etat, apres: Etat
    ) -> bool:
        """Tell « …, 4,5 M€ HT. Quid de l'obligation ? », told by what was just taken (`pris`).

        So is « des services », once it was said to be all that is missing to conclude.
        """
        if not apres.suivi.avis and demande_l_obligation(tournures(dit), apres):
            return True
        promise = any(
            nom.startswith(OBLIGATION_DITE) for dites in avant.suivi.dites for nom in dites
        )
        return promise and self.commandes.eclairages.manque_a_l_obligation(avant.faits) in pris

    def _donner(self, compris: Compris, repliques: tuple[Parole, ...]) -> Tour:
        message, lu = compris.message, compris.lu
        annule = message.intention == "annuler" and not lu.repond
        commande = self.commandes.trouver(compris)
        if commande and (lu.vide or annule or message.suppose or compris.options):
            return commande(compris)
        if compris.renonce:
            return Tour(compris.etat, (RIEN_NE_CHANGE,))
        if lu.vide:
            return self.sans_fait.prendre(compris, repliques)
        if not lu.dit_un_fait:
            return self.listes.prendre(compris)
        notees = self.listes.dire_l_ouverte(compris)
        repliques = (*notees, *repliques, *self.listes.refuser(compris))
        compris = replace(compris, etat=_sans_le_doute(compris.etat))
        tour = self.faits.prendre(compris, lu, repliques)
        if lu.a_ecrire is not None:
            tour = self.listes.demander_a_ecrire(tour, lu.a_ecrire)
        # « redonnez la clause complète », of one that was to be short
        ordonne = message.dit.ordonne_la_clause and tour.etat.question is None
        # « ça, je ne sais pas, c'est l'hôpital support qui monte le dossier »
        ignore = commande == self.commandes.laisser_ouvert and message.dit.ignore
        ignore = ignore and not lu.a_regler and tour.etat.question == compris.etat.question
        if _change_la_longueur(compris.lu.faits, tour.etat):
            return _puis(tour, self.commandes.suite.rediger(tour.etat))
        if not commande or not (ordonne or ignore):
            return tour
        return _puis(tour, commande(replace(compris, etat=tour.etat)))

    def _ses_valeurs(self, compris: Compris) -> tuple[Parole, ...]:
        """Recall what the buyer decided of what he asks about, where the guide says otherwise."""
        guide, faits = self.faits.referentiel, compris.etat.faits
        cartes = [guide.modalites[nom] for nom in compris.lu.nommes if nom in guide.modalites]
        autres = [
            carte.fait
            for carte in cartes
            if carte.genre in MESURES and faits[carte.fait] not in (None, INCONNU, carte.defaut)
        ]
        return (valeurs_notees(autres, faits, rappel=True),) if autres else ()

    def _question_posee(self, compris: Compris) -> str:
        """Return the question of the guide that is asked; of a notified contract, its own."""
        question = str(compris.message.question_du_guide)
        notifie = compris.etat.faits.etape == NOTIFIEE
        return self.interventions.une_fois_notifie.get(question, question) if notifie else question

    def _repliques(self, compris: Compris) -> tuple[Parole, ...]:
        """Answer what the message asks, besides what it says of the contract."""
        message, seuils = compris.message, self.interventions.seuils
        if compris.lu.interroge and _demande(compris):
            question = self._question_posee(compris)
            if question == COMBIEN and compris.etat.question and not compris.etat.oral:
                return (_ce_qui_reste(compris.etat),)
            reponse = Parole(f"utter_{question}"), *self._ses_valeurs(compris)
            if message.confiance >= seuils["question_comprise"]:
                return reponse
            # it may well not be the one that is asked: it is named first
            titre = self.questions[question].titre
            return (Parole(gabarit="question_comprise", valeurs={"titre": titre}), *reponse)
        sur = message.confiance >= seuils["replique"]
        # « bonjour, on est une commune » greets besides; what else it resembles was understood
        accompagne = compris.lu.en_passant and message.intention in ACCOMPAGNENT
        seul = compris.lu.vide or accompagne
        if message.intention in self.interventions.reponses and seul and sur:
            return (Parole(f"utter_{message.intention}"),)
        return ()


def _ce_qui_reste(etat: Etat) -> Parole:
    """Count the questions from the pending one on."""
    valeurs = {"question": etat.question, "faits": etat.faits, "parcours": etat.parcours}
    return Parole(gabarit="combien", valeurs=valeurs)


def _sans_le_doute(etat: Etat) -> Etat:
    """Return the same once facts are told: no wish, nor sum of lots, is in doubt any more."""
    doute = etat.suivi.motif in (PRECISION, ENSEMBLE)
    return replace(etat, suivi=etat.suivi.sans_motif()) if doute else etat


def _change_la_longueur(faits: Valeurs, apres: Etat) -> bool:
    """Tell « plus courte », of the clause that was given: only another text comes of it."""
    seule = {*faits} == {LONGUEUR} and faits != {LONGUEUR: INCONNU}
    return seule and apres.question is None and apres.suivi.clause_a_jour is False


def _puis(tour: Tour, suite: Tour) -> Tour:
    dites = (p for p in tour.paroles if p.reponse != PERIMEE)
    return Tour(suite.etat, (*dites, *suite.paroles))


def _sans(tour: Tour, repliques: Sequence[Parole]) -> Tour:
    return Tour(tour.etat, tuple(p for p in tour.paroles if p not in repliques))


def _sans_la_loi(tour: Tour, repliques: Sequence[Parole]) -> list[Parole]:
    """Return what a turn says but of the law, which is answered beside it."""
    return [p for p in tour.paroles if p not in repliques and p.gabarit != RAPPEL_DE_LA_LOI]


def _vient_d_etre_notifie(avant: Etat, apres: Etat) -> bool:
    """Tell a contract that this turn says is notified, once there is a verdict to tell it."""
    return avant.faits.etape != NOTIFIEE == apres.faits.etape and apres.suivi.avis is not None


def _demande(compris: Compris) -> bool:
    """Tell « non, mais les ESAT, ça compte ? », which answers, then asks.

    « L'acheteur est l'État » tells it in the words by which the guide is asked.
    """
    message, lu = compris.message, compris.lu
    d_acheteurs = QUI_ACHETE in lu.faits and message.question_du_guide == SUR_QUI_ACHETE
    dit = lu.repond or (d_acheteurs and not message.dit.question)
    return not dit or message.texte.endswith("?")
