"""What is asked of what stands on the screen: answered first, and taken for nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.dialogue.a_cote import ACote
from bot.dialogue.comprendre.elements import Elements, Interroge, decide_aussi, interroge_l_avis
from bot.dialogue.comprendre.message import Message
from bot.dialogue.conduire.suite import Suite
from bot.dialogue.essais import Essais
from bot.dialogue.etat import Etat, Parole, Tour
from bot.dialogue.interventions import Interventions
from bot.lecture.clause.rangs import nommer_les_rangs
from bot.metier.contrat import INCONNU

# who asks, or looks, before he answers
ATTEND = "patienter"


@dataclass(frozen=True)
class Ecran:
    """Answers about the items of the pending question; what is said besides goes on."""

    elements: Elements
    interventions: Interventions
    essais: Essais
    suite: Suite
    a_cote: ACote

    def prendre(self, message: Message, etat: Etat) -> Tour:
        """Return the turn of a message, once what it asks of the screen is answered."""
        if message.analyser is None or message.bouton or etat.oral or not etat.suivi.avis:
            return self.a_cote.prendre(message, etat)
        message = self._par_les_noms(message, etat)
        if parole := self._sans_element(message, etat):
            return self.suite.continuer(etat, (parole,))
        demande = self.elements.interroges(message, etat)
        return (
            self._repondre(demande, message, etat)
            if demande
            else self.a_cote.prendre(message, etat)
        )

    def _par_les_noms(self, message: Message, etat: Etat) -> Message:
        """Return « 7 : rémunéré à part », of what is reviewed, as told of what bears the rank."""
        demandee = self.essais.pesee.demandee(etat)
        if demandee is None or demandee.genre != "revue":
            return message
        cartes = self.essais.pesee.referentiel.modalites
        # after the name of a list stands a list
        noms = [f"{nom} :" if cartes[str(f)].libre else nom for f, nom in demandee.valeurs.items()]
        dit = nommer_les_rangs(message.texte, noms)
        if dit == message.texte:
            return message
        return replace(self.essais.message(dit, message), analyser=message.analyser)

    def _sans_element(self, message: Message, etat: Etat) -> Parole | None:
        """Answer what is asked of the verdict, and who asks for time."""
        if interroge_l_avis(message):
            return _vigilance(etat)
        return Parole(f"utter_{ATTEND}") if etat.question and self._attend(message) else None

    def _repondre(self, demande: Interroge, message: Message, etat: Etat) -> Tour:
        """Answer, then take what is said besides, if it answers."""
        reponse = self._reponse(demande, message, etat)
        if not (demande.repond and self._decide(demande, message, etat)):
            return self.suite.continuer(etat, (reponse,))
        tour = self.a_cote.prendre(self.essais.message(demande.reste, message), etat)
        return replace(tour, paroles=(reponse, *tour.paroles))

    def _attend(self, message: Message) -> bool:
        """Tell « une seconde, je demande à ma cheffe »: cut in two, it would answer."""
        sure = message.confiance >= self.interventions.seuils["question_comprise"]
        attend = message.intention == ATTEND and sure and not message.lus
        return attend and not (message.dit.passe or decide_aussi(message.texte))

    def _decide(self, demande: Interroge, message: Message, etat: Etat) -> bool:
        """Tell what answers beside a question: « je prends la 2. Et la 4, c'est quoi ? »."""
        part = self.essais.peser(demande.reste, message, etat)
        lu = part.compris.lu
        sait = lu.liste is not None or any(valeur != INCONNU for valeur in lu.faits.values())
        decide = bool(part.decide) and (sait or demande.tranche)
        return part.pris == "sur" and decide and not part.compris.message.dit.question

    def _reponse(self, demande: Interroge, message: Message, etat: Etat) -> Parole:
        """Return what the guide surely says of the item, else what it means here.

        What the guide surely says of something else, near which an item is named, is said by it.
        """
        compris = self.essais.message(demande.question, message)
        guide = demande.guide
        dite = (compris.question_du_guide or "").partition("/")[2]
        sure = compris.confiance >= self.interventions.seuils["question_comprise"]
        prevue = guide is not None and guide.fullmatch(dite) is not None
        if dite and sure and (prevue or demande.a_peine):
            return Parole(f"utter_{compris.question_du_guide}")
        valeurs = {
            "elements": [(e.genre, e.nom) for e in demande.elements],
            "pourquoi": demande.pourquoi,
            "faits": etat.faits,
        }
        return Parole(gabarit="element", valeurs=valeurs)


def _vigilance(etat: Etat) -> Parole:
    """Say what the verdict warns of, of the contract or of each of its lots."""
    return Parole(gabarit="vigilance", valeurs={"faits": etat.faits})
