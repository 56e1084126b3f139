"""The widget's channel, as browsers use it: whose session, from which site, what comes and when."""

from __future__ import annotations

import asyncio
import gzip
import os
import re
import signal
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from rasa.core.channels.channel import UserMessage
from sanic import Sanic
from sqlalchemy import create_engine, text

from bot.canaux import flux, script
from bot.canaux.debit import SUIVIS_AU_PLUS, Debit, abonne
from bot.canaux.flux import Places, derouler
from bot.canaux.garde import garder
from bot.canaux.sessions import DUREE_S, NOM, NOM_EN_HTTPS, Session
from bot.canaux.widget import CanalWidget
from bot.guichet import deposer, ou_en_est, relire
from tests.assistant import Assistant
from tests.navigateur import Navigateur
from tests.serveur import Serveur, port_libre
from tests.widget.faux_canal import CSP

FAVORABLE = "Nettoyage de bureaux, récurrent, marché à un seul titulaire, 4 ans, 200 000 € HT"
REFERENCE = re.compile(r"PPS-\d{4}-\d{6}")
AILLEURS = "https://www.ville.fr"
SECRET = "un secret d’essai"


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serveur]:
    """The assistant as it is put online: no token in the hands of buyers."""
    serveur = Serveur(
        tmp_path_factory.mktemp("public"),
        PROFIL="production",
        RASA_TOKEN="jeton",
        SECRET_SESSION=SECRET,
        ORIGINES=AILLEURS,
    )
    try:
        serveur.attendre_pret()
        yield serveur
    finally:
        serveur.arreter()


@pytest.fixture(autouse=True)
def _le_secret_du_serveur(regler: Callable[..., None]) -> None:
    """Let the tests sign as the server does."""
    regler(SECRET_SESSION=SECRET)


@pytest.fixture
def navigateur(public: Serveur) -> Navigateur:
    """A browser on the page itself, whose widget was just opened."""
    navigateur = Navigateur(public, public.url)
    navigateur.ouvrir()
    return navigateur


# --- whose conversation it is ---------------------------------------------------------------------


def test_en_production_un_acheteur_obtient_son_avis_et_sa_clause_sans_jeton(
    navigateur: Navigateur, public: Serveur
) -> None:
    avis = navigateur.dire(FAVORABLE)
    assert "favorable" in [(m["custom"] or {}).get("verdict") for m in avis]
    assert all(m.keys() == {"id", "de", "texte", "boutons", "custom"} for m in avis)
    remis = [m["custom"] for m in navigateur.dire("tout par défaut") if m["custom"]]
    (documents,) = [r["documents"] for r in remis if r["type"] == "documents"]
    adresse = documents[0]["formats"]["docx"]
    assert navigateur.demander("GET", adresse).contenu.startswith(b"PK")
    for ferme in ("/webhooks/rest/webhook", "/model/parse"):
        assert navigateur.demander("POST", ferme, {"sender": "x", "text": "x"}).statut == 401
    conversation = _session(navigateur).conversation
    assert navigateur.demander("GET", f"/conversations/{conversation}/tracker").statut == 401
    suivi = navigateur.demander("GET", f"/conversations/{conversation}/tracker?token=jeton")
    assert suivi.corps["slots"]["duree_mois"] == 48


@pytest.mark.parametrize(
    ("methode", "chemin"), [("POST", "messages"), ("GET", "historique"), ("GET", "flux")]
)
def test_sans_session_rien_ne_se_lit_ni_ne_s_ecrit(
    public: Serveur, methode: str, chemin: str
) -> None:
    corps = {"id": "1", "message": "bonjour"} if methode == "POST" else None
    refus = Navigateur(public, public.url).widget(methode, chemin, corps)
    assert refus.statut == 401
    assert "session" in refus.erreur


def test_une_session_devinee_volee_a_moitie_ou_perimee_n_ouvre_rien(
    navigateur: Navigateur, public: Serveur, regler: Callable[..., None]
) -> None:
    navigateur.dire(FAVORABLE)
    ((nom, valeur),) = navigateur.cookies.items()
    numero, donnee_le, signature = valeur.split(".")
    regler(SECRET_SESSION=SECRET)
    vieille = Session(numero, int(donnee_le) - DUREE_S)
    plus_tard = Session(numero, int(donnee_le) + 3600)
    regler(SECRET_SESSION="le secret d’un autre déploiement")
    fausses = [
        numero,
        f"{numero}.{donnee_le}",
        f"{'0' * 32}.{donnee_le}.{signature}",
        f"{numero}.{int(donnee_le) + 1}.{signature}",
        f"{numero}.{donnee_le}.{signature[:-2]}aa",
        Session(numero, int(donnee_le)).valeur,
        Session(numero, int(donnee_le)).conversation,
        "é" * 77,
    ]
    regler(SECRET_SESSION=SECRET)
    for fausse in (*fausses, vieille.valeur, plus_tard.valeur):
        voleur = Navigateur(public, public.url)
        voleur.cookies[nom] = fausse
        assert voleur.widget("GET", "historique", None).statut == 401, fausse
        assert voleur.ouvrir() == {"curseur": 0, "nouvelle": True}
        assert voleur.historique() == []
    # and it is the whole cookie that opens
    ici = Navigateur(public, public.url)
    ici.cookies[nom] = valeur
    assert ici.historique()


def test_un_cookie_vole_ne_sert_pas_depuis_un_autre_site(
    navigateur: Navigateur, public: Serveur
) -> None:
    navigateur.dire("bonjour")
    avant = navigateur.historique()
    for origine in ("https://pirate.fr", "null", f"{AILLEURS}.pirate.fr", "http://www.ville.fr"):
        ailleurs = Navigateur(public, origine)
        ailleurs.cookies = navigateur.cookies
        refus = ailleurs.widget("GET", "historique")
        assert refus.statut == 403
        assert "site" in refus.erreur
        assert "Access-Control-Allow-Origin" not in refus.entetes
        ecrit = ailleurs.widget(
            "POST", "messages", b'{"id": "1", "message": "x"}', Content_Type="text/plain"
        )
        assert ecrit.statut == 403
        assert ailleurs.widget("OPTIONS", "messages").statut == 403
    # a tag of another site's, or of a neighbour's, bears no origin
    for venue in ("cross-site", "same-site"):
        balise = Navigateur(public, Sec_Fetch_Site=venue)
        balise.cookies = navigateur.cookies
        assert balise.widget("GET", "historique").statut == 403
    assert navigateur.historique() == avant


def test_l_expediteur_vient_de_la_session_et_non_de_la_page(navigateur: Navigateur) -> None:
    navigateur.dire(FAVORABLE)
    autre = Navigateur.__new__(Navigateur)
    autre.__dict__ = {**navigateur.__dict__, "cookies": {}}
    autre.ouvrir()
    corps = {"id": "1", "message": "récapitulatif", "sender": _session(navigateur).conversation}
    reponse = autre.widget("POST", "messages", corps)
    assert "48" not in reponse.contenu.decode()
    assert "bureaux" not in reponse.contenu.decode()


def test_la_session_est_un_nombre_de_128_bits_cache_aux_scripts(public: Serveur) -> None:
    numeros = set()
    for _ in range(5):
        ici = Navigateur(public, public.url)
        entete = ici.widget("POST", "session").entetes["Set-Cookie"]
        assert "HttpOnly" in entete
        assert "SameSite=Lax" in entete
        assert "Secure" not in entete, "une adresse en http ne le garderait pas"
        numeros.add(_session(ici).numero)
    assert len(numeros) == 5
    assert all(re.fullmatch(r"[0-9a-f]{32}", numero) for numero in numeros)


def test_sur_un_autre_site_la_session_n_est_gardee_que_pour_lui(public: Serveur) -> None:
    ailleurs = Navigateur(public, AILLEURS, Sec_Fetch_Site="cross-site")
    reponse = ailleurs.widget("POST", "session")
    assert reponse.entetes["Set-Cookie"].endswith("SameSite=None; Secure; Partitioned")
    assert reponse.entetes["Access-Control-Allow-Origin"] == AILLEURS
    assert reponse.entetes["Access-Control-Allow-Credentials"] == "true"
    assert ailleurs.dire("bonjour")
    prealable = ailleurs.widget("OPTIONS", "messages", Access_Control_Request_Method="POST")
    assert prealable.statut == 204
    assert prealable.entetes["Access-Control-Allow-Origin"] == AILLEURS
    assert "Content-Type" in prealable.entetes["Access-Control-Allow-Headers"]


def test_derriere_un_mandataire_en_https_le_cookie_ne_vient_d_aucun_voisin(public: Serveur) -> None:
    en_https = Navigateur(public, public.url, X_Forwarded_Proto="https")
    entete = en_https.widget("POST", "session").entetes["Set-Cookie"]
    assert entete.startswith(f"{NOM_EN_HTTPS}=")
    assert entete.endswith("SameSite=Lax; Secure")
    assert en_https.historique() == []
    en_https.cookies[NOM] = en_https.cookies.pop(NOM_EN_HTTPS)
    assert en_https.widget("GET", "historique").statut == 401
    # a browser that does not say where the page is from
    ancien = Navigateur(public, AILLEURS, X_Forwarded_Proto="https")
    entete = ancien.widget("POST", "session").entetes["Set-Cookie"]
    assert entete.endswith("SameSite=None; Secure; Partitioned")


def test_rouvrir_continue_et_nouvelle_conversation_commence(navigateur: Navigateur) -> None:
    navigateur.dire("bonjour")
    avant = navigateur.historique()
    assert navigateur.ouvrir() == {"curseur": avant[-1]["id"], "nouvelle": False}
    assert navigateur.historique() == avant
    assert navigateur.ouvrir(nouvelle=True) == {"curseur": 0, "nouvelle": True}
    assert navigateur.historique() == []
    assert "robot" in navigateur.dire("bonjour")[0]["texte"]


# --- what is said, and said again -----------------------------------------------------------------


def test_la_reponse_perdue_se_retrouve_par_le_renvoi_et_par_l_historique(
    navigateur: Navigateur,
) -> None:
    premiere = navigateur.dire(FAVORABLE, "un")
    assert navigateur.dire(FAVORABLE, "un") == premiere
    dits = navigateur.historique()
    assert [m["texte"] for m in dits if m["de"] == "moi"] == [FAVORABLE]
    assert dits[1:] == premiere, "le code aussi, tel qu’il a été donné"
    assert navigateur.historique(premiere[-2]["id"]) == premiere[-1:]
    reponse = navigateur.widget("GET", f"historique?depuis={premiere[-1]['id']}").corps
    assert reponse == {"messages": [], "curseur": premiere[-1]["id"]}
    for depuis in ("", "-3", "x", "9" * 40):
        assert navigateur.widget("GET", f"historique?depuis={depuis}").corps["messages"] == dits


def test_le_flux_rend_ce_qui_a_ete_dit_puis_ce_qui_vient_et_reprend_ou_il_en_etait(
    navigateur: Navigateur,
) -> None:
    dits = navigateur.dire("bonjour")
    with navigateur.flux() as flux:
        assert [flux.message() for _ in dits] == dits, "sans ce que l’acheteur a dit"
        suite = navigateur.dire("qu’est-ce qu’un plan de progrès ?")
        assert [flux.message() for _ in suite] == suite
    with navigateur.flux(0, Last_Event_ID=str(suite[0]["id"] - 1)) as flux:
        assert flux.message() == suite[0]


def test_sept_onglets_recoivent_tous_ce_que_dit_l_un_d_eux(navigateur: Navigateur) -> None:
    with ExitStack() as onglets:
        flux = [onglets.enter_context(navigateur.flux()) for _ in range(7)]
        with ThreadPoolExecutor(2) as fils:
            reponses = list(fils.map(navigateur.dire, ["bonjour", "marché de nettoyage"]))
        attendus = sorted((m for dits in reponses for m in dits), key=lambda m: int(m["id"]))
        for onglet in flux:
            assert [onglet.message() for _ in attendus] == attendus


def test_un_onglet_de_trop_prend_la_place_du_plus_ancien(navigateur: Navigateur) -> None:
    with ExitStack() as onglets:
        tous = [onglets.enter_context(navigateur.flux()) for _ in range(flux.PAR_CONVERSATION + 1)]
        with pytest.raises(EOFError):
            tous[0].suivant()
        dits = navigateur.dire("bonjour")
        assert [onglet.message() for onglet in tous[1:]] == [dits[0]] * (len(tous) - 1)


async def test_la_reponse_d_un_facilitateur_arrive_d_elle_meme_dans_le_flux_ouvert(
    assistant: Assistant,
) -> None:
    """By the same parts as the server's, in this process, where a facilitator can answer."""
    expediteur = uuid.uuid4().hex
    dits = "".join(m.get("text", "") for m in await assistant.dire(expediteur, FAVORABLE))
    trouvee = REFERENCE.search(dits)
    assert trouvee
    curseur = relire(expediteur, 0)[-1].id
    with Places().prendre(expediteur) as place:
        evenements = derouler(place, (), curseur, partial(relire, expediteur))
        assert (await anext(evenements)).startswith("retry: ")
        depot = threading.Thread(
            target=deposer, args=(trouvee[0], "Je regarde demain.", "facilitateur", "Anne")
        )
        depot.start()
        recu = await asyncio.wait_for(anext(evenements), flux.BATTEMENT_S / 2)
        depot.join()
        assert '"de": "facilitateur", "texte": "Je regarde demain."' in recu
        place.fermer()
        with pytest.raises(StopAsyncIteration):
            await anext(evenements)
    assert relire(expediteur, curseur)[0].texte == "Je regarde demain."
    assert relire(expediteur, curseur)[0].id == ou_en_est(expediteur)


async def test_un_flux_ou_rien_ne_se_dit_bat_et_relit_ce_qu_un_autre_processus_a_garde(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flux, "BATTEMENT_S", 0.05)
    expediteur = uuid.uuid4().hex
    await assistant.dire(expediteur, "bonjour")
    with Places().prendre(expediteur) as place:
        evenements = derouler(place, (), 0, partial(relire, expediteur))
        await anext(evenements)
        assert await anext(evenements) == flux.BATTEMENT
        assert (await anext(evenements)).startswith("id: ")


def test_un_message_depose_est_dans_l_historique_de_qui_a_le_dossier_ouvert(
    navigateur: Navigateur, public: Serveur, regler: Callable[..., None]
) -> None:
    donne = "".join(m["texte"] for m in navigateur.dire(FAVORABLE))
    reference = REFERENCE.search(donne)
    code = re.search(r"\b[3-9A-Y]{4}-[3-9A-Y]{4}\b", donne)
    assert reference
    assert code
    autre = Navigateur(public, public.url)
    autre.ouvrir()
    autre.dire(f"reprendre {reference[0]}")
    autre.dire(code[0])
    base = create_engine(f"sqlite:///{public.base}")
    with base.begin() as connexion:
        connexion.execute(
            text(
                "INSERT INTO messages (conversation, dossier_id, de, texte, pousse, cree_le)"
                " SELECT conversation, id, 'facilitateur', 'Vu.', 1, cree_le FROM dossiers"
                " WHERE id = :id"
            ),
            {"id": int(reference[0][-6:])},
        )
    assert navigateur.historique()[-1]["de"] == autre.historique()[-1]["de"] == "facilitateur"
    assert FAVORABLE not in [m["texte"] for m in autre.historique()], "la conversation reste à soi"


def test_effacer_mes_donnees_vide_l_historique_et_le_suivi(
    navigateur: Navigateur, public: Serveur
) -> None:
    navigateur.dire(FAVORABLE, "un")
    navigateur.dire("effacer mes données")
    (efface, *_) = navigateur.dire("oui")
    assert "effac" in efface["texte"]
    assert FAVORABLE not in str(navigateur.historique())
    assert {m["de"] for m in navigateur.historique()} == {"assistant"}
    suivi = navigateur.demander(
        "GET", f"/conversations/{_session(navigateur).conversation}/tracker?token=jeton"
    )
    assert "bureaux" not in suivi.contenu.decode()
    # of a delivery made late, no word comes back, and the cursor stays where it was
    tard = navigateur.widget("POST", "messages", {"id": "un", "message": FAVORABLE}).corps
    assert "effacée" in tard["messages"][0]["texte"]
    assert tard["curseur"] == navigateur.historique()[-1]["id"]


# --- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("corps", "statut", "dit"),
    [
        (b"{", 400, "JSON"),
        (b"[]", 400, "JSON"),
        (b"", 400, "id"),
        (b'{"message": "bonjour"}', 400, "id"),
        (b'{"id": "", "message": "bonjour"}', 400, "id"),
        (b'{"id": "1"}', 400, "message"),
        (b'{"id": "1", "message": 3}', 400, "message"),
        (b'{"id": "1", "message": "' + b"a" * 40_000 + b'"}', 413, "trop long"),
        (b'{"id": "1", "message": "' + b"a" * 1_500_000 + b'"}', 413, "caractères au plus"),
    ],
)
def test_un_message_mal_fait_est_refuse_en_francais(
    public: Serveur, corps: bytes, statut: int, dit: str
) -> None:
    ailleurs = Navigateur(public, AILLEURS)
    ailleurs.ouvrir()
    refus = ailleurs.widget("POST", "messages", corps)
    assert refus.statut == statut
    assert dit in refus.erreur
    # else the page could not read why
    assert refus.entetes["Access-Control-Allow-Origin"] == AILLEURS


def test_un_texte_qui_n_est_pas_du_json_est_refuse_meme_de_la_page(navigateur: Navigateur) -> None:
    corps = b'{"id": "1", "message": "bonjour"}'
    refus = navigateur.widget("POST", "messages", corps, Content_Type="text/plain")
    assert refus.statut == 415
    assert navigateur.historique() == []


def test_qui_envoie_trop_vite_est_prie_d_attendre_et_ne_gene_que_lui(
    navigateur: Navigateur, public: Serveur
) -> None:
    # what is badly made counts too, and costs less to send
    envois = (navigateur.widget("POST", "messages", b"{") for _ in range(200))
    premiers = [next(envois).statut for _ in range(30)]
    assert premiers == [400] * 30
    trop = next(envoi for envoi in envois if envoi.statut == 429)
    assert "Attendez" in trop.erreur
    assert 1 <= int(trop.entetes["Retry-After"]) <= 60
    autre = Navigateur(public, public.url)
    autre.ouvrir()
    assert autre.dire("bonjour")


def test_le_debit_se_rachete_avec_le_temps_et_sa_memoire_est_bornee() -> None:
    horloge = [0.0]
    debit = Debit(3, 60.0, lambda: horloge[0])
    assert [debit.attente_s("a") for _ in range(3)] == [0.0] * 3
    assert debit.attente_s("a") == pytest.approx(20.0)
    assert debit.attente_s("b") == 0.0
    horloge[0] = 20.0
    assert debit.attente_s("a") == 0.0
    assert debit.attente_s("a") > 0
    for rang in range(SUIVIS_AU_PLUS + 5):
        debit.attente_s(str(rang))
    assert len(debit._rachats) == SUIVIS_AU_PLUS
    assert debit.attente_s("a") == 0.0, "oublié, le plus ancien recommence"


@pytest.mark.parametrize(
    ("pair", "transmise", "attendu"),
    [
        ("203.0.114.7", None, "203.0.114.7"),
        ("203.0.114.7", "1.2.3.4", "203.0.114.7"),
        ("127.0.0.1", "9.9.9.9, 1.2.3.4", "1.2.3.4"),
        ("172.17.0.1", "1.2.3.4", "1.2.3.4"),
        ("127.0.0.1", "n’importe quoi", "127.0.0.1"),
        ("2a01:e0a:1:2:3:4:5:6", None, "2a01:e0a:1:2::/64"),
        ("", None, ""),
    ],
)
def test_une_adresse_est_celle_que_le_mandataire_a_vue(
    pair: str, transmise: str | None, attendu: str
) -> None:
    assert abonne(pair, transmise) == attendu


# --- what is served -------------------------------------------------------------------------------


@pytest.fixture
def servi() -> Iterator[bytes]:
    """The script as it is served: the one that was built, or a stand-in as long as the test."""
    construit = script.SCRIPT.exists()
    if not construit:
        script.SCRIPT.parent.mkdir(parents=True, exist_ok=True)
        script.SCRIPT.write_text("console.log('essai');\n" * 50, encoding="utf-8")
    yield script.SCRIPT.read_bytes()
    if not construit:
        script.SCRIPT.unlink()


def test_le_script_se_sert_compresse_se_revalide_et_se_fige(public: Serveur, servi: bytes) -> None:
    site = Navigateur(public, "https://n-importe-quel-site.fr")
    clair = site.demander("GET", "/widget.js")
    assert (clair.statut, clair.contenu) == (200, servi)
    assert clair.entetes["Content-Type"].startswith("text/javascript")
    court = site.demander("GET", "/widget.js", Accept_Encoding="br, gzip")
    assert court.entetes["Content-Encoding"] == "gzip"
    assert gzip.decompress(court.contenu) == servi
    assert site.demander("GET", "/widget.js", Accept_Encoding="gzip;q=0").contenu == servi
    assert court.entetes["ETag"] != clair.entetes["ETag"]
    for recu, accepte in ((clair, ""), (court, "gzip")):
        revu = site.demander(
            "GET", "/widget.js", If_None_Match=recu.entetes["ETag"], Accept_Encoding=accepte
        )
        assert (revu.statut, revu.contenu) == (304, b"")
    fige = clair.entetes["Content-Location"]
    assert re.fullmatch(r"/widget-[0-9a-f]{16}\.js", fige)
    pour_toujours = site.demander("GET", fige)
    assert pour_toujours.contenu == servi
    assert "immutable" in pour_toujours.entetes["Cache-Control"]
    # `integrity` is only looked at on what another origin may read
    assert pour_toujours.entetes["Access-Control-Allow-Origin"] == "*"
    assert site.demander("GET", "/widget-0000000000000000.js").statut == 404


async def test_un_script_qui_n_est_pas_construit_se_dit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(script, "SCRIPT", tmp_path / "widget.js")
    absent = await script._servir(SimpleNamespace(path="/widget.js", method="GET"))
    assert absent is not None
    assert absent.status == 503
    assert "pas été construit" in absent.body.decode()


def test_la_page_du_produit_ne_laisse_faire_que_ce_qu_elle_doit(public: Serveur) -> None:
    page = Navigateur(public).demander("GET", "/")
    # as the stand-in of the browsers' tests has it: what they show holds of the real page
    assert page.entetes["Content-Security-Policy"] == CSP
    assert page.entetes["X-Content-Type-Options"] == "nosniff"


def test_le_vieux_lien_d_un_document_s_ouvre_sur_une_page_en_francais(public: Serveur) -> None:
    ici = Navigateur(public)
    lien = "/documents/PPS-2026-000001/jeton-perdu/clause.docx"
    page = ici.demander("GET", lien, Accept="text/html,application/xhtml+xml")
    assert page.statut == 404
    assert page.entetes["Content-Type"].startswith("text/html")
    assert "n’est plus à cette adresse" in page.contenu.decode()
    assert "reprendre" in ici.demander("GET", lien).erreur


# --- when something goes -------------------------------------------------------------------------


def test_quand_la_base_manque_rien_n_est_dit_pris_et_la_conversation_revient(
    navigateur: Navigateur, public: Serveur
) -> None:
    navigateur.dire("bonjour", "un")
    avant = navigateur.historique()
    ailleurs = public.base.rename(public.base.with_suffix(".ailleurs"))
    try:
        lu = navigateur.widget("GET", "historique")
        ecrit = navigateur.widget("POST", "messages", {"id": "deux", "message": "4 ans"})
    finally:
        ailleurs.rename(public.base)
    assert (lu.statut, ecrit.statut) == (503, 503)
    assert "relue" in lu.erreur
    assert "rien de lui n’est gardé" in ecrit.erreur
    assert int(ecrit.entetes["Retry-After"]) > 0
    assert navigateur.historique() == avant
    assert navigateur.dire("4 ans", "deux")


async def test_ce_que_personne_n_a_prevu_se_dit_en_francais_et_se_note_sans_les_mots_de_l_acheteur(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """On the channel's own routes, in a server that was given no door to take messages to."""
    app = Sanic("essai")
    app.blueprint(CanalWidget().blueprint(_personne), url_prefix="/webhooks/widget")
    garder(app)
    port = port_libre()
    en_marche = await app.create_server("127.0.0.1", port, return_asyncio_server=True)
    assert en_marche is not None
    await en_marche.startup()
    await en_marche.start_serving()
    ici = Navigateur(SimpleNamespace(port=port))
    ici.cookies[NOM] = Session.nouvelle().valeur
    corps = {"id": "1", "message": "mon secret"}
    try:
        recu = await asyncio.to_thread(ici.widget, "POST", "messages", corps)
        absent = await asyncio.to_thread(ici.widget, "PUT", "messages", corps)
    finally:
        en_marche.close()
    assert (recu.statut, absent.statut) == (500, 404)
    assert "erreur inattendue" in recu.erreur
    assert "_prendre" in caplog.text
    assert "mon secret" not in caplog.text


async def _personne(_: UserMessage) -> None:
    pass


async def test_au_dela_d_un_nombre_de_flux_le_service_en_refuse(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(flux, "EN_TOUT", 2)
    places = Places()
    with places.prendre("a"), places.prendre("b"):
        assert places.complet
    assert not places.complet


def test_apres_une_mort_et_un_redemarrage_la_conversation_continue(tmp_path: Path) -> None:
    """Without `SECRET_SESSION`: what signs sessions is kept, and found again."""
    reglages = {"DATABASE_URL": f"sqlite:///{tmp_path}/a.db", "ORIGINES": AILLEURS}
    serveur = Serveur(tmp_path, **reglages)
    try:
        serveur.attendre_pret()
        ici = Navigateur(serveur, AILLEURS)
        ici.ouvrir()
        ici.dire("marché de nettoyage, 4 ans", "un")
        avant = ici.historique()
        with ici.flux(avant[-1]["id"]) as flux:
            (enfant,) = serveur.descendants()
            os.kill(enfant, signal.SIGKILL)
            with pytest.raises((EOFError, OSError)):
                flux.suivant()
        absence = ici.widget("POST", "messages", {"id": "deux", "message": "un seul titulaire"})
        assert absence.statut == 503
        assert "redémarre" in absence.erreur
        assert absence.entetes["Access-Control-Allow-Origin"] == AILLEURS
        assert ici.widget("OPTIONS", "messages").statut == 204
        while ici.widget("GET", "historique").statut == 503:
            time.sleep(0.3)
        with ici.flux(avant[-1]["id"]) as flux:
            debut = time.monotonic()
            serveur.arreter()
            assert time.monotonic() - debut < 8, "un flux ouvert ne retient pas l’arrêt"
            with pytest.raises((EOFError, OSError)):
                flux.suivant()
    finally:
        serveur.arreter()
    serveur = Serveur(tmp_path, **reglages)
    try:
        serveur.attendre_pret()
        revenu = Navigateur(serveur, AILLEURS)
        revenu.cookies = ici.cookies
        assert revenu.historique() == avant
        assert revenu.dire("marché de nettoyage, 4 ans", "un") == avant[1:]
        assert revenu.dire("un seul titulaire", "deux")
    finally:
        serveur.arreter()


def _session(navigateur: Navigateur) -> Session:
    """Return the session of a browser, as the server that signed it reads it."""
    (valeur,) = navigateur.cookies.values()
    numero, donnee_le, _ = valeur.split(".")
    return Session(numero, int(donnee_le))
