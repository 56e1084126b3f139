"""What a sentence decides by itself: « CCAG travaux », an axis, « ajoute les forums ».

The words are data (`data/lecture/nommees.yml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.dialogue.comprendre.axes import AxesDits
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.reponses.commun import Repondeur
from bot.dialogue.etat import Etat
from bot.francais.mots import compiler, themes
from bot.francais.texte import Texte, decouper, plier
from bot.lecture.clause.modalites import Dite
from bot.lecture.clause.selections import lire_selection
from bot.metier.clause import axes_retenus, liste_par_defaut
from bot.metier.modalites import Modalite
from bot.metier.referentiel import Referentiel

FICHIER = "lecture/nommees"
TETE = r"(?:{tete}[ ,]+)*"
AJOUTE = compiler(rf"{TETE}{{ajouter}} ?", FICHIER)
ENLEVE = compiler(rf"{TETE}{{enlever}} ?", FICHIER)
ARTICLE = compiler("^(?i:{article}) ?", FICHIER)
LISTES = {
    nom: re.compile(rf"(?:^|\b| ){mots}(?!\w)")
    for nom, mots in themes(f"{FICHIER}.dans_la_liste").items()
}
ACTIONS = "actions"


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
        modalites = self.commun.modalites.lire(texte)
        chiffre = any(dite.montants for dite in modalites)
        listes = self._changees(message.texte, etat, nommee_seulement=bool(axes))
        return [*modalites, *axes] if chiffre or not listes else listes

    def _changees(self, entier: str, etat: Etat, nommee_seulement: bool) -> list[Dite]:
        """Return the list as it becomes; nothing when no list is surely meant.

        `nommee_seulement`: the list itself must be named.
        """
        plie = plier(entier)
        ajoute = AJOUTE.match(plie)
        verbe = ajoute or ENLEVE.match(plie)
        if verbe is None:
            return []
        dit = entier[verbe.end() :].strip(" .!")
        nommee, items = _sans_la_liste(dit)
        if nommee is None and nommee_seulement:
            return []
        for modalite in self._possibles(nommee, etat):
            texte = Texte(items, decouper(items))
            selection = lire_selection(texte, self.commun.options(modalite))
            deja = self._deja(modalite, etat)
            nommes = selection.nommes or _propres(modalite, items, deja, nommee, bool(ajoute))
            if not nommes or (selection.nommes and nommee is None and selection.reste):
                continue
            liste = _changer(modalite, deja, nommes, ajoute is not None)
            return [Dite(modalite.fait, liste, 0, len(entier))]
        return []

    def _possibles(self, nommee: str | None, etat: Etat) -> Iterator[Modalite]:
        """Return the lists that may be meant, the one that is named, or those that were decided."""
        actions = [
            self.referentiel.actions_de(a.id) for a in axes_retenus(etat.faits, self.referentiel)
        ]
        if nommee == ACTIONS:
            yield from actions
        elif nommee is not None:
            yield self.referentiel.modalites[nommee]
        else:
            decidees = (
                *actions,
                *(self.referentiel.modalites[nom] for nom in LISTES if nom != ACTIONS),
            )
            yield from (m for m in decidees if etat.faits[m.fait] is not None)

    def _deja(self, modalite: Modalite, etat: Etat) -> Sequence[str]:
        decide = etat.faits.liste(modalite.fait)
        if decide is not None:
            return decide
        return liste_par_defaut(modalite.fait, etat.faits, self.referentiel)


def _sans_la_liste(dit: str) -> tuple[str | None, str]:
    """Return the list that is named, and the words without its name."""
    plie = plier(dit)
    for nom, motif in LISTES.items():
        if trouve := motif.search(plie):
            return nom, f"{dit[: trouve.start()]} {dit[trouve.end() :]}".strip(" ,:")
    return None, dit


def _propres(
    modalite: Modalite, items: str, deja: Sequence[str], nommee: str | None, ajoute: bool
) -> tuple[str, ...]:
    """Return the buyer's own words that are added to a named list, or taken out of any."""
    dits = ARTICLE.sub("", items).strip()
    if not (dits and modalite.libre):
        return ()
    if ajoute:  # an action of one's own is worded and measured where actions are asked for
        return (items,) if nommee in LISTES and modalite.axe is None else ()
    propres = (dit for dit in deja if dit not in modalite.items)
    return tuple(dit for dit in propres if plier(dits) in plier(dit))


def _changer(
    modalite: Modalite, deja: Sequence[str], nommes: Sequence[str], ajoute: bool
) -> list[str]:
    """Return the list with the items added or taken out, the buyer's own words last."""
    gardes = dict.fromkeys((*deja, *nommes) if ajoute else (d for d in deja if d not in nommes))
    propres = [dit for dit in gardes if dit not in modalite.items]
    return [*(item for item in modalite.items if item in gardes), *propres]
