"""The files: kept under a reference, opened by it and its code, erased on demand or in time."""

from __future__ import annotations

import datetime
import re
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, delete, inspect, select, text, update
from sqlalchemy.exc import StatementError

from bot.dossiers import acces, base, depot
from bot.dossiers.conversations import FACILITATEUR
from bot.dossiers.effacement import appliquer_la_conservation
from bot.dossiers.tables import (
    Base,
    Conversation,
    Document,
    Dossier,
    Essai,
    Ligne,
    Message,
    Tache,
    TexteDeLigne,
    TourDeSuivi,
    maintenant,
)
from bot.dossiers.tables_du_triage import Demande
from bot.guichet import deposer
from tests.assistant import Assistant

FAVORABLE = "Nettoyage de bureaux, récurrent, marché à un seul titulaire, 4 ans, 200 000 € HT"
DONNE = re.compile(r"(PPS-\d{4}-\d{6}).*: ([3-9A-Y]{4}-[3-9A-Y]{4})\.", re.S)


@pytest.fixture
def expediteur() -> str:
    return uuid.uuid4().hex


@pytest.fixture
def autre() -> str:
    """Another browser."""
    return uuid.uuid4().hex


def _textes(reponses: list[dict[str, Any]]) -> str:
    return "\n".join(r.get("text", "") for r in reponses)


async def _ouvrir(assistant: Assistant, expediteur: str) -> tuple[str, str]:
    """Get a verdict; return the reference and the code that come with it."""
    donne = DONNE.search(_textes(await assistant.dire(expediteur, FAVORABLE)))
    assert donne
    return donne[1], donne[2]


async def test_le_dossier_se_retrouve_quand_le_suivi_de_rasa_est_perdu(
    assistant: Assistant, expediteur: str
) -> None:
    await assistant.dire(expediteur, FAVORABLE)
    await assistant.dire(expediteur, "en préparation")
    avant = await assistant.slots(expediteur)
    with base.session() as session:
        session.execute(delete(TourDeSuivi))
    reponses = await assistant.dire(expediteur, "récapitulatif")
    apres = await assistant.slots(expediteur)
    assert {**avant, "session_started_metadata": None} == apres
    assert "200\u202f000" in _textes(reponses)


async def test_la_reference_et_le_code_ouvrent_le_dossier_ailleurs(
    assistant: Assistant, expediteur: str, autre: str
) -> None:
    reference, code = await _ouvrir(assistant, expediteur)
    await assistant.dire(autre, "bonjour")
    demande = await assistant.dire(autre, f"je veux reprendre {reference.lower()}")
    assert "Quel est le code" in _textes(demande)
    repris = _textes(await assistant.dire(autre, code.lower().replace("-", " ")))
    assert "Nettoyage de bureaux" in repris
    assert "Où en est la procédure" in repris
    assert (await assistant.slots(autre))["dossier"] == reference
    await assistant.dire(autre, "en préparation")
    assert "n’est pas pris" in _textes(await assistant.dire(expediteur, "c'est publié"))


async def test_la_reference_et_le_code_en_un_seul_message(
    assistant: Assistant, expediteur: str, autre: str
) -> None:
    reference, code = await _ouvrir(assistant, expediteur)
    repris = await assistant.dire(autre, f"reprendre {reference}, code {code}")
    assert "Nettoyage de bureaux" in _textes(repris)


async def test_apres_cinq_essais_meme_le_bon_code_attend_mais_pas_le_proprietaire(
    assistant: Assistant, expediteur: str, autre: str
) -> None:
    reference, code = await _ouvrir(assistant, expediteur)
    await assistant.dire(autre, "bonjour")
    refus = [
        _textes(await assistant.dire(autre, f"reprendre {reference} K3K3-3333")) for _ in "12345"
    ]
    assert len(set(refus)) == 1
    assert "n’ouvrent aucun dossier" in refus[0]
    assert _textes(await assistant.dire(autre, f"reprendre {reference} {code}")) == refus[0]
    assert "200\u202f000" in _textes(await assistant.dire(expediteur, "récapitulatif"))
    with base.session() as session:
        session.execute(update(Essai).values(fait_le=maintenant() - acces.HEURE))
    assert "Nettoyage" in _textes(await assistant.dire(autre, f"reprendre {reference} {code}"))


async def test_une_reference_qui_n_existe_pas_repond_comme_un_code_faux(
    assistant: Assistant, expediteur: str, autre: str
) -> None:
    reference, _ = await _ouvrir(assistant, expediteur)
    await assistant.dire(autre, "bonjour")
    absente = _textes(await assistant.dire(autre, "reprendre PPS-2026-999999 K3K3-3333"))
    fausse = _textes(await assistant.dire(autre, f"reprendre {reference} K3K3-3333"))
    assert absente == fausse


async def test_un_nouveau_code_remplace_l_ancien(
    assistant: Assistant, expediteur: str, autre: str
) -> None:
    reference, ancien = await _ouvrir(assistant, expediteur)
    donne = DONNE.search(_textes(await assistant.dire(expediteur, "quel est mon code ?")))
    assert donne
    assert donne[2] != ancien
    refus = await assistant.dire(autre, f"reprendre {reference} {ancien}")
    assert "n’ouvrent aucun dossier" in _textes(refus)
    repris = await assistant.dire(autre, f"reprendre {reference} {donne[2]}")
    assert "Nettoyage" in _textes(repris)


async def test_le_code_n_est_garde_nulle_part(
    assistant: Assistant, expediteur: str, autre: str, caplog: pytest.LogCaptureFixture
) -> None:
    reference, code = await _ouvrir(assistant, expediteur)
    await assistant.dire(autre, f"reprendre {reference}")
    await assistant.dire(autre, code)
    lettres = code.replace("-", "")
    with base.session() as session:
        lignes = [
            str(tuple(ligne))
            for table in inspect(base.moteur()).get_table_names()
            for ligne in session.execute(text(f"SELECT * FROM {table}"))
        ]
    assert any(reference in ligne for ligne in lignes)
    assert not [ligne for ligne in lignes if code in ligne or lettres in ligne]
    assert code not in caplog.text


async def test_une_marque_de_code_tapee_n_est_qu_un_mot(
    assistant: Assistant, expediteur: str, autre: str
) -> None:
    reference, code = await _ouvrir(assistant, expediteur)
    rang = int(reference[-6:])
    with base.session() as session:
        (donne,) = session.scalars(
            select(Message.texte).where(Message.nom == "utter_code", Message.dossier_id == rang)
        ).all()
    marque = acces.MARQUE.search(donne)
    assert marque
    reponses = await assistant.dire(autre, f"marché de fourniture {marque[0]} de papier")
    reponses += await assistant.dire(autre, "récapitulatif")
    assert code not in _textes(reponses)


@pytest.mark.parametrize("ecriture", ["{} - {}", "{}–{}", "{}{}", "{} {}", "{}.{}"])
async def test_le_bon_code_apres_un_faux_ouvre_et_n_est_pas_garde(
    assistant: Assistant, expediteur: str, autre: str, ecriture: str
) -> None:
    reference, code = await _ouvrir(assistant, expediteur)
    await assistant.dire(autre, f"reprendre {reference}")
    await assistant.dire(autre, "K3K3-3333")
    await assistant.dire(autre, "K7M4 2")
    repris = await assistant.dire(autre, ecriture.format(*code.split("-")))
    assert "Nettoyage" in _textes(repris)
    with base.session() as session:
        dits = session.scalars(select(Message.texte).where(Message.conversation == autre)).all()
    assert not [dit for dit in dits if code[:4] in dit or "K7M4" in dit]


@pytest.mark.parametrize(
    "dit",
    [
        "oui mais pas maintenant",
        "oui, mais gardez le dossier",
        "oui je veux garder mes données",
        "pas oui",
        "oui c'est récurrent",
        "recommencer",
        "effacer mes données",
        "/{}/recommencer",
    ],
)
async def test_rien_n_est_efface_sans_un_oui_sans_reserve(
    assistant: Assistant, expediteur: str, dit: str
) -> None:
    reference, _ = await _ouvrir(assistant, expediteur)
    await assistant.dire(expediteur, "effacer mes données")
    await assistant.dire(expediteur, dit)
    with base.session() as session:
        assert acces.trouver(session, reference) is not None


@pytest.mark.parametrize(
    "dit", ["oui", "Oui.", "oui, tout effacer", "ok", "je confirme", "/recommencer"]
)
async def test_un_oui_efface(assistant: Assistant, expediteur: str, dit: str) -> None:
    reference, _ = await _ouvrir(assistant, expediteur)
    await assistant.dire(expediteur, "effacer mes données")
    await assistant.dire(expediteur, dit)
    with base.session() as session:
        assert acces.trouver(session, reference) is None


@pytest.mark.parametrize("dit", ["{}", "mon code est {}", "le service {} suivra le plan"])
async def test_un_code_tape_n_importe_quand_n_est_pas_garde(
    assistant: Assistant, expediteur: str, dit: str
) -> None:
    _, code = await _ouvrir(assistant, expediteur)
    await assistant.dire(expediteur, dit.format(code))
    await assistant.dire(expediteur, dit.format(code.replace("-", "")))
    with base.session() as session:
        gardes = session.scalars(select(TourDeSuivi.evenements)).all()
        gardes += session.scalars(select(Message.texte)).all()
    assert not [g for g in gardes if code in g or code.replace("-", "") in g]


async def test_le_code_se_donne_encore_apres_une_question(
    assistant: Assistant, expediteur: str, autre: str
) -> None:
    reference, code = await _ouvrir(assistant, expediteur)
    courte = reference.replace("-0", "-").replace("-0", "-").lower()
    await assistant.dire(autre, f"reprendre {courte}")
    await assistant.dire(autre, "c'est quoi ce code ?")
    assert "Nettoyage" in _textes(await assistant.dire(autre, code))


async def test_qui_tenait_ouvert_un_dossier_efface_ailleurs_l_apprend(
    assistant: Assistant, expediteur: str, autre: str
) -> None:
    reference, code = await _ouvrir(assistant, expediteur)
    await assistant.dire(autre, f"reprendre {reference} {code}")
    await assistant.dire(expediteur, "effacer mes données")
    await assistant.dire(expediteur, "oui")
    reponses = await assistant.dire(autre, "le besoin est récurrent")
    assert "est effacé" in _textes(reponses)
    assert (await assistant.slots(autre)).get("dossier") is None
    (renvoi,) = [b for r in reponses for b in r.get("buttons", [])]
    await assistant.dire(autre, renvoi["payload"])
    assert (await assistant.slots(autre))["recurrence"] == "recurrent"


async def test_ce_qui_est_pousse_arrive_aussi_a_qui_reprend_le_dossier(
    assistant: Assistant, expediteur: str, autre: str
) -> None:
    reference, code = await _ouvrir(assistant, expediteur)
    deposer(reference, "Je regarde votre dossier.", FACILITATEUR, "slack:U1")
    repris = await assistant.dire(autre, f"reprendre {reference} {code}")
    assert "Je regarde votre dossier." in _textes(repris)


@pytest.mark.parametrize("dit", ["marché d’achat de {}, 4 ans", "connaissez-vous {} ?"])
async def test_ce_qui_est_efface_n_est_plus_dans_aucun_fichier(
    assistant: Assistant, expediteur: str, dit: str
) -> None:
    """Whether a file was opened or not: what is said without one is kept just as well."""
    if base.moteur().name != "sqlite":
        pytest.skip("les fichiers de PostgreSQL ne sont pas les nôtres")
    mot = f"xylophone{uuid.uuid4().hex}"
    await assistant.dire(expediteur, dit.format(mot))
    with base.session() as session:
        fichier = Path(session.execute(text("PRAGMA database_list")).one()[2])
    await assistant.dire(expediteur, "effacer mes données")
    await assistant.dire(expediteur, "oui")
    restes = [f for f in fichier.parent.glob(f"{fichier.name}*") if mot.encode() in f.read_bytes()]
    assert not restes


async def test_changer_de_sujet_pendant_que_le_code_est_attendu(
    assistant: Assistant, expediteur: str, autre: str
) -> None:
    reference, _ = await _ouvrir(assistant, expediteur)
    await assistant.dire(autre, f"reprendre {reference}")
    assert "huit lettres" in _textes(await assistant.dire(autre, "K7M4"))
    await assistant.dire(autre, "marché de gardiennage sur 3 ans")
    assert (await assistant.slots(autre))["duree_mois"] == 36


async def test_effacer_ses_donnees_efface_tout(
    assistant: Assistant, expediteur: str, autre: str
) -> None:
    premier, _ = await _ouvrir(assistant, expediteur)
    reponses = await assistant.dire(
        expediteur, "j'ai un autre marché : gardiennage, récurrent, 3 ans"
    )
    assert premier in _textes(reponses)
    second, code = await _finir(assistant, expediteur)
    assert second != premier
    await assistant.dire(expediteur, "tout par défaut")
    await assistant.dire(expediteur, "effacer mes données")
    assert "effacé" in _textes(await assistant.dire(expediteur, "oui"))
    references = {premier, second}
    with base.session() as session:
        assert not [d for d in session.scalars(select(Dossier)) if d.reference in references]
        du_dossier = [int(reference[-6:]) for reference in references]
        for table in (Message, Document):
            assert not session.scalars(select(table).where(table.dossier_id.in_(du_dossier))).all()
        natures = session.scalars(select(Ligne.nature).where(Ligne.dossier_id.in_(du_dossier)))
        assert list(natures).count("efface") == 2
        restes = session.scalars(
            select(Message.texte).where(Message.conversation == expediteur)
        ).all()
        suivis = session.scalars(
            select(TourDeSuivi.evenements).where(TourDeSuivi.conversation == expediteur)
        ).all()
    assert not [reste for reste in (*restes, *suivis) if "gardiennage" in reste]
    refus = await assistant.dire(autre, f"reprendre {second} {code}")
    assert "n’ouvrent aucun dossier" in _textes(refus)


async def test_un_message_livre_en_retard_apres_l_effacement_n_ouvre_rien(
    assistant: Assistant, expediteur: str
) -> None:
    await assistant.dire(expediteur, FAVORABLE, identifiant="1")
    await assistant.dire(expediteur, "effacer mes données", identifiant="2")
    fin = await assistant.dire(expediteur, "oui", identifiant="3")
    (tard,) = await assistant.dire(expediteur, FAVORABLE, identifiant="1")
    assert "effacée avec le reste" in tard["text"]
    assert await assistant.dire(expediteur, "oui", identifiant="3") == fin
    assert (await assistant.slots(expediteur))["dossier"] is None


async def _finir(assistant: Assistant, expediteur: str) -> tuple[str, str]:
    reponses = await assistant.dire(expediteur, "marché à un seul titulaire, 90 000 € HT")
    donne = DONNE.search(_textes(reponses))
    assert donne
    return donne[1], donne[2]


async def test_deux_navigateurs_sur_un_dossier_n_ecrasent_rien(
    assistant: Assistant, expediteur: str, autre: str
) -> None:
    reference, code = await _ouvrir(assistant, expediteur)
    await assistant.dire(autre, f"reprendre {reference} {code}")
    await assistant.dire(autre, "en fait la durée est de 5 ans")
    refus = await assistant.dire(expediteur, "en fait le montant est de 300 000 € HT")
    assert "300\u202f000" in _textes(refus) or "300 000" in _textes(refus)
    assert "60 mois" in _textes(refus)
    slots = await assistant.slots(expediteur)
    assert (slots["duree_mois"], slots["montant_ht"]) == (60, 200_000)
    (renvoi,) = [b for r in refus for b in r.get("buttons", []) if "Renvoyer" in b["title"]]
    await assistant.dire(expediteur, renvoi["payload"])
    slots = await assistant.slots(autre)
    assert (slots["duree_mois"], slots["montant_ht"]) == (60, 300_000)


async def test_ce_qu_un_service_ajoute_se_lit_au_passage_suivant(
    assistant: Assistant, expediteur: str
) -> None:
    reference, _ = await _ouvrir(assistant, expediteur)
    assert deposer(reference, "Je regarde votre dossier.", FACILITATEUR, "slack:U1")
    assert not deposer("PPS-2026-999999", "rien", FACILITATEUR, "slack:U1")
    premiere, *_ = await assistant.dire(expediteur, "récapitulatif")
    assert premiere["text"] == "Je regarde votre dossier."
    assert "Je regarde" not in _textes(await assistant.dire(expediteur, "merci"))
    assert (await assistant.slots(expediteur))["duree_mois"] == 48


def test_un_etat_inconnu_d_une_demande_est_refuse(assistant: Assistant) -> None:
    with base.session() as session, pytest.raises(StatementError, match="perdu"):
        session.execute(update(Demande).values(etat="perdu"))


async def test_une_reference_n_est_jamais_donnee_deux_fois(
    assistant: Assistant, expediteur: str
) -> None:
    premiere, _ = await _ouvrir(assistant, expediteur)
    await assistant.dire(expediteur, "tout effacer")
    await assistant.dire(expediteur, "oui")
    seconde, _ = await _ouvrir(assistant, expediteur)
    assert seconde != premiere


@pytest.fixture
def vieux(assistant: Assistant) -> Callable[..., str]:
    """Make files as they were left some days ago; the daily task was not done yet."""

    def creer(jours: int, **faits: Any) -> str:
        with base.session() as session:
            conversation = Conversation(nom=uuid.uuid4().hex, version_vue=0, remis=0)
            session.add(conversation)
            dossier = depot.creer(session, conversation)
            dossier.faits = faits
            depot.noter(session, dossier, "acheteur", "message", "mes mots")
            session.flush()
            il_y_a = maintenant() - datetime.timedelta(days=jours)
            session.execute(
                update(Dossier).where(Dossier.id == dossier.id).values(modifie_le=il_y_a)
            )
            return str(dossier.reference)

    with base.session() as session:
        session.execute(delete(Tache))
    return creer


def test_la_conservation_efface_ce_qui_a_fait_son_temps(vieux: Callable[..., str]) -> None:
    debut = (datetime.date.today() - datetime.timedelta(days=400)).isoformat()
    ancien, recent = vieux(400), vieux(300)
    en_cours = vieux(400, etape="notifiee", date_notification=debut, duree_mois=48.0)
    fini = vieux(800, etape="notifiee", date_notification="2020-01-01", duree_mois=24.0)
    sans_date = vieux(400, etape="notifiee", date_notification="inconnu", duree_mois=24.0)
    with base.session() as session:
        assert (appliquer_la_conservation(session, 365) or 0) >= 2
    with base.session() as session:
        assert appliquer_la_conservation(session, 365) is None, "une fois par jour"
        gardes = (ancien, recent, en_cours, fini, sans_date)
        restent = [acces.trouver(session, reference) is not None for reference in gardes]
        lignes = select(Ligne.id).where(Ligne.dossier_id == int(ancien[-6:]))
        assert len(session.scalars(lignes).all()) == 2
        assert not session.scalars(
            select(TexteDeLigne).where(TexteDeLigne.ligne_id.in_(lignes))
        ).all()
    assert restent == [False, True, True, False, True]


def test_les_migrations_menent_aux_tables(tmp_path: Any) -> None:
    url = f"sqlite:///{tmp_path / 'neuve.db'}"
    base.preparer(url)
    base.preparer(url)
    with base.ouvrir(url).connect() as connexion:
        contexte = MigrationContext.configure(connexion, opts={"compare_type": True})
        ecarts = compare_metadata(contexte, Base.metadata)
    assert [e for e in ecarts if "sqlite_sequence" not in str(e)] == []


def test_une_base_d_avant_les_migrations_garde_ses_dossiers(tmp_path: Any) -> None:
    url = f"sqlite:///{tmp_path / 'ancienne.db'}"
    with create_engine(url).begin() as connexion:
        for ordre in ANCIENNE_BASE.split(";"):
            connexion.execute(text(ordre))
    base.preparer(url)
    moteur = base.ouvrir(url)
    assert "events" not in inspect(moteur).get_table_names()
    with moteur.connect() as connexion:
        dossiers = connexion.execute(text("SELECT id, version FROM dossiers")).all()
        demandes = connexion.execute(text("SELECT dossier_id, reference, etat FROM demandes")).all()
        ouverts = connexion.execute(text("SELECT nom, dossier_id FROM conversations")).all()
        documents = connexion.execute(text("SELECT jeton FROM documents")).all()
    assert [tuple(d) for d in dossiers] == [(1, 1), (2, 1)]
    assert [tuple(d) for d in demandes] == [(2, "PPS-2026-000002", "en_attente")]
    assert [tuple(o) for o in ouverts] == [("a", 2)]
    assert [tuple(d) for d in documents] == [("j",)]


ANCIENNE_BASE = """
CREATE TABLE dossiers (id INTEGER PRIMARY KEY AUTOINCREMENT, cree_le DATETIME NOT NULL,
  modifie_le DATETIME NOT NULL, conversation VARCHAR(255) NOT NULL, faits JSON NOT NULL,
  verdict VARCHAR(32));
CREATE TABLE demandes (id INTEGER PRIMARY KEY, dossier_id INTEGER, faite_le DATETIME);
CREATE TABLE documents (id INTEGER PRIMARY KEY, dossier_id INTEGER NOT NULL, type VARCHAR(32),
  jeton VARCHAR(64), cree_le DATETIME, version_des_regles VARCHAR(16), html TEXT,
  FOREIGN KEY(dossier_id) REFERENCES dossiers (id) ON DELETE CASCADE);
CREATE TABLE events (id INTEGER PRIMARY KEY, data TEXT);
INSERT INTO dossiers VALUES (1, '2026-01-01 00:00:00.000000', '2026-01-01 00:00:00.000000', 'a',
  '{}', NULL);
INSERT INTO dossiers VALUES (2, '2026-01-02 00:00:00.000000', '2026-01-02 00:00:00.000000', 'a',
  '{"objet": "x"}', 'favorable');
INSERT INTO demandes VALUES (1, 2, '2026-01-03');
INSERT INTO documents VALUES (1, 1, 'clause', 'j', '2026-01-01', 'v', '<p>x</p>')
"""
