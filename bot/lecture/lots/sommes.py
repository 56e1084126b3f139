"""Tell the sums that each of the lots named costs from what several cost together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.francais.mots import quelque_part
from bot.lecture.lectures import Lecture
from bot.lecture.lots.decoupe import CHACUN, Decoupe, Morceau
from bot.lecture.lots.nommes import FICHIER
from bot.metier.valeurs import LotDit

MONTANT = "montant_ht"
# « 800k le nord, 250 le sud »
MILLIERS_AU_MOINS = 20
# « lots 1 à 4, 2 M€ »: of them together, or of each, as the file has others or not
DES_LOTS = "des_lots"
# « les lots 1 et 3 pèsent 1,3 million ensemble »: of none of them
ENSEMBLE = "ensemble"
A_EUX_TOUS = quelque_part(f"{FICHIER}.a_eux_tous")


def est_commune(numeros: Sequence[int], morceaux: Iterable[Morceau], decoupe: Decoupe) -> bool:
    """Tell that what is said of several lots is said of them together."""
    dits = (A_EUX_TOUS.search(decoupe.plie, m.debut, m.fin) for m in morceaux)
    return len(numeros) > 1 and any(dits)


def montant_des_lots(
    lots: Sequence[LotDit],
    communes: Mapping[tuple[int, ...], float],
    decoupe: Decoupe,
    place: tuple[int, int],
) -> list[Lecture]:
    """Return the amount said at once of several lots, which may be that of them all together."""
    ensemble = [numeros for numeros in decoupe.parties if numeros]
    if len(ensemble) != 1 or len(ensemble[0]) < 2 or CHACUN.search(decoupe.plie):
        return []
    if ensemble[0] in communes:
        d_autres = decoupe.compte is not None and decoupe.compte > len(ensemble[0])
        commune = Lecture(MONTANT, communes[ensemble[0]], *place, "indice", ENSEMBLE)
        return [] if d_autres else [commune]
    dits = {lot.get(MONTANT) for lot in lots}
    montant = dits.pop() if len(dits) == 1 else None
    return [Lecture(MONTANT, montant, *place, "indice", DES_LOTS)] if montant else []


def nombre_nu(lues: Iterable[Lecture]) -> list[float]:
    """Return the one number that stands alone, if it may be a sum, or its thousands."""
    nombres = [n for lue in lues if lue.fait == "nombre" and not lue.motif for n in lue.nombres]
    return nombres if len(nombres) == 1 and nombres[0] >= MILLIERS_AU_MOINS else []


def d_un_compte(lue: Lecture, decoupe: Decoupe) -> Lecture:
    """« 3 lots de 50 000 € », « les lots 1 et 2, 50 000 € chacun »: the amount of each."""
    entre = decoupe.plie[decoupe.fin_du_compte : lue.debut].strip()
    suit = CHACUN.match(decoupe.plie[lue.fin :].lstrip(" ,("))
    chacun = (decoupe.compte and entre == "de") or (len(decoupe.numeros) > 1 and suit)
    vague = lue.fait == MONTANT and lue.motif == "vague"
    return replace(lue, motif="par_lot") if vague and chacun else lue
