"""« La 1 et la 3 », « tout sauf l'illettrisme », or an action in the buyer's own words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.comprendre.compris import Decisions
from bot.dialogue.comprendre.reponses.commun import Demande, Repondeur
from bot.lecture.clause.actions import (
    MOTS_D_UNE_ACTION,
    couper_le_choix,
    dit_autre_chose,
    est_redigee,
)
from bot.lecture.clause.modalites import Dite
from bot.lecture.clause.selections import Selection, lire_noms, lire_selection
from bot.lecture.clause.souhaits import NON_MESURABLE
from bot.metier.clause import axes_retenus, liste_par_defaut

# a longer sentence is not a choice because it holds a name of the list
MOTS_D_UN_ECART = 4
SANS_RAPPORT = frozenset({"hors_sujet", "insulter", "bavarder", "autre_langue", "nlu_fallback"})


class Liste(Repondeur):
    """Reads items of a list; of a free one, the buyer's own words too."""

    def lire(self, demande: Demande) -> Decisions:
        """See `Repondeur`."""
        selection = lire_selection(demande.texte, self.options(demande.modalite))
        montants = [dite for dite in demande.dites if dite.fait == "montants"]
        if demande.fait == "penalites" and montants:
            return self._penalites(demande, selection, montants)
        if any(dite.fait != demande.fait for dite in demande.dites):
            return Decisions()  # « enlève l'axe égalité », « plafond à 5 % »: not this list
        empechement = self._empechement(demande)
        if selection.nommes and empechement not in (None, NON_MESURABLE):
            return Decisions(souhait=(str(empechement), demande.modalite.axe), exclusif=True)
        if _est_un_choix(demande, selection) and not self._redige(demande, selection):
            return self._retenir(demande, selection)
        return self._dans_un_autre_axe(demande) or self._ses_mots(demande, empechement)

    def _penalites(
        self, demande: Demande, selection: Selection, montants: Sequence[Dite]
    ) -> Decisions:
        """Choose the breaches whose amount is given, besides those named or of the default."""
        nommes = _sommes(montants)
        base = selection.retenus or self._defaut(demande)
        choisis = {*base, *nommes} - set(selection.exclus)
        sommes = {**demande.etat.faits.montants, **nommes}
        return Decisions(
            {
                "penalites": [m for m in self.referentiel.manquements if m in choisis],
                "montants": {m: somme for m, somme in sommes.items() if m in choisis},
            },
            exclusif=True,
        )

    def _defaut(self, demande: Demande) -> Sequence[str]:
        return liste_par_defaut(demande.fait, demande.etat.faits, self.referentiel)

    def _redige(self, demande: Demande, selection: Selection) -> bool:
        """Tell an own action, whatever it names of the list."""
        if not demande.modalite.libre:
            return False
        options = self.options(demande.modalite)
        avec_un_choix = bool(couper_le_choix(demande.texte.brut, options)[0])
        libelles = {item: demande.modalite.valeurs[item] for item in demande.modalite.items}
        return avec_un_choix or est_redigee(demande.texte, selection, libelles)

    def _retenir(self, demande: Demande, selection: Selection) -> Decisions:
        if selection.hors_liste:
            return Decisions(hors_liste=True, exclusif=True)
        deja = demande.etat.suivi.liste
        choisis = selection.appliquer(demande.modalite.items, deja or self._defaut(demande))
        if demande.fait == "axes" and not choisis:
            return Decisions()
        gardes = [dit for dit in deja if dit not in choisis and dit not in selection.exclus]
        return self.regler(demande.modalite, [*gardes, *choisis], demande.etat)

    def _dans_un_autre_axe(self, demande: Demande) -> Decisions | None:
        """« Et puis les forums »: add an action to the chosen axis that it belongs to."""
        if demande.modalite.axe is None:
            return None
        for axe in axes_retenus(demande.etat.faits, self.referentiel):
            fait = self.referentiel.actions_de(axe.id).fait
            deja = demande.etat.faits.liste(fait)
            nommees = lire_noms(demande.texte, {action.id: action.mots for action in axe.actions})
            if fait != demande.fait and nommees and deja is not None:
                neuves = (nom for nom in nommees if nom not in deja)
                return Decisions({fait: [*deja, *neuves]}, exclusif=True)
        return None

    def _ses_mots(self, demande: Demande, empechement: str | None) -> Decisions:
        """Take an own action, unless it is meant otherwise or cannot be an obligation."""
        modalite, message = demande.modalite, demande.message
        par_defaut = self.par_defaut(modalite, message, demande.etat)
        if not par_defaut.vide or not modalite.libre:
            return par_defaut
        trop_court = len(message.texte.split()) < MOTS_D_UNE_ACTION
        if trop_court and message.intention in SANS_RAPPORT:
            return Decisions()
        lisible = empechement in (None, NON_MESURABLE)
        if dit_autre_chose(demande.texte) or (lisible and self.est_une_commande(message)):
            return Decisions()
        choisies, propre = couper_le_choix(self.texte_libre(message), self.options(modalite))
        liste = (*demande.etat.suivi.liste, *choisies)
        if empechement:
            return Decisions(liste=liste, souhait=(empechement, modalite.axe), exclusif=True)
        return Decisions(liste=(*liste, propre), exclusif=True)

    def _empechement(self, demande: Demande) -> str | None:
        """Return what keeps a sentence from being an action of the plan, if anything."""
        return self.souhaits.empechement(demande.texte) if demande.modalite.axe else None


def _est_un_choix(demande: Demande, selection: Selection) -> bool:
    """Tell names and numbers from another sentence that happens to hold them."""
    nomme = bool(selection.nommes) and not demande.modalite.libre
    return not selection.vide and (nomme or selection.reste < MOTS_D_UN_ECART)


def _sommes(montants: Sequence[Dite]) -> dict[str, float]:
    """Return the amounts that were said, by breach."""
    return {manquement: somme for dite in montants for manquement, somme in dite.montants.items()}
