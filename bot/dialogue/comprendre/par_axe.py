"""« Égalité : des ateliers ; santé : prévention du dos »: actions, each under its axis."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from bot.dialogue.comprendre.nommees import FICHIER
from bot.dialogue.etat import Etat
from bot.francais.mots import compiler
from bot.francais.texte import Texte
from bot.lecture.clause.selections import Place, lire_selection, reperer
from bot.metier.clause import axes_retenus
from bot.metier.modalites import Modalite
from bot.metier.referentiel import Referentiel

# a label, at the head of the message or after what was said of the axis before it
ETIQUETTE = compiler(
    r"(?i:(?:^|[;.,\n]|\b{et} (?={pour}\b))\s*(?P<nom>[^:;.,\n]{2,50}?)\s*:(?!/))", FICHIER
)
# where numbers of another axis may begin
ENTRE_RANGS = re.compile(r"[,;.\n]")
# a name among the items of one list
ET_AVANT = compiler(r"\d {et} (?:{article} )?$", FICHIER)
ET_APRES = compiler(r" {et} (?:{article} )?\d", FICHIER)
# « pour l'axe égalité », « actions d'insertion »
MOTS_EN_PLUS = 2


@dataclass(frozen=True)
class ActionsParAxe:
    """Cuts a message by the chosen axes that head its parts; `preparer` cuts words apart."""

    referentiel: Referentiel
    preparer: Callable[[str], Texte]

    def couper(self, dit: str, etat: Etat) -> list[tuple[Modalite, str]]:
        """Return the list of actions that each part answers, and the part without its label."""
        return self._sous_etiquettes(dit, etat) or self._rangs(dit, etat)

    def _rangs(self, dit: str, etat: Etat) -> list[tuple[Modalite, str]]:
        """Read the numbers that go with each axis: « 4 et 5 pour l'égalité », « 4, et santé 1 »."""
        noms = {a.id: a.mots for a in axes_retenus(etat.faits, self.referentiel)}
        en_cours = self.referentiel.modalites.get(etat.question or "")
        lues, nomme = list[tuple[Modalite, str]](), False
        for piece in ENTRE_RANGS.split(dit):
            texte = self.preparer(piece)
            places, reste = reperer(texte, noms)
            rangs = [str(place.rang) for place in places if not place.nommee]
            nommes = [place for place in places if place.nommee]
            if reste or len(nommes) > 1 or _en_enumere(texte, nommes):
                return []
            if nommes:
                nomme = True
                en_cours = self.referentiel.actions_de([*noms][nommes[0].rang - 1])
            if rangs and (en_cours is None or en_cours.axe is None):
                return []
            if rangs and en_cours:
                lues.append((en_cours, ", ".join(rangs)))
        return lues if nomme else []

    def _sous_etiquettes(self, dit: str, etat: Etat) -> list[tuple[Modalite, str]]:
        trouvees = [
            (trouve, modalite)
            for trouve in ETIQUETTE.finditer(dit)
            if (modalite := self._actions(trouve["nom"], etat))
        ]
        debuts = [trouve.start() for trouve, _ in trouvees]
        parts = (
            (modalite, dit[trouve.end() : fin].strip(" .;,\n"))
            for (trouve, modalite), fin in zip_longest(trouvees, debuts[1:])
        )
        return [(modalite, part) for modalite, part in parts if part]

    def _actions(self, nom: str, etat: Etat) -> Modalite | None:
        """Return the actions of the chosen axis that a label names."""
        axes = axes_retenus(etat.faits, self.referentiel)
        selection = lire_selection(self.preparer(nom), {axe.id: axe.mots for axe in axes})
        if len(selection.nommes) != 1 or selection.reste > MOTS_EN_PLUS:
            return None
        return self.referentiel.actions_de(selection.nommes[0])


def _en_enumere(texte: Texte, nommes: Sequence[Place]) -> bool:
    """Tell « l'égalité et la 4 », two items of one list, from « la 4 pour l'égalité »."""
    return any(
        ET_AVANT.search(texte.plat[: nom.debut]) or ET_APRES.match(texte.plat, nom.fin)
        for nom in nommes
    )
