"""Read penalties, each with its breach: « 50 € par heure et 100 € par jour de retard »."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.francais.mots import compiler
from bot.francais.texte import Texte
from bot.lecture.clause.delais import NOMBRE, nombre

FICHIER = "lecture/penalites"
# with its currency, unless HT makes it the contract's; bare, only before what it is of, and of two
# digits at least before « pour », which a rank may precede: « la 3 pour le bilan »
SOMME = compiler(
    rf"{NOMBRE}(?: ?{{euros}}(?! ?{{hors_taxe}}\b)|(?= ?{{par}} ?{{manquements}})"
    r"|(?<=\d\d)(?= {pour} (?:{articles} )?{retards}))",
    FICHIER,
)
PAR_MANQUEMENT = compiler(r" ?{lie_au_manquement}\b", FICHIER)
PENALISE = compiler(r"\b{penalise}\b", FICHIER)
DIT_PENALISE = compiler("{dit_penalise}", FICHIER)
SANS_PENALITE = compiler("{aucune}", FICHIER)
RETARD = compiler(r"\b{retard}\b", FICHIER)


class Penalites:
    """The words of each breach (`data/metier/manquements.yml`).

    `en_retard`: the breach that is meant when something is late, and nothing says what.
    """

    def __init__(self, mots: Mapping[str, Sequence[str]], en_retard: str) -> None:
        self._manquements = {
            nom: compiler(rf"\b(?:{'|'.join(siens)})\b") for nom, siens in mots.items()
        }
        self._en_retard = en_retard

    def lire(self, texte: Texte) -> Iterator[tuple[dict[str, float], tuple[int, int]]]:
        """Yield each amount in euros with the breach beside it, and where it stands in `plat`."""
        plat = texte.plat
        if not PENALISE.search(plat):
            return
        sommes = list(SOMME.finditer(plat))
        debuts, fins = [s.start() for s in sommes], [s.end() for s in sommes]
        for somme, precedente, suivante in zip(
            sommes, [0, *fins], [*debuts[1:], len(plat)], strict=False
        ):
            debut, fin = somme.span()
            if not (DIT_PENALISE.search(plat, 0, debut) or PAR_MANQUEMENT.match(plat, fin)):
                continue
            # « 50 € par absence »: what follows a sum tells more than what stands before it
            manquement = self._nomme(plat[fin:suivante]) or self._nomme(plat[precedente:debut])
            if manquement:
                yield {manquement: nombre(somme["n"])}, (debut, fin)

    def _nomme(self, morceau: str) -> str | None:
        """Return the breach that is named first."""
        trouves = {nom: motif.search(morceau) for nom, motif in self._manquements.items()}
        places = {nom: trouve.start() for nom, trouve in trouves.items() if trouve}
        if places:
            return min(places, key=lambda nom: places[nom])
        return self._en_retard if RETARD.search(morceau) else None


def sont_refusees(texte: Texte) -> bool:
    """Tell « aucune pénalité », when the message says nothing else."""
    return SANS_PENALITE.fullmatch(texte.plat) is not None
