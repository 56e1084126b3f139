"""The widget in every state, over a stand-in for its channel; what it says is in `REPONSES`."""

from __future__ import annotations

import gzip
import json
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

from bot.donnees import RACINE
from tests.faux_canal import HTML, SCRIPT, FauxCanal, Message, pages_du_produit, script
from tests.test_navigateur import OPTIONS

AXE = RACINE / "widget/node_modules/axe-core/axe.min.js"
ETIQUETTES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "RGAAv4"]
OCTETS_AU_PLUS = 20_000
MOTS_D_UNE_ANNONCE = 60
HOTE = (
    '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Un site</title>'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta name="color-scheme" content="light dark">'
    '<script src="/widget.js" defer></script></head><body><main><h1>Un site</h1>'
    '<p><button type="button">Un bouton de la page</button></p>'
    '<assistant-pps><a href="/">Ouvrir l’assistant</a></assistant-pps></main></body></html>'
)
OBLIGATION = {"valeur": "a_verifier", "texte": "Un point à vérifier.", "source": "L2112-2-1"}


def _critere(numero: int, etat: str) -> dict[str, str]:
    return {
        "id": f"c{numero}", "libelle": f"Critère {numero}", "etat": etat, "constat": "4 ans",
        "raison": "Le guide le demande.", "source": "guide, 2.1",
    }  # fmt: skip


def _avis(titre: str, lot: int | None = None) -> Message:
    etats = ("rempli", "non_rempli", "inconnu")
    return {
        "text": titre,
        "custom": {
            "type": "avis", "verdict": "favorable_avec_vigilance", "titre": titre, "lot": lot,
            "resume": "Un plan convient à ce marché.", "suite": "Parlons de la clause.",
            "criteres": [_critere(n, etat) for n, etat in enumerate(etats)],
            "vigilances": ["La part ferme est courte."], "leviers": ["Allonger la durée."],
            "a_savoir": ["Un point utile."], "obligation_sociale": OBLIGATION,
        },
    }  # fmt: skip


def _documents(version: int) -> list[Message]:
    blocs: list[dict[str, Any]] = [
        {"type": "titre", "niveau": 1, "texte": f"Clause, version {version}"},
        {"type": "paragraphe", "texte": "Le titulaire réunit les parties."},
        {"type": "liste", "elements": ["Un", "Deux"]},
        {"type": "tableau", "lignes": [["Action", "Indicateur"], ["Tutorat", "Heures"]]},
    ]
    apercu = {"type": "apercu", "document": "clause", "titre": "Clause", "blocs": blocs}
    remis = {"id": "clause", "titre": "Clause", "formats": {"docx": f"/documents/v{version}.docx"}}
    return [
        {"text": "Voici la clause.\n" + "Un paragraphe qui la dit. " * 60, "custom": apercu},
        {
            "text": "À télécharger :\n/documents/clause.docx",
            "custom": {"type": "documents", "dossier": "PPS-2026-000001", "documents": [remis]},
        },
        {"text": "Et maintenant ?"},
    ]


OPTIONS_A_COCHER = [
    {"valeur": "insertion_emploi", "libelle": "Insertion", "coche": True},
    {"valeur": "egalite", "libelle": "Égalité", "coche": False},
    {"valeur": "sante_securite", "libelle": "Santé", "coche": False},
]
PROGRESSION = {"type": "progression", "fait": 4, "sur": 12, "texte": "Question 4 sur 12 environ"}
REPONSES: dict[str, list[Message]] = {
    "bonjour": [
        {"text": "Bonjour. Je suis un robot."},
        {
            "text": "Quelle récurrence ?\n- ponctuel\n- continu",
            "buttons": [{"title": "Oui, récurrent", "payload": "/dire{}"}],
            "custom": PROGRESSION,
        },
    ],
    "avis": [_avis("Avis favorable"), {"text": "Où en est la procédure ?"}],
    "lots": [_avis("Avis favorable", 1), _avis("Avis défavorable", 2), {"text": "Et ensuite ?"}],
    "axes": [
        {
            "text": "Quatre axes…",
            "custom": {
                "type": "choix_multiples", "slot": "axes", "texte": "Le guide propose trois axes.",
                "options": OPTIONS_A_COCHER,
            },
        },
        {"text": "Quels axes retenez-vous ?", "custom": PROGRESSION},
    ],
    "recapitulatif": [
        {
            "text": "Récapitulatif",
            "custom": {
                "type": "recapitulatif", "titre": "Récapitulatif",
                "lignes": [
                    {"slot": "objet", "libelle": "Objet", "texte": "bancs", "modifier": "/m{}"}
                ],
            },
        },
        {"text": "On en était là."},
    ],
    "clause": _documents(1),
    "refais la clause": _documents(2),
    "effacer mes données": [
        {
            "text": "Voulez-vous vraiment tout effacer ?",
            "buttons": [{"title": "Oui, tout effacer", "payload": "/recommencer"}],
        }
    ],
    "/recommencer": [{"text": "Tout est effacé."}],
}  # fmt: skip


def _repondre(_: str, __: str, texte: str) -> list[Message]:
    return REPONSES.get(texte, [{"text": f"Entendu : {texte}"}])


@pytest.fixture
def canal() -> Iterator[FauxCanal]:
    pages = pages_du_produit()
    canal = FauxCanal(_repondre, {**pages, **script(), "/hote": (HOTE.encode(), HTML)})
    yield canal
    canal.arreter()


@pytest.fixture
def fautes() -> list[str]:
    return []


@pytest.fixture(scope="module")
async def navigateur() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        navigateur = await playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=OPTIONS
        )
        yield navigateur
        await navigateur.close()


@pytest.fixture
async def contexte(navigateur: Browser, fautes: list[str]) -> AsyncIterator[BrowserContext]:
    contexte = await navigateur.new_context(viewport={"width": 1280, "height": 800}, locale="fr-FR")
    contexte.on("weberror", lambda erreur: fautes.append(str(erreur.error)))
    yield contexte
    await contexte.close()
    assert fautes == []


@pytest.fixture
async def page(contexte: BrowserContext, canal: FauxCanal) -> Page:
    page = await contexte.new_page()
    await page.goto(f"{canal.url}/hote")
    return page


async def _ouvrir(page: Page) -> None:
    await page.get_by_role("button", name="Une question sur le plan").click()
    await expect(page.locator("#message")).to_be_focused()


async def _ecrire(page: Page, texte: str) -> None:
    await page.locator("#message").fill(texte)
    await page.keyboard.press("Enter")


async def _dire(page: Page, texte: str) -> None:
    """Say something, and wait for its answer."""
    await _ecrire(page, texte)
    await _repondu(page)


async def _repondu(page: Page) -> None:
    await expect(page.locator(".message.acheteur + .message.assistant").last).to_be_visible()
    await expect(page.locator(".journal")).to_have_attribute("aria-busy", "false")


async def _option(page: Page, nom: str) -> None:
    await page.locator(".options summary").click()
    await page.get_by_role("button", name=nom).click()


async def _verifier(page: Page, etat: str) -> None:
    """Have axe look at the whole page, the widget's inside included."""
    await page.evaluate(AXE.read_text(encoding="utf-8"))
    trouve = await page.evaluate(
        "etiquettes => axe.run(document, {runOnly: etiquettes,"
        " rules: {'target-size': {enabled: true}}})",
        ETIQUETTES,
    )
    vues = [(v["id"], [n["target"] for n in v["nodes"]]) for v in trouve["violations"]]
    assert vues == [], etat


async def _photographier(page: Page, nom: str) -> None:
    """Keep a picture of a state for docs/, when asked to: `ECRIRE_IMAGES=1`."""
    if os.environ.get("ECRIRE_IMAGES"):
        await page.screenshot(path=RACINE / f"docs/widget/{nom}.png")


def test_tout_le_widget_tient_en_vingt_kilo_octets() -> None:
    assert len(gzip.compress(SCRIPT.read_bytes(), 9)) <= OCTETS_AU_PLUS


async def test_rien_ne_part_ni_ne_se_garde_avant_l_ouverture(
    page: Page, contexte: BrowserContext, canal: FauxCanal
) -> None:
    await expect(page.get_by_role("button", name="Une question sur le plan")).to_be_visible()
    await page.wait_for_load_state("networkidle")
    assert [r for r in canal.requetes if "favicon" not in r] == ["GET /hote", "GET /widget.js"]
    assert await contexte.cookies() == []
    assert await page.evaluate("localStorage.length + sessionStorage.length") == 0


async def test_sur_la_page_du_produit_rien_ne_part_avant_le_premier_message(
    contexte: BrowserContext, canal: FauxCanal
) -> None:
    page = await contexte.new_page()
    await page.goto(canal.url)
    await expect(page.locator("#message")).to_be_visible()
    await _verifier(page, "la page")
    assert not [r for r in canal.requetes if "/webhooks/" in r]
    await page.get_by_role("button", name="Qu’est-ce qu’un plan de progrès").click()
    await expect(page.locator(".message.assistant")).to_contain_text("Entendu")
    for nom in ("donnees", "accessibilite", "mentions"):
        await page.goto(f"{canal.url}/page/{nom}.html")
        await _verifier(page, nom)


@pytest.mark.parametrize(
    ("largeur", "hauteur", "media"),
    [
        (1280, 800, {}),
        (360, 640, {}),
        (320, 256, {}),
        (1280, 800, {"color_scheme": "dark"}),
        (360, 640, {"forced_colors": "active", "reduced_motion": "reduce"}),
    ],
    ids=["bureau", "telephone", "zoom-400", "sombre", "contraste"],
)
async def test_aucun_etat_n_a_de_defaut_d_accessibilite(
    page: Page,
    canal: FauxCanal,
    largeur: int,
    hauteur: int,
    media: dict[str, Any],
    request: pytest.FixtureRequest,
) -> None:
    await page.set_viewport_size({"width": largeur, "height": hauteur})
    await page.emulate_media(**media)
    await page.reload()
    suffixe = request.node.callspec.id
    await _verifier(page, "fermé")
    await _photographier(page, f"ferme-{suffixe}")
    await _ouvrir(page)
    await _verifier(page, "ouvert")
    await _photographier(page, f"ouvert-{suffixe}")
    for dit in ("bonjour", "avis", "lots", "axes", "recapitulatif", "clause", "refais la clause"):
        await _dire(page, dit)
        await _verifier(page, dit)
        await _photographier(page, f"{dit.replace(' ', '-')}-{suffixe}")
    for depliable in await page.locator(".journal details").all():
        await depliable.evaluate("element => { element.open = true; }")
    await _verifier(page, "tout déplié")
    await page.locator(".options summary").click()
    await _verifier(page, "options")
    await _photographier(page, f"options-{suffixe}")
    await page.get_by_role("button", name="Reprendre un dossier").click()
    await _verifier(page, "reprise")
    await _photographier(page, f"reprise-{suffixe}")
    await page.keyboard.press("Escape")
    canal.pousser("Je vous réponds.")
    await expect(page.get_by_text("Je vous réponds.").last).to_be_visible()
    await _verifier(page, "facilitateur")
    canal.refus += [502] * 9
    await _ecrire(page, "bonjour")
    await expect(page.locator(".message.incident")).to_be_in_viewport()
    await _verifier(page, "incident")
    await _photographier(page, f"incident-{suffixe}")


async def test_chaque_message_a_son_titre_et_aucune_liste_n_est_un_paragraphe(page: Page) -> None:
    await _ouvrir(page)
    for dit in ("bonjour", "axes", "clause"):
        await _dire(page, dit)
    messages = await page.locator(".message").count()
    assert await page.locator(".message > h3").count() == messages
    await expect(page.get_by_role("heading", name="Assistant, réponse 2")).to_have_count(1)
    await expect(page.locator(".texte li", has_text="ponctuel")).to_have_count(1)
    for paragraphe in await page.locator(".journal p").all_inner_texts():
        assert not paragraphe.startswith(("- ", "• ", "1. "))
    cadre = page.get_by_role("group", name="Quels axes retenez-vous ?")
    await expect(cadre).to_have_count(1)


async def test_un_bouton_envoie_sa_charge_et_montre_son_titre(page: Page, canal: FauxCanal) -> None:
    await _ouvrir(page)
    await _dire(page, "bonjour")
    await page.get_by_role("button", name="Oui, récurrent").click()
    await expect(page.locator(".message.acheteur").last).to_contain_text("Oui, récurrent")
    await _repondu(page)
    assert canal.dits[-1][1] == "/dire{}"
    await expect(page.get_by_role("button", name="Oui, récurrent")).to_have_count(0)


async def test_trois_axes_se_cochent_en_un_tour(page: Page, canal: FauxCanal) -> None:
    await _ouvrir(page)
    await _dire(page, "axes")
    await expect(page.get_by_label("Insertion")).to_be_checked()
    await page.get_by_label("Égalité").check()
    await page.get_by_label("Santé").check()
    await page.get_by_role("button", name="Valider").click()
    await _repondu(page)
    assert canal.dits[-1][1] == "insertion_emploi, egalite, sante_securite"
    await expect(page.get_by_label("Santé")).to_be_disabled()


async def test_une_ligne_du_recapitulatif_se_change(page: Page, canal: FauxCanal) -> None:
    await _ouvrir(page)
    await _dire(page, "recapitulatif")
    await page.get_by_role("button", name="Modifier : Objet").click()
    await _repondu(page)
    assert canal.dits[-1][1] == "/m{}"


async def test_l_ancienne_clause_est_remplacee_et_le_lien_est_a_l_ecran(page: Page) -> None:
    await _ouvrir(page)
    await _dire(page, "clause")
    await _dire(page, "refais la clause")
    titres = page.get_by_role("heading", name="À télécharger")
    await expect(titres.first).to_contain_text("remplacée")
    await expect(titres.last).not_to_contain_text("remplacée")
    lien = page.get_by_role("link", name="Clause (Word, .docx)").last
    await expect(lien).to_be_in_viewport()
    assert (await lien.get_attribute("href") or "").endswith("/documents/v2.docx")


async def test_le_clavier_seul_suffit_et_chaque_arret_se_voit(page: Page) -> None:
    await page.get_by_role("button", name="Un bouton de la page").focus()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.locator("#message")).to_be_focused()
    await page.keyboard.type("axes")
    await page.keyboard.press("Enter")
    await _repondu(page)
    await page.locator(".fermer").focus()
    vus = []
    for _ in range(14):
        await page.keyboard.press("Tab")
        vus.append(await page.evaluate(_ARRET))
    arrets = [vu for vu in vus if vu]
    assert {"INPUT", "TEXTAREA", "SUMMARY", "BUTTON"} <= {arret["nom"] for arret in arrets}
    assert all(arret["contour"] >= 2 and arret["cote"] >= 13 for arret in arrets), arrets
    await page.locator("#message").focus()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="Une question sur le plan")).to_be_focused()


# what has the focus inside the widget, how wide its outline is, how small its target
_ARRET = """() => {
  const element = document.activeElement?.shadowRoot?.activeElement;
  if (!element) return null;
  const { width, height } = element.getBoundingClientRect();
  const contour = parseFloat(getComputedStyle(element).outlineWidth);
  return { nom: element.tagName, contour, cote: Math.min(width, height) };
}"""


@pytest.mark.parametrize("dit", ["bonjour", "avis", "axes", "recapitulatif", "clause"])
async def test_a_360_par_640_la_question_se_voit_ou_un_bouton_y_mene(page: Page, dit: str) -> None:
    await page.set_viewport_size({"width": 360, "height": 640})
    await _ouvrir(page)
    await _dire(page, dit)
    journal = await page.locator(".journal").bounding_box()
    assert journal is not None
    assert journal["height"] >= 240
    question = page.locator("[data-question] .texte")
    aller = page.get_by_role("button", name="Aller à la question")
    await expect(question.or_(aller).first).to_be_attached()
    if await aller.is_visible():
        await aller.click()
    await expect(question).to_be_in_viewport()


async def test_la_reponse_se_perd_puis_la_page_est_rechargee(page: Page, canal: FauxCanal) -> None:
    """By text, then by a button: one message each, and the question is there."""
    await _ouvrir(page)
    for geste in ("texte", "bouton"):
        await page.route("**/messages", lambda route: _perdre(route))
        if geste == "texte":
            await _ecrire(page, "bonjour")
        else:
            await page.get_by_role("button", name="Oui, récurrent").click()
        await expect(page.locator(".message.incident")).to_be_visible()
        await page.unroute("**/messages")
        await page.reload()
        await _repondu(page)
    assert [texte for _, texte in canal.dits] == ["bonjour", "/dire{}"]
    await expect(page.locator(".message.acheteur")).to_have_count(2)


async def _perdre(route: Any) -> None:
    await route.fetch()
    await route.abort()


async def test_hors_ligne_les_messages_attendent_et_partent_une_fois_dans_l_ordre(
    page: Page, contexte: BrowserContext, canal: FauxCanal
) -> None:
    await _ouvrir(page)
    await _dire(page, "bonjour")
    await contexte.set_offline(True)
    await _ecrire(page, "un")
    await expect(page.locator(".message.incident")).to_contain_text("hors ligne")
    await _ecrire(page, "deux")
    await expect(page.get_by_text("En attente d’envoi")).to_have_count(2)
    await contexte.set_offline(False)
    await expect(page.locator(".message.assistant").last).to_contain_text("Entendu : deux")
    assert [texte for _, texte in canal.dits] == ["bonjour", "un", "deux"]
    assert await page.evaluate("Object.values(localStorage).join().includes('deux')") is False


async def test_une_session_expiree_se_dit_et_la_conversation_continue(
    page: Page, canal: FauxCanal
) -> None:
    await _ouvrir(page)
    await _dire(page, "bonjour")
    canal.expirer()
    await _dire(page, "avis")
    await expect(page.locator(".avis h4").first).to_contain_text("Avis favorable")
    await expect(page.get_by_text("Votre session avait expiré").first).to_be_attached()


@pytest.mark.parametrize(
    ("statut", "attendu"),
    [
        (429, "Trop de messages en peu de temps"),
        (502, "Le service ne répond pas"),
        (403, "Ce site n’est pas autorisé"),
        (413, "Ce message est trop long"),
    ],
)
async def test_chaque_refus_a_ses_mots(
    page: Page, canal: FauxCanal, statut: int, attendu: str
) -> None:
    await _ouvrir(page)
    canal.refus.append(statut)
    await _ecrire(page, "bonjour")
    await expect(page.locator(".message.incident")).to_contain_text(attendu)
    if statut == 413:
        await expect(page.locator("#message")).to_have_value("bonjour")
        return
    await page.get_by_role("button", name="Réessayer").click()
    await _repondu(page)
    assert [texte for _, texte in canal.dits] == ["bonjour"]


async def test_sept_onglets_partagent_la_conversation(
    contexte: BrowserContext, canal: FauxCanal
) -> None:
    onglets = [await contexte.new_page() for _ in range(7)]
    await onglets[0].goto(f"{canal.url}/hote")
    await _ouvrir(onglets[0])
    await _dire(onglets[0], "bonjour")
    for onglet in onglets[1:]:
        await onglet.goto(f"{canal.url}/hote")
        await expect(onglet.locator(".message.assistant").last).to_contain_text("récurrence")
    for rang in (2, 5):
        await _ecrire(onglets[rang], f"de l’onglet {rang}")
    for onglet in onglets:
        for rang in (2, 5):
            reponse = onglet.locator(".message.assistant", has_text=f"Entendu : de l’onglet {rang}")
            await expect(reponse).to_have_count(1)
    assert len(canal.dits) == 3


async def test_tout_effacer_vide_le_navigateur(page: Page, canal: FauxCanal) -> None:
    await _ouvrir(page)
    await _dire(page, "bonjour")
    await _option(page, "Effacer mes données")
    await page.get_by_role("button", name="Oui, tout effacer").click()
    await expect(page.locator(".message")).to_have_count(1)
    await expect(page.locator(".message")).to_contain_text("Tout est effacé.")
    assert "bonjour" not in await page.evaluate("JSON.stringify(localStorage)")
    assert "récurrence" not in await page.locator("assistant-pps .journal").inner_text()


async def test_une_nouvelle_conversation_se_defait_pendant_dix_secondes(
    page: Page, canal: FauxCanal
) -> None:
    await page.clock.install()
    await _ouvrir(page)
    await _dire(page, "bonjour")
    await _option(page, "Nouvelle conversation")
    await expect(page.locator(".message")).to_have_count(0)
    await page.get_by_role("button", name="Revenir à la précédente").click()
    await expect(page.locator(".message")).to_have_count(3)
    await _option(page, "Nouvelle conversation")
    await page.clock.fast_forward(10_500)
    await expect(page.get_by_role("button", name="Revenir à la précédente")).to_have_count(0)
    await page.reload()
    await expect(page.locator("#message")).to_be_visible()
    await expect(page.locator(".message")).to_have_count(0)
    assert len(canal.sessions) == 2


async def test_un_message_qui_arrive_se_dit_une_fois_meme_ferme(
    page: Page, canal: FauxCanal
) -> None:
    await _ouvrir(page)
    await _dire(page, "clause")
    dites = await page.locator("assistant-pps > [role=log] > p").all_inner_texts()
    assert len(dites) == 3, "une annonce par message"
    assert all(len(dite.split()) <= MOTS_D_UNE_ANNONCE for dite in dites)
    await page.locator(".fermer").click()
    canal.pousser("Votre dossier est relu.")
    lanceur = page.locator(".lanceur")
    await expect(lanceur).to_contain_text("1 nouveau message")
    dehors = page.locator("assistant-pps > [slot=dehors][role=log]")
    await expect(dehors).to_contain_text("Facilitateur : Votre dossier est relu.")
    await lanceur.click()
    await page.reload()
    await expect(page.locator(".message.facilitateur")).to_be_visible()
    await expect(page.locator("assistant-pps > [role=log] > p")).to_have_count(0)


async def test_un_dossier_se_reprend_par_sa_reference_et_son_code(
    page: Page, contexte: BrowserContext, canal: FauxCanal
) -> None:
    await _ouvrir(page)
    await _option(page, "Reprendre un dossier")
    await page.get_by_label("Référence du dossier").fill("PPS-2026-000001")
    await page.get_by_label("Code", exact=True).fill("K7M4-2QXR")
    await page.keyboard.press("Enter")
    await _repondu(page)
    assert canal.dits[-1][1] == "reprendre PPS-2026-000001 K7M4-2QXR"
    assert "K7M4" not in await page.evaluate("JSON.stringify(localStorage)")


async def test_la_conversation_se_telecharge(page: Page, tmp_path: Path) -> None:
    await _ouvrir(page)
    await _dire(page, "bonjour")
    async with page.expect_download() as attente:
        await _option(page, "Télécharger la conversation")
    fichier = tmp_path / "conversation.txt"
    await (await attente.value).save_as(fichier)
    texte = fichier.read_text(encoding="utf-8")
    assert "Vous\u00a0:\nbonjour" in texte
    assert "Quelle récurrence" in texte


async def test_ce_que_l_on_tape_et_ce_que_dit_le_serveur_ne_sont_que_du_texte(
    page: Page, canal: FauxCanal
) -> None:
    await _ouvrir(page)
    piege = "<img src=x onerror=alert(1)> [clic](javascript:alert(1))"
    await _dire(page, piege)
    await expect(page.locator(".message.assistant").last).to_contain_text(piege)
    assert await page.locator(".journal img, .journal a").count() == 0


def test_les_pages_disent_ce_que_les_reglages_savent(regler: Any) -> None:
    nues = pages_du_produit()
    assert "n’a pas renseigné" in nues["/page/mentions.html"][0].decode()
    regler(
        GUICHET_NOM="Guichet <Alpha>", GUICHET_CONTACT="pps@exemple.fr",
        MENTIONS_LEGALES_URL="https://exemple.fr/mentions", CONSERVATION_JOURS="90",
    )  # fmt: skip
    dites = {n: page.decode() for n, (page, genre) in pages_du_produit().items() if genre == HTML}
    assert "Guichet &lt;Alpha&gt;" in dites["/"]
    assert 'href="mailto:pps@exemple.fr"' in dites["/"]
    assert 'href="https://exemple.fr/mentions"' in dites["/"]
    assert "90 jours" in dites["/page/donnees.html"]


def test_le_verrou_du_widget_ne_porte_aucune_adresse() -> None:
    verrou = json.loads((RACINE / "widget/package-lock.json").read_text(encoding="utf-8"))
    assert not [nom for nom, paquet in verrou["packages"].items() if "resolved" in paquet]
