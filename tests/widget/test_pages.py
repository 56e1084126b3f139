"""The product's pages, and the script: what they weigh, what they say of this installation."""

from __future__ import annotations

import gzip
import json
from typing import Any

from playwright.async_api import Browser, BrowserContext, expect

from bot.donnees import RACINE
from tests.widget.faux_canal import HTML, SCRIPT, FauxCanal, pages_du_produit
from tests.widget.gestes import dire, verifier
from tests.widget.navigateurs import DANS_CHROMIUM

# all in all, of twenty thousand: the rest is room for what is still to come
OCTETS_AU_PLUS = 19_400


def test_tout_le_widget_tient_en_vingt_kilo_octets() -> None:
    assert len(gzip.compress(SCRIPT.read_bytes(), 9)) <= OCTETS_AU_PLUS


@DANS_CHROMIUM
async def test_sur_la_page_du_produit_rien_ne_part_avant_le_premier_message(
    contexte: BrowserContext, canal: FauxCanal
) -> None:
    page = await contexte.new_page()
    await page.goto(canal.url)
    await expect(page.locator("#message")).to_be_visible()
    await verifier(page, "la page")
    assert not [r for r in canal.requetes if "/webhooks/" in r]
    await page.get_by_role("button", name="Qu’est-ce qu’un plan de progrès").click()
    await expect(page.locator(".message.assistant")).to_contain_text("Entendu")
    for nom in ("donnees", "accessibilite", "mentions"):
        await page.goto(f"{canal.url}/page/{nom}.html")
        await verifier(page, nom)


async def test_sur_un_telephone_qui_repond_a_l_assistant_entier_sous_les_yeux(
    contexte: BrowserContext, canal: FauxCanal
) -> None:
    page = await contexte.new_page()
    await page.set_viewport_size({"width": 360, "height": 640})
    await page.goto(canal.url)
    await page.get_by_role("button", name="Nettoyage des bureaux").click()
    await expect(page.locator(".message.assistant")).to_contain_text("Entendu")
    panneau = page.locator(".panneau")
    await expect(panneau).to_be_in_viewport(ratio=0.99)
    await dire(page, "avis")
    await page.get_by_role("button", name="Aller à la question").dispatch_event("click")
    await expect(page.locator("[data-question]")).to_be_in_viewport(ratio=0.99)
    await expect(panneau).to_be_in_viewport(ratio=0.99)


@DANS_CHROMIUM
async def test_sans_javascript_un_lien_mene_a_la_page_qui_dit_a_qui_s_adresser(
    navigateur: Browser, canal: FauxCanal, regler: Any
) -> None:
    regler(GUICHET_CONTACT="pps@exemple.fr")
    canal.pages |= pages_du_produit()
    contexte = await navigateur.new_context(java_script_enabled=False)
    page = await contexte.new_page()
    await page.goto(f"{canal.url}/hote")
    await page.get_by_role("link", name="Ouvrir l’assistant").click()
    dit = page.locator(".sans-script")
    await expect(dit.get_by_role("link", name="pps@exemple.fr")).to_be_visible()
    cadre = await page.locator("#assistant").bounding_box()
    assert cadre is not None
    assert cadre["height"] < 200, "rien de la place de l’assistant n’est gardé pour lui"
    await contexte.close()


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
