"""How surely a part of a message is one by itself, and names what it decides."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogue.comprendre.axes import AXES, AxesDits
from bot.dialogue.comprendre.compris import Compris
from bot.dialogue.comprendre.inchangees import DecisionsInchangees
from bot.dialogue.comprendre.nommees import SERVICE, QuestionsNommees, dit_qui_suit, est_un_service
from bot.dialogue.comprendre.objet import OBJET
from bot.dialogue.comprendre.penalites_dites import MONTANTS
from bot.dialogue.etat import Etat
from bot.dialogue.interventions import Interventions
from bot.dialogue.parts import Part, Pris, ordonne
from bot.lecture.clause.changements import change_une_liste, est_a_reecrire
from bot.lecture.clause.facilitateurs import lire_facilitateur
from bot.lecture.clause.selections import CHIFFRE
from bot.metier.contrat import INCONNU
from bot.metier.modalites import Modalite
from bot.metier.referentiel import Referentiel

UNE_VALEUR = ("choix", "date")


@dataclass(frozen=True)
class Pesee:
    """Weighs the parts of a message, worked on the state that the last one left."""

    referentiel: Referentiel
    interventions: Interventions
    axes: AxesDits
    nommees: QuestionsNommees
    inchangees: DecisionsInchangees

    def demandee(self, etat: Etat) -> Modalite | None:
        """Return the decision that is asked for."""
        return self.referentiel.modalites.get(etat.question or "")

    def revoit(self, etat: Etat) -> bool:
        """Tell that a review is asked about."""
        demandee = self.demandee(etat)
        return demandee is not None and demandee.genre == "revue"

    def choisit_quoi_revoir(self, part: Part) -> bool:
        """Tell « la mise en demeure et le plafond »: by itself, each leaves the other as it is."""
        return self.revoit(part.etat) and part.etat.question in part.changes

    def ne_fait_que_nommer(self, part: Part) -> bool:
        """Tell « le plafond », of what is reviewed, which says nothing of it."""
        nommes = self.interventions.nommer(part.compris.message.dit.plie)
        dits = [part.compris.lu.faits.get(nom) for nom in nommes]
        return self.revoit(part.etat) and bool(dits) and not any(dits)

    def pris(self, part: Part) -> Pris:
        """Tell how surely a message is one."""
        compris, lu = part.compris, part.compris.lu
        if lu.remis_en_cause or lu.a_regler:
            return "rien"
        if self._sont_ses_mots(compris, part.etat):
            return "ses_mots"
        dit = bool(lu.faits or lu.refuses or lu.liste)
        return "sur" if dit or (lu.vide and self._sert(part)) else "rien"

    def _sert(self, part: Part) -> bool:
        """Tell what is served though it decides nothing: an order, a question, a goodbye."""
        expres = part.compris.message.expres
        return bool(
            expres or part.changes or ordonne(part.compris) or self._interroge(part.compris)
        )

    def _interroge(self, compris: Compris) -> bool:
        """Tell a question of the guide that is surely the one that is asked."""
        message = compris.message
        sure = message.confiance >= self.interventions.seuils["question_comprise"]
        return compris.lu.interroge and message.dit.question and sure

    def _sont_ses_mots(self, compris: Compris, etat: Etat) -> bool:
        """Tell words that are kept as they are: an action, a name, a service, an object."""
        lu = compris.lu
        if lu.souhait is not None or OBJET in lu.faits:
            return True
        message = compris.message
        nomme = dit_qui_suit(message.dit.plie) or lire_facilitateur(message.texte)
        if nomme or change_une_liste(message.texte):
            return False  # « ajoutez le directeur aux participants »: told as such, and whole
        listes = {**lu.faits, str(etat.question): list(lu.liste)} if lu.liste else lu.faits
        for fait, valeur in listes.items():
            modalite = self.referentiel.modalites.get(fait)
            # « le bureau de l'habillement », after « FCS »: a service, by its first word
            if fait == SERVICE and est_un_service(message.dit.plie):
                continue
            if modalite and _a_ses_mots(modalite, valeur, etat):
                return True
        return False

    def est_net(self, part: Part) -> bool:
        """Tell an order, or a part that names what it decides, from one that only may answer."""
        message = part.compris.message
        dit = message.dit
        if ordonne(part.compris) or dit.prend_tous_les_defauts:
            return True
        if _change(message.texte):
            return bool(part.changes)
        # a sum told by its breach, once all is decided; « et par semaine » goes on
        chiffre = MONTANTS in part.changes and CHIFFRE.search(message.texte)
        if (chiffre and part.etat.question is None) or self._change_des_actions(part):
            return True
        if self.nomme_ce_qu_elle_decide(part) or self._ne_dit_que_des_noms(part):
            return True
        # « 3 mois pour la première réunion »: a delay, and of what
        nommes = part.changes & {*self.interventions.nommer(dit.plie)}
        if any(self._se_mesure(fait) for fait in nommes):
            return True
        return bool(message.lus) and dit.nomme_un_fait

    def nomme_ce_qu_elle_decide(self, part: Part) -> bool:
        """Tell an order, « le reste par défaut », « mise en demeure : 8 jours »."""
        dit = part.compris.message.dit
        nommees = self.nommees.en_tete(dit.plie)
        dite = ordonne(part.compris) or dit.prend_tous_les_defauts
        return dite or bool(part.changes & {*nommees})

    def _ne_dit_que_des_noms(self, part: Part) -> bool:
        """Tell « les actions par défaut », « garanties inchangées », and axes, but in a list."""
        message, demandee = part.compris.message, self.demandee(part.etat)
        if AXES in part.changes and demandee is not None and demandee.genre in UNE_VALEUR:
            return self.axes.ne_nomme_qu_eux(message.texte)
        nus = self.nommees.s_en_remet(message.dit.plie) or self.inchangees.sont_dites(message)
        return bool(part.changes) and nus

    def _change_des_actions(self, part: Part) -> bool:
        """Tell « action tutorat : deux heures par mois », when no action is asked for."""
        demandees = self._sont_des_actions(part.etat.question)
        return not demandees and any(map(self._sont_des_actions, part.changes))

    def ne_change_que_des_actions(self, part: Part) -> bool:
        """Tell what is read as actions, and as nothing else."""
        return bool(part.changes) and all(map(self._sont_des_actions, part.changes))

    def _sont_des_actions(self, fait: str | None) -> bool:
        modalite = self.referentiel.modalites.get(fait or "")
        return modalite is not None and modalite.axe is not None

    def _se_mesure(self, fait: str) -> bool:
        modalite = self.referentiel.modalites.get(fait)
        return modalite is not None and modalite.genre in ("delai", "pourcentage")


def _change(dit: str) -> bool:
    """Tell an order to change a list, or one of its actions."""
    return change_une_liste(dit) or est_a_reecrire(dit) is not None


def _a_ses_mots(modalite: Modalite, valeur: object, etat: Etat) -> bool:
    """Tell words that are not among the items of the list, nor were there."""
    if modalite.genre == "texte":
        return valeur != INCONNU
    if not (modalite.libre and isinstance(valeur, list)):
        return False
    deja = {*(etat.faits.liste(modalite.fait) or ()), *etat.suivi.liste, *modalite.items}
    return any(dit not in deja for dit in valeur)
