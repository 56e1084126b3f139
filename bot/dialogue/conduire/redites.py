"""Never the same sentence three times running."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.dialogue.etat import Etat, Parole, Suivi, Tour
from bot.metier.contrat import FAITS_DU_CONTRAT

# what both turns before said is not said a third time
TOURS_RETENUS = 2
DEJA_DIT = ("utter_deja_dit_1", "utter_deja_dit_2")
# a question of the contract, asked for the third time: why it is, the choices, « je ne sais pas »
POURQUOI = "relance_3"
# whoever asks what a word means is answered, and learns what he needs to go on
DU_GUIDE = "utter_faq/"
ELEMENT = "element"


@dataclass(frozen=True)
class Redites:
    """Says otherwise what was just said; `autrement` gives the other wording of a response."""

    autrement: Mapping[str, str]

    def eviter(self, tour: Tour, avant: Etat) -> Tour:
        """Return the turn with nothing in it that both turns before said; remember what it says."""
        # two parts of a message may lead to the same words: they are said once
        uniques = tuple({p.document or p.nom: p for p in tour.paroles}.values())
        # aloud, what is asked for again is said again
        paroles = uniques if avant.oral else tuple(self._varier(p, avant) for p in uniques)
        noms = tuple(parole.nom for parole in paroles if parole.document is None)
        suivi = _compter_les_rappels(tour.etat, avant)
        instruit = any(
            (parole.reponse or "").startswith(DU_GUIDE) or parole.gabarit == ELEMENT
            for parole in tour.paroles
        )
        suivi = suivi if instruit else _insister(tour.etat, suivi)
        suivi = replace(suivi, dites=(*avant.suivi.dites, noms)[-TOURS_RETENUS:])
        return Tour(replace(tour.etat, suivi=suivi), paroles)

    def _varier(self, parole: Parole, avant: Etat) -> Parole:
        dites = avant.suivi.dites
        if parole.document is not None or not dites or parole.nom not in dites[-1]:
            return parole
        if autre := self.autrement.get(parole.reponse or ""):
            return replace(parole, reponse=autre)
        if len(dites) < TOURS_RETENUS or any(parole.nom not in tour for tour in dites):
            return parole
        redites = [Parole(reponse) for reponse in DEJA_DIT]
        return next((r for r in redites if r.nom not in dites[-1]), redites[0])


def _compter_les_rappels(etat: Etat, avant: Etat) -> Suivi:
    """Count how often the question was asked again in the same way."""
    suivi, deja = etat.suivi, avant.suivi
    if not etat.question or etat.question != avant.question:
        return replace(suivi, rappels=0)
    if suivi.motif != deja.motif:
        return replace(suivi, rappels=deja.rappels if suivi.motif is None else 0)
    return replace(suivi, rappels=deja.rappels + 1)


def _insister(etat: Etat, suivi: Suivi) -> Suivi:
    """Say why a question of the contract is asked a third time, with its choices; or plainly.

    Aloud, what is asked too often is asked by the keypad (`appel.py`).
    """
    if suivi.rappels < TOURS_RETENUS or etat.oral:
        return suivi
    if etat.question in FAITS_DU_CONTRAT:
        return replace(suivi.sans_motif(), motif=POURQUOI, rappels=0)
    return suivi if suivi.motif in (None, "encore") else suivi.sans_motif()
