"""The whole journey by a virtual screen reader, and the markup by a validator.

NVDA and VoiceOver are for people: the grid of docs/widget.md is theirs.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from bot.donnees import RACINE
from tests.widget.faux_canal import HTML, FauxCanal, pages_du_produit
from tests.widget.gestes import A_PLAT, dire, ouvrir
from tests.widget.navigateurs import DANS_CHROMIUM
from tests.widget.reponses import STIPULATIONS

pytestmark = DANS_CHROMIUM
MODULES = RACINE / "widget/node_modules"
LECTEUR = MODULES / "@guidepup/virtual-screen-reader/lib/esm/index.browser.js"
VNU = MODULES / "vnu-jar/build/dist/vnu.jar"
MOTS_AU_PLUS = 60
PARCOURS = ("bonjour", "lots", "axes", "clause", "refais la clause", "recapitulatif")
LIRE = """async () => {
  const { virtual } = await import("/lecteur.js");
  await virtual.start({ container: document.body });
  window.lecteur = virtual;
}"""
TOUT_LIRE = """async () => {
  for (let pas = 0; pas < 2000; pas++) {
    await lecteur.next();
    if ((await lecteur.lastSpokenPhrase()) === "end of document") break;
  }
  return lecteur.spokenPhraseLog();
}"""


@pytest.fixture
def canal(canal: FauxCanal) -> FauxCanal:
    canal.pages["/lecteur.js"] = (LECTEUR.read_bytes(), "text/javascript")
    return canal


async def _annonces(page: Page) -> list[str]:
    phrases: list[str] = await page.evaluate("lecteur.spokenPhraseLog()")
    return [phrase.partition(": ")[2] for phrase in phrases if phrase.startswith("polite: ")]


async def test_chaque_message_s_annonce_une_fois_en_soixante_mots_et_l_historique_jamais(
    page: Page, canal: FauxCanal
) -> None:
    await page.evaluate(LIRE)
    await ouvrir(page)
    for dit in PARCOURS:
        await dire(page, dit)
    canal.pousser("Je vous réponds.", {"titre": "Merci", "envoi": "/merci{}"})
    await expect(page.locator(".message.facilitateur")).to_be_visible()
    messages = [m for s in canal.sessions.values() for _, m in s.messages if m["de"] != "moi"]
    annonces = await _annonces(page)
    assert len(annonces) == len(messages)
    assert all(len(annonce.split()) <= MOTS_AU_PLUS for annonce in annonces)
    assert "Quelle récurrence ? ponctuel. continu." in annonces[1]
    avis = "Lot 1 : Avis favorable. Un plan de progrès social convient"
    assert annonces[3].startswith(f"Assistant : {avis}")
    await page.reload()
    await page.evaluate(LIRE)
    await expect(page.locator(".message.facilitateur")).to_be_visible()
    assert await _annonces(page) == []


async def test_le_parcours_se_lit_du_debut_a_la_fin_titre_par_titre(
    page: Page, canal: FauxCanal
) -> None:
    await ouvrir(page)
    for dit in PARCOURS:
        await dire(page, dit)
    titres = await page.locator(".message > h3").all_inner_texts()
    canal.pages["/a-plat"] = ((await page.evaluate(A_PLAT)).encode(), HTML)
    await page.goto(f"{canal.url}/a-plat")
    await page.evaluate(LIRE)
    phrases = [phrase.replace("\u00a0", " ") for phrase in await page.evaluate(TOUT_LIRE)]
    assert phrases[-1] == "end of document"
    lus = [phrase for phrase in phrases if phrase.startswith("heading, ")]
    de_niveau_trois = [phrase for phrase in lus if phrase.endswith("level 3")]
    messages = [f"heading, {titre}, level 3" for titre in titres]
    assert [phrase for phrase in de_niveau_trois if phrase in messages] == messages
    for attendu in (
        "region, Conversation",
        "heading, Lot 1 : Avis favorable, level 4",
        "group, Quels axes retenez-vous ?",
        "checkbox, Insertion, checked",
        "heading, À télécharger, dossier PPS-2026-000001 – remplacée",
        "button, Modifier : Durée totale",
        "link, Clause (Word, .docx)",
        "textbox, Votre message",
    ):
        assert any(phrase.startswith(attendu) for phrase in phrases), attendu
    assert all(
        len(phrase.split()) <= MOTS_AU_PLUS for phrase in phrases if STIPULATIONS[0] not in phrase
    )


async def test_le_balisage_n_a_aucune_erreur(page: Page, canal: FauxCanal, tmp_path: Path) -> None:
    """The product's pages, those of refusals, and the widget as it is rendered in every state."""
    ecrites = {nom: corps for nom, (corps, genre) in pages_du_produit().items() if genre == HTML}
    for nom, corps in ecrites.items():
        (tmp_path / f"page{nom.replace('/', '-')}.html").write_bytes(corps)
    refus = (RACINE / "bot/canaux/refus.html").read_bytes()
    (tmp_path / "refus.html").write_bytes(refus)

    async def garder(nom: str) -> None:
        (tmp_path / f"widget-{nom}.html").write_text(await page.evaluate(A_PLAT), encoding="utf-8")

    await garder("ferme")
    await ouvrir(page)
    await garder("ouvert")
    for dit in PARCOURS:
        await dire(page, dit)
        await garder(dit.replace(" ", "-"))
    await page.goto(canal.url)
    await expect(page.locator(".message").last).to_be_visible()
    await garder("integre")
    canal.refus += [502] * 9
    await page.locator("#message").fill("bonjour")
    await page.keyboard.press("Enter")
    await expect(page.locator(".message.incident")).to_be_visible()
    await garder("incident")
    vu = subprocess.run(
        ["java", "-jar", str(VNU), "--format", "json", "--skip-non-html", str(tmp_path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    fautes = [
        (Path(dite["url"]).name, dite["message"], dite.get("extract"))
        for dite in json.loads(vu.stderr)["messages"]
        if dite["type"] != "info"
    ]
    assert fautes == []
