"""Change actions: « ajoute la conciliation », « retire celle que j'ai écrite », « X par Y ».

Whatever is asked. An action is named by its words, or is the buyer's own; the axis stays when one
of its actions goes. The words are data (`data/lecture/nommees.yml`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.actions_reecrites import ActionsReecrites
from bot.dialogue.comprendre.actions_visees import ActionsVisees
from bot.dialogue.comprendre.axes import AXES, AxesDits
from bot.dialogue.comprendre.compris import Decisions
from bot.dialogue.comprendre.reponses.commun import Repondeur
from bot.dialogue.etat import Etat, dernier_change
from bot.francais.mots import compiler, quelque_part
from bot.francais.texte import Texte, decouper, plier
from bot.lecture.clause.actions import INFINITIF, MOTS_D_UNE_ACTION, dit_autre_chose, enumerer
from bot.lecture.clause.changements import (
    FICHIER,
    UNE_ACTION,
    Changement,
    enleve_ce_qui_est_nomme,
    lire_changement,
    lire_remplacements,
    renvoie_a_ce_qui_precede,
)
from bot.lecture.clause.enumerations import couper
from bot.metier.clause import axes_retenus, liste_par_defaut
from bot.metier.modalites import Axe
from bot.metier.referentiel import Referentiel
from bot.metier.valeurs import Valeur, est_une_liste

EN_PLUS = quelque_part(f"{FICHIER}.sup")
# « l'axe santé, avec les actions par défaut », « avec elles »: nothing of them is told
AVEC_LE_DEFAUT = compiler(r"(?:{avec} )?(?:{article} ?)*(?:{une_action} )?{par_defaut}\W*", FICHIER)
DES_ACTIONS = compiler(r" (?:{sous}|{des}) (?:{article} ?)?{une_action}\W*$", FICHIER)
COMME_AVANT = compiler(r"(?:{avec} )?{les_siennes}\W*", FICHIER)
# beside the name of an action, « je n'ai pas demandé… » around it
MOTS_D_UNE_PLAINTE = 5


@dataclass(frozen=True)
class ActionsDites:
    """Reads a change of the lists of actions, decided or being chosen."""

    referentiel: Referentiel
    commun: Repondeur
    axes: AxesDits
    visees: ActionsVisees
    reecrites: ActionsReecrites

    def changer(self, texte: Texte, etat: Etat) -> Decisions | None:
        """Return what a message makes of actions; None when it is about none of them."""
        listes = self._listes(etat)
        if not listes:
            return None
        if reecrite := self._reecrite(texte, listes, etat):
            return reecrite
        if (nomme := enleve_ce_qui_est_nomme(texte.brut)) is not None:
            otees = self._plaintes(nomme, listes, etat)
            return self._decider(_sans(otees, listes), listes, etat) if otees else None
        coupes = (c for c in lire_remplacements(texte.brut) if self.visees.citees(c.otes, listes))
        change = next(coupes, None) or lire_changement(texte.brut)
        change = change or self._aussi(texte.brut, listes)
        if change is None or change.debut or change.nommee not in (None, "actions"):
            return None
        return self._changer(change, listes, etat)

    def _reecrite(
        self, texte: Texte, listes: Mapping[str, list[str]], etat: Etat
    ) -> Decisions | None:
        """Return the lists once an action that is noted is told otherwise."""
        changees, neuves = self.reecrites.lire(texte.brut, listes, etat.question)
        if not changees or self.commun.modalites.lire(texte):
            return None
        if theme := self._empechement(neuves):
            fait = next(iter(changees))
            return Decisions(souhait=(theme, self.referentiel.modalites[fait].axe), exclusif=True)
        return self._decider(changees, listes, etat)

    def presente(self, dits: str, etat: Etat) -> str | None:
        """Return the action that words mean, as it is noted, if it is there."""
        listes = self._listes(etat)
        la = self.visees.presentes(dits, listes) or self.visees.propres(dits, listes)
        for fait, actions in la.items():
            return self.referentiel.modalites[fait].valeurs.get(actions[0], actions[0])
        return None

    def oter(self, texte: Texte, etat: Etat) -> Decisions | None:
        """Return the lists without an own action that « enlève… » means; None of any other."""
        lues, listes = self.changer(texte, etat), self._listes(etat)
        if lues is None:
            return None
        apres = {**etat.faits.avec(lues.faits), str(etat.question): list(lues.liste or ())}
        ouverte = str(etat.question) if lues.liste is not None else None
        for fait, liste in listes.items():
            restent = apres[fait] if fait in (*lues.faits, ouverte) else liste
            items = self.referentiel.modalites[fait].items
            if est_une_liste(restent) and any(d not in (*restent, *items) for d in liste):
                return lues
        return None

    def _plaintes(
        self, nomme: str, listes: Mapping[str, list[str]], etat: Etat
    ) -> Mapping[str, Sequence[str]]:
        """Return what goes of « je n'ai pas demandé le tutorat, enlève-le »."""
        if not nomme:
            return self.visees.otees("", listes, None, etat)
        return (
            {}
            if self.visees.est_un_axe(nomme)
            else self.visees.presentes(nomme, listes, MOTS_D_UNE_PLAINTE)
        )

    def _changer(
        self, change: Changement, listes: Mapping[str, list[str]], etat: Etat
    ) -> Decisions | None:
        dits = change.entiers or change.items
        if change.mode == "enleve":
            axe, dits = self.visees.axe_nomme(dits)
            fin = DES_ACTIONS.search(plier(dits))
            dits = dits[: fin.start()] if fin else dits
            otees = self.visees.otees(dits, listes, axe, etat) if dits else {}
            return self._decider(_sans(otees, listes), listes, etat) if otees else None
        if change.mode == "remplace":
            return self._remplacer(change, listes, etat)
        if change.mode == "seul":
            return self._garder(dits, listes, etat)
        return self._ajouter(dits, listes, etat) if change.mode == "ajoute" else None

    def _garder(self, dits: str, listes: Mapping[str, list[str]], etat: Etat) -> Decisions | None:
        """Read « mets la prévention seulement », of one list: the others stay as they are."""
        axe, dits = self.visees.axe_nomme(dits)
        vises = [self.referentiel.actions_de(axe.id).fait] if axe else list(listes)
        la = {fait: listes[fait] for fait in vises if fait in listes}
        if not dits or self.visees.est_un_axe(dits):
            return None
        gardees = self.visees.dites(dits, la, [*la])
        seules = {fait: [*siennes] for fait, siennes in gardees.items()}
        return self._decider(seules, listes, etat) if seules else None

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

    def _aussi(self, dit: str, listes: Mapping[str, list[str]]) -> Changement | None:
        """Read « la prévention aussi, pour la santé »: nothing but names, and « aussi »."""
        plie = plier(dit)
        trouve = EN_PLUS.search(plie)
        if trouve is None:
            return None
        sans = f"{dit[: trouve.start()]} {dit[trouve.end() :]}"
        _, items = self.visees.axe_nomme(sans.strip(" ,."))
        seules = items and not self.visees.est_un_axe(items)
        nommees = seules and self.visees.nommees(items, list(listes))
        return Changement("ajoute", None, sans.strip(" ,.")) if nommees else None

    def _remplacer(
        self, change: Changement, listes: Mapping[str, list[str]], etat: Etat
    ) -> Decisions | None:
        """Read « remplacez X par Y », of one list; Y may be an own action."""
        axe, dits = self.visees.axe_nomme(change.items)
        axe_des_otes, otes = self.visees.axe_nomme(change.otes)
        otees = self.visees.otees(otes, listes, axe_des_otes or axe, etat) if otes else {}
        for fait, siennes in otees.items():
            if not any(dit in listes.get(fait, ()) for dit in siennes):
                continue
            sans = {**listes, **_sans({fait: siennes}, listes)}
            nommees, propres = self._enumerer(dits, [fait])
            mis = [*nommees.get(fait, ())]
            theme = self._empechement(propres)
            if theme and not mis:
                return Decisions(
                    souhait=(theme, self.referentiel.modalites[fait].axe), exclusif=True
                )
            if mis or propres:
                liste = dict.fromkeys((*sans[fait], *mis, *propres))
                return self._decider({fait: list(liste)}, listes, etat)
        # what is to go is not there: « la 1 ne colle pas, mets la 2 »
        return self._ajouter(change.items, listes, etat) if otees else None

    def _ajouter(self, items: str, listes: Mapping[str, list[str]], etat: Etat) -> Decisions | None:
        axe, dits = self.visees.axe_nomme(items)
        if axe and (remis := self._remettre(axe, dits, listes, etat)):
            return remis
        if not dits or (axe is None and self.visees.est_un_axe(dits)):
            return None
        vises = [self.referentiel.actions_de(axe.id).fait] if axe else list(listes)
        pendante = [str(etat.question)] if self._est_une_liste(etat.question) else []
        rangs = self.visees.par_leur_rang(dits, self.visees.en_vue([*vises, *pendante], etat))
        nommees, propres = (rangs, ()) if rangs else self._enumerer(dits, vises)
        changees = {f: [*listes.get(f, ()), *siennes] for f, siennes in nommees.items()}
        annoncee = bool(axe or nommees or UNE_ACTION.match(plier(items)))
        dite = " ; ".join(propres)
        fait = self._ou_l_ecrire(dite, vises if axe else [*nommees], annoncee, listes, etat)
        theme = self._empechement(propres) if fait else None
        if fait and not theme:
            changees[fait] = [*changees.get(fait, listes.get(fait, [])), *propres]
        souhait = (theme, self.referentiel.modalites[fait].axe) if fait and theme else None
        if not (changees or souhait):
            return None
        return replace(self._avec_l_axe(axe, changees, listes, etat), souhait=souhait)

    def _est_une_liste(self, fait: str | None) -> bool:
        modalite = self.referentiel.modalites.get(fait or "")
        return modalite is not None and modalite.axe is not None

    def _empechement(self, propres: Sequence[str]) -> str | None:
        themes = (self.commun.souhaits.empechement(Texte(dite, decouper(dite))) for dite in propres)
        return next((theme for theme in themes if theme), None)

    def _remettre(
        self, axe: Axe, dits: str, listes: Mapping[str, list[str]], etat: Etat
    ) -> Decisions | None:
        """Put an axis back with its default actions, or with those that it had."""
        plie, fait = plier(dits), self.referentiel.actions_de(axe.id).fait
        if COMME_AVANT.fullmatch(plie):
            return self._avec_l_axe(axe, {}, listes, etat)
        if not AVEC_LE_DEFAUT.fullmatch(plie):
            return None
        # what is proposed may hang on the axes that are chosen
        avec_lui = etat.faits.avec({AXES: self._axes_avec(axe, etat)})
        defaut = list(liste_par_defaut(fait, avec_lui, self.referentiel))
        return self._avec_l_axe(axe, {fait: defaut}, listes, etat)

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
        texte = Texte(propre, decouper(propre))
        suit = any(f in listes for f in dernier_change(etat)) and self._dit_une_action(texte)
        if not propre or not (annoncee or suit or etat.question in listes):
            return None
        axe = self.axes.axe_d_une_action(texte)
        parle = [self.referentiel.actions_de(axe).fait] if axe else []
        seule = list(listes) if len(listes) == 1 else []
        possibles = [*siens, *parle, etat.question or "", *dernier_change(etat), *seule]
        return next((fait for fait in possibles if fait in (*siens, *listes)), None)

    def _dit_une_action(self, texte: Texte) -> bool:
        """Tell « aménager un vestiaire », that follows a change of actions, from « 3 mois »."""
        modalite = self.commun.modalites.lire(texte) or dit_autre_chose(texte)
        verbe = INFINITIF.match(texte.plat.partition(" ")[0]) is not None
        return not modalite and (verbe or self.commun.souhaits.est_concret(texte))

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
        axes = self._axes_avec(axe, etat)
        return Decisions({AXES: axes, **lues.faits}, liste=lues.liste, exclusif=True)

    def _axes_avec(self, axe: Axe, etat: Etat) -> list[str]:
        return [nom for nom in self.referentiel.axes if nom in (*etat.faits.axes, axe.id)]

    def _enumerer(
        self, dits: str, vises: Sequence[str]
    ) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
        """Return the actions that pieces name by themselves, and the rest, own actions."""
        entiere = self.visees.nommees(dits, vises)
        if entiere:
            return entiere, ()
        nommees = dict[str, tuple[str, ...]]()
        restes = ""
        for entre, piece in couper(dits):
            lue = self.visees.nommees(piece, vises)
            for fait, siennes in lue.items():
                nommees[fait] = (*nommees.get(fait, ()), *siennes)
            if not (lue or renvoie_a_ce_qui_precede(piece)):
                restes += f"{entre if restes else ''}{piece}"
        return nommees, self._separees(UNE_ACTION.sub("", restes.strip(" ,.:;\u00a0")), vises)

    def _separees(self, dits: str, vises: Sequence[str]) -> tuple[str, ...]:
        """Return own actions apart from one another; nothing of words too few to be one."""
        propre = " ".join(dits.split())
        if len(propre.split()) < MOTS_D_UNE_ACTION:
            return ()
        options = {
            item: mots
            for siens in self.visees.options(vises).values()
            for item, mots in siens.items()
        }
        plusieurs = enumerer(propre, options)
        return plusieurs[1] if plusieurs and not plusieurs[0] else (propre,)


def _sans(
    otees: Mapping[str, Sequence[str]], listes: Mapping[str, list[str]]
) -> dict[str, list[str]]:
    return {
        fait: [d for d in listes.get(fait, ()) if d not in dits] for fait, dits in otees.items()
    }
