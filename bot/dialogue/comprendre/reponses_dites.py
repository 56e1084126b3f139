"""What answers a question: the one that is asked, the one before it, or one that is named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.compris import Decisions
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.nommees import LAISSE
from bot.dialogue.comprendre.reponses.commun import Demande, Repondeur
from bot.dialogue.etat import Etat
from bot.francais.texte import Texte
from bot.lecture.clause.demandes import sans_politesse
from bot.lecture.clause.modalites import LecteurDeModalites
from bot.lecture.clause.souhaits import SANS_OBLIGATION
from bot.metier.contrat import INCONNU
from bot.metier.modalites import Genre, Modalite
from bot.metier.referentiel import Referentiel

# an answer of these kinds is known by its value, in whatever sentence
CORRIGEABLES = ("choix", "delai", "pourcentage", "numero")


@dataclass(frozen=True)
class Reponses:
    """Reads answers; `repondeurs` those of each kind, `commun` what they share.

    `preparer` cuts a sentence into tokens with its errors mended.
    """

    referentiel: Referentiel
    modalites: LecteurDeModalites
    repondeurs: Mapping[Genre, Repondeur]
    commun: Repondeur
    preparer: Callable[[str], Texte]

    def a_la_question_nommee(self, nommee: Modalite, dit: Message, etat: Etat) -> Decisions:
        """Read « ambition : les deux », whatever is asked."""
        if dit.intention == LAISSE:
            return Decisions({nommee.fait: INCONNU})
        texte = self.preparer(dit.texte)
        en_cours = nommee.fait == etat.question
        # what the list that is asked for holds so far is no other's
        ou = etat if en_cours else replace(etat, suivi=replace(etat.suivi, liste=()))
        lue = self.repondre(Demande(nommee, dit, texte, ou, self.modalites.lire(texte)))
        if en_cours or lue.liste is None:
            return lue
        # the list that stays open is that of the pending question; a wish adds nothing to another
        faits = {nommee.fait: list(lue.liste)} if lue.liste else {}
        return Decisions(faits, souhait=lue.souhait, exclusif=True)

    def a_la_question(self, demande: Demande) -> Decisions:
        """Read the answer to the pending question, or another one to the question before it."""
        corrigee = self._derniere_decision(demande.message, demande.etat)
        avant = corrigee and Demande(
            corrigee, demande.message, demande.texte, demande.etat, demande.dites
        )
        nommee = avant and demande.message.intention == f"dire_{avant.fait}"
        # words would be taken as they are by a question of free text
        d_abord = avant if nommee or demande.modalite.genre == "texte" else None
        ensuite = avant if not d_abord and not demande.dites else None
        for lisible in (d_abord, demande, ensuite):
            reponse = self.repondre(lisible) if lisible else Decisions()
            if not reponse.vide:
                return reponse
        return Decisions()

    def repondre(self, demande: Demande) -> Decisions:
        """Read an answer by its kind, or the agreement to the wording that is proposed."""
        if demande.etat.suivi.proposition:
            suite = demande.message.dit.apres_l_accord
            if suite is not None or demande.message.intention == "affirmer":
                return self._accepter(demande, sans_politesse(suite or ""))
        return self.repondeurs[demande.modalite.genre].lire(demande)

    def _accepter(self, demande: Demande, reste: str) -> Decisions:
        """Take the wording that was offered, and what « oui, et la 2 aussi » adds to it."""
        retenue = self.commun.retenir_la_proposition(demande.etat)
        if not reste:
            return retenue
        suivi = replace(demande.etat.suivi, liste=retenue.liste or (), proposition=None)
        suite = replace(
            demande,
            message=replace(demande.message, texte=reste),
            texte=self.preparer(reste),
            etat=replace(demande.etat, suivi=suivi),
        )
        lue = self.repondeurs[demande.modalite.genre].lire(suite)
        inecrivable = lue.souhait is not None and lue.souhait[0] == SANS_OBLIGATION
        return retenue if lue.vide or inecrivable else lue

    def _derniere_decision(self, message: Message, etat: Etat) -> Modalite | None:
        """« Non, 15 jours », once something else is asked, is about the decision just taken."""
        if not (etat.suivi.historique and message.contredit):
            return None
        dernier = etat.suivi.historique[-1].keys() - {etat.question}
        decidees = [self.referentiel.modalites.get(fait) for fait in dernier]
        seule = decidees[0] if len(decidees) == 1 else None
        return seule if seule and seule.genre in CORRIGEABLES else None
