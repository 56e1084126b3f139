"""What a message asks of the items that stand on the screen: « la 4, ça veut dire quoi ? ».

Items are told by their rank, or by words of their own. The words are data
(`data/lecture/elements.yml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from bot.dialogue.comprendre.axes import AXES
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.tournures import tournures
from bot.dialogue.etat import Etat
from bot.francais.mots import cles, compiler, mots, quelque_part
from bot.francais.texte import plier
from bot.lecture.clause.items import reperer_les_items
from bot.metier.clause import items_montres
from bot.metier.modalites import Modalite
from bot.metier.referentiel import Referentiel

FICHIER = "lecture/elements"
PENALITES = "penalites"
SENS = compiler("(?<![\\w'’])(?:{demande_le_sens})", FICHIER)
ARRIVE = compiler("(?<![\\w'’])(?:{ce_qui_arrive})", FICHIER)
POURQUOI = compiler("(?:{demande_pourquoi})", FICHIER)
DE_L_AVIS = quelque_part(f"{FICHIER}.de_l_avis")
DECIDE = compiler("(?<![\\w'’])(?:{decide_aussi})", FICHIER)
REPOND = compiler("(?<![\\w'’])(?:{decide_aussi}|{repond_aussi})", FICHIER)
AUTREMENT = {
    nom: mots(f"{FICHIER}.autrement_dit.{nom}") for nom in cles(f"{FICHIER}.autrement_dit")
}
DANS_LE_GUIDE = {
    nom: re.compile(mots(f"{FICHIER}.dans_le_guide.{nom}"))
    for nom in cles(f"{FICHIER}.dans_le_guide")
}
# a sentence, or what is told apart in one: « je prends la 2, et la 4, c'est quoi ? »
FIN = re.compile(r"(?<=[.?!…;\n])\s+")
MOT = re.compile(r"\w{4,}")
# the words of a label that tell it, and how much of it must be said
LETTRES, PART = 6, 0.6
# what comes of them may be asked
ARRIVENT = frozenset({"engagement", "delai_reunion", "delai_bilan", "plafond", "mise_en_demeure"})
# as few words beside a question may answer: « la 1 et la 3 »
MOTS_D_UNE_REPONSE = 6
# more are not asked about at once
AU_PLUS = 3

Genre: TypeAlias = Literal["action", "axe", "manquement", "decision"]


class Element(NamedTuple):
    """An item of the screen."""

    genre: Genre
    nom: str
    libelle: str
    mots: str


class Interroge(NamedTuple):
    """What is asked of which items, and what is said besides.

    `a_peine`: they are but alluded to, by some of the many words that tell an action, or an axis.
    """

    elements: tuple[Element, ...]
    pourquoi: bool
    a_peine: bool
    question: str
    reste: str

    @property
    def tranche(self) -> bool:
        """Tell what is surely said besides to answer."""
        return REPOND.search(plier(self.reste)) is not None

    @property
    def repond(self) -> bool:
        """Tell what is said besides, if it may answer: a reason, a complaint does not."""
        return 0 < len(self.reste.split()) <= MOTS_D_UNE_REPONSE or self.tranche

    @property
    def guide(self) -> re.Pattern[str] | None:
        """Return the names of what the guide says of the only item that is asked about."""
        seul = self.elements[0].nom if len(self.elements) == 1 and not self.pourquoi else ""
        return DANS_LE_GUIDE.get(seul)


@dataclass(frozen=True)
class Elements:
    """Reads what is asked of the items of the pending question."""

    referentiel: Referentiel

    def interroges(self, message: Message, etat: Etat) -> Interroge | None:
        """Return what is asked; None of what asks nothing of the screen, or decides too."""
        poses = self._a_l_ecran(etat)
        phrases = FIN.split(message.texte)
        rang = next((n for n, phrase in enumerate(phrases) if _demande(phrase)), None)
        if not poses or rang is None or DECIDE.search(plier(phrases[rang])):
            return None
        # « le point 6, je ne le saisis pas. Ça veut dire quoi ? » names it before, or after
        for dites in ([rang], [rang - 1, rang], [rang, rang + 1]):
            dite = " ".join(phrases[n] for n in dites if 0 <= n < len(phrases))
            elements = self._nommes(dite, poses)
            if elements and _se_demande(dite, elements) and not DECIDE.search(plier(dite)):
                reste = " ".join(p for n, p in enumerate(phrases) if n not in dites)
                pourquoi = not SENS.search(plier(dite)) and bool(POURQUOI.search(plier(dite)))
                return Interroge(elements, pourquoi, _a_peine(dite, elements), dite, reste)
        return None

    def _a_l_ecran(self, etat: Etat) -> list[Element]:
        """Return the items that the pending question shows, in their order."""
        guide = self.referentiel
        demandee = guide.modalites.get(etat.question or "")
        if demandee is None:
            return []
        if demandee.axe:
            actions = guide.axes[demandee.axe].actions
            return [Element("action", a.id, a.libelle, "|".join(a.mots)) for a in actions]
        if demandee.fait == AXES:
            return [Element("axe", a.id, a.libelle, "|".join(a.mots)) for a in guide.axes.values()]
        return self._autres(demandee, etat)

    def _autres(self, demandee: Modalite, etat: Etat) -> list[Element]:
        """Return the breaches, the decisions of a review, or the one that is asked for."""
        guide = self.referentiel
        if demandee.fait == PENALITES:
            noms = items_montres(demandee, etat.faits, guide)
            montres = [guide.manquements[nom] for nom in noms]
            return [Element("manquement", m.id, m.court, "|".join(m.mots)) for m in montres]
        revues = demandee.valeurs if demandee.genre == "revue" else [demandee.fait]
        return [self._decision(guide.modalites[str(nom)]) for nom in revues]

    def _decision(self, modalite: Modalite) -> Element:
        return Element(
            "decision", modalite.fait, modalite.libelle, AUTREMENT.get(modalite.fait, "")
        )

    def _nommes(self, dite: str, poses: Sequence[Element]) -> tuple[Element, ...]:
        """Return the items that a question names, by their ranks, else by their words."""
        plie = plier(dite)
        if len(poses) > 1 and (rangs := [n for n in _rangs(plie) if 0 < n <= len(poses)]):
            return tuple(poses[n - 1] for n in dict.fromkeys(rangs))[:AU_PLUS]
        nommes = _par_leurs_mots(re.sub(r"['’-]", " ", plie), poses)
        return nommes if len(nommes) <= AU_PLUS else ()


def _par_leurs_mots(plat: str, poses: Sequence[Element]) -> tuple[Element, ...]:
    """Return the items that are named, but within longer words of another."""
    trouves = {element: place for element in poses if (place := _place(plat, element))}
    return tuple(e for e, p in trouves.items() if not any(_dans(p, a) for a in trouves.values()))


def _se_demande(dite: str, elements: Sequence[Element]) -> bool:
    """Tell what may be asked of these items: what comes of a thing is asked of a modality."""
    plie = plier(dite)
    return bool(SENS.search(plie) or POURQUOI.search(plie)) or elements[0].nom in ARRIVENT


def interroge_l_avis(message: Message) -> bool:
    """Tell « pourquoi cette vigilance ? », « que demander pour lever la réserve ? »."""
    dit = message.dit
    demande = dit.question and not dit.suppose and not DECIDE.search(dit.plie)
    return demande and DE_L_AVIS.search(dit.plie) is not None


def decide_aussi(texte: str) -> bool:
    """Tell what takes, leaves or changes something."""
    return DECIDE.search(plier(texte)) is not None


def _demande(phrase: str) -> bool:
    """Tell a sentence that asks what something means, or why it is."""
    plie = plier(phrase)
    arrive = ARRIVE.search(plie) is not None
    if tournures(phrase).suppose_franchement and not arrive:
        return False
    return arrive or bool(SENS.search(plie) or POURQUOI.search(plie))


def _a_peine(dite: str, elements: Sequence[Element]) -> bool:
    """Tell « c'est quoi les TMS ? », which is nearly prevention, and « la clause d'insertion »."""
    plie = plier(dite)
    return not any(_rangs(plie)) and all(_est_effleure(plie, element) for element in elements)


def _est_effleure(plie: str, element: Element) -> bool:
    place = _place(plie, element)
    dit = plie[slice(*place)] if place else ""
    vague = element.genre == "axe" or " " not in dit
    return element.genre != "decision" and vague and not _par_son_titre(plie, element)


def _rangs(dite: str) -> Iterator[int]:
    return (item.rang for item in reperer_les_items(dite, {}) if item.rang is not None)


def _place(plat: str, element: Element) -> tuple[int, int] | None:
    """Return where an item is named: most of its label's words, else words of its own."""
    if place := _par_son_titre(plat, element):
        return place
    trouve = max(
        re.finditer(rf"\b(?:{element.mots})\b", plat) if element.mots else (),
        key=lambda m: m.end() - m.start(),
        default=None,
    )
    return trouve.span() if trouve else None


def _par_son_titre(plat: str, element: Element) -> tuple[int, int] | None:
    racines = {mot[:LETTRES] for mot in MOT.findall(plier(element.libelle))}
    dits = [m for m in MOT.finditer(plat) if m[0][:LETTRES] in racines]
    assez = bool(dits) and len({m[0][:LETTRES] for m in dits}) >= PART * len(racines)
    return (dits[0].start(), dits[-1].end()) if assez else None


def _dans(place: tuple[int, int] | None, autre: tuple[int, int] | None) -> bool:
    if place is None or autre is None or place == autre:
        return False
    return autre[0] <= place[0] and place[1] <= autre[1]
