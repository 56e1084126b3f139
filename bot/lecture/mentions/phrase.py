"""What is made of each fact of a sentence, by rules and by what its quantities are there for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

from bot.lecture.dates import en_texte
from bot.lecture.durees.periodes import FIN_SANS_DEBUT
from bot.lecture.lectures import Lecture
from bot.lecture.mentions.extraction import Quantite
from bot.lecture.mentions.resolution import PLUSIEURS_DUREES
from bot.lecture.mentions.roles import Probabilites
from bot.lecture.mentions.sommes import Issue

# of a fact: how likely each issue is; None, that nothing is said of it
Votes: TypeAlias = Mapping["Issue | None", float]
TOTALE, FERME, SUBSEQUENTS = "duree_mois", "duree_ferme_mois", "duree_ms_mois"
DUREES = (TOTALE, SUBSEQUENTS)
TOUT = "totale"
# what the whole of a contract, or of a marché subséquent, is made of
ROLES = {
    TOTALE: ("totale", "ferme", "reconduction", "tranche"),
    SUBSEQUENTS: ("marche_subsequent", "ferme", "reconduction", "totale"),
}
# … and what makes of a whole more than things that only follow
PREMIERS, SIEN = ("totale", "ferme"), "marche_subsequent"
DATES = ("t_debut", "t_fin")
DOUTE = "doute"
# what the roles leave open is asked in its own words
DITS_TELS_QUELS = (FIN_SANS_DEBUT, "reconduction_sans_nombre", "par_periode", "par_lot", "ttc")
# Thresholds, chosen by cross-validation on the texts, one author left out at a time.
# a value that rules read is taken when its quantities may well say so…
ACCORD, ACCORD_D_UNE_PHRASE, ACCORD_EN_PEU_DE_MOTS = 0.6, 0.5, 0.1
# … and dropped when they most likely say nothing of the fact, what rules leave open less readily
RIEN, RIEN_EN_PEU_DE_MOTS, RIEN_D_OUVERT = 0.5, 0.95, 0.8
# what rules do not read, or read otherwise, is taken from there on, and asked about when it is
# likelier than not…
SEUL, PROBABLE = 0.85, 0.6
# … a firm part more readily: nothing is asked about it, and it can only add a point of care
SURE_FERME = 0.5
# … but less so beside a whole that is asked, of which several durations may be a part; this much
# where only the number of reconductions is missing, else as much as what is sole
FERME_SANS_NOMBRE = 0.7
# … and what rules read is only dropped where there most surely is none
SANS_FERME = 0.97
# a bare number that may well say another whole: « le directeur veut 3 ans, l'élue 4 »
CONTREDIT = 0.4
# … and a duration that may, where words tell a doubt: « l'avis dit 48 mois, le CCAP un an »
CONTREDIT_EN_DOUTE = 0.1
# several durations are told apart from there on; what is misspelt, or a range, stays open
CERTAIN = 0.8
SANS_NOMBRE = "reconduction_sans_nombre"
D_UNE_PERIODE = (SANS_NOMBRE, "par_periode")
A_DEMELER = frozenset({PLUSIEURS_DUREES, SANS_NOMBRE})
# … and several sums
A_TRIER = A_DEMELER | {"fourchette", "par_periode", "par_lot"}
# roles decide against rules, and settle what rules leave open, in a sentence of some length; they
# read alone, or what takes back its own words, in a longer one
MOTS_D_UNE_PHRASE, MOTS_D_UNE_LONGUE_PHRASE = 10, 16
# a duration is offered as a choice from there on; so many fit under a question
PLAUSIBLE, CHOIX_AU_PLUS = 0.1, 4
# what is shorter lasts beside a contract
UN_MOIS = 1.0
# « 104 semaines » are 24 months, but for the days of a month
TOLERANCE = 0.35


class Vue(NamedTuple):
    """A quantity, where it stands as typed, and how likely each of its roles is."""

    debut: int
    fin: int
    quantite: Quantite
    parts: Probabilites


@dataclass(frozen=True)
class Phrase:
    """The quantities of a sentence, and how likely each issue of each fact is.

    `en_doute`: its words tell that nobody knows which is right.
    `longue`: of a few words, rules know all that can be said; roles only drop what is surely not
    the contract's.
    """

    vues: Sequence[Vue]
    votes: Mapping[str, Votes]
    mots: int
    en_doute: bool

    @property
    def longue(self) -> bool:
        """Tell that there are words enough around its quantities."""
        return self.mots >= MOTS_D_UNE_PHRASE

    @property
    def accord(self) -> float:
        """Return how likely a value that rules read must be: the more words, the more."""
        if self.mots >= MOTS_D_UNE_LONGUE_PHRASE:
            return ACCORD
        return ACCORD_D_UNE_PHRASE if self.longue else ACCORD_EN_PEU_DE_MOTS

    def trancher(self, fait: str, lue: Lecture | None) -> Lecture | None:
        """Return what is made of a fact, that rules read or not."""
        dite = self.confirmer(lue) if lue else self.d_apres_les_roles(fait)
        return self._en_doute(dite) if dite and self._est_disputee(dite) else dite

    def chacune_une_fois(self, dites: dict[str, Lecture | None]) -> dict[str, Lecture | None]:
        """Drop the less likely of two facts that one duration, or one sum, would make."""
        tout, sien = (dites.get(fait) for fait in DUREES)
        if tout and sien and tout.motif == DOUTE and _sont_des_memes_mots(tout, sien):
            return {**dites, TOTALE: None}  # « les MS dureraient entre 18 et 30 mois »
        if not (tout and sien and tout.nature == sien.nature == "fait"):
            return dites
        durees = [v for v in self.vues if _dure(v) and _proches(v.quantite.nombre, tout.nombre)]
        if len(durees) > 1 or not _proches(tout.nombre, sien.nombre):
            return dites
        moins = min(tout, sien, key=lambda lue: self._part(lue.fait, lue.nombre))
        return {**dites, moins.fait: None}

    def confirmer(self, lue: Lecture) -> Lecture | None:
        """Return what is made of a fact that rules read: the same, nothing, or a doubt."""
        rien = self._rien(lue.fait)
        if lue.nature == "refuse":  # « 0 an »: why it cannot be is said
            return self.d_apres_les_roles(lue.fait) or lue
        if not self._dans(lue):
            return lue  # « MS annuels » holds no quantity
        if lue.nature != "fait":
            return self._ouverte(lue, rien)
        if self._part_du_tout(lue) >= self.accord:
            return self._sauf_contredite(lue)
        if rien >= (RIEN if self.longue else RIEN_EN_PEU_DE_MOTS):
            return None
        dite = self._sure(lue.fait)
        if self.longue and self._part(lue.fait, dite) >= SEUL:
            return replace(lue, valeur=dite)
        return self._en_doute(lue)

    def a_confirmer(self, tranchee: Lecture, lue: Lecture | None) -> Lecture:
        """Mark a fact that rules did not read so: it is taken on the word of the roles alone."""
        return replace(tranchee, sure=lue is not None and _proches(lue.nombre, tranchee.nombre))

    def _sauf_contredite(self, lue: Lecture) -> Lecture:
        """Ask about « 36 mois dans un document et 48 dans l'autre »: rules see the first alone."""
        dedans = self._dans(lue)
        nombres = (v for v in self.vues if v.quantite.genre == "nombre" and v not in dedans)
        contredite = any(vue.parts.get(TOUT, 0.0) >= CONTREDIT for vue in nombres)
        return self._en_doute(lue) if contredite and lue.fait == TOTALE else lue

    def _est_disputee(self, lue: Lecture) -> bool:
        """Tell a whole beside another duration that may be it, where words tell a doubt."""
        if not self.en_doute or lue.fait != TOTALE or lue.nature != "fait":
            return False
        return any(
            _somme(vue, PREMIERS) >= CONTREDIT_EN_DOUTE
            and not _proches(vue.quantite.nombre, lue.nombre)
            for vue in self.vues
            if vue.quantite.genre in ("duree", "nombre")
        )

    def _ouverte(self, lue: Lecture, rien: float) -> Lecture | None:
        """Return what is made of a fact that rules leave open: settled, nothing, or still open."""
        dite = self._sure(lue.fait)
        # « 3 ans, peut être reconduit », « 400 000 € hors taxe par an »: what was read is a period
        # of it, and no whole
        d_une_periode = lue.motif in D_UNE_PERIODE and lue.sure
        autre = not (d_une_periode and _proches(dite, lue.nombre))
        certain = autre and self._part(lue.fait, dite) >= CERTAIN
        a_demeler = A_DEMELER if lue.fait in DUREES else A_TRIER
        if self.longue and lue.motif in a_demeler and certain:
            return replace(lue, valeur=dite, nature="fait", motif=None)
        # the end of anything may be said, in few words too
        if rien >= RIEN_D_OUVERT and (self.longue or lue.motif == FIN_SANS_DEBUT):
            return None
        if self.longue and lue.motif == SANS_NOMBRE and not self._est_plausible(lue):
            return self._en_doute(lue)  # « deux ans, renouvelable… conservés cinquante ans »
        return nommer_les_durees(lue, self._plausibles(lue.fait))

    def _est_plausible(self, lue: Lecture) -> bool:
        """Tell a duration that may be the fact's, or a part of it."""
        return any(_proches(mois, lue.nombre) for mois in self._plausibles(lue.fait))

    def d_apres_les_roles(self, fait: str) -> Lecture | None:
        """Return what the roles alone say: sure, in doubt, or nothing."""
        if self.mots < MOTS_D_UNE_LONGUE_PHRASE:
            return None
        place = self.vues[0].debut, self.vues[-1].fin
        valeur = self._sure(fait)
        if valeur is not None and self._part(fait, valeur) >= SEUL:
            return Lecture(fait, valeur, *place)
        if 1 - self._rien(fait) < PROBABLE:
            return None
        return self._en_doute(Lecture(fait, valeur, *place))

    def part_ferme(
        self, lue: Lecture | None, lu: Lecture | None, total: Lecture | None
    ) -> Lecture | None:
        """Return the firm part: read with a whole, `lu`, that stands, or by the roles; never asked.

        `total` is what was made of the whole.
        """
        # « 108 mois : 18 mois de travaux, puis 90 mois d'exploitation »
        sienne = None if lue and self._est_d_autre_chose(lue) else lue
        if total is None or total.nature == "fait":
            return self._part_du_contrat(sienne, lu, total)
        dite = _premiere(lue, total) or self._part_du_contrat(sienne, lu, total)
        return dite if dite and self._est_sure_a_cote(dite, total) else None

    def _est_sure_a_cote(self, dite: Lecture, total: Lecture) -> bool:
        """Tell a firm part that is likely enough beside a whole that is asked."""
        if self.en_doute:
            return False
        if total.motif != SANS_NOMBRE:
            return self._part(FERME, dite.nombre) >= SEUL
        seule = len(self._plausibles(TOTALE)) <= 1
        return seule or self._part(FERME, dite.nombre) >= FERME_SANS_NOMBRE

    def _part_du_contrat(
        self, lue: Lecture | None, lu: Lecture | None, total: Lecture | None
    ) -> Lecture | None:
        """Return the firm part that rules read, if it holds with the whole, or by the roles."""
        entier = total.nombre if total and total.nature == "fait" else None
        stable = lu == total and not self._dit_autrement(lue, entier)
        if lue and (self._tient(lue) or (entier is not None and stable)):
            return lue
        # what is only left of a whole, or is all of it, is worth what the whole is
        tout = _proches(self._sure(FERME), entier)
        return self._ferme_seule(deduite=tout or (lue is None and self._est_dite(entier)))

    def _est_d_autre_chose(self, lue: Lecture) -> bool:
        """Tell a duration that stands in the sentence, and is none of the contract's periods."""
        memes = [v for v in self.vues if _dure(v) and _proches(v.quantite.nombre, lue.nombre)]
        return (
            self.longue and bool(memes) and all(_somme(vue, PREMIERS) < PLAUSIBLE for vue in memes)
        )

    def _tient(self, lue: Lecture) -> bool:
        """Tell a firm part that its quantities may well say."""
        return self._part(FERME, lue.nombre) >= self.accord

    def _ferme_seule(self, deduite: bool) -> Lecture | None:
        """Return the firm part that the roles alone say: as it stands, or else deduced."""
        valeur = self._sure(FERME)
        sure = self.longue and self._part(FERME, valeur) >= SURE_FERME
        if not (sure and (deduite or self._est_dite(valeur))):
            return None
        return Lecture(FERME, valeur, self.vues[0].debut, self.vues[-1].fin)

    def _est_dite(self, mois: float | None) -> bool:
        """Tell a duration that stands in the sentence as it is."""
        return any(_dure(vue) and _proches(vue.quantite.nombre, mois) for vue in self.vues)

    def _dit_autrement(self, lue: Lecture | None, entier: float | None) -> bool:
        """Tell a firm part, other than the whole, that the roles most likely deny."""
        if lue is None or not self.longue or _proches(lue.nombre, entier):
            return False
        valeur = self._sure(FERME)
        autre = self._part(FERME, valeur) >= SURE_FERME and self._est_dite(valeur)
        return autre or self._rien(FERME) >= SANS_FERME

    def _en_doute(self, lue: Lecture) -> Lecture:
        """Return the question that settles a fact."""
        issue = self._issue(lue.fait)
        if issue and issue[1] in DITS_TELS_QUELS:
            valeur = self._fin() if issue[1] == FIN_SANS_DEBUT else issue[0]
            return replace(lue, valeur=valeur, nature="ambigu", motif=issue[1])
        proposee = issue[0] if self.longue and issue and issue[0] is not None else lue.nombre
        if lue.fait not in DUREES:
            return replace(lue, valeur=proposee, nature="ambigu", motif=DOUTE)
        dites = self._a_choisir(lue.fait, proposee)
        return nommer_les_durees(replace(lue, nature="ambigu", motif=PLUSIEURS_DUREES), dites)

    def _a_choisir(self, fait: str, proposee: float | None) -> list[float]:
        """Return the durations to choose from, that which is proposed first if it is likely."""
        durees = self._plausibles(fait)
        vaine = durees and self._part(fait, proposee) < PLAUSIBLE
        return durees if proposee is None or vaine else [proposee, *durees]

    def _rien(self, fait: str) -> float:
        """Return how likely it is that nothing is said of a fact."""
        return self.votes[fait].get(None, 0.0) if fait in self.votes else 1.0

    def _issue(self, fait: str) -> Issue | None:
        """Return the likeliest issue that says something."""
        dites = [(part, issue) for issue, part in self.votes.get(fait, {}).items() if issue]
        return max(dites, key=lambda dite: dite[0])[1] if dites else None

    def _sure(self, fait: str) -> float | None:
        """Return the value of the likeliest issue, if the words do not leave it open."""
        votes = self.votes.get(fait, {})
        issue = max(votes, key=lambda issue: votes[issue], default=None)
        return issue[0] if issue is not None and issue[1] is None else None

    def _plausibles(self, fait: str) -> list[float]:
        """Return the durations read that may be the fact's, or a part of it."""
        return [
            vue.quantite.nombre
            for vue in self.vues
            if vue.quantite.genre == "duree" and _somme(vue, ROLES.get(fait, ())) >= PLAUSIBLE
        ]

    def _fin(self) -> str | None:
        """Return the date that most likely is the contract's end."""
        dates = [vue for vue in self.vues if vue.quantite.genre == "date"]
        fin = max(dates, key=lambda vue: vue.parts.get("t_fin", 0.0))
        return en_texte(fin.quantite.jour, fin=True)

    def _part(self, fait: str, valeur: float | None) -> float:
        """Return how likely a value is."""
        votes = self.votes.get(fait, {})
        precises = ((issue[0], part) for issue, part in votes.items() if issue and not issue[1])
        return sum(part for dite, part in precises if _proches(dite, valeur))

    def _part_du_tout(self, lue: Lecture) -> float:
        """Return how likely a value is, by itself or by what it is made of."""
        part = self._part(lue.fait, lue.nombre)
        autre = self._part(lue.fait, self._sure(lue.fait))
        # what it is made of counts for nothing where all together most likely say another value
        if lue.fait == TOTALE and self.longue and autre > max(part, PROBABLE):
            return part
        return max(part, self._part_d_un_ensemble(lue))

    def _part_d_un_ensemble(self, lue: Lecture) -> float:
        """Return how likely all that a value is made of is the contract's: « 1 an + 2 x 12 mois ».

        Nothing of a value that stands in the sentence as it is: its own role tells.
        """
        dedans = [vue for vue in self._dans(lue) if vue.quantite.genre in ("duree", "date")]
        durees = [vue.quantite for vue in dedans if vue.quantite.genre == "duree"]
        seule = any(_proches(quantite.nombre, lue.nombre) for quantite in durees)
        # whose it is, « MS de 2 ans », rules tell by where it stands
        if lue.fait not in DUREES or (seule and lue.fait == TOTALE):
            return 0.0
        premiers = self._premiers(lue, dedans)
        siens = (*(ROLES[lue.fait] if lue.fait == TOTALE else premiers), *DATES)
        tous = min((_somme(vue, siens) for vue in dedans), default=0.0)
        return min(tous, max((_somme(vue, (*premiers, *DATES)) for vue in dedans), default=0.0))

    def _premiers(self, lue: Lecture, dedans: Sequence[Vue]) -> Sequence[str]:
        """Return the roles that one at least of what a value is made of must have."""
        if lue.fait == TOTALE:
            return PREMIERS
        # « MS de 6 à 18 mois, 4 ans en tout »: where one surely is theirs, no other is but a sum
        autres = [vue for vue in self.vues if vue not in dedans and _dure(vue)]
        somme = _proches(sum(vue.quantite.nombre for vue in autres), lue.nombre)
        surs = any(vue.parts.get(SIEN, 0.0) >= PROBABLE for vue in autres)
        return (SIEN,) if surs and not somme else ROLES[SUBSEQUENTS]

    def _dans(self, lue: Lecture) -> list[Vue]:
        """Return the quantities that a reading holds."""
        return [vue for vue in self.vues if vue.debut < lue.fin and lue.debut < vue.fin]


def nommer_les_durees(lue: Lecture, durees: Sequence[float]) -> Lecture:
    """Give « plusieurs durées » the values to choose from; of one, it is asked whether it is it."""
    if lue.motif != PLUSIEURS_DUREES or lue.fait not in DUREES:
        return lue
    distinctes = list(dict.fromkeys(mois for mois in durees if mois >= UN_MOIS))[:CHOIX_AU_PLUS]
    if len(distinctes) == 1:
        return replace(lue, valeur=distinctes[0], motif=DOUTE)
    return replace(lue, valeur=distinctes or None)


def _premiere(lue: Lecture | None, total: Lecture) -> Lecture | None:
    """Return the first period of « 3 ans, peut être reconduit », which is known."""
    connue = lue and total.motif == SANS_NOMBRE and _proches(lue.nombre, total.nombre)
    return lue if connue else None


def _dure(vue: Vue) -> bool:
    return vue.quantite.genre == "duree"


def _somme(vue: Vue, roles: Sequence[str]) -> float:
    return sum(vue.parts.get(role, 0.0) for role in roles)


def _proches(une: float | None, autre: float | None) -> bool:
    return une is not None and autre is not None and abs(une - autre) <= TOLERANCE


def _sont_des_memes_mots(lue: Lecture, autre: Lecture) -> bool:
    return lue.debut < autre.fin and autre.debut < lue.fin
