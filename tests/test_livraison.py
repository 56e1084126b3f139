"""The same message, delivered again: worked once, answered the same, whatever dies in between."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import sqlite3
import threading
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.serveur import Serveur

MISES_A_MORT = 50


@pytest.fixture
def expediteur() -> str:
    return uuid.uuid4().hex


def _dire(serveur: Serveur, qui: str, texte: str, identifiant: str) -> list[dict[str, Any]]:
    corps = {"sender": qui, "message": texte, "id": identifiant}
    statut, reponses = serveur.appeler("/webhooks/rest/webhook", corps)
    assert statut == 200
    return list(reponses)


def _slots(serveur: Serveur, qui: str) -> dict[str, Any]:
    return dict(serveur.appeler(f"/conversations/{qui}/tracker")[1]["slots"])


def test_le_meme_message_trois_fois_de_suite_n_est_pris_qu_une(
    serveur: Serveur, expediteur: str
) -> None:
    _dire(serveur, expediteur, "Nettoyage, récurrent, marché à un titulaire, 4 ans, 200 k€ HT", "1")
    reponses = [_dire(serveur, expediteur, "par défaut", "2") for _ in range(3)]
    assert reponses[0] == reponses[1] == reponses[2]
    assert _slots(serveur, expediteur)["requested_slot"] == "clause_insertion"


def test_le_meme_message_trois_fois_en_meme_temps_n_est_pris_qu_une(
    serveur: Serveur, expediteur: str
) -> None:
    avis = "Nettoyage, récurrent, marché à un titulaire, 4 ans, 200 k€ HT"
    with ThreadPoolExecutor(3) as fils:
        reponses = list(fils.map(lambda _: _dire(serveur, expediteur, avis, "1"), range(3)))
    assert reponses[0] == reponses[1] == reponses[2]
    assert any("code" in r.get("text", "") for r in reponses[0]), "le même code, trois fois"
    with ThreadPoolExecutor(3) as fils:
        list(fils.map(lambda _: _dire(serveur, expediteur, "par défaut", "2"), range(3)))
    assert _slots(serveur, expediteur)["requested_slot"] == "clause_insertion"


def test_un_identifiant_mal_forme_est_refuse(serveur: Serveur, expediteur: str) -> None:
    for faux in ("", "a" * 65, 3, "\ud83d"):
        corps = {"sender": expediteur, "message": "bonjour", "id": faux}
        assert serveur.appeler("/webhooks/rest/webhook", corps)[0] == 400


@pytest.mark.long
def test_tue_entre_le_tour_et_la_reponse_rien_n_est_perdu_ni_pris_deux_fois(
    tmp_path: Path,
) -> None:
    """Each message says one more year; the server dies at any moment, the client sends again."""
    serveur = Serveur(tmp_path)
    try:
        serveur.attendre_pret()
        alea = random.Random(1)
        _insister(serveur, "x", "marché de nettoyage", "ouvre")
        for rang in range(MISES_A_MORT):
            enfant = _enfant(serveur)
            attente = alea.uniform(0.0, 0.06)
            threading.Timer(attente, os.kill, (enfant, signal.SIGKILL)).start()
            annees = 2 + rang % 8
            _insister(serveur, "x", f"la durée est de {annees} ans", f"{rang}")
            assert _relire(serveur, "x")["duree_mois"] == 12 * annees
            # given again, it changes nothing
            _insister(serveur, "x", f"la durée est de {annees} ans", f"{rang}")
        with sqlite3.connect(serveur.base) as base:
            (dits,) = base.execute("SELECT COUNT(*) FROM messages WHERE de = 'moi'").fetchone()
        assert dits == MISES_A_MORT + 1
    finally:
        serveur.arreter()


def _insister(serveur: Serveur, qui: str, texte: str, identifiant: str) -> list[dict[str, Any]]:
    """Send a message until somebody answers who took it, as the page does."""
    for _ in _jusqu_a_ce_qu_on_reponde():
        with contextlib.suppress(OSError):
            reponses = _dire(serveur, qui, texte, identifiant)
            if not any("redémarre" in r.get("text", "") for r in reponses):
                return reponses
    raise AssertionError("pas de réponse en une minute")


def _relire(serveur: Serveur, qui: str) -> dict[str, Any]:
    """Read the slots, whoever dies meanwhile."""
    for _ in _jusqu_a_ce_qu_on_reponde():
        with contextlib.suppress(OSError):
            statut, suivi = serveur.appeler(f"/conversations/{qui}/tracker")
            if statut == 200:
                return dict(suivi["slots"])
    raise AssertionError("pas de réponse en une minute")


def _enfant(serveur: Serveur) -> int:
    """Return the server's process, a new one where the last one was just killed."""
    for _ in _jusqu_a_ce_qu_on_reponde():
        if enfants := serveur.descendants():
            return enfants.pop()
    raise AssertionError("pas de serveur en une minute")


def _jusqu_a_ce_qu_on_reponde() -> Iterator[None]:
    limite = time.monotonic() + 60
    while time.monotonic() < limite:
        yield
        time.sleep(0.3)
