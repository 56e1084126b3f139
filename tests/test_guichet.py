"""The door: what cannot be kept is not said to be, and nobody waits for ever."""

from __future__ import annotations

import asyncio
import threading
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text

from bot.demarrage.masque import masquer
from bot.dossiers import base
from bot.dossiers.tables import Conversation, Dossier, Message, TourDeSuivi
from bot.entree import MESSAGE_TROP_LONG, MESSAGE_VIDE, est_un_nom, preparer
from bot.guichet import Entree, Guichet
from bot.moteur.agent import meneur
from tests.assistant import Assistant

FAVORABLE = "Nettoyage de bureaux, récurrent, marché à un seul titulaire, 4 ans, 200 000 € HT"


@pytest.fixture
def expediteur() -> str:
    return uuid.uuid4().hex


class Panne:
    """A database that fails as SQLite does while it is put so."""

    def __init__(self, commencer: str, finir: str) -> None:
        self.pragmas = {True: commencer, False: finir}

    def mettre(self, active: bool) -> None:
        base.moteur().dispose()
        with base.moteur().connect() as connexion:
            connexion.execute(text(self.pragmas[active]))


PANNES = {
    "disque plein": Panne("PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1000000"),
    "lecture seule": Panne("PRAGMA query_only = 1", "PRAGMA query_only = 0"),
}


@pytest.fixture(params=PANNES)
def panne(request: pytest.FixtureRequest, assistant: Assistant) -> Iterator[Panne]:
    if base.moteur().name != "sqlite":
        pytest.skip("une panne que SQLite sait jouer")
    panne = PANNES[request.param]
    yield panne
    panne.mettre(False)


async def test_ce_qui_ne_peut_etre_garde_n_est_pas_dit_garde(
    assistant: Assistant, expediteur: str, panne: Panne
) -> None:
    await assistant.dire(expediteur, FAVORABLE)
    avant = await assistant.slots(expediteur)
    with base.moteur().connect().execution_options(isolation_level="AUTOCOMMIT") as connexion:
        connexion.execute(text("VACUUM"))  # no free page is left in the file
    panne.mettre(True)
    (reponse,) = await assistant.dire(expediteur, "en fait c’est pour 5 ans, " + "oui " * 400)
    panne.mettre(False)
    assert "rien de lui n’est gardé" in reponse["text"]
    assert await assistant.slots(expediteur) == avant
    await assistant.dire(expediteur, "en fait c’est pour 5 ans")
    assert (await assistant.slots(expediteur))["duree_mois"] == 60


async def test_une_base_dont_le_fichier_disparait_se_dit(
    assistant: Assistant, expediteur: str
) -> None:
    if base.moteur().name != "sqlite":
        pytest.skip("un fichier ne disparaît qu’à SQLite")
    await assistant.dire(expediteur, FAVORABLE)
    with base.moteur().connect() as connexion:
        fichier = Path(connexion.execute(text("PRAGMA database_list")).one()[2])
        connexion.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    ailleurs = fichier.rename(fichier.with_suffix(".ailleurs"))
    (reponse,) = await assistant.dire(expediteur, "en fait c’est pour 5 ans")
    assert "rien de lui n’est gardé" in reponse["text"]
    assert not fichier.exists(), "une base vide ferait croire que tout va bien"
    ailleurs.rename(fichier)
    await assistant.dire(expediteur, "en fait c’est pour 5 ans")
    assert (await assistant.slots(expediteur))["duree_mois"] == 60


async def test_une_action_qui_echoue_ne_laisse_rien_derriere_elle(
    assistant: Assistant, expediteur: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await assistant.dire(expediteur, "marché de nettoyage")
    avant = await assistant.slots(expediteur)
    with monkeypatch.context() as casse:
        casse.setattr("bot.tour._remettre", _tomber)
        (reponse,) = await assistant.dire(expediteur, "4 ans, un seul titulaire")
    assert "rien de lui n’est gardé" in reponse["text"]
    assert await assistant.slots(expediteur) == avant


async def test_un_tour_qui_tarde_se_dit_et_ne_garde_rien(
    assistant: Assistant, expediteur: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fin = threading.Event()
    monkeypatch.setattr("bot.guichet.DELAI_S", 0.2)
    with monkeypatch.context() as lent:
        lent.setattr("bot.tour._remettre", lambda *_: fin.wait() and ())
        (reponse,) = await assistant.dire(expediteur, "marché de nettoyage, 4 ans")
        assert "n’est pas pris" in reponse["text"]
        fin.set()
        await _attendre(lambda: assistant.guichet.attente_s == 0.0)
    monkeypatch.undo()
    assert not (await assistant.slots(expediteur)).get("duree_mois")


async def test_ce_qui_attend_trop_longtemps_son_tour_n_est_pas_travaille(
    assistant: Assistant, expediteur: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fin = threading.Event()
    monkeypatch.setattr("bot.guichet.DELAI_S", 0.2)
    monkeypatch.setattr("bot.tour._remettre", lambda *_: fin.wait() and ())
    reponses = await asyncio.gather(*(assistant.dire(expediteur, f"{n} ans") for n in (3, 4, 5)))
    fin.set()
    assert ["n’est pas pris" in reponse["text"] for (reponse,) in reponses] == [True] * 3
    await _attendre(lambda: assistant.guichet.attente_s == 0.0)
    assert not (await assistant.slots(expediteur)).get("duree_mois")


async def test_l_historique_montre_le_titre_du_bouton_et_non_ce_qu_il_envoie(
    assistant: Assistant, expediteur: str
) -> None:
    reponses = await assistant.dire(expediteur, "marché de nettoyage")
    bouton = reponses[-1]["buttons"][0]
    await assistant.dire(expediteur, bouton["payload"])
    with base.session() as session:
        dits = session.scalars(
            select(Message.texte).where(Message.conversation == expediteur, Message.de == "moi")
        ).all()
    assert dits == ["marché de nettoyage", bouton["title"]]


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
def test_un_ordre_tape_n_en_est_jamais_un(forme: str, ordre: str) -> None:
    assert not preparer(forme.format(ordre), {}).startswith("/")


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [("", MESSAGE_VIDE), ("\ud83d\u0000", MESSAGE_VIDE), ("/{}", MESSAGE_VIDE), ("/", MESSAGE_VIDE),
     ("a" * 2001, MESSAGE_TROP_LONG), ("e\u0301te\u0301", "été")],
)  # fmt: skip
def test_un_message_est_borne_et_nettoye(texte: str, attendu: str) -> None:
    assert preparer(texte, {}) == attendu


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

    monkeypatch.setattr("bot.tour._ranger", tomber)
    await assistant.dire("personne", f"bonjour, je suis {ecrit}")
    assert "parameters hidden" in caplog.text
    assert ecrit not in masquer(caplog.text)


def _tomber(*_: object) -> None:
    raise RuntimeError("panne")


async def _attendre(condition: Any) -> None:
    limite = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < limite
        await asyncio.sleep(0.01)


async def test_une_repetition_ne_laisse_rien_derriere_elle(
    assistant: Assistant, expediteur: str
) -> None:
    with base.session() as session:
        avant = session.scalar(select(func.count(Dossier.id)))
    await assistant.guichet.repeter(Entree(expediteur, FAVORABLE, "rest"))
    assert await assistant.slots(expediteur) == {}
    with base.session() as session:
        assert session.get(Conversation, expediteur) is None
        assert session.scalar(select(func.count(Dossier.id))) == avant


def test_le_guichet_se_ferme(assistant: Assistant) -> None:
    guichet = Guichet(meneur(assistant.agent))
    guichet.fermer()
    with pytest.raises(RuntimeError):
        asyncio.run(guichet.prendre(Entree("x", "bonjour", "rest")))
