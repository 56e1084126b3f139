"""Add actions to those that are noted: of the guide, by name or number, or the buyer's own.

An axis that is named comes back with them. The words are data (`data/lecture/nommees.yml`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.actions_en_listes import ActionsEnListes
from bot.dialogue.comprendre.actions_visees import ActionsVisees
from bot.dialogue.comprendre.axes import AXES, AxesDits
from bot.dialogue.comprendre.compris import Decisions
from bot.dialogue.comprendre.reponses.commun import Repondeur
from bot.dialogue.etat import Etat, dernier_change
from bot.francais.mots import compiler
from bot.francais.texte import Texte, decouper, plier
from bot.lecture.clause.actions import INFINITIF, MOTS_D_UNE_ACTION, dit_autre_chose, enumerer
from bot.lecture.clause.changements import FICHIER, UNE_ACTION, renvoie_a_ce_qui_precede
from bot.lecture.clause.enumerations import couper, exclut_le_reste
from bot.lecture.clause.mesures import dit_sa_mesure, est_une_quantite
from bot.lecture.clause.selections import lire_selection
from bot.metier.clause import liste_par_defaut
from bot.metier.modalites import Axe
from bot.metier.referentiel import Referentiel
from bot.metier.valeurs import est_une_liste

# « l'axe santé, avec les actions par défaut », « avec elles »: nothing of them is told
AVEC_LE_DEFAUT = compiler(r"(?:{avec} )?(?:{article} ?)*(?:{une_action} )?{par_defaut}\W*", FICHIER)
COMME_AVANT = compiler(r"(?:{avec} )?{les_siennes}\W*", FICHIER)


@dataclass(frozen=True)
class ActionsAjoutees:
    """Reads what is added to the lists."""

    referentiel: Referentiel
    commun: Repondeur
    axes: AxesDits
    visees: ActionsVisees
    listes: ActionsEnListes

    def ajouter(self, items: str, listes: Mapping[str, list[str]], etat: Etat) -> Decisions | None:
        """Return the lists with what is added, by its name, its number, or in own words."""
        axe, dits = self.visees.axe_nomme(items)
        if axe and (remis := self._remettre(axe, dits, etat)):
            return remis
        if not dits or (axe is None and self.visees.est_un_axe(dits)) or self._excepte(dits, etat):
            return None
        vises = [self.referentiel.actions_de(axe.id).fait] if axe else list(listes)
        remises = self._d_avant(dits, listes, etat)
        nommees, propres = (remises, ()) if remises else self._designees(dits, vises, etat)
        changees = {f: [*listes.get(f, ()), *siennes] for f, siennes in nommees.items()}
        comme_action = UNE_ACTION.match(plier(items))
        annoncee = bool(axe or nommees or comme_action)
        # « l'axe égalité, et un suivi trimestriel », « 200 € pour la réunion »
        propres = [dite for dite in propres if comme_action or not self.est_une_modalite(dite)]
        dite = " ; ".join(propres)
        fait = self._ou_l_ecrire(dite, vises if axe else [*nommees], annoncee, listes, etat)
        theme = self.empechement(propres) if fait else None
        if fait and not theme:
            changees[fait] = [*changees.get(fait, listes.get(fait, [])), *propres]
        souhait = (theme, self.referentiel.modalites[fait].axe) if fait and theme else None
        if not (changees or souhait):
            return None
        return replace(self._avec_l_axe(axe, changees, etat), souhait=souhait)

    def _excepte(self, dits: str, etat: Etat) -> bool:
        """Tell « (prenez) toute la liste en dehors de la 2 », which chooses, and adds nothing."""
        demandee = str(etat.question)
        if not self._est_une_liste(demandee):
            return False
        options = self.visees.options([demandee])[demandee]
        return exclut_le_reste(lire_selection(Texte(dits, decouper(dits)), options))

    def _d_avant(
        self, dits: str, listes: Mapping[str, list[str]], etat: Etat
    ) -> Mapping[str, Sequence[str]]:
        """Return an own action that was taken out: « remets mon action horaires en journée »."""
        for avant in reversed(etat.suivi.historique):
            siennes = {fait: avant.get(fait) for fait in listes}
            parties = {
                fait: [dit for dit in liste if dit not in listes[fait]]
                for fait, liste in siennes.items()
                if est_une_liste(liste)
            }
            if not dit_sa_mesure(dits) and (dites := self.visees.propres(dits, parties)):
                return dites
        return {}

    def est_une_modalite(self, dite: str) -> bool:
        """Tell « un suivi trimestriel », « 200 € par réunion », which are decided elsewhere."""
        texte = Texte(dite, decouper(dite))
        somme = any(self.commun.modalites.penalites.sommes(texte))
        agit = INFINITIF.match(texte.plat.partition(" ")[0]) is not None
        return bool(self.commun.modalites.lire(texte)) or (somme and not agit)

    def _est_une_liste(self, fait: str | None) -> bool:
        modalite = self.referentiel.modalites.get(fait or "")
        return modalite is not None and modalite.axe is not None

    def empechement(self, propres: Sequence[str]) -> str | None:
        """Return what keeps one of several own actions out of the clause, if anything."""
        themes = (self.commun.souhaits.empechement(Texte(dite, decouper(dite))) for dite in propres)
        return next((theme for theme in themes if theme), None)

    def _remettre(self, axe: Axe, dits: str, etat: Etat) -> Decisions | None:
        """Put an axis back with its default actions, or with those that it had."""
        plie, fait = plier(dits), self.referentiel.actions_de(axe.id).fait
        if COMME_AVANT.fullmatch(plie):
            return self._avec_l_axe(axe, {}, etat)
        if not AVEC_LE_DEFAUT.fullmatch(plie):
            return None
        # what is proposed may hang on the axes that are chosen
        avec_lui = etat.faits.avec({AXES: self._axes_avec(axe, etat)})
        defaut = list(liste_par_defaut(fait, avec_lui, self.referentiel))
        return self._avec_l_axe(axe, {fait: defaut}, etat)

    def _designees(
        self, dits: str, vises: Sequence[str], etat: Etat
    ) -> tuple[Mapping[str, Sequence[str]], Sequence[str]]:
        """Return what is picked by its number or name, by list, and what is in own words."""
        pendante = [str(etat.question)] if self._est_une_liste(etat.question) else []
        rangs = self.visees.par_leur_rang(dits, self.visees.en_vue([*vises, *pendante], etat))
        return (rangs, ()) if rangs else self.enumerer(dits, vises, pendante or vises)

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
        d_une_autre = any(fait in listes and fait != etat.question for fait in parle)
        if etat.question in listes and not (siens or d_une_autre or etat.suivi.liste):
            return None  # the first one of the list that is asked about answers the question
        seule = list(listes) if len(listes) == 1 else []
        possibles = [*siens, *parle, etat.question or "", *dernier_change(etat), *seule]
        return next((fait for fait in possibles if fait in (*siens, *listes)), None)

    def _dit_une_action(self, texte: Texte) -> bool:
        """Tell « aménager un vestiaire », that follows a change of actions, from « 3 mois »."""
        modalite = self.commun.modalites.lire(texte) or dit_autre_chose(texte)
        verbe = INFINITIF.match(texte.plat.partition(" ")[0]) is not None
        return not modalite and (verbe or self.commun.souhaits.est_concret(texte))

    def _avec_l_axe(
        self, axe: Axe | None, changees: Mapping[str, list[str]], etat: Etat
    ) -> Decisions:
        """Put an axis back with the actions that are said to be its own."""
        sans_doublon = {fait: list(dict.fromkeys(liste)) for fait, liste in changees.items()}
        lues = self.listes.decider(sans_doublon, etat)
        if axe is None or axe.id in etat.faits.axes:
            return lues
        axes = self._axes_avec(axe, etat)
        return Decisions({AXES: axes, **lues.faits}, liste=lues.liste, exclusif=True)

    def _axes_avec(self, axe: Axe, etat: Etat) -> list[str]:
        return [nom for nom in self.referentiel.axes if nom in (*etat.faits.axes, axe.id)]

    def enumerer(
        self, dits: str, vises: Sequence[str], numerotees: Sequence[str]
    ) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
        """Return the actions that pieces name by themselves, and the rest, own actions.

        `numerotees`: the lists whose numbers may be given, « …, et la 3 », when there is but one.
        """
        entiere = self.visees.nommees(dits, vises)
        if entiere:
            return entiere, ()
        nommees = dict[str, tuple[str, ...]]()
        restes = ""
        for entre, piece in _avec_leur_quantite(dits):
            lue = self.visees.nommees(piece, vises)
            if not lue and len(numerotees) == 1:
                lue = self.visees.par_leur_rang(piece, numerotees)
            for fait, siennes in lue.items():
                nommees[fait] = (*nommees.get(fait, ()), *siennes)
            if not (lue or renvoie_a_ce_qui_precede(piece)):
                restes += f"{entre if restes else ''}{piece}"
        return nommees, self._separees(UNE_ACTION.sub("", restes.strip(" ,.:;\u00a0")), vises)

    def _separees(self, dits: str, vises: Sequence[str]) -> tuple[str, ...]:
        """Return own actions apart from one another; nothing of words too few to be one."""
        propre = " ".join(dits.split())
        if len(propre.split()) < MOTS_D_UNE_ACTION or est_une_quantite(propre):
            return ()
        options = {
            item: mots
            for siens in self.visees.options(vises).values()
            for item, mots in siens.items()
        }
        plusieurs = enumerer(propre, options)
        dites = plusieurs[1] if plusieurs and not plusieurs[0] else (propre,)
        return tuple(action for dite in dites for action in self.commun.en_actions(dite))


def _avec_leur_quantite(dits: str) -> list[tuple[str, str]]:
    """Cut an enumeration, but for « recruter… | , 100 heures par an »."""
    pieces = list[tuple[str, str]]()
    for entre, piece in couper(dits):
        if pieces and est_une_quantite(piece):
            avant, action = pieces[-1]
            pieces[-1] = (avant, f"{action}{entre}{piece}")
        else:
            pieces.append((entre, piece))
    return pieces
