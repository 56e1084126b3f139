"""What a site sets: the attributes and properties of docs/widget.md, the element's own methods."""

from __future__ import annotations

from playwright.async_api import BrowserContext, Page, expect

from tests.widget.faux_canal import HTML, FauxCanal
from tests.widget.navigateurs import DANS_CHROMIUM

STYLE = """assistant-pps {
  --pps-decalage-bas: 5rem; --pps-decalage-cote: 3rem; --pps-z-index: 77;
  --pps-largeur: 24rem; --pps-accent: rgb(122, 31, 43); --pps-arrondi: 0;
}"""
ATTRIBUTS = (
    'titre="Mon guichet" lanceur="Besoin d’aide ?" accueil="Bienvenue au guichet." '
    'contact="Appelez le 01 02 03 04 05." position="gauche"'
)
EXEMPLE = '<button type="button" slot="exemples">Nettoyage de 4 ans</button>'
ELEMENT = "document.querySelector('assistant-pps')"


async def _site(contexte: BrowserContext, canal: FauxCanal, attributs: str) -> Page:
    page_du_site = (
        '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Un site</title>'
        '<link rel="stylesheet" href="/site.css"><script src="/widget.js" defer></script></head>'
        f"<body><h1>Un site</h1><assistant-pps {attributs}>{EXEMPLE}</assistant-pps></body></html>"
    )
    canal.pages["/site"] = (page_du_site.encode(), HTML)
    canal.pages["/site.css"] = (STYLE.encode(), "text/css")
    page = await contexte.new_page()
    await page.goto(f"{canal.url}/site")
    return page


async def test_un_site_choisit_les_mots_la_place_et_les_couleurs(
    contexte: BrowserContext, canal: FauxCanal
) -> None:
    page = await _site(contexte, canal, ATTRIBUTS)
    lanceur = page.get_by_role("button", name="Besoin d’aide ?")
    cadre = await lanceur.bounding_box()
    assert cadre is not None
    assert cadre["x"] == 48
    assert cadre["y"] + cadre["height"] == 800 - 80
    await expect(lanceur).to_have_css("z-index", "77")
    await expect(lanceur).to_have_css("background-color", "rgb(122, 31, 43)")
    await lanceur.click()
    panneau = page.get_by_role("dialog", name="Mon guichet")
    await expect(panneau).to_be_visible()
    await expect(panneau).to_have_css("border-radius", "0px")
    place = await panneau.bounding_box()
    assert place is not None
    assert (place["x"], place["width"]) == (48, 384)
    await expect(page.get_by_text("Bienvenue au guichet.")).to_be_visible()
    await page.locator(".options summary").click()
    await expect(page.get_by_text("Appelez le 01 02 03 04 05.")).to_be_visible()
    await page.get_by_role("button", name="Nettoyage de 4 ans").click()
    await expect(page.locator(".message.assistant")).to_contain_text("Entendu : Nettoyage de 4 ans")


@DANS_CHROMIUM
async def test_ouvert_a_l_arrivee_il_n_envoie_rien_avant_un_geste(
    contexte: BrowserContext, canal: FauxCanal
) -> None:
    page = await _site(contexte, canal, "ouvert")
    await expect(page.locator("#message")).to_be_visible()
    await page.wait_for_load_state("networkidle")
    demandes = {r for r in canal.requetes if "favicon" not in r}
    assert demandes == {"GET /site", "GET /site.css", "GET /widget.js"}
    assert await contexte.cookies() == []


@DANS_CHROMIUM
async def test_la_page_peut_l_ouvrir_le_fermer_et_dire(
    contexte: BrowserContext, canal: FauxCanal
) -> None:
    page = await _site(contexte, canal, "")
    await page.evaluate(f"{ELEMENT}.montrer()")
    await expect(page.locator("#message")).to_be_visible()
    await page.evaluate(f"{ELEMENT}.cacher()")
    await expect(page.locator("#message")).to_be_hidden()
    await page.evaluate(f"{ELEMENT}.dire('avis')")
    await expect(page.locator(".avis h4")).to_have_text("Avis sous réserve")
    assert [texte for _, texte in canal.dits] == ["avis"]
