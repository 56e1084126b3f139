"""Read what the stage of a procedure leaves open, or says of another contract."""

from __future__ import annotations

from bot.francais.mots import compiler
from bot.francais.texte import Texte
from bot.lecture.lectures import Lecture

FICHIER = "lecture/etapes"
ETAPE = "etape"
ATTRIBUE = compiler(r"(?<!\S){attribue}(?!\S)", FICHIER)
PAS_NOTIFIE = compiler(r"(?<!\S){pas_notifie}(?!\S)", FICHIER)
PAS_LA_NOTRE = compiler(r"(?<!\S){pas_la_notre}(?!\S)", FICHIER)


def lire_etape(texte: Texte) -> list[Lecture]:
    """Return « attribué mais pas notifié » as what a short question must settle."""
    attribue = _entre_deux(texte)
    if attribue is None:
        return []
    place = texte.place(*attribue)
    return [Lecture(ETAPE, None, *place, nature="ambigu", motif="attribue")]


def dit_la_notre(texte: Texte, debut: int) -> bool:
    """Tell that a stage said there is our contract's, and that nothing leaves it open."""
    if _entre_deux(texte):
        return False
    return PAS_LA_NOTRE.search(texte.proposition(debut)) is None


def _entre_deux(texte: Texte) -> tuple[int, int] | None:
    trouve = ATTRIBUE.search(texte.plat)
    return trouve.span() if trouve and PAS_NOTIFIE.search(texte.plat) else None
