"""Decisions said of what is not asked yet: « ambition moyenne », « tous les trimestres »."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogue.comprendre.axes import AXES, AxesDits
from bot.dialogue.comprendre.compris import Decisions, rassembler
from bot.dialogue.etat import Etat, Valeurs
from bot.dialogue.interventions import Interventions
from bot.francais.texte import Texte, plier
from bot.lecture.clause.modalites import LecteurDeModalites, en_juge_une_insuffisante
from bot.metier.referentiel import Referentiel
from bot.metier.valeurs import Valeur

# said alone, once the clause is decided, a rhythm can only be that of the follow-up
RYTHME, MOTS_D_UN_RYTHME = "frequence_suivi", 6


@dataclass(frozen=True)
class DecisionsEnPassant:
    """Reads what names the decision that it is about, whatever is asked."""

    referentiel: Referentiel
    modalites: LecteurDeModalites
    interventions: Interventions
    axes: AxesDits

    def lire(self, texte: Texte, dit: str | None, etat: Etat) -> Decisions:
        """Read « ambition moyenne », « axe égalité », said of a decision that is not asked yet."""
        nommees = [*self.interventions.nommer(plier(texte.brut))]
        nommees += [dit] if dit else []
        faits: dict[str, Valeur | None] = {}
        for fait in nommees:
            modalite = self.referentiel.modalites.get(fait)
            if modalite and modalite.genre == "texte":
                continue  # « le service qui suit le plan » does not say which
            lue = self.modalites.lire_reponse(fait, texte)
            faits |= {} if lue is None else {fait: lue}
        faits |= self._rythme_seul(texte, etat)
        if AXES in nommees:
            faits |= rassembler(self.axes.en_passant(texte, etat), etat)
        return Decisions(faits)

    def _rythme_seul(self, texte: Texte, etat: Etat) -> Valeurs:
        """Read « tous les trimestres », which can be of nothing but the follow-up.

        So is « un point par an ne suffit pas, il en faut un par semestre », whatever is asked.
        """
        seul = etat.question is None and len(texte.jetons) <= MOTS_D_UN_RYTHME
        rythmes = self.modalites.reponses[RYTHME]
        if not (seul or en_juge_une_insuffisante(rythmes, texte)):
            return {}
        lue = self.modalites.lire_reponse(RYTHME, texte)
        return {RYTHME: lue} if lue and etat.faits[RYTHME] else {}
