"""The assistant online, in other sites' pages, for browsers that block third parties' cookies.

`PROFIL=production`, over TLS, by an authority of the tests that Chromium and Firefox trust.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.async_api import BrowserContext, Page, Playwright, async_playwright, expect

from tests.https import sites
from tests.serveur import Serveur, port_libre
from tests.widget.autorite import Autorite
from tests.widget.firefox import executable
from tests.widget.gestes import dire, ecrire, ouvrir
from tests.widget.navigateurs import Preferences

NOMS = ("assistant.test", "ville.test", "bourg.test", "pirate.test")
BLOQUER_LES_TIERS = {"profile": {"cookie_controls_mode": 1, "block_third_party_cookies": True}}
BLOQUER_DANS_FIREFOX: Preferences = {
    "network.dns.localDomains": ",".join(NOMS),
    # of third parties, only the cookies that say themselves that they are for one site alone
    "network.cookie.cookieBehavior": 5,
    "network.cookie.cookieBehavior.optInPartitioning": True,
}
FAVORABLE = "Nettoyage de bureaux, récurrent, marché à un seul titulaire, 4 ans, 200 000 € HT"
APPELER = """
async ([assistant, chemin, corps]) => {
  const reponse = await fetch(assistant + "/webhooks/widget/" + chemin, {
    method: corps ? "POST" : "GET",
    credentials: "include",
    headers: corps ? { "Content-Type": "application/json" } : {},
    body: corps ? JSON.stringify(corps) : null,
  });
  return [reponse.status, await reponse.json()];
}
"""
ECOUTER = """
(assistant) => new Promise((finir) => {
  const flux = new EventSource(assistant + "/webhooks/widget/flux?depuis=0",
    { withCredentials: true });
  flux.onmessage = ({ data }) => { flux.close(); finir(JSON.parse(data)); };
})
"""
VOISIN = """
(bourg) => fetch(bourg, { credentials: "include" }).then((page) => page.text())
"""
# as a form of another site's may, without asking the browser
GLISSER = """
(assistant) => fetch(assistant + "/webhooks/widget/messages", {
  method: "POST", mode: "no-cors", credentials: "include",
  headers: { "Content-Type": "text/plain" },
  body: '{"id": "pirate", "message": "effacer mes données"}',
}).catch(() => null)
"""


class Toile(NamedTuple):
    """The sites, and the assistant that some of them may embed."""

    serveur: Serveur
    autorite: Autorite
    assistant: str
    ville: str
    bourg: str
    pirate: str


@pytest.fixture(scope="module")
async def toile(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Toile]:
    dossier = tmp_path_factory.mktemp("toile")
    ailleurs, ici = port_libre(), port_libre()
    assistant, *autres = (f"https://{n}:{ici if n == NOMS[0] else ailleurs}" for n in NOMS)
    serveur = Serveur(
        dossier,
        PROFIL="production",
        RASA_TOKEN="jeton",
        URL_PUBLIQUE=assistant,
        ORIGINES=",".join(autres[:2]),
    )
    try:
        serveur.attendre_pret()
        autorite = Autorite()
        async with sites(autorite.signer(dossier, *NOMS), serveur.port, ailleurs, ici):
            yield Toile(serveur, autorite, assistant, *autres)
    finally:
        serveur.arreter()


@pytest.fixture(params=["chromium", "gecko"])
async def page(request: pytest.FixtureRequest, tmp_path: Path, toile: Toile) -> AsyncIterator[Page]:
    """A page of a browser that trusts the tests' authority, and blocks third parties' cookies."""
    ouvrir_le_navigateur = _ouvrir_chromium if request.param == "chromium" else _ouvrir_firefox
    async with async_playwright() as outil:
        contexte = await ouvrir_le_navigateur(outil, tmp_path, toile.autorite)
        yield contexte.pages[0]
        await contexte.close()


async def _ouvrir_chromium(outil: Playwright, dossier: Path, autorite: Autorite) -> BrowserContext:
    autorite.se_faire_connaitre(dossier / ".pki/nssdb")
    profil = dossier / "profil/Default"
    profil.mkdir(parents=True)
    (profil / "Preferences").write_text(json.dumps(BLOQUER_LES_TIERS), encoding="utf-8")
    return await outil.chromium.launch_persistent_context(
        profil.parent,
        executable_path=shutil.which("chromium"),
        env={**os.environ, "HOME": str(dossier)},
        args=["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP *.test 127.0.0.1"],
    )


async def _ouvrir_firefox(outil: Playwright, dossier: Path, autorite: Autorite) -> BrowserContext:
    autorite.se_faire_connaitre(dossier / "profil")
    return await outil.firefox.launch_persistent_context(
        dossier / "profil",
        channel="moz-firefox",
        executable_path=executable(dossier),
        firefox_user_prefs=BLOQUER_DANS_FIREFOX,
    )


async def _appeler(
    page: Page, toile: Toile, chemin: str, corps: dict[str, Any] | None = None
) -> Any:
    return await page.evaluate(APPELER, [toile.assistant, chemin, corps])


async def test_sur_un_autre_site_la_conversation_survit_a_un_rechargement_et_reste_a_lui(
    page: Page, toile: Toile
) -> None:
    await page.goto(toile.ville)
    assert (await _appeler(page, toile, "session", {}))[0] == 200
    statut, reponse = await _appeler(page, toile, "messages", {"id": "1", "message": "bonjour"})
    assert statut == 200
    await page.reload()
    for _ in range(2):  # this browser does block what third parties would keep
        assert await page.evaluate(VOISIN, toile.bourg) == "sans cookie"
    statut, relu = await _appeler(page, toile, "historique?depuis=0")
    assert statut == 200
    assert relu["messages"][1:] == reponse["messages"]
    assert await page.evaluate(ECOUTER, toile.assistant) == reponse["messages"][0]
    assert "session" not in await page.evaluate("document.cookie")
    # on the assistant's own site, and on another town's, the same browser has nothing of it
    await page.goto(toile.assistant)
    assert (await _appeler(page, toile, "historique?depuis=0"))[0] == 401
    await page.goto(toile.bourg)
    assert (await _appeler(page, toile, "historique?depuis=0"))[0] == 401
    await page.reload()
    assert await page.inner_text("body") == "avec son cookie"
    # and on a site that may not embed it
    await page.goto(toile.pirate)
    with pytest.raises(Exception, match=r"Failed to fetch|NetworkError"):
        await _appeler(page, toile, "session", {})
    await page.evaluate(GLISSER, toile.assistant)
    await page.goto(toile.ville)
    assert (await _appeler(page, toile, "historique?depuis=0"))[1] == relu


async def test_la_page_d_une_ville_mene_a_l_avis(page: Page, toile: Toile) -> None:
    await page.goto(f"{toile.ville}/marches")
    await ouvrir(page)
    await dire(page, FAVORABLE)
    avis = page.locator(".avis h4", has_text="Avis favorable")
    await expect(avis).to_be_visible()
    await page.reload()
    await expect(avis).to_be_visible()
    # the same browser, on the assistant's own page: another conversation, begun by an example
    await page.goto(toile.assistant)
    await expect(page.locator(".ouverture")).to_be_visible()
    await page.get_by_role("button", name="Nettoyage des bureaux, besoin récurrent").click()
    await expect(avis).to_be_visible()


@pytest.mark.parametrize("page", ["chromium"], indirect=True)
async def test_le_serveur_meurt_et_revient_et_la_conversation_continue(
    page: Page, toile: Toile
) -> None:
    await page.goto(f"{toile.ville}/marches")
    await ouvrir(page)
    await dire(page, FAVORABLE)
    (enfant,) = toile.serveur.descendants()
    os.kill(enfant, signal.SIGKILL)
    await ecrire(page, "qu’est-ce qu’un plan de progrès ?")
    incident = page.locator(".message.incident")
    await expect(incident).to_contain_text("Votre message est gardé")
    # by itself, or at once for who asks
    while toile.serveur.appeler("/sante")[0] != 200:
        await asyncio.sleep(0.3)
    await page.get_by_role("button", name="Réessayer").click()
    await expect(incident).to_have_count(0, timeout=40_000)
    await expect(page.locator(".message.acheteur")).to_have_count(2)
    await expect(page.locator(".message.assistant").last).to_contain_text("On en était là")
