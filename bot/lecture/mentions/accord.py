"""Hold what rules read of a sentence against what its quantities are there for.

Sure, or asked, never guessed: where both agree the fact is taken; where the roles are sure they
decide; where nothing is sure, one short question settles it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from bot.francais.lexique import Mention
from bot.francais.mots import compiler
from bot.francais.texte import Texte
from bot.lecture.ailleurs import compte_des_choses, est_nie
from bot.lecture.durees.periodes import FIN_SANS_DEBUT
from bot.lecture.durees.subsequents import SUBSEQUENT
from bot.lecture.lectures import Lecture
from bot.lecture.mentions.doutes import EN_DOUTE, est_dit, mettre_en_doute
from bot.lecture.mentions.extraction import ECHELLES, Quantite, trouver
from bot.lecture.mentions.phrase import (
    FERME,
    MOTS_D_UNE_LONGUE_PHRASE,
    SUBSEQUENTS,
    TOLERANCE,
    TOTALE,
    Phrase,
    Vue,
    nommer_les_durees,
)
from bot.lecture.mentions.resolution import CORRECTION, PLUSIEURS_DUREES, Resolution
from bot.lecture.mentions.roles import ModeleDesRoles, Probabilites
from bot.lecture.nombres_seuls import CORRIGE

# « …, bon allez, mettons 4 », and nothing more in that part
TRANCHE, FIN_DE_PART = (
    compiler(r"(?<!\S){francais/corrections.tranche}$"),
    re.compile(r" ?(?:[,;.!?)]|$)"),
)
FAITS = (TOTALE, "montant_ht")
SUREMENT_AUTRE: Probabilites = {"autre": 1.0}
# what another contract lasts or is worth; what else is said there is dropped from there on
D_UN_AUTRE, D_UN_AUTRE_SUREMENT = "d_un_autre", 0.5
# what is told at once of one contract, « 4 ans pour 800 000 € », and what ends it
D_UN_MEME_CONTRAT, COUPURES = {"duree", "somme"}, frozenset(",.;:?!\n()")
# « 4 ans », « 5 000 € » answer what is asked: there is nothing around to look at
MOTS_D_UNE_REPONSE = 5


@dataclass(frozen=True)
class Accord:
    """Decides with a model of roles."""

    modele: ModeleDesRoles

    def trancher(self, texte: Texte, lectures: Sequence[Lecture]) -> list[Lecture]:
        """Return the readings of a sentence: those of `FAITS` confirmed, dropped or in doubt."""
        tranchees = self._trancher(texte, lectures)
        tranchees = mettre_en_doute(texte, trouver(texte), tranchees)
        return _tenant_ensemble(tranchees)

    def des_autres(self, texte: Texte, rythmes: Sequence[Mention] = ()) -> frozenset[int]:
        """Return where the clauses start that speak of another contract, or of any of them.

        « On évite quand il y a plusieurs titulaires, et il faut deux ans » tells no form of ours.
        The quantity of a rhythm, « tous les quatre ans », tells nothing of whose it is.
        """
        dites: dict[int, list[Probabilites]] = {}
        quantites = [q for q in trouver(texte) if not _est_d_un_rythme(q, rythmes)]
        for vue in self._regarder(texte, quantites):
            debut = texte.debut_de_proposition(vue.quantite.debut)
            dites.setdefault(debut, []).append(vue.parts)
        return frozenset(debut for debut, parts in dites.items() if _est_d_un_autre(parts))

    def _trancher(self, texte: Texte, lectures: Sequence[Lecture]) -> list[Lecture]:
        quantites = trouver(texte)
        if _est_simple(texte) or not _sont_a_voir(quantites, lectures):
            durees = [q.nombre for q in quantites if q.genre == "duree"]
            return [nommer_les_durees(lue, durees) for lue in lectures]
        a_voir = (*FAITS, SUBSEQUENTS) if SUBSEQUENT.search(texte.plat) else FAITS
        dites = self._dire(self._voir(texte, quantites), a_voir, lectures)
        autres = [lue for lue in lectures if lue.fait not in (*a_voir, FERME)]
        return [*autres, *dites]

    def _dire(
        self, phrase: Phrase, a_voir: Sequence[str], lectures: Sequence[Lecture]
    ) -> Iterator[Lecture]:
        """Yield what is made of each fact, and of the firm part."""
        lues = {lue.fait: lue for lue in lectures}
        dites = phrase.chacune_une_fois(
            {fait: phrase.trancher(fait, lues.get(fait)) for fait in a_voir}
        )
        # « MS de 12 mois + 12 mois », « MS d'un an ou de deux ans »: the first period is theirs
        if SUBSEQUENTS not in a_voir or FERME in lues or _est_un_fait(dites[TOTALE]):
            dites[FERME] = phrase.part_ferme(lues.get(FERME), lues.get(TOTALE), dites[TOTALE])
        for fait, dite in dites.items():
            if dite:
                yield phrase.a_confirmer(dite, lues.get(fait))

    def _voir(self, texte: Texte, quantites: Sequence[Quantite]) -> Phrase:
        """See a sentence: its quantities, and what follows of what they may be there for."""
        vues = self._regarder(texte, quantites)
        votes = Resolution(texte, quantites).voter([parts for *_, parts in vues])
        en_doute = est_dit(EN_DOUTE, texte, quantites)
        return Phrase(vues, votes, len(texte.jetons), en_doute)

    def _regarder(self, texte: Texte, quantites: Sequence[Quantite]) -> list[Vue]:
        """See where each quantity stands as typed, and what it may be there for."""
        seules = self.modele.probabilites(texte, quantites)
        probabilites = _solidaires(texte, quantites, _sans_les_reprises(texte, quantites, seules))
        return [
            Vue(
                *texte.place(quantite.debut, quantite.fin),
                quantite,
                SUREMENT_AUTRE if _ne_dit_rien(quantite, texte) else parts,
            )
            for quantite, parts in zip(quantites, probabilites, strict=True)
        ]


def _remplace(une: Quantite, suivante: Quantite, texte: Texte) -> bool:
    """Tell « 4 ans, euh non pardon 5 », « 3 ans, le maire préférerait 4, allez mettons 4 »."""
    if une.genre != "duree" or suivante.genre != "nombre":
        return False
    entre = texte.plat[une.fin : suivante.debut].strip()
    tranche = TRANCHE.search(entre) and FIN_DE_PART.match(texte.plat, suivante.fin)
    return bool(CORRIGE.fullmatch(entre) or tranche)


def _est_d_un_rythme(quantite: Quantite, rythmes: Sequence[Mention]) -> bool:
    return any(r.debut < quantite.fin and quantite.debut < r.fin for r in rythmes)


def _sans_les_reprises(
    texte: Texte, quantites: Sequence[Quantite], probabilites: Sequence[Probabilites]
) -> list[Probabilites]:
    """« 4 ans, euh non pardon 5 »: the bare number is there for what the duration was."""
    parts = list(probabilites)
    for (rang, une), (suivant, suivante) in combinations(enumerate(quantites), 2):
        if _remplace(une, suivante, texte):
            parts[rang], parts[suivant] = SUREMENT_AUTRE, parts[rang]
    return parts


def _ne_dit_rien(quantite: Quantite, texte: Texte) -> bool:
    """Tell « pas 3 ans », and « six mille habitants »; « 48 mois titulaire unique » counts none."""
    dernier = texte.jetons_de(quantite.debut, quantite.fin)[-1]
    # « 300 », « 300 k », or what was given a unit that nobody typed: what follows may be counted
    nue = dernier.nombre is not None or dernier.forme in ECHELLES or dernier.debut == dernier.fin
    compte = nue and compte_des_choses(texte, quantite.debut, quantite.fin)
    return compte or est_nie(texte, quantite.debut)


def _solidaires(
    texte: Texte, quantites: Sequence[Quantite], probabilites: Sequence[Probabilites]
) -> list[Probabilites]:
    """« Un collègue a un contrat de 5 ans pour 1,2 M€ »: the sum is of whose the duration is."""
    parts = list(probabilites)
    for rang, (une, suivante) in enumerate(pairwise(quantites)):
        entre = texte.plat[une.fin : suivante.debut].split()
        if {une.genre, suivante.genre} == D_UN_MEME_CONTRAT and not COUPURES.intersection(entre):
            deux = parts[rang : rang + 2]
            d_un_autre = max(une.get(D_UN_AUTRE, 0.0) for une in deux)
            if d_un_autre >= D_UN_AUTRE_SUREMENT:
                parts[rang : rang + 2] = [_d_un_autre(part, d_un_autre) for part in deux]
    return parts


def _d_un_autre(parts: Probabilites, part: float) -> Probabilites:
    """Return the roles of what stands beside a quantity of another contract, as likely as that."""
    restes = {role: dite * (1 - part) for role, dite in parts.items()}
    return {**restes, D_UN_AUTRE: parts.get(D_UN_AUTRE, 0.0) * (1 - part) + part}


def _est_d_un_autre(dites: Sequence[Probabilites]) -> bool:
    """Tell a clause of which a quantity is another contract's, and none is ours."""
    autres = (parts.get(D_UN_AUTRE, 0.0) for parts in dites)
    notres = (1 - parts.get(D_UN_AUTRE, 0.0) - parts.get("autre", 0.0) for parts in dites)
    return max(autres) >= D_UN_AUTRE_SUREMENT > max(notres)


def _est_un_fait(lue: Lecture | None) -> bool:
    return lue is not None and lue.nature == "fait"


def _tenant_ensemble(lectures: list[Lecture]) -> list[Lecture]:
    """Ask which is right of a whole that is shorter than its firm part."""
    dites = {lue.fait: lue for lue in lectures if lue.nature == "fait"}
    total, ferme = (dites[fait].nombre if fait in dites else None for fait in (TOTALE, FERME))
    if total is None or ferme is None or total + TOLERANCE >= ferme:
        return lectures
    ouverte = replace(dites[TOTALE], nature="ambigu", motif=PLUSIEURS_DUREES)
    autres = [lue for lue in lectures if lue.fait not in (TOTALE, FERME)]
    return [*autres, nommer_les_durees(ouverte, [ferme, total])]


def _sont_a_voir(quantites: Sequence[Quantite], lectures: Sequence[Lecture]) -> bool:
    """Tell that something may be the contract's: a duration, a sum, or an end."""
    dite = any(quantite.genre in ("duree", "somme") for quantite in quantites)
    return dite or any(lue.motif == FIN_SANS_DEBUT for lue in lectures)


def _est_simple(texte: Texte) -> bool:
    """Tell a bare answer; or a few words that take back what they said, or suppose something.

    The last value counts of the first, and of « et si c'était 1 an ? » all that it says.
    """
    mots = len(texte.jetons)
    if mots <= MOTS_D_UNE_REPONSE:
        return True
    return mots < MOTS_D_UNE_LONGUE_PHRASE and bool(
        "?" in texte.brut or CORRECTION.search(texte.plat)
    )
