"""What enters the clause in the buyer's own words: surely an obligation, or asked about first.

Whatever read it, an own action that is new to a list is judged whole
(`bot/lecture/clause/entieres.py`): an order to the assistant, a reproach, a remark about the list
is none. What may be one is shown as it would stand in the clause, and is noted with a yes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.compris import Decisions
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.reponses.commun import Repondeur
from bot.dialogue.etat import Etat
from bot.francais.texte import Texte, decouper
from bot.lecture.clause.actions import est_precisee
from bot.lecture.clause.demandes import est_ecrite
from bot.lecture.clause.mesures import dit_sa_mesure
from bot.lecture.clause.selections import lire_selection
from bot.metier.modalites import Modalite
from bot.metier.referentiel import Referentiel
from bot.metier.valeurs import est_une_liste

# the theme of a wish that may be written once it is confirmed; what a no leaves out
A_ECRIRE = "a_ecrire"
CITEE = re.compile(r"[«“\"]([^«»“”\"]+)[»”\"]")
NON_ECRITE = "action_non_ecrite"


@dataclass(frozen=True)
class Ecriture:
    """Judges the own actions that were read, and takes the answer to what was asked of one."""

    referentiel: Referentiel
    commun: Repondeur

    def garder(self, lue: Decisions, etat: Etat) -> Decisions:
        """Return what was read without what is surely no obligation, nor surely one."""
        doutes = list[tuple[str, str]]()
        lue = self._ouverte(self._decidees(lue, etat, doutes), etat, doutes)
        if not doutes or lue.souhait:
            return lue
        souhait = (A_ECRIRE, self.referentiel.modalites[doutes[0][0]].axe)
        return replace(lue, souhait=souhait, a_ecrire=doutes[0], exclusif=True)

    def _decidees(self, lue: Decisions, etat: Etat, doutes: list[tuple[str, str]]) -> Decisions:
        """Judge the lists that are decided; the one that is asked for stays open, in doubt."""
        faits, liste = dict(lue.faits), lue.liste
        for fait, valeur in lue.faits.items():
            if not (self._est_une_liste_d_actions(fait) and est_une_liste(valeur)):
                continue
            faits[fait] = gardees = self._juger(fait, valeur, etat, doutes)
            ouverte = fait == etat.question and bool(doutes)
            liste = tuple(gardees) if ouverte else liste
            if ouverte or self._ne_change_rien(fait, gardees, valeur, etat):
                del faits[fait]
        return replace(lue, faits=faits, liste=liste)

    def _ouverte(self, lue: Decisions, etat: Etat, doutes: list[tuple[str, str]]) -> Decisions:
        """Judge the list that is open; it is not told when nothing is added to it."""
        if lue.liste is None or not self._est_une_liste_d_actions(etat.question):
            return lue
        liste = tuple(self._juger(str(etat.question), lue.liste, etat, doutes))
        rien = liste == etat.suivi.liste != lue.liste
        return replace(lue, liste=None if rien else liste)

    def repondre(self, message: Message, etat: Etat) -> Decisions:
        """Write what was asked about, or leave it; nothing when something else is said."""
        fait, dite = str(etat.suivi.candidat), str(etat.suivi.proposition)
        if message.intention == "affirmer" or message.dit_oui:
            return Decisions({fait: [*(etat.faits.liste(fait) or ()), dite]}, exclusif=True)
        if message.intention == "nier" or message.dit.dit_non:
            return Decisions(refus={NON_ECRITE: dite}, exclusif=True)
        return Decisions()

    def avec_ce_qui_est_demande(self, etat: Etat) -> Etat:
        """Return the state as if what is asked about were noted, to be told otherwise."""
        suivi = etat.suivi
        if suivi.proposition is None or suivi.proposition in self._redactions():
            return etat
        return replace(etat, suivi=replace(suivi, liste=(*suivi.liste, suivi.proposition)))

    def _redactions(self) -> Iterator[str]:
        for carte in self.referentiel.perimetre.values():
            yield from carte.redactions.values()

    def _est_une_liste_d_actions(self, fait: str | None) -> bool:
        modalite = self.referentiel.modalites.get(fait or "")
        return modalite is not None and modalite.axe is not None

    def _ne_change_rien(
        self, fait: str, gardees: Sequence[str], lues: Sequence[str], etat: Etat
    ) -> bool:
        """Tell a list that holds nothing new once what is no obligation is left out."""
        return len(gardees) < len(lues) and gardees == (etat.faits.liste(fait) or [])

    def _juger(
        self, fait: str, lues: Sequence[str], etat: Etat, doutes: list[tuple[str, str]]
    ) -> list[str]:
        """Return the items of a list that may be noted; what is to be asked goes to `doutes`."""
        modalite = self.referentiel.modalites[fait]
        deja = {*modalite.items, *self._deja(etat)}
        gardees, douteuses = list[str](), list[str]()
        for dite in lues:
            siennes = [dite] if dite in deja else self._sures(dite, modalite)
            avec = f"{gardees[-1]}, {dite}" if gardees and gardees[-1] not in deja else None
            if not siennes and avec and self._est_sure(avec, modalite):
                gardees[-1] = avec  # « un chantier-école | , encadré par un compagnon »
            elif not siennes and self.commun.souhaits.entiere(dite) == "a_demander":
                douteuses.append(self._citee(dite))
            gardees += siennes
        if douteuses:
            doutes.append((fait, ", ".join(douteuses)))
        return list(dict.fromkeys(gardees))

    def _citee(self, dite: str) -> str:
        """Return « former trois tuteurs » of « la bonne phrase est « former trois tuteurs » »."""
        if self.commun.souhaits.entiere(CITEE.sub("", dite)) == "sure":
            return dite
        citees = (cite.strip() for cite in CITEE.findall(dite))
        return next((c for c in citees if self.commun.souhaits.entiere(c) == "sure"), dite)

    def _sures(self, dite: str, modalite: Modalite) -> list[str]:
        """Return an own action, or the obligations that it holds, if they surely are."""
        if self._est_sure(dite, modalite):
            return [self._citee(dite)]
        noyaux = self.commun.souhaits.obligations(dite)
        return [noyau for noyau in noyaux if noyau != dite and self._est_sure(noyau, modalite)]

    def _est_sure(self, dite: str, modalite: Modalite) -> bool:
        """Tell what surely is one, « tutorat 2 fois par mois », of the list, too."""
        jugee = self.commun.souhaits.entiere(dite)
        if jugee != "a_demander":
            return jugee == "sure"
        options = self.commun.options(modalite)
        nommee = lire_selection(Texte(dite, decouper(dite)), options).nommes
        dit_de_quoi = dit_sa_mesure(dite) or est_precisee(dite, options)
        return bool(nommee) and dit_de_quoi and est_ecrite(dite)

    def _deja(self, etat: Etat) -> Iterator[str]:
        """Yield what was noted, is, or was offered: none of it is to be judged again."""
        yield from self._redactions()
        yield from (*etat.suivi.liste, str(etat.suivi.proposition))
        for valeurs in (etat.faits, *etat.suivi.historique):
            for valeur in valeurs.values():
                yield from valeur if est_une_liste(valeur) else ()
