"""What a message decides about the clause, given the question that was asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.dialogue.etat import Etat, Message
from bot.dialogue.lu import Decisions, rassembler
from bot.dialogue.reponses import LecteurDeReponses
from bot.dialogue.tournures import (
    ajoute,
    contredit,
    est_une_correction,
    est_une_question_ouverte,
    exprime_un_souhait,
    modifie_un_choix,
    nomme_un_fait_du_contrat,
    parle_des_axes,
    prend_tous_les_defauts,
)
from bot.francais.texte import Texte
from bot.lecture.modalites import Dite
from bot.lecture.selections import Selection, lire_echange, lire_noms, lire_selection
from bot.metier.clause import ACTIONS, axes_retenus, decider_une_revue, tout_par_defaut
from bot.metier.contrat import INCONNU
from bot.metier.modalites import Modalite
from bot.metier.referentiel import Referentiel

# an answer of these kinds is known by its value, in whatever sentence
CORRIGEABLES = ("choix", "delai", "pourcentage")


@dataclass(frozen=True)
class InterpreteDesDecisions:
    """Reads decisions; `preparer` cuts a sentence into tokens with its errors mended."""

    referentiel: Referentiel
    reponses: LecteurDeReponses
    preparer: Callable[[str], Texte]

    def interpreter(self, message: Message, etat: Etat) -> Decisions:
        """Return what the message decides."""
        modalite = self._modalite_visee(message, etat)
        if message.bouton:
            return self._clic(message, modalite, etat)
        cochees = self.reponses.cochees(modalite, message, etat)
        return self._phrase(message, modalite, etat) if cochees.vide else cochees

    def _phrase(self, message: Message, modalite: Modalite | None, etat: Etat) -> Decisions:
        """Read what a sentence decides."""
        texte = self.preparer(message.texte)
        if modalite and prend_tous_les_defauts(message):
            return Decisions(tout_par_defaut(etat.faits, self.referentiel), exclusif=True)
        if "?" in message.texte or est_une_question_ouverte(message):
            return Decisions()
        if modalite is None and self._parle_d_autre_chose(message):
            return Decisions()
        dites = self._spontanees(message, texte, etat)
        corrige_le_contrat = est_une_correction(message) and nomme_un_fait_du_contrat(message)
        if modalite and not corrige_le_contrat:
            reponse = self._reponse(modalite, message, texte, etat, dites)
            if not reponse.vide:
                return reponse
            dites += self._axes_nommes(message, texte, etat, dites)
        if not dites and exprime_un_souhait(message):
            return self._souhait_spontane(message, texte, etat)
        zones = tuple((dite.debut, dite.fin) for dite in dites)
        return Decisions(self._penaliser(rassembler(dites, etat), etat), zones)

    def _reponse(
        self, modalite: Modalite, message: Message, texte: Texte, etat: Etat, dites: list[Dite]
    ) -> Decisions:
        """Read the answer to the pending question, or another one to the question before it."""
        corrigee = self._derniere_decision(message, etat)
        nommee = corrigee is not None and message.intention == f"dire_{corrigee.fait}"
        if corrigee and (nommee or modalite.genre == "texte"):  # which would take any words
            reponse = self.reponses.lire(corrigee, message, texte, etat, dites)
            corrigee = None
            if not reponse.vide:
                return reponse
        reponse = self.reponses.lire(modalite, message, texte, etat, dites)
        if reponse.vide and corrigee and not dites:
            return self.reponses.lire(corrigee, message, texte, etat, dites)
        return reponse

    def _derniere_decision(self, message: Message, etat: Etat) -> Modalite | None:
        """« Non, 15 jours », once something else is asked, is about the decision just taken."""
        if not (etat.suivi.historique and contredit(message)):
            return None
        dernier = etat.suivi.historique[-1].keys() - {etat.question}
        decidees = [self.referentiel.modalites.get(fait) for fait in dernier]
        seule = decidees[0] if len(decidees) == 1 else None
        return seule if seule and seule.genre in CORRIGEABLES else None

    def _parle_d_autre_chose(self, message: Message) -> bool:
        """Tell « une visite avant la remise des offres », which says no stage of ours."""
        return message.intention == "hors_sujet" and self.reponses.obeit(message)

    def _penaliser(self, faits: dict[str, Any], etat: Etat) -> dict[str, Any]:
        """Choose the breach whose amount is given once the breaches are chosen."""
        choisis = etat.faits["penalites"]
        if "montants" not in faits or not isinstance(choisis, list):
            return faits
        tous = {*choisis, *faits["montants"]}
        return {**faits, "penalites": [m for m in self.referentiel.manquements if m in tous]}

    def _modalite_visee(self, message: Message, etat: Etat) -> Modalite | None:
        """Return the pending decision; after a notified contract, « on prépare le suivant »."""
        autre_etape = etat.faits["etape"] == "notifiee" and message.intention == "dire_etape"
        fait = "etape" if autre_etape and etat.question is None else etat.question
        return self.referentiel.modalites.get(fait or "")

    def _clic(self, message: Message, modalite: Modalite | None, etat: Etat) -> Decisions:
        """Take a button: an item adds to the list, which stays open."""
        if modalite is None:
            return Decisions()
        if etat.suivi.proposition and message.intention == "affirmer":
            return self.reponses.retenir_la_proposition(etat)
        choix = next((lue.valeur for lue in message.lectures if lue.fait == "choix"), None)
        if choix == "aucune":
            return Decisions({modalite.fait: []}, exclusif=True)
        if choix is not None:
            liste = etat.suivi.liste
            return Decisions(liste=(*liste, *({choix} - set(liste))), exclusif=True)
        return self.reponses.par_defaut(modalite, message, etat)

    def _spontanees(self, message: Message, texte: Texte, etat: Etat) -> list[Dite]:
        dites = self.reponses.modalites.lire(texte)
        axes = self._axes_dits(message, texte, etat)
        if axes:
            dites.append(Dite("axes", axes, 0, len(message.texte)))
        return dites

    def _axes_dits(self, message: Message, texte: Texte, etat: Etat) -> list[str]:
        """« Ajoute l'axe santé », « enlève l'égalité », or a whole new choice, unasked."""
        modifie = (
            modifie_un_choix(message) and lire_selection(texte, self._noms_des_axes()).reste == 0
        )
        echange = lire_echange(texte, self._noms_des_axes())
        if message.intention != "choisir_axes" and not (modifie or echange[1]):
            return []
        pendante = self.referentiel.modalites.get(etat.question or "")
        autre_liste = pendante and pendante.genre in ("liste", "revue", "texte")
        if autre_liste and not (parle_des_axes(message) or modifie or echange[1]):
            return []
        deja = [axe.id for axe in axes_retenus(etat.faits, self.referentiel)]
        otes, mis = echange
        if mis:
            return [a for a in self.referentiel.axes if a in mis or (a in deja and a not in otes)]
        selection = lire_selection(texte, self._noms_des_axes())
        if not (selection.retenus or selection.exclus):
            return []
        if ajoute(message):
            selection = Selection((*deja, *selection.retenus), selection.exclus)
        return selection.appliquer(list(self.referentiel.axes), deja)

    def _axes_nommes(
        self, message: Message, texte: Texte, etat: Etat, dites: list[Dite]
    ) -> list[Dite]:
        """Take axes named in place of the answer to another question."""
        nommes = lire_noms(texte, self._noms_des_axes()) if not dites else ()
        if not nommes:
            return []
        deja = [axe.id for axe in axes_retenus(etat.faits, self.referentiel)]
        gardes = {*nommes, *(deja if ajoute(message) else ())}
        axes = [axe for axe in self.referentiel.axes if axe in gardes]
        return [Dite("axes", axes, 0, len(texte.brut))]

    def _noms_des_axes(self) -> Mapping[str, list[str]]:
        return self.reponses.options(self.referentiel.modalites["axes"])

    def _souhait_spontane(self, message: Message, texte: Texte, etat: Etat) -> Decisions:
        """Say why a wish cannot hold; add one that can to the axis that it is about."""
        axe = self._axe_d_un_souhait(texte, etat)
        theme = self.reponses.souhaits.empechement(texte)
        if theme:
            return Decisions(souhait=(theme, axe), exclusif=True)
        retenus = {a.id for a in axes_retenus(etat.faits, self.referentiel)}
        deja = etat.faits.get(f"{ACTIONS}{axe}")
        if axe not in retenus or not isinstance(deja, list | tuple):
            return Decisions(souhait=("", axe), exclusif=True)
        propre = self.reponses.texte_libre(message)
        return Decisions({f"{ACTIONS}{axe}": [*deja, propre]}, exclusif=True)

    def _axe_d_un_souhait(self, texte: Texte, etat: Etat) -> str | None:
        """Return the axis whose words, or whose actions' words, a wish holds; else the last one."""
        options = {
            axe.id: [*axe.mots, *(mot for action in axe.actions for mot in action.mots)]
            for axe in self.referentiel.axes.values()
        }
        nommes = lire_selection(texte, options).retenus
        retenus = [axe.id for axe in axes_retenus(etat.faits, self.referentiel)]
        return next((axe for axe in (*nommes, *reversed(retenus)) if axe in retenus), None)


def laisser_ouverte(
    fait: str, faits: Mapping[str, Any], referentiel: Referentiel
) -> dict[str, Any]:
    """Return the decisions by which a question is left open; a review leaves all that it shows."""
    modalite = referentiel.modalites.get(fait)
    if modalite and modalite.genre == "revue":
        return decider_une_revue(fait, (), faits, referentiel, reste=INCONNU)
    return {fait: INCONNU}
