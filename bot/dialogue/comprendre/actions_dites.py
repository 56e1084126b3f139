"""Change actions: « ajoute la conciliation », « retire celle que j'ai écrite », « X par Y ».

Whatever is asked. An action is named by its words, or is the buyer's own; the axis stays when one
of its actions goes. The words are data (`data/lecture/nommees.yml`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.actions_ajoutees import ActionsAjoutees
from bot.dialogue.comprendre.actions_reecrites import ActionsReecrites
from bot.dialogue.comprendre.actions_visees import ActionsVisees
from bot.dialogue.comprendre.compris import Decisions
from bot.dialogue.comprendre.reponses.commun import FINI, Repondeur
from bot.dialogue.etat import Etat
from bot.francais.mots import compiler, quelque_part
from bot.francais.texte import Texte, decouper, plier, sans_passage
from bot.lecture.clause.changements import (
    FICHIER,
    UNE_ACTION,
    Changement,
    enleve_ce_qui_est_nomme,
    est_a_reecrire,
    lire_changement,
    lire_remplacements,
    sans_queue,
)
from bot.lecture.clause.demandes import est_ecrite
from bot.lecture.clause.enumerations import couper
from bot.lecture.clause.selections import avant_la_raison
from bot.metier.clause import axes_retenus
from bot.metier.referentiel import Referentiel
from bot.metier.valeurs import est_une_liste

EN_PLUS = quelque_part(f"{FICHIER}.sup")
DES_ACTIONS = compiler(
    r" (?:(?:{sous}|{des}) (?:{article} ?)?{une_action}|{de_la_clause})\W*$", FICHIER
)
# « retire X et ajoute Y » is two changes
AUTRE_ORDRE = compiler(r"[ ,;.]+(?:{et} )?(?P<ordre>{imperatif}\b)", FICHIER)
# « retire X, gardez Y »: what stays is no part of what goes
CE_QUI_RESTE = compiler(r"[ ,;.]+(?:(?:{et}|{mais}) )?{on_garde}\b.*$", FICHIER)
ABSENTE = "action_absente"
# beside the name of an action, « je n'ai pas demandé… » around it
MOTS_D_UNE_PLAINTE = 5


@dataclass(frozen=True)
class ActionsDites:
    """Reads a change of the lists of actions, decided or being chosen."""

    referentiel: Referentiel
    commun: Repondeur
    visees: ActionsVisees
    reecrites: ActionsReecrites
    ajouts: ActionsAjoutees

    def changer(self, texte: Texte, etat: Etat) -> Decisions | None:
        """Return what a message makes of actions; None when it is about none of them."""
        listes = self.ajouts.listes.lues(etat)
        if not listes:
            return self._absente(lire_changement(texte.brut), etat)
        if (quoi := est_a_reecrire(texte.brut)) is not None:
            return self._a_reecrire(quoi, listes, etat)
        if reecrite := self._reecrite(texte, listes, etat):
            return reecrite
        if (nomme := enleve_ce_qui_est_nomme(texte.brut)) is not None:
            otees = self._plaintes(nomme, listes, etat)
            if not otees:
                return self._absente(Changement("enleve", None, nomme), etat)
            return self.ajouts.listes.decider(_sans(otees, listes), etat)
        change = self._lire_le_changement(texte.brut, listes)
        if change is None or change.debut or change.nommee not in (None, "actions"):
            return None
        return self._changer(change, listes, etat)

    def _a_reecrire(
        self, quoi: str, listes: Mapping[str, list[str]], etat: Etat
    ) -> Decisions | None:
        """Ask how an action is to be told, when it is not said: « réécris-la proprement »."""
        derniere = {fait: [dit] for fait, dit in self.visees.toutes_les_propres(listes)[-1:]}
        visees = self.visees.otees(quoi, listes, etat) or (derniere if not quoi else {})
        for fait, siennes in visees.items():
            nom = self.referentiel.modalites[fait].valeurs.get(siennes[-1], siennes[-1])
            return Decisions(refus={"action_a_reecrire": nom}, exclusif=True)
        return None

    def changer_dans(self, fait: str, dit: str, etat: Etat) -> Decisions | None:
        """Return what « actions santé : enlève toutes et mets la 2 » makes of one list."""
        change, listes = lire_changement(dit), self.ajouts.listes.lues(etat)
        change = change if change and change.mode != "ajoute" else None
        return (
            self._changer(change, {fait: listes[fait]}, etat) if change and fait in listes else None
        )

    def _lire_le_changement(self, dit: str, listes: Mapping[str, list[str]]) -> Changement | None:
        """Return the change that is asked for, « remplace X par Y » cut where X is noted."""
        coupes = (c for c in lire_remplacements(dit) if self.visees.citees(c.otes, listes))
        return next(coupes, None) or lire_changement(dit) or self._aussi(dit, listes)

    def redite(self, texte: Texte, etat: Etat) -> Decisions | None:
        """Return the lists once an action is told otherwise, whatever its words resemble."""
        listes = self.ajouts.listes.lues(etat)
        return self._reecrite(texte, listes, etat) if listes else None

    def _reecrite(
        self, texte: Texte, listes: Mapping[str, list[str]], etat: Etat
    ) -> Decisions | None:
        """Return the lists once an action that is noted is told otherwise."""
        fin = FINI.search(plier(texte.brut)) if etat.question in listes else None
        if fin is None:
            return self._redite(texte, listes, etat)
        avant = texte.brut[: fin.start()]  # « volume de 100 heures par an, c'est tout »
        finie = self._redite(Texte(avant, decouper(avant)), listes, etat)
        return finie and finie.avec_la_liste(str(etat.question))

    def _redite(
        self, texte: Texte, listes: Mapping[str, list[str]], etat: Etat
    ) -> Decisions | None:
        """Return the same, of words that end no list."""
        changees, neuves = self.reecrites.lire(texte.brut, listes, etat)
        if not changees or self.ajouts.est_une_modalite(texte.brut):
            return None
        if theme := self.ajouts.empechement(neuves):
            fait = next(iter(changees))
            return Decisions(souhait=(theme, self.referentiel.modalites[fait].axe), exclusif=True)
        return self.ajouts.listes.decider(changees, etat)

    def presente(self, dits: str, etat: Etat) -> str | None:
        """Return the action that words mean, as it is noted, if it is there."""
        listes = self.ajouts.listes.lues(etat)
        la = self.visees.presentes(dits, listes) or self.visees.propres(dits, listes)
        for fait, actions in la.items():
            return self.referentiel.modalites[fait].valeurs.get(actions[0], actions[0])
        return None

    def oter(self, texte: Texte, etat: Etat) -> Decisions | None:
        """Return the lists without an own action that « enlève… » means; None of any other."""
        lues, listes = self.changer(texte, etat), self.ajouts.listes.lues(etat)
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
            return self.visees.otees("", listes, etat)
        if self.visees.est_un_axe(nomme):
            return {}
        otees = self.visees.otees(nomme, listes, etat)
        se_plaint = not est_ecrite(nomme)  # else, other words are those of another action
        return otees or self.visees.presentes(nomme, listes, MOTS_D_UNE_PLAINTE * se_plaint)

    def _changer(
        self, change: Changement, listes: Mapping[str, list[str]], etat: Etat
    ) -> Decisions | None:
        dits = change.entiers or change.items
        if change.mode == "enleve":
            return self._oter(dits, change, listes, etat)
        if change.mode == "remplace":
            return self._remplacer(change, listes, etat)
        if change.mode == "seul":
            return self._garder(dits, listes, etat)
        return self.ajouts.ajouter(dits, listes, etat) if change.mode == "ajoute" else None

    def _oter(
        self, dits: str, change: Changement, listes: Mapping[str, list[str]], etat: Etat
    ) -> Decisions | None:
        """Take out what is named, whole or piece by piece; say which is not there."""
        if garde := CE_QUI_RESTE.search(plier(dits)):
            change = change._replace(entiers=dits[: garde.start()])
            dits = change.entiers
        if suite := AUTRE_ORDRE.search(plier(dits)):
            ote = dits[: suite.start()]
            if remplacement := self._puis(dits[suite.start("ordre") :], ote, listes, etat):
                return remplacement
            dits = ote
        if fin := DES_ACTIONS.search(plier(dits)):
            change = change._replace(entiers=dits[: fin.start()])
            dits = change.entiers
        if not dits:
            return None
        otees, absentes = self._parmi_les_notees(dits, listes, etat)
        if not _en_est(otees, listes):
            return self._absente(change, etat)
        lue = self.ajouts.listes.decider(_sans(otees, listes), etat)
        absents = {ABSENTE: " ; ".join(absentes)} if absentes else {}
        return replace(lue, refus=absents)

    def _puis(
        self, ordre: str, ote: str, listes: Mapping[str, list[str]], etat: Etat
    ) -> Decisions | None:
        """Read « retire X, et mets Y », which puts an action in the place of another."""
        suite = lire_changement(ordre)
        if suite is None or suite.mode != "ajoute" or suite.nommee not in (None, "actions"):
            return None
        mis = UNE_ACTION.sub("", suite.entiers)
        if self.ajouts.est_une_modalite(mis) or self.visees.est_un_axe(mis):
            return None
        fin = DES_ACTIONS.search(plier(ote))
        ote = ote[: fin.start()] if fin else ote
        return self._remplacer(Changement("remplace", None, mis, otes=ote), listes, etat)

    def _parmi_les_notees(
        self, dits: str, listes: Mapping[str, list[str]], etat: Etat
    ) -> tuple[Mapping[str, Sequence[str]], list[str]]:
        """Return the noted actions that words name, and the pieces that name none of them."""
        sans_raison = avant_la_raison(Texte(dits, decouper(dits)))
        bref = sans_queue(dits[: sans_raison.jetons[-1].fin] if sans_raison.jetons else dits)
        for dit in (dits, bref):
            if otees := self.visees.otees(dit, listes, etat):
                return otees, []
        tous, absentes = dict[str, list[str]](), list[str]()
        for _, piece in couper(bref):
            lues = self.visees.otees(piece.strip(), listes, etat)
            absentes += [] if _en_est(lues, listes) else [_nue(piece)]
            for fait, siennes in lues.items():
                tous.setdefault(fait, []).extend(siennes)
        return tous, absentes

    def _garder(self, dits: str, listes: Mapping[str, list[str]], etat: Etat) -> Decisions | None:
        """Read « mets la prévention seulement », of one list: the others stay as they are."""
        axe, dits = self.visees.axe_nomme(dits)
        vises = [self.referentiel.actions_de(axe.id).fait] if axe else list(listes)
        la = {fait: listes[fait] for fait in vises if fait in listes}
        if not dits or self.visees.est_un_axe(dits):
            return None
        rangs = self.visees.par_leur_rang(dits, self.visees.en_vue([*la], etat))
        gardees = rangs or self.visees.dites(dits, la) or self.visees.nommees(dits, [*la])
        seules = {fait: [*siennes] for fait, siennes in gardees.items()}
        return self.ajouts.listes.decider(seules, etat) if seules else None

    def _aussi(self, dit: str, listes: Mapping[str, list[str]]) -> Changement | None:
        """Read « la prévention aussi, pour la santé »: nothing but names, and « aussi »."""
        plie = plier(dit)
        trouve = EN_PLUS.search(plie)
        if trouve is None:
            return None
        sans = sans_passage(dit, *trouve.span()).strip(" ,.")
        _, items = self.visees.axe_nomme(sans)
        seules = items and not self.visees.est_un_axe(items)
        nommees = seules and self.visees.nommees(items, list(listes))
        return Changement("ajoute", None, sans) if nommees else None

    def _remplacer(
        self, change: Changement, listes: Mapping[str, list[str]], etat: Etat
    ) -> Decisions | None:
        """Read « remplacez X par Y », of one list; Y may be an own action."""
        axe, dits = self.visees.axe_nomme(change.items)
        du_meme = {self.referentiel.actions_de(axe.id).fait} & {*listes} if axe else set()
        la = {fait: listes[fait] for fait in du_meme or listes}
        otees, absentes = self._parmi_les_notees(change.otes, la, etat)
        for fait, siennes in otees.items():
            if not any(dit in listes.get(fait, ()) for dit in siennes):
                continue
            nommees, propres = self.ajouts.enumerer(dits, [fait, *listes], [fait])
            mis = [*nommees.get(fait, ())]
            if not change.otes and fait == etat.question:  # as many as were just told
                siennes = listes[fait][-len([*mis, *propres]) or None :]
            changees = _sans({**otees, fait: siennes}, listes)
            theme = self.ajouts.empechement(propres)
            if theme and not mis:
                return Decisions(
                    souhait=(theme, self.referentiel.modalites[fait].axe), exclusif=True
                )
            if nommees or propres:
                for liste, neuves in {fait: (), **nommees}.items():
                    ici = propres if liste == fait else ()
                    deja = changees.get(liste, listes.get(liste, []))
                    changees[liste] = list(dict.fromkeys((*deja, *neuves, *ici)))
                lue = self.ajouts.listes.decider(changees, etat)
                return replace(lue, refus={ABSENTE: " ; ".join(absentes)} if absentes else {})
        if absente := self._absente(change, etat):
            return absente
        # what is to go is not there: « la 1 ne colle pas, mets la 2 »
        return self.ajouts.ajouter(change.items, listes, etat) if otees else None

    def _absente(self, change: Changement | None, etat: Etat) -> Decisions | None:
        """Say that an action, which is to go or be replaced, is not there, and which are."""
        if change is None or change.debut or change.nommee not in (None, "actions"):
            return None
        ote = _ce_qui_est_ote(change)
        if not UNE_ACTION.sub("", ote) or self.visees.est_un_axe(ote):
            return None
        nom = self._nom_dans_le_guide(ote, etat)
        if not (nom or self.visees.est_dite_une_action(ote)):
            return None
        mis = {"action_a_ajouter": change.items} if change.mode == "remplace" else {}
        notees = self.visees.numerotees(self.ajouts.listes.lues(etat))
        la = {"actions_notees": notees} if notees else {}
        return Decisions(refus={ABSENTE: nom or _nue(ote), **la, **mis}, exclusif=True)

    def _nom_dans_le_guide(self, dits: str, etat: Etat) -> str | None:
        """Return the action of the guide that words name, among those of the chosen axes."""
        axes = axes_retenus(etat.faits, self.referentiel)
        retenues = [self.referentiel.actions_de(axe.id).fait for axe in axes]
        for fait, nommees in self.visees.nommees(dits, retenues).items():
            return self.referentiel.modalites[fait].valeurs[nommees[0]]
        return None


def _nue(ote: str) -> str:
    """Return the words of an action without « l'action » nor the marks that quote it."""
    return UNE_ACTION.sub("", sans_queue(ote.strip())).strip(' «»“”"\u00a0')


def _en_est(dites: Mapping[str, Sequence[str]], listes: Mapping[str, list[str]]) -> bool:
    """Tell actions, one of which at least is noted."""
    return any(dit in listes.get(fait, ()) for fait, dits in dites.items() for dit in dits)


def _sans(
    otees: Mapping[str, Sequence[str]], listes: Mapping[str, list[str]]
) -> dict[str, list[str]]:
    return {
        fait: [d for d in listes.get(fait, ()) if d not in dits] for fait, dits in otees.items()
    }


def _ce_qui_est_ote(change: Changement) -> str:
    """Return the words of what is to go, or to be replaced."""
    otes = {"enleve": change.entiers or change.items, "remplace": change.otes}
    return otes.get(change.mode, "")
