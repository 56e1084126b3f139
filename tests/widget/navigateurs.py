"""The browsers of the system (Debian's packages), as the tests start them."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

from tests.widget.firefox import executable

# of a Chromium that is to do nothing but what the test does
OPTIONS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
Preferences = dict[str, str | float | bool]
# Playwright cannot ask this Firefox for the visitor's settings: it is started with them
PREFERENCES: dict[str, Preferences] = {
    "sombre": {"ui.systemUsesDarkTheme": 1},
    "contraste": {"browser.display.document_color_use": 2, "ui.prefersReducedMotion": 1},
}
DANS_CHROMIUM = pytest.mark.parametrize("navigateur", ["chromium"], indirect=True)


@asynccontextmanager
async def ouvrir_chromium() -> AsyncIterator[Browser]:
    """Start Chromium; it is closed at the end."""
    async with async_playwright() as playwright:
        navigateur = await playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=OPTIONS
        )
        yield navigateur
        await navigateur.close()


@asynccontextmanager
async def ouvrir_firefox(dossier: Path, preferences: Preferences) -> AsyncIterator[Browser]:
    """Start Firefox, with what it needs in a folder; it is closed at the end."""
    async with async_playwright() as playwright:
        navigateur = await playwright.firefox.launch(
            channel="moz-firefox",
            executable_path=executable(dossier),
            downloads_path=dossier,
            firefox_user_prefs=preferences,
        )
        yield navigateur
        await navigateur.close()
