"""How the conversation takes what is not an answer: data (`data/interventions.yml`), typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

# in `a_nommer`, what sends a request by itself
TRANSMETTRE = "transmettre"


@dataclass(frozen=True)
class Interventions:
    """The tables that `bot.dialogue` works on; the YAML file says what each is for."""

    intentions_factuelles: Mapping[str, Mapping[str, str]]
    oui_non: Mapping[str, Mapping[str, str]]
    excluantes: frozenset[str]
    noms_des_faits: Mapping[str, list[str]]
    laisser_ouvert: frozenset[str]
    reponses: frozenset[str]
    peut_etre_un_objet: frozenset[str]
    jamais_un_objet: frozenset[str]
    peut_etre_des_mots: Mapping[str, float]
    propres_a_la_clause: frozenset[str]
    a_nommer: Mapping[str, list[str]]
    refusent: list[str]
    en_plus: frozenset[str]
    confirment: frozenset[str]
    vers_l_avis: frozenset[str]
    apres_l_avis: frozenset[str]
    sans_avancer: frozenset[str]
    cedent_a_une_reponse: frozenset[str]
    autrement: Mapping[str, str]
    une_fois_notifie: Mapping[str, str]
    libelles: Mapping[str, str]
    seuils: Mapping[str, float]

    def est_dite(self, intention: str, plie: str) -> bool:
        """Tell that a folded text has a word of its own for an order that destroys, or sends.

        « On se passe de contact » asks for none.
        """
        if intention not in self.a_nommer:
            return True
        nomme, refuse = self._ordres_nommes[intention]
        return nomme.search(plie) is not None and refuse.search(plie) is None

    @cached_property
    def _ordres_nommes(self) -> Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]]:
        """Return what names each of these orders, and what says that it is not wanted."""
        refusent = rf"\b(?:{'|'.join(self.refusent)}) (?:\w+['’ ]){{0,3}}"
        noms = {ordre: rf"(?:{'|'.join(mots)})" for ordre, mots in self.a_nommer.items()}
        return {
            ordre: (re.compile(rf"\b{nom}"), re.compile(f"{refusent}{nom}"))
            for ordre, nom in noms.items()
        }

    def nommer(self, plie: str) -> tuple[str, ...]:
        """Return the facts and decisions that a folded text names, the longest names first."""
        nommes = list[str]()
        for fait, noms in self.noms_des_faits.items():
            plie, fois = re.subn(rf"\b(?:{'|'.join(noms)})\b", "", plie)
            nommes += [fait] if fois else []
        return tuple(nommes)
