"""Two ways of doing that are compared, each as facts; which of them is then adopted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.compris import Decisions, Lu
from bot.dialogue.comprendre.contrat import LecteurDuContrat
from bot.dialogue.comprendre.forme import FORME
from bot.dialogue.comprendre.lots import situer_les_lots
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.objet import OBJET
from bot.dialogue.etat import Etat, Valeurs
from bot.lecture.comparaison import (
    Comparaison,
    couper_en_deux,
    dit_un_marche,
    nuance_l_option,
    option_prise,
    redemande,
)
from bot.lecture.lectures import Lecture
from bot.metier.modalites import A_COCHER

# of « 3 ans ferme », the part alone would be taken, were a longer whole known
DES_DUREES = ("duree_mois", "duree_ferme_mois")
# after it, what is said may be of both
VIRGULE = ", "


@dataclass(frozen=True)
class LecteurDeComparaison:
    """Reads each side of a comparison as a message of its own."""

    contrat: LecteurDuContrat
    lire_une_phrase: Callable[[str], Sequence[Lecture]]

    def lire(self, lu: Lu, message: Message, etat: Etat) -> tuple[Lu, tuple[Valeurs, ...]]:
        """Return what is said, and the facts of each of two options that are to be compared.

        What is compared is said of nothing yet, « dans les deux cas, 4 ans » of the contract;
        « prenez le second » says the facts of that option; « lequel est le mieux ? » asks again.
        """
        if message.bouton:
            return lu, ()
        comparaison = couper_en_deux(message.texte, self.lire_une_phrase)
        if comparaison:
            comparaison = self._sans_la_queue(comparaison)
        if comparaison and (options := self._comparer(comparaison.cotes, etat)):
            communs = self._lire_un_cote(comparaison.autour, etat.sans_question())
            return _avec_leur_objet(communs, options)
        lu = self._adopter(lu, message, etat)
        return lu, etat.suivi.options if lu.vide and redemande(message.texte) else ()

    def _sans_la_queue(self, comparaison: Comparaison) -> Comparaison:
        """Set apart the « 4 ans » of « un mono ou un multi, 4 ans », which is of both.

        What the first says of itself, « un mono de 2 ans », the second says of itself too.
        """
        premier, second = comparaison.cotes
        tete, virgule, queue = second.partition(VIRGULE)
        dits, de_la_queue = self._faits(premier), self._faits(queue)
        if not de_la_queue or de_la_queue & (dits | {FORME}) or not self._faits(tete):
            return comparaison
        return Comparaison((premier, tete), f"{comparaison.autour}{virgule}{queue}")

    def _faits(self, dit: str) -> set[str]:
        return {lue.fait for lue in self.lire_une_phrase(dit) if lue.nature == "fait"} - {OBJET}

    def _comparer(self, cotes: tuple[str, str], etat: Etat) -> tuple[Valeurs, ...]:
        """Return what each side of a comparison says; nothing unless both differ."""
        # neither side answers the pending question; the form is discussed: weak words count
        sans_duree = etat.faits.avec(dict.fromkeys(DES_DUREES))
        discute = replace(etat.sans_question(), question=FORME, faits=sans_duree)
        options = _opposer(cotes, [self._lire_un_cote(cote, discute) for cote in cotes])
        return options if all(options) and options[0] != options[1] else ()

    def _adopter(self, lu: Lu, message: Message, etat: Etat) -> Lu:
        """Take one of the two options that were compared."""
        demandee = self.contrat.referentiel.modalites.get(etat.question or "")
        # « le second », of a list that is shown, is an item of it
        dans_une_liste = demandee is not None and demandee.genre in A_COCHER
        options = () if dans_une_liste else etat.suivi.options
        prise = option_prise(message.texte) if options else None
        if prise is None:
            return lu
        option = options[prise]
        # what is said again is the option's; what is said besides is taken too
        nuance = nuance_l_option(message.texte)
        faits = {**option, **lu.faits} if nuance else {**lu.faits, **option}
        return Lu(faits=faits, adopte=True)

    def _lire_un_cote(self, cote: str, etat: Etat) -> Valeurs:
        lectures = tuple(replace(lue, interrogatif=False) for lue in self.lire_une_phrase(cote))
        message = situer_les_lots(Message(cote, "informer", lectures=lectures), etat)
        return dict(self.contrat.lire(message, etat, Decisions()).faits)


def _opposer(cotes: Sequence[str], options: Sequence[Valeurs]) -> tuple[Valeurs, ...]:
    """Take « un marché » for one without a framework, where the other side is a framework."""
    formes = [str(option.get(FORME) or "") for option in options]
    return tuple(
        {**option, FORME: "marche"}
        if not forme and any(formes) and "marche" not in formes and dit_un_marche(cote)
        else option
        for cote, option, forme in zip(cotes, options, formes, strict=True)
    )


def _avec_leur_objet(
    communs: Valeurs, options: Sequence[Valeurs]
) -> tuple[Lu, tuple[Valeurs, ...]]:
    """Say of both what is bought, told with one: « …, ou un multi, pour de l'AMO »."""
    objets = {f: v for option in options for f, v in option.items() if f == OBJET}
    cotes = tuple({f: v for f, v in o.items() if f != OBJET} for o in options)
    return Lu({**objets, **communs}), cotes
