"""« Le service environnement »: words of the buyer's own."""

from __future__ import annotations

import re

from bot.dialogue.comprendre.compris import Decisions
from bot.dialogue.comprendre.enonces import SUIVI, rythme_impossible
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.reponses.commun import FINI, Demande, Repondeur
from bot.francais.mots import compiler, quelque_part
from bot.francais.texte import Texte, decouper, plier
from bot.lecture.clause.actions import parle_du_contrat
from bot.lecture.clause.demandes import sans_politesse
from bot.lecture.clause.enumerations import couper
from bot.lecture.clause.noms_propres import autour_des_noms, est_une_personne, nomme_quelqu_un
from bot.lecture.clause.selections import lire_selection
from bot.metier.contrat import INCONNU

# « ben le service environnement », as typed
HESITATIONS = compiler("^(?i:{hesitations}[ ,]+)+", "lecture/modalites")
# what is not kept of a service that is told with somebody's name
ANONYMAT = "anonymat"
UNE_FONCTION = compiler(r"\b{fonctions}\b", "lecture/modalites")
SANS_SERVICE = compiler("{sans_service}", "lecture/modalites")
SOI_MEME = compiler(r"\W*{soi_meme}\b", "lecture/modalites")
SUIVI_DIT = quelque_part("lecture/modalites.ce_qui_revient")
# « …, oui », « …. Encore une fois »
ENTRE_PIECES = re.compile(r"\s*(?:[,;()]|(?<=\w\w)\.(?=\s|$))\s*")
AUTOUR = compiler(r"\W*(?:{autour_du_service}\W*)+", "lecture/modalites")


class TexteLibre(Repondeur):
    """Takes words as they are, but an order, a question, or the name of a person."""

    def lire(self, demande: Demande) -> Decisions:
        """See `Repondeur`."""
        sans = SANS_SERVICE.match(demande.message.dit.plie) is not None
        if sans or lire_selection(demande.texte, {}).aucun:  # « aucun », which is no service
            return Decisions({demande.fait: INCONNU}, exclusif=True)
        if SOI_MEME.match(demande.message.dit.plie) and not UNE_FONCTION.search(
            demande.message.dit.plie
        ):
            return Decisions()  # « c'est moi qui suivrai » names no service
        if SUIVI_DIT.search(demande.texte.plat) and rythme_impossible(demande.texte, True):
            return Decisions(refus={SUIVI: demande.message.texte}, exclusif=True)
        if nomme_quelqu_un(dit := demande.message.texte) or est_une_personne(dit):
            return self._sans_personne(demande)
        par_defaut = self.par_defaut(demande.modalite, demande.message, demande.etat)
        nomme_un_service = self.modalites.lire_reponse(demande.fait, demande.texte) is not None
        if not par_defaut.vide or (self._ordonne(demande.message) and not nomme_un_service):
            return par_defaut
        change = demande.message.corrige or demande.message.dit.modifie_un_choix
        if (change and not nomme_un_service) or parle_du_contrat(demande.texte):
            return Decisions()
        dit = self.texte_libre(demande.message)
        fini = FINI.search(plier(dit))  # « service exploitation. c tout »
        dit = sans_politesse(HESITATIONS.sub("", dit[: fini.start()] if fini else dit))
        propre = _sans_ce_qui_l_entoure(dit)
        autre_chose = bool(demande.dites) or not propre
        return Decisions({} if autre_chose else {demande.fait: propre}, exclusif=True)

    def _sans_personne(self, demande: Demande) -> Decisions:
        """Take the service of « Mme Durand, service achats », and say that no name is kept."""
        dit = demande.message.texte
        for autour in autour_des_noms(dit):
            if service := UNE_FONCTION.search(plier(autour)):
                dite = autour[service.start() :]
                return Decisions({demande.fait: dite}, refus={ANONYMAT: dit}, exclusif=True)
        return Decisions(refus={demande.fait: dit}, exclusif=True)

    def _ordonne(self, message: Message) -> bool:
        interroge = message.intention == "faq" and self.est_sur(message)
        return interroge or self.est_une_commande(message)


def _plat(piece: str) -> str:
    return Texte(piece, decouper(piece)).plat


def _sans_ce_qui_l_entoure(dit: str) -> str:
    """Return « le service des sports », of « le service des sports, oui »."""
    pieces = couper(dit, ENTRE_PIECES)
    gardees = (entre + piece for entre, piece in pieces if not AUTOUR.fullmatch(_plat(piece)))
    return "".join(gardees).strip(" ,.;:(")
