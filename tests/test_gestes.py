"""What is wanted of the items that a message names; authors left out are judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from bot.lecture.clause.gestes import Geste, Gestes, Mention, semblables
from bot.nlu.gestes import Etiquete, apprendre, etiqueter, messages_appris

AUTEURS = dict(messages_appris())
# learnt without them, of two authors of turns: surer than this, so many mentions at least are
# right, and so many are judged (of all, on 1 December 2026: see docs/lecture.md)
SUR, JUSTES_AU_MOINS, JUGEES_AU_MOINS = 0.8, 0.85, 0.5
JUGES = ("h", "k")


def _jugees(appris: Gestes, message: Etiquete) -> Iterator[tuple[float, bool]]:
    """Yield how sure each mention is, and whether its list becomes what was wanted."""
    mentions = [mention for mention, _ in message.mentions]
    lues = appris.juger(message.dit, mentions, message.lieu)
    for lue, (mention, voulu) in zip(lues, message.mentions, strict=True):
        yield lue.part, voulu in _memes(mention, lue.geste)


def _memes(mention: Mention, geste: Geste) -> Sequence[Geste]:
    return next(memes for memes in semblables(mention) if geste in memes)


@pytest.mark.parametrize("auteur", JUGES)
def test_ce_qui_est_voulu_de_chaque_element_nomme(auteur: str) -> None:
    autres = (m for nom, siens in AUTEURS.items() if nom != auteur for m in siens)
    appris = apprendre(autres)
    toutes = [paire for message in AUTEURS[auteur] for paire in _jugees(appris, message)]
    sures = [juste for part, juste in toutes if part >= SUR]
    assert len(sures) >= JUGEES_AU_MOINS * len(toutes)
    assert sum(sures) >= JUSTES_AU_MOINS * len(sures)


def test_ce_qui_laisse_la_liste_telle_quelle_est_jugee_ensemble() -> None:
    assert ("prend", "cite") in semblables(Mention(0, 1, par_son_rang=True, notee=True))
    assert ("ote", "cite") in semblables(Mention(0, 1, par_son_rang=True, notee=False))
    vide = Mention(0, 1, par_son_rang=True, notee=False, liste_vide=True)
    assert ("prend", "seul") in semblables(vide)


def test_un_message_marque_est_lu_comme_il_a_ete_ecrit() -> None:
    message = etiqueter("ailleurs", "dans l'{=égalité}, la {+/5} à la place de la {-*2}")
    assert message.dit == "dans l'égalité, la 5 à la place de la 2"
    lues = [(message.dit[m.debut : m.fin], m.notee, geste) for m, geste in message.mentions]
    assert lues == [("égalité", None, "cite"), ("5", False, "prend"), ("2", True, "ote")]
    assert message.mentions[1][0] == Mention(19, 20, par_son_rang=True, notee=False)
