"""What the widget costs a slow computer: a keystroke late in a conversation, its launcher."""

from __future__ import annotations

import asyncio
import statistics
from typing import NamedTuple

from playwright.async_api import CDPSession, Page

from tests.widget.faux_canal import HTML, FauxCanal, script
from tests.widget.gestes import HOTE, dire, ouvrir
from tests.widget.navigateurs import ouvrir_chromium
from tests.widget.reponses import remplir, repondre

RALENTI = 4
FRAPPES = 80
ECHAUFFEMENT = 20
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
    """What is spent, in ms, by a computer so many times as slow."""

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
        async with ouvrir_chromium() as navigateur:
            contexte = await navigateur.new_context(viewport={"width": 1280, "height": 800})
            page = await contexte.new_page()
            outil = await contexte.new_cdp_session(page)
            await page.goto(f"{canal.url}/nu")
            nu = await _frapper(page, outil)
            await page.goto(f"{canal.url}/hote")
            await ouvrir(page)
            await dire(page, "bonjour")
            vide = await _frapper(page, outil)
            remplir(canal)
            await page.reload()
            await page.locator(".message").nth(200).wait_for()
            pleine = await _frapper(page, outil)
            await contexte.clear_cookies()
            await page.evaluate("localStorage.clear()")
            return Widget(nu, vide, pleine, await _peindre(page, outil, f"{canal.url}/hote"))
    finally:
        canal.arreter()


async def _peindre(page: Page, outil: CDPSession, adresse: str) -> float:
    await outil.send("Emulation.setCPUThrottlingRate", {"rate": RALENTI})
    await page.add_init_script(PEINDRE)
    peints = []
    for _ in range(OUVERTURES):
        await page.goto(adresse)
        peints.append(float(await page.evaluate("window.peint")))
    return _tranquille(peints)


async def _frapper(page: Page, outil: CDPSession) -> float:
    """Return what the page's thread works for one key: script, style, layout, paint.

    In time of the processor, which other programs hardly lengthen, times how much slower the
    computer is: Chromium's own slowing down is counted in time of the clock. What it works for a
    frame without a key, the measure itself included, is taken off.
    """
    await outil.send("Performance.enable", {"timeDomain": "threadTicks"})
    await page.locator("#message").focus()
    await page.wait_for_timeout(1000)
    avec, sans = [], []
    for _ in range(FRAPPES):
        sans.append(await _travail_ms(page, outil, ""))
        avec.append(await _travail_ms(page, outil, "a"))
    await page.locator("#message").fill("")
    return RALENTI * (_tranquille(avec[ECHAUFFEMENT:]) - _tranquille(sans[ECHAUFFEMENT:]))


def _tranquille(durees: list[float]) -> float:
    """Return the first quartile: other programs only ever lengthen a duration."""
    return statistics.quantiles(durees)[0]


async def _travail_ms(page: Page, outil: CDPSession, touche: str) -> float:
    avant = await _travail_s(outil)
    if touche:
        await page.keyboard.press(touche)
    await page.evaluate("new Promise((fait) => requestAnimationFrame(() => setTimeout(fait)))")
    return (await _travail_s(outil) - avant) * 1000


async def _travail_s(outil: CDPSession) -> float:
    mesures = (await outil.send("Performance.getMetrics"))["metrics"]
    return float({m["name"]: m["value"] for m in mesures}["TaskDuration"])
