"""« La 1 et un tuteur par équipe »: actions of an axis, the guide's or in the buyer's own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.dialogue.comprendre.compris import Decisions
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.reponses.commun import (
    FINI,
    MOTS_APRES_UN_RANG,
    MOTS_D_UN_ECART,
    RIEN_QUE_LA_FIN,
    SANS_RAPPORT,
    Demande,
    Repondeur,
    redire,
)
from bot.francais.mots import compiler
from bot.francais.texte import Texte, decouper, plier
from bot.lecture.clause.actions import (
    INFINITIF,
    MOTS_D_UNE_ACTION,
    couper_les_actions,
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
    sans_guillemets,
    sans_rien_d_autre,
)
from bot.lecture.clause.demandes import sans_politesse
from bot.lecture.clause.mesures import est_une_quantite, nommer_les_mesurees
from bot.lecture.clause.modalites import Dite
from bot.lecture.clause.selections import Selection, lire_noms, lire_selection
from bot.lecture.clause.souhaits import NON_MESURABLE, SANS_OBLIGATION
from bot.metier.clause import axes_retenus

RYTHME = "frequence_suivi"
PLUS_AUCUNE = "plus_aucune_action"
SEUL_DEFAUT = compiler(r"\W*{lecture/nommees.par_defaut}\W*")
FINI_D_ABORD = compiler(r"{lecture/actions.fin_de_liste} *[.!;,]")
EXPLICATION = compiler(r"{lecture/actions.explication}")
UN_NOUVEAU = compiler(r"\b{lecture/actions.nouveau} $")
NOMME_DES_ACTIONS = compiler(r"\b{lecture/nommees.une_action}\b")


class Actions(Repondeur):
    """Reads the actions of an axis: picked in the guide's list, or written by the buyer."""

    def lire(self, demande: Demande) -> Decisions:
        """See `Repondeur`."""
        if dite := self._n_en_choisit_aucune(demande):
            return dite
        demande = _avec_les_titres(demande)
        if finie := FINI.search(demande.message.dit.plie):
            return self._finir(redire(demande, demande.message.texte[: finie.start()]))
        if seules := _seules(demande):
            return self._finir(seules)
        return self._choisir(demande)

    def _finir(self, demande: Demande) -> Decisions:
        """Close the list after « des ateliers sur le sexisme, c'est tout »."""
        lue = self._choisir(demande)
        return lue.avec_la_liste(demande.fait) if lue.liste else lue

    def _n_en_choisit_aucune(self, demande: Demande) -> Decisions | None:
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

    def _choisir(self, demande: Demande) -> Decisions:
        return self._annoncees(demande) or self._lire_le_choix(demande)

    def _lire_le_choix(self, demande: Demande) -> Decisions:
        """Read what is picked, or one own action."""
        demande = self._redite(demande) or _sans_annonce(demande)
        selection = lire_selection(demande.texte, self.options(demande.modalite))
        if self._parle_d_autre_chose(demande, selection) or _ordonne_d_abord(demande):
            return Decisions()
        empechement = self.souhaits.empechement(demande.texte)
        lisible = empechement in (None, NON_MESURABLE)
        if selection.nommes and not lisible:
            return Decisions(souhait=(str(empechement), demande.modalite.axe), exclusif=True)
        if lisible and (lues := self._enumerees(demande)):
            return lues
        choisies = self._choisies(demande, selection) or self._dans_un_autre_axe(demande)
        return choisies or self._les_siennes(demande, empechement)

    def _choisies(self, demande: Demande, selection: Selection) -> Decisions | None:
        """Take what is picked in the list, unless the sentence writes an action of its own."""
        if not _est_un_choix(selection) or self._redige(demande):
            return None
        if self._precise(demande, selection):
            return self._preciser(demande, selection)
        return self._retenir(demande, selection)

    def _annoncees(self, demande: Demande) -> Decisions | None:
        """Take own actions that are announced, or told beside what is picked in the list."""
        change = lire_changement(demande.message.texte)
        echange = change is not None and change.mode in ("enleve", "remplace")
        if demande.message.dit.question or echange or reecrit(demande.message.texte):
            return None
        dits = self.texte_libre(demande.message)
        lues = self.siennes(demande.modalite, dits, demande.etat)
        if lues is None or not all(map(self._s_ecrit, lues.propres)):
            return None
        themes = (self.souhaits.empechement(Texte(p, decouper(p))) for p in lues.propres)
        if any(theme not in (None, NON_MESURABLE) for theme in themes):
            return None
        liste = dict.fromkeys((*demande.etat.suivi.liste, *lues.choisies, *lues.propres))
        return Decisions(liste=tuple(liste), exclusif=True)

    def _redite(self, demande: Demande) -> Demande | None:
        """Return « formations, tutorat » of « non, je voulais : formations, tutorat »."""
        tete, deux_points, dits = demande.message.texte.partition(":")
        deja, message = demande.etat.suivi.liste, demande.message
        nomme = message.dit.redit or NOMME_DES_ACTIONS.search(plier(tete))
        autrement = (deja and message.contredit and nomme) or reecrit(message.texte)
        dits = sans_guillemets(dits)
        if not (dits and deux_points and autrement):
            return None
        # what was just noted in the buyer's words is what is told otherwise
        propres = [dit for dit in deja if dit not in demande.modalite.items]
        lues = enumerer(dits, self.options(demande.modalite))
        redits = propres[-len(lues[1]) if lues else -1 :]
        garde = tuple(dit for dit in deja if dit not in redits)
        etat = replace(demande.etat, suivi=replace(demande.etat.suivi, liste=garde))
        return replace(redire(demande, dits), etat=etat)

    def _enumerees(self, demande: Demande) -> Decisions | None:
        """Take several actions, one of which at least is the buyer's own."""
        if demande.message.dit.question:
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
        ailleurs = any(_est_d_ailleurs(dite, demande) for dite in demande.dites)
        redit = ailleurs and demande.message.dit.redit
        if not redit and self._couper(demande.texte.brut, demande)[0]:
            return False  # « formations, et un point par trimestre », an action of his own
        # « gardez les trois autres axes » is no action of one of them
        des_axes = not selection.nommes and demande.message.dit.parle_des_axes
        # « tout garder sauf la fréquence », which is not in it
        sauf = selection.tout and selection.sauf_ailleurs
        return ailleurs or des_axes or sauf or parle_du_contrat(demande.texte)

    def _redige(self, demande: Demande) -> bool:
        """Tell an own action, whatever it names of the list."""
        avec_un_choix = bool(self._couper(demande.texte.brut, demande)[0])
        libelles = {item: demande.modalite.valeurs[item] for item in demande.modalite.items}
        return avec_un_choix or est_redigee(demande.texte, self.options(demande.modalite), libelles)

    def _precise(self, demande: Demande, selection: Selection) -> bool:
        """Tell one name of the list, and of what: the name alone would lose it."""
        seule = len(selection.nommes) == 1 == len(selection.retenus) and not selection.exclus
        seule = seule and not prend_le_defaut(demande.texte)
        dits = self.texte_libre(demande.message)
        if self.souhaits.entiere(dits) == "aucune":
            return False  # « on repart de zéro : le tutorat » is said to us
        return seule and est_precisee(dits, self.options(demande.modalite)) and self._s_ecrit(dits)

    def _preciser(self, demande: Demande, selection: Selection) -> Decisions:
        """Keep « prévention des TMS chez les cuisiniers » as it is said, and say what it is."""
        dits = sans_ajout(self.texte_libre(demande.message))
        dites = self.en_actions(dits)
        lue = self.regler(demande.modalite, [*demande.etat.suivi.liste, *dites], demande.etat)
        nom = demande.modalite.valeurs[selection.nommes[0]]
        return replace(lue, refus={"action_du_guide": nom})

    def _retenir(self, demande: Demande, selection: Selection) -> Decisions:
        if selection.hors_liste:
            return Decisions(hors_liste=True, exclusif=True)
        choisies = self.choisir(demande, selection)
        if selection.exclus and not choisies:  # only « aucune » leaves an axis without actions
            return Decisions(refus={PLUS_AUCUNE: None}, exclusif=True)
        return self.regler(demande.modalite, choisies, demande.etat)

    def _dans_un_autre_axe(self, demande: Demande) -> Decisions | None:
        """« Et puis les forums »: add an action to the chosen axis that it belongs to."""
        for axe in axes_retenus(demande.etat.faits, self.referentiel):
            fait = self.referentiel.actions_de(axe.id).fait
            deja = demande.etat.faits.liste(fait)
            nommees = lire_noms(demande.texte, {action.id: action.mots for action in axe.actions})
            if fait != demande.fait and nommees:
                neuves = (nom for nom in nommees if nom not in (deja or ()))
                return Decisions({fait: [*(deja or ()), *neuves]}, exclusif=True)
        return None

    def _les_siennes(self, demande: Demande, empechement: str | None) -> Decisions:
        """Take an own action, unless it is meant otherwise or cannot be an obligation."""
        # « par défaut + un référent nommé par la boîte » does not only take the default
        en_plus = self._couper(demande.texte.brut, demande)[0]
        par_defaut = self.par_defaut(demande.modalite, demande.message, demande.etat)
        if not (par_defaut.vide or en_plus):
            return par_defaut
        if self._n_est_pas_une_action(demande, empechement):
            return Decisions()
        return self._noter(demande, empechement)

    def _noter(self, demande: Demande, empechement: str | None) -> Decisions:
        """Add an own action to the list, with what its words name of it."""
        modalite, dits = demande.modalite, self.texte_libre(demande.message)
        deja, options = demande.etat.suivi.liste, self.options(modalite)
        change = lire_changement(dits)
        dits = change.entiers if change and change.mode == "ajoute" and change.entiers else dits
        choisies, propre = self._couper(sans_ajout(dits), demande)
        if not choisies and self._dit_a_nous(propre, empechement):
            return Decisions()
        if empechement:
            refuse = (empechement, modalite.axe)
            return Decisions(liste=(*deja, *choisies), souhait=refuse, exclusif=True)
        dites = self._propres(propre, options)
        liste = tuple(dict.fromkeys((*deja, *choisies, *dites)))
        souhait = (SANS_OBLIGATION, modalite.axe) if propre and not dites else None
        return Decisions(liste=liste, souhait=souhait, exclusif=True)

    def _dit_a_nous(self, propre: str, empechement: str | None) -> bool:
        """Tell « gardez les deux », which is no wish to word otherwise."""
        lisible = empechement in (None, NON_MESURABLE)
        return lisible and self.souhaits.entiere(propre) == "aucune"

    def _propres(self, propre: str, options: Mapping[str, Sequence[str]]) -> list[str]:
        """Return the own actions that words hold; « par défaut. mais… » is none."""
        return [
            action
            for dite in self.souhaits.obligations(propre)
            for action in couper_les_actions(dite, options)
            if not SEUL_DEFAUT.fullmatch(plier(action))
        ]

    def _couper(self, dits: str, demande: Demande) -> tuple[tuple[str, ...], str]:
        return self.couper_le_choix(demande.modalite, dits, demande.etat)

    def _n_est_pas_une_action(self, demande: Demande, empechement: str | None) -> bool:
        """Tell the contract's facts, a penalty, an order, or words about nothing of ours."""
        message = demande.message
        if self._corrige_le_contrat(message) or self.renvoie_ailleurs(demande):
            return True
        if est_une_quantite(message.texte):
            return True  # of what action, nothing tells
        # « j'ai dit 3 et 4 », « retire l'action… » write nothing
        if message.dit.redit or _ordonne_un_retrait(demande):
            return True
        # whatever it resembles, what picks in the list, or counts what is in it, is no order
        choisit = self._nomme_de_la_liste(demande)
        trop_court = len(message.texte.split()) < MOTS_D_UNE_ACTION
        if choisit or empechement not in (None, NON_MESURABLE):
            return message.intention in SANS_RAPPORT and trop_court
        return self.ne_dit_rien(demande)

    def _corrige_le_contrat(self, message: Message) -> bool:
        """Tell « finalement ce sera 5 ans »."""
        du_contrat = message.lus and (message.corrige or message.dit.nomme_un_fait)
        return bool(du_contrat) and not self.est_un_souhait(message)

    def _nomme_de_la_liste(self, demande: Demande) -> bool:
        """Tell « formations, et un parrainage… », « tutorat : 2 h par mois », not a question."""
        if demande.message.dit.question:
            return False
        return self._redige(demande)


def _avec_les_titres(demande: Demande) -> Demande:
    """Return « la 6 avec 200 h par an » with the title of the action, which its number loses."""
    modalite, dits = demande.modalite, demande.message.texte
    titres = [modalite.valeurs[item] for item in modalite.items]
    nommes = nommer_les_mesurees(dits, titres)
    return demande if nommes == dits else redire(demande, nommes)


def _seules(demande: Demande) -> Demande | None:
    """Return « former deux tuteurs, et rien d'autre », which the list is to hold alone."""
    seules = sans_rien_d_autre(demande.message.texte)
    if seules is None:
        return None
    suivi = replace(demande.etat.suivi, liste=())
    return replace(redire(demande, seules), etat=replace(demande.etat, suivi=suivi))


def _sans_annonce(demande: Demande) -> Demande:
    """Return « prévention des chutes » of « ajoute l'action : prévention des chutes »."""
    change = lire_changement(demande.message.texte)
    if not (change and change.mode == "ajoute" and UNE_ACTION.match(plier(change.entiers))):
        return demande
    # what it holds decides nothing else: « une action à nous : un point par trimestre »
    return replace(redire(demande, UNE_ACTION.sub("", change.entiers)), dites=())


def _est_un_choix(selection: Selection) -> bool:
    """Tell names and numbers from another sentence that happens to hold them."""
    ecart = MOTS_D_UN_ECART if selection.nommes or selection.tout else MOTS_APRES_UN_RANG
    return not selection.vide and selection.reste < ecart


def _est_finie(demande: Demande) -> bool:
    """Tell « non, j'ai fini, c'est tout »; « c'est tout » does not say if a wording is taken."""
    dit = demande.message.dit
    # « non » alone refuses the wording, and leaves the list open
    refuse = dit.dit_non and FINI.search(dit.plie) is not None
    finit = RIEN_QUE_LA_FIN.fullmatch(dit.plie) is not None
    return finit and (refuse or not demande.etat.suivi.proposition)


def _est_d_ailleurs(dite: Dite, demande: Demande) -> bool:
    """Tell « le suivi mensuel », of the plan, from « un point sécurité mensuel », an action."""
    avant = plier(demande.texte.brut[: dite.debut])
    d_une_action = dite.fait == RYTHME and UN_NOUVEAU.search(avant) is not None
    return dite.fait != demande.fait and not d_une_action


def _ordonne_un_retrait(demande: Demande) -> bool:
    """Tell « retire l'action… », « remplace… » from « retirer les produits dangereux »."""
    change = lire_changement(demande.message.texte)
    verbe = INFINITIF.match(demande.texte.plat.partition(" ")[0])
    return change is not None and change.mode in ("enleve", "remplace") and verbe is None


def _ordonne_d_abord(demande: Demande) -> bool:
    """Tell « c'est tout. euh non, sépare le tuteur », which says more than an action."""
    return FINI_D_ABORD.match(demande.message.dit.plie) is not None
