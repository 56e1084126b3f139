"""What a whole sentence answers to the question that waits, when no list of words reads it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.parties import INTERJECTION
from bot.dialogue.etat import Etat
from bot.dialogue.interventions import Interventions
from bot.lecture.etapes import ETAPE
from bot.lecture.lectures import Lecture
from bot.metier.contrat import FAITS_DU_CONTRAT, INCONNU
from bot.metier.faits import LOTS
from bot.metier.valeurs import Valeur, sont_des_lots

# under this name, what leaves open whatever is asked
TOUTES = "toutes"
# answers that are noted otherwise than they are named
VALEURS: Mapping[str, Valeur] = {"oui": True, "non": False}
# two statements that do not go together: the buyer is asked which is right
CONTRADICTION = "contradiction"
# what is being settled is not guessed at; asked once more, the question is the same
SANS_POINT_A_REGLER = ("", "rappel", "relance_1", "relance_2", "relance_3", "relance_4")


@dataclass(frozen=True)
class ReponsesApprises:
    """Takes the answers that a message was learnt to be, if it surely is one."""

    interventions: Interventions

    def situer(self, message: Message, etat: Etat) -> Message:
        """Return the message with what it surely answers: what is asked, or the stage unasked."""
        dit = message.dit
        interroge = "?" in message.texte and (dit.interroge or dit.plusieurs_phrases)
        if message.bouton or message.suppose or interroge or dit.inachevee:
            return message
        if dit_d_un_lot(etat.question, None, message.lectures):
            return message
        apprises = self._etape(message)
        question = etat.question or ""
        # an own action, a delay are not left open by what sounds like it
        ouverte = message.reponses.get(TOUTES) if question in FAITS_DU_CONTRAT else None
        valeur, confiance = message.reponses.get(question, ouverte or (INCONNU, 0.0))
        sure = self._est_sure(valeur, confiance, message, etat)
        if sure and _se_demande(message, etat):
            apprises[question] = VALEURS.get(valeur, valeur)
        # words that plainly exclude are no more doubted than words that would exclude are believed
        franche = sure and confiance >= self.interventions.seuils["reponse_excluante"]
        lectures = self._sans_exclure(message, question, valeur) if franche else message.lectures
        return replace(message, lectures=lectures, apprises=apprises)

    def _etape(self, message: Message) -> dict[str, Valeur]:
        """Return the stage that is plainly told, though it was not asked for."""
        valeur, confiance = message.reponses.get(ETAPE, (INCONNU, 0.0))
        assez = confiance >= self.interventions.seuils["reponse_en_passant"]
        nette = valeur != INCONNU and assez and not message.dit.question
        return {ETAPE: valeur} if nette and not _est_lue(ETAPE, message) else {}

    def _est_sure(self, valeur: str, confiance: float, message: Message, etat: Etat) -> bool:
        """Tell that a message surely gives this answer to the question that waits."""
        question = etat.question or ""
        # « bof » says nothing of its own
        muet = INTERJECTION.fullmatch(message.dit.plie.strip(" .!"))
        if valeur == INCONNU and (muet or self._parle_d_un_autre(message, question)):
            return False
        exclut = valeur in self.interventions.excluantes
        # « bof, ça vaut le coup ou pas ? » leaves nothing open
        demande = message.dit.question or "?" in message.texte
        # aloud, words are lost: what would exclude the plan is said back before it is taken
        if (exclut and (demande or etat.oral)) or (demande and valeur == INCONNU):
            return False
        return confiance >= self._seuil(exclut, question, message)

    def _seuil(self, exclut: bool, question: str, message: Message) -> float:
        """Return how sure an answer has to be."""
        seuil = "reponse_apprise" if question in message.reponses else "ouverture_apprise"
        # « je dirais récurrent ? » asks whether it is right to say so
        seuil = "reponse_en_passant" if message.dit.question else seuil
        return self.interventions.seuils["reponse_excluante" if exclut else seuil]

    def _parle_d_un_autre(self, message: Message, question: str) -> bool:
        """Tell « la durée n'est pas la bonne », which leaves no amount open."""
        nommes = self.interventions.nommer(message.dit.plie)
        return message.corrige or (bool(nommes) and question not in nommes)

    def _sans_exclure(self, message: Message, question: str, valeur: str) -> tuple[Lecture, ...]:
        """Have asked about what would exclude the plan, read where the whole says the contrary."""
        excluantes = self.interventions.excluantes
        if valeur in (INCONNU, *excluantes):
            return message.lectures
        return tuple(
            replace(lue, valeur=None, nature="ambigu", motif=CONTRADICTION)
            if lue.fait == question and lue.nature == "fait" and lue.valeur in excluantes
            else lue
            for lue in message.lectures
        )


def _se_demande(message: Message, etat: Etat) -> bool:
    """Tell that the question is open, and that no reader reads its answer: they know better."""
    ouverte = etat.question is not None and (etat.suivi.motif or "") in SANS_POINT_A_REGLER
    return ouverte and not _est_lue(etat.question, message)


def dit_d_un_lot(question: str | None, valeur: Valeur | None, lectures: Iterable[Lecture]) -> bool:
    """Tell « oui, enfin les travaux, une fois, le lot 3 en continu »: said of one, not of all.

    `valeur`: only that one, if there is one.
    """
    dits = (lue.valeur for lue in lectures if lue.fait == LOTS)
    propres = [lot.get(str(question)) for lots in dits if sont_des_lots(lots) for lot in lots]
    return valeur in propres if valeur else any(propres)


def _est_lue(question: str | None, message: Message) -> bool:
    return any(lue.fait == question for lue in message.lectures)
