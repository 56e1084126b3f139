"""What is said of penalties without being asked: amounts, and what cannot be one."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogue.comprendre.compris import Decisions, rassembler
from bot.dialogue.etat import Etat, Valeurs
from bot.francais.texte import Texte
from bot.lecture.clause.modalites import Dite
from bot.lecture.clause.penalites import TOUS, Penalites
from bot.metier.clause import liste_par_defaut
from bot.metier.referentiel import Referentiel
from bot.metier.valeurs import sont_des_montants


@dataclass(frozen=True)
class PenalitesDites:
    """Puts amounts together with the breaches that the file penalises."""

    referentiel: Referentiel
    penalites: Penalites

    def avec(self, dites: list[Dite], texte: Texte, etat: Etat) -> Decisions:
        """Return the decisions of a sentence; a cap in euros is refused with its reason."""
        zones = tuple((dite.debut, dite.fin) for dite in dites)
        plafond = self.penalites.plafond_en_euros(texte)
        faits = self._choisir(rassembler(dites, etat), etat)
        return Decisions(faits, zones, refus={"plafond": plafond} if plafond else {})

    def sans_dite(self, texte: Texte, etat: Etat) -> Decisions:
        """Read « remplace la pénalité de 400 € par 250 € », refuse « pénalité : 150 € »."""
        if autrement := self.penalites.lire_autrement(texte):
            return Decisions(refus={"montants": autrement}, exclusif=True)
        if montants := self._remplacer(texte, etat):
            return Decisions({"montants": montants}, exclusif=True)
        # it does not say what for
        seule = self.penalites.sans_manquement(texte)
        return Decisions(refus={"manquement": seule}, exclusif=True) if seule else Decisions()

    def _remplacer(self, texte: Texte, etat: Etat) -> dict[str, float]:
        """Return the amounts once one that some breach costs is replaced; else nothing."""
        avant, apres = self.penalites.remplacee(texte) or (None, 0.0)
        montants = dict(etat.faits.montants)
        vises = [manquement for manquement, montant in montants.items() if montant == avant]
        return {**montants, **dict.fromkeys(vises, apres)} if vises else {}

    def _choisir(self, faits: Valeurs, etat: Etat) -> Valeurs:
        """Choose the breach whose amount is given once the breaches are chosen."""
        choisis, montants = etat.faits.penalites, faits.get("montants")
        if not sont_des_montants(montants):
            return faits
        pour_tous = montants.pop(TOUS, None)
        if pour_tous is not None:
            base = choisis or liste_par_defaut("penalites", etat.faits, self.referentiel)
            montants |= dict.fromkeys(base, pour_tous)
        if choisis is None:
            return faits
        tous = {*choisis, *montants}
        return {**faits, "penalites": [m for m in self.referentiel.manquements if m in tous]}
