"""What is not understood: what it may mean, then a ladder with a bound."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.compris import Compris, Lu
from bot.dialogue.conduire.appel import Appel
from bot.dialogue.etat import Bouton, Etat, Parole, Tour
from bot.dialogue.interventions import Interventions
from bot.metier.referentiel import QuestionDuGuide

# a longer message is not quoted
CITE_AU_PLUS = 80
# two meanings are offered at most, among the likeliest
SENS_AU_PLUS, RANGS_REGARDES = 2, 3
# the step of the ladder that gives an example
RANG_D_UN_EXEMPLE = 2


@dataclass(frozen=True)
class Incompris:
    """Offers what a message may mean, or rephrases, gives choices, offers to skip, then a person.

    `questions` are those of the guide, by name.
    """

    interventions: Interventions
    questions: Mapping[str, QuestionDuGuide]
    appel: Appel

    def redit(self, compris: Compris) -> Lu | None:
        """Return the answer that was asked about, when it is said again: it is meant."""
        probable, etat = compris.probable, compris.etat
        if probable is None or probable != etat.suivi.candidat:
            return None
        return Lu({str(etat.question): probable})

    def relancer(self, compris: Compris) -> Tour:
        """Return the next step of the ladder."""
        dit = compris.message.texte
        if compris.etat.oral:
            return self._a_voix_haute(compris)
        if compris.etat.suivi.echecs == 0:
            return self._demander_le_sens(compris) or self.descendre(compris.etat, dit)
        return self.descendre(compris.etat, dit)

    def _a_voix_haute(self, compris: Compris) -> Tour:
        """Ask about the likeliest answer, or the question again: nothing can be shown."""
        if compris.probable and compris.etat.suivi.echecs == 0:
            return self._demander_si(compris.probable, compris.etat)
        return self.appel.relancer(compris.etat, silence=False)

    def _demander_le_sens(self, compris: Compris) -> Tour | None:
        """Ask about the likeliest answer, or offer the likeliest requests."""
        etat, probable = compris.etat, compris.probable
        if probable:
            return self._demander_si(probable, etat)
        suivi = replace(etat.suivi, echecs=1)
        if sens := self._sens_possibles(compris):
            return Tour(replace(etat, suivi=suivi), (Parole("utter_clarifier", boutons=sens),))
        if compris.message.dit.question:
            return Tour(replace(etat, suivi=suivi), (Parole("utter_incompris_question"),))
        return None

    def _demander_si(self, probable: str, etat: Etat) -> Tour:
        """Ask « est-ce bien cela ? »."""
        suivi = replace(etat.suivi.sans_motif(), motif="probable", candidat=probable, echecs=1)
        return Tour(replace(etat, suivi=suivi))

    def _sens_possibles(self, compris: Compris) -> tuple[Bouton, ...]:
        """Return the one or two things that a message may mean, as choices."""
        classement, seuils = compris.message.classement, self.interventions.seuils
        plus_sur = classement[0][1] if classement else 0.0
        interroge = compris.message.dit.question
        if compris.etat.question and plus_sur < seuils["sens_probable"] and not interroge:
            return ()  # rather a clumsy answer than a request
        premiers = classement[:RANGS_REGARDES]
        if "hors_sujet" in dict(premiers):
            return ()
        seuil = max(seuils["sens_possible"], plus_sur * seuils["sens_proches"])
        boutons = (self._bouton(nom) for nom, confiance in premiers if confiance >= seuil)
        return tuple(bouton for bouton in boutons if bouton)[:SENS_AU_PLUS]

    def _bouton(self, nom: str) -> Bouton | None:
        if nom in self.questions:
            titre = self.questions[nom].titre
            return Bouton(titre, titre)
        libelle = self.interventions.libelles.get(nom)
        return Bouton(libelle, f"/{nom}") if libelle else None

    def descendre(self, etat: Etat, dit: str = "") -> Tour:
        """Rephrase with an example, give the choices, offer to skip, hand over to a person.

        What was not understood (`dit`) is quoted back the first time, when it is short.
        """
        valeurs = citer(dit)
        au_plus = int(self.interventions.seuils["echecs"])
        echecs = etat.suivi.echecs + 1
        if echecs > au_plus:
            echecs = au_plus - 1  # the last two in turn, never the same three times
        if etat.question is None:
            suivi = replace(etat.suivi, echecs=echecs)
            # once the verdict is told, nobody is asked to describe his contract
            connu = etat.suivi.avis is not None and echecs == RANG_D_UN_EXEMPLE
            reponse = "utter_incompris_apres_l_avis" if connu else f"utter_incompris_{echecs}"
            return Tour(replace(etat, suivi=suivi), (_incompris(reponse, valeurs),))
        suivi = replace(etat.suivi.sans_motif(), echecs=echecs, motif=f"relance_{echecs}")
        return Tour(
            replace(etat, suivi=suivi), (_incompris(f"utter_incompris_reponse_{echecs}", valeurs),)
        )


def _incompris(reponse: str, valeurs: Mapping[str, object]) -> Parole:
    return Parole(reponse, valeurs=valeurs if reponse.endswith("_1") else {})


def citer(dit: str) -> Mapping[str, object]:
    """Return what quotes a message back: nothing of a long one."""
    court = 0 < len(dit) <= CITE_AU_PLUS and "\n" not in dit
    return {"cite": f" «\u00a0{dit}\u00a0»" if court else ""}


def rien_note(compris: Compris) -> Parole:
    """Say that nothing of a message could be noted, and quote it."""
    cite = citer(compris.message.texte)["cite"]
    return Parole("utter_rien_note", valeurs={"cite": cite and f" dans{cite}"})
