"""What comes of a message that was understood: a command, facts, an item of a list, or none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.compris import Compris
from bot.dialogue.comprendre.en_toutes_lettres import HORS_CHAMP
from bot.dialogue.comprendre.sa_clause import demande_l_obligation
from bot.dialogue.comprendre.tournures import tournures
from bot.dialogue.conduire.commandes import RIEN_NE_CHANGE, Commandes
from bot.dialogue.conduire.eclairages import valeurs_notees
from bot.dialogue.conduire.faits import PriseDeFaits
from bot.dialogue.conduire.listes import Listes
from bot.dialogue.conduire.sans_fait import SansFait
from bot.dialogue.etat import Parole, Tour
from bot.dialogue.interventions import Interventions
from bot.metier.contrat import INCONNU
from bot.metier.referentiel import QuestionDuGuide

# decisions of which the guide's answers tell a value
MESURES = ("delai", "pourcentage")
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
            tour = Tour(tour.etat, tuple(p for p in tour.paroles if p not in repliques))
        elif not (compris.lu.vide or tour.etat.suivi.avis) and demande_l_obligation(
            tournures(compris.message.tout), tour.etat
        ):
            # « …, 4,5 M€ HT. Quid de l'obligation ? »: told by what was just taken
            dite = self.commandes.eclairages.dire_l_obligation(replace(compris, etat=tour.etat))
            restent = tuple(p for p in tour.paroles if p not in repliques)
            tour = Tour(tour.etat, (*restent, *dite.paroles))
        if not compris.autre_marche:
            return tour
        return Tour(tour.etat, (Parole("utter_autre_dossier"), *tour.paroles))

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
        tour = self.faits.prendre(compris, lu, repliques)
        ignore = commande == self.commandes.laisser_ouvert and message.dit.ignore
        if not ignore or lu.a_regler or tour.etat.question != compris.etat.question:
            return tour
        # « ça, je ne sais pas, c'est l'hôpital support qui monte le dossier »
        laisse = self.commandes.laisser_ouvert(replace(compris, etat=tour.etat))
        return Tour(laisse.etat, (*tour.paroles, *laisse.paroles))

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

    def _repliques(self, compris: Compris) -> tuple[Parole, ...]:
        """Answer what the message asks, besides what it says of the contract."""
        message, seuils = compris.message, self.interventions.seuils
        # « non, mais les ESAT, ça compte ? » answers, then asks
        demande = not compris.lu.repond or message.texte.endswith("?")
        if compris.lu.interroge and demande:
            reponse = Parole(f"utter_{message.question_du_guide}"), *self._ses_valeurs(compris)
            if message.confiance >= seuils["question_comprise"]:
                return reponse
            # it may well not be the one that is asked: it is named first
            titre = self.questions[str(message.question_du_guide)].titre
            return (Parole(gabarit="question_comprise", valeurs={"titre": titre}), *reponse)
        sur = message.confiance >= seuils["replique"]
        # « bonjour, on est une commune » greets besides; what else it resembles was understood
        accompagne = compris.lu.en_passant and message.intention in ACCOMPAGNENT
        seul = compris.lu.vide or accompagne
        if message.intention in self.interventions.reponses and seul and sur:
            return (Parole(f"utter_{message.intention}"),)
        return ()
