"""Our cards in their own renderer, in a browser: nothing of them is wrong, and all of it shows."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, async_playwright

from bot.donnees import RACINE
from bot.envois.teams.cartes import activite, phrase_du_clic
from tests.test_teams_cartes import CARTE, MOTS

DOSSIER = RACINE / "tests" / "teams"
DESSIN = DOSSIER / "node_modules" / "adaptivecards" / "dist" / "adaptivecards.min.js"
PHRASE = "je prends PPS-2026-000001"

pytestmark = pytest.mark.skipif(
    not DESSIN.exists(), reason="« make test » installe tests/teams/node_modules"
)


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    async with async_playwright() as outil:
        chromium = await outil.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = await chromium.new_page(viewport={"width": 672, "height": 800})
        await page.add_init_script(path=DESSIN)
        await page.goto((DOSSIER / "rendu.html").as_uri())
        yield page
        await chromium.close()


async def photographier(page: Page, nom: str) -> None:
    """Keep a picture for docs/, when asked to: `ECRIRE_IMAGES=1`."""
    if os.environ.get("ECRIRE_IMAGES"):
        await page.screenshot(path=RACINE / f"docs/teams/{nom}.png", full_page=True)


async def test_une_carte_se_dessine_sans_une_faute_et_les_mots_restent_des_mots(
    page: Page,
) -> None:
    await page.evaluate("m => montrer('Plan de progrès', m)", activite(CARTE))
    assert await page.evaluate("fautes") == []
    montre = await page.inner_text("#fil")
    for ligne in MOTS.splitlines():
        assert ligne.replace("{{", "{\u2060{") in montre
    # what looked like markup made none
    assert await page.locator("#fil :is(b, strong, em, i, h1, ul, img, script)").count() == 0
    assert await page.locator("#fil a").all_inner_texts() == [lien.titre for lien in CARTE.liens]


async def test_chaque_bouton_envoie_la_phrase_qu_il_represente(page: Page) -> None:
    await page.evaluate("m => montrer('Plan de progrès', m)", activite(CARTE))
    boutons = page.get_by_role("button")
    assert len(await boutons.all()) == len(CARTE.boutons)
    await page.get_by_role("button", name="Je prends").click()
    await page.get_by_role("button", name="Commenter…").click()
    await page.get_by_label("Votre commentaire").fill("À revoir\nlundi.")
    await page.get_by_role("button", name="Commenter", exact=True).click()
    envois = await page.evaluate("envois")
    assert [phrase_du_clic(envoi) for envoi in envois] == [
        PHRASE,
        "commente PPS-2026-000001 : À revoir\nlundi.",
    ]
