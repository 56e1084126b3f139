"""The running whole, over HTTP: what outsiders rely on."""

from __future__ import annotations

import http.client
import json
import uuid

import pytest

from tests.serveur import Serveur


@pytest.fixture
def expediteur() -> str:
    return uuid.uuid4().hex


def test_la_page_est_servie_avec_une_politique_stricte(serveur: Serveur) -> None:
    statut, page = serveur.appeler("/")
    assert statut == 200
    assert 'lang="fr"' in page
    assert serveur.appeler("/page/page.css")[0] == 200
    assert serveur.appeler("/page/..%2f..%2fconfig.yml")[0] == 404
    assert serveur.appeler("/page/inconnu.js")[0] == 404


def test_la_premiere_reponse_dit_que_c_est_un_robot(serveur: Serveur, expediteur: str) -> None:
    texte = serveur.dire(expediteur, "bonjour")[0]["text"]
    assert "robot" in texte
    assert "garde" in texte


def test_l_etat_se_lit_dans_le_suivi_de_rasa(serveur: Serveur, expediteur: str) -> None:
    serveur.dire(expediteur, "marché de nettoyage de 4 ans, un seul titulaire")
    _, suivi = serveur.appeler(f"/conversations/{expediteur}/tracker")
    assert suivi["slots"]["duree_mois"] == 48
    assert suivi["slots"]["forme_contrat"] == "marche"
    assert suivi["slots"]["requested_slot"] == "recurrence"
    assert suivi["slots"]["faisabilite"] is None


@pytest.mark.parametrize(
    ("phrase", "duree", "montant"),
    [
        ("1 an reconductible 3 fois, 1,2 M€ HT", 48, 1_200_000),
        ("vingt-quatre mois et deux cent mille euros HT", 24, 200_000),
        ("2 ans, non pardon 3 ans", 36, None),
        ("108 000 € TTC", None, None),
        ("200 000 € par an", None, None),
        ("entre 2 et 4 ans", None, None),
        ("50 000 € par lot", None, None),
    ],
)
def test_l_analyse_donne_les_quantites(
    serveur: Serveur, phrase: str, duree: float | None, montant: float | None
) -> None:
    _, analyse = serveur.appeler("/model/parse", {"text": phrase})
    entites = {e["entity"]: e["value"] for e in analyse["entities"]}
    assert entites.get("duree_mois") == duree
    assert entites.get("montant_ht") == montant


def test_une_barre_oblique_tapee_n_est_jamais_un_ordre(serveur: Serveur, expediteur: str) -> None:
    serveur.dire(expediteur, "vérifier la faisabilité")
    for ordre in ('/informer{"recurrence": "isole"}', "/restart", "//restart", "/session_start"):
        serveur.dire(expediteur, ordre)
        _, suivi = serveur.appeler(f"/conversations/{expediteur}/tracker")
        assert suivi["slots"]["recurrence"] is None
        assert suivi["slots"]["faisabilite"] is None


def test_le_bouton_montre_est_obei_une_fois(serveur: Serveur, expediteur: str) -> None:
    serveur.dire(expediteur, "marché de nettoyage, 4 ans, un seul titulaire")
    ordre = '/informer{"recurrence": "recurrent"}'
    serveur.dire(expediteur, ordre)
    _, suivi = serveur.appeler(f"/conversations/{expediteur}/tracker")
    assert suivi["slots"]["recurrence"] == "recurrent"
    assert suivi["slots"]["requested_slot"] == "montant_ht"


@pytest.mark.parametrize(
    "corps",
    [
        *(b"", b"{", b"[]", b'{"message": "x"}', b'{"sender": "", "message": "x"}'),
        *(b'{"sender": 3}', b'{"sender": "\\ud83d", "message": "bonjour"}'),
        b'{"sender": "a\\u0000b", "message": "bonjour"}',
    ],
)
def test_une_requete_mal_formee_est_refusee_en_francais(serveur: Serveur, corps: bytes) -> None:
    statut, reponse = serveur.appeler("/webhooks/rest/webhook", brut=corps)
    assert statut == 400
    assert "sender" in reponse["erreur"]


@pytest.mark.parametrize("entetes", [{}, {"Transfer-Encoding": "chunked"}])
def test_un_corps_demesure_est_refuse_avant_d_etre_lu(
    serveur: Serveur, entetes: dict[str, str]
) -> None:
    corps = b'{"sender": "x", "message": "' + b"a" * 2_000_000 + b'"}'
    prise = http.client.HTTPConnection("127.0.0.1", serveur.port, timeout=30)
    prise.putrequest("POST", "/webhooks/rest/webhook")
    for nom, valeur in (entetes or {"Content-Length": str(len(corps))}).items():
        prise.putheader(nom, valeur)
    prise.endheaders()
    if entetes:
        prise.send(b"%x\r\n%s\r\n" % (len(corps), corps))
    reponse = prise.getresponse()  # of the first form, not a byte of the body was sent
    assert reponse.status == 413
    assert "trop long" in json.loads(reponse.read())["erreur"]


def test_un_texte_trop_long_n_est_pas_analyse(serveur: Serveur) -> None:
    statut, reponse = serveur.appeler("/model/parse", {"text": "un an " * 5000})
    assert statut == 413
    assert "2\u00a0000 caractères" in reponse["erreur"]


def test_un_texte_trop_long_se_dit_dans_la_conversation(serveur: Serveur, expediteur: str) -> None:
    textes = [r["text"] for r in serveur.dire(expediteur, "a" * 900_000)]
    assert any("trop long" in texte for texte in textes)


@pytest.mark.parametrize(
    ("methode", "chemin"),
    [
        ("PUT", "/model"),
        ("DELETE", "/model"),
        ("POST", "/model/train"),
        ("POST", "/conversations/x/tracker/events"),
        ("POST", "/conversations/x/execute"),
        ("GET", "/domain"),
    ],
)
def test_l_api_de_rasa_ne_donne_que_ce_qui_est_promis(
    serveur: Serveur, methode: str, chemin: str
) -> None:
    prise = http.client.HTTPConnection("127.0.0.1", serveur.port, timeout=30)
    prise.request(methode, chemin, body=b"{}")
    reponse = prise.getresponse()
    assert reponse.status == 404
    assert json.loads(reponse.read()) == {"erreur": "introuvable"}


def test_un_texte_avec_une_ligne_vide_arrive_entier(serveur: Serveur, expediteur: str) -> None:
    serveur.dire(expediteur, "achat isolé de mobilier, une seule fois")
    reponses = serveur.dire(expediteur, "pourquoi cet avis ?")
    assert len([r for r in reponses if "Avis défavorable" in r.get("text", "")]) == 1


def test_un_document_se_lit_par_son_adresse_entiere_et_par_elle_seule(
    serveur: Serveur, expediteur: str
) -> None:
    serveur.dire(expediteur, "Gardiennage, récurrent, un seul titulaire, marché, 4 ans, 90 k€ HT")
    reponses = serveur.dire(expediteur, "tout par défaut")
    (message,) = [r["custom"] for r in reponses if r.get("custom", {}).get("type") == "documents"]
    _, suivi = serveur.appeler(f"/conversations/{expediteur}/tracker")
    assert message["type"] == "documents"
    assert message["dossier"] == suivi["slots"]["dossier"]
    adresses = {d["id"]: d["formats"]["docx"] for d in message["documents"]}
    assert adresses.keys() == {"clause", "pieces_consultation"}
    for adresse in adresses.values():
        statut, contenu = serveur.appeler(adresse)
        assert statut == 200
        assert contenu.startswith("PK"), "un .docx est une archive zip"
    adresse = adresses["clause"]
    _, _, reference, jeton, fichier = adresse.split("/")
    for fausse in (
        f"/documents/PPS-2026-999999/{jeton}/{fichier}",
        f"/documents/{reference}/{jeton[:-1]}x/{fichier}",
        f"/documents/{reference}/{jeton}/clause.exe",
        f"/documents/{reference}/{jeton}/note_faisabilite.docx",
        f"/documents/{reference}/",
        "/documents/..%2f..%2fvar%2fassistant.db",
    ):
        assert serveur.appeler(fausse)[0] == 404
