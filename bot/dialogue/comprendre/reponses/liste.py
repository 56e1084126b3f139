"""« La 1 et la 3 », « tout sauf l'illettrisme », or an action in the buyer's own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.comprendre.compris import Decisions
from bot.dialogue.comprendre.penalites_dites import MONTANTS, PENALITES, PenalitesDites
from bot.dialogue.comprendre.reponses.choix import AXES
from bot.dialogue.comprendre.reponses.commun import FINI, RIEN_QUE_LA_FIN, Demande, Repondeur
from bot.francais.mots import compiler
from bot.francais.texte import Texte, decouper, plier
from bot.lecture.clause.actions import (
    INFINITIF,
    MOTS_D_UNE_ACTION,
    ajoute_au_defaut,
    couper_les_actions,
    dit_autre_chose,
    enumerer,
    est_precisee,
    est_redigee,
    parle_du_contrat,
    prend_le_defaut,
    sans_ajout,
)
from bot.lecture.clause.changements import (
    UNE_ACTION,
    laisse_la,
    lire_changement,
    reecrit,
    renvoie_a_ce_qui_precede,
    sans_guillemets,
    sans_rien_d_autre,
)
from bot.lecture.clause.demandes import sans_politesse
from bot.lecture.clause.enumerations import lire_enumeration
from bot.lecture.clause.mesures import est_une_quantite, nommer_les_mesurees
from bot.lecture.clause.modalites import Dite
from bot.lecture.clause.penalites import sans_les_manques
from bot.lecture.clause.selections import (
    Selection,
    avant_la_raison,
    compte_les_proposes,
    lire_noms,
    lire_selection,
)
from bot.lecture.clause.souhaits import NON_MESURABLE, SANS_OBLIGATION
from bot.lecture.natures import NATURE
from bot.metier.clause import axes_retenus, liste_par_defaut
from bot.metier.valeurs import Valeur

# a longer sentence is not a choice because it holds a name of the list
MOTS_D_UN_ECART = 4
RYTHME = "frequence_suivi"
SEUL_DEFAUT = compiler(r"\W*{lecture/nommees.par_defaut}\W*")
FINI_D_ABORD = compiler(r"{lecture/actions.fin_de_liste} *[.!;,]")
EXPLICATION = compiler(r"{lecture/actions.explication}")
UN_NOUVEAU = compiler(r"\b{lecture/actions.nouveau} $")
NOMME_DES_ACTIONS = compiler(r"\b{lecture/nommees.une_action}\b")
# « la première année » is no item
MOTS_APRES_UN_RANG = 2
# what words of the clause may resemble
ECRITES = frozenset({"faq", "hors_sujet"})
SANS_RAPPORT = frozenset({"hors_sujet", "insulter", "bavarder", "autre_langue", "nlu_fallback"})


class Liste(Repondeur):
    """Reads items of a list; of a free one, the buyer's own words too."""

    def _d_une_action(self, demande: Demande) -> Decisions | None:
        """Take what chooses no action: « explique-moi l'action… », and the end of the list."""
        if EXPLICATION.match(demande.message.dit.plie):
            return Decisions()
        deja = demande.etat.suivi.liste
        suite = laisse_la(demande.message.texte) if deja else None
        if suite == "":
            return Decisions(liste=deja, exclusif=True)
        if deja and (_est_finie(demande) or (suite and RIEN_QUE_LA_FIN.fullmatch(suite))):
            return self.regler(demande.modalite, [*deja], demande.etat)
        return None

    def lire(self, demande: Demande) -> Decisions:
        """See `Repondeur`."""
        if demande.fait == AXES and compte_les_proposes(demande.texte) == len(
            self._defaut(demande)
        ):
            return self.regler(demande.modalite, None, demande.etat)
        if demande.modalite.axe and (dite := self._d_une_action(demande)):
            return dite
        demande = _avec_les_titres(demande)
        finie = FINI.search(demande.message.dit.plie)
        if finie and demande.fait != PENALITES:  # there, it leaves the others out
            return self._finir(_redire(demande, demande.message.texte[: finie.start()]))
        if seules := _seules(demande):
            return self._finir(seules)
        return self._choisir(self._redite(demande) or self._sans_annonce(demande))

    def _choisir(self, demande: Demande) -> Decisions:
        selection = self._selection(demande)
        if demande.fait == PENALITES and (chiffrees := self._chiffrees(demande, selection)):
            return chiffrees
        changee = next((d.liste for d in demande.dites if d.fait == demande.fait), None)
        d_une_action = demande.modalite.axe is not None
        if changee is not None and not d_une_action and (demande.modalite.libre or not changee):
            # « ajoute le CSE », « pas de pénalités du tout »
            return Decisions({demande.fait: changee}, exclusif=True)
        if self._parle_d_autre_chose(demande, selection) or _ordonne_d_abord(demande):
            return Decisions()
        empechement = self._empechement(demande)
        if selection.nommes and empechement not in (None, NON_MESURABLE):
            return Decisions(souhait=(str(empechement), demande.modalite.axe), exclusif=True)
        if empechement in (None, NON_MESURABLE) and (lues := self._enumerees(demande)):
            return lues
        choisies = self._choisies(demande, selection)
        return choisies or self._dans_un_autre_axe(demande) or self._ses_mots(demande, empechement)

    def _selection(self, demande: Demande) -> Selection:
        """Read what is picked; of axes, apart from the reason that is given."""
        options = self.options(demande.modalite)
        if demande.fait == AXES:
            sans_raison = lire_selection(avant_la_raison(demande.texte), options)
            if not (sans_raison.vide or sans_raison.reste):
                return sans_raison
        dits = sans_les_manques(demande.texte) if demande.fait == PENALITES else demande.texte
        return lire_selection(dits, options)

    def _choisies(self, demande: Demande, selection: Selection) -> Decisions | None:
        """Take what is picked in the list, unless the sentence writes an action of its own."""
        if not _est_un_choix(demande, selection) or self._redige(demande, selection):
            return None
        if demande.modalite.axe and self._precise(demande, selection):
            return self._preciser(demande, selection)
        return self._retenir(demande, selection)

    def _finir(self, demande: Demande) -> Decisions:
        """Close the list after « des ateliers sur le sexisme, c'est tout »."""
        lue = self._choisir(self._redite(demande) or self._sans_annonce(demande))
        return lue.avec_la_liste(demande.fait) if lue.liste else lue

    def _redite(self, demande: Demande) -> Demande | None:
        """Return « formations, tutorat » of « non, je voulais : formations, tutorat »."""
        tete, deux_points, dits = demande.message.texte.partition(":")
        deja, message = demande.etat.suivi.liste, demande.message
        nomme = message.dit.redit or NOMME_DES_ACTIONS.search(plier(tete))
        autrement = (deja and message.contredit and nomme) or reecrit(message.texte)
        dits = sans_guillemets(dits)
        if not (demande.modalite.axe and dits and deux_points and autrement):
            return None
        # what was just noted in the buyer's words is what is told otherwise
        propres = [dit for dit in deja if dit not in demande.modalite.items]
        lues = enumerer(dits, self.options(demande.modalite))
        redits = propres[-len(lues[1]) if lues else -1 :]
        garde = tuple(dit for dit in deja if dit not in redits)
        etat = replace(demande.etat, suivi=replace(demande.etat.suivi, liste=garde))
        return replace(_redire(demande, dits), etat=etat)

    def _sans_annonce(self, demande: Demande) -> Demande:
        """Return « prévention des chutes » of « ajoute l'action : prévention des chutes »."""
        change = lire_changement(demande.message.texte) if demande.modalite.axe else None
        if not (change and change.mode == "ajoute" and UNE_ACTION.match(plier(change.entiers))):
            return demande
        return _redire(demande, UNE_ACTION.sub("", change.entiers))

    def _enumerees(self, demande: Demande) -> Decisions | None:
        """Take several actions, one of which at least is the buyer's own."""
        if demande.modalite.axe is None or demande.message.dit.question:
            return None
        dits = sans_politesse(self.texte_libre(demande.message))
        lues = enumerer(dits, self.options(demande.modalite))
        if lues is None or not all(map(self._s_ecrit, lues[1])):
            return None
        propres = (noyau for dite in lues[1] for noyau in self.en_actions(dite))
        liste = dict.fromkeys((*demande.etat.suivi.liste, *lues[0], *propres))
        return Decisions(liste=tuple(liste), exclusif=True)

    def _s_ecrit(self, dite: str) -> bool:
        """Tell words that may stand in the clause as they are."""
        return self.dit_une_action(dite) and not parle_du_contrat(Texte(dite, decouper(dite)))

    def _parle_d_autre_chose(self, demande: Demande, selection: Selection) -> bool:
        """Tell « enlève l'axe égalité », « plafond à 5 % », « prix révisables »: not this list."""
        ailleurs = any(
            dite.fait != demande.fait and not _est_d_une_action(dite, demande)
            for dite in demande.dites
        )
        redit = ailleurs and demande.message.dit.redit
        if not redit and demande.modalite.axe and self._couper(demande.texte.brut, demande)[0]:
            return False  # « formations, et un point par trimestre », an action of his own
        if ailleurs:
            return True
        interroge = demande.message.intention == "faq" and self.est_sur(demande.message)
        # « c'est le facilitateur qui organise la réunion »
        affirme = interroge and bool(selection.reste) and demande.fait == PENALITES
        # « tout garder sauf la fréquence », which is not in it
        sauf = selection.tout and selection.sauf_ailleurs
        autre = parle_du_contrat(demande.texte) or _parle_des_axes(demande, selection)
        return affirme or sauf or autre

    def _chiffrees(self, demande: Demande, selection: Selection) -> Decisions | None:
        """Choose the breaches whose amount is given, besides those that hold already."""
        dites = PenalitesDites(self.referentiel, self.modalites.penalites)
        autrement = self.modalites.penalites.autrement_dites(demande.texte)
        refus: dict[str, Valeur | None] = {MONTANTS: autrement} if autrement else {}
        montants = dites.lire(demande.texte)
        if not montants:
            return Decisions(refus=refus, exclusif=True) if refus else None
        choix = dites.choisir(
            montants, demande.texte, demande.etat, selection.retenus, selection.exclus
        )
        return Decisions(choix, refus=refus, exclusif=True)

    def _defaut(self, demande: Demande) -> Sequence[str]:
        return liste_par_defaut(demande.fait, demande.etat.faits, self.referentiel)

    def _redige(self, demande: Demande, selection: Selection) -> bool:
        """Tell an own action, whatever it names of the list."""
        if demande.modalite.axe is None:
            return False
        avec_un_choix = bool(self._couper(demande.texte.brut, demande)[0])
        libelles = {item: demande.modalite.valeurs[item] for item in demande.modalite.items}
        return avec_un_choix or est_redigee(demande.texte, selection, libelles)

    def _precise(self, demande: Demande, selection: Selection) -> bool:
        """Tell one name of the list, and of what: the name alone would lose it."""
        seule = len(selection.nommes) == 1 == len(selection.retenus) and not selection.exclus
        seule = seule and not prend_le_defaut(demande.texte)
        dits = self.texte_libre(demande.message)
        return seule and est_precisee(dits, self.options(demande.modalite)) and self._s_ecrit(dits)

    def _retenir(self, demande: Demande, selection: Selection) -> Decisions:
        if selection.hors_liste:
            return Decisions(hors_liste=True, exclusif=True)
        deja = demande.etat.suivi.liste
        choisis = selection.appliquer(demande.modalite.items, deja or self._defaut(demande))
        if selection.retenus and ajoute_au_defaut(demande.texte, self.options(demande.modalite)):
            defaut = self._defaut(demande)
            choisis = [i for i in demande.modalite.items if i in choisis or i in defaut]
        if demande.fait == AXES and not choisis:
            return Decisions()
        gardes = [dit for dit in deja if dit not in choisis and dit not in selection.exclus]
        propres = self._propres(demande, selection)
        return self.regler(demande.modalite, [*gardes, *choisis, *propres], demande.etat)

    def _preciser(self, demande: Demande, selection: Selection) -> Decisions:
        """Keep « prévention des TMS chez les cuisiniers » as it is said, and say what it is."""
        dits = sans_ajout(self.texte_libre(demande.message))
        dites = self.en_actions(dits)
        lue = self.regler(demande.modalite, [*demande.etat.suivi.liste, *dites], demande.etat)
        nom = demande.modalite.valeurs[selection.nommes[0]]
        return replace(lue, refus={"action_du_guide": nom})

    def _propres(self, demande: Demande, selection: Selection) -> list[str]:
        """Return what stands beside the names of an open list: « l'acheteur et la DRH »."""
        modalite = demande.modalite
        if not (modalite.libre and selection.nommes) or modalite.axe is not None:
            return []
        dits = self.texte_libre(demande.message)
        return [*lire_enumeration(dits, self.options(modalite))[1]]

    def _dans_un_autre_axe(self, demande: Demande) -> Decisions | None:
        """« Et puis les forums »: add an action to the chosen axis that it belongs to."""
        if demande.modalite.axe is None:
            return None
        for axe in axes_retenus(demande.etat.faits, self.referentiel):
            fait = self.referentiel.actions_de(axe.id).fait
            deja = demande.etat.faits.liste(fait)
            nommees = lire_noms(demande.texte, {action.id: action.mots for action in axe.actions})
            if fait != demande.fait and nommees:
                neuves = (nom for nom in nommees if nom not in (deja or ()))
                return Decisions({fait: [*(deja or ()), *neuves]}, exclusif=True)
        return None

    def _ses_mots(self, demande: Demande, empechement: str | None) -> Decisions:
        """Take an own action, unless it is meant otherwise or cannot be an obligation."""
        modalite, message = demande.modalite, demande.message
        # « par défaut + un référent nommé par la boîte » does not only take the default
        en_plus = modalite.axe is not None and self._couper(demande.texte.brut, demande)[0]
        par_defaut = self.par_defaut(modalite, message, demande.etat)
        if not modalite.libre or not (par_defaut.vide or en_plus):
            return par_defaut
        if self._n_est_pas_une_action(demande, empechement):
            return Decisions()
        return self._ajouter(demande, empechement)

    def _ajouter(self, demande: Demande, empechement: str | None) -> Decisions:
        """Add the buyer's own words to the list, with what they name of it."""
        modalite, dits = demande.modalite, self.texte_libre(demande.message)
        deja, options = demande.etat.suivi.liste, self.options(modalite)
        if modalite.axe is None:
            nommes, propres = lire_enumeration(dits, options)
            defaut = self._defaut(demande)
            if not deja and not {*nommes} & {*defaut}:
                deja = tuple(defaut)  # those of the guide stay, unless the list is told over
            return Decisions(liste=(*deja, *nommes, *propres), exclusif=True)
        change = lire_changement(dits)
        dits = change.entiers if change and change.mode == "ajoute" and change.entiers else dits
        choisies, propre = self._couper(sans_ajout(dits), demande)
        if empechement:
            refuse = (empechement, modalite.axe)
            return Decisions(liste=(*deja, *choisies), souhait=refuse, exclusif=True)
        dites = [
            action
            for dite in self.souhaits.obligations(propre)
            for action in couper_les_actions(dite, options)
            if not SEUL_DEFAUT.fullmatch(plier(action))  # « par défaut. mais… » is no action
        ]
        liste = tuple(dict.fromkeys((*deja, *choisies, *dites)))
        souhait = (SANS_OBLIGATION, modalite.axe) if propre and not dites else None
        return Decisions(liste=liste, souhait=souhait, exclusif=True)

    def _couper(self, dits: str, demande: Demande) -> tuple[tuple[str, ...], str]:
        return self.couper_le_choix(demande.modalite, dits, demande.etat)

    def _n_est_pas_une_action(self, demande: Demande, empechement: str | None) -> bool:
        """Tell the contract's facts, a penalty, an order, or words about nothing of ours."""
        message = demande.message
        # « finalement ce sera 5 ans »; « ce n'est pas un marché, on verse une subvention »
        du_contrat = message.lus and (message.corrige or message.dit.nomme_un_fait)
        souhaite = demande.modalite.axe is not None and self.est_un_souhait(message)
        if (du_contrat and not souhaite) or any(lue.fait == NATURE for lue in message.lectures):
            return True
        # « je baisse : 200 € par jour, plafonné à 3 000 € par an »
        if renvoie_a_ce_qui_precede(message.texte) or dit_autre_chose(demande.texte):
            return True
        if demande.modalite.axe and est_une_quantite(message.texte):
            return True  # of what action, nothing tells
        # « j'ai dit 3 et 4 », « retire l'action… » write nothing
        if demande.modalite.axe and (message.dit.redit or _ordonne_un_retrait(demande)):
            return True
        if self.modalites.penalites.sont_dites(demande.texte):
            return True
        concret = self.souhaits.est_concret(demande.texte)
        lisible = empechement in (None, NON_MESURABLE)
        trop_court = len(message.texte.split()) < MOTS_D_UNE_ACTION
        # whatever it resembles, what picks in the list, or counts what is in it, is no order
        choisit = demande.modalite.axe is not None and self._nomme_de_la_liste(demande)
        vide = lisible and not (concret or choisit)
        if message.intention in SANS_RAPPORT and (trop_court or vide):
            return True
        # « un tuteur par plombier débutant » resembles a question of the guide, and asks nothing
        ecrit = concret and not trop_court and self.dit_une_action(message.texte)
        commande = self.est_une_commande(message) and not (ecrit and message.intention in ECRITES)
        return lisible and not choisit and commande

    def _nomme_de_la_liste(self, demande: Demande) -> bool:
        """Tell « formations, et un parrainage… », « tutorat : 2 h par mois », not a question."""
        if demande.message.dit.question:
            return False
        return self._redige(demande, lire_selection(demande.texte, self.options(demande.modalite)))

    def _empechement(self, demande: Demande) -> str | None:
        """Return what keeps a sentence from being an action of the plan, if anything."""
        return self.souhaits.empechement(demande.texte) if demande.modalite.axe else None


def _est_finie(demande: Demande) -> bool:
    """Tell « non, j'ai fini, c'est tout »; « c'est tout » does not say if a wording is taken."""
    dit = demande.message.dit
    # « non » alone refuses the wording, and leaves the list open
    refuse = dit.dit_non and FINI.search(dit.plie) is not None
    finit = RIEN_QUE_LA_FIN.fullmatch(dit.plie) is not None
    return finit and (refuse or not demande.etat.suivi.proposition)


def _est_d_une_action(dite: Dite, demande: Demande) -> bool:
    """Tell « un point sécurité mensuel », an action, from « le suivi mensuel », of the plan."""
    avant = plier(demande.texte.brut[: dite.debut])
    nouvelle = dite.fait == RYTHME and UN_NOUVEAU.search(avant) is not None
    return demande.modalite.axe is not None and nouvelle


def _redire(demande: Demande, dits: str) -> Demande:
    """Return the same question, answered by these words alone."""
    message = replace(demande.message, texte=dits)
    return replace(demande, message=message, texte=Texte(dits, decouper(dits)))


def _avec_les_titres(demande: Demande) -> Demande:
    """Return « la 6 avec 200 h par an » with the title of the action, which its number loses."""
    modalite, dits = demande.modalite, demande.message.texte
    titres = [modalite.valeurs[item] for item in modalite.items] if modalite.axe else []
    nommes = nommer_les_mesurees(dits, titres)
    return demande if nommes == dits else _redire(demande, nommes)


def _seules(demande: Demande) -> Demande | None:
    """Return « former deux tuteurs, et rien d'autre », which the list is to hold alone."""
    seules = sans_rien_d_autre(demande.message.texte) if demande.modalite.axe else None
    if seules is None:
        return None
    suivi = replace(demande.etat.suivi, liste=())
    return replace(_redire(demande, seules), etat=replace(demande.etat, suivi=suivi))


def _ordonne_un_retrait(demande: Demande) -> bool:
    """Tell « retire l'action… », « remplace… » from « retirer les produits dangereux »."""
    change = lire_changement(demande.message.texte)
    verbe = INFINITIF.match(demande.texte.plat.partition(" ")[0])
    return change is not None and change.mode in ("enleve", "remplace") and verbe is None


def _ordonne_d_abord(demande: Demande) -> bool:
    """Tell « c'est tout. euh non, sépare le tuteur », which says more than an action."""
    return demande.modalite.axe is not None and bool(FINI_D_ABORD.match(demande.message.dit.plie))


def _parle_des_axes(demande: Demande, selection: Selection) -> bool:
    """Tell « gardez les trois autres axes », which is no action of one of them."""
    d_une_action = demande.modalite.axe is not None and not selection.nommes
    return d_une_action and demande.message.dit.parle_des_axes


def _est_un_choix(demande: Demande, selection: Selection) -> bool:
    """Tell names and numbers from another sentence that happens to hold them."""
    # « les 1 et 4, pas la peine de… », in a list to which nothing is added: what follows is why
    nomme = (bool(selection.nommes) or selection.en_tete) and not demande.modalite.libre
    ecart = MOTS_D_UN_ECART if selection.nommes or selection.tout else MOTS_APRES_UN_RANG
    return not selection.vide and (nomme or selection.reste < ecart)
