"""Own actions told early: beside the contract's facts, with their axis, before it is asked about.

« L'axe santé, avec un échauffement », « on voudrait qu'un tuteur suive chaque apprenti »: they are
kept as the actions of their axis, told in the note, and not asked for again; those that speak of no
axis wait for one (`Suivi.souhaits`). The words are data (`data/lecture/actions.yml`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.axes import AXES
from bot.dialogue.comprendre.axes_en_passant import VOULUE
from bot.dialogue.comprendre.compris import Decisions
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.objet import OBJET
from bot.dialogue.comprendre.reponses.commun import Repondeur
from bot.dialogue.etat import Etat
from bot.francais.mots import compiler
from bot.francais.texte import Texte
from bot.lecture.clause.actions import enumerer
from bot.lecture.clause.demandes import sans_politesse
from bot.lecture.clause.selections import lire_selection
from bot.metier.referentiel import Referentiel
from bot.metier.situation import CONFIRMATION
from bot.metier.valeurs import est_une_liste

FICHIER = "lecture/actions"
PHRASE = re.compile(r"[^.;!?\n]+")
# from an axis to what is to be done for it
AVEC = compiler(r"(?i:,? *\b{avec_une_action}\b ?:? |\s*[:(] *)", FICHIER)
SEULEMENT = compiler(r"(?i:\b{lecture/nommees.seulement}\b)")
# what was wished before there was a place for it
SANS_PLACE = ""
SANS_AXE = "action_sans_axe"


@dataclass(frozen=True)
class ActionsDAvance:
    """Reads them; `preparer` cuts a sentence into tokens with its errors mended."""

    referentiel: Referentiel
    commun: Repondeur
    preparer: Callable[[str], Texte]

    def completer(self, lue: Decisions, message: Message, etat: Etat) -> Decisions:
        """Add the actions that are told before they are asked for."""
        if not self._peut_en_dire(lue, message, etat):
            return lue
        faits = dict[str, list[str]]()
        dites = (*self._avec_leur_axe(lue, message), *self._voulues(lue, message))
        for axe, actions in (
            *dites,
            *self._en_attente(lue, etat),
            *self._seules(lue, message, etat),
        ):
            fait = self.referentiel.actions_de(axe).fait
            if etat.faits[fait] is None:
                faits[fait] = list(dict.fromkeys((*faits.get(fait, ()), *actions)))
        lue = replace(lue, refus={**lue.refus, **self._sans_leur_axe(lue, etat)})
        if not faits:
            return replace(lue, a_garder=self._a_garder(lue, message))
        return replace(lue, faits={**lue.faits, **faits}, souhait=None)

    def _a_garder(self, lue: Decisions, message: Message) -> tuple[str, ...]:
        """Return the own actions of a wish that has no place yet."""
        return tuple(self._a_ecrire(message.texte)) if lue.souhait else ()

    def _en_attente(self, lue: Decisions, etat: Etat) -> Iterator[tuple[str, Sequence[str]]]:
        """Yield what waited for an axis, once some are chosen: the one it names, or the first."""
        axes = self._axes(lue) if not etat.faits.axes else ()
        for dite in etat.suivi.souhaits if axes else ():
            parle = self._nommes(dite, {axe: self._mots()[axe] for axe in axes})
            yield (parle[0] if len(parle) == 1 else axes[0]), (dite,)

    def _seules(
        self, lue: Decisions, message: Message, etat: Etat
    ) -> Iterator[tuple[str, Sequence[str]]]:
        """Yield « la conciliation, seulement », of an axis whose actions are not yet asked for."""
        ailleurs = message.lus or etat.question in (OBJET, CONFIRMATION)
        for axe in etat.faits.axes if lue.vide and not ailleurs else ():
            options = self.commun.options(self.referentiel.actions_de(axe))
            if nommees := self._nommes(SEULEMENT.sub(" ", message.texte), options, seuls=True):
                yield axe, nommees

    def _sans_leur_axe(self, lue: Decisions, etat: Etat) -> Mapping[str, str]:
        """Say which own actions, kept for an axis, stay out: it is not among those chosen."""
        axes = self._axes(lue) if not etat.faits.axes else ()
        autres = [axe for axe in self.referentiel.axes if axes and axe not in axes]
        listes = (etat.faits.liste(self.referentiel.actions_de(axe).fait) or () for axe in autres)
        dites = [dite for liste in listes for dite in liste]
        return {SANS_AXE: " ; ".join(dites)} if dites else {}

    def _axes(self, lue: Decisions) -> Sequence[str]:
        axes = lue.faits.get(AXES)
        return axes if est_une_liste(axes) else ()

    def _peut_en_dire(self, lue: Decisions, message: Message, etat: Etat) -> bool:
        """Tell a message that says no action yet, nor a wish that cannot be one."""
        demandee = self.referentiel.modalites.get(etat.question or "")
        dites = any(self._est_d_un_axe(fait) for fait in lue.faits) or lue.liste is not None
        refuse = lue.souhait is not None and lue.souhait[0] != SANS_PLACE
        dit = message.dit
        # nobody dictates a clause over the telephone
        ailleurs = etat.oral or message.bouton or dit.question or message.suppose or message.expres
        return not (dites or refuse or ailleurs or (demandee and demandee.axe))

    def _est_d_un_axe(self, fait: str) -> bool:
        modalite = self.referentiel.modalites.get(fait)
        return modalite is not None and modalite.axe is not None

    def _avec_leur_axe(
        self, lue: Decisions, message: Message
    ) -> Iterator[tuple[str, Sequence[str]]]:
        """Yield the actions of « l'égalité et la santé, avec un vestiaire et un échauffement »."""
        choisis = self._axes(lue)
        for phrase in PHRASE.findall(message.texte) if choisis else ():
            avec = AVEC.search(phrase)
            axes = self._nommes(phrase[: avec.start()], self._noms()) if avec else ()
            axes = [axe for axe in axes if axe in choisis]
            if avec and axes:
                yield from self._des_axes(axes, phrase[avec.end() :].strip(" )"))

    def _des_axes(self, axes: Sequence[str], dits: str) -> Iterator[tuple[str, Sequence[str]]]:
        """Yield what is told of some axes, each for the one that its words name, else the last."""
        actions = {axe: self.commun.options(self.referentiel.actions_de(axe)) for axe in axes}
        toutes = {item: mots for siennes in actions.values() for item, mots in siennes.items()}
        du_guide, propres = enumerer(dits, toutes) or (self._nommes(dits, toutes, seuls=True), ())
        for axe, siennes in actions.items():
            if choisies := [item for item in du_guide if item in siennes]:
                yield axe, choisies
        for propre in propres or (() if du_guide else (dits,)):
            parle = self._nommes(propre, {axe: self._mots()[axe] for axe in axes})
            if ecrites := self._a_ecrire(propre):
                yield (parle[0] if len(parle) == 1 else axes[-1]), ecrites

    def _voulues(self, lue: Decisions, message: Message) -> Iterator[tuple[str, Sequence[str]]]:
        """Yield « on voudrait qu'un tuteur suive chaque apprenti », with its axis."""
        for phrase in PHRASE.finditer(message.texte):
            voulue = VOULUE.match(phrase[0]) or (lue.souhait and phrase[0] == message.texte)
            du_contrat = any(phrase.start() <= lu.debut < phrase.end() for lu in message.lus)
            parle = self._nommes(phrase[0], self._mots()) if voulue and not du_contrat else ()
            if len(parle) == 1 and (ecrites := self._a_ecrire(phrase[0])):
                yield parle[0], ecrites

    def _a_ecrire(self, dite: str) -> Sequence[str]:
        """Return the obligations that words hold, when all of them surely may be written."""
        souhaits = self.commun.souhaits
        noyaux = souhaits.obligations(dite)
        ecrits = all(
            souhaits.entiere(n) == "sure" and souhaits.empechement(self.preparer(n)) is None
            for n in noyaux
        )
        return [sans_politesse(noyau) for noyau in noyaux] if ecrits else ()

    def _nommes(
        self, dits: str, noms: Mapping[str, Sequence[str]], seuls: bool = False
    ) -> Sequence[str]:
        """Return what words name; `seuls`: when they say nothing else."""
        lue = lire_selection(self.preparer(dits), noms)
        return () if seuls and lue.reste else lue.nommes

    def _noms(self) -> Mapping[str, Sequence[str]]:
        return {axe.id: axe.mots for axe in self.referentiel.axes.values()}

    def _mots(self) -> Mapping[str, Sequence[str]]:
        """Return the words of each axis, and of its actions."""
        return {
            axe.id: [*axe.mots, *(mot for action in axe.actions for mot in action.mots)]
            for axe in self.referentiel.axes.values()
        }
