"""Facts and decisions that were said: taken, refused, opposed to others, or asked back."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.dialogue.comprendre.compris import Compris, Lu
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.quantites import A_NOMMER, PAR_PERIODE
from bot.dialogue.conduire.changements import Changements
from bot.dialogue.conduire.incompris import Incompris, rien_note
from bot.dialogue.conduire.par_an import MONTANT, retenir_par_an, suivre_la_duree
from bot.dialogue.conduire.suite import Suite, avec_la_clause, clause_au_contrat
from bot.dialogue.etat import Etat, Parole, Tour, Valeurs
from bot.francais.mots import compiler
from bot.lecture.clause.changements import change_une_liste
from bot.lecture.etapes import ETAPE
from bot.metier.contrat import INCONNU, NOTIFIEE
from bot.metier.faits import DU_CONTRAT
from bot.metier.referentiel import GUIDE, Referentiel
from bot.metier.valeurs import Valeur, en_mois, en_nombre, est_un_delai, est_une_liste
from bot.metier.verdict import CERTAINS

# « c'est bien », « comme je le disais » around what is said again; more may say something else
MOTS_SANS_RIEN_DE_PLUS, MOTS_D_UNE_DECISION, FAITS_D_UN_RAPPEL = 5, 2, 2
MONTANTS, ACTION = "montants", "action"
PAR_ACTION = compiler(r"\b{par} ?{par_action}", "lecture/penalites")
RECURRENCE, NATURE = "recurrence", "nature_contrat"
AXES, AMBITION, NOTIFICATION = "axes", "ambition", "date_notification"
# « oui, c'est exact », of what was just noted, whatever is asked
PRIS_ACTE = Parole("utter_pris_acte")
OPPOSEES = {"recurrent", "isole"}
# what is being settled, so that an answer to it is no contradiction
SUR_LA_RECURRENCE = ("contradiction", "continuite")


@dataclass(frozen=True)
class PriseDeFaits:
    """Takes what was said, tells what was noted, and goes on."""

    referentiel: Referentiel
    changements: Changements
    suite: Suite
    incompris: Incompris

    def prendre(self, compris: Compris, lu: Lu, paroles: tuple[Parole, ...]) -> Tour:
        """Take what a message says; `paroles` answer what it asks besides."""
        etat = compris.etat
        faits, refuses = self._dans_les_bornes(lu)
        faits = suivre_la_duree(_isole_s_il_n_en_dit_rien(faits, etat), etat)
        faits = {**self._liste_ouverte(faits, etat), **faits}
        paroles += tuple(
            Parole(f"utter_refus_{fait}", valeurs={"valeur": v}) for fait, v in refuses.items()
        )
        if not faits and refuses.keys() & self.referentiel.modalites.keys():
            return Tour(etat, paroles)
        contradiction = None if lu.adopte else self._contradiction(compris, faits)
        if contradiction:
            return Tour(contradiction, paroles)
        faits |= dict.fromkeys(lu.remis_en_cause)
        changes = {f: v for f, v in faits.items() if v != etat.faits[f]}
        pris, notes = self._noter(etat, faits if changes else {}, changes)
        if lu.liste is not None:  # « mettez-la dans l'axe égalité » takes it out of the open list
            pris = replace(pris, suivi=replace(pris.suivi, liste=lu.liste))
        pris = _a_confirmer(pris, faits, changes, compris)
        pris = retenir_par_an(pris, changes, compris.message.lectures)
        pris = _avec_les_defauts(pris, compris)
        if lu.faits and not (notes or paroles):
            dit = compris.message.dit
            approuve = dit.approuve_sans_reserve or dit.remercie
            change = change_une_liste(compris.message.texte)
            deja = rien_note(compris) if change else _deja_note(lu, compris.message)
            notes = (PRIS_ACTE if approuve else deja,)
        datee = pris.suivi.clause_au_contrat and NOTIFICATION in changes
        if pris.faits.etape == NOTIFIEE and (datee or compris.message.dit.dit_une_clause_deja_la):
            pris = avec_la_clause(pris)
            notes += (clause_au_contrat(pris),)
        notes += _expliquer(compris.message, changes, pris)
        # an amount that was told for another duration may change with it
        reste = en_nombre(pris.faits["montant_ht"]) is not None and "montant_ht" not in changes
        corrigee = bool(etat.suivi.avis and reste and etat.faits["duree_mois"])
        if (lu.adopte or corrigee) and "duree_mois" in changes:
            notes += (_a_revoir_avec_la_duree(etat, pris),)
        return self._poursuivre(compris, lu, pris, (*notes, *paroles), bool(changes), refuses)

    def _liste_ouverte(self, faits: Valeurs, etat: Etat) -> Valeurs:
        """Return what the open list holds, when other axes come to be asked about first."""
        modalite = self.referentiel.modalites.get(etat.question or "")
        axes = faits.get(AXES)
        if modalite is None or not (etat.suivi.liste and est_une_liste(axes)):
            return {}
        return {modalite.fait: list(etat.suivi.liste)} if modalite.axe in axes else {}

    def _noter(
        self, etat: Etat, faits: Valeurs, changes: Valeurs
    ) -> tuple[Etat, tuple[Parole, ...]]:
        """Move the file on, and say what was noted and what it entails."""
        pris = self.changements.appliquer(etat, faits) if changes else etat
        pris = replace(pris, suivi=replace(pris.suivi, echecs=0))
        if not changes:
            return pris, ()
        note = prise_de_note(changes, etat.faits, pris.faits)
        redigees = self._redigees(etat, changes)
        return pris, (note, *redigees, *self.changements.avertir(etat, pris))

    def _redigees(self, etat: Etat, changes: Valeurs) -> tuple[Parole, ...]:
        """Show how own actions that are added to a decided list will be worded."""
        dites = list[str]()
        for fait, valeur in changes.items():
            modalite = self.referentiel.modalites.get(fait)
            if modalite and modalite.axe and est_une_liste(valeur):
                deja = (*(etat.faits.liste(fait) or ()), *etat.suivi.liste, *modalite.items)
                dites += [dit for dit in valeur if dit not in deja]
        if not dites:
            return ()
        return (Parole(gabarit="action_propre", valeurs={"actions": dites, "ailleurs": []}),)

    def _poursuivre(
        self,
        compris: Compris,
        lu: Lu,
        pris: Etat,
        paroles: tuple[Parole, ...],
        change: bool,
        refuses: Valeurs,
    ) -> Tour:
        """Ask what comes first: a bare correction, a point to settle, the next question."""
        if lu.remis_en_cause:
            suivi = pris.suivi.pour_une_autre_question()
            return Tour(replace(pris, question=lu.remis_en_cause[0], suivi=suivi), paroles)
        verdict = self.suite.situer(pris).verdict
        # of what is no contract of purchase, nothing is left to settle
        juge = change or verdict == "hors_champ"
        tranche = juge and verdict in CERTAINS and not self._en_depend(lu, pris, verdict)
        a_regler = lu.a_regler and not (tranche or _attend_la_duree(lu, pris))
        if lu.a_regler and a_regler and self._decide(lu.a_regler[0], pris):
            return Tour(_a_regler(pris, lu), paroles)
        du_contrat = {*refuses} & {*DU_CONTRAT}
        if du_contrat and not change and compris.etat.question:
            return self._refuser(compris, pris, paroles)
        return self.suite.continuer(pris, paroles)

    def _en_depend(self, lu: Lu, pris: Etat, verdict: str | None) -> bool:
        """Tell a verdict that hangs on what the words leave open, or that may be of no marché."""
        if lu.a_regler is None or _doute_de_la_nature(lu, verdict):
            return lu.a_regler is not None
        sans = pris.faits.avec({lu.a_regler[0]: None})
        return self.suite.situer(replace(pris, faits=sans)).verdict not in CERTAINS

    def _decide(self, fait: str, etat: Etat) -> bool:
        """Tell what the course asks for; in a short one, an amount is left as it was said."""
        du_parcours = self.referentiel.parcours[etat.parcours].faisabilite
        return etat.parcours == GUIDE or fait in (NATURE, *du_parcours)

    def _refuser(self, compris: Compris, pris: Etat, paroles: tuple[Parole, ...]) -> Tour:
        """Say why a value cannot be; refused again, it is one more that was not understood."""
        if compris.etat.suivi.echecs:
            return self.incompris.relancer(compris)
        return Tour(replace(pris, suivi=replace(pris.suivi, echecs=1)), paroles)

    def _dans_les_bornes(self, lu: Lu) -> tuple[dict[str, Valeur | None], Valeurs]:
        """Set apart absurd quantities: « 0 an », « 300 ans »."""
        absurdes = {f: v for f, v in lu.faits.items() if self._est_absurde(f, v)}
        faits = {f: v for f, v in lu.faits.items() if f not in absurdes}
        return faits, {**lu.refuses, **absurdes}

    def _est_absurde(self, fait: str, valeur: Valeur | None) -> bool:
        bornes, quantite = self.referentiel.bornes.get(fait), _quantite(valeur)
        if bornes is None or quantite is None:
            return False
        return not bornes.minimum <= quantite <= bornes.maximum

    def _contradiction(self, compris: Compris, faits: Valeurs) -> Etat | None:
        """Ask which is right when two statements about continuity do not go together.

        An isolated purchase, yet said to come back; or to last for years: then the execution may
        well be continuous, which the guide accepts.
        """
        etat, message = compris.etat, compris.message
        # settled by the answer, or known to be a one-off of some length
        # or « isolé, sans continuité », which was proposed
        propose = etat.suivi.candidat is not None and etat.suivi.candidat == faits.get(RECURRENCE)
        regle = propose or (etat.suivi.motif in SUR_LA_RECURRENCE and RECURRENCE in faits)
        if message.bouton or regle or not faits.keys() & {RECURRENCE, "duree_mois"}:
            return None
        ancienne = etat.faits.contrat.recurrence
        nouvelle = faits.get(RECURRENCE, ancienne)
        oppose = {nouvelle, ancienne} == OPPOSEES and not _redit_la_recurrence(message, faits)
        longue = self._est_longue(faits.get("duree_mois", etat.faits["duree_mois"]))
        if not (oppose or (nouvelle == "isole" and longue)):
            return None
        suite = self.changements.appliquer(etat, {**faits, RECURRENCE: None})
        motif = "contradiction" if oppose else "continuite"
        suivi = replace(suite.suivi.pour_une_autre_question(), motif=motif)
        return replace(suite, question=RECURRENCE, suivi=suivi)

    def _est_longue(self, duree: Valeur | None) -> bool:
        mois = _quantite(duree)
        return mois is not None and mois >= self.referentiel.parametres["duree_minimale"].valeur


def _redit_la_recurrence(message: Message, faits: Valeurs) -> bool:
    """Tell that what was said of the need no longer holds: it is corrected, or said outright."""
    return message.corrige or (RECURRENCE in faits and message.dit.dit_le_besoin)


def _a_revoir_avec_la_duree(avant: Etat, pris: Etat) -> Parole:
    """Say what another duration leaves as it was, or undoes: the firm part, the amount."""
    avant_ferme, ferme = (e.faits["duree_ferme_mois"] for e in (avant, pris))
    valeurs = {
        "ferme": None if ferme else avant_ferme,
        "gardee": ferme if ferme == avant_ferme else None,
        "montant": pris.faits["montant_ht"],
    }
    return Parole(gabarit="avec_la_duree", valeurs=valeurs)


def _deja_note(lu: Lu, message: Message) -> Parole:
    """Say that nothing changes; of a message that says more, what of it was known, and no more."""
    lus = [lue for lue in message.lus if lue.fait in lu.faits]
    autour = "".join(
        signe
        for place, signe in enumerate(message.texte)
        if not any(lue.debut <= place < lue.fin for lue in lus)
    )
    # a whole description that is said again says no more than it did
    decrit = message.bouton or len(lu.faits) > FAITS_D_UN_RAPPEL
    # the very words of a decision stand among those around
    au_plus = MOTS_SANS_RIEN_DE_PLUS + (0 if lus else MOTS_D_UNE_DECISION)
    if decrit or len(autour.split()) <= au_plus:
        return Parole("utter_deja_note")
    return Parole(gabarit="deja_note", valeurs={"faits": dict(lu.faits)})


def _a_confirmer(pris: Etat, dits: Valeurs, changes: Valeurs, compris: Compris) -> Etat:
    """Have what was read in long or unsure words confirmed; what is said plainly is sure."""
    deja = {*pris.suivi.a_confirmer}
    question = compris.etat.question
    sus = {fait for fait in dits if not compris.message.doute_de(fait, question)}
    restent = (deja | changes.keys()) - sus
    a_confirmer = tuple(fait for fait in DU_CONTRAT if fait in restent)
    montre = pris.suivi.montre and not changes.keys() & restent
    return replace(pris, suivi=replace(pris.suivi, a_confirmer=a_confirmer, montre=montre))


def _avec_les_defauts(pris: Etat, compris: Compris) -> Etat:
    """Remember « le reste par défaut », said with the contract, until the verdict is told."""
    if pris.suivi.avis or not compris.message.dit.prend_tous_les_defauts:
        return pris
    return replace(pris, suivi=replace(pris.suivi, defauts=True))


def _expliquer(message: Message, changes: Valeurs, pris: Etat) -> tuple[Parole, ...]:
    """Say why what was advised is, and what « ambition forte » comes to."""
    paroles: tuple[Parole, ...] = ()
    if message.dit.demande_conseil and AXES in changes:
        paroles += (Parole(gabarit="axes_conseilles", valeurs={"faits": pris.faits}),)
    if message.dit.dit_un_degre and AMBITION in changes:
        paroles += (Parole("utter_degre_d_ambition"),)
    # the clause counts it by the year besides
    if MONTANTS in changes and en_nombre(pris.faits.montants.get(ACTION)) is not None:
        dit = PAR_ACTION.search(message.dit.plie)
        paroles += (Parole("utter_par_action_et_par_an"),) if dit else ()
    return paroles


def _isole_s_il_n_en_dit_rien(
    faits: dict[str, Valeur | None], etat: Etat
) -> dict[str, Valeur | None]:
    """Take « opération unique » as it was said, once whoever was asked about it goes on.

    The verdict then says what a continuous execution would change.
    """
    passe = etat.suivi.motif == "continuite" and faits and RECURRENCE not in faits
    return {**faits, RECURRENCE: "isole"} if passe else faits


def _douter(etat: Etat) -> Etat:
    suivi = etat.suivi.sans_avis().pour_une_autre_question()
    return replace(etat, faits=etat.faits.avec({NATURE: INCONNU}), question=NATURE, suivi=suivi)


def prise_de_note(changes: Valeurs, avant: Valeurs, apres: Valeurs) -> Parole:
    """Say what was noted."""
    notes = {fait: {"avant": avant.get(fait), "apres": apres.get(fait)} for fait in changes}
    return Parole(gabarit="note", valeurs={"notes": notes})


def _quantite(valeur: Valeur | None) -> float | None:
    """Return a number, or a delay in months, to be held against bounds."""
    if est_un_delai(valeur):
        return en_mois(valeur)
    return en_nombre(valeur)


def _doute_de_la_nature(lu: Lu, verdict: str | None) -> bool:
    """Tell that a verdict would be told of what may be no marché at all."""
    return verdict == "defavorable" and lu.a_regler is not None and lu.a_regler[0] == NATURE


def _attend_la_duree(lu: Lu, pris: Etat) -> bool:
    """Tell « 40 000 € par an », unasked: it is kept, and proposed once the duration is known."""
    par_an = lu.a_regler == (MONTANT, PAR_PERIODE, None)
    return par_an and pris.question != MONTANT and pris.suivi.par_an is not None


def _a_regler(etat: Etat, lu: Lu) -> Etat:
    """Ask the short question that settles what the words left open."""
    assert lu.a_regler is not None
    fait, motif, candidat = lu.a_regler
    if fait == NATURE:
        # no other question waits for it: left without an answer, the verdict stays open
        return _douter(etat)
    if candidat is None and motif in A_NOMMER:
        motif = f"{motif}_seul"  # nothing to confirm: the value is asked for
    # a stage alone takes nothing from the verdict that was told
    suivi = etat.suivi if fait == ETAPE else etat.suivi.sans_avis()
    suivi = suivi.pour_une_autre_question()
    indices = lu.indices or suivi.indices
    suivi = replace(suivi, motif=motif, candidat=candidat, indices=indices)
    return replace(etat, question=fait, suivi=suivi)
