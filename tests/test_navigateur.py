"""A whole conversation on the page, in the Chromium of the system."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, async_playwright, expect

from tests.serveur import Serveur

OPTIONS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture
def fautes() -> list[str]:
    """What the browser's console reports as an error."""
    return []


@pytest.fixture
async def page(serveur: Serveur, fautes: list[str]) -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        navigateur = await playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=OPTIONS
        )
        page = await navigateur.new_page(viewport={"width": 1000, "height": 900}, locale="fr-FR")
        page.on("pageerror", lambda faute: fautes.append(str(faute)))
        page.on("console", lambda m: fautes.append(m.text) if m.type == "error" else None)
        await page.goto(serveur.url)
        yield page
        assert fautes == []
        await navigateur.close()


async def _ecrire(page: Page, texte: str) -> None:
    await expect(page.locator("#status")).to_be_empty()  # one message at a time
    await page.locator("#message").fill(texte)
    await page.keyboard.press("Enter")


async def _dernier(page: Page, morceau: str) -> None:
    await expect(page.locator(".message.assistant").last).to_contain_text(morceau)


async def test_un_acheteur_presse_obtient_son_avis_et_retrouve_sa_conversation(
    page: Page,
) -> None:
    await page.get_by_role("button", name="Marché de nettoyage de 4 ans, un seul titulaire").click()
    await _dernier(page, "récurrent")
    await page.locator(
        "#conversation .choices button", has_text="Oui, récurrent ou continu"
    ).click()
    await _dernier(page, "montant")
    await _ecrire(page, "au fait, qui organise la première réunion ?")
    await _dernier(page, "montant")
    await _ecrire(page, "200 000 € HT <b>environ</b>")
    await _dernier(page, "Avis favorable")
    journal = await page.locator("#conversation").inner_text()
    assert "robot" in journal
    assert "titulaire" in journal
    assert "<b>environ</b>" in journal, "le texte tapé est montré tel quel, jamais interprété"
    await _ecrire(page, "en fait la durée totale est de 18 mois")
    await _dernier(page, "Avis défavorable")
    avant = await page.locator(".message").count()
    await page.reload()
    await expect(page.locator(".message")).to_have_count(avant)
    await _ecrire(page, "récapitulatif")
    await _dernier(page, "18")


async def test_le_clavier_suffit(page: Page) -> None:
    await page.locator("#message").focus()
    await page.keyboard.type(
        "un accord-cadre multi-attributaire à bons de commande, c'est possible ?"
    )
    await page.keyboard.press("Enter")
    await _dernier(page, "défavorable")
    assert await page.evaluate("document.activeElement.id") == "message"


async def test_une_panne_se_dit_et_rien_n_est_perdu(page: Page, fautes: list[str]) -> None:
    await page.route("**/webhooks/rest/webhook", lambda route: route.abort())
    await _ecrire(page, "marché de gardiennage de 3 ans")
    await expect(page.locator(".message.incident")).to_be_visible()
    fautes.clear()  # the browser reports the request that the test refused
    await page.unroute("**/webhooks/rest/webhook")
    await page.get_by_role("button", name="Réessayer").click()
    await _dernier(page, "récurrent")
