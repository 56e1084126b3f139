"""The browsers, one of each for all the tests, and a stand-in of the channel for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
from playwright.async_api import Browser, BrowserContext, Page, expect

from tests.widget.faux_canal import HTML, FauxCanal, pages_du_produit, script
from tests.widget.gestes import HOTE
from tests.widget.navigateurs import PREFERENCES, ouvrir_chromium, ouvrir_firefox
from tests.widget.reponses import repondre

# what is shown is looked at, not how soon: a busy machine takes longer than Playwright's 5 s
expect.set_options(timeout=60_000)


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
    async with ouvrir_chromium() as navigateur:
        yield navigateur


@pytest.fixture(scope="session")
async def gecko(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Browser]:
    async with ouvrir_firefox(tmp_path_factory.mktemp("firefox"), {}) as navigateur:
        yield navigateur


@pytest.fixture
async def gecko_sombre(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Browser]:
    dossier = tmp_path_factory.mktemp("firefox")
    async with ouvrir_firefox(dossier, PREFERENCES["sombre"]) as navigateur:
        yield navigateur


@pytest.fixture
async def gecko_contraste(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Browser]:
    dossier = tmp_path_factory.mktemp("firefox")
    async with ouvrir_firefox(dossier, PREFERENCES["contraste"]) as navigateur:
        yield navigateur


@pytest.fixture(params=["chromium", "gecko"])
def navigateur(request: pytest.FixtureRequest) -> Browser:
    """Each of the two, in turn, unless a test asks for one."""
    choisi: Browser = request.getfixturevalue(request.param)
    return choisi


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
