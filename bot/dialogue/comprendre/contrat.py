"""What a message says of the contract, given the question that was asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.apprises import CONTRADICTION, dit_d_un_lot
from bot.dialogue.comprendre.compris import Decisions, Lu, Point
from bot.dialogue.comprendre.d_emblee import HESITE
from bot.dialogue.comprendre.forme import FORME, indices_dits, lire_la_forme
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.objet import OBJET, LecteurDObjet
from bot.dialogue.comprendre.penalites_dites import MONTANTS
from bot.dialogue.comprendre.probable import OUI_OU_NON, ReponsesAttendues
from bot.dialogue.comprendre.propos import Propos
from bot.dialogue.comprendre.quantites import (
    QUANTITES,
    completer,
    confirmer_redit,
    lequel,
    lire_quantite_nue,
    rythme_des_subsequents,
    tenir_ensemble,
)
from bot.dialogue.comprendre.reconductions import avec_la_partie_ferme, avec_les_reconductions
from bot.dialogue.comprendre.releve import (
    Releve,
    garder_ce_qui_est_nomme,
    relever,
    sans_ce_qui_est_devine,
)
from bot.dialogue.comprendre.taxes import avec_les_taxes
from bot.dialogue.comprendre.tournures import Tournures
from bot.dialogue.comprendre.visee import viser
from bot.dialogue.etat import Etat, Valeurs
from bot.dialogue.interventions import Interventions
from bot.lecture.clause.modalites import PARTICULARITES, sans_extraits
from bot.lecture.etapes import ETAPE
from bot.lecture.formes import se_contredisent
from bot.lecture.lectures import Lecture
from bot.metier.contrat import INCONNU
from bot.metier.criteres import MULTI_MS
from bot.metier.faits import LOTS
from bot.metier.referentiel import Referentiel
from bot.metier.situation import CONFIRMATION

# what asks which fact is wrong: the one that the answer names
# what is read of « un accord-cadre » alone, « à bons de commande » or not
SANS_TITULAIRE = (["cadre"], ["bons", "cadre"])
QUOI_CORRIGER = "utter_corriger_quoi"
MONTANT, RECURRENCE = "montant_ht", "recurrence"
# « moins de 200 000 » is no amount, « un ou plusieurs » no form
SANS_VALEUR = ("borne", "titulaires")
# nothing else of a contract counts so much
SOMME_SANS_DOUTE = 10_000
# what the words of a whole answer may settle
A_TRANCHER = (FORME, RECURRENCE)
# two statements about continuity that do not go together are being settled
CONTINUITE = "continuite"
SUR_LA_RECURRENCE = (CONTRADICTION, CONTINUITE)


@dataclass(frozen=True)
class LecteurDuContrat:
    """Reads messages in the light of the pending question."""

    interventions: Interventions
    referentiel: Referentiel
    objet: LecteurDObjet
    attendues: ReponsesAttendues
    propos: Propos
    lire_seul: Callable[[str], Iterable[Lecture]]

    def lire(self, message: Message, etat: Etat, decisions: Decisions) -> Lu:
        """Return what the message says of the contract, besides what it decides of the clause."""
        reste = self.objet.reecrit(message.texte, etat)
        if reste and OBJET not in decisions.faits:
            return Lu(faits=reste)
        lu = self._hors_des_decisions(message, etat, decisions)
        en_passant = self._en_passant(decisions, etat)
        lu = sans_ce_qui_est_devine(lu, message.lectures, message.dit.nomme_l_objet, decisions)
        if ETAPE in decisions.faits and lu.a_regler and lu.a_regler[0] == ETAPE:
            lu = replace(lu, a_regler=None)  # « publiée, on notifie en mars » says it
        return replace(
            lu,
            faits={**lu.faits, **decisions.faits},
            remis_en_cause=self._sans_ce_qui_est_dit(lu.remis_en_cause, decisions),
            refuses={**lu.refuses, **decisions.refus},
            liste=decisions.liste,
            souhait=decisions.souhait,
            a_ecrire=decisions.a_ecrire,
            a_garder=decisions.a_garder,
            hors_liste=decisions.hors_liste,
            repond=not (decisions.vide or en_passant),
            en_passant=en_passant and not lu.dit_un_fait,
        )

    def _hors_des_decisions(self, message: Message, etat: Etat, decisions: Decisions) -> Lu:
        """Return what is said of the contract, apart from what is decided of the clause."""
        visees = viser(message, etat)
        interroge = not decisions.dit_qui and self.propos.est_une_question(visees, message, etat)
        ailleurs = self.propos.est_autre_chose(visees, message, etat)
        nommes = self.interventions.nommer(sans_extraits(message.dit.plie))
        lu = Lu(interroge=interroge, nommes=nommes)
        if message.bouton and message.intention not in OUI_OU_NON:
            dits = {lue.fait: lue.retenue for lue in message.lectures if lue.fait != "choix"}
            return replace(lu, faits=dits, remis_en_cause=_a_modifier(message))
        if (
            decisions.suffit
            or ailleurs
            or message.expres
            or _va_seulement_de_l_avant(message.dit, etat)
        ):
            return lu
        releve = relever(visees, message, etat, decisions.zones, interroge)
        return self._lire_la_phrase(lu, releve, message, etat)

    def _en_passant(self, decisions: Decisions, etat: Etat) -> bool:
        """Tell « je travaille dans une commune, … », which answers nothing that is asked."""
        cartes = [
            self.referentiel.modalites.get(fait)
            for fait in decisions.faits
            if fait != PARTICULARITES
        ]
        dites = bool(decisions.faits) and all(c and (c.decisive or c.spontanee) for c in cartes)
        return dites and etat.question not in decisions.faits

    def _lire_la_phrase(self, lu: Lu, releve: Releve, message: Message, etat: Etat) -> Lu:
        lu = self._lire_les_faits(lu, releve, message, etat)
        if self._decide_la_clause(etat):
            return garder_ce_qui_est_nomme(lu, message, etat)
        return lu

    def _decide_la_clause(self, etat: Etat) -> bool:
        """Tell that the talk is about the clause: what looks like a fact is seldom one."""
        pendante = etat.question in self.referentiel.modalites
        return pendante or (etat.question is None and etat.suivi.clause_a_jour is not None)

    def _lire_les_faits(self, lu: Lu, releve: Releve, message: Message, etat: Etat) -> Lu:
        faits, a_regler, indices = self._completer(releve, message, etat)
        laisse = a_regler or releve.refuses or lu.interroge
        if not laisse and _rien_de_neuf(faits, etat):
            faits, a_regler = self._repondre(faits, message, etat)
        faits = {**self._reponse_en_plus(faits, a_regler, message, etat), **faits}
        faits = {**_montant_en_plus(faits, message.nombre_nu, etat), **faits}
        a_regler = a_regler or self._somme_en_plus(faits, message.nombre_nu, etat)
        if _laisse_ouvert(a_regler, message, etat) or _ne_se_demande_plus(a_regler, faits):
            a_regler = None
        faits, a_regler = tenir_ensemble(*confirmer_redit(faits, a_regler, etat), etat)
        lu = replace(lu, faits=faits, a_regler=a_regler, indices=indices, refuses=releve.refuses)
        if faits or a_regler:
            return lu
        return replace(lu, remis_en_cause=self._remis_en_cause(lu.nommes, message, etat))

    def _reponse_en_plus(
        self, faits: Valeurs, a_regler: Point | None, message: Message, etat: Etat
    ) -> Valeurs:
        """Take what answers « présence quotidienne, un seul titulaire », which says more."""
        question, dit = etat.question or "", message.dit
        if dit.nomme_l_objet and OBJET in faits:
            return {}  # « nan, l'objet c'est juste la livraison de repas »
        apprise = message.apprises.get(question)
        plus = bool(faits or (a_regler and a_regler[0] != question))
        if apprise is not None and plus and question in self.referentiel.decisifs:
            return {} if question in faits else {question: apprise}
        # « oui, 40 000 € »
        valeur = self.interventions.oui_non.get(question, {}).get("affirmer")
        seul = etat.suivi.motif is None and faits and question not in faits
        seul = seul and not dit_d_un_lot(question, valeur, message.lectures)
        return {question: valeur} if valeur and seul and _dit_oui_et_plus(faits, dit) else {}

    def _somme_en_plus(self, faits: Valeurs, nu: Lecture | None, etat: Etat) -> Point | None:
        """Ask about « oui, mais 500 000 »: so large a number can only be the amount."""
        dite = sum(nu.nombres) if nu and not nu.motif else 0.0
        decision = self.referentiel.modalites.get(etat.question or "")
        # a list, or words of the buyer's own, may hold any number
        libre = decision is not None and decision.genre != "choix"
        ailleurs = libre or (etat.question in QUANTITES and etat.question not in faits)
        connue = MONTANT in faits or etat.faits[MONTANT] == dite
        return None if ailleurs or connue or dite < SOMME_SANS_DOUTE else (MONTANT, "doute", dite)

    def _completer(
        self, releve: Releve, message: Message, etat: Etat
    ) -> tuple[Valeurs, Point | None, tuple[str, ...]]:
        """Return what is stated, the first point left open, the clues to keep of the form."""
        faits, a_regler = avec_la_partie_ferme(
            releve.faits, releve.a_regler, releve.lectures, message, etat
        )
        faits, a_regler = avec_les_reconductions(faits, a_regler, releve.lectures, message, etat)
        faits, a_regler = avec_les_taxes(faits, a_regler, message, etat)
        faits = self.objet.completer(faits, message, etat)
        indices, forme, point = lire_la_forme(releve.lectures, message, etat, faits)
        a_regler = a_regler or point
        if a_regler is not None and (tranche := self._tranche(a_regler, message, etat)):
            faits, a_regler = {**faits, **tranche}, None
        if a_regler is not None:
            a_regler = self._selon_l_ensemble(a_regler, message, etat)
            a_regler = lequel(a_regler, message.texte, self.lire_seul) if etat.oral else a_regler
        return {**faits, **forme}, a_regler, indices

    def _tranche(self, point: Point, message: Message, etat: Etat) -> Valeurs:
        """Return what settles a point: the words after a correction, or the whole, said again."""
        dite = self._dite_en_se_corrigeant(point, message)
        return dite or ({} if _ne_dit_qu_un_cadre(message) else self._redit(point, message, etat))

    def _dite_en_se_corrigeant(self, point: Point, message: Message) -> Valeurs:
        """Return the 7 years of « 6 ans… non attendez, 7 ans », which alone are plain."""
        apres, (fait, *_) = message.dit.apres_la_correction, point
        lues = [lue for lue in self.lire_seul(apres or "") if lue.fait == fait]
        seule = fait in QUANTITES and len(lues) == 1 and lues[0].nature == "fait"
        return {fait: lues[0].retenue} if seule else {}

    def _redit(self, point: Point, message: Message, etat: Etat) -> Valeurs:
        """Take what the whole surely answers, said again once asked what its words left open.

        To ask the same again would get the same answer. « Il ne revient pas, mais l'exécution est
        continue » is settled at once: either is enough.
        """
        fait, motif, _ = point
        if etat.question != fait or fait not in A_TRANCHER:
            return {}
        redit = etat.suivi.motif == motif
        seuils, exclut = self.interventions.seuils, self.interventions.excluantes
        valeur, confiance = message.reponses.get(fait, (INCONNU, 0.0))
        seuil = "reponse_excluante" if valeur in exclut else "reponse_apprise"
        if not redit and (fait != RECURRENCE or valeur in exclut):
            return {}
        if valeur != INCONNU and confiance >= seuils[seuil if redit else "reponse_en_passant"]:
            return {fait: valeur}
        return self.attendues.lire(message, etat) if redit else {}

    def _selon_l_ensemble(self, a_regler: Point, message: Message, etat: Etat) -> Point:
        """Of words that contradict each other, propose what the sentence as a whole resembles.

        What would exclude the plan is never proposed so: it is asked about.
        """
        fait, motif, _ = a_regler
        formes = frozenset(indices_dits(message.lectures) if fait == "forme_contrat" else ())
        if motif == "lots" or (motif != "contradiction" and not se_contredisent(formes)):
            return a_regler
        if (fait, motif, etat.suivi.motif) == (RECURRENCE, CONTRADICTION, CONTRADICTION):
            return fait, CONTINUITE, None  # asked once: the question that settles it is another
        ensemble = self.attendues.probable(message, replace(etat, question=fait), "reponse_directe")
        exclut = ensemble in self.interventions.excluantes
        return a_regler if ensemble is None or exclut else (fait, "probable", ensemble)

    def _reponse(self, message: Message, etat: Etat) -> tuple[Valeurs, Point | None]:
        """Read a message that only makes sense as the answer to the pending question."""
        nu = message.nombre_nu
        if nu and (corrigee := _quantite_corrigee(message, etat)):
            return lire_quantite_nue(corrigee, nu)
        if etat.question in (None, CONFIRMATION):
            return self._spontane(message, etat), None
        if etat.question in self.referentiel.modalites:
            return {}, None
        return self._reponse_sur_le_contrat(etat.question, message, etat)

    def _repondre(
        self, faits: Valeurs, message: Message, etat: Etat
    ) -> tuple[Valeurs, Point | None]:
        """Return what is answered, or else what was stated already."""
        dits, a_regler = self._reponse(message, etat)
        return dits or faits, a_regler

    def _reponse_sur_le_contrat(
        self, question: str, message: Message, etat: Etat
    ) -> tuple[Valeurs, Point | None]:
        if complement := completer(message, etat) or rythme_des_subsequents(message, etat):
            return complement, None
        if message.nombre_nu and question in QUANTITES:
            return lire_quantite_nue(question, message.nombre_nu)
        if message.dit.dit_pareil and (commune := _dite_par_les_lots(question, etat)):
            return commune, None
        if question == OBJET:
            return self.objet.lire(message, insiste=etat.suivi.rappels > 0), None
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
        dit = message.intention == "dire_objet" and sur
        if (dit or self.objet.est_dit_en_bref(message)) and etat.faits.contrat.objet is None:
            return self.objet.lire(message)
        dits = self.interventions.intentions_factuelles.get(message.intention, {})
        if self.interventions.excluantes & {*dits.values()}:
            sur = message.confiance >= self.interventions.seuils["reponse_excluante"]
            sur = sur and not (etat.oral or message.dit.inachevee)
        return dict(dits) if sur else {}

    def _remis_en_cause(
        self, nommes: tuple[str, ...], message: Message, etat: Etat
    ) -> tuple[str, ...]:
        demande = not message.dit.question and _demandait_quoi_corriger(etat)
        conteste = etat.question == CONFIRMATION and _conteste_ce_qu_il_nomme(message)
        if message.dit.dit_juste or not (demande or conteste or _y_revient(message)):
            return ()  # « l'objet, c'est bien ça »
        return tuple(f for f in nommes if self._se_revoit(f, etat))

    def _sans_ce_qui_est_dit(
        self, en_cause: tuple[str, ...], decisions: Decisions
    ) -> tuple[str, ...]:
        """« Erreur sur l'étape : elle est publiée » puts nothing in question that it tells.

        « Le montant de la réunion, c'est 300 € » names a breach: no modality, nor the contract's
        amount.
        """
        if MONTANTS in decisions.faits:
            ailleurs = {MONTANT, *self.referentiel.modalites}
            en_cause = tuple(f for f in en_cause if f not in ailleurs)
        return tuple(fait for fait in en_cause if fait not in decisions.faits)

    def _se_revoit(self, fait: str, etat: Etat) -> bool:
        """Tell a fact that may be asked again: known, or of the contract, and not just asked."""
        decision = fait in self.referentiel.modalites
        return fait != etat.question and not (decision and etat.faits[fait] is None)


def _ne_dit_qu_un_cadre(message: Message) -> bool:
    """Tell « un accord-cadre », said again: it resembles one holder, and counts none."""
    dits = [lue.valeur for lue in message.lectures if lue.fait == FORME and lue.nature == "indice"]
    return any(dit in SANS_TITULAIRE for dit in dits)


def _dite_par_les_lots(question: str, etat: Etat) -> Valeurs:
    """Return what lots said of what the others are asked: « c'est pareil pour tous »."""
    dites = {lot.dit.faits()[question] for lot in etat.faits.lots if question in lot.dit.faits()}
    connues = [valeur for valeur in dites if valeur not in (None, INCONNU)]
    return {question: connues[0]} if len(connues) == 1 else {}


def _laisse_ouvert(a_regler: Point | None, message: Message, etat: Etat) -> bool:
    """Tell « on ne sait pas, moins de 200 000 », « mono ou multi, pas décidé », when asked."""
    fait, motif, _ = a_regler or (None, None, None)
    ignore = message.dit.ignore or message.intention == HESITE
    return ignore and fait == etat.question and motif in SANS_VALEUR


def _rien_de_neuf(faits: Valeurs, etat: Etat) -> bool:
    """Tell that nothing is stated; « un marché global… », noted so, is of the object's name too."""
    connus = all(etat.faits[fait] == valeur for fait, valeur in faits.items())
    return not faits or (etat.question == OBJET and connus)


def _ne_se_demande_plus(a_regler: Point | None, faits: Valeurs) -> bool:
    """Tell « 4 ou 5 mois, mais un seul titulaire »: how long each lasts decides nothing then."""
    forme = faits.get(FORME)
    return bool(a_regler and a_regler[0] == "duree_ms_mois" and forme not in (None, MULTI_MS))


def _montant_en_plus(faits: Valeurs, nu: Lecture | None, etat: Etat) -> Valeurs:
    """Take « 600 000 max sur les 4 ans » for the amount that is asked, beside the duration."""
    dite = sum(nu.nombres) if nu and not nu.motif else 0.0
    demande = etat.question == MONTANT and bool(faits) and dite >= SOMME_SANS_DOUTE
    return {MONTANT: dite} if demande else {}


def _va_seulement_de_l_avant(dit: Tournures, etat: Etat) -> bool:
    """Tell « on continue », which says nothing of the contract's continuity, unless it is asked."""
    return dit.va_de_l_avant and not (etat.question == RECURRENCE and dit.dit_oui)


def _dit_oui_et_plus(faits: Valeurs, dit: Tournures) -> bool:
    """Tell « oui, 40 000 € » from « oui, c'est exact, 36 mois », about what was noted."""
    # « oui, sauf le lot 2 » is about the others
    objecte = dit.objecte and LOTS not in faits
    return dit.dit_oui and not (dit.question or objecte or dit.dit_juste)


def _demandait_quoi_corriger(etat: Etat) -> bool:
    return any(f"{QUOI_CORRIGER}:" in nom for dites in etat.suivi.dites[-1:] for nom in dites)


def _y_revient(message: Message) -> bool:
    """Tell « corrigez la durée », « revenons sur les axes »."""
    return message.intention == "corriger" or message.dit.revient_sur


def _conteste_ce_qu_il_nomme(message: Message) -> bool:
    """Tell that to name a line, once all were shown, is to say that it is wrong: no « oui »."""
    if message.dit.question:
        return False
    return not message.dit_oui or message.corrige or message.dit.conteste


def _a_modifier(message: Message) -> tuple[str, ...]:
    """Return what a click on « modifier », in a recap, puts in question."""
    if message.intention != "corriger":
        return ()
    choisis = (str(lue.valeur) for lue in message.lectures if lue.fait == "choix")
    return tuple(fait for fait in choisis if fait != LOTS)


def _quantite_corrigee(message: Message, etat: Etat) -> str | None:
    """« Non, 60 000 », when something else is asked by now, is about the quantity just given."""
    if etat.question in QUANTITES or not (etat.suivi.historique and message.corrige):
        return None
    if any(lue.fait == "forme_contrat" for lue in message.lectures):
        return None  # « finalement il y a deux titulaires »
    donnees = [fait for fait in etat.suivi.historique[-1] if fait in QUANTITES]
    return donnees[0] if len(donnees) == 1 else None
