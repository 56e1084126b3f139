"""What a message says of the contract, given the question that was asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.dialogue.etat import Etat, Message
from bot.dialogue.interventions import Interventions
from bot.lecture.formes import FAIBLES, resoudre_forme
from bot.lecture.lectures import Lecture
from bot.lecture.objets import Objets
from bot.lecture.texte import plier
from bot.metier.contrat import INCONNU
from bot.metier.referentiel import Bornes

DUREES = ("duree_mois", "duree_ms_mois")
CORRECTION_SURE = 0.6
CORRECTION = re.compile(
    r"\b(?:en fait|finalement|je corrige|me suis trompee?|erreur|rectifi\w*|plutot|"
    r"change\w* d'avis|je voulais dire|correction|non,|remplace\w*|corrige\w*|modifi\w*)\b"
)
QUESTION_OUVERTE = re.compile(
    r"\b(?:c'est quoi|qu'est|quels?|quelles?|pourquoi|comment|combien|qu'appelle|qu'entend|"
    r"veut dire|definition|difference)\b"
)
OBJET_CORRIGE = re.compile(r"\bobjet(?: du (?:marche|contrat))?(?: est| c'est| ?:)")
SUPPOSITION = re.compile(r"\b(?:si|suppos\w*|imagin\w*|hypothese|passerait|donnerait|serait)\b")
SUPPOSITION_FRANCHE = re.compile(r"(?:et|mais),? (?:si|avec|pour)\b.*\?$", re.DOTALL)
CONFIRMABLES = ("illisible", "ttc", "par_periode")
A_COMPLETER = ("illisible", "reconduction_sans_nombre")
UNITES_DE_TEMPS = {"an": 12.0, "mois": 1.0}
UNITES_DE_MONNAIE = {"million": 1e6, "mill": 1e3, "k": 1e3, "euro": 1.0}
DES_ANNEES, DES_MOIS = 8, 12
MILLIERS_SANS_DOUTE = 1000
TVA_COURANTE = 1.2


@dataclass(frozen=True)
class Interpretation:
    """Facts stated, the point to settle before taking one, values that cannot be, bare corrections.

    `a_regler` is (fact, motif, proposed value); `refuses` maps a fact to the absurd value read;
    `remis_en_cause` are facts that the buyer wants to change without saying to what.
    """

    faits: Mapping[str, Any] = field(default_factory=dict)
    a_regler: tuple[str, str, float | None] | None = None
    indices: tuple[str, ...] = ()
    refuses: Mapping[str, Any] = field(default_factory=dict)
    remis_en_cause: tuple[str, ...] = ()

    @property
    def vide(self) -> bool:
        """Tell that the message says nothing of the contract."""
        return not (self.faits or self.a_regler or self.refuses or self.remis_en_cause)


def est_une_correction(message: Message) -> bool:
    """Tell whether the buyer says that what was said before no longer holds."""
    sur = message.intention == "corriger" and message.confiance >= CORRECTION_SURE
    return sur or bool(CORRECTION.search(plier(message.texte)))


def est_une_supposition(message: Message) -> bool:
    """Tell « et si la durée passait à 4 ans ? » from a fact."""
    plie = plier(message.texte).strip()
    dit_un_fait = any(lue.nature == "fait" for lue in message.lectures)
    return bool(
        (dit_un_fait and SUPPOSITION_FRANCHE.match(plie))
        or (message.intention == "supposer" and SUPPOSITION.search(plie))
    )


@dataclass(frozen=True)
class Interprete:
    """Reads messages in the light of the pending question."""

    interventions: Interventions
    objets: Objets
    bornes: Mapping[str, Bornes]

    def interpreter(self, message: Message, etat: Etat) -> Interpretation:
        """Return what the message says of the contract."""
        if message.bouton:
            return Interpretation({lue.fait: lue.valeur for lue in message.lectures})
        lectures = [lue for lue in message.lectures if self._affirme(lue, message, etat)]
        faits: dict[str, Any] = {}
        a_regler = None
        for lue in lectures:
            fait = self._fait_vise(lue, lectures, etat)
            if lue.nature == "fait":
                faits[fait] = lue.valeur
            elif lue.nature == "ambigu" and a_regler is None:
                a_regler = (fait, str(lue.motif), self._candidat(lue, etat))
        if etat.question == "objet" and set(faits) == {"objet"}:
            faits = self._objet(message)[0] or faits  # as a whole, not only the words we know
        elif est_une_correction(message) and OBJET_CORRIGE.search(plier(message.texte)):
            faits["objet"] = self._epurer(message)
        refuses = {lue.fait: lue.valeur for lue in lectures if lue.nature == "refuse"}
        indices, faits_forme, point = self._forme(lectures, etat, faits)
        faits |= faits_forme
        a_regler = a_regler or point
        if not (faits or a_regler or refuses):
            faits, a_regler = self._reponse(message, etat)
        faits, a_regler = _confirmer_illisible(faits, a_regler, etat)
        return Interpretation(
            faits, a_regler, indices, refuses, self._remis_en_cause(message, faits, a_regler)
        )

    def _affirme(self, lue: Lecture, message: Message, etat: Etat) -> bool:
        """Leave out what only stands in a question, unless the question is about the contract."""
        if est_une_supposition(message):
            return True
        if message.intention == "verifier_faisabilite":
            return not (lue.interrogatif and _question_ouverte(message))
        if self.est_une_question(message, etat):
            plusieurs_phrases = any(signe in message.texte.rstrip(" ?!.") for signe in ".?!;\n")
            return not lue.interrogatif and plusieurs_phrases
        affirmatif = message.intention.startswith(("dire_", "informer", "corriger"))
        return not lue.interrogatif or (affirmatif and not _question_ouverte(message))

    def est_une_question(self, message: Message, etat: Etat) -> bool:
        """Tell whether a question of the guide is asked, and not an answer that resembles one."""
        if message.intention != "faq":
            return False
        if "?" in message.texte or _question_ouverte(message):
            return message.confiance >= self.interventions.seuils["question_minimale"]
        repond = etat.question is not None and any(
            self._fait_vise(lue, message.lectures, etat) == etat.question
            for lue in message.lectures
        )
        sur = message.confiance >= self.interventions.seuils["question_du_guide"]
        return sur and not repond

    def _fait_vise(self, lue: Lecture, lectures: Sequence[Lecture], etat: Etat) -> str:
        """Give a duration to marchés subséquents when it answers the question about them."""
        seule = not any(autre.fait == "duree_ms_mois" for autre in lectures)
        if lue.fait == "duree_mois" and etat.question == "duree_ms_mois" and seule:
            return "duree_ms_mois"
        return lue.fait

    def _candidat(self, lue: Lecture, etat: Etat) -> float | None:
        if lue.valeur is None:
            return None
        if lue.motif == "ttc":
            return round(float(lue.valeur) / TVA_COURANTE, 2)
        if lue.motif == "par_periode":
            duree = etat.faits.get("duree_mois")
            return float(lue.valeur * duree / 12) if isinstance(duree, int | float) else None
        return float(lue.valeur) if lue.motif in A_COMPLETER else None

    def _forme(
        self, lectures: list[Lecture], etat: Etat, faits: dict[str, Any]
    ) -> tuple[tuple[str, ...], dict[str, Any], tuple[str, str, None] | None]:
        """Put together what was just said of the form and what was said of it before."""
        dits: list[str] = next(
            (
                lue.valeur
                for lue in lectures
                if lue.fait == "forme_contrat" and lue.nature == "indice"
            ),
            [],
        )
        if etat.question == "forme_contrat" and etat.suivi.motif == "titulaires" and not dits:
            dits = _nombre_de_titulaires(lectures)
        hors_question = etat.question != "forme_contrat" and not set(dits) - FAIBLES
        if not dits or hors_question:
            return (), {}, None
        indices = frozenset((*etat.suivi.indices, *dits, *_cadre_deja_dit(etat)))
        if etat.suivi.motif in ("mixte", "mode"):
            indices = frozenset(dits) | {"multi"}
        forme, point = resoudre_forme(indices)
        forme = forme or faits.get("forme_contrat")  # plain by itself, whatever was said before
        if forme:
            return (), {"forme_contrat": forme}, None
        deja_connue = etat.faits.get("forme_contrat") not in (None, INCONNU)
        if not point or (deja_connue and etat.question != "forme_contrat"):
            return (), {}, None
        return tuple(sorted(indices)), {}, ("forme_contrat", point, None)

    def _reponse(
        self, message: Message, etat: Etat
    ) -> tuple[dict[str, Any], tuple[str, str, float | None] | None]:
        """Read a message that only makes sense as the answer to the pending question."""
        question = etat.question
        if self.est_une_question(message, etat):
            return {}, None
        if question is None:
            return self._spontane(message, etat), None
        nombres = next((lue for lue in message.lectures if lue.fait == "nombre"), None)
        if complement := _completer(message, nombres, etat):
            return complement, None
        if nombres and question in (*DUREES, "montant_ht"):
            return _quantite_nue(question, nombres)
        if question == "objet":
            return self._objet(message)
        if etat.suivi.motif in ("contradiction", "continuite"):
            oui_non = self.interventions.oui_non[question]
            decide = etat.suivi.motif == "continuite" and message.intention in oui_non
            # what is being settled is not guessed
            return ({question: oui_non[message.intention]} if decide else {}), None
        return self._par_l_intention(message, question), None

    def _spontane(self, message: Message, etat: Etat) -> dict[str, Any]:
        """Read what opens a conversation without being asked: « nettoyage de bureaux »."""
        sur = message.confiance >= self.interventions.seuils["pas_un_objet"]
        if message.intention == "dire_objet" and sur and etat.faits.get("objet") is None:
            return self._objet(message)[0]
        return (
            dict(self.interventions.intentions_factuelles.get(message.intention, {})) if sur else {}
        )

    def _objet(self, message: Message) -> tuple[dict[str, Any], None]:
        interdit = message.intention in self.interventions.jamais_un_objet
        sur = message.confiance >= self.interventions.seuils["pas_un_objet"]
        interroge = "?" in message.texte or (message.intention == "hors_sujet" and sur)
        objet = self._epurer(message)
        if (interdit and sur) or interroge or not any(c.isalpha() for c in objet):
            return {}, None
        return {"objet": objet}, None

    def _epurer(self, message: Message) -> str:
        return self.objets.epurer(message.texte)[: self.bornes["objet"].longueur_maximale]

    def _par_l_intention(self, message: Message, question: str) -> dict[str, Any]:
        """Take the likeliest of the intents that answer the question."""
        attendues = {
            intention: faits[question]
            for intention, faits in self.interventions.intentions_factuelles.items()
            if question in faits
        } | dict(self.interventions.oui_non.get(question, {}))
        sur = message.confiance >= self.interventions.seuils["reponse_directe"]
        if message.intention in attendues and sur:
            return {question: attendues[message.intention]}
        if message.intention != "nlu_fallback" and not message.intention.startswith("dire_"):
            return {}
        seuil = self.interventions.seuils["reponse_attendue"]
        for intention, confiance in message.classement:
            if intention in attendues and confiance >= seuil:
                return {question: attendues[intention]}
        return {}

    def _remis_en_cause(
        self, message: Message, faits: Mapping[str, Any], a_regler: object
    ) -> tuple[str, ...]:
        if message.intention != "corriger" or faits or a_regler:
            return ()
        fait = self.fait_nomme(message)
        return (fait,) if fait else ()

    def fait_nomme(self, message: Message) -> str | None:
        """Return the fact that the buyer names without giving its value."""
        texte = plier(message.texte)
        for fait, noms in self.interventions.noms_des_faits.items():
            if re.search(rf"\b(?:{'|'.join(noms)})\b", texte):
                return fait
        return None


def _cadre_deja_dit(etat: Etat) -> tuple[str, ...]:
    """« Finalement un seul titulaire » keeps the framework that was spoken of."""
    forme = etat.faits.get("forme_contrat") or ""
    return ("cadre",) if forme.startswith(("multi_", "accord_cadre")) else ()


def _question_ouverte(message: Message) -> bool:
    """Tell « c'est quoi… ? » from « …, est-ce possible ? », which states facts as well."""
    return bool(QUESTION_OUVERTE.search(plier(message.texte)))


def _completer(message: Message, nombres: Lecture | None, etat: Etat) -> dict[str, Any]:
    """Complete the value that a short question was about: yes, its unit, its reconductions."""
    question, motif, candidat = etat.question, etat.suivi.motif, etat.suivi.candidat
    if question is None or not candidat:
        return {}
    if motif in CONFIRMABLES and message.intention == "affirmer":
        return {question: candidat}
    if motif == "unite" and (unite := _unite(message.texte, question)):
        return {question: candidat * unite}
    if motif == "reconduction_sans_nombre" and nombres:
        total = candidat * (1 + sum(nombres.valeur))
        return {question: total, "duree_ferme_mois": candidat}
    return {}


def _nombre_de_titulaires(lectures: list[Lecture]) -> list[str]:
    nombres: list[float] = next((lue.valeur for lue in lectures if lue.fait == "nombre"), [])
    return [] if len(nombres) != 1 else ["mono"] if nombres[0] == 1 else ["multi"]


def _quantite_nue(
    question: str, nombres: Lecture
) -> tuple[dict[str, Any], tuple[str, str, float | None] | None]:
    """Read « 36 », « 2+2 » or « 200 000 » as the answer to a question about a quantity."""
    valeurs, total = nombres.valeur, sum(nombres.valeur)
    if total <= 0:
        return {question: total}, None  # absurd: refused with the other bounds
    if nombres.motif:
        return {}, (question, nombres.motif, total if len(valeurs) == 1 else None)
    if question == "montant_ht":
        if len(valeurs) == 1 and total >= MILLIERS_SANS_DOUTE:
            return {question: total}, None
        return {}, (question, "unite", total if len(valeurs) == 1 and total > 0 else None)
    en_annees = len(valeurs) > 1 and max(valeurs) <= DES_ANNEES
    if en_annees:
        ferme = {"duree_ferme_mois": valeurs[0] * 12} if question == "duree_mois" else {}
        return {question: total * 12, **ferme}, None
    if min(valeurs) >= DES_MOIS:
        ferme = {"duree_ferme_mois": valeurs[0]} if len(valeurs) > 1 else {}
        return {question: total, **ferme}, None
    return {}, (question, "unite", total if len(valeurs) == 1 and total > 0 else None)


def _unite(texte: str, question: str) -> float | None:
    """Return what « années » or « milliers d'euros » multiplies, when only the unit was missing."""
    unites = UNITES_DE_MONNAIE if question == "montant_ht" else UNITES_DE_TEMPS
    plie = plier(texte)
    return next((facteur for mot, facteur in unites.items() if re.search(rf"\b{mot}", plie)), None)


def _confirmer_illisible(
    faits: dict[str, Any], a_regler: tuple[str, str, float | None] | None, etat: Etat
) -> tuple[dict[str, Any], tuple[str, str, float | None] | None]:
    """Take a doubtful number that is said again."""
    if a_regler and a_regler[1] == "illisible" and etat.suivi.motif == "illisible":
        fait, _, candidat = a_regler
        if candidat is not None and candidat == etat.suivi.candidat:
            return {**faits, fait: candidat}, None
    return faits, a_regler
