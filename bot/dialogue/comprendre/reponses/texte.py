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
from bot.lecture.clause.selections import lire_selection
from bot.metier.contrat import INCONNU
from bot.metier.valeurs import Valeur

# somebody's name, address or number: « Mme Durand », « Jean DUPONT », « 06 12… »
PERSONNE = compiler(
    r"\b(?i:{titres})\b\.? ?[A-ZÀ-Ý]\w+|"
    r"\b[A-ZÀ-Ý][a-zà-ÿ]+ [A-ZÀ-Ý]{2,}\b|\S+@\S+|\b0\d(?:[ .-]?\d\d){4}\b",
    "francais/personnes",
)


# « ben le service environnement », as typed
HESITATIONS = compiler("^(?i:{hesitations}[ ,]+)+", "lecture/modalites")


SANS_SERVICE = compiler("{sans_service}", "lecture/modalites")


SUIVI_DIT = quelque_part("lecture/modalites.ce_qui_revient")
SERVICE, NOM = "interlocuteurs", "nom_de_personne"
# « …, oui », « (Mme Durand) », « …. Encore une fois »
ENTRE_PIECES = re.compile(r"\s*(?:[,;()]|(?<=\w\w)\.(?=\s|$))\s*")
AUTOUR = compiler(r"\W*(?:{autour_du_service}\W*)+", "lecture/modalites")


class TexteLibre(Repondeur):
    """Takes words as they are, but an order, a question, or the name of a person."""

    def lire(self, demande: Demande) -> Decisions:
        """See `Repondeur`."""
        sans = SANS_SERVICE.match(demande.message.dit.plie) is not None
        if sans or lire_selection(demande.texte, {}).aucun:  # « aucun », which is no service
            return Decisions({demande.fait: INCONNU}, exclusif=True)
        if SUIVI_DIT.search(demande.texte.plat) and rythme_impossible(demande.texte, True):
            return Decisions(refus={SUIVI: demande.message.texte}, exclusif=True)
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
        propre, nomme = self._service(dit)
        refus: dict[str, Valeur | None] = {NOM: True} if nomme and propre else {}
        if nomme and not propre:
            return Decisions(refus={demande.fait: dit}, exclusif=True)
        autre_chose = bool(demande.dites) or not propre
        faits = {} if autre_chose else {demande.fait: propre}
        return Decisions(faits, refus=refus, exclusif=True)

    def _service(self, dit: str) -> tuple[str, bool]:
        """Return a service without what stands beside it, and whether somebody was named.

        « Le service des sports, oui », « direction X, Mme Durand ».
        """
        pieces = list(couper(dit, ENTRE_PIECES))
        gardees = [
            p for p in pieces if not (AUTOUR.fullmatch(_plat(p[1])) or PERSONNE.search(p[1]))
        ]
        nomme = PERSONNE.search(dit) is not None
        if nomme and not any(self._est_un_service(piece) for _, piece in gardees):
            return "", True
        entier = "".join(entre + piece for entre, piece in gardees)
        return entier.strip(" ,.;:("), nomme

    def _est_un_service(self, piece: str) -> bool:
        return self.modalites.lire_reponse(SERVICE, Texte(piece, decouper(piece))) is not None

    def _ordonne(self, message: Message) -> bool:
        interroge = message.intention == "faq" and self.est_sur(message)
        return interroge or self.est_une_commande(message)


def _plat(piece: str) -> str:
    return Texte(piece, decouper(piece)).plat
