"""What answers nothing in a message of several parts, though a question is pending when it is read.

« Par défaut, j'ai une réunion » answers the question that was asked, not the next one, that nobody
has seen; « c'est quoi une PMSMP ? personne ne me l'a dit » answers none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.nommees import est_un_service
from bot.dialogue.comprendre.probable import OUI_OU_NON
from bot.dialogue.comprendre.tournures import Tournures
from bot.dialogue.entre_axes import MOTS_D_UN_NON, EntreAxes
from bot.dialogue.essais import Essais
from bot.dialogue.etat import Tour
from bot.dialogue.parts import Part, dit_quelque_chose
from bot.dialogue.pesee import UNE_VALEUR
from bot.lecture.clause.changements import change_une_liste
from bot.lecture.clause.selections import CHIFFRE
from bot.metier.contrat import INCONNU
from bot.metier.modalites import Modalite


@dataclass(frozen=True)
class SansReponse:
    """Tells parts that answer nothing."""

    essais: Essais
    entre_axes: EntreAxes

    def commente_sa_question(self, question: Part, suites: Sequence[Part]) -> bool:
        """Tell « c'est quoi une PMSMP ? personne ne me l'a dit », which answers nothing.

        What leaves open, or keeps, what is asked says so in its own words.
        """
        posee = question.compris.message
        if not (posee.texte.endswith("?") and posee.dit.interroge) or question.poses:
            return False
        return all(_ne_decide_pas(part) and not self.essais.pesee.est_net(part) for part in suites)

    def si_elle_repond(self, part: Part, vue: str | None) -> Part:
        """Return a part; words that only would answer a question nobody has seen say nothing.

        So does « mon maire est contre », after the answer to the question that was asked (`vue`).
        """
        if part.etat.question == vue or not self._devine(part):
            return part
        return part._replace(tour=Tour(part.etat), pris="rien")

    def _devine(self, part: Part) -> bool:
        """Tell what decides something only because of the question that comes next.

        « Par défaut », « je ne sais pas », a number, words of the buyer's own; « le tutorat » names
        an action, whatever is asked.
        """
        if not (part.changes | part.poses) or self.essais.pesee.est_net(part):
            return False
        if self.entre_axes.oblige(part) or self._dit_une_valeur(part):
            return False  # « santé. Organiser deux visites par an. », « …, essayer, axe santé »
        ailleurs = self.essais.essayer(part.compris.message, replace(part.etat, question=None))
        return not (ailleurs.changes | ailleurs.poses) & (part.changes | part.poses)

    def _dit_une_valeur(self, part: Part) -> bool:
        """Tell « essayer », « pas de clause sociale », « la cellule achats », of what is asked."""
        demandee = self.essais.pesee.demandee(part.etat)
        dit = part.compris.message.dit
        valeur = part.compris.lu.faits.get(demandee.fait) if demandee else None
        if demandee is None or valeur in (None, INCONNU) or dit.dit_par_defaut:
            return False
        return _est_de_son_genre(dit, demandee)


def _est_de_son_genre(dit: Tournures, demandee: Modalite) -> bool:
    """Tell a service from other words, and a value from « oui »."""
    if demandee.genre == "texte":
        return est_un_service(dit.plie)
    # « en préparation, non, axe santé »; « oui » may only agree to what stands before it
    if dit.dit_non and False in demandee.valeurs:
        return True
    seul = (dit.dit_oui or dit.dit_non) and len(dit.plie.split()) <= MOTS_D_UN_NON
    return demandee.genre in UNE_VALEUR and not seul


def _ne_decide_pas(part: Part) -> bool:
    """Tell words of which nothing is read, or which only may answer."""
    if _repond_en_clair(part.compris.message):
        return False
    if part.pris == "rien":
        return not dit_quelque_chose(part)
    vague = part.compris.lu.vide or part.compris.message.intention in OUI_OU_NON
    return vague and bool(part.changes)


def _repond_en_clair(message: Message) -> bool:
    """Tell « non », « je passe », « mettez la 4 », and another question."""
    dit = message.dit
    reponses = (dit.dit_oui, dit.dit_non, dit.dit_par_defaut, dit.passe, dit.ignore_d_entree)
    choisit = CHIFFRE.search(message.texte) is not None or change_une_liste(message.texte)
    return any(reponses) or choisit or message.texte.endswith("?")
