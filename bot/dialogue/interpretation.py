"""What a message says of the contract, given the question that was asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.dialogue.attendues import ReponsesAttendues
from bot.dialogue.decisions import InterpreteDesDecisions
from bot.dialogue.etat import Etat, Message, Parole
from bot.dialogue.forme_dite import indices_dits, lire_la_forme
from bot.dialogue.interventions import Interventions
from bot.dialogue.lu import Interpretation, Point
from bot.dialogue.prudence import est_un_detail, garder_ce_qui_est_nomme, hors_des_zones
from bot.dialogue.quantites import (
    MILLIERS_SANS_DOUTE,
    QUANTITES,
    avec_la_partie_ferme,
    completer,
    confirmer_redit,
    demande_la_suite,
    lire_quantite_nue,
    nombre_nu,
    relative,
    rythme_des_subsequents,
    valeur_proposee,
)
from bot.dialogue.tournures import (
    corrige_l_objet,
    declare,
    dit_oui,
    est_une_correction,
    est_une_question,
    est_une_question_ouverte,
    est_une_supposition,
    nomme_un_fait_du_contrat,
    parle_du_plan,
    va_de_l_avant,
)
from bot.dialogue.vises import fait_vise, quantite_corrigee, somme
from bot.francais.texte import plier
from bot.lecture.formes import se_contredisent
from bot.lecture.lectures import Lecture
from bot.lecture.objets import Objets
from bot.metier.referentiel import Bornes

# « travaux, un seul titulaire, tranche ferme de 24 mois » describes a contract
FAITS_D_UNE_DESCRIPTION = 2
CONTRAT = re.compile(
    r"\b(?:(?:marche|accord[- ]cadre|consultation)s?(?: publics?)?|hors taxes?|ht|duree totale)\b"
)
# what asks which fact is wrong: the one that the answer names
QUOI_CORRIGER = Parole("utter_corriger_quoi")


@dataclass(frozen=True)
class Interprete:
    """Reads messages in the light of the pending question."""

    interventions: Interventions
    objets: Objets
    bornes: Mapping[str, Bornes]
    decisions: InterpreteDesDecisions
    attendues: ReponsesAttendues

    def interpreter(self, message: Message, etat: Etat) -> Interpretation:
        """Return what the message says of the contract, and what it decides about the clause."""
        decisions = self.decisions.interpreter(message, etat)
        if message.bouton:
            dits = {lue.fait: lue.valeur for lue in message.lectures if lue.fait != "choix"}
            lu = Interpretation(dits, remis_en_cause=self._a_modifier(message))
        elif (decisions.exclusif and not decisions.vide) or va_de_l_avant(message):
            lu = Interpretation()
        else:
            lu = self._lire_le_contrat(hors_des_zones(message, decisions.zones), etat)
            if self._decide_la_clause(etat):
                lu = garder_ce_qui_est_nomme(lu, message)
        return replace(
            lu,
            faits={**lu.faits, **decisions.faits},
            refuses={**lu.refuses, **decisions.refus},
            liste=decisions.liste,
            souhait=decisions.souhait,
            hors_liste=decisions.hors_liste,
            repond=not decisions.vide,
        )

    def _decide_la_clause(self, etat: Etat) -> bool:
        """Tell that the talk is about the clause: what looks like a fact is seldom one."""
        pendante = etat.question in self.decisions.referentiel.modalites
        return pendante or (etat.question is None and etat.suivi.clause_a_jour is not None)

    def _parle_d_autre_chose(self, message: Message, etat: Etat) -> bool:
        """Tell « idée de cadeau pour ses 70 ans », whose facts are no contract's."""
        lues = message.lectures
        if message.intention != "hors_sujet" or (lues and demande_la_suite(etat)):
            return False  # « 2 ou 3 fois »
        dits = {fait_vise(lue, message, etat) for lue in lues if lue.nature == "fait"}
        ouverts = {fait_vise(lue, message, etat) for lue in lues if lue.nature == "ambigu"}
        nombre = nombre_nu(lues)
        autre_prix = nombre is not None and nombre.motif
        if etat.question == "montant_ht" and (somme(lues) >= MILLIERS_SANS_DOUTE or autre_prix):
            return False  # « 25 000 à la louche », « 15 € de l'heure »
        du_contrat = CONTRAT.search(plier(message.texte)) or nomme_un_fait_du_contrat(message)
        if (dits and du_contrat) or etat.question in ouverts:
            return False  # « marché d'assurance, 4 ans »
        sur = message.confiance >= self.interventions.seuils["replique_sure"]
        return etat.question not in dits and (sur or len(dits) < FAITS_D_UNE_DESCRIPTION)

    def _lire_le_contrat(self, message: Message, etat: Etat) -> Interpretation:
        if self._parle_d_autre_chose(message, etat) and etat.question != "objet":
            return Interpretation()
        lectures = [lue for lue in message.lectures if self._affirme(lue, message, etat)]
        faits: dict[str, Any] = {}
        a_regler: Point | None = None
        for lue in lectures:
            fait = fait_vise(lue, message, etat)
            if lue.nature == "fait" and not est_un_detail(fait, lue.valeur, message, etat):
                faits[fait] = lue.valeur
                if fait in QUANTITES and (changee := relative(lue, message, etat)) is not None:
                    faits[fait] = changee
            elif lue.nature == "ambigu" and a_regler is None:
                ensuite = replace(etat, faits={**etat.faits, **faits})
                a_regler = (fait, str(lue.motif), valeur_proposee(lue, ensuite))
        faits, a_regler = avec_la_partie_ferme(faits, a_regler, lectures, message, etat)
        faits = self._avec_l_objet(faits, message, etat)
        refuses = {lue.fait: lue.valeur for lue in lectures if lue.nature == "refuse"}
        indices, faits_forme, point = lire_la_forme(
            lectures, etat, faits, est_une_correction(message)
        )
        faits |= faits_forme
        a_regler = self._selon_l_ensemble(a_regler or point, message, etat)
        if not (faits or a_regler or refuses):
            faits, a_regler = self._reponse(message, etat)
        faits, a_regler = confirmer_redit(faits, a_regler, etat)
        return Interpretation(
            faits, a_regler, indices, refuses, self._remis_en_cause(message, etat, faits, a_regler)
        )

    def _selon_l_ensemble(
        self, a_regler: Point | None, message: Message, etat: Etat
    ) -> Point | None:
        """Of words that contradict each other, propose what the sentence as a whole resembles.

        What would exclude the plan is never proposed so: it is asked about.
        """
        if a_regler is None:
            return None
        fait, motif, _ = a_regler
        formes = frozenset(indices_dits(message.lectures) if fait == "forme_contrat" else ())
        if motif != "contradiction" and not se_contredisent(formes):
            return a_regler
        ensemble = self.attendues.probable(message, replace(etat, question=fait), "reponse_directe")
        exclut = ensemble in self.interventions.excluantes
        return a_regler if ensemble is None or exclut else (fait, "probable", ensemble)

    def _avec_l_objet(self, faits: dict[str, Any], message: Message, etat: Etat) -> dict[str, Any]:
        """Take what is bought as it was said, unless the message only answers the question."""
        if etat.question == "objet" and set(faits) == {"objet"}:
            return self._objet(message)[0] or faits  # as a whole, not only the words we know
        if corrige_l_objet(message):
            return {**faits, "objet": self._epurer(message)}
        deja_dit = etat.faits.get("objet") and not est_une_correction(message)
        if deja_dit and etat.question in faits:  # « travaux réguliers, oui »
            return {fait: valeur for fait, valeur in faits.items() if fait != "objet"}
        return faits

    def _affirme(self, lue: Lecture, message: Message, etat: Etat) -> bool:
        """Leave out what only stands in a question, unless the question is about the contract."""
        if est_une_supposition(message):
            return True
        if message.intention == "verifier_faisabilite":
            return not (lue.interrogatif and est_une_question_ouverte(message))
        if self.est_une_question(message, etat):
            plusieurs_phrases = any(signe in message.texte.rstrip(" ?!.") for signe in ".?!;\n")
            return not lue.interrogatif and plusieurs_phrases
        affirmatif = message.intention.startswith(("dire_", "informer", "corriger"))
        return not lue.interrogatif or (affirmatif and not est_une_question_ouverte(message))

    def est_une_question(self, message: Message, etat: Etat) -> bool:
        """Tell whether a question of the guide is asked, and not an answer that resembles one."""
        if message.intention != "faq":
            return False
        if est_une_question(message):
            return message.confiance >= self.interventions.seuils["question_minimale"]
        if declare(message) or (etat.suivi.candidat is not None and dit_oui(message)):
            return False  # « oui, HT », to what was proposed
        repond = self._repond_par_une_quantite(message, etat)
        decrit = sum(lue.nature == "fait" and not lue.interrogatif for lue in message.lectures)
        decrit_le_contrat = decrit >= FAITS_D_UNE_DESCRIPTION or (
            decrit > 0 and (nomme_un_fait_du_contrat(message) or est_une_correction(message))
        )
        seuil = self.interventions.seuils["question_du_guide"]
        if etat.question == "objet":  # « transport de militaires »: any words may be one
            seuil = self.interventions.peut_etre_des_mots["faq"]
        return message.confiance >= seuil and not repond and not decrit_le_contrat

    def _repond_par_une_quantite(self, message: Message, etat: Etat) -> bool:
        """Tell « trois fois », « 36 », « on les fait annuels », as an answer to what is asked."""
        lues = message.lectures
        if etat.question in QUANTITES and nombre_nu(lues):
            return True
        if demande_la_suite(etat) and any(lue.fait == "reconductions" for lue in lues):
            return True
        vises = {fait_vise(lue, message, etat) for lue in lues}
        return etat.question in vises

    def _reponse(self, message: Message, etat: Etat) -> tuple[dict[str, Any], Point | None]:
        """Read a message that only makes sense as the answer to the pending question."""
        question = etat.question
        if self.est_une_question(message, etat):
            return {}, None
        nombres = nombre_nu(message.lectures)
        if nombres and (corrigee := quantite_corrigee(message, etat)):
            return lire_quantite_nue(corrigee, nombres)
        if question is None:
            return self._spontane(message, etat), None
        if question in self.decisions.referentiel.modalites:
            return {}, None
        return self._reponse_sur_le_contrat(question, nombres, message, etat)

    def _reponse_sur_le_contrat(
        self, question: str, nombres: Lecture | None, message: Message, etat: Etat
    ) -> tuple[dict[str, Any], Point | None]:
        if complement := completer(message, nombres, etat):
            return complement, None
        if rythme := rythme_des_subsequents(message, etat):
            return rythme, None
        if nombres and question in QUANTITES:
            return lire_quantite_nue(question, nombres)
        if question == "objet":
            return self._objet(message)
        if etat.suivi.motif in ("contradiction", "continuite"):
            return self._sur_la_recurrence(message, etat), None
        return self.attendues.lire(message, etat), None

    def _sur_la_recurrence(self, message: Message, etat: Etat) -> dict[str, Any]:
        """Guess nothing that is being settled; it may be said again, or by yes or no."""
        attendue = self.attendues.lire(message, etat)
        oui_non = message.intention in self.interventions.oui_non["recurrence"]
        redit = oui_non or attendue.get("recurrence") == "isole"
        return attendue if etat.suivi.motif == "continuite" and redit else {}

    def _spontane(self, message: Message, etat: Etat) -> dict[str, Any]:
        """Read what opens a conversation without being asked: « nettoyage de bureaux »."""
        sur = message.confiance >= self.interventions.seuils["pas_un_objet"]
        if message.intention == "dire_objet" and sur and etat.faits.get("objet") is None:
            return self._objet(message)[0]
        return (
            dict(self.interventions.intentions_factuelles.get(message.intention, {})) if sur else {}
        )

    def _objet(self, message: Message) -> tuple[dict[str, Any], None]:
        interdit = message.intention not in self.interventions.peut_etre_un_objet
        seuils = self.interventions.seuils
        sur = message.confiance >= seuils["pas_un_objet"]
        ailleurs = message.intention == "hors_sujet"
        tres_sur = message.confiance >= seuils["objet_hors_sujet"]
        notre_sujet = parle_du_plan(message) or "clause" in plier(message.texte)
        dit_le_plan = notre_sujet and message.intention != "dire_objet"
        interroge = est_une_question(message) or (ailleurs and tres_sur) or dit_le_plan
        objet = self._epurer(message)
        if (interdit and sur) or interroge or not any(c.isalpha() for c in objet):
            return {}, None
        return {"objet": objet}, None

    def _epurer(self, message: Message) -> str:
        return self.objets.epurer(message.texte)[: self.bornes["objet"].longueur_maximale].strip()

    def _remis_en_cause(
        self, message: Message, etat: Etat, faits: Mapping[str, Any], a_regler: object
    ) -> tuple[str, ...]:
        demande = any(QUOI_CORRIGER.nom in dites for dites in etat.suivi.dites[-1:])
        if faits or a_regler or not (demande or message.intention == "corriger"):
            return ()
        return tuple(f for f in self.faits_nommes(message) if self._se_revoit(f, etat))

    def _a_modifier(self, message: Message) -> tuple[str, ...]:
        """Return what a click on « modifier », in a recap, puts in question."""
        modifie = message.intention == "corriger"
        return tuple(str(lue.valeur) for lue in message.lectures if modifie and lue.fait == "choix")

    def _se_revoit(self, fait: str, etat: Etat) -> bool:
        """Tell a fact that may be asked again: known, or of the contract, and not just asked."""
        decision = fait in self.decisions.referentiel.modalites
        return fait != etat.question and not (decision and etat.faits[fait] is None)

    def faits_nommes(self, message: Message) -> list[str]:
        """Return the facts that the buyer names without giving their values."""
        texte = plier(message.texte)
        nommes = []
        for fait, noms in self.interventions.noms_des_faits.items():
            texte, fois = re.subn(rf"\b(?:{'|'.join(noms)})\b", "", texte)
            nommes += [fait] if fois else []
        return nommes
