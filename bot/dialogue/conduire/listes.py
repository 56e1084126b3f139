"""What adds to a list without ending it, and wishes that cannot stand in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.compris import Compris
from bot.dialogue.conduire.faits import prise_de_note
from bot.dialogue.conduire.suite import Suite
from bot.dialogue.etat import PRECISION, Bouton, Etat, Parole, Tour
from bot.lecture.clause.souhaits import (
    A_PRECISER,
    DISCRIMINATION,
    NON_MESURABLE,
    SANS_OBLIGATION,
)
from bot.metier.referentiel import Referentiel

# the `motif` while a wording is offered in the list that is asked for
PROPOSITION = "proposition"
# « oui » and « non » answer the first half of the question
PRECISER = Parole(
    "utter_preciser_souhait",
    boutons=tuple(
        Bouton(dit, dit) for dit in ("Je réserve des postes", "L’accès reste ouvert à tous")
    ),
)
# an own action that may be none, of a list that is not asked for
ECRIRE = Parole(
    "utter_ecrire_ainsi",
    boutons=(Bouton("Oui, l’écrire ainsi", "/affirmer"), Bouton("Non", "/nier")),
)
HORS_DOSSIER = Parole("utter_souhait_hors_dossier")


@dataclass(frozen=True)
class Listes:
    """Keeps a list open, item by item.

    `viser` tells the grounds that a wish names, `axe_de` the one axis that an action speaks of.
    """

    referentiel: Referentiel
    suite: Suite
    viser: Callable[[str], Sequence[str]]
    axe_de: Callable[[str], str | None]

    def prendre(self, compris: Compris) -> Tour:
        """Take an item, or say why it cannot be one."""
        etat, lu = compris.etat, compris.lu
        if lu.souhait is not None:
            liste = etat.suivi.liste if lu.liste is None else lu.liste
            ouvert = replace(etat, suivi=replace(etat.suivi, liste=liste))
            if lu.a_garder:
                suivi = replace(ouvert.suivi, souhaits=(*etat.suivi.souhaits, *lu.a_garder))
                gardes = Parole("utter_souhait_garde", valeurs={"cite": " ; ".join(lu.a_garder)})
                return self.suite.continuer(replace(ouvert, suivi=suivi), (gardes,))
            if lu.a_ecrire is not None:
                return self.demander_a_ecrire(
                    Tour(ouvert, self.dire_l_ouverte(compris)), lu.a_ecrire
                )
            return self._souhait(ouvert, *lu.souhait, _souhait_dit(compris))
        if lu.liste is not None:
            return self._garder_ouverte(etat, lu.liste)
        return Tour(etat, (Parole("utter_numero_inconnu"),))

    def demander_a_ecrire(self, tour: Tour, a_ecrire: tuple[str, str]) -> Tour:
        """Show an own action as it would stand in the clause, and ask whether to write it."""
        fait, dite = a_ecrire
        ici = fait == tour.etat.question
        suivi = replace(tour.etat.suivi.sans_motif(), proposition=dite)
        suivi = replace(
            suivi, motif=PROPOSITION if ici else PRECISION, candidat=None if ici else fait
        )
        montree = Parole(gabarit="a_ecrire", valeurs={"action": dite})
        demande = () if ici else (ECRIRE,)
        return Tour(replace(tour.etat, suivi=suivi), (*tour.paroles, montree, *demande))

    def dire_l_ouverte(self, compris: Compris) -> tuple[Parole, ...]:
        """Say what comes into the open list besides the facts that are taken."""
        etat, liste = compris.etat, compris.lu.liste
        if liste is None or {*liste} <= {*etat.suivi.liste}:
            return ()
        return self._garder_ouverte(etat, liste).paroles

    def refuser(self, compris: Compris) -> tuple[Parole, ...]:
        """Say why a wish that came with facts cannot be an obligation, or not yet."""
        if compris.lu.souhait is None:
            return ()
        theme, axe = compris.lu.souhait
        if compris.lu.a_ecrire is not None:
            return ()  # asked once the facts are taken
        if not theme:
            return (HORS_DOSSIER,)
        if theme == A_PRECISER:
            return (Parole("utter_souhait_a_redire"),)
        dit = self._dire_pourquoi(theme, axe, _souhait_dit(compris), a_retenir=False)
        return (dit,)

    def _redaction(self, theme: str, axe: str | None) -> str:
        redactions = self.referentiel.perimetre[theme].redactions
        return redactions[axe or next(iter(redactions))]

    def _souhait(self, etat: Etat, theme: str, axe: str | None, dit: str) -> Tour:
        """Say why a wish cannot be an obligation, and offer a wording that can."""
        if not theme:
            return self.suite.continuer(etat, (HORS_DOSSIER,))
        if theme == A_PRECISER:
            suivi = replace(etat.suivi.sans_motif(), motif=PRECISION, proposition=dit)
            return Tour(replace(etat, suivi=suivi), (PRECISER,))
        proposition = self._redaction(theme, axe)
        demandee = self.referentiel.modalites.get(etat.question or "")
        a_retenir = demandee is not None and demandee.axe is not None
        parole = self._dire_pourquoi(theme, axe, dit, a_retenir)
        if not a_retenir:
            return self.suite.continuer(etat, (parole,))
        suivi = replace(etat.suivi.sans_motif(), motif=PROPOSITION, proposition=proposition)
        return Tour(replace(etat, suivi=suivi), (parole,))

    def _dire_pourquoi(self, theme: str, axe: str | None, dit: str, a_retenir: bool) -> Parole:
        valeurs = {
            "theme": theme,
            "proposition": self._redaction(theme, axe),
            "a_retenir": a_retenir,
            # what only lacks a measure is quoted back: it may be no action at all
            "dit": dit if theme in (NON_MESURABLE, SANS_OBLIGATION) else None,
            "vises": self.viser(dit) if theme == DISCRIMINATION else (),
        }
        return Parole(gabarit="souhait", valeurs=valeurs)

    def _garder_ouverte(self, etat: Etat, liste: tuple[str, ...]) -> Tour:
        """Note an item, and ask whether there are others; show how an own action will be worded."""
        dite = {str(etat.question): list(liste)}
        paroles = [prise_de_note(dite, {}, dite)]
        if redigees := self._redigees(etat, liste):
            valeurs = {"actions": redigees, "ailleurs": self._d_un_autre_axe(etat, redigees)}
            paroles.append(Parole(gabarit="action_propre", valeurs=valeurs))
        suivi = replace(etat.suivi.sans_motif(), liste=liste, motif="encore")
        return Tour(replace(etat, suivi=suivi), tuple(paroles))

    def _d_un_autre_axe(self, etat: Etat, actions: Sequence[str]) -> list[str]:
        """Return the axes that own actions speak of, other than the one they are written under."""
        demande = self.referentiel.modalites[str(etat.question)].axe
        axes = dict.fromkeys(self.axe_de(action) for action in actions)
        return [self.referentiel.axes[axe].court for axe in axes if axe and axe != demande]

    def _redigees(self, etat: Etat, liste: tuple[str, ...]) -> list[str]:
        """Return the new items that are actions in the buyer's own words."""
        demandee = self.referentiel.modalites[str(etat.question)]
        if demandee.axe is None:
            return []
        return [dit for dit in liste if dit not in (*etat.suivi.liste, *demandee.items)]


def _souhait_dit(compris: Compris) -> str:
    """Return the words of the wish: once it is made precise, those that were in doubt."""
    suivi = compris.etat.suivi
    return str(suivi.proposition) if suivi.motif == PRECISION else compris.message.texte
