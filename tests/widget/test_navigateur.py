"""Whole conversations on the page, with the real assistant, in the browsers of the system."""

from __future__ import annotations

import json
import os
import re
from collections.abc import AsyncIterator
from pathlib import Path

import docx
import pytest
from playwright.async_api import Browser, Locator, Page, Route, expect

from bot.donnees import RACINE
from tests.serveur import Serveur
from tests.widget.navigateurs import DANS_CHROMIUM

STRUCTURE = """() => {
  const journal = document.querySelector("assistant-pps").shadowRoot.querySelector(".journal");
  const tous = (selecteur) => [...journal.querySelectorAll(selecteur)];
  return {
    titres: tous(".message").map((message) => message.querySelectorAll("h3").length),
    paragraphes: tous("p").map((p) => p.textContent.trim()),
    cases: tous("fieldset").map((cadre) =>
      journal.querySelector(`[id="${cadre.getAttribute("aria-labelledby")}"]`)?.textContent.trim()),
  };
}"""
PUCE = re.compile(r"[-–•*]\s|\d+[.)]\s")


@pytest.fixture
async def page(navigateur: Browser, serveur: Serveur, fautes: list[str]) -> AsyncIterator[Page]:
    contexte = await navigateur.new_context(viewport={"width": 1000, "height": 900}, locale="fr-FR")
    page = await contexte.new_page()
    page.on("pageerror", lambda faute: fautes.append(str(faute)))
    page.on("console", lambda m: fautes.append(m.text) if m.type == "error" else None)
    await page.goto(serveur.url)
    yield page
    await contexte.close()
    assert fautes == []


async def _photographier(navigateur: Browser, vue: Page | Locator, chemin: str) -> None:
    """Keep Chromium's picture for the page or docs/, when asked to: `ECRIRE_IMAGES=1`."""
    if os.environ.get("ECRIRE_IMAGES") and navigateur.browser_type.name == "chromium":
        await vue.screenshot(path=RACINE / chemin)


async def _attendre(page: Page) -> None:
    await expect(page.locator(".journal")).to_have_attribute("aria-busy", "false")


async def _ecrire(page: Page, texte: str) -> None:
    await _attendre(page)  # one message at a time
    await page.locator("#message").fill(texte)
    await page.keyboard.press("Enter")


async def _dernier(page: Page, morceau: str) -> None:
    await expect(page.locator(".message.assistant").last).to_contain_text(morceau)


async def _dit(page: Page, morceau: str) -> None:
    await expect(page.locator(".message.assistant", has_text=morceau).last).to_be_visible()


async def test_un_acheteur_presse_obtient_son_avis_et_retrouve_sa_conversation(
    page: Page, navigateur: Browser
) -> None:
    await _ecrire(page, "Marché de nettoyage de 4 ans, un seul titulaire")
    await _dernier(page, "récurrent")
    await page.locator(".reponses button", has_text="Oui, récurrent ou continu").click()
    await _dernier(page, "montant")
    await _ecrire(page, "au fait, qui organise la première réunion ?")
    await _dernier(page, "On en était là")
    await _ecrire(page, "200 000 € HT <b>environ</b>")
    # and not what was told of it before the amount was known
    await expect(page.locator(".avis h4", has_text="Avis favorable")).to_be_in_viewport()
    await _photographier(navigateur, page, "docs/conversation.png")
    journal = await page.locator("#conversation").inner_text()
    assert "robot" in journal
    assert "titulaire" in journal
    assert "<b>environ</b>" in journal, "le texte tapé est montré tel quel, jamais interprété"
    await _ecrire(page, "en fait la durée totale est de 18 mois")
    await _dit(page, "Avis défavorable")
    avant = await page.locator(".message").count()
    await page.reload()
    await expect(page.locator(".message")).to_have_count(avant)
    await _ecrire(page, "récapitulatif")
    await _dernier(page, "18")


async def _verifier_le_tour(page: Page) -> None:
    """One heading a message, lists that are lists, boxes that have a name; the question in view.

    Or a control leads to it, as what is in view tells a frame or two later.
    """
    repondu = re.compile("assistant")
    await expect(page.locator(".message").last).to_have_class(repondu)
    await _attendre(page)
    vu = await page.evaluate(STRUCTURE)
    assert vu["titres"] == [1] * len(vu["titres"])
    assert [p for p in vu["paragraphes"] if PUCE.match(p)] == []
    assert all(vu["cases"])
    question = page.locator("[data-question] .texte")
    aller = page.get_by_role("button", name="Aller à la question")
    await page.wait_for_timeout(200)
    if await aller.is_visible():
        await aller.dispatch_event("click")  # Playwright's own click scrolls Firefox's page
    await expect(question).to_be_in_viewport(ratio=0.99)


FAVORABLE = "Nettoyage de bureaux, récurrent, marché à un seul titulaire, 4 ans, 200 000 € HT"
MESSAGES_AU_PLUS = 14


async def _telecharger_la_clause(page: Page, dossier: Path) -> str:
    """Click the link of the clause, open the file, return what it says."""
    async with page.expect_download() as attente:
        await page.get_by_role("link", name="Clause de plan de progrès social").click()
    fichier = dossier / "clause.docx"
    await (await attente.value).save_as(fichier)
    ouvert = docx.Document(str(fichier))
    assert "PROJET" in ouvert.sections[0].header.paragraphs[0].text
    return "\n".join(paragraphe.text for paragraphe in ouvert.paragraphs)


async def test_qui_prend_tous_les_defauts_tient_sa_clause_en_quatorze_messages(
    page: Page, navigateur: Browser, tmp_path: Path
) -> None:
    await _ecrire(page, FAVORABLE)
    await _dernier(page, "Où en est la procédure")
    lien = page.get_by_role("link", name="Clause de plan de progrès social")
    messages = 0
    while not await lien.count():
        assert messages < MESSAGES_AU_PLUS
        avant = await page.locator(".message.assistant").count()
        await _ecrire(page, "par défaut")
        await expect(page.locator(".message.assistant")).not_to_have_count(avant)
        await _attendre(page)
        messages += 1
    clause = await _telecharger_la_clause(page, tmp_path)
    assert "Article 12" not in await page.locator("#conversation").inner_text()
    await page.locator("details summary", has_text="Clause de plan de progrès social").click()
    apercu = await page.locator("details .document").inner_text()
    await _photographier(
        navigateur, page.locator("details .document"), "bot/canaux/page_web/clause.png"
    )
    await _photographier(navigateur, page, "docs/clause.png")
    for morceau in ("Article 12", "dans un délai de deux mois", "à compléter", "L.\u00a02112-2"):
        assert morceau in clause
        assert morceau in apercu


async def _valider(page: Page) -> None:
    """Answer with the boxes that are ticked under the last question."""
    await _attendre(page)
    await page.get_by_role("button", name="Valider").last.click()


async def test_qui_coche_des_cases_et_valide_est_compris(page: Page) -> None:
    """On a telephone, where each turn is to be seen."""
    await page.set_viewport_size({"width": 360, "height": 640})
    for dit in (FAVORABLE, "en préparation", "oui", "les deux"):
        avant = await page.locator(".message.acheteur").count()
        await _ecrire(page, dit)
        await expect(page.locator(".message.acheteur")).to_have_count(avant + 1)
        await _verifier_le_tour(page)
    await _dernier(page, "Question 4 sur 12 environ")
    assert "1. Recruter" not in await page.locator("#conversation").inner_text(), "deux listes"
    await expect(page.get_by_label("Améliorer la santé et la sécurité au travail.")).to_be_checked()
    await page.get_by_label("Recruter et maintenir").uncheck()
    await page.get_by_label("Faire découvrir les métiers").check()
    await _valider(page)
    await _dit(page, "axes de progrès\u00a0: découverte des métiers\u00a0; santé et sécurité")
    await _dernier(page, "Quelles actions")
    await expect(page.get_by_label("Recruter et maintenir")).to_be_disabled()
    await page.get_by_label("enquêtes", exact=False).last.focus()
    await page.keyboard.press("Space")
    await _valider(page)
    await _dernier(page, "Quelles actions retenez-vous pour la santé")
    await _valider(page)
    await _dernier(page, "voulez-vous changer")
    await _valider(page)  # nothing is ticked: nothing is to change
    await _dernier(page, "Quels manquements")
    await _verifier_le_tour(page)
    await _ecrire(page, "rédige la clause")
    lien = page.get_by_role("link", name="Clause de plan de progrès social")
    await expect(lien).to_be_in_viewport(ratio=0.99)
    await _verifier_le_tour(page)
    avant = await page.locator(".message").count()
    await page.reload()
    await expect(page.locator(".message")).to_have_count(avant)
    await expect(page.get_by_role("button", name="Valider").last).to_be_enabled()


async def test_un_clic_sur_modifier_repose_la_question(page: Page) -> None:
    await _ecrire(page, FAVORABLE)
    await _dernier(page, "Où en est la procédure")
    await _ecrire(page, "récapitulatif")
    await page.get_by_role("button", name="Modifier\u00a0: Durée totale").click()
    await _dernier(page, "Combien de temps durera le contrat")
    await expect(page.locator(".message.acheteur").last).to_contain_text("Durée totale")
    await expect(page.get_by_role("button", name="Modifier\u00a0: Objet")).to_have_count(0)
    await _ecrire(page, "18 mois")
    await _dit(page, "Avis défavorable")
    duree = page.locator(".criteres li", has_text="Durée du contrat").last
    await expect(duree).to_contain_text("Non rempli")
    await expect(duree).to_contain_text("18 mois")


@DANS_CHROMIUM
async def test_qui_decide_de_tout_n_est_jamais_interroge_deux_fois(
    page: Page, tmp_path: Path
) -> None:
    await _ecrire(page, FAVORABLE)
    decisions = [
        "la consultation est en préparation", "oui, une clause d'insertion est prévue",
        "faire mieux", "l'insertion et la santé", "le tutorat et les forums",
        "tout sauf l'illettrisme", "la 1 et la 4", "3 mois", "chaque trimestre",
        "50 € par heure d'insertion et 100 € par jour de retard d'un document",
        "les deux", "15 jours", "5 %", "CCAG-FCS", "la direction des achats", "une collectivité",
    ]  # fmt: skip
    questions = []
    for decision in decisions:
        await _attendre(page)
        dernier = page.locator(".message.assistant .texte").last
        questions.append((await dernier.inner_text()).splitlines()[-1])
        await _ecrire(page, decision)
        await expect(page.locator(".message").last).not_to_have_class("acheteur")
    assert len(set(questions)) == len(questions)
    clause = await _telecharger_la_clause(page, tmp_path)
    for morceau in (
        "trois mois", "chaque trimestre", "50\u00a0€ par heure", "quinze jours", "5\u00a0%",
        "CCAG-FCS", "la direction des achats",
    ):  # fmt: skip
        assert morceau in clause
    for absent in ("illettrisme", "délai de la réunion", "plafond des pénalités du plan, en"):
        assert absent not in clause


async def test_la_conversation_se_reprend_apres_avoir_ferme_l_onglet(page: Page) -> None:
    await _ecrire(page, FAVORABLE)
    await _dernier(page, "Où en est la procédure")
    await page.close()
    reprise = await page.context.new_page()
    await reprise.goto(page.url)
    await _dernier(reprise, "Où en est la procédure")
    await _ecrire(reprise, "en préparation")
    await _dernier(reprise, "clause sociale d’insertion")


async def test_le_clavier_suffit(page: Page) -> None:
    await page.locator("#message").focus()
    await page.keyboard.type(
        "un accord-cadre multi-attributaire à bons de commande, c'est possible ?"
    )
    await page.keyboard.press("Enter")
    await _dit(page, "Avis défavorable")
    assert await page.evaluate("document.activeElement.shadowRoot.activeElement.id") == "message"


@DANS_CHROMIUM
async def test_une_panne_se_dit_et_rien_n_est_perdu(page: Page, fautes: list[str]) -> None:
    await page.route("**/webhooks/widget/messages", lambda route: route.abort())
    await _ecrire(page, "Marché de nettoyage de 4 ans, un seul titulaire")
    await expect(page.locator(".message.incident")).to_be_visible()
    fautes.clear()  # the browser reports the request that the test refused
    await page.unroute("**/webhooks/widget/messages")
    await page.get_by_role("button", name="Réessayer").click()
    await _dernier(page, "récurrent")


@DANS_CHROMIUM
async def test_un_message_dont_la_reponse_se_perd_est_renvoye_et_pris_une_fois(
    page: Page, fautes: list[str], serveur: Serveur
) -> None:
    """Three times the answer is lost on its way; the page sends the same message again."""
    perdues: list[str] = []

    async def perdre(route: Route) -> None:
        if len(perdues) == 3:
            # not held back: the answer also comes by the stream, and the test may end before it
            await route.continue_()
            return
        reponse = await route.fetch()
        perdues.append(await reponse.text())
        await route.abort()

    await _ecrire(page, FAVORABLE)
    await _dernier(page, "Où en est la procédure")
    await page.route("**/webhooks/widget/messages", perdre)
    await _ecrire(page, "par défaut")
    for _ in range(3):
        await page.get_by_role("button", name="Réessayer").click()
    await _dernier(page, "clause sociale d’insertion")
    assert len(set(perdues)) == 1, "la même réponse, trois fois"
    assert all("net::ERR_FAILED" in faute for faute in fautes)
    fautes.clear()


@DANS_CHROMIUM
async def test_ce_que_le_serveur_n_a_pas_pris_se_renvoie_sous_le_meme_nom(
    page: Page, fautes: list[str]
) -> None:
    identifiants: list[str] = []

    async def refuser(route: Route) -> None:
        identifiants.append(json.loads(route.request.post_data or "{}")["id"])
        if len(identifiants) > 1:
            await route.continue_()
            return
        await route.fulfill(status=503, json={"erreur": "Cet envoi n’est pas pris."})

    await page.route("**/webhooks/widget/messages", refuser)
    await _ecrire(page, "marché de nettoyage")
    await expect(page.locator(".message.incident")).to_contain_text("Votre message est gardé")
    await page.get_by_role("button", name="Réessayer").click()
    await _dernier(page, "récurrent")
    assert identifiants[0] == identifiants[1]
    assert all("503" in faute for faute in fautes)
    fautes.clear()


async def test_un_exemple_de_la_page_demarre_en_un_clic(page: Page) -> None:
    await page.get_by_role("button", name="Nettoyage des bureaux, besoin récurrent").click()
    await _dit(page, "Avis favorable")
