"""The door: what cannot be kept is not said to be, and nobody waits for ever."""

from __future__ import annotations

import asyncio
import threading
import time
import uuid
from typing import Any

import pytest
from sqlalchemy import event, text

from bot.dossiers import base
from bot.dossiers.tables import TourDeSuivi
from bot.entree import MESSAGE_TROP_LONG, MESSAGE_VIDE, est_un_nom, preparer
from bot.guichet import Guichet
from tests.assistant import Assistant

FAVORABLE = "Nettoyage de bureaux, récurrent, marché à un seul titulaire, 4 ans, 200 000 € HT"


@pytest.fixture
def expediteur() -> str:
    return uuid.uuid4().hex


class Panne:
    """A database that fails as SQLite does, from `commencer` on."""

    def __init__(self, pragma: str) -> None:
        self._pragma = pragma
        self.active = False
        event.listen(base.moteur(), "connect", self._appliquer)

    def _appliquer(self, connexion: Any, _: object) -> None:
        if self.active:
            connexion.execute(self._pragma)

    def finir(self) -> None:
        event.remove(base.moteur(), "connect", self._appliquer)


@pytest.fixture(params=["disque plein", "lecture seule"])
def panne(request: pytest.FixtureRequest, assistant: Assistant) -> Any:
    pragmas = {
        "disque plein": "PRAGMA max_page_count = 1",
        "lecture seule": "PRAGMA query_only = 1",
    }
    panne = Panne(pragmas[request.param])
    yield panne
    panne.finir()


async def test_ce_qui_ne_peut_etre_garde_n_est_pas_dit_garde(
    assistant: Assistant, expediteur: str, panne: Panne
) -> None:
    await assistant.dire(expediteur, FAVORABLE)
    avant = await assistant.slots(expediteur)
    panne.active = True
    # long enough that no free page of the file takes it
    (reponse,) = await assistant.dire(expediteur, "en fait c’est pour 5 ans, " + "oui " * 400)
    panne.active = False
    assert "rien de lui n’est gardé" in reponse["text"]
    assert await assistant.slots(expediteur) == avant
    await assistant.dire(expediteur, "en fait c’est pour 5 ans")
    assert (await assistant.slots(expediteur))["duree_mois"] == 60


async def test_une_action_qui_echoue_ne_laisse_rien_derriere_elle(
    assistant: Assistant, expediteur: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await assistant.dire(expediteur, "marché de nettoyage")
    avant = await assistant.slots(expediteur)
    with monkeypatch.context() as casse:
        casse.setattr("actions.validate_formulaire_dossier.remettre", _tomber)
        (reponse,) = await assistant.dire(expediteur, "4 ans, un seul titulaire")
    assert "rien de lui n’est gardé" in reponse["text"]
    assert await assistant.slots(expediteur) == avant


async def test_un_tour_qui_tarde_se_dit_et_ne_garde_rien(
    assistant: Assistant, expediteur: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fin = threading.Event()
    monkeypatch.setattr("bot.guichet.DELAI_S", 0.2)
    with monkeypatch.context() as lent:
        lent.setattr("actions.validate_formulaire_dossier.remettre", lambda *_: fin.wait())
        (reponse,) = await assistant.dire(expediteur, "marché de nettoyage, 4 ans")
        assert "n’est pas pris" in reponse["text"]
        fin.set()
        await _attendre(lambda: assistant.guichet.attente_s == 0.0)
    monkeypatch.undo()
    assert not (await assistant.slots(expediteur)).get("duree_mois")


async def test_un_suivi_abime_n_arrete_ni_le_service_ni_la_conversation(
    assistant: Assistant, expediteur: str
) -> None:
    await assistant.dire(expediteur, "marché de nettoyage, 4 ans")
    with base.session() as session:
        session.query(TourDeSuivi).update({"evenements": '[{"event": "nimporte"}, 3]'})
    await assistant.dire(expediteur, "un seul titulaire")
    slots = await assistant.slots(expediteur)
    assert (slots["duree_mois"], slots["forme_contrat"]) == (48, "marche")


async def test_les_messages_arrives_ensemble_sont_pris_dans_l_ordre(
    assistant: Assistant, expediteur: str
) -> None:
    durees = range(2, 8)
    await asyncio.gather(*(assistant.dire(expediteur, f"la durée est de {n} ans") for n in durees))
    assert (await assistant.slots(expediteur))["duree_mois"] == 12 * durees[-1]


@pytest.mark.parametrize("ordre", ["restart", "back", "recommencer", "session_start"])
@pytest.mark.parametrize("forme", ["/{}", "//{}", "/{{}}/{}", "/{{}}/{{}}/{}", "/ /{{}} /{}"])
async def test_un_ordre_tape_n_en_est_jamais_un(
    assistant: Assistant, forme: str, ordre: str
) -> None:
    suivis = assistant.agent.tracker_store
    assert not (await preparer(forme.format(ordre), "personne", suivis)).startswith("/")


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [("", MESSAGE_VIDE), ("\ud83d\u0000", MESSAGE_VIDE), ("/{}", MESSAGE_VIDE), ("/", MESSAGE_VIDE),
     ("a" * 2001, MESSAGE_TROP_LONG), ("e\u0301te\u0301", "été")],
)  # fmt: skip
async def test_un_message_est_borne_et_nettoye(
    assistant: Assistant, texte: str, attendu: str
) -> None:
    assert await preparer(texte, "personne", assistant.agent.tracker_store) == attendu


@pytest.mark.parametrize("nom", ["", "a" * 129, "\ud83d", "a\u0000b", 3, None])
def test_un_nom_qu_aucune_base_ne_garde_est_refuse(nom: Any) -> None:
    assert not est_un_nom(nom)


async def test_une_erreur_de_base_ne_dit_pas_ce_qui_a_ete_ecrit(
    assistant: Assistant, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    ecrit = uuid.uuid4().hex

    def tomber(*_: object) -> None:
        with base.session() as session:
            session.execute(text("INSERT INTO rien VALUES (:x)"), {"x": ecrit})

    monkeypatch.setattr("actions.validate_formulaire_dossier.garder", tomber)
    await assistant.dire("personne", f"bonjour, je suis {ecrit}")
    assert "no such table" in caplog.text
    assert ecrit not in caplog.text


def _tomber(*_: object) -> None:
    raise RuntimeError("panne")


async def _attendre(condition: Any) -> None:
    limite = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < limite
        await asyncio.sleep(0.01)


def test_le_guichet_se_ferme(assistant: Assistant) -> None:
    guichet = Guichet(assistant.agent)
    guichet.fermer()
    with pytest.raises(RuntimeError):
        asyncio.run(guichet.prendre("x", "bonjour", "rest"))
