"""Make the amount of a contract of sums that have a role: sure, to be asked, or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bot.lecture.mentions.contexte import somme_de_precedentes
from bot.lecture.mentions.extraction import Quantite
from bot.lecture.montants.argent import BORNE
from bot.lecture.montants.choix import (
    est_dit_du_tout,
    est_ttc,
    est_un_plafond,
    finit_une_fourchette,
    ne_compte_par_lot_que_les_titulaires,
)

# a fact's value and, when it must be asked, why
Issue: TypeAlias = "tuple[float | None, str | None]"
ParRole: TypeAlias = Mapping[str, list[Quantite]]

# no longer are the words looked at beside a sum
PROCHE = 45


@dataclass(frozen=True)
class Sommes:
    """The sums of a sentence, among its quantities."""

    plat: str
    quantites: Sequence[Quantite]

    def montant(self, totales: Sequence[Quantite], par_role: ParRole) -> Issue | None:
        """Return the contract's amount: `totales` are the sums told of the whole, corrected."""
        if totales:
            return self._du_montant(totales, par_role)
        for role, motif in (("s_par_an", "par_periode"), ("s_par_lot", "par_lot")):
            if parts := par_role.get(role):
                if motif == "par_lot" and self._est_du_tout(parts[-1]):
                    return self._du_montant(parts, par_role)
                return parts[-1].nombre, motif
        return None

    def _est_du_tout(self, somme: Quantite) -> bool:
        """Tell a sum of all lots: « pour les 3 », or where only holders are counted by lot."""
        dite = est_dit_du_tout(self.plat, somme.debut, somme.fin)
        return dite or ne_compte_par_lot_que_les_titulaires(self.plat)

    def _du_montant(self, totales: Sequence[Quantite], par_role: ParRole) -> Issue:
        """Return a sum that is said of the whole: without taxes where both are."""
        hors = [q for q in totales if not est_ttc(self.plat, q.debut, q.fin)]
        valeurs = {q.nombre for q in self._tout(hors or totales)}
        if len(valeurs) > 1:
            return None, "fourchette"
        if not hors:
            return valeurs.pop(), "ttc"
        if any(self._finit_une_fourchette(quantite, par_role) for quantite in totales):
            return None, "fourchette"
        borne = any(map(self._est_bornee, totales))
        return valeurs.pop(), "borne" if borne else None

    def _tout(self, sommes: Sequence[Quantite]) -> Sequence[Quantite]:
        """Return, of several sums, the one that others make, or that bounds what is bought."""
        plafonds = [q for q in sommes if est_un_plafond(self.plat, q.debut, q.fin)]
        return self._faites_d_autres(sommes) or plafonds or sommes

    def _faites_d_autres(self, quantites: Sequence[Quantite]) -> Sequence[Quantite]:
        """Return those that the quantities just before them make: « 2 M€ et 3 M€, soit 5 M€ »."""
        return [q for q in quantites if somme_de_precedentes(q.nombre, self._avant_elle(q))]

    def _avant_elle(self, quantite: Quantite) -> list[float]:
        du_genre = (q for q in self.quantites if q.genre == quantite.genre)
        return [q.nombre for q in du_genre if q.debut < quantite.debut]

    def _finit_une_fourchette(self, quantite: Quantite, par_role: ParRole) -> bool:
        """Tell « entre 300 et 400 000 € », and not « minimum 50 000 € et maximum 300 000 € »."""
        if not finit_une_fourchette(self.plat[: quantite.debut], quantite.nombre):
            return False
        avant = [q for q in self.quantites if q.fin <= quantite.debut]
        return not avant or avant[-1] not in par_role.get("s_minimum", [])

    def _est_bornee(self, somme: Quantite) -> bool:
        debut = max(somme.debut - PROCHE, 0)
        return bool(BORNE.search(self.plat, debut, somme.debut))
