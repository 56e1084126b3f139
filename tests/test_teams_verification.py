"""What Teams' address takes and refuses: a call is Teams' own, of our tenant, or nothing."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import logging
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import jwt
import pytest
from sanic import Sanic
from sqlalchemy import delete, select

from bot.canaux.teams.canal import CanalTeams
from bot.canaux.teams.cles import Cles
from bot.dossiers.base import preparer, session
from bot.dossiers.tables_du_triage import Envoi, Evenement, Salon
from bot.reglages import reglages
from tests.faux_teams import ACHETEUSE, CAMILLE, CANAL, MOI, Cle, FauxTeams
from tests.sanic_seul import servir

AUTRE_LOCATAIRE = "00000000-8888-7777-6666-555555555555"


class Bureau:
    """The worker, which is only told that something came."""

    def __init__(self) -> None:
        self.reveils = 0

    def reveiller(self) -> None:
        self.reveils += 1


class Adresse:
    """The channel alone, served on loopback; `retenus` is what it kept."""

    def __init__(self, app: Sanic, webhook: str) -> None:
        self.app = app
        self.webhook = webhook

    async def appeler(self, activite: Any, autorisation: str | None) -> int:
        entetes = {} if autorisation is None else {"Authorization": autorisation}
        corps = activite if isinstance(activite, bytes) else json.dumps(activite).encode()
        async with httpx.AsyncClient() as client:
            reponse = await client.post(self.webhook, content=corps, headers=entetes)
        assert reponse.content == b""
        return reponse.status_code

    @property
    def retenus(self) -> list[dict[str, Any]]:
        with session() as courante:
            requete = select(Evenement).where(Evenement.outil == "teams").order_by(Evenement.id)
            return [evenement.venue for evenement in courante.scalars(requete)]


@pytest.fixture(scope="module")
def faux_teams() -> Iterator[FauxTeams]:
    faux = FauxTeams()
    yield faux
    faux.arreter()


@pytest.fixture
async def adresse(faux_teams: FauxTeams, regler: Callable[..., None]) -> AsyncIterator[Adresse]:
    regler(**faux_teams.reglages())
    preparer(reglages().base)
    with session() as courante:
        for table in (Evenement, Envoi, Salon):
            courante.execute(delete(table))
    async with _servir() as servie:
        yield servie


@asynccontextmanager
async def _servir() -> AsyncIterator[Adresse]:
    routes = CanalTeams().blueprint(_personne)
    async with servir(routes, "/webhooks/teams") as (app, ou):
        app.ctx.bureau = Bureau()
        yield Adresse(app, f"{ou}/webhook")


async def _personne(message: Any) -> None:
    raise AssertionError("Rasa n’est pour rien dans ce canal")


def _porteur(jeton: str) -> str:
    return f"Bearer {jeton}"


async def test_une_vraie_activite_est_gardee_une_fois_meme_livree_trois_fois(
    adresse: Adresse, faux_teams: FauxTeams
) -> None:
    activite = faux_teams.activite("je prends PPS-2026-000001", conversation=CANAL, fil="17")
    assert await faux_teams.livrer(adresse.webhook, activite, fois=3) == [200, 200, 200]
    (venue,) = adresse.retenus
    assert venue["identite"] == f"teams:{CAMILLE}"
    assert venue["nom"] == "Camille Moreau"
    assert venue["texte"] == "je prends PPS-2026-000001"
    assert venue["nomme"] is True
    assert venue["prive"] is False
    lieu = venue["lieu"]
    assert (lieu["conversation"], lieu["fil"], lieu["service"]) == (CANAL, "17", faux_teams.service)
    assert lieu["message"] == activite["id"]
    assert adresse.app.ctx.bureau.reveils == 3


def _signe(faux: FauxTeams, algorithme: str, entete: dict[str, str] | None = None) -> str:
    """Return a token that says what a good one says, signed in another way."""
    dits = jwt.decode(faux.jeton(), options={"verify_signature": False})
    cle = "" if algorithme == "none" else faux.cle.privee
    return _porteur(jwt.encode(dits, cle, algorithme, headers=entete or {"kid": faux.cle.nom}))


def _avec_la_cle_publique(faux: FauxTeams) -> str:
    """Sign with the published key as if it were a shared secret, which PyJWT refuses to do."""
    entete = {"alg": "HS256", "typ": "JWT", "kid": faux.cle.nom}
    corps = faux.jeton().split(".")[1]
    tete = f"{_en_base64(json.dumps(entete).encode())}.{corps}"
    signature = hmac.digest(faux.cle.pem(), tete.encode(), hashlib.sha256)
    return _porteur(f"{tete}.{_en_base64(signature)}")


def _mal_signe(faux: FauxTeams, signature: Callable[[str], str]) -> str:
    tete, _, vraie = faux.jeton().rpartition(".")
    return _porteur(f"{tete}.{signature(vraie)}")


def _en_base64(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def _dans(secondes: int) -> int:
    return int(time.time()) + secondes


# what passes for a token and is none, by what is wrong with it
FORGES: dict[str, Callable[[FauxTeams], str | None]] = {
    "aucun": lambda faux: None,
    "vide": lambda faux: "Bearer",
    "d’un autre genre": lambda faux: f"Basic {faux.jeton()}",
    "pas un jeton": lambda faux: "Bearer abc.def.ghi",
    "sans signature": lambda faux: _mal_signe(faux, lambda vraie: ""),
    "signature changée": lambda faux: _mal_signe(faux, lambda vraie: vraie[::-1]),
    "clé d’un autre, du même nom": lambda faux: _porteur(faux.jeton(Cle(faux.cle.nom))),
    "clé inconnue": lambda faux: _porteur(faux.jeton(Cle("inconnue"))),
    "sans nom de clé": lambda faux: _signe(faux, "RS256", {"typ": "JWT"}),
    "alg none": lambda faux: _signe(faux, "none"),
    "HS256 avec la clé publique": _avec_la_cle_publique,
    "RS512": lambda faux: _signe(faux, "RS512"),
    "autre émetteur": lambda faux: _porteur(faux.jeton(iss="https://sts.windows.net/pirate/")),
    "sans émetteur": lambda faux: _porteur(faux.jeton(iss=None)),
    "autre destinataire": lambda faux: _porteur(faux.jeton(aud="22222222-2222-3333-4444-555555")),
    "sans destinataire": lambda faux: _porteur(faux.jeton(aud=None)),
    "périmé": lambda faux: _porteur(faux.jeton(exp=_dans(-301))),
    "sans échéance": lambda faux: _porteur(faux.jeton(exp=None)),
    "pas encore valable": lambda faux: _porteur(faux.jeton(nbf=_dans(400))),
    "autre serviceurl": lambda faux: _porteur(faux.jeton(serviceurl="https://pirate.example/")),
    "sans serviceurl": lambda faux: _porteur(faux.jeton(serviceurl=None)),
    "deux serviceurl": lambda faux: _porteur(faux.jeton(serviceUrl="https://pirate.example/")),
}


@pytest.mark.parametrize("faute", FORGES)
async def test_ce_qui_est_forge_est_refuse_et_rien_n_est_fait(
    adresse: Adresse, faux_teams: FauxTeams, faute: str, caplog: pytest.LogCaptureFixture
) -> None:
    activite = faux_teams.activite("clos PPS-2026-000001")
    autorisation = FORGES[faute](faux_teams)
    with caplog.at_level(logging.DEBUG):
        assert await adresse.appeler(activite, autorisation) in (401, 403)
    assert adresse.retenus == []
    assert adresse.app.ctx.bureau.reveils == 0
    # neither the token nor the words are in any line of the journal
    for secret in ("clos PPS", (autorisation or "").partition(" ")[2]):
        assert not secret or secret not in caplog.text
    assert "activité de Teams refusée" in caplog.text


@pytest.mark.parametrize(
    "changement",
    [
        {"channelId": "webchat"},
        {"channelId": None},
        {"serviceUrl": "http://127.0.0.1:1/"},
        {"serviceUrl": None},
        {"channelData": {"tenant": {"id": AUTRE_LOCATAIRE}}},
        {"channelData": None, "conversation": {"id": "a:1", "conversationType": "personal"}},
        {"conversation": {"id": "a:1", "tenantId": AUTRE_LOCATAIRE}},
        {"channelData": "", "conversation": {"id": "a:1", "tenantId": AUTRE_LOCATAIRE}},
    ],
)
async def test_une_activite_qui_ne_dit_pas_la_meme_chose_que_son_jeton_est_refusee(
    adresse: Adresse, faux_teams: FauxTeams, changement: dict[str, Any]
) -> None:
    activite = {**faux_teams.activite("clos PPS-2026-000001"), **changement}
    assert await adresse.appeler(activite, _porteur(faux_teams.jeton())) == 403
    assert adresse.retenus == []


@pytest.mark.parametrize("suffixe", [".evil.example/", "@evil.example/", "0/"])
async def test_une_adresse_de_service_qui_ressemble_a_la_bonne_est_refusee(
    adresse: Adresse, faux_teams: FauxTeams, suffixe: str
) -> None:
    """Signed all the same: the token goes nowhere but to the addresses of the settings."""
    ailleurs = f"{faux_teams.adresse}{suffixe}"
    activite = faux_teams.activite("bonjour", serviceUrl=ailleurs)
    jeton = faux_teams.jeton(serviceurl=ailleurs)
    assert await adresse.appeler(activite, _porteur(jeton)) == 403


async def test_une_cle_qui_n_est_pas_pour_teams_est_refusee(
    adresse: Adresse, faux_teams: FauxTeams
) -> None:
    autre = Cle("webchat seulement", canaux=["webchat"])
    faux_teams.cles = [faux_teams.cle, autre]
    activite = faux_teams.activite("bonjour")
    assert await adresse.appeler(activite, _porteur(faux_teams.jeton(autre))) == 403
    assert await adresse.appeler(activite, _porteur(faux_teams.jeton())) == 200


async def test_les_horloges_peuvent_differer_de_cinq_minutes(
    adresse: Adresse, faux_teams: FauxTeams
) -> None:
    activite = faux_teams.activite("bonjour")
    for jeton in (faux_teams.jeton(exp=_dans(-240)), faux_teams.jeton(nbf=_dans(240))):
        assert await adresse.appeler(activite, _porteur(jeton)) == 200


async def test_les_cles_tournent_sans_redemarrage(adresse: Adresse, faux_teams: FauxTeams) -> None:
    avant = faux_teams.cle
    activite = faux_teams.activite("bonjour")
    assert await adresse.appeler(activite, _porteur(faux_teams.jeton())) == 200
    for _ in range(2):
        faux_teams.tourner_les_cles()
        assert await adresse.appeler(activite, _porteur(faux_teams.jeton())) == 200
    # a withdrawn one is forgotten with the reading that the new one asked for
    assert await adresse.appeler(activite, _porteur(faux_teams.jeton(avant))) == 401


async def test_des_cles_inventees_ne_font_pas_relire_sans_fin(
    adresse: Adresse, faux_teams: FauxTeams
) -> None:
    avant = faux_teams.lectures_des_cles
    activite = faux_teams.activite("bonjour")
    inventee = Cle("")
    for rang in range(20):
        inventee.nom = f"inventée {rang}"
        assert await adresse.appeler(activite, _porteur(faux_teams.jeton(inventee))) == 401
    assert faux_teams.lectures_des_cles - avant <= 5


@pytest.mark.parametrize(
    "trousseau", ["", "[]", '{"keys": 1}', '{"keys": [{"kty": "RSA", "kid": 1}]}']
)
async def test_un_trousseau_illisible_n_arrete_rien(
    adresse: Adresse, faux_teams: FauxTeams, monkeypatch: pytest.MonkeyPatch, trousseau: str
) -> None:
    monkeypatch.setattr(faux_teams, "trousseau", trousseau)
    activite = faux_teams.activite("bonjour")
    assert await adresse.appeler(activite, _porteur(faux_teams.jeton())) == 503
    monkeypatch.setattr(faux_teams, "trousseau", None)
    assert await adresse.appeler(activite, _porteur(faux_teams.jeton())) == 200


async def test_sans_cles_on_dit_de_revenir_et_celles_d_hier_servent_encore(
    faux_teams: FauxTeams, adresse: Adresse, regler: Callable[..., None]
) -> None:
    moment = [0.0]
    cles = Cles(f"{faux_teams.adresse}/v1/.well-known/openidconfiguration", lambda: moment[0])
    assert await cles.trouver(faux_teams.cle.nom)
    cles._document = "http://127.0.0.1:9/"  # nobody answers there any more
    for _ in range(3):
        moment[0] += 25 * 3600
        assert await cles.trouver(faux_teams.cle.nom)
    regler(TEAMS_OPENID_URL="http://127.0.0.1:9/")
    activite = faux_teams.activite("bonjour")
    async with _servir() as ailleurs:
        for _ in range(8):
            assert await ailleurs.appeler(activite, _porteur(faux_teams.jeton())) == 503
    assert adresse.retenus == []


@pytest.mark.parametrize("corps", [b"", b"[]", b"{", b"\xff", b'"texte"'])
async def test_ce_qui_n_est_pas_une_activite_est_refuse(adresse: Adresse, corps: bytes) -> None:
    assert await adresse.appeler(corps, None) == 400


async def test_ce_qui_n_est_pas_pour_nous_est_recu_sans_suite(
    adresse: Adresse, faux_teams: FauxTeams
) -> None:
    for genre in ("messageReaction", "messageUpdate", "messageDelete", "typing", "event"):
        activite = faux_teams.activite("je prends PPS-2026-000001", type=genre)
        assert await faux_teams.livrer(adresse.webhook, activite) == [200]
    invocation = faux_teams.activite(type="invoke", name="adaptiveCard/action")
    assert await faux_teams.livrer(adresse.webhook, invocation) == [501]
    sans_identite = faux_teams.activite("bonjour")
    del sans_identite["from"]["aadObjectId"]
    assert await faux_teams.livrer(adresse.webhook, sans_identite) == [200]
    assert adresse.retenus == []


async def test_l_application_installee_se_presente_une_fois(
    adresse: Adresse, faux_teams: FauxTeams
) -> None:
    arrivee: dict[str, Any] = {"type": "conversationUpdate", "membersAdded": [{"id": MOI}]}
    installee: dict[str, Any] = {"type": "installationUpdate", "action": "add"}
    for autres in (arrivee, installee):
        for ou in (None, CANAL):
            activite = faux_teams.activite(conversation=ou, de=ACHETEUSE, **autres)
            assert await faux_teams.livrer(adresse.webhook, activite, fois=2) == [200, 200]
    # she is no facilitator, and is told how to become one
    chez_elle, dans_le_canal = _dits()
    assert f"teams:{ACHETEUSE}" in chez_elle
    assert "arriveront dans ce canal" in dans_le_canal
    retrait = faux_teams.activite(conversation=CANAL, **{**installee, "action": "remove"})
    await faux_teams.livrer(adresse.webhook, retrait)
    await faux_teams.livrer(adresse.webhook, faux_teams.activite(conversation=CANAL, **arrivee))
    assert len(_dits()) == 3
    await faux_teams.livrer(adresse.webhook, faux_teams.activite(de=CAMILLE, **arrivee))
    assert "personne d’autre ne vous lit" in _dits()[-1]


async def test_un_clic_dont_rien_n_arrive_se_dit(adresse: Adresse, faux_teams: FauxTeams) -> None:
    """As desktop clients do: neither text nor value."""
    assert await faux_teams.livrer(adresse.webhook, faux_teams.activite(replyToId="12")) == [200]
    (dit,) = _dits()
    assert "Tapez la phrase" in dit


def _dits() -> list[str]:
    with session() as courante:
        envois = courante.scalars(select(Envoi).where(Envoi.outil == "teams").order_by(Envoi.id))
        lus = list(envois)
        # none of them is to replace what somebody else wrote
        assert all(envoi.lieu["message"] is None for envoi in lus)
        return [envoi.contenu["texte"] for envoi in lus]
