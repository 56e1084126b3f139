"""What is bought, as a learned model finds it: its first word, then its last."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bot.lecture.jugement import Jugement
from bot.lecture.objets.traits import Mots, du_dernier, du_premier, premiers
from bot.lecture.tableaux import ecrire, lire

# a subject is read from there on, as likely by its two ends; chosen by cross-validation on the
# texts, some authors left out (`python -m tests.banc.objets`)
SEUIL = 0.6
# where it surely starts, the end that is likelier than all others together is taken: of 248 texts,
# two more were right so, and none wrong
COMMENCE_SUREMENT, FIN_PROBABLE = 0.95, 0.5
# so many first words are tried, the likeliest first; less likely than this, none is worth a look
ESSAYES, NEGLIGEABLE = 3, 0.02


class Objet(NamedTuple):
    """Where a subject starts and ends, both words included, and how likely it is.

    `part_du_debut`: how likely it is to start there, wherever it ends.
    """

    debut: int
    fin: int
    part: float
    part_du_debut: float

    @property
    def est_sur(self) -> bool:
        """Tell a subject that is read: by its two ends, or by its start and its likeliest end."""
        commence = self.part_du_debut >= COMMENCE_SUREMENT and self.part >= FIN_PROBABLE
        return self.part >= SEUIL or commence


@dataclass(frozen=True)
class ModeleDesObjets:
    """Judges the first word of a subject, then where it ends."""

    premier: Jugement
    dernier: Jugement

    def trouver(self, mots: Mots) -> Objet | None:
        """Return the likeliest subject of a text, as likely as all that end with it.

        Of « achat de chaises », « chaises » is one too: where either may start, one does.
        """
        debuts = ((self.premier.part(du_premier(mots, place)), place) for place in premiers(mots))
        essayes = sorted(debuts, reverse=True)[:ESSAYES]
        objets = [
            self._terminer(mots, place, part) for part, place in essayes if part > NEGLIGEABLE
        ]
        if not objets:
            return None
        meilleur = max(objets, key=lambda objet: objet.part)
        finissent = sum(objet.part for objet in objets if objet.fin == meilleur.fin)
        return meilleur._replace(part=min(finissent, 1.0))

    def commence(self, mots: Mots) -> float:
        """Return how likely a subject is to start somewhere in a text."""
        parts = (self.premier.part(du_premier(mots, place)) for place in premiers(mots))
        return max(parts, default=0.0)

    def _terminer(self, mots: Mots, debut: int, part: float) -> Objet:
        """Return the likeliest end of what starts somewhere: it goes on as long as it does not end.

        What is left of the likelihood at each word is what no end before it took.
        """
        limite, reste = mots.limite(debut), part
        objet = Objet(debut, debut, 0.0, part)
        for place in range(debut, limite + 1):
            if place < limite and mots.est_ouvert(debut, place):
                continue
            finit = 1.0 if place == limite else self.dernier.part(du_dernier(mots, debut, place))
            objet = max(
                objet, Objet(debut, place, reste * finit, part), key=lambda essai: essai.part
            )
            reste *= 1 - finit
            if reste < objet.part:
                break
        return objet

    def enregistrer(self, fichier: Path) -> None:
        """Write the model to a file."""
        premier, dernier = self.premier.en_tableaux("premier"), self.dernier.en_tableaux("dernier")
        ecrire(fichier, {**premier, **dernier})

    @classmethod
    def charger(cls, fichier: Path) -> ModeleDesObjets:
        """Read a model that `enregistrer` wrote."""
        lu = Jugement.des_tableaux
        return lire(fichier, lambda lus: cls(lu(lus, "premier"), lu(lus, "dernier")))
