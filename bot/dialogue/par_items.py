"""What a message wants of the items of lists, where it was not well understood otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.compris import Compris, Lu
from bot.dialogue.comprendre.items.lecture import ItemsDits, ItemsLus
from bot.dialogue.comprendre.items.listes import voulues
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.nommees import repondre
from bot.dialogue.enchainement import Enchainement
from bot.dialogue.essais import Essais
from bot.dialogue.etat import EFFACEMENT, PRECISION, Etat, Tour
from bot.dialogue.parts import Part, vaut_une_ligne
from bot.dialogue.sans_reponse import SansReponse
from bot.lecture.clause.selections import lire_cases
from bot.metier.situation import CONFIRMATION


@dataclass(frozen=True)
class ParItems:
    """Works a message by the items that it names, else as any other."""

    enchainement: Enchainement
    essais: Essais
    items: ItemsDits
    sans_reponse: SansReponse

    def prendre(self, message: Message, etat: Etat) -> Tour:
        """Return the turn of a message; by its items where it was not well understood otherwise."""
        se_lit = _se_lit(message, etat) and not self._sont_des_cases(message, etat)
        lus = self.items.lire(message.texte, etat) if se_lit else None
        if lus is None:
            return self.enchainement.prendre(message, etat)
        return self._confronter(lus, message, etat)

    def _confronter(self, lus: ItemsLus, message: Message, etat: Etat) -> Tour:
        """Return the turn of a message, or that of its items where it knows less of them."""
        tour = self.enchainement.prendre(message, etat)
        prises = self.items.listes.changees(etat, tour.etat)
        if lus.decisions.vide:
            if not (prises and message.dit.question) or self.items.listes.ses_mots(prises, etat):
                return tour
            return self.enchainement.prendre(replace(message, parle_d_items=True), etat)
        if not self._est_douteux(tour, prises, lus, etat):
            return tour
        return self.enchainement.rassembler(self._parts(lus, message, etat))

    def _sont_des_cases(self, message: Message, etat: Etat) -> bool:
        """Tell boxes that are ticked: they are all of the choice."""
        demandee = self.essais.pesee.demandee(etat)
        return demandee is not None and bool(lire_cases(message.texte, demandee.items))

    def _est_douteux(
        self, tour: Tour, prises: Mapping[str, Sequence[str]], lus: ItemsLus, etat: Etat
    ) -> bool:
        """Tell a turn that knows less of lists than what is read of their items.

        It changes none of them, or writes what is said to us as the buyer's own words, or takes but
        some of the items, or changes a list that none of them is of.
        """
        attendues = voulues(lus.decisions, etat)
        mots = self.items.listes.ses_mots(prises, etat)
        if lus.en_bloc:  # learnt from few: where nothing else is read
            return not prises or _demande_une_action(tour, etat)
        if lus.propres:
            choisis = [item for item in prises.get(str(etat.question), ()) if item not in mots]
            return (choisis, len(mots)) != _des_deux_sortes(lus, attendues, etat)
        if mots or _demande_une_action(tour, etat):
            demandes = mots or [str(tour.etat.suivi.proposition)]
            return all(self.items.nous_dit(dit, etat) for dit in demandes)
        # the actions of an axis that is only now chosen were not shown: no item of theirs is read
        montrees = {fait: prises[fait] for fait in prises.keys() & self.items.places.notees(etat)}
        if not prises or montrees.keys() - attendues.keys():
            return True
        return bool(montrees) and not lus.redit and _en_sait_plus(attendues, montrees)

    def _parts(self, lus: ItemsLus, message: Message, etat: Etat) -> list[Part]:
        """Return what is decided of items, between what is said before and after it."""
        parts = self._autres(lus.avant, message, etat)
        ou = parts[-1].tour.etat if parts else etat
        compris = Compris(
            message=repondre(message, message.texte),
            etat=ou.au_debut_d_un_tour(),
            lu=Lu(lus.decisions.faits, liste=lus.decisions.liste, repond=True),
            probable=None,
            autre_marche=False,
            en_plus=(),
        )
        tour = self.essais.conduite.conduire(compris, ou)
        parts.append(Part(compris, ou, tour, "sur"))
        parts += self._ecrites(lus.propres, message, tour.etat)
        return [*parts, *self._autres(lus.apres, message, parts[-1].tour.etat, etat.question)]

    def _ecrites(self, propres: Sequence[str], message: Message, etat: Etat) -> list[Part]:
        """Return the actions of the buyer's own, each taken by the list that is open."""
        parts = list[Part]()
        for dit in propres:
            parts.append(self.essais.peser(dit, message, parts[-1].tour.etat if parts else etat))
        return parts

    def _autres(
        self, dits: Sequence[str], message: Message, etat: Etat, vue: str | None = None
    ) -> list[Part]:
        """Return the pieces that are messages of their own; nothing else is read in them."""
        parts = list[Part]()
        for dit in filter(vaut_une_ligne, dits):
            part = self.essais.peser(dit, message, parts[-1].tour.etat if parts else etat)
            part = self.sans_reponse.si_elle_repond(part, vue or etat.question)
            if part.pris == "sur" or (part.pris != "rien" and part.etat.question in part.changes):
                parts.append(part)
        return parts


def _des_deux_sortes(
    lus: ItemsLus, attendues: Mapping[str, Sequence[str]], etat: Etat
) -> tuple[list[str], int]:
    """Return what is chosen of the list that is asked for, and how many actions are written."""
    return [*attendues.get(str(etat.question), ())], len(lus.propres)


def _en_sait_plus(
    attendues: Mapping[str, Sequence[str]], prises: Mapping[str, Sequence[str]]
) -> bool:
    """Tell lists read by their items that are more than those of a turn, or otherwise."""
    autrement = any({*liste} != {*attendues[fait]} for fait, liste in prises.items())
    return autrement or attendues.keys() > prises.keys()


def _demande_une_action(tour: Tour, avant: Etat) -> bool:
    """Tell a turn that asks about the wording of an action, as the one before did not."""
    return tour.etat.suivi.proposition not in (None, avant.suivi.proposition)


def _se_lit(message: Message, etat: Etat) -> bool:
    """Tell a message about the clause, typed by the buyer, that waits for no other answer."""
    ailleurs = etat.suivi.motif in (EFFACEMENT, PRECISION) or etat.question == CONFIRMATION
    ecrit = message.analyser is not None and not message.bouton and not etat.oral
    return bool(etat.suivi.avis) and ecrit and not ailleurs
