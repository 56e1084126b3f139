"""A card as data: what a tool shows of a request, of a list, or of an answer, in its own form.

A button stands for a French sentence: whatever a button does can be typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

# where, in a button's sentence, the text that it asks for goes
TEXTE = "{texte}"


@dataclass(frozen=True)
class Bouton:
    """A choice: `phrase` is what it stands for, with « {texte} » where the text of `champ` goes.

    `champ` is the label of a text to fill in, None for a plain click.
    """

    titre: str
    phrase: str
    champ: str | None = None

    def phrase_avec(self, texte: str) -> str:
        """Return the sentence with the text that was filled in."""
        return self.phrase.replace(TEXTE, texte)


@dataclass(frozen=True)
class Lien:
    """An address to follow; never one that somebody typed."""

    titre: str
    adresse: str


@dataclass(frozen=True)
class Carte:
    """What is shown, from top to bottom. Every text is plain: a tool escapes what it must."""

    titre: str | None = None
    texte: str = ""
    lignes: tuple[tuple[str, str], ...] = ()
    liens: tuple[Lien, ...] = ()
    boutons: tuple[Bouton, ...] = ()

    def en_donnees(self) -> dict[str, Any]:
        """Return plain data, for a table."""
        return asdict(self)

    @classmethod
    def depuis(cls, donnees: Mapping[str, Any]) -> Carte:
        """Rebuild from what `en_donnees` gave."""
        return cls(
            titre=donnees["titre"],
            texte=donnees["texte"],
            lignes=tuple((libelle, valeur) for libelle, valeur in donnees["lignes"]),
            liens=tuple(Lien(**lien) for lien in donnees["liens"]),
            boutons=tuple(Bouton(**bouton) for bouton in donnees["boutons"]),
        )

    def en_texte(self) -> str:
        """Return the same as text alone, for notifications and for those who see no card."""
        parties = [self.titre or "", self.texte]
        parties += [f"{libelle}\u00a0: {valeur}" for libelle, valeur in self.lignes]
        return "\n".join(partie for partie in parties if partie)
