"""What a message decides about the clause, given the question that was asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.axes import AXES, AxesDits
from bot.dialogue.comprendre.compris import Decisions, rassembler
from bot.dialogue.comprendre.listes_dites import ListesDites
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.nommees import LAISSE, QuestionsNommees
from bot.dialogue.comprendre.objet import OBJET
from bot.dialogue.comprendre.penalites import MONTANTS, PenalitesDites
from bot.dialogue.comprendre.reponses.commun import Demande, Repondeur
from bot.dialogue.etat import Etat
from bot.francais.texte import Texte
from bot.lecture.clause.modalites import Dite, LecteurDeModalites
from bot.lecture.clause.souhaits import DISCRIMINATION
from bot.lecture.etapes import ETAPE
from bot.metier.contrat import INCONNU
from bot.metier.modalites import Genre, Modalite
from bot.metier.referentiel import Referentiel
from bot.metier.situation import CONFIRMATION, situer, tout_par_defaut
from bot.metier.valeurs import Valeur

# an answer of these kinds is known by its value, in whatever sentence
CORRIGEABLES = ("choix", "delai", "pourcentage", "numero")
AUCUNE = "aucune"  # what the button that leaves a list empty sends


@dataclass(frozen=True)
class LecteurDeDecisions:
    """Reads decisions; `preparer` cuts a sentence into tokens with its errors mended.

    `repondeurs` reads the answers of each kind, `commun` what they share.
    """

    referentiel: Referentiel
    modalites: LecteurDeModalites
    axes: AxesDits
    nommees: QuestionsNommees
    listes: ListesDites
    penalites: PenalitesDites
    repondeurs: Mapping[Genre, Repondeur]
    commun: Repondeur
    preparer: Callable[[str], Texte]

    def lire(self, message: Message, etat: Etat) -> Decisions:
        """Return what the message decides."""
        modalite = self._modalite_visee(message, etat)
        if message.bouton:
            return self._clic(message, modalite, etat)
        cochees = self.commun.cochees(modalite, message, etat)
        if not cochees.vide:
            return cochees
        discriminant = self._souhait_qui_discrimine(message, modalite, etat)
        return discriminant or self._phrase(message, modalite, etat)

    def _souhait_qui_discrimine(
        self, message: Message, modalite: Modalite | None, etat: Etat
    ) -> Decisions | None:
        """Stop a wish that discriminates, whatever is asked: it enters no document.

        What the message says of the contract besides is read; its subject looks after itself.
        """
        agit = modalite is not None and modalite.axe is not None
        question = message.dit.question and self.commun.est_une_commande(message)
        if not agit and (question or self._parle_d_autre_chose(message)):
            return None
        texte = self.preparer(message.texte)
        if not self.commun.souhaits.discrimine(texte):
            return None
        axe = modalite.axe if modalite and modalite.axe else self.axes.axe_d_un_souhait(texte, etat)
        decrit = not agit and any(lue.fait != OBJET for lue in message.lus)
        return Decisions(souhait=(DISCRIMINATION, axe), exclusif=not decrit)

    def _phrase(self, message: Message, modalite: Modalite | None, etat: Etat) -> Decisions:
        """Read what a sentence decides."""
        if message.expres:
            return Decisions()
        if "?" in message.texte or message.dit.question_ouverte:
            return self._apres_la_question(message, modalite, etat)
        if modalite is None and self._parle_d_autre_chose(message):
            return Decisions()
        return self._lire_la_phrase(message, modalite, self.preparer(message.texte), etat)

    def _apres_la_question(
        self, message: Message, modalite: Modalite | None, etat: Etat
    ) -> Decisions:
        """Read « une clause d'insertion ? je crois pas », which answers what it asks."""
        _, question, reste = message.texte.rpartition("?")
        if not question or modalite is None or modalite.genre != "choix":
            return Decisions()
        texte = self.preparer(reste)
        lue = self.modalites.lire_reponse(modalite.fait, texte)
        return Decisions() if lue is None else Decisions({modalite.fait: lue})

    def _tout_par_defaut(self, texte: Texte, etat: Etat) -> Decisions:
        """Take « CCAG FCS, et pour le reste par défaut »."""
        dites = rassembler(self.modalites.lire(texte), etat)
        faits = etat.faits.avec(dites)
        return Decisions({**dites, **tout_par_defaut(faits, self.referentiel)}, exclusif=True)

    def _lire_la_phrase(
        self, message: Message, modalite: Modalite | None, texte: Texte, etat: Etat
    ) -> Decisions:
        changees = self.penalites.changer(message.dit.plie, texte, etat)
        if not changees.vide:
            return changees
        nommees = self._ce_qui_est_nomme(message, modalite, texte, etat)
        if not nommees.vide:
            return nommees
        if modalite and message.dit.prend_tous_les_defauts:
            return self._tout_par_defaut(texte, etat)
        dites = self._dites(message, texte, etat)
        if modalite and not message.change_le_contrat:
            reponse = self._reponse(Demande(modalite, message, texte, etat, dites))
            if not reponse.vide:
                return reponse
            dites = dites or self.axes.nommes(message, texte, etat)
        if dites:
            zones = tuple((dite.debut, dite.fin) for dite in dites)
            return Decisions(self._avec_les_manquements(dites, texte, etat), zones)
        return self._a_defaut(message, texte, etat)

    def _dites(self, message: Message, texte: Texte, etat: Etat) -> list[Dite]:
        """Return what a sentence decides by itself, whatever is asked."""
        axes = self.axes.lire(message, texte, etat)
        # of a contract that is being described, « 150 € par jour de retard » is not the plan's
        decrit = bool(message.lus) and etat.suivi.avis is None
        modalites = self.modalites.lire(texte, vagues=not decrit)
        # « enlève l'égalité » is about the axis, whatever action bears its name; a breach that
        # is added with its amount is not only named
        chiffre = any(dite.montants for dite in modalites)
        listes = self.listes.lire(message, etat, nommee_seulement=bool(axes))
        return [*modalites, *axes] if chiffre or not listes else listes

    def _a_defaut(self, message: Message, texte: Texte, etat: Etat) -> Decisions:
        """Read a wish, a penalty in other words, or the answer to a question named in passing."""
        if message.exprime_un_souhait:
            return self.axes.souhait(texte, self.commun.texte_libre(message), etat)
        autrement = self.modalites.penalites.lire_autrement(texte)
        if autrement:
            return Decisions(refus={MONTANTS: autrement}, exclusif=True)
        return self._nomme_en_passant(message, etat)

    def _nomme_en_passant(self, message: Message, etat: Etat) -> Decisions:
        """Read « ambition moyenne », « axe égalité », said of a decision that is not asked yet."""
        texte = self.preparer(message.texte)
        nommees = [*self.commun.interventions.nommer(message.dit.plie)]
        if message.intention == f"dire_{ETAPE}" and self.commun.obeit(message):
            nommees.append(ETAPE)
        faits: dict[str, Valeur | None] = {}
        for fait in nommees:
            lue = self.modalites.lire_reponse(fait, texte)
            faits |= {} if lue is None else {fait: lue}
        if AXES in nommees:
            faits |= rassembler(self.axes.nommes(message, texte, etat), etat)
        return Decisions(faits)

    def _ce_qui_est_nomme(
        self, message: Message, modalite: Modalite | None, texte: Texte, etat: Etat
    ) -> Decisions:
        """Return what is said of decisions by their names, in one message."""
        # where any words may be an action, a name is only one at the head
        libre = modalite is not None and modalite.libre
        pieces = [message] if libre else self.nommees.couper(message)
        faits: dict[str, Valeur | None] = {}
        lues = list[Decisions]()
        for piece in pieces:
            nommee = self.nommees.chercher(piece, modalite, etat)
            lue = nommee.defauts
            if lue.vide and nommee.question:
                lue = self._question_nommee(*nommee.question, etat)
            if lue.vide and len(pieces) > 1:
                lue = self._nomme_en_passant(piece, etat)
            lues += [] if lue.vide else [lue]
            faits |= lue.faits
            # « axes insertion et égalité, actions par défaut »: theirs
            etat = replace(etat, faits=etat.faits.avec(lue.faits))
        if not lues:
            return Decisions()
        seule = not (message.lus and message.dit.nomme_un_fait)
        if len(pieces) > 1:
            faits = {**rassembler(self.modalites.lire(texte), etat), **faits}
        return replace(lues[-1], faits=faits, exclusif=seule)

    def _question_nommee(self, nommee: Modalite, dit: Message, etat: Etat) -> Decisions:
        """Read « ambition : les deux », whatever is asked."""
        if dit.intention == LAISSE:
            return Decisions({nommee.fait: INCONNU})
        texte = self.preparer(dit.texte)
        lue = self._repondre(Demande(nommee, dit, texte, etat, self.modalites.lire(texte)))
        if nommee.fait == etat.question or lue.liste is None:
            return lue
        # the list that stays open is that of the pending question
        return Decisions({nommee.fait: list(lue.liste)})

    def _reponse(self, demande: Demande) -> Decisions:
        """Read the answer to the pending question, or another one to the question before it."""
        corrigee = self._derniere_decision(demande.message, demande.etat)
        avant = corrigee and Demande(
            corrigee, demande.message, demande.texte, demande.etat, demande.dites
        )
        nommee = avant and demande.message.intention == f"dire_{avant.fait}"
        # words would be taken as they are by a question of free text
        d_abord = avant if nommee or demande.modalite.genre == "texte" else None
        ensuite = avant if not d_abord and not demande.dites else None
        for lisible in (d_abord, demande, ensuite):
            reponse = self._repondre(lisible) if lisible else Decisions()
            if not reponse.vide:
                return reponse
        return Decisions()

    def _repondre(self, demande: Demande) -> Decisions:
        if demande.etat.suivi.proposition and demande.message.intention == "affirmer":
            return self.commun.retenir_la_proposition(demande.etat)
        return self.repondeurs[demande.modalite.genre].lire(demande)

    def _derniere_decision(self, message: Message, etat: Etat) -> Modalite | None:
        """« Non, 15 jours », once something else is asked, is about the decision just taken."""
        if not (etat.suivi.historique and message.contredit):
            return None
        dernier = etat.suivi.historique[-1].keys() - {etat.question}
        decidees = [self.referentiel.modalites.get(fait) for fait in dernier]
        seule = decidees[0] if len(decidees) == 1 else None
        return seule if seule and seule.genre in CORRIGEABLES else None

    def _parle_d_autre_chose(self, message: Message) -> bool:
        """Tell « une visite avant la remise des offres », which says no stage of ours."""
        return message.intention == "hors_sujet" and self.commun.obeit(message)

    def _avec_les_manquements(
        self, dites: Sequence[Dite], texte: Texte, etat: Etat
    ) -> dict[str, Valeur | None]:
        """Gather decisions; amounts choose their breaches, once the others are chosen."""
        faits = rassembler(dites, etat)
        montants = {nom: m for dite in dites for nom, m in dite.montants.items()}
        return {**faits, **self.penalites.choisir(montants, texte, etat)} if montants else faits

    def _modalite_visee(self, message: Message, etat: Etat) -> Modalite | None:
        """Return the pending decision; after a notified contract, « on prépare le suivant »."""
        autre_etape = etat.faits.etape == "notifiee" and message.intention == "dire_etape"
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
