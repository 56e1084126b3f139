"""The lines of the buyer's own clause that say what he asks about.

Where a subject is written is data (`data/lecture/sa_clause.yml`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.francais.mots import cles, compiler, telle_quelle
from bot.francais.texte import plier
from bot.metier.faits import Faits
from bot.redaction.clause import passages_de_la_clause

FICHIER = "lecture/sa_clause"
MOT = re.compile(r"\w+")
MOTS_VIDES = compiler("{mots_vides}", FICHIER)
# more would be the clause itself, which is there to be read
PASSAGES_AU_PLUS = 4
PLURIEL = "sx"


def passages_sur(sujet: str | None, passage: str | None, faits: Faits) -> Sequence[str]:
    """Return the lines on a subject, or those that hold the words of a passage."""
    motif = _mots_cherches(passage) if passage else _ou_c_est_ecrit(sujet)
    return passages_de_la_clause(faits, motif)[:PASSAGES_AU_PLUS] if motif else ()


def _ou_c_est_ecrit(sujet: str | None) -> re.Pattern[str] | None:
    connu = sujet in cles(f"{FICHIER}.passages")
    return telle_quelle(f"{FICHIER}.passages.{sujet}") if connu else None


def _mots_cherches(passage: str) -> re.Pattern[str] | None:
    """Return what finds the words that are asked about, singular or plural."""
    mots = (mot for mot in MOT.findall(plier(passage)) if not MOTS_VIDES.fullmatch(mot))
    cherches = [re.escape(mot.rstrip(PLURIEL)) for mot in mots]
    return re.compile(rf"\b(?:{'|'.join(cherches)})") if cherches else None
