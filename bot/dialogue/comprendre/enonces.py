"""What is said of the plan's modalities, statement by statement, each with the name it goes to.

« 2 mois ça va, mais une réunion tous les 6 mois, et le syndicat ne paye rien ». The words are data
(`data/lecture/modalites.yml`, `data/lecture/nommees.yml`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from bot.dialogue.comprendre.compris import Decisions
from bot.dialogue.comprendre.reponses.commun import Repondeur
from bot.dialogue.etat import Etat, Valeurs
from bot.francais.mots import compiler, quelque_part, telle_quelle
from bot.francais.texte import Texte
from bot.lecture.clause.delais import lire_delai_entier, lire_pourcentage
from bot.lecture.clause.enumerations import enonces
from bot.lecture.clause.selections import Selection, lire_selection
from bot.lecture.clause.sommes import SOMME
from bot.metier.clause import valeur_par_defaut
from bot.metier.modalites import Modalite
from bot.metier.valeurs import Valeur

FICHIER = "lecture/nommees"
PAR_DEFAUT = quelque_part(f"{FICHIER}.par_defaut")
LE_RESTE = quelque_part(f"{FICHIER}.le_reste")
CONVIENT = quelque_part(f"{FICHIER}.ca_convient")
ORGANISE = quelque_part(f"{FICHIER}.organise")
LE_TITULAIRE = compiler(r"\b{lecture/modalites.qui_execute}\b")
# fewer words are not worth a line
MOTS_A_REDIRE = 3
BILAN, ORGANISATEUR = "delai_bilan", "organisateur"
SUIVI, REUNIONS = "frequence_suivi", "reunions_repetees"
# « un comité tous les six mois »: the report comes at that pace, the meeting once a year
PAR_ECRIT, UNE_FOIS_L_AN = "reunions_par_ecrit", "annuelle"
UNE_REUNION = quelque_part("lecture/modalites.une_reunion")
RYTHME_HORS_LISTE = quelque_part("lecture/modalites.rythme_hors_liste")
POUR_CENT = telle_quelle("lecture/delais.pourcent")
REUNIONS_REPETEES = quelque_part("lecture/modalites.reunions_repetees")
# « tous les 4 mois », where the follow-up is asked for, or shown
MOTS_D_UN_RYTHME = 5


@dataclass(frozen=True)
class Enonce:
    """A statement: the values that it gives, what it asks and cannot be had.

    `nomme`: it is about what is shown, whatever it says of it.
    """

    texte: Texte
    valeurs: Valeurs = field(default_factory=dict)
    refus: Valeurs = field(default_factory=dict)
    approuve: bool = False
    nomme: bool = False

    @property
    def regle(self) -> bool:
        """Tell that nothing of it is left to ask, or to say back."""
        return bool(self.valeurs or self.refus or self.approuve)

    @property
    def perdu(self) -> bool:
        """Tell words that say something, and nothing of the plan."""
        dits = PAR_DEFAUT.sub("", self.texte.plat).split()
        return not (self.regle or self.nomme) and len(dits) >= MOTS_A_REDIRE

    @property
    def etendue(self) -> tuple[int, int]:
        """Return where it stands, as typed."""
        return self.texte.jetons[0].debut, self.texte.jetons[-1].fin

    @property
    def dit(self) -> str:
        """Return its words, as typed."""
        return self.texte.brut[slice(*self.etendue)]


@dataclass(frozen=True)
class EnoncesDuPlan:
    """Reads statements against what a review shows."""

    commun: Repondeur

    def lire(self, texte: Texte, revue: Modalite, etat: Etat) -> list[Enonce]:
        """Return the statements of a sentence; a sum is of no modality."""
        dits = [dit for dit in enonces(texte) if not SOMME.search(dit.plat)]
        return [self._enonce(dit, revue, etat) for dit in dits]

    def changer(self, texte: Texte, revues: Sequence[Modalite], etat: Etat) -> Decisions | None:
        """Return what a sentence changes of reviews, every statement of which gives a value."""
        for revue in revues:
            lus = self.lire(texte, revue, etat)
            if lus and all(lu.valeurs or lu.refus for lu in lus):
                return rassembler_les_enonces(lus)
        return None

    def par_ecrit(self, texte: Texte) -> Valeurs:
        """Return « un comité tous les six mois », which only gives the pace of the reports."""
        reunions = [dit for dit in enonces(texte) if UNE_REUNION.search(dit.plat)]
        for dit in reunions:
            for dite in self.commun.modalites.lire(dit):
                if dite.fait == SUIVI and dite.valeur != UNE_FOIS_L_AN:
                    return {PAR_ECRIT: Enonce(dit).dit}
        return {}

    def _enonce(self, texte: Texte, revue: Modalite, etat: Etat) -> Enonce:
        selection = lire_selection(texte, self.commun.options(revue))
        valeurs = dict(self._valeurs(texte, selection, etat))
        approuve = any(motif.search(texte.plat) for motif in (CONVIENT, LE_RESTE))
        lu = Enonce(texte, valeurs, {}, approuve, nomme=not selection.vide)
        if impossible := _ne_s_ecrit_pas(texte, valeurs, selection):
            return replace(lu, refus={impossible: lu.dit})
        if ORGANISE.search(texte.plat) and not LE_TITULAIRE.search(texte.plat):
            # the yearly report is the buyer's to organise
            return lu if BILAN in selection.nommes else replace(lu, refus={ORGANISATEUR: lu.dit})
        return lu

    def _valeurs(
        self, texte: Texte, selection: Selection, etat: Etat
    ) -> Iterator[tuple[str, Valeur]]:
        for fait in (*selection.nommes, *selection.exclus):
            valeur = self._valeur(self.commun.referentiel.modalites[fait], texte)
            if valeur is None and fait in selection.nommes and PAR_DEFAUT.search(texte.plat):
                valeur = valeur_par_defaut(fait, etat.faits, self.commun.referentiel)
            if valeur is not None:
                yield fait, valeur

    def _valeur(self, carte: Modalite, texte: Texte) -> Valeur | None:
        if carte.genre == "delai":
            return lire_delai_entier(texte)
        if carte.genre == "pourcentage":
            return lire_pourcentage(texte) if est_un_pourcentage(texte) else None
        return self.commun.modalites.lire_reponse(carte.fait, texte)


def est_un_pourcentage(texte: Texte) -> bool:
    """Tell « 5 % », « 5 pour cent »."""
    return "%" in texte.plat or POUR_CENT.search(texte.plat) is not None


def rythme_impossible(texte: Texte, demande: bool) -> bool:
    """Tell « un suivi tous les 4 mois », which the clause has no words for.

    `demande`: it is what the sentence is about, named or asked for.
    """
    bref = len(texte.jetons) <= MOTS_D_UN_RYTHME
    return RYTHME_HORS_LISTE.search(texte.plat) is not None and (demande or bref)


def _ne_s_ecrit_pas(texte: Texte, valeurs: Valeurs, selection: Selection) -> str | None:
    """Return what is asked and cannot be written, « deux réunions par an » too."""
    if REUNIONS_REPETEES.search(texte.plat):
        return REUNIONS
    if SUIVI in valeurs:
        return None
    return SUIVI if rythme_impossible(texte, SUIVI in selection.nommes) else None


def rassembler_les_enonces(lus: Sequence[Enonce]) -> Decisions:
    """Return all that statements decide, and what they ask that cannot be had.

    Of the same decision, what is told last: « tous les six mois, ou non, tous les quatre mois ».
    """
    valeurs: Valeurs = {}
    refus: Valeurs = {}
    for lu in lus:
        valeurs = {**_sans(valeurs, lu.refus), **lu.valeurs}
        refus = {**_sans(refus, lu.valeurs), **lu.refus}
    return Decisions(valeurs, refus=refus, exclusif=True)


def _sans(dits: Valeurs, repris: Valeurs) -> Valeurs:
    return {fait: dit for fait, dit in dits.items() if fait not in repris}
