"""Read the answer to a question about the clause, by the kind of question."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.dialogue.etat import Etat, Message
from bot.dialogue.interventions import Interventions
from bot.dialogue.lu import Decisions, rassembler
from bot.francais.texte import Texte
from bot.lecture.actions import (
    MOTS_D_UNE_ACTION,
    couper_le_choix,
    dit_autre_chose,
    est_redigee,
)
from bot.lecture.modalites import Dite, LecteurDeModalites, lire_delai, lire_pourcentage
from bot.lecture.selections import Selection, lire_cases, lire_noms, lire_selection
from bot.lecture.souhaits import NON_MESURABLE, Souhaits
from bot.metier.clause import ACTIONS, axes_retenus, decider_une_revue, valeur_par_defaut
from bot.metier.contrat import INCONNU
from bot.metier.modalites import Modalite
from bot.metier.referentiel import Referentiel

LISTES = ("liste", "revue")
UNITE_ATTENDUE = {"mise_en_demeure": "jours"}
MOTS_D_UN_ECART = 4
# « oui » is no answer to these
SANS_OUI = frozenset({"clause_insertion", "etape", "ambition"})
SANS_RAPPORT = frozenset({"hors_sujet", "insulter", "bavarder", "autre_langue", "nlu_fallback"})

ORDRES = frozenset(
    "rediger_clause obtenir_documents recapituler repeter "
    "pourquoi_question pourquoi_resultat expliquer_question parler_facilitateur ne_sait_pas "
    "passer demander_capacites".split()
)
# somebody's name, address or number: « Mme Durand », « Jean DUPONT », « 06 12… »
PERSONNE = re.compile(
    r"\b(?i:m|mr|mme|mlle|monsieur|madame)\b\.? ?[A-ZÀ-Ý]\w+|\b[A-ZÀ-Ý][a-zà-ÿ]+ [A-ZÀ-Ý]{2,}\b|"
    r"\S+@\S+|\b0\d(?:[ .-]?\d\d){4}\b"
)


@dataclass(frozen=True)
class LecteurDeReponses:
    """Reads answers; `listes` gives the words of the lists' items."""

    referentiel: Referentiel
    modalites: LecteurDeModalites
    listes: Mapping[str, Mapping[str, list[str]]]
    souhaits: Souhaits
    interventions: Interventions

    def lire(
        self, modalite: Modalite, message: Message, texte: Texte, etat: Etat, dites: list[Dite]
    ) -> Decisions:
        """Read the answer to the pending question."""
        if etat.suivi.proposition and message.intention == "affirmer":
            return self.retenir_la_proposition(etat)
        lire_par_genre = {
            "choix": self._choix,
            "liste": self._liste,
            "revue": self._revue,
            "delai": self._quantite,
            "pourcentage": self._quantite,
            "texte": self._texte,
        }[modalite.genre]
        return lire_par_genre(modalite, message, texte, etat, dites)

    def retenir_la_proposition(self, etat: Etat) -> Decisions:
        """Take the wording that was offered in place of a wish."""
        return Decisions(liste=(*etat.suivi.liste, str(etat.suivi.proposition)), exclusif=True)

    def cochees(self, modalite: Modalite | None, message: Message, etat: Etat) -> Decisions:
        """Take the boxes that are ticked: the whole choice, but for the buyer's own words."""
        if modalite is None or modalite.genre not in LISTES:
            return Decisions()
        items = [str(item) for item in modalite.valeurs]
        coches = lire_cases(message.texte, items)
        propres = [dit for dit in etat.suivi.liste if dit not in items]
        return self._decider(modalite, [*coches, *propres], etat) if coches else Decisions()

    def par_defaut(self, modalite: Modalite, message: Message, etat: Etat) -> Decisions:
        """Take « par défaut », « c'est tout », « oui » and « non » for what they mean here."""
        intention = message.intention
        seuil = self.interventions.seuils["commande_forte"]  # a default is signed like the rest
        if not message.bouton and message.confiance < seuil:
            return Decisions()
        fini = intention == "terminer_liste" or (
            intention == "nier" and (etat.suivi.liste or modalite.genre == "revue")
        )
        if intention == "nier" and etat.suivi.proposition:
            return Decisions()  # no to the wording, not to the list
        if fini and etat.suivi.liste:
            return self._decider(modalite, list(etat.suivi.liste), etat)
        accepte = intention == "affirmer" and modalite.fait not in SANS_OUI
        if intention == "prendre_defaut" or fini or accepte:
            return self._decider(modalite, None, etat)
        return Decisions()

    def _decider(self, modalite: Modalite, valeur: Any, etat: Etat) -> Decisions:
        """Settle the question, with its default when no value is given."""
        fait = modalite.fait
        if modalite.genre == "revue":
            revue = decider_une_revue(fait, valeur or (), etat.faits, self.referentiel)
            return Decisions(revue, exclusif=True)
        if valeur is None:
            valeur = list(etat.suivi.liste) or valeur_par_defaut(fait, etat.faits, self.referentiel)
        return Decisions({fait: valeur}, exclusif=True)

    def _choix(
        self, modalite: Modalite, message: Message, texte: Texte, etat: Etat, dites: list[Dite]
    ) -> Decisions:
        valeur = next((d.valeur for d in dites if d.fait == modalite.fait), None)
        # « l'heure non réalisée », « ce n'est pas encore publié »: the « non » is about these
        autres = {dite.fait for dite in dites} - {modalite.fait}
        ailleurs = "montants" in autres or message.intention in {f"dire_{f}" for f in autres}
        if valeur is None and not ailleurs and not self._est_un_ordre(message):
            valeur = self.modalites.lire_reponse(modalite.fait, texte)
        if valeur is None:
            valeurs = list(modalite.valeurs)
            selection = lire_selection(texte, {str(v): [] for v in valeurs})
            rangs = [v for v in valeurs if str(v) in selection.retenus]
            seul = len(rangs) == 1 and selection.reste == 0 and not selection.hors_liste
            valeur = rangs[0] if seul else None
        if valeur is None:
            return self.par_defaut(modalite, message, etat)
        return Decisions({**rassembler(dites, etat), modalite.fait: valeur})

    def _liste(
        self, modalite: Modalite, message: Message, texte: Texte, etat: Etat, dites: list[Dite]
    ) -> Decisions:
        selection = lire_selection(texte, self.options(modalite))
        montants = [dite for dite in dites if dite.fait == "montants"]
        if modalite.fait == "penalites" and montants:
            return self._penalites(selection, montants, etat)
        if any(dite.fait != modalite.fait for dite in dites):
            return Decisions()  # « enlève l'axe égalité », « plafond à 5 % »: not this list
        empechement = self._empechement(modalite, texte)
        if selection.nommes and empechement not in (None, NON_MESURABLE):
            return Decisions(souhait=(str(empechement), _axe(modalite)), exclusif=True)
        if self._est_un_choix(selection, modalite) and not self._redige(selection, modalite, texte):
            return self._retenir_le_choix(modalite, selection, etat)
        ailleurs = self._dans_un_autre_axe(modalite, texte, etat)
        if ailleurs:
            return Decisions(ailleurs, exclusif=True)
        par_defaut = self.par_defaut(modalite, message, etat)
        if not par_defaut.vide or not modalite.libre:
            return par_defaut
        return self._mots_de_l_acheteur(modalite, message, texte, etat)

    def _penalites(self, selection: Selection, montants: list[Dite], etat: Etat) -> Decisions:
        """Choose the breaches whose amount is given, besides those named or of the default."""
        defaut = valeur_par_defaut("penalites", etat.faits, self.referentiel)
        nommes = {manquement for dite in montants for manquement in dite.valeur}
        choisis = {*(selection.retenus or defaut), *nommes} - set(selection.exclus)
        dits = rassembler(montants, etat)["montants"]
        return Decisions(
            {
                "penalites": [m for m in self.referentiel.manquements if m in choisis],
                "montants": {m: montant for m, montant in dits.items() if m in choisis},
            },
            exclusif=True,
        )

    def _est_un_choix(self, selection: Selection, modalite: Modalite) -> bool:
        """Tell names and numbers from another sentence that happens to hold them."""
        nomme = bool(selection.nommes) and not modalite.libre
        return not selection.vide and (nomme or selection.reste < MOTS_D_UN_ECART)

    def _redige(self, selection: Selection, modalite: Modalite, texte: Texte) -> bool:
        """Tell an own action, whatever it names of the list."""
        if not modalite.libre:
            return False
        avec_un_choix = bool(couper_le_choix(texte.brut, self.options(modalite))[0])
        return avec_un_choix or est_redigee(texte, selection, modalite.valeurs)

    def _dans_un_autre_axe(
        self, modalite: Modalite, texte: Texte, etat: Etat
    ) -> dict[str, list[str]]:
        """« Et puis les forums »: add an action to the chosen axis that it belongs to."""
        if not _axe(modalite):
            return {}
        for axe in axes_retenus(etat.faits, self.referentiel):
            fait = f"{ACTIONS}{axe.id}"
            deja = etat.faits[fait]
            nommees = lire_noms(texte, {action.id: action.mots for action in axe.actions})
            if fait != modalite.fait and nommees and isinstance(deja, list | tuple):
                return {fait: [*deja, *(nom for nom in nommees if nom not in deja)]}
        return {}

    def _retenir_le_choix(self, modalite: Modalite, selection: Selection, etat: Etat) -> Decisions:
        if selection.hors_liste:
            return Decisions(hors_liste=True, exclusif=True)
        defaut = etat.suivi.liste or valeur_par_defaut(modalite.fait, etat.faits, self.referentiel)
        choisis = selection.appliquer(list(modalite.valeurs), defaut)
        if modalite.fait == "axes" and not choisis:
            return Decisions()
        deja = [
            dit for dit in etat.suivi.liste if dit not in choisis and dit not in selection.exclus
        ]
        return self._decider(modalite, [*deja, *choisis], etat)

    def _mots_de_l_acheteur(
        self, modalite: Modalite, message: Message, texte: Texte, etat: Etat
    ) -> Decisions:
        """Take an own action, unless it is meant otherwise or cannot be an obligation."""
        trop_court = len(message.texte.split()) < MOTS_D_UNE_ACTION
        if (trop_court and message.intention in SANS_RAPPORT) or dit_autre_chose(texte):
            return Decisions()
        empechement = self._empechement(modalite, texte)
        if empechement in (None, NON_MESURABLE) and self._est_une_commande(message):
            return Decisions()
        choisies, propre = couper_le_choix(self.texte_libre(message), self.options(modalite))
        liste = (*etat.suivi.liste, *choisies)
        if empechement:
            return Decisions(liste=liste, souhait=(empechement, _axe(modalite)), exclusif=True)
        return Decisions(liste=(*liste, propre), exclusif=True)

    def _empechement(self, modalite: Modalite, texte: Texte) -> str | None:
        """Return what keeps a sentence from being an action of the plan, if anything."""
        return self.souhaits.empechement(texte) if _axe(modalite) else None

    def _revue(
        self, modalite: Modalite, message: Message, texte: Texte, etat: Etat, dites: list[Dite]
    ) -> Decisions:
        """Values said at once are taken; what is only named will be asked; the rest is kept."""
        if any(dite.fait == "penalites" for dite in dites):
            return Decisions()  # « aucune pénalité »: not « aucun changement »
        dits = {d.fait: d.valeur for d in dites if d.fait in modalite.valeurs}
        if modalite.fait == "revue_garanties" and not dits:
            dits = _garanties(texte)
        selection = lire_selection(texte, self.options(modalite))
        if selection.hors_liste:
            return Decisions(hors_liste=True, exclusif=True)
        a_changer = [f for f in selection.appliquer(list(modalite.valeurs), ()) if f not in dits]
        if not (dits or a_changer or selection.aucun):
            return self.par_defaut(modalite, message, etat)
        faits = {**etat.faits, **dits}
        revue = decider_une_revue(modalite.fait, a_changer, faits, self.referentiel)
        return Decisions({**dits, **revue}, exclusif=True)

    def _quantite(
        self, modalite: Modalite, message: Message, texte: Texte, etat: Etat, dites: list[Dite]
    ) -> Decisions:
        fait = modalite.fait
        valeur: Any
        if modalite.genre == "delai":
            valeur = lire_delai(texte, UNITE_ATTENDUE.get(fait, "mois"))
        else:
            valeur = lire_pourcentage(texte)
        if valeur is None:
            valeur = self.modalites.lire_reponse(fait, texte)
        if valeur is None and message.intention == "nier" and "sans" in modalite.valeurs:
            valeur = "sans"
        if valeur is None:
            return self.par_defaut(modalite, message, etat)
        return Decisions({**rassembler(dites, etat), fait: valeur}, exclusif=True)

    def _texte(
        self, modalite: Modalite, message: Message, texte: Texte, etat: Etat, dites: list[Dite]
    ) -> Decisions:
        if lire_selection(texte, {}).aucun:  # « aucun », which is no service
            return Decisions({modalite.fait: INCONNU}, exclusif=True)
        par_defaut = self.par_defaut(modalite, message, etat)
        interroge = message.intention == "faq" and self._est_sur(message)
        ordonne = interroge or self._est_une_commande(message)
        nomme_un_service = self.modalites.lire_reponse(modalite.fait, texte) is not None
        if not par_defaut.vide or (ordonne and not nomme_un_service):
            return par_defaut
        propre = self.texte_libre(message)
        if PERSONNE.search(propre):
            return Decisions(refus={modalite.fait: propre}, exclusif=True)
        autre_chose = bool(dites) or not propre
        return Decisions({} if autre_chose else {modalite.fait: propre}, exclusif=True)

    def _est_une_commande(self, message: Message) -> bool:
        """Tell what is surely not meant as words of the clause."""
        dit = message.intention.startswith(("dire_", "choisir", "exprimer", "informer"))
        sures = self.interventions.peut_etre_des_mots
        if message.intention in sures:
            return message.confiance >= sures[message.intention]
        libre = dit or message.intention == "nlu_fallback"
        return not libre and self.obeit(message)

    def _est_un_ordre(self, message: Message) -> bool:
        """Tell « rédige la clause » or « retour », whatever words they share with an answer."""
        return message.intention in ORDRES and self._est_sur(message)

    def obeit(self, message: Message) -> bool:
        """Tell whether an intent is sure enough to be acted upon."""
        return message.confiance >= self.interventions.seuils["commande"]

    def _est_sur(self, message: Message) -> bool:
        return message.confiance >= self.interventions.seuils["ordre"]

    def texte_libre(self, message: Message) -> str:
        """Return the buyer's own words, on one line and not too long."""
        longueur = self.referentiel.bornes["texte_libre"].longueur_maximale
        return " ".join(message.texte.split())[:longueur].strip(" .,;:")

    def options(self, modalite: Modalite) -> Mapping[str, list[str]]:
        """Return the items of a list, each with the expressions that name it."""
        if modalite.fait == "axes":
            return {axe.id: axe.mots for axe in self.referentiel.axes.values()}
        if modalite.fait == "penalites":
            return {m.id: m.mots for m in self.referentiel.manquements.values()}
        if modalite.fait.startswith(ACTIONS):
            axe = self.referentiel.axes[modalite.fait.removeprefix(ACTIONS)]
            return {action.id: action.mots for action in axe.actions}
        return self.listes[modalite.fait]


def _garanties(texte: Texte) -> dict[str, Any]:
    """Read « 5 % » and « 15 jours » for what they can only be among the guarantees."""
    pourcentage = (
        lire_pourcentage(texte) if "%" in texte.plat or "pour cent" in texte.plat else None
    )
    delai = lire_delai(texte, "jours") if "jour" in texte.plat else None
    lus = {"plafond": pourcentage, "mise_en_demeure": delai}
    return {fait: valeur for fait, valeur in lus.items() if valeur is not None}


def _axe(modalite: Modalite) -> str | None:
    """Return the axis whose actions are asked for."""
    return modalite.fait.removeprefix(ACTIONS) if modalite.fait.startswith(ACTIONS) else None
