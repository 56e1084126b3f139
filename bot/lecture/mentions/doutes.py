"""Tell which quantities a sentence is in doubt about: all of them, or the one beside a doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.francais.mots import quelque_part
from bot.francais.texte import Texte
from bot.lecture.lectures import Lecture
from bot.lecture.mentions.extraction import Quantite
from bot.lecture.mentions.phrase import DOUTE, FERME, TOTALE

FICHIER = "lecture/resolution"
# nothing is settled; nobody knows which is right; who speaks is not sure of one
INDECIS = quelque_part(f"{FICHIER}.indecis")
EN_DOUTE = quelque_part(f"{FICHIER}.en_doute")
INCERTAIN = quelque_part(f"{FICHIER}.incertain")
FORME = quelque_part(f"{FICHIER}.de_la_forme")
# no doubt reaches over these
FINS = ".;?!\n"


def est_dit(doute: re.Pattern[str], texte: Texte, quantites: Sequence[Quantite]) -> bool:
    """Tell a doubt about quantities; « mono ou multi, rien n'est décidé. 4 ans » has none."""
    for dit in doute.finditer(texte.plat):
        debut = texte.debut_de_proposition(dit.start())
        fin = debut + len(texte.proposition(dit.start()))
        if not FORME.search(texte.plat, debut, fin):
            return True
        if any(debut <= q.debut < fin and q.genre != "nombre" for q in quantites):
            return True
    return False


def mettre_en_doute(
    texte: Texte, quantites: Sequence[Quantite], lectures: Sequence[Lecture]
) -> list[Lecture]:
    """Ask about what is thought of, and not settled."""
    if est_dit(INDECIS, texte, quantites):
        # « 1 an ferme, renouvelable une fois voire deux, on hésite »: not about what is firm
        ouverte = any(lue.fait == TOTALE and lue.nature == "ambigu" for lue in lectures)
        return [lue if ouverte and lue.fait == FERME else _en_doute(lue) for lue in lectures]
    places = [texte.place(q.debut, q.fin) for q in _incertaines(texte, quantites)]
    dites = ((lue, any(de < lue.fin and lue.debut < a for de, a in places)) for lue in lectures)
    # nothing is asked about a firm part
    return [
        _en_doute(lue) if douteuse else lue
        for lue, douteuse in dites
        if not (douteuse and lue.fait == FERME)
    ]


def _incertaines(texte: Texte, quantites: Sequence[Quantite]) -> Iterator[Quantite]:
    """Yield the quantity beside each doubt, in its sentence: the last before it, or the next."""
    dites = [q for q in quantites if q.genre in ("duree", "somme")]
    for dit in INCERTAIN.finditer(texte.plat):
        debut = max(texte.plat.rfind(fin, 0, dit.start()) for fin in FINS) + 1
        avant = [q for q in dites if debut <= q.debut < dit.start()]
        apres = [
            q for q in dites if dit.end() <= q.debut and not _finit(texte.plat, dit.end(), q.debut)
        ]
        yield from (avant[-1:] or apres[:1])


def _finit(plat: str, debut: int, fin: int) -> bool:
    return any(signe in plat[debut:fin] for signe in FINS)


def _en_doute(lue: Lecture) -> Lecture:
    return replace(lue, nature="ambigu", motif=DOUTE) if lue.nature == "fait" else lue
