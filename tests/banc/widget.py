"""What the widget costs a slow computer: a keystroke late in a conversation, its launcher."""

from __future__ import annotations

import asyncio
import shutil
import statistics
from typing import NamedTuple

from playwright.async_api import CDPSession, Page, async_playwright

from tests.widget.faux_canal import HTML, FauxCanal, script
from tests.widget.gestes import HOTE, OPTIONS, dire, ouvrir
from tests.widget.reponses import remplir, repondre

RALENTI = 4
FRAPPES = 60
OUVERTURES = 9
# what the browser itself works for a key
NU = b"<!doctype html><textarea id=message></textarea>"
# from the script's load to the end of the first frame that shows the launcher
PEINDRE = """
window.peint = new Promise((finir) => {
  document.addEventListener("load", ({ target }) => {
    if (target.tagName !== "SCRIPT") return;
    const debut = performance.now();
    const regarder = () => {
      const racine = document.querySelector("assistant-pps")?.shadowRoot;
      const lanceur = racine?.querySelector(".lanceur");
      if (!lanceur?.getBoundingClientRect().width) return requestAnimationFrame(regarder);
      const canal = new MessageChannel();
      canal.port1.onmessage = () => finir(performance.now() - debut);
      requestAnimationFrame(() => canal.port2.postMessage(null));
    };
    regarder();
  }, true);
});
"""


class Widget(NamedTuple):
    """Medians in ms, of a computer so many times as slow."""

    champ_nu: float
    frappe_vide: float
    frappe: float
    lanceur: float


def mesurer_le_widget() -> Widget:
    """Measure in Chromium, over the stand-in of the tests."""
    return asyncio.run(_mesurer())


async def _mesurer() -> Widget:
    canal = FauxCanal(repondre, {**script(), "/hote": (HOTE.encode(), HTML), "/nu": (NU, HTML)})
    try:
        async with async_playwright() as playwright:
            navigateur = await playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=OPTIONS
            )
            contexte = await navigateur.new_context(viewport={"width": 1280, "height": 800})
            page = await contexte.new_page()
            outil = await contexte.new_cdp_session(page)
            await outil.send("Performance.enable")
            await outil.send("Emulation.setCPUThrottlingRate", {"rate": RALENTI})
            await page.goto(f"{canal.url}/nu")
            nu = await _frapper(page, outil)
            await page.add_init_script(PEINDRE)
            peints = []
            for _ in range(OUVERTURES):
                await page.goto(f"{canal.url}/hote")
                peints.append(float(await page.evaluate("window.peint")))
            await ouvrir(page)
            await dire(page, "bonjour")
            vide = await _frapper(page, outil)
            remplir(canal)
            await page.reload()
            await page.locator(".message").nth(200).wait_for()
            pleine = await _frapper(page, outil)
            await navigateur.close()
    finally:
        canal.arreter()
    return Widget(nu, vide, pleine, statistics.median(peints))


async def _frapper(page: Page, outil: CDPSession) -> float:
    """Return what the page's thread works for one key: script, style, layout, paint.

    What it works for a frame without a key, the measure itself included, is taken off.
    """
    await page.locator("#message").focus()
    await page.wait_for_timeout(1000)
    avec, sans = [], []
    for _ in range(FRAPPES):
        sans.append(await _travail_ms(page, outil, ""))
        avec.append(await _travail_ms(page, outil, "a"))
    await page.locator("#message").fill("")
    return statistics.median(avec) - statistics.median(sans)


async def _travail_ms(page: Page, outil: CDPSession, touche: str) -> float:
    avant = await _travail_s(outil)
    if touche:
        await page.keyboard.press(touche)
    await page.evaluate("new Promise((fait) => requestAnimationFrame(() => setTimeout(fait)))")
    return (await _travail_s(outil) - avant) * 1000


async def _travail_s(outil: CDPSession) -> float:
    mesures = (await outil.send("Performance.getMetrics"))["metrics"]
    return float({m["name"]: m["value"] for m in mesures}["TaskDuration"])
