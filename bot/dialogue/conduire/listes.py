"""What adds to a list without ending it, and wishes that cannot stand in it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.dialogue.comprendre.compris import Compris, Lu
from bot.dialogue.conduire.faits import prise_de_note
from bot.dialogue.conduire.suite import Suite
from bot.dialogue.etat import Etat, Parole, Tour
from bot.lecture.clause.souhaits import NON_MESURABLE
from bot.metier.referentiel import Referentiel


@dataclass(frozen=True)
class Listes:
    """Keeps a list open, item by item."""

    referentiel: Referentiel
    suite: Suite

    def prendre(self, compris: Compris) -> Tour:
        """Take an item, or say why it cannot be one."""
        etat, lu = compris.etat, compris.lu
        if lu.souhait is not None:
            liste = etat.suivi.liste if lu.liste is None else lu.liste
            ouvert = replace(etat, suivi=replace(etat.suivi, liste=liste))
            return self._souhait(ouvert, *lu.souhait, compris.message.texte)
        if lu.liste is not None:
            return self._garder_ouverte(etat, lu.liste)
        return Tour(etat, (Parole("utter_numero_inconnu"),))

    def refuser(self, lu: Lu) -> tuple[Parole, ...]:
        """Say why a wish that came with facts cannot be an obligation."""
        theme, axe = lu.souhait or ("", None)
        return (_dire_pourquoi(theme, self._redaction(theme, axe), False),) if theme else ()

    def _redaction(self, theme: str, axe: str | None) -> str:
        redactions = self.referentiel.perimetre[theme].redactions
        return redactions[axe or next(iter(redactions))]

    def _souhait(self, etat: Etat, theme: str, axe: str | None, dit: str) -> Tour:
        """Say why a wish cannot be an obligation, and offer a wording that can."""
        if not theme:
            return self.suite.continuer(etat, (Parole("utter_souhait_hors_dossier"),))
        proposition = self._redaction(theme, axe)
        demandee = self.referentiel.modalites.get(etat.question or "")
        a_retenir = demandee is not None and demandee.axe is not None
        # what only lacks a measure is quoted back: it may be no action at all
        cite = dit if theme == NON_MESURABLE else None
        parole = _dire_pourquoi(theme, proposition, a_retenir, cite)
        if not a_retenir:
            return self.suite.continuer(etat, (parole,))
        suivi = replace(etat.suivi.sans_motif(), motif="proposition", proposition=proposition)
        return Tour(replace(etat, suivi=suivi), (parole,))

    def _garder_ouverte(self, etat: Etat, liste: tuple[str, ...]) -> Tour:
        """Note an item, and ask whether there are others; show how an own action will be worded."""
        dite = {str(etat.question): list(liste)}
        paroles = [prise_de_note(dite, {}, dite)]
        if redigees := self._redigees(etat, liste):
            paroles.append(Parole(gabarit="action_propre", valeurs={"actions": redigees}))
        suivi = replace(etat.suivi.sans_motif(), liste=liste, motif="encore")
        return Tour(replace(etat, suivi=suivi), tuple(paroles))

    def _redigees(self, etat: Etat, liste: tuple[str, ...]) -> list[str]:
        """Return the new items that are actions in the buyer's own words."""
        demandee = self.referentiel.modalites[str(etat.question)]
        if demandee.axe is None:
            return []
        return [dit for dit in liste if dit not in (*etat.suivi.liste, *demandee.items)]


def _dire_pourquoi(theme: str, proposition: str, a_retenir: bool, dit: str | None = None) -> Parole:
    valeurs = {"theme": theme, "proposition": proposition, "a_retenir": a_retenir, "dit": dit}
    return Parole(gabarit="souhait", valeurs=valeurs)
