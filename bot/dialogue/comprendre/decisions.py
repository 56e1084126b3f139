"""What a message decides about the clause, given the question that was asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.actions_dites import ActionsDites
from bot.dialogue.comprendre.axes import AXES, AxesDits
from bot.dialogue.comprendre.axes_en_passant import CLAUSE_INSERTION, AxesEnPassant
from bot.dialogue.comprendre.compris import Decisions, ensemble, rassembler
from bot.dialogue.comprendre.d_avance import ActionsDAvance
from bot.dialogue.comprendre.d_un_morceau import ReponsesDUnMorceau
from bot.dialogue.comprendre.dans_une_question import DansUneQuestion
from bot.dialogue.comprendre.ecriture import Ecriture
from bot.dialogue.comprendre.en_passant import DecisionsEnPassant
from bot.dialogue.comprendre.enonces import EnoncesDuPlan
from bot.dialogue.comprendre.etape_datee import selon_les_dates
from bot.dialogue.comprendre.facilitateur import facilitateur_dit
from bot.dialogue.comprendre.illicites import SouhaitsIllicites
from bot.dialogue.comprendre.inchangees import DecisionsInchangees
from bot.dialogue.comprendre.items.listes import sans_les_items
from bot.dialogue.comprendre.listes_dites import ListesDites
from bot.dialogue.comprendre.message import MESSAGE_LONG, Message
from bot.dialogue.comprendre.nommees import (
    PAR_DEFAUT,
    Nommee,
    QuestionsNommees,
    repondre,
)
from bot.dialogue.comprendre.objet import OBJET
from bot.dialogue.comprendre.par_axe import ActionsParAxe
from bot.dialogue.comprendre.penalites_dites import MONTANTS, PENALITES, PenalitesDites
from bot.dialogue.comprendre.precision import Precision
from bot.dialogue.comprendre.reponses.commun import Demande, Repondeur
from bot.dialogue.comprendre.reponses.revue import NON_RANGE
from bot.dialogue.comprendre.reponses_dites import Reponses
from bot.dialogue.etat import PRECISION, Etat, Valeurs
from bot.francais.texte import Texte
from bot.lecture.clause.changements import change_une_liste, lire_changement
from bot.lecture.clause.demandes import demande_a_l_ecrire, demande_l_accord
from bot.lecture.clause.modalites import Dite, LecteurDeModalites
from bot.lecture.etapes import ETAPE
from bot.lecture.natures import NATURE
from bot.metier.clause import decider_une_revue
from bot.metier.contrat import NOTIFIEE
from bot.metier.faits import LOTS
from bot.metier.modalites import Modalite
from bot.metier.referentiel import Referentiel
from bot.metier.situation import CONFIRMATION, situer, tout_par_defaut
from bot.metier.valeurs import Valeur, est_une_liste

# what an intent is about, when its words answer the question
DITS_PAR_L_INTENTION = {f"dire_{ETAPE}": ETAPE, "dire_identite": "type_acheteur"}
FAITS_D_UNE_DESCRIPTION = 2
AUCUNE = "aucune"  # what the button that leaves a list empty sends


@dataclass(frozen=True)
class LecteurDeDecisions:
    """Reads decisions; `reponses` reads the answers to questions.

    `preparer` cuts a sentence into tokens with its errors mended.
    """

    referentiel: Referentiel
    modalites: LecteurDeModalites
    axes: AxesDits
    axes_en_passant: AxesEnPassant
    morceaux: ReponsesDUnMorceau
    nommees: QuestionsNommees
    inchangees: DecisionsInchangees
    par_axe: ActionsParAxe
    penalites: PenalitesDites
    precision: Precision
    ecriture: Ecriture
    d_avance: ActionsDAvance
    questions: DansUneQuestion
    en_passant: DecisionsEnPassant
    listes: ListesDites
    actions: ActionsDites
    illicites: SouhaitsIllicites
    reponses: Reponses
    commun: Repondeur
    preparer: Callable[[str], Texte]

    def lire(self, message: Message, etat: Etat) -> Decisions:
        """Return what the message decides."""
        modalite = self._modalite_visee(message, etat)
        if etat.suivi.motif == PRECISION:
            a_ecrire = etat.suivi.candidat is not None
            precisee = (
                self.ecriture.repondre(message, etat)
                if a_ecrire
                else self.precision.lire(message, modalite, etat)
            )
            if not precisee.vide:
                return precisee
        if clic := self._clic_ou_cases(message, modalite, etat):
            return clic
        if gardee := message.dit.laisse_tel_quel and self.inchangees.lire(message, etat):
            return gardee
        if facilitateur := facilitateur_dit(message.texte, etat):
            return facilitateur
        if otee := self._action_otee(message, etat):
            return otee
        discriminant = self._souhait_qui_discrimine(message, modalite, etat)
        lue = self._avec_les_axes(discriminant, message, modalite, etat)
        if etat.question == CONFIRMATION and modalite:
            lue = lue.avec_la_liste(modalite.fait)  # none is open yet
        lue = self.ecriture.garder(self.d_avance.completer(lue, message, etat), etat)
        lue = self.penalites.dire_les_perdues(lue, self.preparer(message.texte))
        lue = sans_les_items(lue, message.parle_d_items, self.referentiel, etat)
        return selon_les_dates(lue, message, etat)

    def _avec_les_axes(
        self,
        discriminant: Decisions | None,
        message: Message,
        modalite: Modalite | None,
        etat: Etat,
    ) -> Decisions:
        """Read a sentence, the axes that it names in passing, and their actions."""
        lue = discriminant or self._phrase(message, modalite, etat)
        lue = self.morceaux.completer(lue, message, modalite, etat)
        if AXES in lue.faits and not etat.faits.axes:
            lue = self._avec_leurs_actions(lue, message, etat)
        return lue

    def _action_otee(self, message: Message, etat: Etat) -> Decisions | None:
        """Take out an action that is there, whatever its words say: it leaves the clause."""
        change = lire_changement(message.texte)
        ordonne = change is not None and change.mode == "enleve" and not message.dit.question
        if not ordonne or self.axes.otes(message.texte):
            return None
        return self.actions.oter(self.preparer(message.texte), etat)

    def _souhait_qui_discrimine(
        self, message: Message, modalite: Modalite | None, etat: Etat
    ) -> Decisions | None:
        agit = modalite is not None and modalite.axe is not None
        if not agit and self._ne_souhaite_rien(message, etat):
            return None
        entre = agit or etat.question == OBJET or message.exprime_un_souhait
        decrit = any(lue.fait != OBJET for lue in message.lus)
        return self.illicites.lire(message.texte, modalite, etat, entre, decrit)

    def _ne_souhaite_rien(self, message: Message, etat: Etat) -> bool:
        """Tell a question, another subject, and why an axis is chosen: « santé, ils ont mal »."""
        question = message.dit.question and self.commun.est_une_commande(message)
        if question or self._parle_d_autre_chose(message):
            return True
        return etat.question == AXES and not self.commun.souhaits.obligations(message.texte)

    def _phrase(self, message: Message, modalite: Modalite | None, etat: Etat) -> Decisions:
        """Read what a sentence decides."""
        if message.expres:
            return Decisions()
        if self._souhaite(message, modalite):
            pass  # whatever is asked or counted around it
        elif self._demande_a_l_ecrire(message, modalite):
            message = repondre(message, message.texte)
        elif self._interroge(message) or self._demande_ouverte(message, modalite):
            return self.questions.lire(message, modalite, etat)
        texte = self.preparer(message.texte)
        if self._est_d_ailleurs(message, modalite, texte, etat):
            return self.actions.redite(texte, etat) or Decisions()
        return self._lire_la_phrase(message, modalite, texte, etat)

    def _est_d_ailleurs(
        self, message: Message, modalite: Modalite | None, texte: Texte, etat: Etat
    ) -> bool:
        """Tell another subject, which no penalty that was agreed upon is."""
        if modalite is not None or not self._parle_d_autre_chose(message):
            return False
        return not self.penalites.sont_a_nous(texte, etat)

    def _interroge(self, message: Message) -> bool:
        """Tell « à quoi sert la pénalité », whatever the sign that ends it."""
        return "?" in message.texte or self._interroge_le_guide(message)

    def _interroge_le_guide(self, message: Message) -> bool:
        """Tell words that surely ask what the guide answers."""
        du_guide = message.intention == "faq" and self.commun.est_sur(message)
        return du_guide and message.dit.interroge

    def _demande_ouverte(self, message: Message, modalite: Modalite | None) -> bool:
        """Tell « combien d'heures prévoir », not an action with « je sais pas combien encore »."""
        if not message.dit.question_ouverte or modalite is None or modalite.axe is None:
            return message.dit.question_ouverte
        return not self.commun.dit_une_action(message.texte)

    def _demande_a_l_ecrire(self, message: Message, modalite: Modalite | None) -> bool:
        """Tell « peut-on demander que… », where actions are asked for: a wish, politely."""
        if modalite is None or modalite.axe is None or message.dit.question_ouverte:
            return False
        du_guide = message.intention == "faq" and self.commun.est_une_commande(message)
        if du_guide:
            return demande_l_accord(message.texte)
        return demande_a_l_ecrire(message.texte)

    def _souhaite(self, message: Message, modalite: Modalite | None) -> bool:
        """Tell a wish where actions are asked for."""
        des_actions = modalite is not None and modalite.axe is not None
        return des_actions and self.commun.est_un_souhait(message)

    def _tout_par_defaut(self, texte: Texte, etat: Etat) -> Decisions:
        """Take « CCAG FCS, et pour le reste par défaut »; a list that is open is told already."""
        axes = [] if etat.faits.axes else self.axes_en_passant.nommes(texte.brut, seuls=True)
        ouverte = {str(etat.question): list(etat.suivi.liste)} if etat.suivi.liste else {}
        dites = {**ouverte, **rassembler([*self.modalites.lire(texte), *axes], etat)}
        faits = etat.faits.avec(dites)
        return Decisions({**dites, **tout_par_defaut(faits, self.referentiel)}, exclusif=True)

    def _lire_la_phrase(
        self, message: Message, modalite: Modalite | None, texte: Texte, etat: Etat
    ) -> Decisions:
        nommees = self._ce_qui_est_nomme(message, modalite, texte, etat)
        if not nommees.vide:
            return nommees
        if modalite and message.dit.prend_tous_les_defauts:
            return self._tout_par_defaut(texte, etat)
        dites = _du_plan(self.listes.lire(message, texte, etat), message, modalite)
        if modalite and self._est_du_contrat(message, modalite, texte):
            return Decisions()
        if modalite:
            reponse = self.reponses.a_la_question(Demande(modalite, message, texte, etat, dites))
            if not reponse.vide:
                return self._avec_ceux_qui_viennent(reponse, etat)
            dites = dites or self.axes.nommes(message, texte, etat)
        if dites:
            return self.penalites.avec(dites, texte, etat)
        souhaite = message.exprime_un_souhait and not _decrit_le_contrat(message, etat)
        if souhaite and (propre := self._souhait_propre(message)):
            return self.axes.souhait(texte, propre, etat)
        dite = self.penalites.sans_dite(texte, etat)
        dit = DITS_PAR_L_INTENTION.get(message.intention) if self.commun.obeit(message) else None
        lue = self.en_passant.lire(texte, dit, etat) if dite.vide else dite
        return lue if dit != ETAPE else _selon_l_apprise(lue, message.apprises)

    def _est_du_contrat(self, message: Message, modalite: Modalite, texte: Texte) -> bool:
        """Tell a fact of the contract from a wish, and from « réunion : 200 € », asked for."""
        due = modalite.fait == PENALITES and bool(self.penalites.lire(texte))
        return message.change_le_contrat and not (due or self._souhaite(message, modalite))

    def _enoncees(
        self, message: Message, modalite: Modalite | None, texte: Texte, etat: Etat
    ) -> Decisions | None:
        """Read « suivi semestriel, le prestataire prend les frais », of what was reviewed."""
        ouverte = modalite is not None and (modalite.libre or modalite.genre == "texte")
        if ouverte or message.dit.question or message.change_le_contrat:
            return None
        cartes = self.referentiel.modalites.values()
        revues = [m for m in cartes if m.genre == "revue" and etat.faits[m.fait] is not None]
        return EnoncesDuPlan(self.commun).changer(texte, revues, etat)

    def _avec_ceux_qui_viennent(self, lue: Decisions, etat: Etat) -> Decisions:
        """Take « la DRH y vient », said among modalities; what names nobody is said back."""
        perdus = lue.refus.get(NON_RANGE)
        if not est_une_liste(perdus):
            return lue
        faits, restent = dict(lue.faits), list[str]()
        for dit in perdus:
            nommes = self.listes.ouverte(dit, replace(etat, faits=etat.faits.avec(faits)))
            faits |= {nommes.fait: nommes.valeur} if nommes else {}
            restent += [] if nommes else [dit]
        refus = {motif: dit for motif, dit in lue.refus.items() if motif != NON_RANGE}
        refus |= {NON_RANGE: " ; ".join(restent)} if restent else {}
        return replace(lue, faits=faits, refus=refus)

    def _souhait_propre(self, message: Message) -> str | None:
        """Return the words of a wish; « retire l'action… » is none, whatever it names."""
        change = lire_changement(message.texte)
        if change and change.mode in ("enleve", "remplace"):
            return None
        return self.commun.texte_libre(message)

    def _par_axe(self, message: Message, etat: Etat) -> Decisions | None:
        """Read the actions that stand under the names of their axes, whichever is asked about."""
        parts = self.par_axe.couper(message.texte, etat)
        # the list of the pending question stays open, when no other is spoken of
        ou = etat if len(parts) == 1 else replace(etat, question=None)
        lues = [
            self.actions.changer_dans(m.fait, dit, etat)
            or self.reponses.a_la_question_nommee(m, repondre(message, dit), ou)
            for m, dit in parts
        ]
        if len(lues) == 1 and self.par_axe.ajoute(message.texte):
            return replace(lues[0], faits=_en_plus(lues[0].faits, etat))
        return ensemble(lues)

    def _avec_leurs_actions(self, lue: Decisions, message: Message, etat: Etat) -> Decisions:
        """Add the actions of « axes insertion et santé. Pour la santé : un échauffement… »."""
        choisis = replace(etat, faits=etat.faits.avec(lue.faits), question=None)
        dites = self._par_axe(message, choisis)
        if dites is None:
            return lue
        souhait = dites.souhait or lue.souhait
        return replace(lue, faits={**lue.faits, **dites.faits}, souhait=souhait)

    def _d_une_liste(self, message: Message, texte: Texte, etat: Etat) -> Decisions | None:
        """Return what is changed of names, of penalties, of the actions of axes, by their names."""
        if ouverte := self.listes.ouverte(message.texte, etat):
            autres = rassembler(self.listes.dites_avec(ouverte, texte), etat)
            dits = {**autres, ouverte.fait: ouverte.valeur}
            return Decisions(self._revue_avec(dits, ouverte.fait, etat), exclusif=True)
        if self.axes.ote_le_dernier(texte, etat):
            return Decisions(refus={"dernier_axe": None}, exclusif=True)
        changees = self.penalites.changer(message.dit.plie, texte, etat)
        if not changees.vide:
            return changees
        d_ailleurs = message.dit.question or self.axes.otes(message.texte)
        actions = None if d_ailleurs else self._actions_changees(texte, etat)
        return _finie(actions, message, etat) if actions else self._par_axe(message, etat)

    def _revue_avec(self, dits: Valeurs, fait: str, etat: Etat) -> Valeurs:
        """Return the review that is asked about, once a list of it is changed."""
        demandee = self.referentiel.modalites.get(etat.question or "")
        if demandee is None or demandee.genre != "revue" or fait not in demandee.items:
            return dits
        faits = etat.faits.avec(dits)
        return {**dits, **decider_une_revue(demandee.fait, (), faits, self.referentiel)}

    def _actions_changees(self, texte: Texte, etat: Etat) -> Decisions | None:
        """Return the lists once changed; what is asked about may be told otherwise, too."""
        if changees := self.actions.changer(texte, etat):
            return changees
        demandee = self.ecriture.avec_ce_qui_est_demande(etat)
        changees = None if demandee == etat else self.actions.changer(texte, demandee)
        if changees is None or etat.suivi.proposition in (changees.liste or ()):
            return None
        return changees

    def _ce_qui_est_nomme(
        self, message: Message, modalite: Modalite | None, texte: Texte, etat: Etat
    ) -> Decisions:
        """Return what is said of decisions by their names, in one message."""
        enoncees = self._enoncees(message, modalite, texte, etat)
        if changee := enoncees or self._d_une_liste(message, texte, etat):
            return changee
        libre = modalite is not None and modalite.libre
        if modalite and modalite.axe and self._en_dit_une(modalite, message, etat):
            return Decisions()  # « par défaut, et un entretien de bilan… » decides no report
        # where any words may be an action, a name is only one at the head
        pieces = [message] if libre else self.nommees.couper(message)
        faits: dict[str, Valeur | None] = {}
        lues = list[Decisions]()
        for piece in pieces:
            nommee = self.nommees.chercher(piece, modalite, etat)
            lue = self._sans_ce_qui_est_dit(nommee.defauts, piece.texte, etat)
            if lue.vide and nommee.question and not self._d_autre_chose(nommee, piece, etat):
                lue = self.reponses.a_la_question_nommee(*nommee.question, etat)
            if lue.vide and len(pieces) > 1:
                lue = self.en_passant.lire(self.preparer(piece.texte), None, etat)
            lues += [] if lue.vide else [lue]
            faits |= lue.faits
            # « axes insertion et égalité, actions par défaut »: theirs
            etat = replace(etat, faits=etat.faits.avec(lue.faits))
        if not lues:
            return Decisions()
        # before the verdict, what reads as several facts is the contract that is described
        decrit = etat.suivi.avis is None and len(message.lus) >= FAITS_D_UNE_DESCRIPTION
        seule = not (message.lus and (decrit or message.dit.nomme_un_fait))
        # « modalités par défaut, pas de pénalités du tout »
        if len(pieces) > 1 or PAR_DEFAUT.search(message.dit.plie):
            faits = {**rassembler(self.modalites.lire(texte), etat), **faits}
        return replace(lues[-1], faits=faits, exclusif=seule)

    def _d_autre_chose(self, nommee: Nommee, dit: Message, etat: Etat) -> bool:
        """Tell « réunion : 200 € », a penalty, and « axe insertion, action : … », an action."""
        texte = self.preparer(dit.texte)
        demandees = etat.question == PENALITES and bool(self.penalites.lire(texte))
        due = demandees or self.penalites.sont_a_nous(texte, etat)
        return due or self._d_une_action(nommee, dit, etat)

    def _en_dit_une(self, modalite: Modalite, message: Message, etat: Etat) -> bool:
        """Tell an own action, with what is chosen in the list or what leads to it."""
        avec_un_choix = self.commun.couper_le_choix(modalite, message.texte, etat)[0]
        return bool(avec_un_choix or self.commun.siennes(modalite, message.texte, etat))

    def _d_une_action(self, nommee: Nommee, dit: Message, etat: Etat) -> bool:
        """Tell « axe insertion, action : … », which chooses no axis anew."""
        fait = nommee.question[0].fait if nommee.question else None
        return fait == AXES and self.axes.est_d_une_action(dit, self.preparer(dit.texte), etat)

    def _sans_ce_qui_est_dit(self, defauts: Decisions, dit: str, etat: Etat) -> Decisions:
        """Leave out the default of « pas de clause d'insertion, le reste par défaut »."""
        if defauts.vide:
            return defauts
        dites = rassembler(self.modalites.lire(self.preparer(dit)), etat)
        restent = {fait: v for fait, v in defauts.faits.items() if fait not in dites}
        return replace(defauts, faits=restent)

    def _parle_d_autre_chose(self, message: Message) -> bool:
        """Tell « une visite avant la remise des offres », which says no stage of ours."""
        ailleurs = message.intention == "hors_sujet" and self.commun.obeit(message)
        return ailleurs and not change_une_liste(message.texte)

    def _modalite_visee(self, message: Message, etat: Etat) -> Modalite | None:
        """Return the pending decision; after a notified contract, « on prépare le suivant »."""
        autre_etape = etat.faits.etape == NOTIFIEE and message.intention == "dire_etape"
        fait = "etape" if autre_etape and etat.question is None else etat.question
        if etat.question == CONFIRMATION and self._va_plus_loin(message):
            fait = situer(etat.faits, self.referentiel).question
        return self.referentiel.modalites.get(fait or "")

    def _va_plus_loin(self, message: Message) -> bool:
        """Tell what may answer the question after it, asked whether what was read is right."""
        if message.bouton or message.contredit or message.dit_oui:
            return False
        confirme = message.intention in self.commun.interventions.confirment
        return not confirme or message.dit.prend_tous_les_defauts

    def _clic_ou_cases(
        self, message: Message, modalite: Modalite | None, etat: Etat
    ) -> Decisions | None:
        """Return what a button, or boxes that are ticked, decide."""
        if message.bouton:
            return self._clic(message, modalite, etat)
        cochees = self.commun.cochees(modalite, message, etat)
        return None if cochees.vide else cochees

    def _clic(self, message: Message, modalite: Modalite | None, etat: Etat) -> Decisions:
        """Take a button: an item adds to the list, which stays open."""
        # « modifier », in a recap, chooses what to change
        if modalite is None or message.intention == "corriger":
            return Decisions()
        if etat.suivi.proposition and message.intention == "affirmer":
            return self.commun.retenir_la_proposition(etat)
        choix = next((str(lue.valeur) for lue in message.lectures if lue.fait == "choix"), None)
        if choix == AUCUNE:
            return Decisions({modalite.fait: []}, exclusif=True)
        if choix is not None:
            liste = etat.suivi.liste
            return Decisions(liste=(*liste, *({choix} - set(liste))), exclusif=True)
        return self.commun.par_defaut(modalite, message, etat)


def _decrit_le_contrat(message: Message, etat: Etat) -> bool:
    """Tell « on subventionne une asso », « le lot 7 dure 1 an », told besides who it is for."""
    dits = {lue.fait for lue in message.lus} - {OBJET}
    du_contrat = dits if etat.suivi.avis is None else dits & {NATURE, LOTS}
    return bool(du_contrat) and not message.dit.veut_que


def _en_plus(faits: Valeurs, etat: Etat) -> dict[str, Valeur | None]:
    """Return lists with what they held before what is added to them."""
    deja = {fait: etat.faits.liste(fait) or () for fait in faits}
    return {
        fait: list(dict.fromkeys((*deja[fait], *dites))) if est_une_liste(dites) else dites
        for fait, dites in faits.items()
    }


def _finie(lue: Decisions, message: Message, etat: Etat) -> Decisions:
    """Close the list of « seulement la prévention », which is all of it."""
    change = lire_changement(message.texte)
    if change is None or change.mode != "seul" or not lue.liste or etat.question is None:
        return lue
    return replace(lue, faits={**lue.faits, etat.question: list(lue.liste)}, liste=None)


def _du_plan(dites: list[Dite], message: Message, modalite: Modalite | None) -> list[Dite]:
    """Leave out the sums of the insertion clause that there is, once asked: they are its own."""
    demandee = modalite is not None and modalite.fait == CLAUSE_INSERTION
    d_une_autre = demandee and (message.dit_oui or len(message.texte) > MESSAGE_LONG)
    return [dite for dite in dites if not (d_une_autre and dite.fait == MONTANTS)]


def _selon_l_apprise(lue: Decisions, apprises: Valeurs) -> Decisions:
    """Read « DCE en cours », a stage, whatever is asked."""
    return Decisions({ETAPE: apprises[ETAPE]}) if lue.vide and ETAPE in apprises else lue
