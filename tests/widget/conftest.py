"""The browsers, one of each for all the tests, and a stand-in of the channel for each test."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator

import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from tests.widget import firefox
from tests.widget.faux_canal import HTML, FauxCanal, pages_du_produit, script
from tests.widget.gestes import HOTE, OPTIONS
from tests.widget.reponses import repondre


@pytest.fixture
def canal() -> Iterator[FauxCanal]:
    canal = FauxCanal(repondre, {**pages_du_produit(), **script(), "/hote": (HOTE.encode(), HTML)})
    yield canal
    canal.arreter()


@pytest.fixture
def fautes() -> list[str]:
    """What the pages raise."""
    return []


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        navigateur = await playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=OPTIONS
        )
        yield navigateur
        await navigateur.close()


@pytest.fixture(scope="session")
async def gecko(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Browser]:
    chemin = firefox.executable(tmp_path_factory.mktemp("firefox"))
    async with async_playwright() as playwright:
        navigateur = await playwright.firefox.launch(
            channel="moz-firefox", executable_path=chemin, downloads_path=chemin.parent
        )
        yield navigateur
        await navigateur.close()


@pytest.fixture(params=["chromium", "gecko"])
def navigateur(request: pytest.FixtureRequest) -> Browser:
    """Each of the two, in turn."""
    choisi: Browser = request.getfixturevalue(request.param)
    return choisi


async def _contexte(navigateur: Browser, fautes: list[str]) -> AsyncIterator[BrowserContext]:
    contexte = await navigateur.new_context(viewport={"width": 1280, "height": 800}, locale="fr-FR")
    contexte.on("weberror", lambda erreur: fautes.append(str(erreur.error)))
    yield contexte
    await contexte.close()
    assert fautes == []


@pytest.fixture
async def contexte(navigateur: Browser, fautes: list[str]) -> AsyncIterator[BrowserContext]:
    async for contexte in _contexte(navigateur, fautes):
        yield contexte


@pytest.fixture
async def page(contexte: BrowserContext, canal: FauxCanal) -> Page:
    page = await contexte.new_page()
    await page.goto(f"{canal.url}/hote")
    return page


@pytest.fixture
async def contexte_chromium(chromium: Browser, fautes: list[str]) -> AsyncIterator[BrowserContext]:
    """Chromium's, for what is measured there alone."""
    async for contexte in _contexte(chromium, fautes):
        yield contexte


@pytest.fixture
async def page_chromium(contexte_chromium: BrowserContext, canal: FauxCanal) -> Page:
    page = await contexte_chromium.new_page()
    await page.goto(f"{canal.url}/hote")
    return page
