"""What goes wrong between the widget and the server, in both browsers: it is told, and goes on."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import Browser, BrowserContext, Page, Route, expect

from tests.widget.faux_canal import FauxCanal
from tests.widget.gestes import dire, ecrire, ouvrir, repondu
from tests.widget.navigateurs import DANS_CHROMIUM

PAS_MS = 2_000
TRENTE_SECONDES = range(0, 30_000, PAS_MS)
# « Slow 3G », as Chromium's own tools have it
MAUVAISE_3G = {
    "offline": False, "latency": 2_000, "downloadThroughput": 50_000, "uploadThroughput": 50_000,
}  # fmt: skip
# twenty times as fast as the widget would give up
IMPATIENT = """() => {
  const attendre = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (ms) => attendre(ms / 20);
}"""


async def test_la_reponse_se_perd_puis_la_page_est_rechargee(page: Page, canal: FauxCanal) -> None:
    """By text, then by a button, then sent again by hand: one message each, nothing unasked."""
    await ouvrir(page)
    for geste in ("texte", "bouton", "renvoi"):
        canal.perdues = 1
        if geste == "bouton":
            await page.get_by_role("button", name="Oui, récurrent").click()
        else:
            await ecrire(page, "bonjour")
        await expect(page.locator(".message.incident")).to_contain_text("Votre message est gardé")
        if geste == "renvoi":
            await page.get_by_role("button", name="Réessayer").click()
        else:
            await page.reload()
        await repondu(page)
        await expect(page.locator(".message.incident")).to_have_count(0)
    assert [texte for _, texte in canal.dits] == ["bonjour", "/dire{}", "bonjour"]
    await expect(page.locator(".message.acheteur")).to_have_count(3)
    # what is asked is there, with its button
    await expect(page.locator("[data-question]")).to_contain_text("Quelle récurrence")
    await expect(page.get_by_role("button", name="Oui, récurrent")).to_have_count(1)


async def test_le_serveur_se_coupe_trente_secondes_et_la_conversation_continue(
    page: Page, canal: FauxCanal
) -> None:
    """In the middle of an answer, which the server has worked: it is not asked for it twice."""
    await page.clock.install()
    await ouvrir(page)
    await dire(page, "bonjour")
    canal.perdues = 1
    await ecrire(page, "un")
    incident = page.locator(".message.incident")
    await expect(incident).to_contain_text("Le service ne répond pas pour le moment")
    canal.coupe = True
    await ecrire(page, "deux")
    await page.evaluate(
        "() => { window.dites = 0; new MutationObserver(() => window.dites++).observe("
        "document.querySelector('assistant-pps > [slot=dedans][role=status]'), {childList: true}) }"
    )
    await _attendre_trente_secondes(page)
    await expect(incident).to_contain_text("il sera renvoyé tout seul")
    assert await page.evaluate("window.dites") == 0, "dit une fois, et non à chaque essai"
    canal.coupe = False
    await _attendre_trente_secondes(page)
    await expect(page.locator(".message.assistant").last).to_contain_text("Entendu : deux")
    await expect(incident).to_have_count(0)
    assert [texte for _, texte in canal.dits] == ["bonjour", "un", "deux"]


@DANS_CHROMIUM
async def test_une_nouvelle_qui_apporte_la_reponse_la_premiere_la_montre_comme_elle(
    page: Page, canal: FauxCanal
) -> None:
    """The history that a news asks for may hold what is being answered, before the answer comes."""
    await page.set_viewport_size({"width": 320, "height": 256})
    await ouvrir(page)
    await dire(page, "clause")
    demandee, dite, rendue = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def retenir(route: Route) -> None:
        if demandee.is_set():
            await rendue.wait()
            await route.continue_()
            return
        demandee.set()
        await dite.wait()
        await route.fulfill(response=await route.fetch())
        rendue.set()

    async def dire_d_abord(route: Route) -> None:
        reponse = await route.fetch()
        dite.set()
        await rendue.wait()
        await route.fulfill(response=reponse)

    await page.route("**/historique?*", retenir)
    await page.route("**/webhooks/widget/messages", dire_d_abord)
    canal.pousser("Un facilitateur vous lit.")
    await demandee.wait()
    await ecrire(page, "axes")
    await repondu(page)
    await expect(page.locator(".message.acheteur")).to_have_count(2)
    reponse = page.locator(".message.assistant").get_by_text("Le guide").last
    await expect(reponse).to_be_in_viewport()


async def _attendre_trente_secondes(page: Page) -> None:
    """By the page's clock; between two steps, what it asks for has the time to be refused."""
    for _ in TRENTE_SECONDES:
        await page.clock.run_for(PAS_MS)
        await asyncio.sleep(0.1)


@DANS_CHROMIUM
async def test_en_3g_le_parcours_va_jusqu_a_la_clause(page: Page, canal: FauxCanal) -> None:
    outil = await page.context.new_cdp_session(page)
    await outil.send("Network.enable")
    await outil.send("Network.emulateNetworkConditions", MAUVAISE_3G)
    attente = page.locator("#status")
    await ouvrir(page)
    await ecrire(page, "bonjour")
    await page.get_by_role("button", name="Oui, récurrent").click()
    await expect(attente).to_have_text("L’assistant écrit…")
    reponse = page.get_by_text("Entendu : /dire{}", exact=True)
    await expect(reponse).to_be_visible()
    # the network goes away while an answer is awaited, and comes back
    await ecrire(page, "clause")
    await expect(attente).to_have_text("L’assistant écrit…")
    await outil.send("Network.emulateNetworkConditions", {**MAUVAISE_3G, "offline": True})
    await expect(page.locator(".message.incident")).to_contain_text("hors ligne")
    await outil.send("Network.emulateNetworkConditions", MAUVAISE_3G)
    lien = page.get_by_role("link", name="Clause (Word, .docx)")
    await expect(lien).to_be_in_viewport()
    await expect(page.locator(".message.incident")).to_have_count(0)
    await expect(attente).to_have_text("")
    assert [texte for _, texte in canal.dits] == ["bonjour", "/dire{}", "clause"]


async def test_sur_un_reseau_lent_le_widget_dit_qu_il_attend_puis_repond(
    page: Page, canal: FauxCanal
) -> None:
    await ouvrir(page)
    await dire(page, "bonjour")  # what the page asks as it opens is over
    with canal.retenu():
        await ecrire(page, "un")
        await expect(page.locator("#status")).to_have_text("L’assistant écrit…")
    await repondu(page)
    await expect(page.locator("#status")).to_have_text("")
    await expect(page.locator(".message.incident")).to_have_count(0)


async def test_une_reponse_qui_ne_vient_pas_se_dit_et_le_message_repart_seul(
    contexte: BrowserContext, canal: FauxCanal
) -> None:
    page = await contexte.new_page()
    await page.add_init_script(f"({IMPATIENT})()")
    await page.goto(f"{canal.url}/hote")
    await ouvrir(page)
    await dire(page, "bonjour")
    with canal.retenu():
        await ecrire(page, "un")
        await expect(page.locator(".message.incident")).to_contain_text("n’a pas répondu à temps")
    await expect(page.locator(".message.assistant").last).to_contain_text("Entendu : un")
    assert [texte for _, texte in canal.dits] == ["bonjour", "un"]


async def test_le_bouton_precedent_du_navigateur_ramene_la_conversation(
    page: Page, canal: FauxCanal
) -> None:
    await ouvrir(page)
    await dire(page, "bonjour")
    await page.goto(f"{canal.url}/page/donnees.html")
    canal.pousser("Je vous ai répondu.")
    await page.go_back()
    await expect(page.locator(".message.facilitateur")).to_contain_text("Je vous ai répondu.")
    await dire(page, "un")
    assert [texte for _, texte in canal.dits] == ["bonjour", "un"]


async def test_un_autre_navigateur_n_a_rien_de_la_conversation(
    page: Page, navigateur: Browser, canal: FauxCanal
) -> None:
    await ouvrir(page)
    await dire(page, "bonjour")
    autre = await navigateur.new_context()
    ailleurs = await autre.new_page()
    await ailleurs.goto(f"{canal.url}/hote")
    await ouvrir(ailleurs)
    await expect(ailleurs.locator(".ouverture")).to_be_visible()
    await expect(ailleurs.locator(".message")).to_have_count(0)
    await autre.close()


async def test_hors_ligne_les_messages_attendent_et_partent_une_fois_dans_l_ordre(
    page: Page, contexte: BrowserContext, canal: FauxCanal
) -> None:
    await ouvrir(page)
    await dire(page, "bonjour")
    await contexte.set_offline(True)
    await ecrire(page, "un")
    await expect(page.locator(".message.incident")).to_contain_text("hors ligne")
    await ecrire(page, "deux")
    await expect(page.get_by_text("En attente d’envoi")).to_have_count(2)
    await contexte.set_offline(False)
    await expect(page.locator(".message.assistant").last).to_contain_text("Entendu : deux")
    assert [texte for _, texte in canal.dits] == ["bonjour", "un", "deux"]
    assert await page.evaluate("Object.values(localStorage).join().includes('deux')") is False


async def test_une_session_expiree_se_dit_et_la_conversation_continue(
    page: Page, canal: FauxCanal
) -> None:
    await ouvrir(page)
    await dire(page, "bonjour")
    canal.expirer()
    await dire(page, "avis")
    await expect(page.locator(".avis h4").first).to_contain_text("Avis sous réserve")
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
    await ouvrir(page)
    canal.refus.append(statut)
    await ecrire(page, "bonjour")
    await expect(page.locator(".message.incident")).to_contain_text(attendu)
    if statut == 413:
        await expect(page.locator("#message")).to_have_value("bonjour")
        return
    await page.get_by_role("button", name="Réessayer").click()
    await repondu(page)
    assert [texte for _, texte in canal.dits] == ["bonjour"]
