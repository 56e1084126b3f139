"""Tell the obligation in what a buyer types from what he says around it.

« Je dicte, hein. Que les agents soient formés, virgule, c'est urgent » holds one: a message is cut
into pieces, and a model learnt from labelled ones (`bot/nlu/noyaux.py`) tells those of which a
contract may be made from address, courtesy, comment, hesitation and reason. What is kept is letter
for letter what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest
from pathlib import Path

from bot.francais.mots import compiler
from bot.francais.texte import plier
from bot.lecture.clause.actions import commence_par_ce_qui_precede, est_un_nom_nu
from bot.lecture.clause.demandes import est_ecrite
from bot.lecture.clause.entieres import Entiere, juger_entiere
from bot.lecture.clause.mesures import est_une_quantite
from bot.lecture.clause.morceaux import UN_NOMBRE, Morceau, morceaux, mots_de, suites, traits
from bot.lecture.jugement import Jugement
from bot.lecture.tableaux import ecrire, lire

FICHIER = "lecture/obligations"
# the sentence that a quotation is, the mark that closes it lost with its stop
ENTRE_GUILLEMETS = re.compile(r"^[«“\"]\s*([^«»“”\"]+?)\s*[»”\"]?$")
# a step or a complement, after a kept piece, is of it when nobody speaks there
LIENS = (",", ":")
SUITE = compiler(r"{suites}(?!\w)", FICHIER)
ANNONCE = compiler(r"(?:{annonces})", FICHIER)
DICTEE = compiler(r"(?i){dictees}", FICHIER)
# likelier than this, a piece is of the obligation; each author left out in turn, of 565 obligations
# 79 are missed, and 235 of 1 684 other pieces pass for one (57 and 322 at 0.3, 110 and 178 at 0.5)
SEUIL = 0.4
# what is learnt of pieces, and of obligations as they would stand in the clause
MODELES = ("obligation", "entiere")
# shorter, what is said apart completes what stands before it
MOTS_D_UNE_ACTION = 3
MOTS_D_UNE_MESURE = 4


def _complete(precedente: Morceau | None, piece: Morceau) -> bool:
    """Tell « (1 session/an) », which measures what is kept before it, and what goes on with it."""
    if precedente is None:
        return False
    return (piece.avant.endswith("(") and _compte(piece)) or _suit(precedente, piece)


def _compte(piece: Morceau) -> bool:
    mots = mots_de(piece.dit)
    return mots[:1] == [UN_NOMBRE] and len(mots) <= MOTS_D_UNE_MESURE


def _nomme(piece: Morceau, suivante: Morceau) -> bool:
    """Tell the name of what is done from « mon idée : … », « actions santé : … »."""
    meme = piece.phrase == suivante.phrase and piece.apres == ":" and piece.avant == ""
    nom = est_un_nom_nu(piece.dit) and est_ecrite(piece.dit)
    return meme and nom and ANNONCE.match(plier(piece.dit)) is None


def _suit_son_nom(piece: Morceau, suivante: Morceau) -> bool:
    """Tell « le tutorat | , 2 h par semaine »."""
    lie = piece.phrase == suivante.phrase and suivante.avant in LIENS
    return lie and est_une_quantite(suivante.dit) and est_ecrite(piece.dit)


def _suit(avant: Morceau, piece: Morceau) -> bool:
    """Tell « 6 % an 1 | , 7 % an 2 », « … tous les ans | , surtout sur les presses »."""
    lie = avant.phrase == piece.phrase and piece.avant in LIENS
    suite = SUITE.match(plier(piece.dit)) or est_une_quantite(piece.dit)
    # « du tutorat | , confié à deux compagnons »
    suit = suite or commence_par_ce_qui_precede(piece.dit)
    return lie and bool(suit) and est_ecrite(piece.dit)


@dataclass(frozen=True)
class Noyaux:
    """Finds the obligations in a message; `entieres` judges one as it would stand in the clause."""

    jugement: Jugement
    entieres: Jugement

    def juger(self, dite: str) -> Entiere:
        """Tell whether words are an obligation, whole, and nothing else."""
        return juger_entiere(dite, self.entieres)

    def actions(self, dit: str) -> list[str]:
        """Return the obligations that a message holds, one a sentence; none when it holds none."""
        pieces = morceaux(dit)
        actions = list[str]()
        gardes = self._avec_leur_nom(pieces, self._garder(pieces))
        for _, groupe in groupby(gardes, key=lambda piece: piece.phrase):
            siens = _recoudre(dit, list(groupe), pieces)
            if actions and len(siens.split()) < MOTS_D_UNE_ACTION:
                actions[-1] += f", {siens}"
            else:
                actions.append(siens)
        return actions

    def _garder(self, pieces: Sequence[Morceau]) -> list[Morceau]:
        """Return the pieces that are of an obligation."""
        gardes = list[Morceau]()
        for rang, piece in enumerate(pieces):
            precedente = pieces[rang - 1] if rang else None
            # what stands in parentheses completes what is kept before it
            entre_parentheses = precedente is not None and piece.avant.endswith("(")
            if entre_parentheses and precedente not in gardes:
                continue
            complete = precedente in gardes and _complete(precedente, piece)
            if complete or self.jugement.part(traits(pieces, rang)) >= SEUIL:
                gardes.append(piece)
        return gardes

    def _avec_leur_nom(self, pieces: Sequence[Morceau], gardes: Sequence[Morceau]) -> list[Morceau]:
        """Keep « prévention des agressions » with « : deux exercices par an », which it names.

        So is « le tutorat » with « , 2 h par semaine », which is nothing alone.
        """
        return [
            piece
            for piece, suivante in zip_longest(pieces, pieces[1:])
            if piece in gardes
            or (suivante in gardes and (_nomme(piece, suivante) or _suit_son_nom(piece, suivante)))
        ]

    def enregistrer(self, fichier: Path) -> None:
        """Write the model to a file."""
        appris = zip(MODELES, (self.jugement, self.entieres), strict=True)
        ecrire(fichier, {n: t for nom, j in appris for n, t in j.en_tableaux(nom).items()})

    @classmethod
    def charger(cls, fichier: Path) -> Noyaux:
        """Read a model that `enregistrer` wrote."""
        return lire(fichier, lambda lus: cls(*(Jugement.des_tableaux(lus, n) for n in MODELES)))


def _recoudre(dit: str, gardes: Sequence[Morceau], pieces: Sequence[Morceau]) -> str:
    """Return pieces of a sentence as they were typed, without those that stood between them."""
    cousu = gardes[0].dit
    for _, piece, entre in suites(dit, gardes, pieces):
        garde = entre is not None and not DICTEE.search(entre)
        cousu += f"{entre if garde else ', '}{piece.dit}"
    # the sign that closes a parenthesis ends the last piece
    cousu += ")" * (cousu.count("(") > cousu.count(")"))
    return ENTRE_GUILLEMETS.sub(r"\1", cousu)
