"""Hold what rules read of a sentence against what its quantities are there for.

Sure, or asked, never guessed: where both agree the fact is taken; where the roles are sure they
decide; where nothing is sure, one short question settles it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

from bot.francais.texte import Texte
from bot.lecture.ailleurs import est_nie, parle_d_avant
from bot.lecture.durees.subsequents import SUBSEQUENT
from bot.lecture.lectures import Lecture, Lue
from bot.lecture.mentions.extraction import Quantite, trouver
from bot.lecture.mentions.resolution import CORRECTION, Issue, Resolution
from bot.lecture.mentions.roles import ModeleDesRoles, Probabilites

# of a fact: how likely each issue is; None, that nothing is said of it
Votes: TypeAlias = Mapping["Issue | None", float]
TOTALE, FERME = "duree_mois", "duree_ferme_mois"
FAITS = (TOTALE, "montant_ht")
SUREMENT_AUTRE: Probabilites = {"autre": 1.0}
# what the whole of a contract is made of
SIENS = ("totale", "ferme", "reconduction", "tranche")
DOUTE = "doute"
# Thresholds, chosen by cross-validation on the texts (`python -m tests.banc.lectures`).
# a value that rules read is taken when its quantities may well say so…
ACCORD, ACCORD_EN_PEU_DE_MOTS = 0.4, 0.1
# … and dropped when they most likely say nothing of the fact, what rules leave open less readily
RIEN, RIEN_EN_PEU_DE_MOTS, RIEN_D_OUVERT = 0.7, 0.95, 0.8
# what rules do not read, or read otherwise, is taken from there on, and asked about when it is
# likelier than not…
SEUL, PROBABLE = 0.9, 0.6
# rules and roles agree without a doubt from there on; below, the fact is taken, and confirmed
SUR = 0.7
# several durations are told apart from there on; what is misspelt, or a range, stays open
CERTAIN = 0.95
A_DEMELER = frozenset({"plusieurs_durees", "reconduction_sans_nombre"})
# … in a sentence of some length
MOTS_D_UNE_PHRASE = 16
# « 4 ans », « 5 000 € » answer what is asked: there is nothing around to look at
MOTS_D_UNE_REPONSE = 5
# « 104 semaines » are 24 months, but for the days of a month
TOLERANCE = 0.35


class Vue(NamedTuple):
    """A quantity, where it stands as typed, and how likely each of its roles is."""

    debut: int
    fin: int
    quantite: Quantite
    parts: Probabilites


@dataclass(frozen=True)
class Accord:
    """Decides with a model of roles."""

    modele: ModeleDesRoles

    def trancher(self, texte: Texte, lectures: Sequence[Lecture]) -> list[Lecture]:
        """Return the readings of a sentence: those of `FAITS` confirmed, dropped or in doubt."""
        quantites = trouver(texte)
        dite = any(quantite.genre in ("duree", "somme") for quantite in quantites)
        if not dite or _est_simple(texte):
            return list(lectures)
        vues = self._regarder(texte, quantites)
        votes = Resolution(texte, quantites).voter([parts for *_, parts in vues])
        phrase = Phrase(vues, votes, len(texte.jetons) >= MOTS_D_UNE_PHRASE)
        a_voir = ("montant_ht",) if _parle_des_subsequents(texte) else FAITS
        tranchees = [lue for lue in lectures if lue.fait not in a_voir]
        for fait in a_voir:
            lue = next((lue for lue in lectures if lue.fait == fait), None)
            tranchee = phrase.confirmer(lue) if lue else phrase.d_apres_les_roles(fait)
            tranchees += [phrase.a_confirmer(tranchee, lue)] if tranchee else []
        return _avec_la_part_ferme(tranchees, phrase)

    def _regarder(self, texte: Texte, quantites: Sequence[Quantite]) -> list[Vue]:
        """See where each quantity stands as typed, and what it may be there for."""
        probabilites = self.modele.probabilites(texte, quantites)
        return [
            Vue(
                *texte.place(quantite.debut, quantite.fin),
                quantite,
                SUREMENT_AUTRE if _est_ailleurs(quantite, texte) else parts,
            )
            for quantite, parts in zip(quantites, probabilites, strict=True)
        ]


@dataclass(frozen=True)
class Phrase:
    """The quantities of a sentence, and how likely each issue of each fact is.

    `longue`: of a few words, rules know all that can be said; roles only drop what is surely not
    the contract's.
    """

    vues: Sequence[Vue]
    votes: Mapping[str, Votes]
    longue: bool

    def confirmer(self, lue: Lecture) -> Lecture | None:
        """Return what is made of a fact that rules read: the same, nothing, or a doubt."""
        rien = self._rien(lue.fait)
        if lue.nature == "refuse":
            return lue  # « 0 an »: why it cannot be is said
        if lue.nature != "fait":
            return self._ouverte(lue, rien)
        part = max(self._part(lue.fait, lue.nombre), self._part_d_un_ensemble(lue))
        if part >= (ACCORD if self.longue else ACCORD_EN_PEU_DE_MOTS):
            return lue
        if rien >= (RIEN if self.longue else RIEN_EN_PEU_DE_MOTS):
            return None
        dite = self._sure(lue.fait)
        if self.longue and self._part(lue.fait, dite) >= SEUL:
            return replace(lue, valeur=dite)
        return replace(lue, valeur=self._a_proposer(lue), nature="ambigu", motif=DOUTE)

    def a_confirmer(self, tranchee: Lecture, lue: Lecture | None) -> Lecture:
        """Mark a fact that rules did not read so, or that the roles hardly agree with."""
        lu_ainsi = lue is not None and _proches(lue.nombre, tranchee.nombre)
        part = max(self._part(tranchee.fait, tranchee.nombre), self._part_d_un_ensemble(tranchee))
        return replace(tranchee, sure=lu_ainsi and (part >= SUR or not self.longue))

    def _ouverte(self, lue: Lecture, rien: float) -> Lecture | None:
        """Return what is made of a fact that rules leave open: settled, nothing, or still open."""
        if not self.longue:
            return lue
        dite = self._sure(lue.fait)
        if lue.motif in A_DEMELER and self._part(lue.fait, dite) >= CERTAIN:
            return replace(lue, valeur=dite, nature="fait", motif=None)
        return None if rien >= RIEN_D_OUVERT else lue

    def d_apres_les_roles(self, fait: str) -> Lecture | None:
        """Return what the roles alone say: sure, in doubt, or nothing."""
        if not self.longue:
            return None
        place = self.vues[0].debut, self.vues[-1].fin
        valeur = self._sure(fait)
        if valeur is not None and self._part(fait, valeur) >= SEUL:
            return Lecture(fait, valeur, *place)
        if fait != FERME and 1 - self._rien(fait) >= PROBABLE:
            return Lecture(fait, valeur, *place, nature="ambigu", motif=DOUTE)
        return None

    def _rien(self, fait: str) -> float:
        """Return how likely it is that nothing is said of a fact."""
        return self.votes[fait].get(None, 0.0) if fait in self.votes else 1.0

    def _sure(self, fait: str) -> float | None:
        """Return the value of the likeliest issue, if the words do not leave it open."""
        votes = self.votes.get(fait, {})
        issue = max(votes, key=lambda issue: votes[issue], default=None)
        return issue[0] if issue is not None and issue[1] is None else None

    def _a_proposer(self, lue: Lecture) -> Lue:
        """Return the value to ask about: the likeliest, left open or not, of a long sentence."""
        votes = self.votes.get(lue.fait, {})
        dites = [
            (part, issue[0]) for issue, part in votes.items() if issue and issue[0] is not None
        ]
        return max(dites)[1] if self.longue and dites else lue.valeur

    def _part(self, fait: str, valeur: float | None) -> float:
        """Return how likely a value is."""
        votes = self.votes.get(fait, {})
        precises = ((issue[0], part) for issue, part in votes.items() if issue and not issue[1])
        return sum(part for dite, part in precises if _proches(dite, valeur))

    def _part_d_un_ensemble(self, lue: Lecture) -> float:
        """Return how likely all that a value is made of is the contract's: « 1 an + 2 x 12 mois ».

        Nothing of a value that stands in the sentence as it is: its own role tells.
        """
        dedans = [
            vue
            for vue in self.vues
            if vue.quantite.genre == "duree" and vue.debut < lue.fin and lue.debut < vue.fin
        ]
        seule = any(_proches(vue.quantite.nombre, lue.nombre) for vue in dedans)
        if seule or lue.fait != TOTALE:
            return 0.0
        parts = (sum(vue.parts.get(role, 0.0) for role in SIENS) for vue in dedans)
        return min(parts, default=0.0)


def _avec_la_part_ferme(lectures: list[Lecture], phrase: Phrase) -> list[Lecture]:
    """Leave out a firm part whose whole is not sure; add one that rules did not read."""
    if not any(lue.fait == TOTALE and lue.nature == "fait" for lue in lectures):
        return [lue for lue in lectures if lue.fait != FERME]
    lue = any(lue.fait == FERME for lue in lectures)
    ferme = None if lue else phrase.d_apres_les_roles(FERME)
    return [*lectures, ferme] if ferme else lectures


def _proches(une: float | None, autre: float | None) -> bool:
    return une is not None and autre is not None and abs(une - autre) <= TOLERANCE


def _est_simple(texte: Texte) -> bool:
    """Tell a bare answer; or a few words that take back what they said, or suppose something.

    The last value counts of the first, and of « et si c'était 1 an ? » all that it says.
    """
    mots = len(texte.jetons)
    if mots <= MOTS_D_UNE_REPONSE:
        return True
    return mots < MOTS_D_UNE_PHRASE and bool("?" in texte.brut or CORRECTION.search(texte.plat))


def _est_ailleurs(quantite: Quantite, texte: Texte) -> bool:
    """Tell what a former contract was, and what is denied: no model is needed."""
    return parle_d_avant(texte, quantite.debut) or est_nie(texte, quantite.debut)


def _parle_des_subsequents(texte: Texte) -> bool:
    """Tell that a duration may be theirs: rules know better whose it is."""
    return bool(SUBSEQUENT.search(texte.plat))
