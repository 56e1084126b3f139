"""The facilitators' room, whatever the tool: what a sentence does, who may, who is told what."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest
from sqlalchemy import delete, select

from bot.bureau import Bureau
from bot.dossiers import base
from bot.dossiers.tables_du_triage import (
    Demande,
    Entretien,
    Envoi,
    Evenement,
    Facilitateur,
    Fil,
)
from bot.envois.livraison import Livraison
from bot.envois.outil import Passagere
from bot.triage import identites, reception
from bot.triage.venues import Lieu, Venue
from tests.assistant import Assistant
from tests.faux_outil import SALLE, FauxOutil

SOPHIE, KARIM, INCONNUE = "slack:USOPHIE", "slack:UKARIM", "slack:UINCONNUE"
NOMS = {SOPHIE: "Sophie Martin", KARIM: "Karim Benali", INCONNUE: "Zoé"}
MARCHE = "Nettoyage de bureaux, récurrent, marché à un seul titulaire, 4 ans, 200 000 € HT"


@dataclass
class Equipe:
    """Facilitators at work in one tool, and buyers beside them."""

    assistant: Assistant
    outil: FauxOutil
    bureau: Bureau
    numeros: Any = field(default_factory=count)

    async def dit(
        self, qui: str, texte: str, fil: str | None = None, prive: bool = False, nomme: bool = False
    ) -> None:
        """Have somebody write, and everything come of it."""
        numero = next(self.numeros)
        conversation = f"D-{qui}" if prive else SALLE
        lieu = Lieu(conversation, fil, message=f"v{numero}")
        await self.recoit(
            Venue("slack", f"Ev{uuid.uuid4().hex}", qui, NOMS[qui], lieu, prive, nomme, texte)
        )

    async def recoit(self, venue: Venue) -> None:
        reception.retenir(venue)
        while await self.bureau.traiter_le_suivant():
            pass
        await self.livre()

    async def livre(self) -> None:
        livraison = Livraison({"slack": self.outil})
        while await livraison.livrer():
            pass

    async def demande(self, acheteur: str, marche: str = MARCHE) -> str:
        """Have a buyer hand a contract over; return its reference."""
        await self.assistant.dire(acheteur, marche)
        await self.assistant.dire(acheteur, "je veux l'avis du facilitateur")
        await self.livre()
        return str((await self.assistant.slots(acheteur))["dossier"])

    def fil_de(self, reference: str) -> str:
        return self.outil.carte_de(reference)[0]


@pytest.fixture
async def equipe(assistant: Assistant, regler: Callable[..., None]) -> Equipe:
    regler(
        SLACK_BOT_TOKEN="xoxb-essai",
        SLACK_SIGNING_SECRET="secret",
        SLACK_CANAL_TRIAGE=SALLE,
        SLACK_FACILITATEURS="USOPHIE,UKARIM",
        URL_PUBLIQUE="https://assistant.exemple.fr",
    )
    with base.transaction() as session:
        for table in (Envoi, Fil, Evenement, Entretien, Demande, Facilitateur):
            session.execute(delete(table))
        for identite in (SOPHIE, KARIM):
            identites.retenir_le_nom(session, identite, NOMS[identite])
    return Equipe(assistant, FauxOutil(), Bureau(assistant.guichet))


@pytest.fixture
def acheteur() -> str:
    return uuid.uuid4().hex


def _demande(reference: str) -> Demande:
    with base.transaction() as session:
        demande: Demande = session.scalars(
            select(Demande).where(Demande.reference == reference)
        ).one()
        session.expunge(demande)
        return demande


async def _lus(equipe: Equipe, acheteur: str) -> list[str]:
    """Return what was pushed to a buyer, as he next sees it."""
    from bot.guichet import relire

    return [dit.texte for dit in relire(acheteur, 0) if dit.de != "moi"]


async def test_la_demande_arrive_complete(equipe: Equipe, acheteur: str) -> None:
    await equipe.assistant.dire(acheteur, MARCHE)
    await equipe.assistant.dire(acheteur, "axes : insertion")
    await equipe.assistant.dire(acheteur, "rédige la clause")
    await equipe.assistant.dire(
        acheteur, "je veux l'avis du facilitateur : peut-on garder le nettoyage des vitres à part ?"
    )
    await equipe.livre()
    reference = str((await equipe.assistant.slots(acheteur))["dossier"])
    _, carte = equipe.outil.carte_de(reference)
    texte = carte.en_texte()
    for attendu in ("Nettoyage de bureaux", "En attente", "favorable", "Échéance", "vitres"):
        assert attendu in texte, texte
    assert [lien.titre for lien in carte.liens] != []
    assert all(
        lien.adresse.startswith("https://assistant.exemple.fr/documents/") for lien in carte.liens
    )


async def test_un_seul_prend_et_la_carte_le_dit(equipe: Equipe, acheteur: str) -> None:
    reference = await equipe.demande(acheteur)
    fil = equipe.fil_de(reference)
    await equipe.dit(SOPHIE, "je prends", fil)
    assert "Prise par Sophie Martin" in equipe.outil.carte_de(reference)[1].en_texte()
    await equipe.dit(KARIM, "je prends", fil)
    assert _demande(reference).tenue_par == SOPHIE
    assert "tenue par Sophie Martin" in equipe.outil.dans(fil)[-1]
    await equipe.dit(KARIM, "oui", fil)
    assert _demande(reference).tenue_par == KARIM
    assert any("pris en charge" in dit for dit in await _lus(equipe, acheteur))


async def test_la_reponse_va_a_l_acheteur(equipe: Equipe, acheteur: str) -> None:
    reference = await equipe.demande(acheteur)
    await equipe.dit(SOPHIE, f"réponds à {reference} : C'est conforme, vous pouvez publier.")
    assert "C'est conforme, vous pouvez publier." in await _lus(equipe, acheteur)
    demande = _demande(reference)
    assert (demande.tenue_par, demande.etat) == (SOPHIE, "prise")
    assert demande.repondue_le


async def test_ce_qui_manque_est_demande_puis_complete(equipe: Equipe, acheteur: str) -> None:
    reference = await equipe.demande(acheteur)
    rang = int(reference.split("-")[2])
    await equipe.dit(SOPHIE, "je prends", prive=True)
    assert "De quelle demande" in equipe.outil.dans(None, f"D-{SOPHIE}")[-1]
    await equipe.dit(SOPHIE, f"la {rang}", prive=True)
    assert _demande(reference).tenue_par == SOPHIE


async def test_le_bavardage_ne_fait_rien(equipe: Equipe, acheteur: str) -> None:
    reference = await equipe.demande(acheteur)
    fil = equipe.fil_de(reference)
    avant = len(equipe.outil.appels)
    for phrase in ("merci !", "je ne prends pas", "Karim tu prends la 12 ?", "ok ça marche"):
        await equipe.dit(SOPHIE, phrase, fil)
    assert len(equipe.outil.appels) == avant


async def test_un_inconnu_est_renseigne_poliment_et_ne_peut_rien(
    equipe: Equipe, acheteur: str
) -> None:
    reference = await equipe.demande(acheteur)
    fil = equipe.fil_de(reference)
    await equipe.dit(INCONNUE, "je prends", fil)
    assert _demande(reference).tenue_par is None
    await equipe.dit(INCONNUE, "quelles sont les demandes en attente ?", prive=True)
    (reponse,) = equipe.outil.dans(None, f"D-{INCONNUE}")
    assert "facilitateurs du guichet seulement" in reponse
    assert reference not in reponse
    with base.transaction() as session:
        identites.changer(session, INCONNUE, actif=True)
    await equipe.dit(INCONNUE, "je prends", fil)
    assert _demande(reference).tenue_par == INCONNUE


async def test_les_filtres(equipe: Equipe, acheteur: str) -> None:
    reference = await equipe.demande(acheteur)
    for phrase in (
        "quelles sont les demandes en attente ?",
        "les demandes depuis hier",
    ):
        await equipe.dit(SOPHIE, phrase, prive=True)
        assert reference in equipe.outil.dans(None, f"D-{SOPHIE}")[-1], phrase
    for phrase in (
        "mes demandes",
        "les demandes en retard ?",
        "les demandes closes",
        "les demandes du 59 ?",
    ):
        await equipe.dit(SOPHIE, phrase, prive=True)
        assert "Aucune" in equipe.outil.dans(None, f"D-{SOPHIE}")[-1], phrase


async def test_verifier_en_prive_ne_touche_pas_la_file(equipe: Equipe) -> None:
    await equipe.dit(SOPHIE, "vérifie un marché de nettoyage récurrent de 4 ans", prive=True)
    await equipe.dit(SOPHIE, "un seul titulaire", prive=True)
    await equipe.dit(SOPHIE, "je veux l'avis du facilitateur", prive=True)
    lus = equipe.outil.dans(None, f"D-{SOPHIE}")
    assert len(lus) >= 3, lus
    with base.transaction() as session:
        assert session.scalars(select(Demande)).all() == []
    await equipe.dit(SOPHIE, "fin", prive=True)
    assert "Vérification terminée" in equipe.outil.dans(None, f"D-{SOPHIE}")[-1]
    await equipe.dit(SOPHIE, "les demandes en attente ?", prive=True)
    assert "Demandes en attente" in equipe.outil.dans(None, f"D-{SOPHIE}")[-1]


async def test_ce_qui_est_peut_etre_arrive_n_est_pas_dit_deux_fois(
    equipe: Equipe, acheteur: str
) -> None:
    equipe.outil.fautes.append(Passagere("ratelimited", attente_s=0.0))
    equipe.outil.fautes_apres.append(Passagere("timeout", attente_s=0.0, arrivee=True))
    reference = await equipe.demande(acheteur)
    cartes = [
        c for lieu, c, _ in equipe.outil.messages.values() if (c.titre or "").startswith(reference)
    ]
    assert len(cartes) == 1
