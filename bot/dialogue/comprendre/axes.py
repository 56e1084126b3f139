"""Axes and wishes said without being asked: « ajoute l'axe santé », « je veux que… »."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot.dialogue.comprendre.compris import Decisions
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.tournures import Tournures, tournures
from bot.dialogue.etat import Etat, dernier_change
from bot.francais.mots import compiler, quelque_part
from bot.francais.texte import Texte, decouper, plier
from bot.lecture.clause.changements import (
    enleve_ce_qui_est_nomme,
    lire_changement,
    ou_c_est_ordonne,
    sans_seulement,
    sans_tete,
)
from bot.lecture.clause.modalites import Dite
from bot.lecture.clause.selections import (
    CHIFFRE,
    LIAISONS,
    Selection,
    avant_la_raison,
    lire_echange,
    lire_noms,
    lire_selection,
)
from bot.lecture.clause.souhaits import Souhaits
from bot.metier.modalites import A_COCHER
from bot.metier.referentiel import Referentiel

AXES = "axes"
MOT = re.compile(r"\w+")
# what gives a reason, after what is asked for
RAISON = compiler(r"[,.;(]|\b{lecture/selections.raison}")
# « l'axe égalité », « l'axe c'est la santé »: names that follow are those of axes
ANNONCE = quelque_part("lecture/nommees.annonce_d_axes")
MOTS_D_UNE_ANNONCE = 14
# « pas d'axe égalité »
NIE_AVANT = compiler(r"\b{francais/negations.avant}(?: \w+)?\W*$")
# « ça de la santé », « la de cet axe »; « la découverte des métiers » is no pronoun
CE_QUI_PRECEDE = compiler(r"{lecture/nommees.pronom}(?:\W*$| {lecture/nommees.sous}(?!\w))")
VEUT = quelque_part("francais/tournures.souhait_verbe")
SEULEMENT = compiler(r"\b{lecture/nommees.seulement}\b|\b{lecture/nommees.a_la_place_seul}\b")
# « les axes sont… », « axes : … »: all of them
AXES_AU_COMPLET = compiler(
    r"\b{francais/tournures.axes} ?(?:{lecture/nommees.lien_net}|{lecture/nommees.lien_verbal}\b)"
)
# « par salarié | en insertion » says of whom, not of which axis
DE_QUI = compiler(r"\b{lecture/nommees.de_qui} en$")
UNE_ACTION = compiler(r"\b{lecture/nommees.une_action}\b")
CELLE = compiler(r"{lecture/nommees.celle}\b")
PAS_DEMANDE = compiler(r"\b{lecture/nommees.pas_demande}\b")
# any words may answer a question of these kinds: axes are meant only when named as such
TOUT_Y_EST_PERMIS = A_COCHER | {"texte"}


# « mais non l'inverse, je garde A et j'enlève B »
MOTS_AUTOUR = 2
# « j'ai dit… » around the axes that are told again
MOTS_D_UN_REPROCHE = 3


@dataclass(frozen=True)
class AxesDits:
    """Reads a change of axes in any sentence, and what the contractor should do."""

    referentiel: Referentiel
    souhaits: Souhaits

    def lire(self, message: Message, texte: Texte, etat: Etat) -> list[Dite]:
        """« Ajoute l'axe santé », « enlève l'égalité », or a whole new choice, unasked."""
        dites = self._lire(message, texte, etat)
        perdus = {*self._deja(etat)} - {axe for dite in dites for axe in dite.liste}
        return [] if perdus and self._ne_nomme_que_des_actions(texte, etat) else dites

    def _ne_nomme_que_des_actions(self, texte: Texte, etat: Etat) -> bool:
        """Tell « gardons la prévention », an action of an axis: it leaves no other axis out."""
        siennes = {
            action.id: action.mots
            for axe in self._deja(etat)
            for action in self.referentiel.axes[axe].actions
        }
        # « l'axe égalité », « la santé », « sécurité » name the axis itself
        courts = (plier(axe.court) for axe in self.referentiel.axes.values())
        propres = {mot for court in courts for mot in MOT.findall(court)} - LIAISONS
        nomme = "axe" in plier(texte.brut) or propres & {*MOT.findall(plier(texte.brut))}
        lue = lire_selection(texte, siennes)
        return not nomme and etat.question != AXES and bool(lue.nommes or lue.exclus)

    def _lire(self, message: Message, texte: Texte, etat: Etat) -> list[Dite]:
        noms = self._noms()
        if self.est_d_une_action(message, texte, etat):
            return []
        otes, mis = lire_echange(texte, noms)
        selection = lire_selection(texte, noms)
        redits = self._laisses(message, selection, etat) or self._redits(
            message, texte, selection, etat
        )
        if redits and not mis:
            return redits
        if selection.reste and message.dit.modifie_un_choix and message.dit.parle_des_axes:
            # « enlevez l'axe santé, on le traite ailleurs »: what follows is a reason
            selection = lire_selection(_premiere_proposition(texte), noms)
        modifie = message.dit.modifie_un_choix and selection.reste == 0
        if message.dit.parle_des_axes and selection.tout and selection.reste == 0:
            return self._dits(selection.appliquer(list(noms), ()), texte)
        deja = self._deja(etat)
        # « je remplace la collègue en congé, un marché de sécurité » exchanges no axis
        if mis and (otes or deja):
            gardes = {*mis, *deja} - (set(otes) - set(mis))
            return self._dits(gardes, texte)
        annonces = [] if selection.exclus else self.annonces(texte)
        nomme = message.intention == "choisir_axes" and self._peut_nommer(message, etat)
        nomme = nomme or self._en_nomme_un_autre(message, texte, etat)
        if not annonces and (nomme or modifie) and (selection.retenus or selection.exclus):
            ajoute = self._s_ajoutent(message.dit, selection.retenus, etat)
            retenus = (*deja, *selection.retenus) if ajoute else selection.retenus
            selection = Selection(retenus, selection.exclus)
            return self._dits(selection.appliquer(list(self.referentiel.axes), deja), texte)
        return self._ajouter(message.dit, annonces, etat)

    def est_d_une_action(self, message: Message, texte: Texte, etat: Etat) -> bool:
        """Tell what is said of an action, and changes no axis.

        « Retire ça de la santé », « à l'axe insertion, l'action : … », of axes that are chosen.
        """
        change = lire_changement(message.texte)
        if change and change.mode == "enleve" and CE_QUI_PRECEDE.match(plier(change.items)):
            return True
        if self._d_un_axe.search(message.dit.plie) or self._dans_l_un_d_eux(message.texte, etat):
            return True
        selection, annonces = lire_selection(texte, self._noms()), self.annonces(texte)
        nommes = annonces[0].liste if annonces else selection.retenus
        deja = {*nommes} <= {*self._deja(etat)} and not _seuls(message.dit)
        d_une_action = UNE_ACTION.search(message.dit.plie) is not None
        return deja and d_une_action and not (selection.exclus or etat.question == AXES)

    def _dans_l_un_d_eux(self, dit: str, etat: Etat) -> bool:
        """Tell « dans l'axe égalité, remplacez… », an order about its actions."""
        if not etat.faits.axes:
            return False
        ou = ou_c_est_ordonne(dit)
        la = lire_selection(Texte(ou, decouper(ou)), self._noms()).nommes
        return bool(la) and {*la} <= {*self._deja(etat)}

    def ote_le_dernier(self, texte: Texte, etat: Etat) -> bool:
        """Tell « retirez l'axe santé », when it is the only one: a plan follows one at least."""
        change, deja = lire_changement(texte.brut), self._deja(etat)
        if change is None or change.mode != "enleve" or len(deja) != 1:
            return False
        if not nomme_un_axe(change.entiers, self.referentiel):
            return False  # « enlève les conditions de travail », an action of it
        selection = lire_selection(texte, self._noms())
        return [*selection.exclus] == deja and not (selection.retenus or selection.reste)

    def annonces(self, texte: Texte) -> list[Dite]:
        """Read the axes of « …, avec l'axe égalité », wherever they are named as such."""
        dites = list[Dite]()
        for trouve in ANNONCE.finditer(texte.plat):
            if NIE_AVANT.search(texte.plat[: trouve.start()]):
                continue
            jetons = texte.jetons_de(trouve.end() + 1, len(texte.plat))[:MOTS_D_UNE_ANNONCE]
            nommes = self._en_tete(Texte(texte.brut, jetons))
            if nommes:
                debut, _ = texte.place(*trouve.span())
                dites.append(Dite(AXES, list(nommes[0]), debut, jetons[nommes[1] - 1].fin))
        tous = [axe for axe in self.referentiel.axes if any(axe in d.liste for d in dites)]
        return [replace(dite, valeur=tous) for dite in dites]

    def _en_tete(self, texte: Texte) -> tuple[Sequence[str], int] | None:
        """Return the axes that words begin with, and how many words name them."""
        for combien in range(len(texte.jetons), 0, -1):
            # names only: « ça part sur trois ans » counts no axis
            nommes = lire_noms(Texte(texte.brut, texte.jetons[:combien]), self._noms())
            if nommes:
                return nommes, combien
        return None

    def en_passant(self, texte: Texte, etat: Etat) -> list[Dite]:
        """Read axes that are named alone, or as such among other things."""
        if self._dans_l_un_d_eux(texte.brut, etat):
            return []
        dit = tournures(texte.brut)
        seuls = self.seuls(texte)
        if seuls and not self._laisse_tout(dit, seuls[0].liste, etat):
            return seuls
        return self._ajouter(dit, self.annonces(texte), etat)

    def _ajouter(self, dit: Tournures, annonces: Sequence[Dite], etat: Etat) -> list[Dite]:
        """Add axes that are named as such, beside the rest, to those that were chosen."""
        if not annonces:
            return []
        nommes = annonces[0].liste
        if self._laisse_tout(dit, nommes, etat):
            return []  # « montre-moi l'axe insertion » leaves none out
        deja = self._deja(etat) if self._s_ajoutent(dit, nommes, etat) else []
        axes = [axe for axe in self.referentiel.axes if axe in (*deja, *nommes)]
        return [replace(dite, valeur=axes) for dite in annonces]

    def _laisse_tout(self, dit: Tournures, nommes: Sequence[str], etat: Etat) -> bool:
        """Tell axes that are chosen already, and are not said to be the only ones."""
        return {*nommes} <= {*self._deja(etat)} and not _restreint(dit)

    def _s_ajoutent(self, dit: Tournures, nommes: Sequence[str], etat: Etat) -> bool:
        """Tell axes that come beside those chosen, unless they alone are told to be meant.

        « Uniquement l'égalité », « finalement la santé », « axes : égalité et santé » tell them
        over; so does what names again one that was chosen.
        """
        if dit.ajoute:
            return True
        redites = {*nommes} & {*self._deja(etat)}
        return not (redites or _restreint(dit) or etat.question == AXES)

    def _revient(self, message: Message, selection: Selection, etat: Etat) -> bool:
        """Tell what goes back on axes that were just noted, or on one that was not asked for."""
        # « non, mettez la 2 » answers the wording that is proposed
        # nor does « non, la 1 et la 3 » leave the list of actions that is asked about
        pendante = self.referentiel.modalites.get(etat.question or "")
        rangs = pendante is not None and pendante.axe is not None and not selection.nommes
        nie = message.dit.dit_non and not (etat.suivi.proposition or rangs)
        corrige = message.dit.redit or nie
        # « j'ai pas demandé l'insertion », of one that is chosen, whenever it is said
        otes = {*selection.exclus} & {*self._deja(etat)}
        conteste = bool(otes) and PAS_DEMANDE.search(message.dit.plie) is not None
        return conteste or (corrige and AXES in dernier_change(etat))

    def _redits(
        self, message: Message, texte: Texte, selection: Selection, etat: Etat
    ) -> list[Dite]:
        """Read « j'ai dit 3 et 4 : égalité ET santé », once axes were just noted."""
        deja = self._deja(etat)
        if not (_ne_dit_que_des_axes(selection) and self._revient(message, selection, etat)):
            return []
        if message.dit.ajoute:
            return self._dits({*deja, *selection.retenus} - {*selection.exclus}, texte)
        return self._dits(selection.appliquer([*self.referentiel.axes], deja), texte)

    def _laisses(self, message: Message, selection: Selection, etat: Etat) -> list[Dite]:
        """Take out « cet axe », or what « je garde A et j'enlève B » leaves out."""
        otes = {*selection.exclus}
        nomme = enleve_ce_qui_est_nomme(message.texte) or self.otes(message.texte)
        if nomme:
            otes |= {*lire_selection(Texte(nomme, decouper(nomme)), self._noms()).retenus}
        elif message.dit.laisse_cet_axe:
            otes |= {*selection.retenus} or {*self._actuel(etat)}
        elif not (selection.retenus and selection.reste <= MOTS_AUTOUR):
            return []
        gardes = {*self._deja(etat), *selection.retenus} - otes
        return self._dits(gardes, Texte(message.texte, [])) if otes else []

    def otes(self, dit: str) -> str:
        """Return what « supprime l'axe égalité », « l'axe santé est à retirer » name, if axes."""
        change = lire_changement(dit)
        if change is None or change.mode != "enleve":
            return ""
        # « retire le tutorat », « celle d'égalité », « la première » take out actions
        d_un_axe = nomme_un_axe(change.entiers, self.referentiel)
        d_un_axe = d_un_axe and not CELLE.match(plier(change.entiers))
        return change.entiers if d_un_axe and self.ne_nomme_qu_eux(change.entiers) else ""

    def _actuel(self, etat: Etat) -> list[str]:
        """Return the axis whose actions are asked for, else the last one."""
        pendante = self.referentiel.modalites.get(etat.question or "")
        return [pendante.axe] if pendante and pendante.axe else self._deja(etat)[-1:]

    def _en_nomme_un_autre(self, message: Message, texte: Texte, etat: Etat) -> bool:
        """Tell « je voudrais aussi la découverte des métiers », asked for the actions of others."""
        pendante = self.referentiel.modalites.get(etat.question or "")
        demande = message.dit.ajoute or VEUT.search(message.dit.plie)
        if pendante is None or pendante.axe is None or not demande:
            return False
        siennes = {a.id: a.mots for a in self.referentiel.axes[pendante.axe].actions}
        autres = {*lire_noms(texte, self._noms())} - {*self._deja(etat)}
        return bool(autres) and lire_selection(texte, siennes).vide

    def _peut_nommer(self, message: Message, etat: Etat) -> bool:
        """Tell that a name of an axis means it, whatever is asked."""
        pendante = self.referentiel.modalites.get(etat.question or "")
        ailleurs = pendante is not None and pendante.genre in TOUT_Y_EST_PERMIS
        return message.dit.parle_des_axes or not ailleurs

    def nommes(self, message: Message, texte: Texte, etat: Etat) -> list[Dite]:
        """Take axes named in place of the answer to another question."""
        if self._d_un_axe.search(message.dit.plie):
            return []
        seuls = self.seuls(texte) or self._par_rangs_et_noms(texte)
        if not seuls:
            return []
        # « la prévention » names what is chosen already: it leaves out nothing
        nommes, choisis = {*seuls[0].liste}, {*self._deja(etat)}
        if nommes == choisis or (nommes < choisis and not self._seulement_eux(message)):
            return []
        deja = self._deja(etat) if self._s_ajoutent(message.dit, seuls[0].liste, etat) else []
        return self._dits({*seuls[0].liste, *deja}, texte)

    def _seulement_eux(self, message: Message) -> bool:
        """Tell « seulement la santé », an axis by its name, from « la prévention, seulement »."""
        restreint = SEULEMENT.search(message.dit.plie) is not None
        return restreint and nomme_un_axe(sans_seulement(message.texte), self.referentiel)

    def _par_rangs_et_noms(self, texte: Texte) -> list[Dite]:
        """Read « 1 et 4, pas d'égalité », whose names tell of what the numbers are."""
        selection = lire_selection(texte, self._noms())
        nomme = CHIFFRE.search(texte.plat) and (selection.nommes or selection.exclus)
        if not nomme or selection.reste > MOTS_AUTOUR or selection.hors_liste:
            return []
        return self._dits({*selection.retenus} - {*selection.exclus}, texte)

    def seuls(self, texte: Texte) -> list[Dite]:
        """Return the axes of a sentence that says nothing else, but why."""
        dits = sans_tete(texte.brut)
        choisis = avant_la_raison(Texte(dits, decouper(dits)))
        return self._dits({*lire_noms(choisis, self._noms())}, texte)

    def ne_nomme_qu_eux(self, dit: str) -> bool:
        """Tell « sécu », « je vous ai déjà dit égalité »."""
        return bool(self.seuls(Texte(dit, decouper(dit))))

    def _dits(self, gardes: Sequence[str] | set[str], texte: Texte) -> list[Dite]:
        axes = [axe for axe in self.referentiel.axes if axe in gardes]
        return [Dite(AXES, axes, 0, len(texte.brut))] if axes else []

    @cached_property
    def _d_un_axe(self) -> re.Pattern[str]:
        """What takes out an action, not its axis: « enlève la formation de l'égalité »."""
        noms = "|".join(plier(axe.court).split()[0] for axe in self.referentiel.axes.values())
        return compiler(
            rf"\b{{enlever}}\b ?(?!{{article}}? ?{{part_d_un_axe}})"
            rf"(?:(?!{{et}} |\S*(?:{noms}))[^\W\d][^\s,;.]*[ ']){{1,4}}?"
            rf"{{de_l_axe_ou_d}} ?(?:{noms})\b",
            "lecture/nommees",
        )

    def _noms(self) -> Mapping[str, list[str]]:
        return {axe.id: axe.mots for axe in self.referentiel.axes.values()}

    def _deja(self, etat: Etat) -> list[str]:
        return [axe for axe in self.referentiel.axes if axe in etat.faits.axes]

    def souhait(self, texte: Texte, propre: str, etat: Etat) -> Decisions:
        """Say why a wish cannot hold; add one that can (`propre`) to the axis it is about."""
        axe = self.axe_d_un_souhait(texte, etat)
        theme = self.souhaits.empechement(texte)
        if theme:
            return Decisions(souhait=(theme, axe), exclusif=True)
        return self.inscrire(axe, propre, etat)

    def inscrire(self, axe: str | None, propre: str, etat: Etat) -> Decisions:
        """Add a wish to the actions of its axis, once these are chosen."""
        fait = self.referentiel.actions_de(axe).fait if axe else ""
        deja = etat.faits.liste(fait) if axe else None
        if fait and fait == etat.question:
            return Decisions(liste=(*etat.suivi.liste, propre), exclusif=True)
        if deja is None:
            return Decisions(souhait=("", axe), exclusif=True)
        return Decisions({fait: [*deja, propre]}, exclusif=True)

    def axe_d_un_souhait(self, texte: Texte, etat: Etat) -> str | None:
        """Return the axis whose words, or whose actions' words, a wish holds; else the last one."""
        retenus = self._deja(etat)
        nommes = self._nommes(texte)
        return next((axe for axe in (*nommes, *reversed(retenus)) if axe in retenus), None)

    def axe_d_une_action(self, texte: Texte) -> str | None:
        """Return the one axis whose own words an action holds, if there is one."""
        nommes = lire_selection(texte, self._noms()).retenus
        return nommes[0] if len(nommes) == 1 else None

    def _nommes(self, texte: Texte) -> Sequence[str]:
        options = {
            axe.id: [*axe.mots, *(mot for action in axe.actions for mot in action.mots)]
            for axe in self.referentiel.axes.values()
        }
        return lire_selection(texte, options).retenus


def nomme_un_axe(dit: str, referentiel: Referentiel) -> bool:
    """Tell « l'égalité », « l'axe santé »: an axis, by the words of its name."""
    plie = plier(dit)
    mots = {mot for mot in MOT.findall(plie) if mot not in LIAISONS}
    noms = ({*MOT.findall(plier(axe.court))} for axe in referentiel.axes.values())
    return "axe" in plie or (bool(mots) and any(mots <= nom for nom in noms))


def _restreint(dit: Tournures) -> bool:
    """Tell « uniquement l'égalité », « les axes sont… », « finalement la santé »: no other."""
    return _seuls(dit) or dit.corrige or dit.dit_non


def _seuls(dit: Tournures) -> bool:
    """Tell « uniquement l'égalité », « les axes sont… », which leave the others out."""
    return bool(SEULEMENT.search(dit.plie) or AXES_AU_COMPLET.search(dit.plie))


def _premiere_proposition(texte: Texte) -> Texte:
    """Return what stands before the reason that a sentence gives."""
    debut = RAISON.split(texte.brut, 1)[0]
    return Texte(debut, decouper(debut))


def _ne_dit_que_des_axes(selection: Selection) -> bool:
    choisis = bool(selection.retenus or selection.exclus) and not selection.tout
    return choisis and selection.reste <= MOTS_D_UN_REPROCHE
