"""No message, however odd, stops the readers or keeps them long."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.assemblage import meneur
from bot.dialogue.comprendre.message import Message
from bot.dialogue.etat import Etat
from bot.donnees import referentiel
from bot.entree import LONGUEUR_MAXIMALE
from bot.lecture.assemblage import lecteur, lire
from bot.lecture.lectures import Lecture
from bot.metier.faits import faits_vides
from bot.nlu.vues import preparer
from tests.phrases_au_hasard import MOTS, NOMBRES, RESERVES, SEPARATEURS, TOURNURES, UNITES, phrases

# what one message may cost, in seconds of processor; measured anew, a slow one must be slow again
LENTEUR, MESURES = 0.2, 3
LONGUES = 100_000
QUELQUES_UNES = 300

ETRANGES = [
    "",
    " ",
    " " * LONGUEUR_MAXIMALE,
    "\n" * LONGUEUR_MAXIMALE,
    "a" * LONGUEUR_MAXIMALE,
    "reconductible" * 153,
    "9" * LONGUEUR_MAXIMALE,
    "9" * 400 + " €",
    "9 999" * 300 + " ans",
    "1e400 €",
    "inf ans, nan €, -inf mois",
    "1 virgule " * 200,
    "1,5 virgule -3",
    f"3 virgule {'1' * 400}",
    "un milliard " + "de milliards " * 100 + "d'euros",
    "mille " * 300,
    "un " * 600,
    "cent " * 400,
    "un et " * 300,
    "trois quarts de million et demi " * 60,
    "les 999999999999 premiers",
    "les 999999999999 derniers sauf la 99999999999999999999",
    "de 1 à 999999999999",
    "350,75m2",
    "1,2M5€",
    "3² ans",
    "③ ans, ½ an, ٣ ans, ３ ans, 𝟛 ans",
    "1\u200bM\u200b5\u200b€",
    "(((((((((( 3 ans",
    "+-+-+- 3 +- ans",
    "--5 --- 3 ans -- €",
    "1M5k5M5€5",
    "du 99/99/2027 au 00/00/2030",
]
QUESTIONS = [None, *faits_vides(referentiel())]


@pytest.mark.parametrize("phrase", ETRANGES, ids=lambda phrase: repr(phrase[:30]))
def test_un_message_etrange_est_lu_sans_faute(phrase: str) -> None:
    _lire_sans_faute(phrase)


@pytest.mark.parametrize("phrase", ETRANGES, ids=lambda phrase: repr(phrase[:30]))
def test_une_reponse_etrange_n_arrete_pas_la_conversation(phrase: str) -> None:
    for question in QUESTIONS:
        _repondre_sans_faute(phrase, question)


@settings(max_examples=QUELQUES_UNES, deadline=None, derandomize=True)
@given(
    st.lists(
        st.tuples(
            st.one_of(*map(st.sampled_from, RESERVES), st.text(max_size=8)),
            st.sampled_from(SEPARATEURS),
        ),
        max_size=60,
    )
)
def test_des_mots_au_hasard_sont_lus_sans_faute(morceaux: list[tuple[str, str]]) -> None:
    _lire_sans_faute("".join(mot + suite for mot, suite in morceaux)[:LONGUEUR_MAXIMALE])


def test_des_phrases_au_hasard_sont_lues_sans_faute() -> None:
    for phrase in phrases(graine=1, combien=QUELQUES_UNES):
        _lire_sans_faute(phrase)


@settings(max_examples=QUELQUES_UNES, deadline=None, derandomize=True)
@given(st.integers(), st.sampled_from(QUESTIONS))
def test_une_reponse_au_hasard_n_arrete_pas_la_conversation(
    graine: int, question: str | None
) -> None:
    (phrase,) = phrases(graine, 1)
    _repondre_sans_faute(phrase, question)


def _repondre_sans_faute(phrase: str, question: str | None) -> None:
    """The dialogue calls the readers of answers: selections, delays, wishes…"""
    message = Message(phrase, "hors_sujet", 0.5, lectures=lire(phrase))
    suite = meneur().prendre(message, Etat(faits_vides(referentiel()), question)).etat
    assert all(map(math.isfinite, _nombres(list(suite.faits.values()))))


def _lire_sans_faute(phrase: str) -> None:
    _verifier(phrase, lecteur().lire(phrase))
    # and cut by the lots that it names
    _verifier(phrase, lire(phrase))
    preparer(phrase)


def _verifier(phrase: str, lues: Iterable[Lecture]) -> None:
    for lue in lues:
        assert all(map(math.isfinite, _nombres(lue.valeur)))
        assert 0 <= lue.debut <= lue.fin <= len(phrase)


def _nombres(valeur: Any) -> list[float]:
    valeurs = valeur if isinstance(valeur, list | tuple) else [valeur]
    de_lots = [v for lot in valeurs if isinstance(lot, dict) for v in lot.values()]
    return [valeur for valeur in (*valeurs, *de_lots) if isinstance(valeur, int | float)]


@pytest.mark.long
def test_cent_mille_phrases_au_hasard_sont_lues_sans_faute_ni_attente() -> None:
    lentes: dict[str, float] = {}
    for phrase in phrases(graine=2, combien=LONGUES):
        lentes |= _si_lente(phrase)
        _verifier(phrase, lire(phrase))
        preparer(phrase)
    assert lentes == {}


@pytest.mark.long
def test_aucun_mot_repete_ne_fait_attendre() -> None:
    """A time that grows faster than the sentence shows in the longest, made of one word."""
    lentes: dict[str, float] = {}
    for mot in [*MOTS, *NOMBRES, *UNITES, *TOURNURES]:
        lentes |= _si_lente(f"{mot} " * (LONGUEUR_MAXIMALE // (len(mot) + 1)))
    assert lentes == {}


def _si_lente(phrase: str) -> dict[str, float]:
    """Return the sentence with what it takes to read it, if that is long each time it is read."""
    duree = _duree(phrase)
    if duree > LENTEUR:
        duree = min(_duree(phrase) for _ in range(MESURES))
    return {phrase: duree} if duree > LENTEUR else {}


def _duree(phrase: str) -> float:
    debut = time.process_time()
    lecteur().lire(phrase)
    return time.process_time() - debut
