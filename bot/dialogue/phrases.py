"""Whether a message may be cut, and into which sentences."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.comprendre.lots import trie_des_lots
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.parties import (
    FIN_DE_PHRASE,
    Morceau,
    est_une_interjection,
    morceaux,
)
from bot.dialogue.comprendre.tournures import tournures
from bot.lecture.comparaison import compare
from bot.metier.faits import LOTS

# a longer message is a text that is pasted: it is read as a whole
SIGNES_AU_PLUS = 400


def peut_se_couper(message: Message) -> bool:
    """Tell what is typed, and short, from a click, a text that is pasted, what is said at once."""
    if message.analyser is None or message.bouton:
        return False
    return len(message.texte) <= SIGNES_AU_PLUS and not _est_un_tout(message)


def _est_un_tout(message: Message) -> bool:
    """Tell a supposition, a comparison, lots that are described, an article that is asked about."""
    if compare(message.texte) or (message.suppose and not _suppose_a_part(message)):
        return True
    # « pas de plan pour le lot 2 » may stand beside anything
    if any(lue.fait == LOTS for lue in message.lectures) and not trie_des_lots(message):
        return True
    dit = message.dit
    return dit.article_cite is not None and (dit.question or dit.dit_une_clause_de_reexamen)


def _suppose_a_part(message: Message) -> bool:
    """Tell « pas de clause d'insertion. et si c'était 2 ans ? », where a sentence tells a fact."""
    dites = [recoller(phrase) for phrase in phrases(morceaux(message.texte))]
    # « dommage. et si… »
    dites = [dite for dite in dites if not est_une_interjection(dite)]
    supposent = [tournures(dite).suppose for dite in dites]
    # what follows a supposition goes with it
    return sorted({*supposent}) == [False, True] and supposent == sorted(supposent)


def recoller(coupes: Sequence[Morceau]) -> str:
    """Return pieces as they were typed."""
    return "".join(morceau.entre + morceau.texte for morceau in coupes)


def phrases(coupes: Sequence[Morceau]) -> list[list[Morceau]]:
    """Return the pieces by sentence."""
    pieces = list[list[Morceau]]()
    for morceau in coupes:
        if pieces and not morceau.entre.startswith(FIN_DE_PHRASE):
            pieces[-1].append(morceau)
        else:
            pieces.append([morceau])
    return pieces


def une_par_phrase(coupes: Sequence[Morceau]) -> list[Morceau]:
    """Return a piece for each sentence."""
    return [Morceau(p[0].entre, recoller(p).removeprefix(p[0].entre)) for p in phrases(coupes)]
