"""A facilitators' day in Teams: the real channel, worker and delivery, against the tests' Teams.

With `ECRIRE_IMAGES=1`, its cards are drawn by their own renderer for docs/teams/.
"""

from __future__ import annotations

import asyncio
import shutil
import uuid
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.async_api import async_playwright
from sqlalchemy import delete

from bot.bureau import Bureau
from bot.canaux.teams.canal import CanalTeams
from bot.dossiers.base import session
from bot.dossiers.tables_du_triage import (
    Demande,
    Entretien,
    Envoi,
    Evenement,
    Facilitateur,
    Fil,
    Salon,
)
from bot.envois.livraison import Livraison
from bot.envois.outils import outils_ouverts
from bot.reglages import reglages
from tests.assistant import Assistant
from tests.faux_teams import (
    ACHETEUSE,
    CAMILLE,
    CANAL,
    DOMINIQUE,
    NOMS,
    FauxTeams,
    boutons,
    en_texte,
)
from tests.sanic_seul import servir
from tests.test_teams_rendu import DESSIN, DOSSIER, photographier

MARCHE = "Nettoyage de bureaux, récurrent, marché à un seul titulaire, 4 ans, 200 000 € HT"
QUESTION = "peut-on garder le nettoyage des vitres à part ?"
AUTRE_LOCATAIRE = "00000000-8888-7777-6666-555555555555"


@dataclass
class Guichet:
    """An office at work: buyers, facilitators in Teams, and all that comes of their words."""

    faux: FauxTeams
    assistant: Assistant
    bureau: Bureau
    livraison: Livraison
    webhook: str

    async def suivre(self) -> None:
        """Have all that came worked, and all that is to leave delivered."""
        while await self.bureau.traiter_le_suivant():
            pass
        while await self.livraison.livrer():
            pass

    async def acheteur(self, qui: str, *textes: str) -> list[dict[str, Any]]:
        """Have a buyer write; return what he is answered to the last one."""
        for texte in textes:
            dits = await self.assistant.dire(qui, texte)
            await self.suivre()
        return dits

    async def demande(self, question: str = QUESTION) -> tuple[str, str, str]:
        """Have a request handed over; return its buyer, its reference and its thread."""
        acheteur = uuid.uuid4().hex
        await self.acheteur(acheteur, MARCHE, f"je veux l'avis du facilitateur : {question}")
        reference = str((await self.assistant.slots(acheteur))["dossier"])
        (fil,) = [n for n, m in self.faux.messages[CANAL].items() if reference in en_texte(m)]
        return acheteur, reference, fil

    async def recevoir(self, activite: dict[str, Any], fois: int = 1) -> list[int]:
        statuts = await self.faux.livrer(self.webhook, activite, fois=fois)
        await self.suivre()
        return statuts

    async def dire(self, qui: str, texte: str, fil: str | None = None, prive: bool = False) -> str:
        """Have somebody write, in a thread or to the assistant alone; return the last answer."""
        ou = None if prive else CANAL
        await self.recevoir(self.faux.activite(texte, qui, conversation=ou, fil=fil))
        return self.dernier(f"a:{qui}" if prive else f"{CANAL};messageid={fil}" if fil else CANAL)

    async def cliquer(self, qui: str, fil: str, titre: str, rempli: str = "") -> str:
        """Have somebody click on the card of a thread; return the thread's last message."""
        donnees = dict(boutons(self.carte(fil))[titre])
        texte = donnees.pop("msteams", {}).get("text")
        if "champ" in donnees:
            donnees[donnees["champ"]] = rempli
        activite = self.faux.activite(
            texte, qui, conversation=CANAL, fil=fil, mention=False, value=donnees, replyToId=fil
        )
        assert await self.recevoir(activite, fois=2) == [200, 200]
        return self.dernier(f"{CANAL};messageid={fil}")

    def carte(self, fil: str) -> dict[str, Any]:
        (jointe,) = self.faux.messages[CANAL][fil]["attachments"]
        return dict(jointe["content"])

    def montre(self, fil: str) -> str:
        return en_texte(self.faux.messages[CANAL][fil])

    def fil(self, fil: str) -> list[str]:
        return self.faux.textes(f"{CANAL};messageid={fil}")

    def dernier(self, conversation: str) -> str:
        textes = self.faux.textes(conversation)
        return textes[-1] if textes else ""

    async def photographier(self, nom: str, *conversations: str) -> None:
        """Draw conversations, when asked to: `ECRIRE_IMAGES=1`."""
        if not DESSIN.exists():
            return
        async with async_playwright() as outil:
            chromium = await outil.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            page = await chromium.new_page(viewport={"width": 672, "height": 200})
            await page.add_init_script(path=DESSIN)
            await page.goto((DOSSIER / "rendu.html").as_uri())
            for conversation in conversations:
                for message in self.faux.messages[conversation].values():
                    await page.evaluate("m => montrer('Plan de progrès', m)", message)
            assert await page.evaluate("fautes") == []
            await photographier(page, nom)
            await chromium.close()


@pytest.fixture
async def guichet(assistant: Assistant, regler: Callable[..., None]) -> AsyncIterator[Guichet]:
    faux = FauxTeams()
    regler(**faux.reglages(URL_PUBLIQUE="https://pps.exemple.fr"))
    with session() as courante:
        for table in (Envoi, Fil, Evenement, Entretien, Demande, Facilitateur, Salon):
            courante.execute(delete(table))
    outils = outils_ouverts(reglages())
    bureau = Bureau(assistant.guichet)
    async with servir(CanalTeams().blueprint(_personne), "/webhooks/teams") as (app, ou):
        app.ctx.bureau = bureau
        yield Guichet(faux, assistant, bureau, Livraison(outils), f"{ou}/webhook")
    for outil in outils.values():
        await outil.fermer()
    faux.arreter()


async def _personne(message: Any) -> None:
    raise AssertionError("Rasa n’est pour rien dans ce canal")


async def test_la_journee_d_un_guichet(guichet: Guichet) -> None:
    acheteur, reference, fil = await guichet.demande()
    await guichet.acheteur(acheteur, "Nord, 2 lots, main d'œuvre 60 %")
    await guichet.photographier("demande", CANAL)
    for attendu in (reference, "En attente", QUESTION, "favorable", "Nord", "[Je prends]"):
        assert attendu in guichet.montre(fil)

    # in the morning, what is waiting; one takes it by its button, the other one comes too late
    attente = await guichet.dire(CAMILLE, "quelles sont les demandes en attente ?")
    assert reference in attente
    await guichet.cliquer(CAMILLE, fil, "Je prends")
    assert "Prise par Camille Moreau" in guichet.montre(fil)
    assert guichet.fil(fil) == [f"Camille Moreau prend la demande {reference}."]
    assert "tenue par Camille Moreau" in await guichet.dire(DOMINIQUE, "je prends", fil)
    assert "Prise par Camille Moreau" in guichet.montre(fil)

    # the buyer is asked, answers where he is, and it comes back into the thread
    await guichet.cliquer(CAMILLE, fil, "Demander à l’acheteur…", "Quelle est la surface ?")
    assert "qui attend l’acheteur" in guichet.montre(fil)
    dits = await guichet.acheteur(acheteur, "répondre au facilitateur : 3 000 m²")
    assert any("Quelle est la surface" in dit.get("text", "") for dit in dits)
    assert "3 000 m²" in guichet.fil(fil)[-1]

    # an opinion of his own stands beside the rules', which stays
    await guichet.dire(CAMILLE, "avis sous réserve : la surface est à vérifier", fil)
    assert "Avis des règles\u00a0: favorable" in guichet.montre(fil)
    assert "sous réserve, Camille Moreau" in guichet.montre(fil)

    # handed to a colleague by a mention, who answers in the card's own field
    await guichet.recevoir(_passe_a_dominique(guichet, reference, fil))
    assert "Prise par Dominique Petit" in guichet.montre(fil)
    reponse = "Oui, les vitres peuvent rester à part.\nBien à vous."
    assert reponse in await guichet.cliquer(DOMINIQUE, fil, "Répondre…", reponse)
    dits = await guichet.acheteur(acheteur, "où en est ma demande ?")
    assert sum(reponse in dit.get("text", "") for dit in dits) == 1
    await guichet.photographier("fil", CANAL, f"{CANAL};messageid={fil}")

    await guichet.cliquer(DOMINIQUE, fil, "Clore")
    assert list(boutons(guichet.carte(fil))) == ["Rouvrir"]
    assert "Répondues\u00a0: 1" in await guichet.dire(CAMILLE, "les chiffres du mois", prive=True)


def _passe_a_dominique(guichet: Guichet, reference: str, fil: str) -> dict[str, Any]:
    nom = "<at>Dominique Petit</at>"
    activite = guichet.faux.activite(f"passe {reference} à {nom}", conversation=CANAL, fil=fil)
    mention = {"id": "29:d", "name": NOMS[DOMINIQUE], "aadObjectId": DOMINIQUE}
    activite["entities"].append({"type": "mention", "text": nom, "mentioned": mention})
    return activite


async def test_un_facilitateur_verifie_un_marche_pour_lui_seul(guichet: Guichet) -> None:
    _, reference, fil = await guichet.demande()
    avant = guichet.montre(fil)
    await guichet.dire(CAMILLE, "vérifie un marché de nettoyage de 4 ans", prive=True)
    await guichet.dire(CAMILLE, "récurrent, un seul titulaire", prive=True)
    avis = await guichet.dire(CAMILLE, "je ne sais pas le montant", prive=True)
    assert "avorable" in "\n".join(guichet.faux.textes(f"a:{CAMILLE}")), avis
    await guichet.photographier("verification", f"a:{CAMILLE}")
    assert "Je reprends le triage" in await guichet.dire(CAMILLE, "fin", prive=True)
    attente = await guichet.dire(CAMILLE, "quelles sont les demandes en attente ?", prive=True)
    assert attente.count("PPS-") == attente.count(reference)
    assert guichet.montre(fil) == avant


async def test_l_acheteur_efface_tout_et_la_carte_le_dit(guichet: Guichet) -> None:
    acheteur, reference, fil = await guichet.demande("une question bien à moi")
    await guichet.cliquer(CAMILLE, fil, "Noter…", "une note bien à nous")
    await guichet.acheteur(acheteur, "effacer mes données", "oui")
    montre = "\n".join([guichet.montre(fil), *guichet.fil(fil)])
    assert "Demande effacée" in montre
    assert reference in montre
    assert "bien à" not in montre


async def test_ce_que_le_bureau_a_perdu_d_un_clic_se_tape(guichet: Guichet) -> None:
    """A desktop client that loses the value sends the text; one that loses both is answered."""
    _, _, fil = await guichet.demande()
    clic = guichet.faux.activite(conversation=CANAL, fil=fil, replyToId=fil)
    await guichet.recevoir(clic)
    assert "Tapez la phrase" in guichet.fil(fil)[-1]
    texte = boutons(guichet.carte(fil))["Je prends"]["msteams"]["text"]
    await guichet.recevoir({**clic, "id": "autre", "text": texte})
    assert "Prise par Camille Moreau" in guichet.montre(fil)


async def test_les_droits_viennent_du_jeton_et_de_rien_d_autre(guichet: Guichet) -> None:
    _, reference, fil = await guichet.demande()
    inconnue = await guichet.dire(ACHETEUSE, f"je prends {reference}", prive=True)
    assert f"teams:{ACHETEUSE}" in inconnue
    imposture = guichet.faux.activite(f"je prends {reference}", ACHETEUSE)
    imposture["from"]["name"] = NOMS[CAMILLE]
    imposture["value"] = {"phrase": f"je prends {reference}", "identite": f"teams:{CAMILLE}"}
    await guichet.recevoir(imposture)
    liste = await guichet.dire(ACHETEUSE, "quelles sont les demandes en attente ?", prive=True)
    assert reference not in liste
    avant = dict(guichet.faux.messages)
    ailleurs = guichet.faux.activite(f"je prends {reference}")
    ailleurs["conversation"]["tenantId"] = AUTRE_LOCATAIRE
    ailleurs["channelData"]["tenant"]["id"] = AUTRE_LOCATAIRE
    assert await guichet.recevoir(ailleurs) == [403]
    assert guichet.faux.messages == avant
    assert "En attente" in guichet.montre(fil)


async def test_les_pannes_de_teams_ne_perdent_ni_ne_melent_rien(guichet: Guichet) -> None:
    _, reference, fil = await guichet.demande()
    guichet.faux.en_panne(503, 412)
    guichet.faux.en_panne(429, Retry_After="1")
    guichet.faux.jetons.append("le service a oublié le nôtre")
    await guichet.cliquer(CAMILLE, fil, "Je prends")
    for _ in range(60):
        if len(guichet.fil(fil)) == 1 and "Prise" in guichet.montre(fil):
            break
        await _un_instant(guichet)
    assert guichet.fil(fil) == [f"Camille Moreau prend la demande {reference}."]
    assert "Prise par Camille Moreau" in guichet.montre(fil)


async def _un_instant(guichet: Guichet) -> None:
    await asyncio.sleep(0.25)
    await guichet.suivre()
