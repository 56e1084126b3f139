"""What a message does to the penalties: completed, chosen alone, restored, taken out.

An amount goes with its breach, and the other breaches stay, unless the message leaves them out.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.dialogue.comprendre.compris import Decisions
from bot.dialogue.etat import Etat
from bot.francais.mots import compiler
from bot.francais.texte import Texte
from bot.lecture.clause.penalites import TOUS, Penalites, n_est_pas_du_plan, rien_d_autre
from bot.metier.clause import liste_par_defaut
from bot.metier.referentiel import Referentiel
from bot.metier.valeurs import Montant, Valeur, somme_d_un

PENALITES, MONTANTS = "penalites", "montants"
FICHIER = "lecture/nommees"
TETE = r"(?:{tete}[ ,]+)*"
ENLEVE = compiler(rf"{TETE}{{enlever}} ?", FICHIER)
REMET_LES_AUTRES = compiler(
    rf"{TETE}{{remettre}} ?{{les_autres}}(?: {{dans_la_liste.penalites}})?\W*$",
    FICHIER,
)


@dataclass(frozen=True)
class PenalitesDites:
    """Reads them in the light of what is already decided."""

    referentiel: Referentiel
    penalites: Penalites

    def changer(self, plie: str, texte: Texte, etat: Etat) -> Decisions:
        """Take out a penalty named by its amount, or put back those that were left out."""
        if REMET_LES_AUTRES.match(plie) and etat.faits.penalites is not None:
            defaut = liste_par_defaut(PENALITES, etat.faits, self.referentiel)
            tous = {*etat.faits.penalites, *defaut}
            return Decisions({PENALITES: self._dans_l_ordre(tous)}, exclusif=True)
        ailleurs = n_est_pas_du_plan(texte)
        if not (ailleurs or ENLEVE.match(plie)):
            return Decisions()
        sommes = {somme for somme, _ in self.penalites.sommes(texte)}
        otes = {nom for nom, m in etat.faits.montants.items() if somme_d_un(m) in sommes}
        if not otes:
            return Decisions()
        gardes = {nom: m for nom, m in etat.faits.montants.items() if nom not in otes}
        faits: dict[str, Valeur | None] = {MONTANTS: gardes}
        if etat.faits.penalites is not None and not ailleurs:
            faits[PENALITES] = [m for m in etat.faits.penalites if m not in otes]
        return Decisions(faits, exclusif=True)

    def lire(self, texte: Texte) -> dict[str, Montant]:
        """Return the amounts of a message that answers about penalties, by breach."""
        lues = self.penalites.lire(texte, demandees=True)
        return {nom: montant for lue, _ in lues for nom, montant in lue.items()}

    def choisir(
        self,
        dits: Mapping[str, Montant],
        texte: Texte,
        etat: Etat,
        nommes: Collection[str] = (),
        exclus: Collection[str] = (),
    ) -> dict[str, Valeur | None]:
        """Return the breaches and the amounts, once these are said.

        `nommes`: breaches chosen by name, `exclus`: left out. Not asked for, and before they are
        chosen, amounts choose none.
        """
        montants = dict(dits)
        pour_tous = montants.pop(TOUS, None)
        base = self._base(texte, etat, {*nommes} - montants.keys(), nommes)
        choisis = {*(base or ()), *montants} - {*exclus}
        sommes = {**etat.faits.montants}
        if pour_tous is not None:
            vises = liste_par_defaut(PENALITES, etat.faits, self.referentiel)
            sommes |= dict.fromkeys(choisis or vises, pour_tous)
        sommes |= montants
        if base is None:
            return {MONTANTS: sommes}
        return {
            PENALITES: self._dans_l_ordre(choisis),
            MONTANTS: {nom: m for nom, m in sommes.items() if nom in choisis},
        }

    def _base(
        self, texte: Texte, etat: Etat, sans_montant: Collection[str], nommes: Collection[str]
    ) -> Collection[str] | None:
        """Return the breaches that amounts add to, None while nothing is to be chosen yet."""
        demandees = etat.question == PENALITES
        if rien_d_autre(texte) or (demandees and sans_montant):
            return nommes
        if etat.faits.penalites is not None or not demandees:
            return etat.faits.penalites
        return etat.suivi.liste or liste_par_defaut(PENALITES, etat.faits, self.referentiel)

    def _dans_l_ordre(self, choisis: Collection[str]) -> list[str]:
        return [m for m in self.referentiel.manquements if m in choisis]
