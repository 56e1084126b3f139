"""What a buyer may do besides answering: « récapitulatif », « pourquoi ? », « retour »…"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.dialogue.decisions import laisser_ouverte
from bot.dialogue.etat import Etat, Message, Parole, Tour
from bot.dialogue.incompris import Incompris
from bot.dialogue.interpretation import QUOI_CORRIGER, Interprete
from bot.dialogue.lu import Interpretation
from bot.dialogue.retours import Retours
from bot.dialogue.suite import Suite
from bot.dialogue.tournures import est_une_supposition, va_de_l_avant, va_outre
from bot.francais.texte import plier
from bot.metier.clause import peut_etre_redigee

NOMME_L_AVIS = re.compile(r"\b(?:avis|verdict|resultat|conclusion)\b")
PARLE_DE_L_AVIS = re.compile(rf"{NOMME_L_AVIS.pattern}|\b(?:reponse|criteres?|favorable)\b")
# these undo what was said, or leave the pending question aside: they must be meant
FORTES = frozenset(
    {
        "annuler",
        "recommencer",
        "revenir",
        "rediger_clause",
        "obtenir_documents",
        "choisir_axes",
        "contester_resultat",
    }
)

# the last answers, which the channel knows
REPETITION = Parole("utter_repeter")

Commande = Callable[[Message, Etat, Interpretation], Tour]


@dataclass(frozen=True)
class Commandes:
    """The commands by intent."""

    interprete: Interprete
    suite: Suite
    retours: Retours
    incompris: Incompris

    def trouver(self, message: Message, etat: Etat) -> Commande | None:
        """Return the command that a message gives, if any."""
        if est_une_supposition(message):
            return self._supposer
        if va_de_l_avant(message):
            return self._avancer
        seuils = self.interprete.interventions.seuils
        if message.intention in self.interprete.interventions.laisser_ouvert:
            return self._laisser_ouvert if self._laisse_la_question(message) else None
        forte = message.intention in FORTES and not va_outre(message)
        prudence = "commande_forte" if forte else "commande"
        if message.confiance < seuils[prudence]:
            return None
        if message.intention == "recommencer" and message.bouton:
            return self.retours.tout_effacer
        if message.intention == "contester_resultat" and not va_outre(message):
            return None
        if message.intention == "saluer" and etat.faits["objet"] is None:
            return None
        return {
            "recapituler": self._recapituler,
            "pourquoi_question": self._pourquoi_question,
            "expliquer_question": self._expliquer_question,
            "pourquoi_resultat": self._pourquoi_resultat,
            "repeter": self._repeter,
            "revenir": self.retours.revenir,
            "annuler": self.retours.annuler,
            "recommencer": self.retours.recommencer,
            "rediger_clause": self._rediger,
            "obtenir_documents": self._documents,
            "choisir_axes": self._vers_la_clause,
            "contester_resultat": self._vers_la_clause,
            "parler_facilitateur": self._transmettre,
            "demander_code": self._demander_le_code,
            "prendre_conge": self._prendre_conge,
            "saluer": self._retrouver,
            "corriger": self._demander_quoi_corriger,
        }.get(message.intention)

    def _laisse_la_question(self, message: Message) -> bool:
        """Tell « on verra plus tard », between not knowing, passing and accepting the default."""
        interventions = self.interprete.interventions
        ensemble = sum(p for nom, p in message.classement if nom in interventions.laisser_ouvert)
        return max(message.confiance, ensemble) >= interventions.seuils["laisser_ouvert"]

    def _recapituler(self, message: Message, etat: Etat, lu: Interpretation) -> Tour:
        valeurs = {"faits": etat.faits}
        return Tour(etat, (Parole(gabarit="recapitulatif", valeurs=valeurs),))

    def _pourquoi_question(self, message: Message, etat: Etat, lu: Interpretation) -> Tour:
        if etat.question is None and etat.suivi.avis:
            return self._pourquoi_resultat(message, etat, lu)
        return self._eclairer("pourquoi", message, etat)

    def _expliquer_question(self, message: Message, etat: Etat, lu: Interpretation) -> Tour:
        """Say what a question means; said already, give its choices, then offer to skip it."""
        tour = self._eclairer("exemple", message, etat)
        if not any(tour.paroles[0].nom in dites for dites in etat.suivi.dites):
            return tour
        plus_simple = self.incompris.descendre(etat)
        return replace(plus_simple, paroles=()) if etat.question else plus_simple

    def _eclairer(self, genre: str, message: Message, etat: Etat) -> Tour:
        """Say why a question is asked, or what it means: the one named, else the pending one."""
        fait = next(iter(self.interprete.faits_nommes(message)), etat.question)
        return Tour(
            etat, (Parole(f"utter_{genre}_{fait}" if fait else "utter_demander_capacites"),)
        )

    def _pourquoi_resultat(self, message: Message, etat: Etat, lu: Interpretation) -> Tour:
        if etat.question and not PARLE_DE_L_AVIS.search(plier(message.texte)):
            return self._eclairer("pourquoi", message, etat)  # « pourquoi ? », of the question
        if etat.suivi.avis is None:
            return Tour(etat, (Parole("utter_pas_encore_d_avis"),))
        valeurs = {"faits": etat.faits, "precedent": None}
        return Tour(etat, (Parole(gabarit="verdict", valeurs=valeurs),))

    def _transmettre(self, message: Message, etat: Etat, lu: Interpretation) -> Tour:
        """Hand over to a person, with everything already said."""
        parole = Parole(gabarit="transmission", valeurs={"faits": etat.faits})
        return Tour(replace(etat, avis_demande=True), (parole,))

    def _demander_le_code(self, message: Message, etat: Etat, lu: Interpretation) -> Tour:
        """Give the file a new code; whoever keeps the file says it."""
        return Tour(replace(etat, code_demande=True))

    def _prendre_conge(self, message: Message, etat: Etat, lu: Interpretation) -> Tour:
        """Say what is kept, and what is left to do."""
        valeurs = {"avis": etat.suivi.avis, "reste": etat.question}
        parti = etat.sans_question()
        suivi = replace(parti.suivi, interrompu=True)
        return Tour(replace(parti, suivi=suivi), (Parole(gabarit="conge", valeurs=valeurs),))

    def _retrouver(self, message: Message, etat: Etat, lu: Interpretation) -> Tour:
        """Greet, and take up the file where it was left."""
        tour = self.suite.continuer(etat, (Parole("utter_rebonjour"),))
        fini = tour.etat.question is None
        return Tour(tour.etat, (*tour.paroles, Parole("utter_que_faire"))) if fini else tour

    def _demander_quoi_corriger(self, message: Message, etat: Etat, lu: Interpretation) -> Tour:
        """« Je me suis trompé »: ask what is to be corrected."""
        return Tour(etat, (QUOI_CORRIGER,))

    def _repeter(self, message: Message, etat: Etat, lu: Interpretation) -> Tour:
        """Say again the verdict, or what was just said; asked once more, in other words."""
        if NOMME_L_AVIS.search(plier(message.texte)):
            return self._pourquoi_resultat(message, etat, lu)
        deja = any(REPETITION.nom in dites for dites in etat.suivi.dites)
        if deja and etat.question:
            return self._expliquer_question(message, etat, lu)
        return Tour(etat, (REPETITION,))

    def _laisser_ouvert(self, message: Message, etat: Etat, lu: Interpretation) -> Tour:
        """« Je ne sais pas » is a value; the verdict, or the clause, says what it entails."""
        if etat.question is None:
            if message.intention == "prendre_defaut" and etat.suivi.avis:
                return self._vers_la_clause(message, etat, lu)
            return Tour(etat, (Parole("utter_rien_a_passer"),))
        ouverts = laisser_ouverte(etat.question, etat.faits, self.suite.referentiel)
        ouvert = self.suite.appliquer(etat, ouverts)
        return self.suite.continuer(ouvert, (Parole(f"utter_inconnu_{etat.question}"),))

    def _supposer(self, message: Message, etat: Etat, lu: Interpretation) -> Tour:
        """Answer « et si… ? » by the rules, without touching the facts."""
        if not lu.faits:
            return Tour(etat, (Parole("utter_supposition_sans_fait"),))
        supposes = self.suite.appliquer(etat, lu.faits).faits
        valeurs = {"supposes": dict(lu.faits), "faits": supposes, "reels": etat.faits}
        suivi = replace(etat.suivi, supposes=dict(lu.faits))
        return Tour(replace(etat, suivi=suivi), (Parole(gabarit="supposition", valeurs=valeurs),))

    def _rediger(self, message: Message, etat: Etat, lu: Interpretation) -> Tour:
        """Write the clause as soon as there is a verdict and an axis; else lead there."""
        if peut_etre_redigee(etat.faits, self.suite.referentiel):
            return self.suite.rediger(self._poursuivi(etat))
        return self._vers_la_clause(message, etat, lu)

    def _documents(self, message: Message, etat: Etat, lu: Interpretation) -> Tour:
        if not peut_etre_redigee(etat.faits, self.suite.referentiel):
            return self._vers_la_clause(message, etat, lu)
        tour = self.suite.rediger(self._poursuivi(etat))
        return replace(tour, paroles=(Parole("utter_documents_disponibles"), *tour.paroles))

    def _avancer(self, message: Message, etat: Etat, lu: Interpretation) -> Tour:
        """« On continue »: back to the pending question, or on towards the clause."""
        if etat.question or etat.suivi.avis is None:
            return self.suite.continuer(etat)
        return self._vers_la_clause(message, etat, lu)

    def _vers_la_clause(self, message: Message, etat: Etat, lu: Interpretation) -> Tour:
        """Go on towards the clause, in full knowledge if the verdict is not favorable."""
        if self.suite.verdict(etat.faits) is None:
            return self.suite.continuer(etat, (Parole("utter_avis_requis"),))
        if etat.faits["etape"] == "notifiee":
            return Tour(etat, (Parole("utter_clause_notifiee"),))
        redigeable = peut_etre_redigee(etat.faits, self.suite.referentiel)
        if etat.suivi.clause_a_jour is False and redigeable and va_outre(message):
            return self.suite.rediger(self._poursuivi(etat))
        demande = message.intention in ("rediger_clause", "obtenir_documents")
        avant = "utter_axe_requis" if etat.question == "axes" else "utter_avant_la_clause"
        paroles = (Parole(avant),) if demande else ()
        return self.suite.continuer(self._poursuivi(etat), paroles)

    def _poursuivi(self, etat: Etat) -> Etat:
        return replace(etat, faits=etat.faits.avec({"poursuivre": True}))
