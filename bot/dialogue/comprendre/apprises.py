"""What a whole sentence answers to the question that waits, when no list of words reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.message import Message
from bot.dialogue.etat import Etat
from bot.dialogue.interventions import Interventions
from bot.metier.contrat import INCONNU
from bot.metier.valeurs import Valeur

# under this name, what leaves open whatever is asked
TOUTES, IGNORE = "toutes", "ne_sait_pas"
# answers that are noted otherwise than they are named
VALEURS: Mapping[str, Valeur] = {"oui": True, "non": False}
# what is being settled is not guessed at; asked once more, the question is the same
SANS_POINT_A_REGLER = ("", "rappel", "relance_1", "relance_2", "relance_3", "relance_4")


@dataclass(frozen=True)
class ReponsesApprises:
    """Takes the answer that a message was learnt to be, if it surely is one."""

    interventions: Interventions

    def valeur(self, message: Message, etat: Etat) -> Valeur | None:
        """Return what answers the pending question, if the message was learnt to."""
        dite, confiance = message.reponses.get(
            etat.question or "", message.reponses.get(TOUTES, ("", 0.0))
        )
        sure = confiance >= self.interventions.seuils["reponse_apprise"]
        return VALEURS.get(dite, dite) if sure and self._peut_repondre(message, etat) else None

    def en_passant(self, question: str, message: Message) -> Valeur | None:
        """Return what surely answers another question than the pending one."""
        dite, confiance = message.reponses.get(question, (INCONNU, 0.0))
        sure = confiance >= self.interventions.seuils["reponse_en_passant"]
        dit = sure and dite != INCONNU and not (message.bouton or message.dit.question)
        return VALEURS.get(dite, dite) if dit else None

    def relire(self, message: Message, etat: Etat) -> Message:
        """Return the message as the answer that it is, whatever it resembles besides."""
        valeur = self.valeur(message, etat)
        if valeur is None or message.intention not in self.interventions.cedent_a_une_reponse:
            return message
        _, confiance = message.reponses.get(str(etat.question), message.reponses[TOUTES])
        intention = self._intention(str(etat.question), valeur)
        autres = tuple(rang for rang in message.classement if rang[0] != intention)
        return replace(
            message,
            intention=intention,
            confiance=confiance,
            question_du_guide=None,
            classement=((intention, confiance), *autres),
        )

    def _peut_repondre(self, message: Message, etat: Etat) -> bool:
        """Leave out what asks, and what the readers read, who know better."""
        if message.bouton or message.expres or message.suppose or message.dit.question:
            return False
        lue = any(lue.fait == etat.question for lue in message.lectures)
        return not lue and (etat.suivi.motif or "") in SANS_POINT_A_REGLER

    def _intention(self, question: str, valeur: Valeur) -> str:
        if valeur == INCONNU:
            return IGNORE
        factuelles = self.interventions.intentions_factuelles.items()
        dites = (nom for nom, faits in factuelles if faits.get(question) == valeur)
        return next(dites, f"dire_{question}")
