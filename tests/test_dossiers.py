"""The files: kept under a reference, taken up again, erased on demand, never lost in silence."""

from __future__ import annotations

import re
import uuid

import pytest
from sqlalchemy import delete

from bot.dossiers import base, depot
from bot.dossiers.tables import Suivi, TourDeSuivi
from tests.assistant import Assistant

FAVORABLE = "Nettoyage de bureaux, récurrent, marché à un seul titulaire, 4 ans, 200 000 € HT"


@pytest.fixture
def expediteur() -> str:
    return uuid.uuid4().hex


async def test_le_dossier_se_retrouve_quand_le_suivi_de_rasa_est_perdu(
    assistant: Assistant, expediteur: str
) -> None:
    await assistant.dire(expediteur, FAVORABLE)
    await assistant.dire(expediteur, "en préparation")
    avant = await assistant.slots(expediteur)
    assert re.fullmatch(r"PPS-\d{4}-\d{6}", avant["dossier"])
    with base.session() as session:
        session.execute(delete(Suivi))
        session.execute(delete(TourDeSuivi))
    reponses = await assistant.dire(expediteur, "récapitulatif")
    apres = await assistant.slots(expediteur)
    assert apres["dossier"] == avant["dossier"]
    assert apres["projet"] == avant["projet"]
    assert any("200\u202f000" in r.get("text", "") for r in reponses)


async def test_tout_effacer_efface_le_dossier(assistant: Assistant, expediteur: str) -> None:
    await assistant.dire(expediteur, FAVORABLE)
    reference = (await assistant.slots(expediteur))["dossier"]
    await assistant.dire(expediteur, "recommencer")
    assert depot.reprendre(expediteur) is not None
    await assistant.dire(expediteur, "oui")
    assert depot.reprendre(expediteur) is None
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
    reference, faits = depot.reprendre(expediteur) or ("", {"objet": None})
    assert (reference, faits["objet"], faits["duree_mois"]) == (second, "gardiennage", None)
    # the first is there to the letter: a document can still be added to it
    assert depot.ajouter_document(premier, "clause", "<p>x</p>", "0")


def test_une_reference_n_est_jamais_donnee_deux_fois(assistant: Assistant, expediteur: str) -> None:
    premiere = depot.enregistrer(None, expediteur, {}, None)
    depot.effacer(premiere)
    assert depot.enregistrer(None, expediteur, {}, None) != premiere


def test_un_dossier_garde_sa_reference(assistant: Assistant, expediteur: str) -> None:
    reference = depot.enregistrer(None, expediteur, {"objet": "un"}, None)
    assert depot.enregistrer(reference, expediteur, {"objet": "deux"}, "favorable") == reference
    assert depot.reprendre(expediteur) == (reference, {"objet": "deux"})


def test_un_document_disparait_avec_son_dossier(assistant: Assistant, expediteur: str) -> None:
    reference = depot.enregistrer(None, expediteur, {}, None)
    jeton = depot.ajouter_document(reference, "clause", "<p>x</p>", "0")
    assert depot.document(reference, jeton, "clause") is not None
    depot.effacer(reference)
    assert depot.document(reference, jeton, "clause") is None
