"""What is particular to a call, and to short questions: how it opens, goes on unheard, and ends."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.dialogue.comprendre.compris import Compris
from bot.dialogue.conduire.suite import QUE_FAIRE, Suite
from bot.dialogue.etat import Etat, Parole, Tour
from bot.metier.referentiel import COURT

# the last answers, which the channel knows
REPETITION = Parole("utter_repeter")
# after it, nothing is asked, and the channel hangs up
FIN = Parole("utter_fin_d_appel")
SILENCE = "message_vide"
# said again in fewer words, then by the keypad alone; the third time, there is no use insisting
REPRISES = 2
AU_CLAVIER, INCOMPRIS = f"relance_{REPRISES}", f"utter_incompris_reponse_{REPRISES}"
# a point that is still open after as many answers is asked by the keypad, once
ESSAIS = 2
# several holders: how is ordered from them is asked under the same question
SECOND_POINT = "mode"
# points that are settled by the keypad as they are asked: said again, they stay
A_TOUCHES = (SECOND_POINT, "mixte", "lots", "continuite", "unite")
# said of what gave no answer
RIEN_DE_NEUF = (
    *("utter_message_vide", "utter_incompris_reponse_1", INCOMPRIS),
    *("deja_note", "utter_deja_note", "utter_pris_acte"),
)
# nor of what is most often misheard: none of our subject, a greeting, chat, what is to be corrected
A_COTE = (
    *(
        "utter_hors_sujet",
        "utter_saluer",
        "utter_rebonjour",
        "utter_bavarder",
        "utter_remercier",
        "utter_insulter",
    ),
    *("utter_autre_langue", "utter_corriger_quoi"),
)
# what is said as often as it is asked for
DEMANDES = (REPETITION.nom, "utter_pourquoi", "utter_exemple")
# five questions, each asked twice, and as much again for what is asked back
QUESTIONS_AU_PLUS = 12


@dataclass(frozen=True)
class Appel:
    """Opens a call, says a question again that was not answered, gives up, ends."""

    suite: Suite

    def ouvrir(self, compris: Compris) -> Tour:
        """Begin the short questions; aloud, asked what they buy, people say much at once."""
        etat = compris.etat
        court = replace(etat, suivi=replace(etat.suivi, parcours=COURT, posees=0))
        if etat.oral and not (etat.suivi.avis or etat.suivi.historique):
            return Tour(court, (Parole("utter_ouverture"),))
        annonce = () if etat.oral else (Parole("utter_questions_courtes"),)
        return self.suite.continuer(court, annonce)

    def ralentir(self, compris: Compris) -> Tour:
        """Say it again, and all that follows, more slowly."""
        etat = compris.etat
        return Tour(replace(etat, suivi=replace(etat.suivi, lent=True)), (REPETITION,))

    def relancer(self, etat: Etat, silence: bool) -> Tour:
        """Ask again what got no answer, or none that was understood: twice, then no more."""
        if etat.question is None:
            return self._sans_question(etat, silence)
        echecs = etat.suivi.echecs + 1
        if echecs > REPRISES:
            return self._renoncer(etat)
        suivi = replace(etat.suivi.sans_motif(), echecs=echecs, motif=f"relance_{echecs}")
        if etat.suivi.motif in A_TOUCHES:
            suivi = replace(etat.suivi, echecs=echecs)
        mots = "utter_message_vide" if silence else f"utter_incompris_reponse_{echecs}"
        return Tour(replace(etat, suivi=suivi), (Parole(mots, valeurs={"cite": ""}),))

    def borner(self, tour: Tour, avant: Etat) -> Tour:
        """Give up a call that asks and asks, whatever the reason: it must never turn in circles."""
        etat = tour.etat
        if not etat.oral:
            return tour
        if etat.question is None:
            return self._sortir_de_l_ouverture(tour, avant)
        posees, essais = etat.suivi.posees + 1, _essais(tour, avant)
        insiste = essais > max(ESSAIS, avant.suivi.essais)
        suivi = replace(etat.suivi, posees=posees, essais=essais)
        etat = replace(etat, suivi=suivi)
        if posees > QUESTIONS_AU_PLUS or (insiste and essais > ESSAIS + 1):
            return self._renoncer(etat)
        if not insiste:
            return Tour(etat, tour.paroles)
        clavier = replace(suivi.sans_motif(), motif=AU_CLAVIER)
        clavier = replace(suivi if suivi.motif in A_TOUCHES else clavier, echecs=REPRISES)
        return Tour(replace(etat, suivi=clavier), (Parole(INCOMPRIS),))

    def finir(self, etat: Etat) -> Tour:
        """End the call; the pending question waits for the written word."""
        return Tour(etat, (FIN,))

    def _sortir_de_l_ouverture(self, tour: Tour, avant: Etat) -> Tour:
        """Ask the first question of who, asked nothing yet, is told the same thing again."""
        suivi = tour.etat.suivi
        fini = suivi.avis or suivi.interrompu or FIN in tour.paroles
        if fini or REPETITION in tour.paroles or not _redites(tour, avant):
            return tour
        return self.suite.continuer(tour.etat, tour.paroles)

    def _sans_question(self, etat: Etat, silence: bool) -> Tour:
        """Ask the first question; once all was told, or given up, end: noise is let pass once."""
        if etat.suivi.avis or etat.suivi.interrompu:
            if silence or etat.suivi.echecs:
                return self.finir(etat)
            return Tour(replace(etat, suivi=replace(etat.suivi, echecs=1)), (QUE_FAIRE,))
        return self.suite.continuer(replace(etat, suivi=replace(etat.suivi, echecs=0)))

    def _renoncer(self, etat: Etat) -> Tour:
        """Say honestly that it does not work, and where to go on, with what opens the file.

        Who was told so and goes on without success is told goodbye: all that is spelt once.
        """
        if etat.suivi.renonce:
            return self.finir(etat)
        arrete = etat.sans_question()
        suivi = replace(arrete.suivi, interrompu=True, renonce=True, echecs=0, essais=0)
        return Tour(replace(arrete, suivi=suivi, code_demande=True), (Parole("utter_renoncer"),))


def _essais(tour: Tour, avant: Etat) -> int:
    """Count the answers in a row that left the question as it was.

    What is asked for, « répétez », « pourquoi ? », is no answer; anything else that was just said
    was not asked for.
    """
    suivi, deja = tour.etat.suivi, avant.suivi
    if tour.etat.question != avant.question:
        return 0
    redit = any(not nom.startswith(DEMANDES) for nom in _redites(tour, avant))
    if not redit and any(_apprend(parole) for parole in tour.paroles):
        return deja.essais
    avance = suivi.motif == SECOND_POINT != deja.motif and deja.essais < ESSAIS
    return 0 if avance else deja.essais + 1


def _redites(tour: Tour, avant: Etat) -> list[str]:
    """Return the names of what the turn before already said."""
    juste_avant = avant.suivi.dites[-1] if avant.suivi.dites else ()
    return [parole.nom for parole in tour.paroles if parole.nom in juste_avant]


def _apprend(parole: Parole) -> bool:
    """Tell what answers a caller."""
    nom = parole.reponse or parole.gabarit or ""
    return nom not in RIEN_DE_NEUF and not nom.startswith(A_COTE)
