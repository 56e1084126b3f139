"""Calls through the real endpoints: signed as Twilio does, read as it reads TwiML; and in JSON."""

from __future__ import annotations

import asyncio
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import pytest
import yaml

from bot.canaux.telephone import appels
from bot.canaux.telephone.appels import Appels, Tour
from bot.canaux.telephone.combine import CHEMIN, Combine, lire
from bot.canaux.telephone.essai import jouer
from bot.canaux.telephone.signature import est_signe, signer
from bot.dossiers.conversations import ASSISTANT, Echange
from tests.appels import secondes
from tests.serveur import Serveur

JETON, OPERATEUR = "12345", "jeton-d-operateur"
PUBLIQUE = "https://pps.exemple.fr"
NUMERO = "+33612345678"
SIGNATURES = Path(__file__).parent / "telephone" / "signatures.yml"
LETTRE = re.compile(r"\b([A-Z]) comme [A-ZÉ]|\b(\d)\b")
JSON = f"/webhooks/telephone/json?token={OPERATEUR}"


@pytest.fixture(scope="module")
def standard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serveur]:
    """One assistant that calls reach through a proxy."""
    reglages = {"TWILIO_AUTH_TOKEN": JETON, "URL_PUBLIQUE": PUBLIQUE, "RASA_TOKEN": OPERATEUR}
    serveur = Serveur(tmp_path_factory.mktemp("telephone"), **reglages)
    try:
        serveur.attendre_pret()
        yield serveur
    finally:
        serveur.arreter()


def _poster(
    serveur: Serveur, champs: dict[str, str], suite: str = "", signature: str | None = None
) -> tuple[int, bytes]:
    """Post a webhook to the server itself, signed for the public address."""
    if signature is None:
        listes = {nom: [valeur] for nom, valeur in champs.items()}
        signature = signer(f"{PUBLIQUE}{CHEMIN}{suite}", listes, JETON)
    requete = urllib.request.Request(
        f"{serveur.url}{CHEMIN}{suite}",
        urlencode(champs).encode(),
        {"X-Twilio-Signature": signature},
    )
    try:
        with urllib.request.urlopen(requete, timeout=30) as reponse:
            return reponse.status, reponse.read()
    except urllib.error.HTTPError as faute:
        return faute.code, faute.read()


class Ligne:
    """A call through the proxy."""

    def __init__(self, serveur: Serveur, appel: str) -> None:
        self.serveur, self.appel, self.suite = serveur, appel, ""

    def dire(self, **champs: str) -> bytes:
        base = {"CallSid": self.appel, "From": NUMERO, "CallStatus": "in-progress"}
        statut, corps = _poster(self.serveur, {**base, **champs}, self.suite)
        assert statut == 200, corps
        suite = lire(corps).suite
        self.suite = (suite or "").removeprefix(f"{PUBLIQUE}{CHEMIN}")
        return corps


@pytest.mark.parametrize("cas", yaml.safe_load(SIGNATURES.read_text(encoding="utf-8")))
def test_une_signature_est_celle_de_la_bibliotheque_de_twilio(cas: dict[str, Any]) -> None:
    champs = {nom: [valeur] for nom, valeur in cas["champs"].items()}
    assert signer(cas["adresse"], champs, JETON) == cas["signature"]
    assert est_signe(cas["adresse"], champs, cas["signature"], JETON)
    assert not est_signe(cas["adresse"], {**champs, "Digits": ["1"]}, cas["signature"], JETON)
    assert not est_signe(f"{cas['adresse']}x", champs, cas["signature"], JETON)
    assert not est_signe(cas["adresse"], champs, cas["signature"], "un autre jeton")


def test_un_appel_s_ouvre_se_repond_et_se_reprend_par_ecrit(standard: Serveur) -> None:
    ligne = Ligne(standard, "CA-continu")
    twiml = ligne.dire()
    racine = ElementTree.fromstring(twiml)
    gather = racine.find("Gather")
    assert racine.tag == "Response"
    assert gather is not None
    assert gather.attrib["input"] == "dtmf speech"
    assert gather.attrib["language"] == "fr-FR"
    assert gather.attrib["action"] == f"{PUBLIQUE}{CHEMIN}?tour=1"
    assert gather.attrib["actionOnEmptyResult"] == "true"
    assert {dit.attrib["language"] for dit in racine.iter("Say")} == {"fr-FR"}
    assert all(dit.attrib["voice"].endswith("-Neural") for dit in racine.iter("Say"))
    assert "Dites-moi ce que vous achetez" in " ".join(lire(twiml).phrases)
    suivante = ElementTree.fromstring(ligne.dire(SpeechResult="du nettoyage de bureaux"))
    attributs = suivante.find("Gather").attrib  # type: ignore[union-attr]  # there is one
    assert "isolé" in attributs["hints"]
    assert attributs["numDigits"] == "1"
    ligne.dire(Digits="1")
    ligne.dire(SpeechResult="mars chez à un tituler")
    dits = lire(ligne.dire(SpeechResult="quatre temps")).phrases
    assert any("Avis favorable" in dit for dit in dits)
    assert secondes(" ".join(dits)) < 45
    reference, code = _noter(dits)
    standard.dire("par-ecrit", "bonjour")
    assert standard.appeler("/webhooks/rest/webhook", {"sender": "e", "message": "allô"})[0] == 200
    standard.dire("par-ecrit", f"reprendre {reference}")
    repris = " ".join(r.get("text", "") for r in standard.dire("par-ecrit", code))
    assert "48 mois (4 ans)" in repris
    suite = " ".join(r.get("text", "") for r in standard.dire("par-ecrit", "préparer la clause"))
    assert "récurrent" not in suite
    assert "Combien de temps" not in suite


def _noter(dits: tuple[str, ...]) -> tuple[str, str]:
    """Write down the reference and the code that are spelt."""
    (epele,) = [dit for dit in dits if dit.startswith("Notez votre dossier")]
    dossier, _, code = epele.partition("Son code")
    chiffres = "".join(re.findall(r"\d", dossier))
    signes = "".join(lettre or chiffre for lettre, chiffre in LETTRE.findall(code))
    assert len(signes) == 8
    return f"PPS-{chiffres[:4]}-{chiffres[4:]}", signes


def test_un_appel_non_signe_ou_mal_signe_est_refuse(standard: Serveur) -> None:
    champs = {"CallSid": "CA-faux", "CallStatus": "in-progress"}
    ailleurs = signer(f"{standard.url}{CHEMIN}", {n: [v] for n, v in champs.items()}, JETON)
    juste = signer(f"{PUBLIQUE}{CHEMIN}", {n: [v] for n, v in champs.items()}, JETON)
    for signature in ("", "abc", "é", ailleurs):
        assert _poster(standard, champs, signature=signature)[0] == 403
    assert _poster(standard, {**champs, "SpeechResult": "oui"}, signature=juste)[0] == 403
    assert _poster(standard, champs, "?tour=1", signature=juste)[0] == 403
    assert _poster(standard, champs, signature=juste)[0] == 200


def test_le_meme_appel_livre_deux_fois_est_un_seul_tour(standard: Serveur) -> None:
    ligne = Ligne(standard, "CA-double")
    ligne.dire()
    ligne.dire(SpeechResult="du gardiennage récurrent")
    suite = ligne.suite
    premiere = ligne.dire(SpeechResult="plusieurs titulaires à marchés subséquents")
    ligne.suite = suite
    assert ligne.dire(SpeechResult="plusieurs titulaires à marchés subséquents") == premiere
    assert "marché subséquent" in lire(premiere).phrases[-1]


def test_ce_que_twilio_n_est_pas_sur_d_avoir_entendu_est_redemande(standard: Serveur) -> None:
    ligne = Ligne(standard, "CA-douteux")
    ligne.dire()
    ligne.dire(SpeechResult="du gardiennage", Confidence="0.92")
    redit = " ".join(lire(ligne.dire(SpeechResult="isolé", Confidence="0.21")).phrases)
    assert redit.startswith("Je ne vous entends pas bien")
    assert "récurrent" in redit.lower()
    # a recogniser that gives no confidence sends 0.0
    note = " ".join(lire(ligne.dire(SpeechResult="récurrent", Confidence="0.0")).phrases)
    assert "Besoin récurrent, c’est noté" in note
    note = " ".join(lire(ligne.dire(Digits="1", Confidence="0.1")).phrases)
    assert "Un seul titulaire, c’est noté" in note


def test_de_l_appelant_rien_n_est_garde_et_la_fin_de_l_appel_est_notee(standard: Serveur) -> None:
    ligne = Ligne(standard, "CA0123456789abcdef")
    ligne.dire()
    ligne.dire(SpeechResult="du gardiennage récurrent")
    corps = ligne.dire(CallStatus="completed")
    assert ElementTree.fromstring(corps).tag == "Response"
    garde = b"".join(f.read_bytes() for f in standard.base.parent.glob(f"{standard.base.name}*"))
    assert b"gardiennage" in garde
    assert NUMERO.encode() not in garde
    assert b"CA0123456789abcdef" not in garde


def test_trois_silences_menent_a_une_sortie_jamais_a_une_boucle(standard: Serveur) -> None:
    ligne = Ligne(standard, "CA-silence")
    dits = [lire(ligne.dire())]
    while not dits[-1].fini:
        dits.append(lire(ligne.dire()))
        assert len(dits) < 8
    assert any(dit.clavier for dit in dits)
    assert any("par écrit" in " ".join(dit.phrases) for dit in dits)
    assert sum(dit.secondes for dit in dits) < 90


def test_le_point_d_entree_neutre_demande_le_jeton_et_joue_le_meme_appel(
    standard: Serveur,
) -> None:
    assert standard.appeler("/webhooks/telephone/json", {"appel": "a"})[0] == 401
    assert standard.appeler("/webhooks/telephone/json?token=x", {"appel": "a"})[0] == 401
    for faux in ({}, {"appel": 3}, {"appel": "a", "touche": 1}, {"appel": "a", "entendu": ["oui"]}):
        assert standard.appeler(JSON, faux)[0] == 400
    _, ouvre = standard.appeler(JSON, {"appel": "a"})
    assert "Dites-moi ce que vous achetez" in ouvre["dire"]
    assert ouvre["fini"] is False
    _, suite = standard.appeler(JSON, {"appel": "a", "entendu": "des fournitures"})
    assert {"touche": "2", "dire": "isolé"} in suite["options"]
    _, avis = standard.appeler(JSON, {"appel": "a", "touche": "2"})
    assert "défavorable" in avis["dire"]
    _, fin = standard.appeler(JSON, {"appel": "a", "entendu": "au revoir"})
    assert fin == {"dire": "Merci, au revoir.", "options": [], "fini": True}
    suivi = standard.appeler(f"/conversations/{quote(appels.nommer('a'))}/tracker")
    assert suivi[0] in (200, 401, 404)


def test_sans_son_secret_l_appel_de_twilio_n_existe_pas(serveur: Serveur) -> None:
    assert serveur.appeler(CHEMIN, {"CallSid": "CA"})[0] == 404
    statut, dit = serveur.appeler("/webhooks/telephone/json", {"appel": "a"})
    assert statut == 200
    assert "Dites-moi" in dit["dire"]


def test_un_appel_se_joue_au_terminal(standard: Serveur, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.canaux.telephone.essai.SYNTHESE", "aucun-synthetiseur")
    entrees, lignes = iter(["du mobilier", "2", "un conseiller", ""]), list[str]()
    combine = _CombineParLeMandataire(standard)
    jouer(combine, lambda: next(entrees), lignes.append)
    assert any("défavorable" in ligne for ligne in lignes)
    assert re.search(r"\(\d+ s\)", lignes[2])
    assert lignes[-2] == "☎ Merci, au revoir."


class _CombineParLeMandataire(Combine):
    """A handset that signs for the public address, and reaches the server behind it."""

    def __init__(self, serveur: Serveur) -> None:
        super().__init__(PUBLIQUE, JETON)
        self._serveur = serveur

    def _ouvrir(self, requete: urllib.request.Request) -> bytes:
        requete.full_url = requete.full_url.replace(PUBLIQUE, self._serveur.url)
        return super()._ouvrir(requete)


class _GuichetLent:
    """A door whose answers come late."""

    def __init__(self) -> None:
        self.pris = 0

    async def prendre(self, entree: object) -> list[Echange]:
        self.pris += 1
        await asyncio.sleep(0.3)
        return [Echange(1, ASSISTANT, "Voilà.", (), None, None)]


async def test_une_reponse_qui_tarde_fait_patienter_puis_arrive_une_seule_fois(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(appels, "DELAI_S", 0.05)
    guichet, recus = _GuichetLent(), Appels()
    tour = Tour("CA", "oui", "tour-1")
    assert await recus.prendre(guichet, tour) is None  # type: ignore[arg-type]  # a stand-in
    attendu = Tour("CA", "", "tour-1")
    while (reponse := await recus.prendre(guichet, attendu)) is None:  # type: ignore[arg-type]
        pass
    assert reponse.dire == "Voilà."
    assert guichet.pris == 1
