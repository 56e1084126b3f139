"""What a message says of the contract, given the question that was asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.compris import Decisions, Lu, Point
from bot.dialogue.comprendre.forme import indices_dits, lire_la_forme
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.objet import LecteurDObjet
from bot.dialogue.comprendre.probable import ReponsesAttendues
from bot.dialogue.comprendre.quantites import (
    MILLIERS_SANS_DOUTE,
    QUANTITES,
    avec_la_partie_ferme,
    completer,
    confirmer_redit,
    demande_la_suite,
    lire_quantite_nue,
    relative,
    rythme_des_subsequents,
    somme,
    valeur_proposee,
)
from bot.dialogue.comprendre.visee import (
    est_un_detail,
    fait_vise,
    faits_vises,
    garder_ce_qui_est_nomme,
    hors_des_zones,
    quantite_corrigee,
)
from bot.dialogue.etat import Etat, Valeurs
from bot.dialogue.interventions import Interventions
from bot.lecture.formes import se_contredisent
from bot.lecture.lectures import Lecture
from bot.metier.referentiel import Referentiel
from bot.metier.valeurs import Valeur

# « travaux, un seul titulaire, tranche ferme de 24 mois » describes a contract
FAITS_D_UNE_DESCRIPTION = 2
# what asks which fact is wrong: the one that the answer names
QUOI_CORRIGER = "utter_corriger_quoi"
# two statements about continuity that do not go together are being settled
SUR_LA_RECURRENCE = ("contradiction", "continuite")


@dataclass(frozen=True)
class LecteurDuContrat:
    """Reads messages in the light of the pending question."""

    interventions: Interventions
    referentiel: Referentiel
    objet: LecteurDObjet
    attendues: ReponsesAttendues

    def lire(self, message: Message, etat: Etat, decisions: Decisions, interroge: bool) -> Lu:
        """Return what the message says of the contract, besides what it decides of the clause.

        `interroge`: it asks a question of the guide.
        """
        lu = self._lire_le_reste(message, etat, decisions, interroge)
        return replace(
            lu,
            faits={**lu.faits, **decisions.faits},
            refuses={**lu.refuses, **decisions.refus},
            liste=decisions.liste,
            souhait=decisions.souhait,
            hors_liste=decisions.hors_liste,
            repond=not decisions.vide,
        )

    def _lire_le_reste(
        self, message: Message, etat: Etat, decisions: Decisions, interroge: bool
    ) -> Lu:
        if message.bouton:
            dits = {lue.fait: lue.valeur for lue in message.lectures if lue.fait != "choix"}
            return Lu(dits, remis_en_cause=_a_modifier(message))
        if (decisions.exclusif and not decisions.vide) or message.dit.va_de_l_avant:
            return Lu()
        lu = self._lire_les_faits(hors_des_zones(message, decisions.zones), etat, interroge)
        return garder_ce_qui_est_nomme(lu, message) if self._decide_la_clause(etat) else lu

    def _decide_la_clause(self, etat: Etat) -> bool:
        """Tell that the talk is about the clause: what looks like a fact is seldom one."""
        pendante = etat.question in self.referentiel.modalites
        return pendante or (etat.question is None and etat.suivi.clause_a_jour is not None)

    def _lire_les_faits(self, message: Message, etat: Etat, interroge: bool) -> Lu:
        if etat.question != "objet" and self._parle_d_autre_chose(message, etat):
            return Lu()
        lectures = [lue for lue in message.lectures if _affirme(lue, message, interroge)]
        refuses = {lue.fait: lue.valeur for lue in lectures if lue.nature == "refuse"}
        faits, a_regler, indices = self._dits(lectures, message, etat)
        if not (faits or a_regler or refuses or interroge):
            faits, a_regler = self._reponse(message, etat)
        faits, a_regler = confirmer_redit(faits, a_regler, etat)
        remis = () if faits or a_regler else self._remis_en_cause(message, etat)
        return Lu(faits, a_regler, indices, refuses, remis)

    def _dits(
        self, lectures: list[Lecture], message: Message, etat: Etat
    ) -> tuple[Valeurs, Point | None, tuple[str, ...]]:
        """Return what is stated, the first point left open, the clues to keep of the form."""
        faits, a_regler = _relever(lectures, message, etat)
        faits, a_regler = avec_la_partie_ferme(faits, a_regler, lectures, message, etat)
        faits = self.objet.completer(faits, message, etat)
        indices, forme, point = lire_la_forme(lectures, message, etat, faits)
        a_regler = self._selon_l_ensemble(a_regler or point, message, etat)
        return {**faits, **forme}, a_regler, indices

    def _parle_d_autre_chose(self, message: Message, etat: Etat) -> bool:
        """Tell « idée de cadeau pour ses 70 ans », whose facts are no contract's."""
        if message.intention != "hors_sujet" or _repond_sans_le_dire(message, etat):
            return False
        dits, ouverts = (faits_vises(message, etat, nature) for nature in ("fait", "ambigu"))
        if (dits and message.dit.parle_d_un_contrat) or etat.question in ouverts:
            return False  # « marché d'assurance, 4 ans »
        sur = message.confiance >= self.interventions.seuils["replique_sure"]
        return etat.question not in dits and (sur or len(dits) < FAITS_D_UNE_DESCRIPTION)

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

    def pose_une_question(self, message: Message, etat: Etat) -> bool:
        """Tell whether a question of the guide is asked, and not an answer that resembles one."""
        if message.intention != "faq":
            return False
        seuils = self.interventions.seuils
        if message.dit.question:
            return message.confiance >= seuils["question_minimale"]
        if message.declare or (etat.suivi.candidat is not None and message.dit_oui):
            return False  # « oui, HT », to what was proposed
        # « transport de militaires »: any words may be a subject
        sure = (
            self.interventions.peut_etre_des_mots["faq"]
            if etat.question == "objet"
            else seuils["question_du_guide"]
        )
        if message.confiance < sure or _decrit_le_contrat(message):
            return False
        return not self._repond_par_une_quantite(message, etat)

    def _repond_par_une_quantite(self, message: Message, etat: Etat) -> bool:
        """Tell « trois fois », « 36 », « on les fait annuels », as an answer to what is asked."""
        if etat.question in QUANTITES and message.nombre_nu:
            return True
        if demande_la_suite(etat) and any(lue.fait == "reconductions" for lue in message.lectures):
            return True
        return etat.question in faits_vises(message, etat)

    def _reponse(self, message: Message, etat: Etat) -> tuple[Valeurs, Point | None]:
        """Read a message that only makes sense as the answer to the pending question."""
        nu = message.nombre_nu
        if nu and (corrigee := quantite_corrigee(message, etat)):
            return lire_quantite_nue(corrigee, nu)
        if etat.question is None:
            return self._spontane(message, etat), None
        if etat.question in self.referentiel.modalites:
            return {}, None
        return self._reponse_sur_le_contrat(etat.question, message, etat)

    def _reponse_sur_le_contrat(
        self, question: str, message: Message, etat: Etat
    ) -> tuple[Valeurs, Point | None]:
        if complement := completer(message, etat) or rythme_des_subsequents(message, etat):
            return complement, None
        if message.nombre_nu and question in QUANTITES:
            return lire_quantite_nue(question, message.nombre_nu)
        if question == "objet":
            return self.objet.lire(message), None
        if etat.suivi.motif in SUR_LA_RECURRENCE:
            return self._sur_la_recurrence(message, etat), None
        return self.attendues.lire(message, etat), None

    def _sur_la_recurrence(self, message: Message, etat: Etat) -> Valeurs:
        """Guess nothing that is being settled; it may be said again, or by yes or no."""
        attendue = self.attendues.lire(message, etat)
        oui_non = message.intention in self.interventions.oui_non["recurrence"]
        redit = oui_non or attendue.get("recurrence") == "isole"
        return attendue if etat.suivi.motif == "continuite" and redit else {}

    def _spontane(self, message: Message, etat: Etat) -> Valeurs:
        """Read what opens a conversation without being asked: « nettoyage de bureaux »."""
        sur = message.confiance >= self.interventions.seuils["pas_un_objet"]
        if message.intention == "dire_objet" and sur and etat.faits.contrat.objet is None:
            return self.objet.lire(message)
        dits = self.interventions.intentions_factuelles.get(message.intention, {})
        return dict(dits) if sur else {}

    def _remis_en_cause(self, message: Message, etat: Etat) -> tuple[str, ...]:
        demande = any(
            f"{QUOI_CORRIGER}:" in nom for dites in etat.suivi.dites[-1:] for nom in dites
        )
        if not (demande or message.intention == "corriger"):
            return ()
        return tuple(f for f in self.faits_nommes(message) if self._se_revoit(f, etat))

    def _se_revoit(self, fait: str, etat: Etat) -> bool:
        """Tell a fact that may be asked again: known, or of the contract, and not just asked."""
        decision = fait in self.referentiel.modalites
        return fait != etat.question and not (decision and etat.faits[fait] is None)

    def faits_nommes(self, message: Message) -> tuple[str, ...]:
        """Return the facts that the buyer names without giving their values."""
        texte, nommes = message.dit.plie, list[str]()
        for fait, noms in self.interventions.noms_des_faits.items():
            texte, fois = re.subn(rf"\b(?:{'|'.join(noms)})\b", "", texte)
            nommes += [fait] if fois else []
        return tuple(nommes)


def _a_modifier(message: Message) -> tuple[str, ...]:
    """Return what a click on « modifier », in a recap, puts in question."""
    modifie = message.intention == "corriger"
    return tuple(str(lue.valeur) for lue in message.lectures if modifie and lue.fait == "choix")


def _relever(
    lectures: Sequence[Lecture], message: Message, etat: Etat
) -> tuple[Valeurs, Point | None]:
    """Return the facts that are read, and the first point that their words leave open."""
    faits: dict[str, Valeur | None] = {}
    a_regler: Point | None = None
    for lue in lectures:
        fait = fait_vise(lue, message, etat)
        if lue.nature == "fait" and not est_un_detail(fait, lue.valeur, message, etat):
            changee = relative(lue, message, etat) if fait in QUANTITES else None
            faits[fait] = lue.valeur if changee is None else changee
        elif lue.nature == "ambigu" and a_regler is None:
            duree = faits.get("duree_mois", etat.faits["duree_mois"])
            a_regler = (fait, str(lue.motif), valeur_proposee(lue, duree))
    return faits, a_regler


def _affirme(lue: Lecture, message: Message, interroge: bool) -> bool:
    """Leave out what only stands in a question, unless the question is about the contract."""
    if message.suppose:
        return True
    ouverte = message.dit.question_ouverte
    if message.intention == "verifier_faisabilite":
        return not (lue.interrogatif and ouverte)
    if interroge:
        return not lue.interrogatif and message.dit.plusieurs_phrases
    affirmatif = message.intention.startswith(("dire_", "informer", "corriger"))
    return not lue.interrogatif or (affirmatif and not ouverte)


def _repond_sans_le_dire(message: Message, etat: Etat) -> bool:
    """Tell « 2 ou 3 fois », asked how often; « 25 000 à la louche », asked for the amount."""
    if message.lectures and demande_la_suite(etat):
        return True
    return etat.question == "montant_ht" and _dit_un_prix(message)


def _dit_un_prix(message: Message) -> bool:
    """Tell « 25 000 », « 15 € de l'heure »."""
    nu = message.nombre_nu
    return somme(message) >= MILLIERS_SANS_DOUTE or bool(nu and nu.motif)


def _decrit_le_contrat(message: Message) -> bool:
    decrit = sum(not lue.interrogatif for lue in message.lus)
    nomme = message.dit.nomme_un_fait or message.corrige
    return decrit >= FAITS_D_UNE_DESCRIPTION or (decrit > 0 and nomme)
