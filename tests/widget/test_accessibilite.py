"""The widget in every state and on every kind of screen, as axe and the keyboard see it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.widget.faux_canal import FauxCanal
from tests.widget.gestes import (
    LANCEUR,
    dire,
    ecrire,
    option,
    ouvrir,
    photographier,
    repondu,
    verifier,
)
from tests.widget.navigateurs import DANS_CHROMIUM
from tests.widget.reponses import remplir

ARRET = (Path(__file__).parent / "arret.js").read_text(encoding="utf-8")
DEBORDEMENT = (Path(__file__).parent / "debordement.js").read_text(encoding="utf-8")
ETATS = ("bonjour", "avis", "lots", "axes", "recapitulatif", "clause", "refais la clause")
ECRANS: dict[str, tuple[int, int, dict[str, Any]]] = {
    "bureau": (1280, 800, {}),
    "telephone": (360, 640, {}),
    "zoom-400": (320, 256, {}),
    "sombre": (1280, 800, {"color_scheme": "dark"}),
    "contraste": (360, 640, {"forced_colors": "active", "reduced_motion": "reduce"}),
    "texte-200": (1280, 800, {}),
}
MEDIA = {
    "color_scheme": "prefers-color-scheme", "forced_colors": "forced-colors",
    "reduced_motion": "prefers-reduced-motion",
}  # fmt: skip


# this Firefox is told by its preferences what Chromium is told by the page
FIREFOX = {"sombre": "gecko_sombre", "contraste": "gecko_contraste"}
DANS_LES_DEUX = [
    *(("chromium", ecran) for ecran in ECRANS),
    *((FIREFOX.get(ecran, "gecko"), ecran) for ecran in ECRANS),
]


@pytest.fixture
async def ecran(request: pytest.FixtureRequest, page: Page) -> tuple[Page, str]:
    """A page on a kind of screen, which the browser does have."""
    largeur, hauteur, media = ECRANS[request.param]
    await page.set_viewport_size({"width": largeur, "height": hauteur})
    await page.emulate_media(**media)
    await page.reload()
    for nom, valeur in media.items():
        assert await page.evaluate(f"matchMedia('({MEDIA[nom]}: {valeur})').matches"), nom
    # a canvas that is dark of itself, axe takes for a white one
    await page.evaluate("document.body.style.background = 'Canvas'")
    if request.param == "texte-200":
        await page.evaluate("document.documentElement.style.fontSize = '200%'")
    return page, request.param


@pytest.mark.parametrize(("navigateur", "ecran"), DANS_LES_DEUX, indirect=True)
async def test_aucun_etat_n_a_de_defaut_d_accessibilite(
    ecran: tuple[Page, str], canal: FauxCanal
) -> None:
    """The pictures of docs/widget are taken on the way."""
    page, suffixe = ecran

    async def voir(etat: str) -> None:
        await verifier(page, etat)
        await photographier(page, f"{etat.replace(' ', '-')}-{suffixe}")

    await voir("ferme")
    await ouvrir(page)
    if suffixe != "zoom-400":  # where the welcome alone is higher than the screen
        await expect(page.locator("#message")).to_be_in_viewport(ratio=0.99)
    await voir("ouvert")
    for dit in ETATS:
        await dire(page, dit)
        await voir(dit)
        await _rien_ne_deborde(page, dit)
        if suffixe == "texte-200":  # the panel scrolls as a whole: to the end of the field
            await expect(page.locator(".saisie")).to_be_in_viewport(ratio=0.99)
    for depliable in await page.locator(".journal details").all():
        await depliable.evaluate("element => { element.open = true; }")
    await verifier(page, "tout déplié")
    await _rien_ne_deborde(page, "tout déplié")
    await page.locator(".options summary").click()
    await voir("options")
    await page.get_by_role("button", name="Reprendre un dossier").click()
    await voir("reprise")
    await page.keyboard.press("Escape")
    canal.pousser("Je vous réponds.", {"titre": "Merci, c’est clair", "envoi": "/merci{}"})
    await expect(page.get_by_role("button", name="Merci, c’est clair")).to_be_attached()
    await page.locator(".message.facilitateur").scroll_into_view_if_needed()
    await voir("facilitateur")
    with canal.retenu():
        await ecrire(page, "bonjour")
        await expect(page.locator("#status")).to_have_text("L’assistant écrit…")
        assert await page.evaluate("document.getAnimations().length") == 0, (
            "rien ne bouge, pour personne"
        )
        await voir("attente")
    await repondu(page)
    canal.refus += [502] * 9
    await ecrire(page, "bonjour")
    await expect(page.locator(".message.incident")).to_be_in_viewport()
    await voir("incident")
    canal.refus.clear()
    # unless it was sent again by itself meanwhile
    renvoi = page.get_by_role("button", name="Réessayer")
    await renvoi.evaluate_all("boutons => boutons.forEach((bouton) => bouton.click())")
    await repondu(page)
    await option(page, "Nouvelle conversation")
    await expect(page.locator(".ouverture")).to_be_visible()
    await voir("nouvelle")


async def _rien_ne_deborde(page: Page, etat: str) -> None:
    vu = await page.evaluate(DEBORDEMENT)
    assert vu["coupes"] == [], etat
    assert vu["cote"] <= 0, etat
    assert vu["dehors"] <= 0, etat
    assert vu["journal"] >= 240 or vu["defile"], etat


async def test_le_clavier_seul_mene_au_document_et_chaque_arret_se_voit(page: Page) -> None:
    """From the page's own button to the file; Escape goes back to the launcher."""
    await page.bring_to_front()
    await page.get_by_role("button", name="Un bouton de la page").focus()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.locator("#message")).to_be_focused()
    await page.keyboard.type("axes")
    await page.keyboard.press("Enter")
    await repondu(page)
    await _aller_a(page, "Shift+Tab", "Égalité")
    await page.keyboard.press("Space")
    await expect(page.get_by_label("Égalité")).to_be_checked()
    await _aller_a(page, "Tab", "Valider")
    await page.keyboard.press("Enter")
    await expect(page.locator(".message.acheteur").last).to_contain_text("Égalité")
    await repondu(page)
    await expect(page.locator("#message")).to_be_focused()
    await page.keyboard.type("clause")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("link", name="Clause (Word, .docx)")).to_be_visible()
    await repondu(page)
    lien = await _aller_a(page, "Shift+Tab", "Clause (Word, .docx)")
    assert lien["nom"] == "A"
    # a dialogue gives the focus back to what opened it
    await _aller_a(page, "Shift+Tab", "Options")
    await page.keyboard.press("Enter")
    await _aller_a(page, "Tab", "Reprendre un dossier")
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("Référence du dossier")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.locator(".options summary")).to_be_focused()
    await _aller_a(page, "Tab", "Envoyer")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name=LANCEUR)).to_be_focused()
    await page.keyboard.press("Enter")
    await _aller_a(page, "Shift+Tab", "Clause (Word, .docx)")
    async with page.expect_download() as attente:
        await page.keyboard.press("Enter")
    assert (await attente.value).suggested_filename == "v1.docx"


async def _aller_a(page: Page, touche: str, texte: str) -> dict[str, Any]:
    """Press a key until what bears a text has the focus."""
    for _ in range(40):
        arret = await _arret(page, touche)
        if arret and arret["texte"] == texte:
            return arret
    raise AssertionError(texte)


async def _arret(page: Page, touche: str) -> dict[str, Any] | None:
    """Press a key; what has the focus then, in the widget, is to be seen, and wide enough."""
    await page.keyboard.press(touche)
    arret: dict[str, Any] | None = await page.evaluate(ARRET)
    if arret:
        assert arret["contour"] >= 2, str(arret)
        assert arret["cote"] >= 24, str(arret)
        assert arret["ecran"], str(arret)
        assert not arret["couvert"], str(arret)
    return arret


@pytest.mark.parametrize("dit", ["bonjour", "avis", "axes", "modalites", "recapitulatif", "clause"])
async def test_a_360_par_640_la_question_se_voit_ou_un_bouton_y_mene(page: Page, dit: str) -> None:
    await page.set_viewport_size({"width": 360, "height": 640})
    await ouvrir(page)
    await dire(page, dit)
    if dit == "clause":
        await expect(page.get_by_role("link", name="Clause (Word, .docx)")).to_be_in_viewport()
    question = page.locator("[data-question] .texte")
    aller = page.get_by_role("button", name="Aller à la question")
    await page.wait_for_timeout(200)  # what is in view is told a frame or two later
    if await aller.is_visible():
        await aller.click()
        await expect(aller).to_be_hidden()
    await expect(question).to_be_in_viewport(ratio=0.99)
    reponses = page.locator("[data-question] :is(.reponses, .cases)")
    for rang in range(await reponses.count()):
        await expect(reponses.nth(rang)).to_be_in_viewport(
            ratio=0.99 if dit != "modalites" else 0.4
        )


async def test_une_frappe_ne_refait_rien_de_la_conversation(page: Page, canal: FauxCanal) -> None:
    """Nothing of two hundred messages, of which twenty verdicts, is touched by a keystroke."""
    await ouvrir(page)
    await dire(page, "bonjour")
    remplir(canal)
    await page.reload()
    await expect(page.locator(".message")).to_have_count(203)
    await page.evaluate(
        "() => { window.faits = 0; new MutationObserver((vus) => (window.faits += vus.length))"
        ".observe(document.querySelector('assistant-pps').shadowRoot,"
        " {subtree: true, childList: true, attributes: true, characterData: true}); }"
    )
    await page.locator("#message").press_sequentially("un contrat de quatre ans")
    assert await page.evaluate("window.faits") == 0
    # one more answer adds itself, and touches of the others what was the question
    await dire(page, "bonjour")
    assert 0 < await page.evaluate("window.faits") < 60


# Firefox goes on from the last stop to its own bar, which Playwright does not see
@DANS_CHROMIUM
@pytest.mark.parametrize("taille", [(360, 640), (320, 256)], ids=str)
async def test_sur_un_petit_ecran_aucun_arret_du_clavier_n_est_cache(
    page: Page, taille: tuple[int, int]
) -> None:
    """Forwards, then backwards; the page itself is out of reach."""
    await page.set_viewport_size({"width": taille[0], "height": taille[1]})
    await ouvrir(page)
    for dit, titre in (
        ("lots", "L’avis se rend lot par lot"),
        ("clause", "À télécharger"),
        ("axes", "Le guide"),
    ):
        await dire(page, dit)
        # the answer is what is on the screen, from its start
        debut = page.locator(".message.assistant").get_by_text(titre)
        await expect(debut.last).to_be_in_viewport()
    await page.locator(".options summary").click()
    for touche in ("Tab", "Shift+Tab"):
        noms = [(await _arret(page, touche) or {"nom": None})["nom"] for _ in range(30)]
        assert {"SUMMARY", "A", "INPUT", "TEXTAREA", "BUTTON", "DIV"} <= set(noms)
