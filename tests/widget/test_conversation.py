"""A conversation in the widget, in both browsers; what it is answered is in `reponses.py`."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import BrowserContext, Page, expect

from tests.widget.faux_canal import FauxCanal
from tests.widget.gestes import A_PLAT, dire, ecrire, option, ouvrir, repondu
from tests.widget.navigateurs import DANS_CHROMIUM

MOTS_D_UNE_ANNONCE = 60


async def test_rien_ne_part_ni_ne_se_garde_avant_l_ouverture(
    page: Page, contexte: BrowserContext, canal: FauxCanal
) -> None:
    await expect(page.get_by_role("button", name="Une question sur le plan")).to_be_visible()
    await page.wait_for_load_state("networkidle")
    assert [r for r in canal.requetes if "favicon" not in r] == ["GET /hote", "GET /widget.js"]
    assert await contexte.cookies() == []
    assert await page.evaluate("localStorage.length + sessionStorage.length") == 0


async def test_chaque_message_a_son_titre_et_aucune_liste_n_est_un_paragraphe(page: Page) -> None:
    await ouvrir(page)
    for dit in ("bonjour", "axes", "clause"):
        await dire(page, dit)
    messages = await page.locator(".message").count()
    assert await page.locator(".message > h3").count() == messages
    await expect(page.get_by_role("heading", name="Assistant, réponse 2")).to_have_count(1)
    await expect(page.locator(".texte li", has_text="ponctuel")).to_have_count(1)
    for paragraphe in await page.locator(".journal p").all_inner_texts():
        assert not paragraphe.startswith(("- ", "• ", "1. "))
    cadre = page.get_by_role("group", name="Quels axes retenez-vous ?")
    await expect(cadre).to_have_count(1)


async def test_un_bouton_envoie_sa_charge_et_montre_son_titre(page: Page, canal: FauxCanal) -> None:
    await ouvrir(page)
    await dire(page, "bonjour")
    await page.get_by_role("button", name="Oui, récurrent").click()
    await expect(page.locator(".message.acheteur").last).to_contain_text("Oui, récurrent")
    await repondu(page)
    assert canal.dits[-1][1] == "/dire{}"
    await expect(page.get_by_role("button", name="Oui, récurrent")).to_have_count(0)


async def test_trois_axes_se_cochent_en_un_tour(page: Page, canal: FauxCanal) -> None:
    await ouvrir(page)
    await dire(page, "axes")
    await expect(page.get_by_label("Insertion")).to_be_checked()
    await page.get_by_label("Égalité").check()
    await page.get_by_label("Santé").check()
    await page.get_by_role("button", name="Valider").click()
    await repondu(page)
    assert canal.dits[-1][1] == "insertion_emploi, egalite, sante_securite"
    await expect(page.locator(".acheteur .brut").last).to_have_text("Insertion\nÉgalité\nSanté")
    await expect(page.get_by_label("Santé")).to_be_disabled()


async def test_une_ligne_du_recapitulatif_se_change(page: Page, canal: FauxCanal) -> None:
    await ouvrir(page)
    await dire(page, "recapitulatif")
    await page.get_by_role("button", name="Modifier : Objet").click()
    await repondu(page)
    assert canal.dits[-1][1] == "/m{}"


async def test_l_ancienne_clause_est_remplacee_et_le_lien_est_a_l_ecran(page: Page) -> None:
    await ouvrir(page)
    await dire(page, "clause")
    await dire(page, "refais la clause")
    titres = page.get_by_role("heading", name="À télécharger")
    await expect(titres.first).to_contain_text("remplacée")
    await expect(titres.last).not_to_contain_text("remplacée")
    lien = page.get_by_role("link", name="Clause (Word, .docx)").last
    await expect(lien).to_be_in_viewport()
    assert (await lien.get_attribute("href") or "").endswith("/documents/v2.docx")


async def test_sept_onglets_partagent_la_conversation(
    contexte: BrowserContext, canal: FauxCanal
) -> None:
    onglets = [await contexte.new_page() for _ in range(7)]
    await onglets[0].goto(f"{canal.url}/hote")
    await ouvrir(onglets[0])
    await dire(onglets[0], "bonjour")
    for onglet in onglets[1:]:
        await onglet.goto(f"{canal.url}/hote")
        await expect(onglet.locator(".message.assistant").last).to_contain_text("récurrence")
    for rang in (2, 5):
        await ecrire(onglets[rang], f"de l’onglet {rang}")
    for onglet in onglets:
        for rang in (2, 5):
            reponse = onglet.locator(".message.assistant", has_text=f"Entendu : de l’onglet {rang}")
            await expect(reponse).to_have_count(1)
    assert len(canal.dits) == 3


async def test_tout_effacer_vide_le_navigateur(page: Page, canal: FauxCanal) -> None:
    await ouvrir(page)
    await dire(page, "bonjour")
    await option(page, "Effacer mes données")
    await page.get_by_role("button", name="Oui, tout effacer").click()
    await expect(page.locator(".message")).to_have_count(1)
    await expect(page.locator(".message")).to_contain_text("Tout est effacé.")
    garde = await page.evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")
    for lieu in (garde, await page.evaluate(A_PLAT)):  # what is announced is there too
        assert not [mot for mot in ("bonjour", "récurrence", "robot.") if mot in lieu]


async def test_une_nouvelle_conversation_ne_montre_pas_ce_qui_arrive_de_l_ancienne(
    page: Page, canal: FauxCanal
) -> None:
    await ouvrir(page)
    await dire(page, "bonjour")
    async with page.expect_response("**/historique?*"):
        with canal.retenu():
            async with page.expect_request("**/historique?*"):
                canal.pousser("Je vous réponds.")
            await option(page, "Nouvelle conversation")
            await expect(page.locator(".ouverture")).to_be_visible()
    await expect(page.get_by_role("button", name="Revenir à la précédente")).to_be_visible()
    await page.wait_for_timeout(200)  # what came is put on the screen, or is not
    await expect(page.locator(".message")).to_have_count(0)


async def test_une_nouvelle_conversation_se_defait_pendant_dix_secondes(
    page: Page, canal: FauxCanal
) -> None:
    await page.clock.install()
    await ouvrir(page)
    await dire(page, "bonjour")
    await option(page, "Nouvelle conversation")
    await expect(page.locator(".message")).to_have_count(0)
    await page.get_by_role("button", name="Revenir à la précédente").click()
    await expect(page.locator(".message")).to_have_count(3)
    await option(page, "Nouvelle conversation")
    await page.clock.fast_forward(10_500)
    await expect(page.get_by_role("button", name="Revenir à la précédente")).to_have_count(0)
    await page.reload()
    await expect(page.locator("#message")).to_be_visible()
    await expect(page.locator(".message")).to_have_count(0)
    assert len(canal.sessions) == 2


async def test_ce_qu_aucun_message_ne_montre_se_voit_et_s_annonce(
    page: Page, canal: FauxCanal
) -> None:
    statut = page.locator("#status")
    annonce = page.locator("assistant-pps > [slot=dedans][role=status]")
    await ouvrir(page)
    await page.get_by_role("button", name="Envoyer").click()
    for lieu in (statut, annonce):
        await expect(lieu).to_have_text("Écrivez d’abord un message.")
    await dire(page, "clause")
    await expect(statut).to_have_text("")
    await page.get_by_role("button", name="Copier le texte").click()
    for lieu in (statut, annonce):
        await expect(lieu).to_contain_text("copi")
    with canal.retenu():
        await ecrire(page, "bonjour")
        await option(page, "Nouvelle conversation")
        for lieu in (statut, annonce):
            await expect(lieu).to_have_text("Attendez d’abord la réponse en cours.")
    await repondu(page)
    await expect(statut).to_have_text("")


async def test_ce_qui_se_dit_reste_quand_la_conversation_finit_de_s_ouvrir(
    page: Page, canal: FauxCanal
) -> None:
    async with page.expect_response("**/historique?*"):
        with canal.retenu():
            await ouvrir(page)
            await page.get_by_role("button", name="Envoyer").click()
    await page.wait_for_timeout(200)  # what came is put on the screen, or is not
    await expect(page.locator("#status")).to_have_text("Écrivez d’abord un message.")


async def test_un_message_qui_arrive_se_dit_une_fois_meme_ferme(
    page: Page, canal: FauxCanal
) -> None:
    await ouvrir(page)
    await dire(page, "clause")
    dites = await page.locator("assistant-pps > [role=log] > p").all_inner_texts()
    assert len(dites) == 3, "une annonce par message"
    assert all(len(dite.split()) <= MOTS_D_UNE_ANNONCE for dite in dites)
    await page.locator(".fermer").click()
    canal.pousser("Votre dossier est relu.")
    lanceur = page.locator(".lanceur")
    await expect(lanceur).to_contain_text("1 nouveau message")
    dehors = page.locator("assistant-pps > [slot=dehors][role=log]")
    await expect(dehors).to_contain_text("Facilitateur : Votre dossier est relu.")
    await lanceur.click()
    await page.reload()
    await expect(page.locator(".message.facilitateur")).to_be_visible()
    await expect(page.locator("assistant-pps > [role=log] > p")).to_have_count(0)


async def test_un_dossier_se_reprend_par_sa_reference_et_son_code(
    page: Page, contexte: BrowserContext, canal: FauxCanal
) -> None:
    await ouvrir(page)
    await option(page, "Reprendre un dossier")
    await page.get_by_label("Référence du dossier").fill("PPS-2026-000001")
    await page.get_by_label("Code", exact=True).fill("K7M4-2QXR")
    await page.keyboard.press("Enter")
    await repondu(page)
    assert canal.dits[-1][1] == "reprendre PPS-2026-000001 K7M4-2QXR"
    await expect(page.locator("#message")).to_be_focused()
    assert "K7M4" not in await page.evaluate("JSON.stringify(localStorage)")


@DANS_CHROMIUM
async def test_la_conversation_se_telecharge(page: Page, tmp_path: Path) -> None:
    """In Chromium: of Firefox, Playwright does not tell the first file that a script makes."""
    await ouvrir(page)
    await dire(page, "bonjour")
    await dire(page, "axes")
    await page.get_by_role("button", name="Valider").click()
    await repondu(page)
    async with page.expect_download() as attente:
        await option(page, "Télécharger la conversation")
    fichier = tmp_path / "conversation.txt"
    await (await attente.value).save_as(fichier)
    texte = fichier.read_text(encoding="utf-8")
    assert "Vous\u00a0:\nbonjour" in texte
    assert "Quelle récurrence" in texte
    assert "Vous\u00a0:\nInsertion" in texte, "ce qui a été coché, et non son nom"


async def test_ce_que_l_on_tape_et_ce_que_dit_le_serveur_ne_sont_que_du_texte(
    page: Page, canal: FauxCanal
) -> None:
    await ouvrir(page)
    piege = "<img src=x onerror=alert(1)> [clic](javascript:alert(1))"
    await dire(page, piege)
    await expect(page.locator(".message.assistant").last).to_contain_text(piege)
    assert await page.locator(".journal img, .journal a").count() == 0
