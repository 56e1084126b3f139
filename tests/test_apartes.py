"""What is said beside an answer is left out, and the answer is not; authors left out are judged."""

from __future__ import annotations

from functools import cache

import pytest

from bot.lecture.apartes import Apartes
from bot.nlu.apartes import apprendre, messages_appris
from bot.nlu.noyaux import Etiquete

AUTEURS = dict(messages_appris())
# learnt without them, of two authors: at most this share of messages loses more than an aside, and
# at least this share of what stands beside is taken out (of all ten authors, 3.2 % and 58 % on
# 1 December 2026)
PERDUS_AU_PLUS, OTES_AU_MOINS = 0.06, 0.4
JUGES = ("j", "l")


@cache
def _sans(auteur: str) -> Apartes:
    return apprendre(m for nom, siens in AUTEURS.items() if nom != auteur for m in siens)


def _lettres(dit: str) -> list[str]:
    return [lettre for lettre in dit.lower() if lettre.isalnum()]


def _hors_apartes(message: Etiquete) -> str:
    bornes = [0, *(borne for place in message.places for borne in place), len(message.dit)]
    return "".join(message.dit[a:b] for a, b in zip(bornes[::2], bornes[1::2], strict=True))


@pytest.mark.parametrize("auteur", JUGES)
def test_ce_qui_repond_reste_et_ce_qui_est_dit_a_cote_s_en_va(auteur: str) -> None:
    perdus = otes = a_oter = 0
    for genre, message in AUTEURS[auteur]:
        reste = _sans(auteur).sans(message.dit, genre, lambda _: False).dit
        utile, garde, tout = map(len, map(_lettres, (_hors_apartes(message), reste, message.dit)))
        perdus += garde < utile
        otes += min(tout - garde, tout - utile)
        a_oter += tout - utile
    assert perdus <= PERDUS_AU_PLUS * len(AUTEURS[auteur])
    assert otes >= OTES_AU_MOINS * a_oter


def test_un_message_sans_aparte_ne_change_pas() -> None:
    appris = _sans("j")
    for dit in ("la 1 et la 3", "par défaut", "santé et égalité", "je ne sais pas"):
        assert appris.sans(dit, "liste", lambda _: False).dit == dit
