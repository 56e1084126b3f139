"""Read penalties, each with its breach: « 50 € par heure et 100 € par jour de retard »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.francais.mots import compiler, quelque_part, qui_commence, telle_quelle
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
PENALISE = quelque_part(f"{FICHIER}.penalise")
MANQUE = quelque_part(f"{FICHIER}.manque")
HORS_DU_PLAN = quelque_part(f"{FICHIER}.hors_du_plan")
DU_PLAN = quelque_part(f"{FICHIER}.du_plan")
# a text this long is pasted: its penalties are the contract's, but where it names the plan
COLLE = 200
ENTRE_DEUX = compiler(r" [,;.] | {et} ", FICHIER)
CHACUN = quelque_part(f"{FICHIER}.chacun")
SANS_EUROS = telle_quelle(f"{FICHIER}.sans_euros")
PLAFONNE = telle_quelle(f"{FICHIER}.plafonne")
# where the number is named otherwise, or not at all
SANS_NOM = NOMBRE.replace("?P<n>", "")
PLAFOND_EN_EUROS = compiler(
    rf"\b{{plafonne}}\w*(?: \w+){{0,3}} {SANS_NOM} ?{{euros}}(?: {{par}} \w+)?", FICHIER
)
PAR_JOUR = compiler(" ?{par_jour}", FICHIER)
ANNONCE = qui_commence(f"{FICHIER}.annonce")
REMPLACE = compiler(
    NOMBRE.replace("?P<n>", "?P<n1>")
    + r" ?{euros}?(?: \w+){0,4} {en} "
    + NOMBRE.replace("?P<n>", "?P<n2>")
    + " ?{euros}",
    FICHIER,
)
SOMME_SEULE = compiler(
    r"(?:{articles} )?{annonce}(?: [:=]| {est})* "
    rf"(?P<somme>{SANS_NOM} ?{{euros}})(?: [.!])?",
    FICHIER,
)
TOUS = "tous"
SANS_PENALITE = telle_quelle(f"{FICHIER}.aucune")
RETARD = quelque_part(f"{FICHIER}.retard")


class Penalites:
    """The words of each breach (`data/metier/manquements.yml`).

    `en_retard`: the breach that is meant when something is late, and nothing says what.
    """

    def __init__(self, mots: Mapping[str, Sequence[str]], en_retard: str) -> None:
        self._manquements = {
            nom: compiler(rf"\b(?:{'|'.join(siens)})\b") for nom, siens in mots.items()
        }
        self._en_retard = en_retard

    def lire(
        self, texte: Texte, demandees: bool = False
    ) -> Iterator[tuple[dict[str, float], tuple[int, int]]]:
        """Yield each amount in euros with its breach, and where it stands in `plat`.

        `demandees`: penalties are asked for, so that a sum needs no other word to be one. `TOUS`
        stands for every breach: « 500 € par manquement ».
        """
        plat = texte.plat
        dites = demandees or bool(PENALISE.search(plat) or MANQUE.search(plat))
        for debut, fin in _morceaux(plat) if dites else ():
            somme = SOMME.search(plat, debut, fin)
            if somme is None or HORS_DU_PLAN.search(plat, debut, fin):
                continue
            if len(texte.brut) > COLLE and not DU_PLAN.search(texte.proposition(somme.start())):
                continue
            manquement = self._sanctionne(plat, debut, fin, somme, demandees)
            if manquement:
                yield {manquement: nombre(somme["n"])}, somme.span()

    def _sanctionne(
        self, plat: str, debut: int, fin: int, somme: re.Match[str], demandee: bool
    ) -> str | None:
        """Return the breach that a sum is due for; « 50 € par absence »: what follows it first."""
        avant, apres = plat[debut : somme.start()], plat[somme.end() : fin]
        liee = PENALISE.search(plat[:fin]) or MANQUE.search(avant) or MANQUE.search(apres)
        if not (demandee or liee):
            return None
        nomme = self._nomme(apres) or self._nomme(avant)
        # only lateness is counted by the day
        par_jour = PAR_JOUR.match(apres) and (demandee or ANNONCE.search(plat))
        return nomme or (self._en_retard if par_jour else None)

    def sont_dites(self, texte: Texte) -> bool:
        """Tell a sum that a breach costs, or « plafonné à 3 000 € », whatever is read of it."""
        dit = ANNONCE.search(texte.plat) or MANQUE.search(texte.plat)
        return bool(SOMME.search(texte.plat) and dit)

    def remplacee(self, texte: Texte) -> tuple[float, float] | None:
        """Return both amounts of « remplace la pénalité de 400 € par 250 € »."""
        trouve = REMPLACE.search(texte.plat) if ANNONCE.search(texte.plat) else None
        return (nombre(trouve["n1"]), nombre(trouve["n2"])) if trouve else None

    def sans_manquement(self, texte: Texte) -> str | None:
        """Return the sum of « pénalité : 150 € », which does not say what for."""
        trouve = SOMME_SEULE.fullmatch(texte.plat)
        if trouve is None:
            return None
        debut, fin = texte.place(*trouve.span("somme"))
        return texte.brut[debut:fin]

    def autrement_dites(self, texte: Texte) -> str | None:
        """Return an amount that is not in euros: « 1/1000e par jour », « 2 % du montant »."""
        trouve = SANS_EUROS.search(texte.plat)
        if trouve is None or PLAFONNE.search(texte.plat, 0, trouve.start()):
            return None
        debut, fin = texte.place(*trouve.span())
        return texte.brut[debut:fin]

    def plafond_en_euros(self, texte: Texte) -> str | None:
        """Return the words of « plafonné à 3 000 € par an », for a cap is a part of the amount."""
        trouve = PLAFOND_EN_EUROS.search(texte.plat)
        if trouve is None:
            return None
        debut, fin = texte.place(*trouve.span())
        return texte.brut[debut:fin]

    def lire_autrement(self, texte: Texte) -> str | None:
        """Return such an amount where a penalty is spoken of, unasked."""
        dit = PENALISE.search(texte.plat) and not HORS_DU_PLAN.search(texte.plat)
        return self.autrement_dites(texte) if dit else None

    def _nomme(self, morceau: str) -> str | None:
        """Return the breach that is named first."""
        trouves = {nom: motif.search(morceau) for nom, motif in self._manquements.items()}
        places = {nom: trouve.start() for nom, trouve in trouves.items() if trouve}
        if places:
            return min(places, key=lambda nom: places[nom])
        if RETARD.search(morceau):
            return self._en_retard
        return TOUS if CHACUN.search(morceau) else None


def _morceaux(plat: str) -> Iterator[tuple[int, int]]:
    """Cut a sentence so that each piece holds one sum, with the breach beside it."""
    coupes = [0, *(coupe.start() for coupe in ENTRE_DEUX.finditer(plat)), len(plat)]
    debut = 0
    for fin in coupes[1:]:
        dernier = fin == len(plat)
        suivante = SOMME.search(plat, fin) or SANS_EUROS.search(plat, fin)
        if dernier or (SOMME.search(plat, debut, fin) and suivante):
            yield from _un_par_somme(plat, debut, fin)
            debut = fin


def _un_par_somme(plat: str, debut: int, fin: int) -> Iterator[tuple[int, int]]:
    """Cut again where nothing stands between: « 50 € par heure 100 € par jour »."""
    sommes = list(SOMME.finditer(plat, debut, fin))
    departs = [debut, *(somme.start() for somme in sommes[1:])]
    yield from zip(departs, [*departs[1:], fin], strict=True)


def sont_refusees(texte: Texte) -> bool:
    """Tell « aucune pénalité », when the message says nothing else."""
    return SANS_PENALITE.fullmatch(texte.plat) is not None
