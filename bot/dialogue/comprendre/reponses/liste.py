"""« La 1 et la 3 », « tout sauf la réunion », « l'acheteur et la DRH »: items of a list."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.comprendre.compris import Decisions
from bot.dialogue.comprendre.penalites_dites import MONTANTS, PENALITES, PenalitesDites
from bot.dialogue.comprendre.reponses.choix import AXES
from bot.dialogue.comprendre.reponses.commun import (
    FINI,
    MOTS_APRES_UN_RANG,
    MOTS_D_UN_ECART,
    Demande,
    Repondeur,
    redire,
)
from bot.dialogue.comprendre.tournures import tournures
from bot.francais.texte import Texte, decouper
from bot.lecture.clause.actions import parle_du_contrat
from bot.lecture.clause.autres_penalites import (
    parle_des_autres,
    sans_les_manques,
    sans_les_montants_a_venir,
)
from bot.lecture.clause.changements import PARTICIPANTS
from bot.lecture.clause.enumerations import lire_enumeration
from bot.lecture.clause.montants_redits import par_leurs_noms
from bot.lecture.clause.selections import (
    Selection,
    avant_la_raison,
    compte_les_proposes,
    lire_selection,
)

TYPE_ACHETEUR = "type_acheteur"


class Liste(Repondeur):
    """Reads items of a list; of a free one, the buyer's own words too."""

    def lire(self, demande: Demande) -> Decisions:
        """See `Repondeur`."""
        if demande.fait == PENALITES:
            return self._penaliser(demande)
        if demande.fait == AXES and self._prend_les_proposes(demande):
            return self.regler(demande.modalite, None, demande.etat)
        if finie := FINI.search(demande.message.dit.plie):
            return self._finir(redire(demande, demande.message.texte[: finie.start()]))
        return self._choisir(demande, self._selection(demande))

    def _penaliser(self, demande: Demande) -> Decisions:
        """Choose breaches, by their names or their ranks; « c'est tout » leaves the others out."""
        dits = sans_les_montants_a_venir(sans_les_manques(demande.texte))
        penalites = self.modalites.penalites
        if penalites.pour_des_rangs(dits) is None:
            dits = par_leurs_noms(dits, penalites.courts())
        demande = replace(demande, texte=dits)
        if self._prend_les_proposes(demande):
            return self.regler(demande.modalite, None, demande.etat)
        selection = self._selection(demande)
        return self._chiffrees(demande, selection) or self._choisir(demande, selection)

    def _prend_les_proposes(self, demande: Demande) -> bool:
        """Tell « ok pour les deux », of as many as are proposed."""
        return compte_les_proposes(demande.texte) == len(self.defaut(demande))

    def _finir(self, demande: Demande) -> Decisions:
        """Close the list after « l'acheteur et la DRH, c'est tout »."""
        lue = self._choisir(demande, self._selection(demande))
        return lue.avec_la_liste(demande.fait) if lue.liste else lue

    def _choisir(self, demande: Demande, selection: Selection) -> Decisions:
        changee = next((d.liste for d in demande.dites if d.fait == demande.fait), None)
        if changee is not None and (demande.modalite.libre or not changee):
            # « ajoute le CSE », « pas de pénalités du tout »
            return Decisions({demande.fait: changee}, exclusif=True)
        if self._parle_d_autre_chose(demande, selection):
            return Decisions()
        if self._est_un_choix(demande, selection):
            return self._retenir(demande, selection)
        return self._ses_mots(demande)

    def _selection(self, demande: Demande) -> Selection:
        """Read what is picked; of axes, apart from the reason that is given."""
        options = self.options(demande.modalite)
        if demande.fait == AXES:
            sans_raison = lire_selection(avant_la_raison(demande.texte), options)
            if not sans_raison.vide and sans_raison.reste < MOTS_APRES_UN_RANG:
                return sans_raison
        return lire_selection(demande.texte, options)

    def _est_un_choix(self, demande: Demande, selection: Selection) -> bool:
        """Tell names and numbers from another sentence that happens to hold them."""
        # « les 1 et 4, pas la peine de… », in a list to which nothing is added: what follows is why
        nomme = (bool(selection.nommes) or selection.en_tete) and not demande.modalite.libre
        ecart = MOTS_D_UN_ECART if selection.nommes or selection.tout else MOTS_APRES_UN_RANG
        return not selection.vide and (nomme or selection.reste < ecart)

    def _parle_d_autre_chose(self, demande: Demande, selection: Selection) -> bool:
        """Tell « enlève l'axe égalité », « plafond à 5 % », « prix révisables »: not this list."""
        # « participants : le CCAS, le titulaire » says who comes, not who buys
        d_ici = (demande.fait, TYPE_ACHETEUR if demande.fait == PARTICIPANTS else demande.fait)
        if any(dite.fait not in d_ici for dite in demande.dites):
            return True
        return self._n_y_choisit_rien(demande, selection)

    def _n_y_choisit_rien(self, demande: Demande, selection: Selection) -> bool:
        """Tell a statement about the list, an exception that is not in it, or the contract."""
        interroge = demande.message.intention == "faq" and self.est_sur(demande.message)
        # « c'est le facilitateur qui organise la réunion »
        affirme = interroge and bool(selection.reste) and demande.fait == PENALITES
        affirme = affirme and not (selection.tout and selection.exclus)
        # « tout garder sauf la fréquence », which is not in it
        sauf = selection.tout and selection.sauf_ailleurs
        return affirme or sauf or parle_du_contrat(demande.texte)

    def _chiffrees(self, demande: Demande, selection: Selection) -> Decisions | None:
        """Choose the breaches whose amount is given, besides those that hold already."""
        dites = PenalitesDites(self.referentiel, self.modalites.penalites)
        autrement = self.modalites.penalites.autrement_dites(demande.texte)
        refus = dites.a_cote(demande.texte, demande.etat)
        refus |= {MONTANTS: autrement} if autrement else {}
        montants = dites.lire(demande.texte)
        if not montants:
            return Decisions(refus=refus, exclusif=True) if refus else None
        # « 300 € par réunion. Le reste par défaut », of which this is a part
        entier = demande.message.entier
        reste = tournures(entier).prend_tous_les_defauts or parle_des_autres(
            Texte(entier, decouper(entier))
        )
        choix = dites.choisir(
            montants, demande.texte, demande.etat, selection.retenus, selection.exclus, reste
        )
        return Decisions(choix, refus=refus, exclusif=True)

    def _retenir(self, demande: Demande, selection: Selection) -> Decisions:
        if selection.hors_liste:
            return Decisions(hors_liste=True, exclusif=True)
        choisis = self.choisir(demande, selection)
        if demande.fait == AXES and not choisis:
            return Decisions()
        choisis += self._propres(demande, selection)
        return self.regler(demande.modalite, choisis, demande.etat)

    def _propres(self, demande: Demande, selection: Selection) -> list[str]:
        """Return what stands beside the names of an open list: « l'acheteur et la DRH »."""
        modalite = demande.modalite
        if not (modalite.libre and selection.nommes):
            return []
        dits = self.texte_libre(demande.message)
        return [*lire_enumeration(dits, self.options(modalite))[1]]

    def _ses_mots(self, demande: Demande) -> Decisions:
        """Take the buyer's own words, in a list that is open to them."""
        par_defaut = self.par_defaut(demande.modalite, demande.message, demande.etat)
        if not (demande.modalite.libre and par_defaut.vide):
            return par_defaut
        return Decisions() if self._n_en_est_pas(demande) else self._ajouter(demande)

    def _ajouter(self, demande: Demande) -> Decisions:
        """Add the buyer's own words to the list, with what they name of it."""
        deja, options = demande.etat.suivi.liste, self.options(demande.modalite)
        nommes, propres = lire_enumeration(self.texte_libre(demande.message), options)
        defaut = self.defaut(demande)
        if not deja and not {*nommes} & {*defaut}:
            deja = tuple(defaut)  # those of the guide stay, unless the list is told over
        return Decisions(liste=(*deja, *nommes, *propres), exclusif=True)

    def _n_en_est_pas(self, demande: Demande) -> bool:
        """Tell the contract's facts, a penalty, an order, or words about nothing of ours."""
        message = demande.message
        # « finalement ce sera 5 ans »
        du_contrat = message.lus and (message.corrige or message.dit.nomme_un_fait)
        return bool(du_contrat) or self.renvoie_ailleurs(demande) or self.ne_dit_rien(demande)
