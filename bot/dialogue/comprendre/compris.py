"""What a message comes to: what is wanted, and what was read of the contract and of the clause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from bot.dialogue.comprendre.message import Message
from bot.dialogue.etat import Candidat, Etat, Valeurs
from bot.lecture.clause.modalites import PARTICULARITES, Dite
from bot.metier.faits import LOTS
from bot.metier.valeurs import Valeur, sont_des_lots

# a fact, what its words leave open, the value proposed
Point: TypeAlias = tuple[str, str, Candidat | None]


# the one decision that the clause may be ordered with
LONGUEUR = "longueur"
# what it is unless it is decided
COMPLETE = "complete"
INTERLOCUTEURS = ("interlocuteurs", "facilitateur")


@dataclass(frozen=True)
class Decisions:
    """Decisions read; `zones` are the places of the sentence that they take up.

    `liste` holds what is chosen so far in a list that stays open; `souhait` is (theme, axis): a
    wish that cannot be an obligation, without a theme one that has no place yet. `exclusif`: the
    message answers the question, nothing in it is a fact of the contract. `refus` maps a decision
    to words that it cannot hold. `a_ecrire`: a list, and an own action that it may hold once the
    buyer says so; `a_garder`: own actions that wait for an axis.
    """

    faits: Valeurs = field(default_factory=dict)
    zones: tuple[tuple[int, int], ...] = ()
    liste: tuple[str, ...] | None = None
    souhait: tuple[str, str | None] | None = None
    hors_liste: bool = False
    exclusif: bool = False
    refus: Valeurs = field(default_factory=dict)
    a_ecrire: tuple[str, str] | None = None
    a_garder: tuple[str, ...] = ()

    @property
    def suffit(self) -> bool:
        """Tell that the message answers the question, and says nothing else."""
        return self.exclusif and not self.vide

    @property
    def dit_qui(self) -> bool:
        """Tell that it names who follows the plan, or the facilitator, and asks nothing of them."""
        return self.suffit and not self.faits.keys().isdisjoint(INTERLOCUTEURS)

    def avec_la_liste(self, fait: str) -> Decisions:
        """Return the same, the list that was open being decided, if it is told."""
        if self.liste is None:
            return self
        return replace(self, faits={**self.faits, fait: list(self.liste)}, liste=None)

    @property
    def vide(self) -> bool:
        """Tell that the message decides nothing."""
        dit = self.faits or self.refus or self.souhait or self.hors_liste
        return not dit and self.liste is None


@dataclass(frozen=True)
class Lu:
    """Facts stated, the point to settle before taking one, values that cannot be, bare corrections.

    `a_regler` is (fact, motif, proposed value); `refuses` maps a fact to the absurd value read;
    `remis_en_cause` are facts that the buyer wants to change without saying to what. `liste` and
    `souhait`, `a_ecrire`, `a_garder` are those of `Decisions`; `repond`: it answers the question;
    `adopte`: the facts are those that were just supposed. `interroge`: a question of the guide is
    asked; `nommes` are facts that are named without their values. `en_passant`: all that is decided
    is who buys, what, or when, unasked: the message may well be meant for something else.
    """

    faits: Valeurs = field(default_factory=dict)
    a_regler: Point | None = None
    indices: tuple[str, ...] = ()
    refuses: Valeurs = field(default_factory=dict)
    remis_en_cause: tuple[str, ...] = ()
    liste: tuple[str, ...] | None = None
    souhait: tuple[str, str | None] | None = None
    a_ecrire: tuple[str, str] | None = None
    a_garder: tuple[str, ...] = ()
    hors_liste: bool = False
    repond: bool = False
    adopte: bool = False
    interroge: bool = False
    nommes: tuple[str, ...] = ()
    en_passant: bool = False

    @property
    def dit_un_fait(self) -> bool:
        """Tell that the message states, corrects or leaves open a fact or a decision."""
        return bool(self.faits or self.a_regler or self.refuses or self.remis_en_cause)

    @property
    def vide(self) -> bool:
        """Tell that the message says nothing of the contract, and decides nothing."""
        dans_une_liste = self.liste is not None or self.souhait is not None or self.hors_liste
        return not (self.dit_un_fait or dans_une_liste)


@dataclass(frozen=True)
class Compris:
    """A message, understood: all that what comes next may ask about it.

    `etat`: where the file stood when it was read, a new one when it is about another contract
    (`autre_marche`). `probable`: what it may well answer, not being sure. `en_plus`: what else it
    asks, besides what it mainly says. `lots`: those that it names without a word of their facts.
    `options`: the facts of each of two ways of doing that it asks to compare. `renonce`: it says
    no to what was just supposed.
    """

    message: Message
    etat: Etat
    lu: Lu
    probable: str | None
    autre_marche: bool
    en_plus: tuple[Message, ...]
    lots: tuple[int, ...] = ()
    options: tuple[Valeurs, ...] = ()
    renonce: bool = False


def ensemble(lues: Sequence[Decisions]) -> Decisions | None:
    """Return what is decided of several lists, as one."""
    if len(lues) < 2:
        return lues[0] if lues else None
    faits = {fait: valeur for lue in lues for fait, valeur in lue.faits.items()}
    souhait = next((lue.souhait for lue in lues if lue.souhait), None)
    return Decisions(faits, souhait=souhait, exclusif=True)


def rassembler(dites: Iterable[Dite], etat: Etat) -> dict[str, Valeur | None]:
    """Return decisions by name; amounts add to those said before."""
    faits: dict[str, Valeur | None] = {}
    montants = dict(etat.faits.montants)
    for dite in dites:
        montants |= dite.montants
        faits[dite.fait] = montants if dite.fait == "montants" else dite.valeur
        if dite.fait == PARTICULARITES:
            deja = etat.faits.liste(PARTICULARITES) or []
            faits[PARTICULARITES] = [*deja, *(dit for dit in dite.liste if dit not in deja)]
    return faits


def adopter(lu: Lu, supposes: Valeurs, message: Message, etat: Etat) -> Lu:
    """Take what was just supposed when the buyer says so: « ok, on fait ça », « mettez 2 ans »."""
    if not supposes or message.suppose:
        return lu
    redit = _redit(lu, supposes) or _compte_les_lots(lu, supposes)
    # « oui, faisons ça » is no yes to the question that waits
    franc = message.dit.adopte and not message.lus
    if redit or franc or (lu.vide and _dit_seulement_oui(message, etat)):
        return replace(lu, faits=dict(supposes), adopte=True)
    return _et_ce_qui_est_ajoute(lu, supposes, message)


def _et_ce_qui_est_ajoute(lu: Lu, supposes: Valeurs, message: Message) -> Lu:
    """Take what is said besides, of « va pour ça, avec 300 000 € »."""
    franc = message.dit.adopte and not (message.dit.question or message.dit.dit_non)
    return replace(lu, faits={**supposes, **lu.faits}, adopte=True) if franc else lu


def avec_sa_longueur_seule(lu: Lu, etat: Etat) -> Lu:
    """Leave of « redonnez la clause complète » that she is to be so, if she was to be short.

    So is « faites la clause, la plus courte possible ».
    """
    avant = etat.faits[LONGUEUR] or COMPLETE
    faits = {fait: v for fait, v in lu.faits.items() if fait == LONGUEUR and v != avant}
    return Lu(faits)


def _redit(lu: Lu, supposes: Valeurs) -> bool:
    """Tell facts that were all supposed: « mettez 2 ans »."""
    return bool(lu.faits) and all(v in supposes.values() for v in lu.faits.values())


def _compte_les_lots(lu: Lu, supposes: Valeurs) -> bool:
    """Tell « et avec mes 3 lots ? », once lots were supposed and told apart."""
    dits, lots = lu.faits.get(LOTS), supposes.get(LOTS)
    if not (sont_des_lots(dits) and sont_des_lots(lots)) or lu.faits.keys() != {LOTS}:
        return False
    return [{"numero": lot["numero"]} for lot in lots] == dits


def _dit_seulement_oui(message: Message, etat: Etat) -> bool:
    """Tell a yes to what was supposed; « d'accord, je leur pose la question » adopts nothing."""
    seul = message.entier in ("", message.texte)
    return etat.question is None and message.intention == "affirmer" and seul
