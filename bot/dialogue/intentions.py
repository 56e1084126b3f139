"""What a message is meant as, in the light of the pending question, before its facts are read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from bot.dialogue.etat import Bouton, Etat, Message, Parole
from bot.dialogue.interventions import Interventions
from bot.dialogue.tournures import (
    demande_si_c_est_possible,
    essaie_une_valeur,
    est_d_une_autre_ecriture,
    est_du_charabia,
    est_une_question,
    est_une_supposition,
    nomme_un_fait_du_contrat,
    parle_d_un_autre_marche,
    parle_d_un_marche,
    parle_du_plan,
)
from bot.metier.articles import articles_cites
from bot.metier.referentiel import QuestionDuGuide, Referentiel

SENS_AU_PLUS, RANGS_REGARDES = 2, 3


@dataclass(frozen=True)
class Intentions:
    """Reads what is wanted; `questions` are those of the guide, by name."""

    interventions: Interventions
    referentiel: Referentiel
    questions: Mapping[str, QuestionDuGuide]

    def recentrer(self, message: Message, etat: Etat) -> Message:
        """Set aside what cannot be meant here.

        What names our subject is not off it; intents of the clause must be sure to count while
        the contract is asked about.
        """
        if message.intention == "autre_marche":
            message = self._sur_le_premier_marche(message, etat)
        evident = self._d_emblee(message, etat)
        if evident:
            return evident
        if etat.question and _pose_une_question_du_guide(message):
            message = _sans(message, ("verifier_faisabilite",))
        notre_sujet = parle_du_plan(message) or parle_d_un_marche(message)
        if message.intention == "hors_sujet" and notre_sujet:
            message = _sans(message, ("hors_sujet",))
        if self._est_plutot_hors_sujet(message) and not notre_sujet:
            return replace(message, intention="hors_sujet")
        if articles_cites(message.texte) and est_une_question(message):
            return self._sur_un_article(message)
        return self._sans_decision_deplacee(message, etat)

    def _sur_le_premier_marche(self, message: Message, etat: Etat) -> Message:
        """Take « un nouveau dossier » for the first one, and « du nouveau » for something else."""
        if not parle_d_un_autre_marche(message):
            return _sans(message, ("autre_marche",))
        connu = etat.faits["objet"] is not None
        return message if connu else replace(message, intention="verifier_faisabilite")

    def _d_emblee(self, message: Message, etat: Etat) -> Message | None:
        """Return the message as what it plainly is, whatever its words resemble."""
        if est_d_une_autre_ecriture(message.texte):
            return replace(message, intention="autre_langue", confiance=1.0, question_du_guide=None)
        charabia = message.intention == "autre_langue" and est_du_charabia(message.texte)
        if charabia or not any(signe.isalnum() for signe in message.texte):
            return replace(message, intention="nlu_fallback", confiance=0.0, classement=())
        ouvre = etat.question is None and etat.suivi.avis is None
        if ouvre and demande_si_c_est_possible(message) and not self._est_hors_sujet(message):
            return replace(message, intention="verifier_faisabilite", question_du_guide=None)
        repondu = message.confiance >= self.interventions.seuils["question_comprise"]
        du_guide = message.intention == "faq" and repondu
        if not (ouvre or du_guide) and essaie_une_valeur(message):
            return replace(message, intention="supposer", confiance=1.0, question_du_guide=None)
        return None

    def _sans_decision_deplacee(self, message: Message, etat: Etat) -> Message:
        """Set aside intents of the clause in a question, or unsure while the contract is asked."""
        autres = self.interventions.propres_a_la_clause
        if message.intention not in autres:
            return message
        if "?" in message.texte:
            return _sans(message, autres)  # what is asked decides nothing
        du_contrat = etat.question in etat.faits.keys() - self.referentiel.modalites.keys()
        sur = message.confiance >= self.interventions.seuils["hors_de_propos"]
        if sur or not du_contrat:
            return message
        return _sans(message, (*autres, "hors_sujet"))  # what is about the clause is our subject

    def _sur_un_article(self, message: Message) -> Message:
        """Answer about the article that is named, or not at all: never about another one."""
        cites = articles_cites(message.texte)
        possibles = [nom for nom, q in self.questions.items() if cites <= q.articles]
        if not possibles:
            return replace(message, intention="nlu_fallback", confiance=0.0, classement=())
        rangs = dict(message.classement)
        nom = max(
            possibles,
            key=lambda nom: (self.questions[nom].article_source == cites, rangs.get(nom, 0.0)),
        )
        return replace(message, intention="faq", confiance=1.0, question_du_guide=nom)

    def _est_hors_sujet(self, message: Message) -> bool:
        sur = message.confiance >= self.interventions.seuils["replique_sure"]
        return message.intention == "hors_sujet" and sur

    def _est_plutot_hors_sujet(self, message: Message) -> bool:
        """Tell a message that resembles nothing well, and other subjects nearly as much.

        It is better to say so than to answer beside the point.
        """
        seuils = self.interventions.seuils
        autre_sujet = dict(message.classement).get("hors_sujet", 0.0)
        dit_un_fait = message.lectures or nomme_un_fait_du_contrat(message)
        vague = message.confiance < seuils["replique_sure"] and not dit_un_fait
        proche = autre_sujet >= message.confiance * seuils["hors_sujet_proche"]
        return vague and proche and not message.intention.startswith("dire_")

    def demandes_en_plus(self, message: Message) -> tuple[Message, ...]:
        """Return what a message asks besides what it mainly says."""
        if message.bouton or est_une_supposition(message):
            return ()
        return tuple(
            demande
            for demande in message.demandes
            if demande.intention in self.interventions.en_plus
            and demande.confiance >= self.interventions.seuils["demande_en_plus"]
            and (demande.intention != "faq" or est_une_question(demande))
        )

    def question_comprise(self, message: Message) -> tuple[Parole, ...]:
        """Name the question that is answered, when it may well not be the one that is asked."""
        if message.confiance >= self.interventions.seuils["question_comprise"]:
            return ()
        titre = self.questions[str(message.question_du_guide)].titre
        return (Parole(gabarit="question_comprise", valeurs={"titre": titre}),)

    def sens_possibles(self, message: Message, etat: Etat) -> tuple[Bouton, ...]:
        """Return the one or two things that a message may mean, as choices."""
        seuils = self.interventions.seuils
        plus_sur = message.classement[0][1] if message.classement else 0.0
        if etat.question and plus_sur < seuils["sens_probable"] and not est_une_question(message):
            return ()  # rather a clumsy answer than a request
        premiers = message.classement[:RANGS_REGARDES]
        if "hors_sujet" in dict(premiers):
            return ()
        seuil = max(seuils["sens_possible"], plus_sur * seuils["sens_proches"])
        possibles = [
            nom
            for nom, confiance in premiers
            if confiance >= seuil and (nom in self.interventions.libelles or nom in self.questions)
        ]
        return tuple(self._bouton(nom) for nom in possibles[:SENS_AU_PLUS])

    def _bouton(self, nom: str) -> Bouton:
        if nom in self.questions:
            titre = self.questions[nom].titre
            return Bouton(titre, titre)
        return Bouton(self.interventions.libelles[nom], f"/{nom}")


def _pose_une_question_du_guide(message: Message) -> bool:
    """Tell « vous avez un exemple de plan ? », which asks to check nothing."""
    if message.intention != "verifier_faisabilite" or not est_une_question(message):
        return False
    suivante = next((nom for nom, _ in message.classement[1:]), "")
    return suivante.startswith("faq/") and not demande_si_c_est_possible(message)


def _sans(message: Message, ecartes: Collection[str]) -> Message:
    """Return a message without some intents; their confidence goes to the others, in proportion."""
    part = 1 - sum(p for nom, p in message.classement if nom in ecartes)
    gardes = [(nom, p) for nom, p in message.classement if nom not in ecartes and part > 0]
    classement = tuple((nom, p / part) for nom, p in gardes)
    nom, confiance = classement[0] if classement else ("nlu_fallback", 0.0)
    intention, _, question = nom.partition("/")
    return replace(
        message,
        intention=intention,
        confiance=confiance,
        question_du_guide=nom if question else None,
        classement=classement,
    )
