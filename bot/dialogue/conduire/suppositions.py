"""What would become of the verdict: « et si… ? », « comparez … ou … ». Nothing is changed by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.compris import Compris, Lu
from bot.dialogue.comprendre.forme import FORME, indices_dits
from bot.dialogue.conduire.changements import Changements
from bot.dialogue.conduire.faits import prise_de_note
from bot.dialogue.etat import Etat, Parole, Tour, Valeurs
from bot.lecture.natures import MARCHE, NATURE
from bot.metier.criteres import HORS_CHAMP, MULTI_MS
from bot.metier.referentiel import Referentiel
from bot.metier.valeurs import Valeur

# once « et si… ? » was answered, « non, on garde 4 ans »
RIEN_NE_CHANGE = Parole("utter_rien_ne_change")
# after it, how what was supposed is taken
POUR_LA_RETENIR = Parole("utter_retenir_la_supposition")
RECURRENCE, RECURRENT = "recurrence", "recurrent"
DUREE_MS = "duree_ms_mois"
# several holders, whatever the way that orders go to them
MULTI = "multi"


@dataclass(frozen=True)
class Suppositions:
    """Judges what is supposed by the same rules, beside the facts."""

    referentiel: Referentiel
    changements: Changements

    def supposer(self, compris: Compris) -> Tour:
        """Answer « et si… ? » by the rules, without touching the facts."""
        etat = compris.etat
        if MULTI in indices_dits(compris.message.lectures) and FORME not in compris.lu.faits:
            options = [{**compris.lu.faits, **forme} for forme in self._formes_a_plusieurs()]
            return self.comparer(replace(compris, lu=Lu(), options=tuple(options)))
        if not compris.lu.faits:
            sans_fait = Parole("utter_supposition_sans_fait")
            return Tour(etat, (RIEN_NE_CHANGE if compris.message.dit.pour_voir else sans_fait,))
        supposes = _avec_leur_forme(compris.lu.faits, etat)
        dure = compris.message.dit.nomme_un_service_continu
        if dure and etat.faits.contrat.recurrence != RECURRENT:
            supposes = {RECURRENCE: RECURRENT, **supposes}
        faits = self.changements.appliquer(etat, supposes).faits
        valeurs = {"supposes": supposes, "faits": faits, "reels": etat.faits}
        suivi = replace(etat.suivi, supposes=supposes)
        parole = Parole(gabarit="supposition", valeurs=valeurs)
        return Tour(replace(etat, suivi=suivi), (parole, *_pour_la_retenir(etat)))

    def _formes_a_plusieurs(self) -> Sequence[Valeurs]:
        """Return what « et si je passe en multi ? » may mean: orders, or marchés subséquents."""
        minimum = self.referentiel.parametres["duree_minimale"].valeur
        en_subsequents: Valeurs = {FORME: MULTI_MS, DUREE_MS: minimum}
        return {FORME: "multi_bons_de_commande"}, en_subsequents

    def comparer(self, compris: Compris) -> Tour:
        """Tell the verdicts of two ways of doing side by side, without touching the facts."""
        avant, communs = compris.etat, compris.lu.faits
        etat = self.changements.appliquer(avant, communs) if communs else avant
        note = (prise_de_note(communs, avant.faits, etat.faits),) if communs else ()
        options = tuple(_avec_leur_forme(option, etat) for option in compris.options)
        faits = [self.changements.appliquer(etat, option).faits for option in options]
        valeurs = {"options": list(options), "faits": faits}
        suivi = replace(etat.suivi, options=options)
        parole = Parole(gabarit="comparaison", valeurs=valeurs)
        return Tour(replace(etat, suivi=suivi), (*note, parole))


def _pour_la_retenir(etat: Etat) -> tuple[Parole, ...]:
    """Say once how to go on from a supposition, where nothing is asked."""
    dite = any(POUR_LA_RETENIR.nom in dites for dites in etat.suivi.dites)
    return () if etat.question or etat.oral or dite else (POUR_LA_RETENIR,)


def _avec_leur_forme(supposes: Valeurs, etat: Etat) -> dict[str, Valeur | None]:
    """« Et des marchés subséquents de 18 mois ? » supposes the form that has some, too.

    A form supposed of what is no marché supposes one.
    """
    a_plusieurs: Valeurs = {FORME: MULTI_MS} if DUREE_MS in supposes else {}
    sans_forme = etat.faits.contrat.forme_contrat != MULTI_MS
    dits = {**(a_plusieurs if sans_forme else {}), **supposes}
    # « et avec un seul titulaire, pendant 4 ans ? »: no longer of marchés subséquents
    if FORME in dits and dits[FORME] != MULTI_MS and DUREE_MS in dits:
        dits = {"duree_mois": dits[DUREE_MS], **{f: v for f, v in dits.items() if f != DUREE_MS}}
    en_marche = FORME in dits and etat.faits.contrat.nature_contrat in HORS_CHAMP
    return {NATURE: MARCHE, **dits} if en_marche else dits
