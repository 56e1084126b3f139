"""The files: kept under a reference, taken up again, erased on demand, never lost in silence."""

from __future__ import annotations

import re
import uuid
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError

from bot.dossiers.depot import Depot, depot
from tests.assistant import Assistant

FAVORABLE = "Nettoyage de bureaux, récurrent, marché à un seul titulaire, 4 ans, 200 000 € HT"


@pytest.fixture
def expediteur() -> str:
    return uuid.uuid4().hex


@pytest.fixture
def petit_depot(tmp_path: Path) -> Depot:
    return Depot(create_engine(f"sqlite:///{tmp_path / 'dossiers.db'}"))


async def test_le_dossier_se_retrouve_quand_le_suivi_de_rasa_est_perdu(
    assistant: Assistant, expediteur: str
) -> None:
    await assistant.dire(expediteur, FAVORABLE)
    await assistant.dire(expediteur, "en préparation")
    avant = await assistant.slots(expediteur)
    assert re.fullmatch(r"PPS-\d{4}-\d{6}", avant["dossier"])
    assistant.agent.tracker_store.store.pop(expediteur)
    reponses = await assistant.dire(expediteur, "récapitulatif")
    apres = await assistant.slots(expediteur)
    assert apres["dossier"] == avant["dossier"]
    assert apres["projet"] == avant["projet"]
    assert any("200\u202f000" in r.get("text", "") for r in reponses)


async def test_tout_effacer_efface_le_dossier(assistant: Assistant, expediteur: str) -> None:
    await assistant.dire(expediteur, FAVORABLE)
    reference = (await assistant.slots(expediteur))["dossier"]
    await assistant.dire(expediteur, "recommencer")
    assert depot().reprendre(expediteur) is not None
    await assistant.dire(expediteur, "oui")
    assert depot().reprendre(expediteur) is None
    await assistant.dire(expediteur, FAVORABLE)
    assert (await assistant.slots(expediteur))["dossier"] != reference


async def test_un_autre_marche_ouvre_un_autre_dossier_et_garde_le_premier(
    assistant: Assistant, expediteur: str
) -> None:
    await assistant.dire(expediteur, FAVORABLE)
    premier = (await assistant.slots(expediteur))["dossier"]
    reponses = await assistant.dire(expediteur, "j'ai un autre marché : gardiennage, récurrent")
    assert any(premier in r.get("text", "") for r in reponses)
    second = (await assistant.slots(expediteur))["dossier"]
    assert second != premier
    reference, faits = depot().reprendre(expediteur) or ("", {})
    assert (reference, faits["objet"], faits["duree_mois"]) == (second, "gardiennage", None)
    # the first is there to the letter: a document can still be added to it
    assert depot().ajouter_document(premier, "clause", "<p>x</p>", "0")


async def test_une_base_en_panne_se_dit_et_la_conversation_continue(
    assistant: Assistant, expediteur: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tomber(*_: object) -> None:
        raise OperationalError("insert", {}, Exception("disque plein"))

    monkeypatch.setattr(Depot, "enregistrer", tomber)
    reponses = await assistant.dire(expediteur, FAVORABLE)
    noms = "\n".join(r.get("text", "") for r in reponses)
    assert "Avis favorable" in noms
    assert "enregistr" in noms
    assert (await assistant.slots(expediteur))["duree_mois"] == 48
    monkeypatch.undo()
    await assistant.dire(expediteur, "en préparation")
    assert (await assistant.slots(expediteur))["dossier"]


def test_une_reference_n_est_jamais_donnee_deux_fois(petit_depot: Depot) -> None:
    premiere = petit_depot.enregistrer(None, "a", {}, None)
    petit_depot.effacer(premiere)
    assert petit_depot.enregistrer(None, "b", {}, None) != premiere


def test_un_dossier_garde_sa_reference(petit_depot: Depot) -> None:
    reference = petit_depot.enregistrer(None, "a", {"objet": "un"}, None)
    assert petit_depot.enregistrer(reference, "a", {"objet": "deux"}, "favorable") == reference
    assert petit_depot.reprendre("a") == (reference, {"objet": "deux"})


def test_un_document_disparait_avec_son_dossier(petit_depot: Depot) -> None:
    reference = petit_depot.enregistrer(None, "a", {}, None)
    jeton = petit_depot.ajouter_document(reference, "clause", "<p>x</p>", "0")
    assert petit_depot.document(reference, jeton, "clause") is not None
    petit_depot.effacer(reference)
    assert petit_depot.document(reference, jeton, "clause") is None


async def test_une_demande_d_avis_qui_ne_peut_etre_gardee_n_est_pas_dite_enregistree(
    assistant: Assistant, expediteur: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tomber(*_: object) -> None:
        raise OperationalError("insert", {}, Exception("disque plein"))

    await assistant.dire(expediteur, FAVORABLE)
    reference = (await assistant.slots(expediteur))["dossier"]
    monkeypatch.setattr(Depot, "demander_un_avis", tomber)
    reponses = await assistant.dire(expediteur, "je veux l'avis du facilitateur")
    textes = "\n".join(r.get("text", "") for r in reponses)
    assert "est enregistrée sous la référence" not in textes
    assert "n’a pas pu être enregistrée" in textes
    assert (await assistant.slots(expediteur))["dossier"] == reference
