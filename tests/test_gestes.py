"""What is wanted of the items that a message names; authors left out are judged."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.lecture.clause.gestes import Gestes, Jugee, Mention
from bot.nlu.gestes import Etiquete, apprendre, etiqueter, messages_appris

AUTEURS = dict(messages_appris())
# learnt without them, of two authors of turns: surer than this, so many mentions at least are
# right, and so many are judged (of all, on 1 December 2026: see docs/lecture.md)
SUR, JUSTES_AU_MOINS, JUGEES_AU_MOINS = 0.8, 0.85, 0.5
JUGES = ("h", "k")


def _jugees(appris: Gestes, message: Etiquete) -> Iterator[tuple[Jugee, str]]:
    mentions = [mention for mention, _ in message.mentions]
    lues = appris.juger(message.dit, mentions, message.lieu)
    for lue, (_, voulu) in zip(lues, message.mentions, strict=True):
        yield lue, voulu


@pytest.mark.parametrize("auteur", JUGES)
def test_ce_qui_est_voulu_de_chaque_element_nomme(auteur: str) -> None:
    autres = (m for nom, siens in AUTEURS.items() if nom != auteur for m in siens)
    appris = apprendre(autres)
    toutes = [paire for message in AUTEURS[auteur] for paire in _jugees(appris, message)]
    sures = [(lue, voulu) for lue, voulu in toutes if lue.part >= SUR]
    justes = sum(lue.geste == voulu for lue, voulu in sures)
    assert len(sures) >= JUGEES_AU_MOINS * len(toutes)
    assert justes >= JUSTES_AU_MOINS * len(sures)


def test_un_message_marque_est_lu_comme_il_a_ete_ecrit() -> None:
    message = etiqueter("ailleurs", "dans l'{=égalité}, la {+/5} à la place de la {-*2}")
    assert message.dit == "dans l'égalité, la 5 à la place de la 2"
    lues = [(message.dit[m.debut : m.fin], m.notee, geste) for m, geste in message.mentions]
    assert lues == [("égalité", None, "cite"), ("5", False, "prend"), ("2", True, "ote")]
    assert message.mentions[1][0] == Mention(19, 20, par_son_rang=True, notee=False)
