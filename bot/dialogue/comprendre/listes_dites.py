"""What a sentence decides by itself: « CCAG travaux », an axis, « ajoute les forums ».

The words are data (`data/lecture/nommees.yml`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.dialogue.comprendre.axes import AxesDits
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.penalites_dites import PENALITES
from bot.dialogue.comprendre.reponses.commun import Repondeur
from bot.dialogue.etat import Etat
from bot.francais.mots import compiler
from bot.francais.texte import Texte, decouper, plier
from bot.lecture.clause.changements import (
    LISTES,
    PARTICIPANTS,
    Changement,
    lire_changement,
    sous_leur_nom,
)
from bot.lecture.clause.enumerations import couper, exclut_le_reste, lire_enumeration
from bot.lecture.clause.modalites import Dite
from bot.lecture.clause.selections import Selection, donne_un_rang, lire_selection
from bot.metier.clause import liste_par_defaut
from bot.metier.modalites import Modalite
from bot.metier.referentiel import Referentiel
from bot.metier.valeurs import est_une_liste

FICHIER = "lecture/nommees"
ARTICLE = compiler("^(?i:{article}) ?", FICHIER)
QUI_PARTICIPE = compiler(r"(?:{article} ?)?(?:\w+ )?{qui_participe}\b", FICHIER)
# of a statement, « il ne vient pas », « 300 € »: nobody is called so
PAS_QUELQU_UN = compiler(r"(?<![\w'])(?:{pas_quelqu_un})", FICHIER)
OPPOSE = compiler(r"{oppose} {article}", FICHIER)
MOT = re.compile(r"\w+")
ACTIONS = "actions"
# who comes is told over when this many of the list are named, and no sentence stands among them
NOMS_D_UNE_LISTE, MOTS_D_UN_NOM = 2, 4
# lists to which any words may be added
OUVERTES = (PARTICIPANTS, "contenu")


@dataclass(frozen=True)
class ListesDites:
    """Reads decisions in any sentence; of a list, when the list or its item is named."""

    referentiel: Referentiel
    commun: Repondeur
    axes: AxesDits

    def lire(self, message: Message, texte: Texte, etat: Etat) -> list[Dite]:
        """Return what a sentence decides, whatever is asked.

        « Enlève l'égalité » is about the axis, whatever action bears its name; a breach that is
        added with its amount is not only named.
        """
        axes = self.axes.lire(message, texte, etat)
        # of a contract that is being described, « 150 € par jour de retard » is not the plan's
        decrit = bool(message.lus) and etat.suivi.avis is None
        convenues = bool(etat.faits.penalites) and not message.dit.nomme_un_fait
        modalites = self.commun.modalites.lire(texte, not decrit, convenues)
        chiffre = any(dite.montants for dite in modalites)
        # « l'acheteur organise la réunion, pas le titulaire »: who is set against whom stays
        oppose = message.entier not in ("", message.texte) and OPPOSE.match(message.dit.plie)
        seulement = bool(axes or oppose)
        listes = self._changees(message.texte, etat, nommee_seulement=seulement)
        # « ajoute une pénalité de 150 € … » with a sum that could not be read chooses no breach
        sommes = any(self.commun.modalites.penalites.sommes(texte))
        if listes and listes[0].fait == PENALITES and sommes and not chiffre:
            listes = []
        if listes and listes[0].debut:  # said beside the rest
            return [*modalites, *axes, *listes]
        return [*modalites, *axes] if chiffre or not listes else listes

    def ouverte(self, dit: str, etat: Etat) -> Dite | None:
        """Return a list of names that is changed by its name, or told over, whatever is asked."""
        change = lire_changement(dit)
        if change and change.nommee in OUVERTES and not change.debut:
            return next(iter(self._changees(dit, etat, nommee_seulement=True)), None)
        seule = change is not None and change.mode == "ajoute" and change.nommee is None
        return self._redite(sous_leur_nom(change.items if change and seule else dit), etat)

    def _redite(self, dit: str, etat: Etat) -> Dite | None:
        """Read « acheteur, facilitateur et le CCAS », said again of a list that is decided."""
        modalite = self.referentiel.modalites[PARTICIPANTS]
        if etat.faits[PARTICIPANTS] is None or etat.question in OUVERTES:
            return None
        nommes, propres = lire_enumeration(dit, self.commun.options(modalite))
        longs = any(len(propre.split()) > MOTS_D_UN_NOM for propre in propres)
        # the numbers of « axes 1 et 4 » are those of the list that is asked for
        if longs or ":" in dit or donne_un_rang(dit) or len(nommes) < NOMS_D_UNE_LISTE:
            return None
        return Dite(PARTICIPANTS, _changer(modalite, (), [*nommes, *propres], True), 0, len(dit))

    def _changees(self, entier: str, etat: Etat, nommee_seulement: bool) -> list[Dite]:
        """Return the list as it becomes; nothing when no list is surely meant.

        `nommee_seulement`: the list itself must be named.
        """
        change = lire_changement(entier)
        if change is None or (change.nommee is None and nommee_seulement):
            return []
        nommee = change.nommee or self._sans_la_nommer(change, etat)
        if change.mode == "seul" and nommee not in OUVERTES:
            return []
        for modalite in self._possibles(nommee, etat):
            deja = () if change.mode == "seul" else self._deja(modalite, etat)
            ajoute = change.mode != "enleve"
            if change.mode == "remplace":
                otes = self._nommes(modalite, change.otes, deja, nommee, ajoute=False)
                if not otes:
                    continue
                deja, nommee = [dit for dit in deja if dit not in otes], modalite.fait
            nommes = self._nommes(modalite, change.items, deja, nommee, ajoute)
            if nommes:
                liste = _changer(modalite, deja, nommes, ajoute)
                return [Dite(modalite.fait, liste, change.debut, len(entier))]
        return []

    def _sans_la_nommer(self, change: Changement, etat: Etat) -> str | None:
        """Return the open list that is meant: asked for, or just changed; those who come to it."""
        if etat.question in OUVERTES:
            return etat.question  # « modifier les participants », then « ajouter le CSE »
        if change.mode != "enleve" and QUI_PARTICIPE.match(plier(change.items)):
            return PARTICIPANTS
        return None

    def _nommes(
        self, modalite: Modalite, items: str, deja: Sequence[str], nommee: str | None, ajoute: bool
    ) -> Sequence[str]:
        """Return the items that are added or taken out; nothing when this list is not meant."""
        options = self.commun.options(modalite)
        selection = lire_selection(Texte(items, decouper(items)), options)
        if not ajoute and (otes := _otes(modalite, items, deja, selection)):
            return otes
        if ajoute and nommee in OUVERTES:
            en_liste, propres = lire_enumeration(items, options)
            if modalite.fait == PARTICIPANTS:
                propres = tuple(dit for dit in propres if self._est_quelqu_un(dit))
            return [*en_liste, *propres]
        return () if nommee is None and selection.reste else selection.nommes

    def dites_avec(self, liste: Dite, texte: Texte) -> list[Dite]:
        """Return what is told beside a list, of the same review: « …, et une clause courte »."""
        revues = (m for m in self.referentiel.modalites.values() if m.genre == "revue")
        avec = {fait for revue in revues if liste.fait in revue.items for fait in revue.items}
        dites = self.commun.modalites.lire(texte)
        return [dite for dite in dites if dite.fait in avec - {liste.fait}]

    def _est_quelqu_un(self, dit: str) -> bool:
        """Tell « le CSE » from « une clause courte », another decision."""
        lues = self.commun.modalites.lire(Texte(dit, decouper(dit)))
        return not (PAS_QUELQU_UN.search(plier(dit)) or lues)

    def _possibles(self, nommee: str | None, etat: Etat) -> Sequence[Modalite]:
        """Return the lists that may be meant: the one that is named, or those that were decided.

        Actions have their own reader, `ActionsDites`.
        """
        if nommee is not None:
            noms: Sequence[str] = () if nommee == ACTIONS else (nommee,)
        else:
            noms = [nom for nom in LISTES if nom != ACTIONS and etat.faits[nom] is not None]
        return [self.referentiel.modalites[nom] for nom in noms]

    def _deja(self, modalite: Modalite, etat: Etat) -> Sequence[str]:
        if modalite.fait == etat.question and etat.suivi.liste:
            return etat.suivi.liste
        decide = etat.faits.liste(modalite.fait)
        if decide is None and modalite.fait == etat.question and etat.suivi.historique:
            # « modifier les participants » asks for them anew; those that held are added to
            rouverts = etat.suivi.historique[-1].get(modalite.fait)
            decide = rouverts if est_une_liste(rouverts) else None
        if decide is not None:
            return decide
        return liste_par_defaut(modalite.fait, etat.faits, self.referentiel)


def _otes(
    modalite: Modalite, items: str, deja: Sequence[str], selection: Selection
) -> Sequence[str]:
    """Return what « enlève toutes les actions sauf la 2 » takes out, or own words that it quotes.

    « Le CSE du titulaire » is not the titulaire.
    """
    if exclut_le_reste(selection):
        return [dit for dit in deja if dit not in selection.exclus]
    return _propres(modalite, items, deja)


def _propres(modalite: Modalite, items: str, deja: Sequence[str]) -> tuple[str, ...]:
    """Return the buyer's own words that are taken out of a list, whatever reason follows."""
    propres = [dit for dit in deja if modalite.libre and dit not in modalite.items]
    pieces = (_mots(ARTICLE.sub("", piece.strip())) for _, piece in couper(items))
    dits = [piece for piece in pieces if piece]
    return tuple(propre for propre in propres if any(dit in _mots(propre) for dit in dits))


def _mots(dit: str) -> str:
    return " ".join(MOT.findall(plier(dit)))


def _changer(
    modalite: Modalite, deja: Sequence[str], nommes: Sequence[str], ajoute: bool
) -> list[str]:
    """Return the list with the items added or taken out, the buyer's own words last."""
    gardes = dict.fromkeys((*deja, *nommes) if ajoute else (d for d in deja if d not in nommes))
    propres = [dit for dit in gardes if dit not in modalite.items]
    return [*(item for item in modalite.items if item in gardes), *propres]
