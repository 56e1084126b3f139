"""What comes after a message was taken: the verdict, the next question, the clause."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.dialogue.comprendre.objet import OBJET
from bot.dialogue.comprendre.quantites import PAR_PERIODE
from bot.dialogue.conduire.lots import dire_l_avis
from bot.dialogue.conduire.par_an import MONTANT, proposer_le_total
from bot.dialogue.etat import RESTE, Etat, Parole, Suivi, Tour
from bot.metier.contrat import INCONNU, NOTIFIEE
from bot.metier.referentiel import COURT, Referentiel
from bot.metier.situation import CONFIRMATION, Situation, situer, tout_par_defaut

CLAUSE = Parole(document="clause")
QUE_FAIRE = Parole("utter_que_faire")
# nobody reads a clause over the telephone
PAR_ECRIT = Parole("utter_par_ecrit")


@dataclass(frozen=True)
class Suite:
    """Goes on from where a file stands by the rules."""

    referentiel: Referentiel

    def situer(self, etat: Etat) -> Situation:
        """Return where a file stands; what was undone, or left open, is not confirmed."""
        reste = self._reste_a_confirmer(etat)
        situation = situer(etat.faits, self.referentiel, etat.parcours, reste)
        # whether a plan fits is asked of no contract that bears its clause already
        if _est_lie(etat) and not situation.pret:
            return replace(situation, question=None, verdict=None)
        return situation

    def _reste_a_confirmer(self, etat: Etat) -> bool:
        lus = (etat.faits.get(fait) for fait in etat.suivi.a_confirmer)
        return any(lu not in (None, INCONNU) for lu in lus)

    def continuer(self, etat: Etat, paroles: tuple[Parole, ...] = ()) -> Tour:
        """Tell the verdict when it was just reached, then ask the next question or give the clause.

        The pending question keeps its point to settle. What was read is shown before it is
        confirmed; once a line is plainly corrected, it is only asked about the others.
        """
        demandait, prend = etat.question, etat.suivi.defauts and not etat.oral
        suite, situation, avis, annonce = self._avancer(etat)
        paroles = (*paroles, *avis, *annonce)
        if prend and avis and situation.favorable:
            suite, prises = self._prendre_les_defauts(suite)
            demandait = suite.question
            suite, situation, avis, annonce = self._avancer(suite)
            paroles = (*paroles, *prises, *avis, *annonce)
        if situation.question is None:
            return self._conclure(suite, paroles, demandait is not None, situation)
        if situation.question == CONFIRMATION:
            return _montrer(suite, paroles, deja_montre=demandait == CONFIRMATION)
        if situation.question != demandait:
            paroles = (*paroles, *self.presenter(suite))
        return Tour(suite, paroles)

    def _avancer(
        self, etat: Etat
    ) -> tuple[Etat, Situation, tuple[Parole, ...], tuple[Parole, ...]]:
        """Return the state at its next question, where it stands, the verdict, its first line."""
        situation = self.situer(etat)
        avis = self._avis_a_dire(etat, situation) if situation.pret else ()
        suivi = replace(etat.suivi, interrompu=False, suspendue=None)
        if situation.question != (etat.question or etat.suivi.suspendue):
            suivi = suivi.pour_une_autre_question()
        if situation.question == MONTANT and (suivi.motif or PAR_PERIODE).startswith(PAR_PERIODE):
            suivi = proposer_le_total(suivi, etat.faits)
        if situation.question == OBJET and suivi.motif is None and suivi.objet_probable:
            suivi = replace(suivi, motif="probable", candidat=suivi.objet_probable)
        suite = replace(etat, question=situation.question, suivi=suivi)
        suite = _avis_dit(suite, avis, situation)
        suite, annonce = self._annoncer(suite, situation)
        return suite, situation, avis, annonce

    def _prendre_les_defauts(self, etat: Etat) -> tuple[Etat, tuple[Parole, ...]]:
        """Take the default of all that is left, as was asked before the verdict."""
        decisions = tout_par_defaut(etat.faits, self.referentiel)
        suivi = replace(etat.suivi, defauts=False)
        if not decisions:
            return replace(etat, suivi=suivi), ()
        notes = {fait: {"avant": None, "apres": valeur} for fait, valeur in decisions.items()}
        suivi = suivi.retenant(dict.fromkeys(decisions))
        pris = replace(etat, faits=etat.faits.avec(decisions), suivi=suivi)
        return pris, (Parole(gabarit="note", valeurs={"notes": notes}),)

    def _annoncer(self, etat: Etat, situation: Situation) -> tuple[Etat, tuple[Parole, ...]]:
        """Tell the verdict in a line once it is known, whatever is still asked; aloud it is near.

        What is to be confirmed may change it.
        """
        connu = not (situation.pret or self._reste_a_confirmer(etat) or etat.oral)
        annonce = situation.verdict if connu else None
        dite = annonce is None or annonce == etat.suivi.annonce
        etat = replace(etat, suivi=replace(etat.suivi, annonce=annonce))
        return etat, () if dite else (Parole(gabarit="annonce", valeurs={"faits": etat.faits}),)

    def ou_en_est(self, etat: Etat) -> Parole:
        """Say what may be done while nothing is asked."""
        if self.situer(etat).verdict == "hors_champ":
            return Parole("utter_hors_champ")
        return QUE_FAIRE

    def presenter(self, etat: Etat) -> tuple[Parole, ...]:
        """Show the choices, the defaults and their sources before a question about the clause."""
        modalite = self.referentiel.modalites.get(etat.question or "")
        if modalite is None or not modalite.presentee:
            return ()
        valeurs = {"fait": etat.question, "faits": etat.faits}
        return (Parole(gabarit="presentation", valeurs=valeurs),)

    def rediger(self, etat: Etat) -> Tour:
        """Give the clause as things stand, after the verdict it rests on."""
        return self._rediger(etat, (), self.situer(etat))

    def _avis_a_dire(self, etat: Etat, situation: Situation) -> tuple[Parole, ...]:
        """Tell the verdict, when there is one that was not told yet."""
        if situation.verdict is None or etat.suivi.avis is not None:
            return ()
        if _est_lie(etat) and etat.suivi.avis_precedent:
            return (Parole("utter_avis_sans_objet"),)
        if _ne_change_que_le_nom(etat, situation):
            return (Parole(gabarit="avis_inchange", valeurs={"faits": etat.faits}),)
        avis = dire_l_avis(etat.faits, etat.suivi.avis_precedent, self.referentiel)
        suite = _suite_de_l_avis(etat, situation)
        return (*avis, Parole(suite)) if suite else avis

    def _conclure(
        self, etat: Etat, paroles: tuple[Parole, ...], questionnait: bool, situation: Situation
    ) -> Tour:
        """Give the clause at the end of the questions; say when the one given is out of date."""
        if etat.parcours == COURT or not (situation.favorable and situation.redigeable):
            return Tour(etat, paroles)
        a_jour = etat.suivi.clause_a_jour
        if a_jour is None or (questionnait and not a_jour):
            return self._rediger(etat, paroles, situation)
        if not a_jour:
            return Tour(etat, (*paroles, Parole("utter_clause_perimee")))
        return Tour(etat, paroles or (QUE_FAIRE,))

    def _rediger(self, etat: Etat, paroles: tuple[Parole, ...], situation: Situation) -> Tour:
        avis = self._avis_a_dire(etat, situation)
        etat = _avis_dit(etat, avis, situation)
        if etat.oral:
            return Tour(etat, (*paroles, *avis, PAR_ECRIT))
        etat = replace(etat, suivi=replace(etat.suivi, clause_a_jour=True))
        return Tour(etat, (*paroles, *avis, CLAUSE))


def _est_lie(etat: Etat) -> bool:
    """Tell a contract that is notified, and bears its clause."""
    return etat.suivi.clause_au_contrat and etat.faits.etape == NOTIFIEE


def poursuivi(etat: Etat) -> Etat:
    """Return the file of a buyer who goes on to the clause, whatever the verdict."""
    return replace(etat, faits=etat.faits.avec({"poursuivre": True}))


def avec_la_clause(etat: Etat) -> Etat:
    """Remember that the contract, which is notified, bears the clause."""
    return replace(etat, suivi=replace(etat.suivi, clause_au_contrat=True))


def clause_au_contrat(etat: Etat) -> Parole:
    """Say who does what, and when, of a clause that binds already."""
    return Parole(gabarit="clause_au_contrat", valeurs={"faits": etat.faits})


def _montrer(etat: Etat, paroles: tuple[Parole, ...], deja_montre: bool) -> Tour:
    """Show what was read; unless it corrects what was shown, a note would say the same."""
    if _corrige_surement(paroles, etat.suivi):
        return Tour(replace(etat, suivi=replace(etat.suivi, motif=RESTE)), paroles)
    motif = None if etat.suivi.motif == RESTE else etat.suivi.motif
    etat = replace(etat, suivi=replace(etat.suivi, motif=motif, montre=True))
    note = any(parole.gabarit == "note" for parole in paroles)
    valeurs = {"faits": etat.faits, "corrige": note and deja_montre}
    autres = tuple(parole for parole in paroles if deja_montre or parole.gabarit != "note")
    return Tour(etat, (*autres, Parole(gabarit="confirmation", valeurs=valeurs)))


def _corrige_surement(paroles: tuple[Parole, ...], suivi: Suivi) -> bool:
    """Tell a plain correction of what was shown; after two of them, all is shown again."""
    note = any(parole.gabarit == "note" for parole in paroles)
    encore = suivi.motif == RESTE and suivi.rappels > 0
    return note and suivi.montre and not encore


def _ne_change_que_le_nom(etat: Etat, situation: Situation) -> bool:
    """Tell that what is bought alone was corrected: no verdict hangs on its name."""
    changes = {nom for change in etat.suivi.historique[-1:] for nom in change}
    return etat.suivi.avis_precedent == situation.verdict and changes == {"objet"}


def _suite_de_l_avis(etat: Etat, situation: Situation) -> str | None:
    """Return what may be done once the verdict is told, where no question follows it."""
    if situation.verdict == "hors_champ":
        return "utter_apres_hors_champ"
    if etat.faits.etape == NOTIFIEE:
        return None if etat.suivi.clause_au_contrat else "utter_apres_notifiee"
    if not situation.favorable:
        return "utter_poursuivre"
    return "utter_apres_court" if etat.parcours == COURT else None


def _avis_dit(etat: Etat, avis: tuple[Parole, ...], situation: Situation) -> Etat:
    """Remember the verdict that was told, if one was."""
    if not avis:
        return etat
    suivi = replace(etat.suivi, avis=situation.verdict, avis_precedent=None)
    return replace(etat, suivi=suivi)
