"""Change actions: « ajoute la conciliation », « retire celle que j'ai écrite », « X par Y ».

Whatever is asked. An action is named by its words, or is the buyer's own; the axis stays when one
of its actions goes. The words are data (`data/lecture/nommees.yml`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.dialogue.comprendre.axes import AXES, AxesDits
from bot.dialogue.comprendre.compris import Decisions
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.reponses.commun import Repondeur
from bot.dialogue.etat import Etat
from bot.francais.mots import compiler, quelque_part
from bot.francais.texte import Texte, decouper, plier
from bot.lecture.clause.actions import MOTS_D_UNE_ACTION
from bot.lecture.clause.changements import FICHIER, Changement, Mode, lire_changement
from bot.lecture.clause.enumerations import ENTRE
from bot.lecture.clause.selections import LIAISONS, lire_echange, lire_selection
from bot.metier.clause import axes_retenus
from bot.metier.modalites import Axe
from bot.metier.referentiel import Referentiel
from bot.metier.valeurs import Valeur

MOT = re.compile(r"\w+")
EN_PLUS = quelque_part(f"{FICHIER}.sup")
SIENNE = quelque_part(f"{FICHIER}.la_sienne")
CITEE = compiler(r"{qui_dit}[ :«\"]*(?P<dit>[^»\"]+)", FICHIER)
# « …, remettez-les », of what was just told
REMETS_LES = compiler(r"(?:{ajouter}|{manquer}|{remettre})[- ]*(?:les?|la|ca)?", FICHIER)
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

    def changer(self, message: Message, texte: Texte, etat: Etat) -> Decisions | None:
        """Return what a message makes of actions; None when it is about none of them."""
        listes = self._listes(etat)
        if not listes or message.dit.question:
            return None
        if echange := self._echanger(texte, listes):
            return self._decider(echange, listes, etat)
        change = lire_changement(message.texte) or self._aussi(message.texte, listes)
        if change is None or change.debut or change.nommee not in (None, "actions"):
            return None
        if change.mode == Mode.ENLEVE:
            return self._enlever(change.entiers or change.items, listes, etat)
        return self._ajouter(change, listes, etat) if change.mode == Mode.AJOUTE else None

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
                rf"(?:{{sous}} )?(?:l')?(?:{{de_l_axe}} ?)(?:{noms})(?: {{avec}}\b)?[ ,:]*"
                rf"|(?:[ ,]|^){{sous}} ?(?:l'|la |le )?{propre}(?: {{suite_d_un_axe}})?[ ,:]*$",
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
        return Changement(Mode.AJOUTE, None, sans.strip(" ,.")) if seules else None

    def _echanger(
        self, texte: Texte, listes: Mapping[str, list[str]]
    ) -> dict[str, list[str]] | None:
        """Read « remplacez X par Y », of one list."""
        for fait, options in self._options(list(listes)).items():
            otes, mis = lire_echange(texte, options)
            presents = [dit for dit in otes if dit in listes[fait]]
            if mis and (presents or otes):
                gardes = [dit for dit in listes[fait] if dit not in otes or dit in mis]
                return {fait: [*gardes, *(dit for dit in mis if dit not in gardes)]}
        return None

    def _enlever(self, items: str, listes: Mapping[str, list[str]], etat: Etat) -> Decisions | None:
        axe, dits = self._axe_nomme(items)
        vises = [f for f in listes if axe is None or f == self.referentiel.actions_de(axe.id).fait]
        if siennes := self._siennes(dits, {fait: listes[fait] for fait in vises}):
            gardees = {
                fait: [dit for dit in listes[fait] if dit not in otees]
                for fait, otees in siennes.items()
            }
            return self._decider(gardees, listes, etat)
        dits = UNE_ACTION.sub("", dits)
        if not dits or self._est_un_axe(dits):
            return None
        # one that is not there is not put out; its axis stays all the same
        nommees = self._presentes(dits, vises, listes) or self._nommees(dits, vises)
        if not nommees:
            return None
        gardees = {
            fait: [dit for dit in listes[fait] if dit not in otees]
            for fait, otees in nommees.items()
        }
        return self._decider(gardees, listes, etat)

    def _presentes(
        self, dits: str, vises: Sequence[str], listes: Mapping[str, list[str]]
    ) -> dict[str, tuple[str, ...]]:
        """Return the actions named among those that are there."""
        texte = Texte(dits, decouper(dits))
        for fait, options in self._options(vises).items():
            siens = {item: mots for item, mots in options.items() if item in listes[fait]}
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

    def _ajouter(
        self, change: Changement, listes: Mapping[str, list[str]], etat: Etat
    ) -> Decisions | None:
        axe, dits = self._axe_nomme(change.entiers or change.items)
        if not dits or (axe is None and self._est_un_axe(dits)):
            return None
        vises = [self.referentiel.actions_de(axe.id).fait] if axe else list(listes)
        nommees, propre = self._enumerer(dits, vises)
        en_contexte = axe or nommees or change.nommee == "actions" or etat.question in listes
        if not nommees and not (propre and en_contexte):
            return None
        fait = vises[0] if axe else next(iter(nommees), None)
        if propre and not fait:
            return self._propre_sans_axe(propre, listes, etat)
        changees = {f: [*listes.get(f, ()), *siennes] for f, siennes in nommees.items()}
        lues = self._avec_l_axe(axe, changees, listes, etat)
        if not propre or fait is None:
            return lues
        return self._avec_ses_mots(propre, fait, lues, listes)

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

    def _avec_ses_mots(
        self, propre: str, fait: str, lues: Decisions, listes: Mapping[str, list[str]]
    ) -> Decisions:
        """Add an own action, unless it cannot be an obligation."""
        axe = self.referentiel.modalites[fait].axe
        theme = self.commun.souhaits.empechement(Texte(propre, decouper(propre)))
        if theme:
            return Decisions(lues.faits, souhait=(theme, axe), liste=lues.liste, exclusif=True)
        if lues.liste is not None and fait not in lues.faits:
            return Decisions(lues.faits, liste=(*lues.liste, propre), exclusif=True)
        deja = lues.faits.get(fait, listes.get(fait, []))
        assert isinstance(deja, list)
        return Decisions({**lues.faits, fait: [*deja, propre]}, exclusif=True)

    def _propre_sans_axe(
        self, propre: str, listes: Mapping[str, list[str]], etat: Etat
    ) -> Decisions | None:
        """Add « un atelier… » to the axis that it speaks of, to the last changed, to the one."""
        texte = Texte(propre, decouper(propre))
        axe = self.axes.axe_d_une_action(texte)
        dernier = etat.suivi.historique[-1] if etat.suivi.historique else {}
        faits = [self.referentiel.actions_de(axe).fait] if axe else []
        faits += [etat.question or "", *(fait for fait in dernier if fait in listes)]
        faits += list(listes) if len(listes) == 1 else []
        fait = next((fait for fait in faits if fait in listes), None)
        return self._avec_ses_mots(propre, fait, Decisions(), listes) if fait else None

    def _enumerer(self, dits: str, vises: Sequence[str]) -> tuple[dict[str, tuple[str, ...]], str]:
        """Return the actions that pieces name by themselves, and the rest, an own action."""
        entiere = self._nommees(dits, vises)
        if entiere:
            return entiere, ""
        nommees = dict[str, tuple[str, ...]]()
        restes, debut, entre = "", 0, ""
        for coupe in [*ENTRE.finditer(dits), None]:
            piece = dits[debut : coupe.start() if coupe else len(dits)]
            lue = self._nommees(piece, vises)
            for fait, siennes in lue.items():
                nommees[fait] = (*nommees.get(fait, ()), *siennes)
            if piece.strip() and not (lue or REMETS_LES.fullmatch(plier(piece).strip())):
                restes += f"{entre if restes else ''}{piece}"
            debut, entre = (coupe.end(), coupe.group()) if coupe else (debut, "")
        propre = UNE_ACTION.sub("", restes.strip(" ,.:;\u00a0"))
        assez = len(propre.split()) >= MOTS_D_UNE_ACTION
        return nommees, " ".join(propre.split()) if assez else ""
