"""Read what the stage of a procedure leaves open, or says of another contract."""

from __future__ import annotations

from bot.francais.mots import compiler
from bot.francais.texte import Texte
from bot.lecture.lectures import Lecture

FICHIER = "lecture/etapes"
ETAPE = "etape"
ATTRIBUE = compiler(r"(?<!\S){attribue}(?!\S)", FICHIER)
PAS_NOTIFIE = compiler(r"(?<!\S){pas_notifie}(?!\S)", FICHIER)
A_NOTIFIER = compiler(r"(?<!\S){a_notifier}(?!\S)", FICHIER)
PAS_LA_NOTRE = compiler(r"(?<!\S){pas_la_notre}(?!\S)", FICHIER)


def lire_etape(texte: Texte) -> list[Lecture]:
    """Return « attribué mais pas notifié », « on notifie en mars » as what must be settled."""
    if attribue := _entre_deux(texte):
        return [_a_regler(texte, attribue, "attribue")]
    a_venir = A_NOTIFIER.search(texte.plat)
    return [_a_regler(texte, a_venir.span(), "a_notifier")] if a_venir else []


def _a_regler(texte: Texte, place: tuple[int, int], motif: str) -> Lecture:
    return Lecture(ETAPE, None, *texte.place(*place), nature="ambigu", motif=motif)


def dit_la_notre(texte: Texte, debut: int) -> bool:
    """Tell that a stage said there is our contract's, and that nothing leaves it open."""
    if _entre_deux(texte):
        return False
    return PAS_LA_NOTRE.search(texte.proposition(debut)) is None


def _entre_deux(texte: Texte) -> tuple[int, int] | None:
    trouve = ATTRIBUE.search(texte.plat)
    return trouve.span() if trouve and PAS_NOTIFIE.search(texte.plat) else None
