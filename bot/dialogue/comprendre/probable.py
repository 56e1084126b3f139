"""Answers that an intent gives by itself: « oui », « c'est du ponctuel », « un seul titulaire »."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.dialogue.comprendre.message import Message
from bot.dialogue.etat import Etat
from bot.dialogue.interventions import Interventions

# a click on « oui » answers as the word does
OUI_OU_NON = ("affirmer", "nier")
INCOMPRIS = "nlu_fallback"  # as Rasa names what is not understood


@dataclass(frozen=True)
class ReponsesAttendues:
    """Takes the likeliest answer to the pending question; one less likely is worth asking about."""

    interventions: Interventions

    def lire(self, message: Message, etat: Etat) -> dict[str, str]:
        """Take the likeliest of the intents that answer the question, if no other opposes it."""
        question, seuils = str(etat.question), self.interventions.seuils
        if message.dit.inachevee:
            return {}
        if etat.suivi.motif == "probable" and message.intention == "nier":
            return {}  # no to the value that was proposed
        attendues = self._attendues(question, etat)
        valeur, confiance = self._sans_opposition(message, attendues)
        # aloud, words are lost: what would exclude the plan is said back before it is taken
        exclut = valeur in self.interventions.excluantes
        sure = confiance >= seuils["reponse_excluante"] and self._confirme(
            message, question, valeur
        )
        douteuse = exclut and (etat.oral or not sure)
        if valeur is None or douteuse:
            return {}
        if message.intention in attendues and message.confiance >= seuils["reponse_directe"]:
            return {question: attendues[message.intention]}
        # an intent that says nothing of the contract may answer none of its questions
        vague = message.intention == INCOMPRIS or message.intention.startswith("dire_")
        return {question: valeur} if vague and confiance >= seuils["reponse_attendue"] else {}

    def _confirme(self, message: Message, question: str, valeur: str | None) -> bool:
        """Tell « non », or what was learnt so too: « quand on en a besoin » is of neither."""
        if message.intention in OUI_OU_NON:
            return True
        apprise, confiance = message.reponses.get(question, (valeur, 1.0))
        return apprise == valeur and confiance >= self.interventions.seuils["reponse_apprise"]

    def _sans_opposition(
        self, message: Message, attendues: Mapping[str, str]
    ) -> tuple[str | None, float]:
        """Return the likeliest answer; none when another, or another part, opposes it."""
        valeur, confiance, autre = _la_plus_probable(message, attendues)
        parties = (_la_plus_probable(dit, attendues) for dit in message.demandes)
        contraires = [c for v, c, _ in parties if v not in (None, valeur)]
        oppose = (
            max([autre, *contraires]) > confiance * self.interventions.seuils["reponse_opposee"]
        )
        return (None, 0.0) if oppose else (valeur, confiance)

    def probable(self, message: Message, etat: Etat, seuil: str = "reponse_probable") -> str | None:
        """Return what a message, not understood, may well answer: « est-ce bien cela ? »."""
        if etat.question is None or message.dit.question or message.dit.inachevee:
            return None
        attendues = self._attendues(etat.question, etat)
        lues = (_la_plus_probable(dit, attendues) for dit in (message, *message.demandes))
        valeur, confiance, autre = max(lues, key=lambda lue: lue[1])
        seuils = self.interventions.seuils
        oppose = autre > confiance * seuils["reponse_opposee"]
        return None if oppose or confiance < seuils[seuil] else valeur

    def _attendues(self, question: str, etat: Etat) -> dict[str, str]:
        """Return the intents that answer a question by themselves, with their values.

        Aloud, two choices are offered: « oui » takes neither, save of what is asked by yes or no.
        """
        un_choix = etat.oral and etat.suivi.motif != "continuite"
        oui_non = {} if un_choix else self.interventions.oui_non.get(question, {})
        return {
            intention: faits[question]
            for intention, faits in self.interventions.intentions_factuelles.items()
            if question in faits
        } | dict(oui_non)


def _la_plus_probable(
    message: Message, attendues: Mapping[str, str]
) -> tuple[str | None, float, float]:
    """Return the likeliest value of an answer, how likely it is, and how likely the next one."""
    confiances: dict[str, float] = {}
    for intention, confiance in message.classement or ((message.intention, message.confiance),):
        if intention in attendues:
            valeur = attendues[intention]
            confiances[valeur] = confiances.get(valeur, 0.0) + confiance
    rangs = sorted(confiances.items(), key=lambda rang: -rang[1])
    (valeur, confiance), (_, suivante) = [*rangs, ("", 0.0), ("", 0.0)][:2]
    return valeur or None, confiance, suivante
