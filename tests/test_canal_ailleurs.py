"""The channel from other sites, in a real browser that blocks the cookies of third parties."""

from __future__ import annotations

import json
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, async_playwright

from tests.https import sites
from tests.serveur import Serveur

ASSISTANT, VILLE, AUTRE_VILLE = "https://assistant.test", "https://ville.test", "https://bourg.test"
PIRATE = "https://pirate.test"
BLOQUER_LES_TIERS = {"profile": {"cookie_controls_mode": 1, "block_third_party_cookies": True}}
APPELER = """
async ([chemin, corps]) => {
  const reponse = await fetch("https://assistant.test/webhooks/widget/" + chemin, {
    method: corps ? "POST" : "GET",
    credentials: "include",
    headers: corps ? { "Content-Type": "application/json" } : {},
    body: corps ? JSON.stringify(corps) : null,
  });
  return [reponse.status, await reponse.json()];
}
"""
ECOUTER = """
() => new Promise((finir) => {
  const flux = new EventSource("https://assistant.test/webhooks/widget/flux?depuis=0",
    { withCredentials: true });
  flux.onmessage = ({ data }) => { flux.close(); finir(JSON.parse(data)); };
})
"""
VOISIN = """
() => fetch("https://bourg.test", { credentials: "include" }).then((page) => page.text())
"""
# as a form of another site's may, without asking the browser
GLISSER = """
() => fetch("https://assistant.test/webhooks/widget/messages", {
  method: "POST", mode: "no-cors", credentials: "include",
  headers: { "Content-Type": "text/plain" },
  body: '{"id": "pirate", "message": "effacer mes données"}',
}).catch(() => null)
"""


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[Page]:
    serveur = Serveur(tmp_path, URL_PUBLIQUE=ASSISTANT, ORIGINES=f"{VILLE},{AUTRE_VILLE}")
    profil = tmp_path / "profil" / "Default"
    profil.mkdir(parents=True)
    (profil / "Preferences").write_text(json.dumps(BLOQUER_LES_TIERS), encoding="utf-8")
    try:
        serveur.attendre_pret()
        async with sites(tmp_path, serveur.port) as (ailleurs, ici), async_playwright() as outil:
            ou = f"MAP assistant.test 127.0.0.1:{ici}, MAP *.test 127.0.0.1:{ailleurs}"
            contexte = await outil.chromium.launch_persistent_context(
                profil.parent,
                executable_path=shutil.which("chromium"),
                ignore_https_errors=True,
                args=["--no-sandbox", "--disable-gpu", f"--host-resolver-rules={ou}"],
            )
            yield contexte.pages[0]
            await contexte.close()
    finally:
        serveur.arreter()


async def _appeler(page: Page, chemin: str, corps: dict[str, Any] | None = None) -> Any:
    return await page.evaluate(APPELER, [chemin, corps])


async def test_sur_un_autre_site_la_conversation_survit_a_un_rechargement_et_reste_a_lui(
    page: Page,
) -> None:
    await page.goto(VILLE)
    assert (await _appeler(page, "session", {}))[0] == 200
    statut, reponse = await _appeler(page, "messages", {"id": "1", "message": "bonjour"})
    assert statut == 200
    await page.reload()
    for _ in range(2):  # this browser does block what third parties would keep
        assert await page.evaluate(VOISIN) == "sans cookie"
    statut, relu = await _appeler(page, "historique?depuis=0")
    assert statut == 200
    assert relu["messages"][1:] == reponse["messages"]
    assert await page.evaluate(ECOUTER) == reponse["messages"][0]
    assert "session" not in await page.evaluate("document.cookie")
    # on the assistant's own site, and on another town's, the same browser has nothing of it
    await page.goto(ASSISTANT)
    assert (await _appeler(page, "historique?depuis=0"))[0] == 401
    await page.goto(AUTRE_VILLE)
    assert (await _appeler(page, "historique?depuis=0"))[0] == 401
    await page.reload()
    assert await page.inner_text("body") == "avec son cookie"
    # and on a site that may not embed it
    await page.goto(PIRATE)
    with pytest.raises(Exception, match="Failed to fetch"):
        await _appeler(page, "session", {})
    await page.evaluate(GLISSER)
    await page.goto(VILLE)
    assert (await _appeler(page, "historique?depuis=0"))[1] == relu
