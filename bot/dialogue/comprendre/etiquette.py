"""« Étape : en préparation »: a message that names the question that it answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.message import Message
from bot.dialogue.etat import Etat
from bot.francais.texte import plier
from bot.lecture.clause.sommes import SOMME
from bot.metier.modalites import Modalite

# after these labels stands a value; a list, or words of one's own, are read as ever
NOMMEES = ("choix", "date", "delai", "pourcentage", "numero")


@dataclass(frozen=True)
class Etiquettes:
    """Tells the decision that heads a message; `noms` gives the words that name each fact."""

    noms: Mapping[str, list[str]]
    modalites: Mapping[str, Modalite]

    def sous_l_etiquette(self, message: Message, etat: Etat) -> tuple[Message, Etat]:
        """Return what follows the label, as if its question were asked; else both as they are."""
        nom, deux_points, suite = message.texte.partition(":")
        fait = self._fait(plier(nom).strip()) if deux_points and not message.bouton else None
        if fait is None or not suite.strip() or "?" in suite:
            return message, etat
        if self.modalites[fait].genre == "delai" and SOMME.search(plier(suite)):
            return message, etat  # « réunion : 200 € », of a penalty
        return replace(message, texte=suite.strip()), replace(etat, question=fait)

    def _fait(self, nom: str) -> str | None:
        """Return the decision that bears a name, or the one that its question goes by."""
        for fait, modalite in self.modalites.items():
            noms = [*self.noms.get(fait, ()), re.escape(plier(modalite.libelle))]
            if modalite.genre in NOMMEES and re.fullmatch(rf"(?:{'|'.join(noms)})", nom):
                return fait
        return None
