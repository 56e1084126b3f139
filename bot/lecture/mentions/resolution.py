"""Make facts of quantities that have a role: sure, to be asked, or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.francais.mots import compiler, juste_apres, quelque_part, qui_commence
from bot.francais.texte import Texte
from bot.lecture.dates import ecart
from bot.lecture.durees.lecture import FOIS_AU_PLUS
from bot.lecture.durees.periodes import FIN_SANS_DEBUT
from bot.lecture.durees.subsequents import RYTHMES
from bot.lecture.mentions.extraction import Quantite
from bot.lecture.mentions.roles import Probabilites, hypotheses
from bot.lecture.mentions.sommes import Issue, ParRole, Sommes

FICHIER = "lecture/resolution"
COMPTE_APRES = juste_apres(f"{FICHIER}.apres_un_compte")
COMPTE_AVANT = compiler("{avant_un_compte} $", FICHIER)
DEJA_COMPTEES = compiler(r"\b\d+ {lecture/reconductions.reconduire}(?: [a-z]+){0,2} $", FICHIER)
# « 2 ou 3 reconductions », « entre une et trois », « une fois voire deux » are not counted
OU_UN_AUTRE = compiler(r"\b{un_compte} (?:{fois} )?{ou_un_autre} $", FICHIER)
AVANT_UN_AUTRE = compiler(r" (?:{fois} )?{ou_un_autre} {un_compte}(?= |$)", FICHIER)
# « 1 an x 4 », « deux fois deux ans »: a product, not what follows a first period
FOIS_APRES = compiler(r" {fois} (?P<n>\d{1,2})(?= |$)", FICHIER)
FOIS_AVANT = compiler(r"\b(?P<n>\d{1,2}) {fois} $", FICHIER)
RECONDUCTIBLE = compiler(r"\b{lecture/reconductions.reconduire}(?= |$)", FICHIER)
SANS_RECONDUCTION = qui_commence("lecture/durees.sans_reconduction")
# « deux reconductions annuelles » add a year each, however long the first period is
RYTHMEES = {
    float(mois): compiler(rf"{{lecture/reconductions.reconduire}} {nom}")
    for nom, mois in RYTHMES.items()
}
TRANCHES = compiler(r"\b{tranches}(?= |$)", FICHIER)
TOUT_COMPRIS = qui_commence(f"{FICHIER}.tout_compris")
PLUSIEURS = quelque_part(f"{FICHIER}.plusieurs")
FERME_APRES = juste_apres(f"{FICHIER}.ferme")
FERME_AVANT = compiler(r"\b{ferme}(?: {apres_ferme})* $", FICHIER)
CORRECTION = quelque_part("francais/corrections.reprises")
# no longer are the words looked at beside a quantity
PROCHE = 45
# « 104 semaines » are 24 months, but for the days of a month
DEMI_MOIS = 0.5
PLUSIEURS_DUREES = "plusieurs_durees"
# what becomes of the weight of roles that cannot go together, or that make exactly the whole
INTENABLE, JUSTE = 0.1, 3.0
# … or that make two wholes
PLUSIEURS_TOUTS = 0.5
# « 36 mois, reconductibles 12 mois »: unless words say so, what follows comes on top
EN_PLUS = 0.2


class Resolution:
    """A sentence's quantities, and what follows of them under given roles."""

    def __init__(self, texte: Texte, quantites: Sequence[Quantite]) -> None:
        """Look at what the sentence says besides its quantities: counts, reconductions."""
        self._plat, self._quantites = texte.plat, quantites
        self._comptes = [q for q in quantites if self._compte(q)]
        self._sans_suite = bool(SANS_RECONDUCTION.search(self._plat))
        self._reconductible = not self._sans_suite and bool(RECONDUCTIBLE.search(self._plat))
        self._comprise = 1.0 if TOUT_COMPRIS.search(self._plat) else EN_PLUS
        self._a_tranches = bool(TRANCHES.search(self._plat))

    def voter(self, probabilites: Sequence[Probabilites]) -> dict[str, dict[Issue | None, float]]:
        """Return, of each fact, how likely each issue is: None, that nothing is said of it."""
        essais = list(self._essayer(probabilites))
        votes: dict[str, dict[Issue | None, float]] = {}
        for fait in {fait for _, issues in essais for fait in issues}:
            tour = votes.setdefault(fait, {})
            for poids, issues in essais:
                tour[issues.get(fait)] = tour.get(issues.get(fait), 0.0) + poids
        return votes

    def _essayer(
        self, probabilites: Sequence[Probabilites]
    ) -> Iterator[tuple[float, dict[str, Issue]]]:
        """Yield what follows of each way of giving roles, the weights summing to 1."""
        poses = [
            (poids * self._tenue(par_role), par_role)
            for roles, poids in hypotheses(probabilites)
            for par_role in (self._par_role(roles),)
        ]
        somme = sum(poids for poids, _ in poses)
        return ((poids / somme, self._resoudre(par_role)) for poids, par_role in poses)

    def _par_role(self, roles: Sequence[str]) -> ParRole:
        par_role: dict[str, list[Quantite]] = {}
        for quantite, role in zip(self._quantites, roles, strict=True):
            par_role.setdefault(role, []).append(quantite)
        return par_role

    def _tenue(self, par_role: ParRole) -> float:
        """Return how well roles go together: what follows a firm part must make the whole.

        Of « 24 mois, reconductible une fois 24 mois », the first 24 months are no whole.
        """
        totales, fermes = (
            self._valeurs(self._corrigees(par_role.get(role, []))) for role in ("totale", "ferme")
        )
        if len(fermes) > 1 or self._dit_ferme_une_tranche(par_role):
            return INTENABLE
        if not totales:
            return 1.0
        if len(totales) > 1:
            return PLUSIEURS_TOUTS
        suite, _ = self._suite(par_role, fermes[0] if fermes else totales[-1])
        if not fermes:
            if not suite:
                return 1.0
            return INTENABLE if totales[-1] - suite < 1 else self._comprise
        if self._reconductible and totales[-1] - fermes[0] < 1:
            return INTENABLE  # « conclu pour 2 ans. Il peut être reconduit… pour deux ans »
        return JUSTE if suite and abs(fermes[0] + suite - totales[-1]) < DEMI_MOIS else 1.0

    def _dit_ferme_une_tranche(self, par_role: ParRole) -> bool:
        """Tell « la tranche ferme, 18 mois », which no whole can be."""
        return self._a_tranches and any(map(self._dite_ferme, par_role.get("totale", [])))

    def _resoudre(self, par_role: ParRole) -> dict[str, Issue]:
        """Return what follows of the quantities, by their roles."""
        issues = {
            "duree_mois": self._total(par_role),
            "duree_ferme_mois": self._ferme(par_role),
            "duree_ms_mois": self._une_seule(par_role.get("marche_subsequent", [])),
            "montant_ht": self._montant(par_role),
        }
        return {fait: issue for fait, issue in issues.items() if issue}

    def _total(self, par_role: ParRole) -> Issue | None:
        dites = self._valeurs(self._corrigees(par_role.get("totale", [])))
        base = self._base(par_role)
        if len(dites) > 1 or base == []:
            return None, PLUSIEURS_DUREES
        if dites:
            return self._du_tout(dites[0], base, par_role)
        if base:
            return self._de_la_base(base[0], par_role)
        if par_role.get("reconduction") or par_role.get("tranche"):
            return None, PLUSIEURS_DUREES
        return (None, FIN_SANS_DEBUT) if par_role.get("t_fin") else None

    def _du_tout(self, total: float, base: list[float] | None, par_role: ParRole) -> Issue | None:
        """Return a whole that is said: its firm part and what follows cannot outlast it."""
        if base is None and self._comprise == 1.0:
            return _mesurable(total)
        partie = base[0] if base else total
        compte = self._suite(par_role, partie)[0] + partie
        moins = base and self._tout_est_compte(par_role) and compte < total - DEMI_MOIS
        if compte > total + DEMI_MOIS or moins:
            return total, PLUSIEURS_DUREES
        return _mesurable(max(total, self._produit(par_role["totale"][-1])))

    def _tout_est_compte(self, par_role: ParRole) -> bool:
        """Tell « un an ferme et deux reconductions d'un an », where nothing else can follow."""
        periodes = [*par_role.get("reconduction", []), *par_role.get("tranche", [])]
        return bool(periodes) and all(self._fois(periode, periodes) for periode in periodes)

    def _de_la_base(self, base: float, par_role: ParRole) -> Issue | None:
        """Return a firm part with what follows it."""
        suite, motif = self._suite(par_role, base)
        if motif:
            return base, motif
        produit = max(map(self._produit, par_role.get("ferme", [])), default=base)
        return _mesurable(base + suite if suite else produit)

    def _base(self, par_role: ParRole) -> list[float] | None:
        """Return the firm part; empty when several are said, None when none is."""
        fermes = self._valeurs(par_role.get("ferme", []))
        if fermes:
            return fermes if len(fermes) == 1 else []
        if not par_role.get("t_debut") or not par_role.get("t_fin"):
            return None
        # « du 1er janvier au 31 décembre 2027, reconductible trois fois, au plus tard en 2030 »
        fin = par_role["t_fin"][0 if self._reconductible else -1]
        mois = ecart(par_role["t_debut"][0].jour, fin.jour)
        return [mois] if mois and mois > 0 else None

    def _ferme(self, par_role: ParRole) -> Issue | None:
        """Return the firm part: said, or what is left of the whole, or of dates."""
        dites = par_role.get("totale", [])
        # of « 1 an x 4 », how many of the periods are firm is not said
        dites_fermes = [q for q in par_role.get("ferme", []) if self._produit(q) == self._mois(q)]
        fermes = self._valeurs(dites_fermes)
        if not fermes and (self._sans_suite or any(map(self._dite_ferme, dites))):
            fermes = self._valeurs(dites) or (self._base(par_role) or [])
        elif not fermes:
            fermes = self._ferme_deduite(par_role)
        return _mesurable(fermes[0]) if len(fermes) == 1 else None

    def _ferme_deduite(self, par_role: ParRole) -> list[float]:
        """Return what a whole leaves before what follows; or the months between two dates."""
        base = self._base(par_role) or []
        if totales := self._valeurs(par_role.get("totale", [])):
            suite, motif = self._suite(par_role, 0.0)
            reste = totales[-1] - suite
            if suite and not motif and reste >= 1:
                return [reste]
            # « du 1er mars 2027 au 28 février 2029, renouvelable, quatre ans au plus »
            return base if base and self._reconductible and base[0] < totales[-1] - 1 else []
        return base if base and any(self._suite(par_role, base[0])) else []

    def _suite(self, par_role: ParRole, base: float) -> tuple[float, str | None]:
        """Return the months that come after the firm part, and why they are asked, if they are."""
        periodes = [*par_role.get("reconduction", []), *par_role.get("tranche", [])]
        total = sum((self._fois(p, periodes) or 1) * self._mois(p) for p in periodes)
        sans_compte = any(self._sans_compte(periode, periodes) for periode in periodes)
        if total:
            return total, "reconduction_sans_nombre" if sans_compte else None
        if self._reconductible and self._comptes:
            return self._comptes[-1].nombre * (self._rythme() or base), None
        if self._reconductible:
            return 0.0, "reconduction_sans_nombre"
        return 0.0, PLUSIEURS_DUREES if self._a_tranches else None

    def _sans_compte(self, periode: Quantite, toutes: Sequence[Quantite]) -> bool:
        """Tell several periods of a length, whose number is not said."""
        debut = max(periode.debut - PROCHE, 0)
        plusieurs = PLUSIEURS.search(self._plat, debut, periode.fin)
        return bool(plusieurs) and self._fois(periode, toutes) is None

    def _rythme(self) -> float | None:
        dits = (mois for mois, expression in RYTHMEES.items() if expression.search(self._plat))
        return next(dits, None)

    def _compte(self, quantite: Quantite) -> bool:
        if quantite.genre != "nombre" or not 0 < quantite.nombre <= FOIS_AU_PLUS:
            return False
        avant = max(quantite.debut - PROCHE, 0)
        apres = AVANT_UN_AUTRE.match(self._plat, quantite.fin)
        if apres or OU_UN_AUTRE.search(self._plat, avant, quantite.debut):
            return False
        if COMPTE_APRES.match(self._plat, quantite.fin):
            return True
        # « une reconduction de douze » counts one
        deja = DEJA_COMPTEES.search(self._plat, 0, quantite.debut)
        return not deja and bool(COMPTE_AVANT.search(self._plat, avant, quantite.debut))

    def _fois(self, periode: Quantite, toutes: Sequence[Quantite]) -> float | None:
        """Return how often a period comes: of the counts, the one nearest to it."""
        siens = [
            compte
            for compte in self._comptes
            if min(toutes, key=lambda q: abs(q.debut - compte.debut)) is periode
        ]
        proche = min(siens, key=lambda c: abs(c.debut - periode.debut), default=None)
        # « deux fois, la première pour deux ans, la seconde pour un an »
        if len(self._comptes) == 1 and self._comptes[0].nombre == len(toutes) > 1:
            return 1.0
        return proche.nombre if proche else None

    def _mois(self, quantite: Quantite) -> float:
        """Return months; a bare number takes the unit of the duration nearest to it."""
        if quantite.genre == "duree":
            return quantite.nombre
        durees = [q for q in self._quantites if q.genre == "duree"]
        proche = min(durees, key=lambda q: abs(q.debut - quantite.debut), default=None)
        return quantite.nombre * (proche.unite or 1) if proche else 0.0

    def _produit(self, quantite: Quantite) -> float:
        """Return months, « 1 an x 4 » multiplied: no reconduction is spoken of."""
        mois = self._mois(quantite)
        if self._reconductible:
            return mois
        fois = FOIS_APRES.match(self._plat, quantite.fin) or FOIS_AVANT.search(
            self._plat, max(quantite.debut - PROCHE, 0), quantite.debut
        )
        return mois * int(fois["n"]) if fois else mois

    def _valeurs(self, quantites: Sequence[Quantite]) -> list[float]:
        """Return the values, each once: « 104 semaines, soit 24 mois » is one."""
        distinctes: list[float] = []
        for mois in map(self._mois, quantites):
            if mois and not any(abs(mois - autre) < DEMI_MOIS for autre in distinctes):
                distinctes.append(mois)
        return distinctes

    def _corrigees(self, quantites: Sequence[Quantite]) -> Sequence[Quantite]:
        """Return what is left once taken back: « deux ans, pardon, trois ans, oui, trois ans »."""
        for rang in range(len(quantites) - 1, 0, -1):
            if CORRECTION.search(self._plat, quantites[rang - 1].fin, quantites[rang].debut):
                return quantites[rang:]
        return quantites

    def _une_seule(self, quantites: Sequence[Quantite]) -> Issue | None:
        valeurs = self._valeurs(quantites)
        if len(valeurs) > 1:
            return None, PLUSIEURS_DUREES
        return _mesurable(valeurs[0]) if valeurs else None

    def _dite_ferme(self, quantite: Quantite) -> bool:
        avant = max(quantite.debut - PROCHE, 0)
        return bool(
            FERME_APRES.match(self._plat, quantite.fin)
            or FERME_AVANT.search(self._plat, avant, quantite.debut)
        )

    def _montant(self, par_role: ParRole) -> Issue | None:
        totales = self._corrigees(par_role.get("s_totale", []))
        return Sommes(self._plat, self._quantites).montant(totales, par_role)


def _mesurable(mois: float) -> Issue | None:
    """Return a sure duration: what lasts less than a month is none of a contract."""
    return (round(mois, 2), None) if mois >= 1 - DEMI_MOIS / 10 else None
