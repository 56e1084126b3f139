"""What a visitor does with the widget, and what is looked at in every state."""

from __future__ import annotations

import os
import re
from typing import Any

from playwright.async_api import Page, expect

from bot.donnees import RACINE

# the whole page as it is composed, as markup
A_PLAT = (RACINE / "tests/widget/mise_a_plat.js").read_text(encoding="utf-8")
AXE = RACINE / "widget/node_modules/axe-core/axe.min.js"
ETIQUETTES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "RGAAv4"]
LANCEUR = "Une question sur le plan"
HOTE = (
    '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Un site</title>'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta name="color-scheme" content="light dark">'
    '<script src="/widget.js" defer></script></head><body><main><h1>Un site</h1>'
    '<p><button type="button">Un bouton de la page</button></p>'
    '<assistant-pps><a href="/">Ouvrir l’assistant</a></assistant-pps></main></body></html>'
)


async def ouvrir(page: Page) -> None:
    await page.bring_to_front()
    await page.get_by_role("button", name=LANCEUR).click()
    await expect(page.locator("#message")).to_be_focused()


async def ecrire(page: Page, texte: str) -> None:
    await page.locator("#message").fill(texte)
    await page.locator("#message").press("Enter")


async def dire(page: Page, texte: str) -> None:
    """Say something, and wait for its answer."""
    avant = await page.locator(".message.acheteur").count()
    await ecrire(page, texte)
    await expect(page.locator(".message.acheteur")).to_have_count(avant + 1)
    await repondu(page)


async def repondu(page: Page) -> None:
    # the last message of all: an earlier answer is there before this one comes
    await expect(page.locator(".message").last).not_to_have_class(re.compile(r"\bacheteur\b"))
    await expect(page.locator(".journal")).to_have_attribute("aria-busy", "false")


async def option(page: Page, nom: str) -> None:
    await page.locator(".options summary").click()
    await page.get_by_role("button", name=nom).click()


async def verifier(page: Page, etat: str) -> None:
    """Have axe look at the whole page, the widget's inside included."""
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(AXE.read_text(encoding="utf-8"))
    trouve: dict[str, Any] = await page.evaluate(
        "etiquettes => axe.run(document, {runOnly: etiquettes, resultTypes: ['violations'],"
        " rules: {'target-size': {enabled: true}}})",
        ETIQUETTES,
    )
    vues = [(v["id"], [n["target"] for n in v["nodes"]]) for v in trouve["violations"]]
    assert vues == [], f"{etat} : {vues}"


def est_chromium(page: Page) -> bool:
    navigateur = page.context.browser
    return navigateur is not None and navigateur.browser_type.name == "chromium"


async def photographier(page: Page, nom: str) -> None:
    """Keep Chromium's picture of a state for docs/, when asked to: `ECRIRE_IMAGES=1`."""
    if os.environ.get("ECRIRE_IMAGES") and est_chromium(page):
        chemin = RACINE / f"docs/widget/{nom}.jpg"
        await page.screenshot(path=chemin, type="jpeg", quality=70)
