"""One turn of the conversation about a contract's facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.dialogue.etat import Etat, Message, Parole, Tour
from bot.dialogue.interpretation import Interpretation, Interprete
from bot.dialogue.tournures import est_une_correction, est_une_supposition
from bot.lecture.texte import plier
from bot.metier.contrat import INCONNU, Contrat
from bot.metier.referentiel import Referentiel
from bot.metier.verdict import evaluer, question_suivante

PROFONDEUR_DE_RETOUR = 20
PARLE_DE_L_AVIS = re.compile(
    r"\b(?:avis|verdict|resultat|conclusion|reponse|criteres?|favorable)\b"
)
# these undo what was said: they must be meant
FORTES = frozenset({"annuler", "recommencer", "revenir"})


@dataclass(frozen=True)
class Meneur:
    """Leads the conversation: takes a message and a state, gives the next state and what to say."""

    referentiel: Referentiel
    interprete: Interprete

    def prendre(self, message: Message, etat: Etat) -> Tour:
        """Take a turn."""
        confirme = message.intention in ("affirmer", "recommencer")
        if etat.suivi.motif == "recommencer" and confirme:
            return self._tout_effacer(etat)
        if etat.suivi.motif == "recommencer":  # not confirmed: nothing is erased
            etat = replace(etat, suivi=etat.suivi.sans_motif())
            if message.intention == "nier":
                return self._suite(etat, (Parole("utter_rien_efface"),))
        lu = self.interprete.interpreter(message, etat)
        commande = self._commande(message)
        if commande and (lu.vide or message.intention == "annuler" or est_une_supposition(message)):
            return commande(etat, lu)
        paroles = self._repliques(message, etat, lu)
        if lu.vide:
            return self._sans_fait(message, etat, paroles)
        return self._avec_faits(message, etat, lu, paroles)

    def _commande(self, message: Message) -> Callable[[Etat, Interpretation], Tour] | None:
        """Return what the buyer may do besides answering, by intent."""
        if est_une_supposition(message):
            return self._supposer
        prudence = "commande_forte" if message.intention in FORTES else "commande"
        if message.confiance < self.interprete.interventions.seuils[prudence]:
            return None
        if message.intention in self.interprete.interventions.laisser_ouvert:
            return self._laisser_ouvert
        if message.intention == "recommencer" and message.bouton:
            return lambda etat, _: self._tout_effacer(etat)
        return {
            "recapituler": self._recapituler,
            "pourquoi_question": lambda etat, _: self._eclairer("pourquoi", message, etat),
            "expliquer_question": lambda etat, _: self._eclairer("exemple", message, etat),
            "pourquoi_resultat": lambda etat, _: self._pourquoi_resultat(message, etat),
            "repeter": lambda etat, _: self._repeter(message, etat),
            "revenir": self._revenir,
            "annuler": self._annuler,
            "recommencer": self._recommencer,
        }.get(message.intention)

    def conclure(self, etat: Etat) -> Tour:
        """Tell the verdict, when there is one that was not told yet."""
        verdict = evaluer(Contrat.depuis(etat.faits), self.referentiel).verdict
        en_suspens = etat.suivi.interrompu or etat.suivi.motif == "recommencer"
        a_dire = etat.question is None and not en_suspens and etat.suivi.avis is None
        if not (a_dire and verdict):
            return Tour(etat)
        valeurs = {"faits": etat.faits, "precedent": etat.suivi.avis_precedent}
        suivi = replace(etat.suivi, avis=verdict, avis_precedent=None)
        return Tour(replace(etat, suivi=suivi), (Parole(gabarit="verdict", valeurs=valeurs),))

    def _repliques(self, message: Message, etat: Etat, lu: Interpretation) -> tuple[Parole, ...]:
        """Answer what the message asks, besides what it says of the contract."""
        if self.interprete.est_une_question(message, etat):
            return (Parole(f"utter_{message.question_du_guide}"),)
        sur = message.confiance >= self.interprete.interventions.seuils["replique"]
        if message.intention in self.interprete.interventions.reponses and lu.vide and sur:
            return (Parole(f"utter_{message.intention}"),)
        return ()

    def _sans_fait(self, message: Message, etat: Etat, paroles: tuple[Parole, ...]) -> Tour:
        commence = message.intention == "verifier_faisabilite" or (
            message.intention.startswith(("dire_", "informer", "corriger"))
        )
        if etat.question is None and commence:
            return self._suite(replace(etat, suivi=etat.suivi.sans_avis()), paroles)
        if etat.question is None and paroles:
            return Tour(etat, paroles)
        if etat.question is None and message.intention in ("affirmer", "nier"):
            return Tour(etat, (Parole("utter_que_faire"),))
        if paroles or message.intention == "verifier_faisabilite":
            return self._suite(replace(etat, suivi=replace(etat.suivi, echecs=0)), paroles)
        if message.intention == "nier" and etat.suivi.candidat is not None:
            return Tour(replace(etat, suivi=etat.suivi.sans_motif()))
        return self._incompris(etat)

    def _incompris(self, etat: Etat) -> Tour:
        """Rephrase with an example, then give the choices, then offer to skip, then a person."""
        dernier = int(self.interprete.interventions.seuils["echecs"])
        echecs = min(etat.suivi.echecs + 1, dernier)
        if etat.question is None:
            suivi = replace(etat.suivi, echecs=echecs)
            return Tour(replace(etat, suivi=suivi), (Parole(f"utter_incompris_{echecs}"),))
        suivi = replace(etat.suivi.sans_motif(), echecs=echecs, motif=f"relance_{echecs}")
        return Tour(replace(etat, suivi=suivi))

    def _avec_faits(
        self, message: Message, etat: Etat, lu: Interpretation, paroles: tuple[Parole, ...]
    ) -> Tour:
        faits, refuses = self._dans_les_bornes(lu)
        paroles += tuple(
            Parole(f"utter_refus_{fait}", valeurs={"valeur": v}) for fait, v in refuses.items()
        )
        contradiction = self._contradiction(message, etat, faits)
        if contradiction:
            return Tour(contradiction, paroles)
        faits |= dict.fromkeys(lu.remis_en_cause)
        changes = {f: v for f, v in faits.items() if v != etat.faits.get(f)}
        nouvel_etat = self._appliquer(etat, faits) if changes else etat
        nouvel_etat = replace(nouvel_etat, suivi=replace(nouvel_etat.suivi, echecs=0))
        if changes:
            paroles = (_prise_de_note(changes, etat.faits, nouvel_etat.faits), *paroles)
        elif lu.faits and not paroles:
            paroles = (Parole("utter_deja_note"),)
        if lu.remis_en_cause:
            suivi = nouvel_etat.suivi.sans_motif()
            return Tour(replace(nouvel_etat, question=lu.remis_en_cause[0], suivi=suivi), paroles)
        if lu.a_regler and not self._tranche(nouvel_etat):
            return Tour(_a_regler(nouvel_etat, lu), paroles)
        if refuses and not changes and etat.question:
            return Tour(nouvel_etat, paroles)
        return self._suite(nouvel_etat, paroles)

    def _tranche(self, etat: Etat) -> bool:
        """Tell whether the outcome is certain, so that nothing more needs asking."""
        return evaluer(Contrat.depuis(etat.faits), self.referentiel).verdict == "defavorable"

    def _dans_les_bornes(self, lu: Interpretation) -> tuple[dict[str, Any], dict[str, Any]]:
        """Set apart absurd quantities: « 0 an », « 300 ans »."""
        refuses = dict(lu.refuses)
        faits: dict[str, Any] = {}
        for fait, valeur in lu.faits.items():
            bornes = self.referentiel.bornes.get(fait)
            quantite = isinstance(valeur, int | float) and not isinstance(valeur, bool)
            if bornes and quantite and not bornes.minimum <= valeur <= bornes.maximum:
                refuses[fait] = valeur
            else:
                faits[fait] = valeur
        return faits, refuses

    def _contradiction(self, message: Message, etat: Etat, faits: Mapping[str, Any]) -> Etat | None:
        """Ask which is right when two statements about continuity do not go together.

        An isolated purchase, yet said to come back; or to last for years: then the execution may
        well be continuous, which the guide accepts.
        """
        ancienne = etat.faits.get("recurrence")
        nouvelle = faits.get("recurrence", ancienne)
        regle = etat.suivi.motif in ("contradiction", "continuite") and "recurrence" in faits
        if message.bouton or regle or not faits.keys() & {"recurrence", "duree_mois"}:
            return None
        oppose = {nouvelle, ancienne} == {"recurrent", "isole"} and not est_une_correction(message)
        duree = faits.get("duree_mois", etat.faits.get("duree_mois"))
        minimum = self.referentiel.parametres["duree_minimale"].valeur
        longue = nouvelle == "isole" and isinstance(duree, int | float) and duree >= minimum
        if not (oppose or longue):
            return None
        autres = {fait: valeur for fait, valeur in faits.items() if fait != "recurrence"}
        motif = "contradiction" if oppose else "continuite"
        suite = self._appliquer(etat, {**autres, "recurrence": None})
        return replace(suite, question="recurrence", suivi=replace(suite.suivi, motif=motif))

    def _appliquer(self, etat: Etat, faits: Mapping[str, Any]) -> Etat:
        """Take facts, drop those that hang on what changed, remember for « retour »."""
        nouveaux = {**etat.faits, **faits}
        if "duree_mois" in faits and "duree_ferme_mois" not in faits:
            nouveaux["duree_ferme_mois"] = None
        for question in self.referentiel.questions:
            if question.quand and not question.concerne(nouveaux):
                nouveaux[question.fait] = None
        historique = (*etat.suivi.historique, dict(etat.faits))[-PROFONDEUR_DE_RETOUR:]
        return replace(
            etat, faits=nouveaux, suivi=replace(etat.suivi.sans_avis(), historique=historique)
        )

    def _suite(self, etat: Etat, paroles: tuple[Parole, ...]) -> Tour:
        """Go on to the next question; the pending one keeps its point to settle."""
        question = question_suivante(Contrat.depuis(etat.faits), self.referentiel)
        suivante = question.fait if question else None
        suivi = etat.suivi if suivante == etat.question else etat.suivi.sans_motif()
        return Tour(
            replace(etat, question=suivante, suivi=replace(suivi, interrompu=False)), paroles
        )

    # what a buyer may do besides answering

    def _recapituler(self, etat: Etat, lu: Interpretation) -> Tour:
        return self._reprendre(etat, Parole(gabarit="recapitulatif", valeurs={"faits": etat.faits}))

    def _eclairer(self, genre: str, message: Message, etat: Etat) -> Tour:
        """Say why a question is asked, or what it means: the one named, else the pending one."""
        fait = self.interprete.fait_nomme(message) or etat.question
        return self._reprendre(
            etat, Parole(f"utter_{genre}_{fait}" if fait else "utter_demander_capacites")
        )

    def _pourquoi_resultat(self, message: Message, etat: Etat) -> Tour:
        if etat.question and not PARLE_DE_L_AVIS.search(plier(message.texte)):
            return self._eclairer("pourquoi", message, etat)  # « pourquoi ? », of the question
        if etat.question or evaluer(Contrat.depuis(etat.faits), self.referentiel).verdict is None:
            return self._reprendre(etat, Parole("utter_pas_encore_d_avis"))
        return self._reprendre(
            etat, Parole(gabarit="verdict", valeurs={"faits": etat.faits, "precedent": None})
        )

    def _repeter(self, message: Message, etat: Etat) -> Tour:
        if etat.question:
            return Tour(etat, (Parole("utter_repeter"),))
        return self._pourquoi_resultat(message, etat)

    def _laisser_ouvert(self, etat: Etat, lu: Interpretation) -> Tour:
        """« Je ne sais pas » is a value; the consequence is said with the verdict."""
        if etat.question is None:
            return Tour(etat, (Parole("utter_rien_a_passer"),))
        suite = self._appliquer(etat, {etat.question: INCONNU})
        return self._suite(suite, (Parole(f"utter_inconnu_{etat.question}"),))

    def _revenir(self, etat: Etat, lu: Interpretation) -> Tour:
        if etat.question and etat.suivi.motif and not etat.suivi.motif.startswith("relance"):
            return Tour(replace(etat, suivi=etat.suivi.sans_motif()), (Parole("utter_revenir"),))
        if not etat.suivi.historique:
            return self._reprendre(etat, Parole("utter_rien_a_annuler"))
        *historique, faits = etat.suivi.historique
        suivi = replace(etat.suivi.sans_motif().sans_avis(), historique=tuple(historique))
        return self._suite(replace(etat, faits=faits, suivi=suivi), (Parole("utter_revenir"),))

    def _annuler(self, etat: Etat, lu: Interpretation) -> Tour:
        suivi = replace(etat.suivi.sans_motif(), interrompu=True)
        return Tour(replace(etat, question=None, suivi=suivi), (Parole("utter_annuler"),))

    def _recommencer(self, etat: Etat, lu: Interpretation) -> Tour:
        suivi = replace(etat.suivi.sans_motif(), motif="recommencer")
        return Tour(replace(etat, question=None, suivi=suivi), (Parole("utter_recommencer"),))

    def _tout_effacer(self, etat: Etat) -> Tour:
        vide = Etat(faits=dict.fromkeys(etat.faits))
        return self._suite(vide, (Parole("utter_recommence"),))

    def _supposer(self, etat: Etat, lu: Interpretation) -> Tour:
        """Answer « et si… ? » by the rules, without touching the facts."""
        if not lu.faits:
            return self._reprendre(etat, Parole("utter_supposition_sans_fait"))
        supposes = self._appliquer(etat, lu.faits).faits
        valeurs = {"supposes": dict(lu.faits), "faits": supposes, "reels": dict(etat.faits)}
        return self._reprendre(etat, Parole(gabarit="supposition", valeurs=valeurs))

    def _reprendre(self, etat: Etat, parole: Parole) -> Tour:
        """Say something, then ask the pending question again."""
        return Tour(etat, (parole,))


def _a_regler(etat: Etat, lu: Interpretation) -> Etat:
    """Ask the short question that settles what the words left open."""
    assert lu.a_regler is not None
    fait, motif, candidat = lu.a_regler
    suivi = replace(etat.suivi.sans_avis().sans_motif(), motif=motif, candidat=candidat)
    suivi = replace(suivi, indices=lu.indices)
    return replace(etat, question=fait, suivi=suivi)


def _prise_de_note(
    changes: Mapping[str, Any], avant: Mapping[str, Any], apres: Mapping[str, Any]
) -> Parole:
    notes = {fait: {"avant": avant.get(fait), "apres": apres.get(fait)} for fait in changes}
    return Parole(gabarit="note", valeurs={"notes": notes})
