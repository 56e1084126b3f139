"""Change actions: « ajoute la conciliation », « retire celle que j'ai écrite », « X par Y ».

Whatever is asked. An action is named by its words, or is the buyer's own; the axis stays when one
of its actions goes. The words are data (`data/lecture/nommees.yml`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.axes import AXES, AxesDits
from bot.dialogue.comprendre.compris import Decisions
from bot.dialogue.comprendre.reponses.commun import Repondeur
from bot.dialogue.etat import Etat, dernier_change
from bot.francais.mots import compiler, quelque_part
from bot.francais.texte import Texte, decouper, plier
from bot.lecture.clause.actions import MOTS_D_UNE_ACTION
from bot.lecture.clause.changements import (
    FICHIER,
    Changement,
    Mode,
    lire_changement,
    renvoie_a_ce_qui_precede,
)
from bot.lecture.clause.enumerations import couper
from bot.lecture.clause.selections import LIAISONS, lire_echange, lire_selection
from bot.metier.clause import axes_retenus
from bot.metier.modalites import Axe
from bot.metier.referentiel import Referentiel
from bot.metier.valeurs import Valeur

MOT = re.compile(r"\w+")
EN_PLUS = quelque_part(f"{FICHIER}.sup")
SIENNE = quelque_part(f"{FICHIER}.la_sienne")
CITEE = compiler(r"{qui_dit}[ :«\"]*(?P<dit>[^»\"]+)", FICHIER)
# « une action : un parrainage », « une un parrainage » once its axis is set aside
UNE_ACTION = compiler(
    r"^(?:{article} ?)?{une_action}\b[ ,:]*|^{article}\b[ ,:]+(?={article}\b)", FICHIER
)


@dataclass(frozen=True)
class ActionsDites:
    """Reads a change of the lists of actions, decided or being chosen."""

    referentiel: Referentiel
    commun: Repondeur
    axes: AxesDits

    def changer(self, texte: Texte, etat: Etat) -> Decisions | None:
        """Return what a message makes of actions; None when it is about none of them."""
        listes = self._listes(etat)
        if not listes:
            return None
        if echange := self._echanger(texte, listes):
            return self._decider(echange, listes, etat)
        change = lire_changement(texte.brut) or self._aussi(texte.brut, listes)
        if change is None or change.debut or change.nommee not in (None, "actions"):
            return None
        return self._changer(change.mode, change.entiers or change.items, listes, etat)

    def _changer(
        self, mode: Mode, dits: str, listes: Mapping[str, list[str]], etat: Etat
    ) -> Decisions | None:
        if mode == "enleve":
            otees = self._otees(dits, listes)
            return self._decider(_sans(otees, listes), listes, etat) if otees else None
        return self._ajouter(dits, listes, etat) if mode == "ajoute" else None

    def _listes(self, etat: Etat) -> dict[str, list[str]]:
        """Return the actions of each chosen axis, decided, or chosen so far."""
        listes = dict[str, list[str]]()
        for axe in axes_retenus(etat.faits, self.referentiel):
            fait = self.referentiel.actions_de(axe.id).fait
            decidee = etat.faits.liste(fait)
            if fait == etat.question and etat.suivi.liste:
                listes[fait] = list(etat.suivi.liste)
            elif decidee is not None:
                listes[fait] = list(decidee)
        return listes

    def _decider(
        self, changees: Mapping[str, list[str]], listes: Mapping[str, list[str]], etat: Etat
    ) -> Decisions:
        """Return the lists as they become; the one that is open stays so."""
        faits: dict[str, Valeur | None] = {}
        ouverte = None
        for fait, liste in changees.items():
            rangee = self._ranger(fait, liste)
            if fait == etat.question and etat.suivi.liste:
                ouverte = tuple(rangee)
            else:
                faits[fait] = rangee
        return Decisions(faits, liste=ouverte, exclusif=True)

    def _ranger(self, fait: str, liste: Sequence[str]) -> list[str]:
        items = self.referentiel.modalites[fait].items
        return [*(i for i in items if i in liste), *(dit for dit in liste if dit not in items)]

    # what is named

    def _options(self, faits: Sequence[str]) -> dict[str, Mapping[str, list[str]]]:
        return {f: self.commun.options(self.referentiel.modalites[f]) for f in faits}

    def _nommees(self, dit: str, faits: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Return the actions that words name and nothing else, by list; the first list that can."""
        texte = Texte(dit, decouper(dit))
        for fait, options in self._options(faits).items():
            selection = lire_selection(texte, options)
            if selection.nommes and not selection.reste:
                return {fait: selection.nommes}
        return {}

    def _est_un_axe(self, dit: str) -> bool:
        """Tell « l'égalité », « l'axe santé »: the axis itself, by the words of its name."""
        plie = plier(dit)
        mots = {mot for mot in MOT.findall(plie) if mot not in LIAISONS}
        noms = ({*MOT.findall(plier(axe.court))} for axe in self.referentiel.axes.values())
        return "axe" in plie or (bool(mots) and any(mots <= nom for nom in noms))

    def _axe_nomme(self, dit: str) -> tuple[Axe | None, str]:
        """Return the axis to which actions are said to belong, and the words without it."""
        for axe in self.referentiel.axes.values():
            # « de recrutement » names no axis, « pour la santé » does
            propre = re.escape(plier(axe.court).split()[0])
            noms = "|".join((re.escape(plier(axe.court)), *axe.mots))
            sous_l_axe = compiler(
                rf"(?:{{sous}} )?(?:{{article}} ?)?{{de_l_axe}} ?(?:{noms})(?: {{avec}}\b)?[ ,:]*"
                rf"|(?:[ ,]|^){{sous}} ?(?:{{article}} ?)?{propre}(?: {{suite_d_un_axe}})?[ ,:]*$",
                FICHIER,
            )
            if trouve := sous_l_axe.search(plier(dit)):
                reste = f"{dit[: trouve.start()]} {dit[trouve.end() :]}"
                return axe, reste.strip(" ,:")
        return None, dit

    # what becomes of it

    def _aussi(self, dit: str, listes: Mapping[str, list[str]]) -> Changement | None:
        """Read « la prévention aussi, pour la santé »: nothing but names, and « aussi »."""
        plie = plier(dit)
        trouve = EN_PLUS.search(plie)
        if trouve is None:
            return None
        sans = f"{dit[: trouve.start()]} {dit[trouve.end() :]}"
        _, items = self._axe_nomme(sans.strip(" ,."))
        seules = items and not self._est_un_axe(items) and self._nommees(items, list(listes))
        return Changement("ajoute", None, sans.strip(" ,.")) if seules else None

    def _echanger(
        self, texte: Texte, listes: Mapping[str, list[str]]
    ) -> dict[str, list[str]] | None:
        """Read « remplacez X par Y », of one list."""
        for fait, options in self._options(list(listes)).items():
            otes, mis = lire_echange(texte, options)
            if otes and mis:
                gardes = [dit for dit in listes[fait] if dit not in otes]
                return {fait: list(dict.fromkeys((*gardes, *mis)))}
        return None

    def _otees(
        self, items: str, listes: Mapping[str, list[str]]
    ) -> Mapping[str, Sequence[str]] | None:
        """Return the actions that are to go; one that is not there does not put its axis out."""
        axe, dits = self._axe_nomme(items)
        vises = [self.referentiel.actions_de(axe.id).fait] if axe else list(listes)
        if siennes := self._siennes(dits, {f: listes[f] for f in vises if f in listes}):
            return siennes
        dits = UNE_ACTION.sub("", dits)
        if not dits or self._est_un_axe(dits):
            return None
        return self._presentes(dits, vises, listes) or self._nommees(dits, vises)

    def _presentes(
        self, dits: str, vises: Sequence[str], listes: Mapping[str, list[str]]
    ) -> dict[str, tuple[str, ...]]:
        """Return the actions named among those that are there."""
        texte = Texte(dits, decouper(dits))
        for fait, options in self._options(vises).items():
            siens = {item: mots for item, mots in options.items() if item in listes.get(fait, ())}
            selection = lire_selection(texte, siens)
            if selection.nommes and not selection.reste:
                return {fait: selection.nommes}
        return {}

    def _siennes(self, dits: str, listes: Mapping[str, list[str]]) -> dict[str, list[str]]:
        """Return the buyer's own actions that are meant: quoted, or « celle que j'ai écrite »."""
        propres = [
            (fait, dit)
            for fait, liste in listes.items()
            for dit in liste
            if dit not in self.referentiel.modalites[fait].items
        ]
        plie = plier(dits)
        citee = CITEE.search(plie)
        if citee:
            vises = [p for p in propres if citee["dit"].strip(" .") in plier(p[1])]
        else:
            vises = propres[-1:] if SIENNE.search(plie) else []
        return {fait: [dit] for fait, dit in vises[-1:]}

    def _ajouter(self, items: str, listes: Mapping[str, list[str]], etat: Etat) -> Decisions | None:
        axe, dits = self._axe_nomme(items)
        if not dits or (axe is None and self._est_un_axe(dits)):
            return None
        vises = [self.referentiel.actions_de(axe.id).fait] if axe else list(listes)
        nommees, propre = self._enumerer(dits, vises)
        changees = {f: [*listes.get(f, ()), *siennes] for f, siennes in nommees.items()}
        annoncee = bool(axe or nommees or UNE_ACTION.match(plier(items)))
        fait = self._ou_l_ecrire(propre, vises if axe else [*nommees], annoncee, listes, etat)
        theme = self.commun.souhaits.empechement(Texte(propre, decouper(propre))) if fait else None
        if fait and not theme:
            changees[fait] = [*changees.get(fait, listes.get(fait, [])), propre]
        souhait = (theme, self.referentiel.modalites[fait].axe) if fait and theme else None
        if not (changees or souhait):
            return None
        return replace(self._avec_l_axe(axe, changees, listes, etat), souhait=souhait)

    def _ou_l_ecrire(
        self,
        propre: str,
        siens: Sequence[str],
        annoncee: bool,
        listes: Mapping[str, list[str]],
        etat: Etat,
    ) -> str | None:
        """Return the list of an own action: of the axis that is named, or that it speaks of, else
        the one that is asked about, that just changed, or the only one.
        """
        if not propre or not (annoncee or etat.question in listes):
            return None
        axe = self.axes.axe_d_une_action(Texte(propre, decouper(propre)))
        parle = [self.referentiel.actions_de(axe).fait] if axe else []
        seule = list(listes) if len(listes) == 1 else []
        possibles = [*siens, *parle, etat.question or "", *dernier_change(etat), *seule]
        return next((fait for fait in possibles if fait in (*siens, *listes)), None)

    def _avec_l_axe(
        self,
        axe: Axe | None,
        changees: Mapping[str, list[str]],
        listes: Mapping[str, list[str]],
        etat: Etat,
    ) -> Decisions:
        """Put an axis back with the actions that are said to be its own."""
        sans_doublon = {fait: list(dict.fromkeys(liste)) for fait, liste in changees.items()}
        lues = self._decider(sans_doublon, listes, etat)
        if axe is None or axe.id in etat.faits.axes:
            return lues
        axes = [nom for nom in self.referentiel.axes if nom in (*etat.faits.axes, axe.id)]
        return Decisions({AXES: axes, **lues.faits}, liste=lues.liste, exclusif=True)

    def _enumerer(self, dits: str, vises: Sequence[str]) -> tuple[dict[str, tuple[str, ...]], str]:
        """Return the actions that pieces name by themselves, and the rest, an own action."""
        entiere = self._nommees(dits, vises)
        if entiere:
            return entiere, ""
        nommees = dict[str, tuple[str, ...]]()
        restes = ""
        for entre, piece in couper(dits):
            lue = self._nommees(piece, vises)
            for fait, siennes in lue.items():
                nommees[fait] = (*nommees.get(fait, ()), *siennes)
            if not (lue or renvoie_a_ce_qui_precede(piece)):
                restes += f"{entre if restes else ''}{piece}"
        propre = UNE_ACTION.sub("", restes.strip(" ,.:;\u00a0"))
        assez = len(propre.split()) >= MOTS_D_UNE_ACTION
        return nommees, " ".join(propre.split()) if assez else ""


def _sans(
    otees: Mapping[str, Sequence[str]], listes: Mapping[str, list[str]]
) -> dict[str, list[str]]:
    return {
        fait: [d for d in listes.get(fait, ()) if d not in dits] for fait, dits in otees.items()
    }
