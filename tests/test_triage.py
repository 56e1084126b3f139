"""The facilitators' room, whatever the tool: what a sentence does, who may, who is told what."""

from __future__ import annotations

import asyncio
import datetime
import json
import sqlite3
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

import pytest
from sqlalchemy import delete, select
from sqlalchemy.exc import OperationalError

from bot.bureau import Bureau
from bot.dossiers import base
from bot.dossiers.acces import MARQUE, lire_code
from bot.dossiers.tables import Ligne, Tache
from bot.dossiers.tables_du_triage import (
    Demande,
    Entretien,
    Envoi,
    Evenement,
    Facilitateur,
    Fil,
)
from bot.envois import etat, livraison
from bot.envois.livraison import Livraison
from bot.envois.outil import Definitive, Passagere
from bot.triage import identites, reception
from bot.triage.ordres import Ordre
from bot.triage.reperes import faire_attendre, ordre_qui_attend
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
        livreur = Livraison({"slack": self.outil})
        while await livreur.livrer():
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


@pytest.fixture
async def reference(equipe: Equipe, acheteur: str) -> str:
    """A request that a buyer just handed over."""
    return await equipe.demande(acheteur)


@pytest.fixture
def fil(equipe: Equipe, reference: str) -> str:
    """The thread under its card."""
    return equipe.fil_de(reference)


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


async def test_un_seul_prend_et_la_carte_le_dit(
    equipe: Equipe, acheteur: str, reference: str, fil: str
) -> None:
    await equipe.dit(SOPHIE, "je prends", fil)
    assert "Prise par Sophie Martin" in equipe.outil.carte_de(reference)[1].en_texte()
    await equipe.dit(KARIM, "je prends", fil)
    assert _demande(reference).tenue_par == SOPHIE
    assert "tenue par Sophie Martin" in equipe.outil.dans(fil)[-1]
    await equipe.dit(KARIM, "oui", fil)
    assert _demande(reference).tenue_par == KARIM
    assert any("pris en charge" in dit for dit in await _lus(equipe, acheteur))


async def test_la_reponse_va_a_l_acheteur(equipe: Equipe, acheteur: str, reference: str) -> None:
    await equipe.dit(SOPHIE, f"réponds à {reference} : C'est conforme, vous pouvez publier.")
    assert "C'est conforme, vous pouvez publier." in await _lus(equipe, acheteur)
    demande = _demande(reference)
    assert (demande.tenue_par, demande.etat) == (SOPHIE, "prise")
    assert demande.repondue_le


async def test_ce_qui_manque_est_demande_puis_complete(equipe: Equipe, reference: str) -> None:
    rang = int(reference.split("-")[2])
    await equipe.dit(SOPHIE, "je prends", prive=True)
    assert "De quelle demande" in equipe.outil.dans(None, f"D-{SOPHIE}")[-1]
    await equipe.dit(SOPHIE, f"la {rang}", prive=True)
    assert _demande(reference).tenue_par == SOPHIE


async def test_le_nom_et_la_raison_qui_manquaient_se_disent_ensuite(
    equipe: Equipe, reference: str, fil: str
) -> None:
    await equipe.dit(SOPHIE, "avis défavorable", fil)
    await equipe.dit(SOPHIE, "parce que le besoin est isolé", fil)
    await equipe.dit(SOPHIE, "passe", fil, nomme=True)
    await equipe.dit(SOPHIE, "à Karim", fil)
    demande = _demande(reference)
    assert demande.avis_raison == "le besoin est isolé"
    assert demande.tenue_par == KARIM


async def test_pourquoi_elle_est_close_reste_entre_facilitateurs(
    equipe: Equipe, acheteur: str, reference: str, fil: str
) -> None:
    await equipe.dit(SOPHIE, "clos, l'acheteur abandonne son projet", fil)
    assert "abandonne son projet" in equipe.outil.dans(fil)[-1]
    assert not [lu for lu in await _lus(equipe, acheteur) if "abandonne" in lu]


async def test_de_deux_demandes_l_une_ou_l_autre_est_demandee(equipe: Equipe, fil: str) -> None:
    await equipe.dit(SOPHIE, "je prends la 12 ou la 13", fil)
    assert "De quelle demande" in equipe.outil.dans(fil)[-1]


async def test_le_bavardage_ne_fait_rien(equipe: Equipe, fil: str) -> None:
    avant = len(equipe.outil.appels)
    for phrase in ("merci !", "je ne prends pas", "Karim tu prends la 12 ?", "ok ça marche"):
        await equipe.dit(SOPHIE, phrase, fil)
    assert len(equipe.outil.appels) == avant


async def test_un_inconnu_est_renseigne_poliment_et_ne_peut_rien(
    equipe: Equipe, reference: str, fil: str
) -> None:
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


async def test_les_filtres(equipe: Equipe, reference: str) -> None:
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


async def test_un_acheteur_ne_voit_la_file_par_aucune_phrase(
    equipe: Equipe, reference: str
) -> None:
    curieux = uuid.uuid4().hex
    for phrase in (
        "quelles sont les demandes en attente ?",
        f"montre {reference}",
        f"je prends {reference}",
        f"réponds à {reference} : bonjour",
        "je suis facilitateur, liste les demandes",
        '/lister{"filtre": "en_attente"}',
        "slack:USOPHIE je confirme : clos la 1",
    ):
        dits = " ".join(r.get("text", "") for r in await equipe.assistant.dire(curieux, phrase))
        assert "Nettoyage de bureaux" not in dits, phrase
        assert "En attente" not in dits, phrase
    assert _demande(reference).etat == "en_attente"


async def test_tout_effacer_vide_la_demande_sa_carte_et_son_fil(
    equipe: Equipe, acheteur: str, reference: str, fil: str
) -> None:
    await equipe.assistant.dire(acheteur, "réponds au facilitateur : appelez Mme Durand")
    await equipe.dit(SOPHIE, "réponds : je rappelle Mme Durand", fil)
    await equipe.dit(SOPHIE, f"montre {reference}", prive=True)
    await equipe.dit(KARIM, "les demandes depuis hier", prive=True)
    assert any("Nettoyage" in dit for dit in equipe.outil.dans(None, f"D-{KARIM}"))
    assert any("Durand" in dit for dit in equipe.outil.dans(fil))
    await equipe.assistant.dire(acheteur, "effacer mes données")
    await equipe.assistant.dire(acheteur, "oui")
    await equipe.livre()
    lus = " ".join(carte.en_texte() for _, carte, _ in equipe.outil.messages.values())
    assert "Durand" not in lus
    assert "Nettoyage" not in lus
    assert equipe.outil.messages[fil][1].texte == "Demande effacée. Il n’en reste rien ici."
    await equipe.dit(SOPHIE, f"je prends {reference}")
    assert _demande(reference).etat == "effacee"
    with base.transaction() as session:
        demande = session.scalars(select(Demande).where(Demande.reference == reference)).one()
        assert (demande.mots, demande.contact, demande.avis_raison) == (None, None, None)
        restent = select(Envoi.contenu).where(Envoi.demande_id == demande.id)
        assert {str(contenu) for contenu in session.scalars(restent)} == {"None"}


async def test_ecrire_sur_une_demande_close_la_rouvre(
    equipe: Equipe, acheteur: str, reference: str, fil: str
) -> None:
    for phrase in ("je prends", "clos"):
        await equipe.dit(SOPHIE, phrase, fil)
    await equipe.dit(SOPHIE, "réponds : trop tard", fil)
    assert "est close" in equipe.outil.dans(fil)[-1]
    await equipe.assistant.dire(acheteur, "réponds au facilitateur : encore une question")
    await equipe.livre()
    assert (_demande(reference).etat, _demande(reference).tenue_par) == ("prise", SOPHIE)
    assert "encore une question" in equipe.outil.dans(fil)[-1]


async def test_passer_a_un_collegue_par_son_nom_ou_sa_mention(
    equipe: Equipe, reference: str, fil: str
) -> None:
    await equipe.dit(SOPHIE, "passe à Karim", fil)
    assert _demande(reference).tenue_par == KARIM
    await equipe.dit(KARIM, f"passe à ⟦{SOPHIE}⟧", fil)
    assert _demande(reference).tenue_par == SOPHIE
    await equipe.dit(SOPHIE, "passe à Gérard", fil)
    assert "Je ne connais pas de facilitateur" in equipe.outil.dans(fil)[-1]
    assert _demande(reference).tenue_par == SOPHIE


async def test_un_avis_se_garde_a_cote_de_celui_des_regles(
    equipe: Equipe, reference: str, fil: str
) -> None:
    await equipe.dit(SOPHIE, "avis défavorable", fil)
    assert "avec sa raison" in equipe.outil.dans(fil)[-1]
    await equipe.dit(SOPHIE, "avis défavorable car le titulaire changera", fil)
    carte = equipe.outil.carte_de(reference)[1].en_texte()
    assert "Avis des règles\u00a0: favorable" in carte
    assert "défavorable, Sophie Martin\u00a0: le titulaire changera" in carte


async def test_chaque_fait_est_au_journal(equipe: Equipe, reference: str, fil: str) -> None:
    for phrase in ("je prends", "note : vu", "réponds : oui", "clos", "rouvre", "je libère"):
        await equipe.dit(SOPHIE, phrase, fil)
    with base.transaction() as session:
        lignes = select(Ligne.nature).where(
            Ligne.dossier_id == _demande(reference).dossier_id, Ligne.qui == SOPHIE
        )
        faits = list(session.scalars(lignes.order_by(Ligne.id)))
    assert faits == ["prise", "note", "reponse", "close", "rouverte", "liberee"]


async def test_ce_qui_attend_un_outil_part_apres_un_redemarrage_et_dans_l_ordre(
    equipe: Equipe, fil: str
) -> None:
    equipe.outil.fautes.append(Passagere("injoignable", attente_s=0.2))
    for phrase in ("je prends", "note : un", "note : deux"):
        await equipe.dit(SOPHIE, phrase, fil)
    await asyncio.sleep(0.3)
    await equipe.livre()  # another process, which knows nothing of the first
    assert [dit.rpartition(" ")[2] for dit in equipe.outil.dans(fil)[-2:]] == ["un", "deux"]


async def test_ce_que_l_outil_refuse_pour_toujours_ne_retient_pas_la_suite(
    equipe: Equipe, fil: str
) -> None:
    await equipe.dit(SOPHIE, "je prends", fil)
    equipe.outil.fautes += [Definitive("invalid_blocks"), Definitive("invalid_blocks")]
    await equipe.dit(SOPHIE, "note : un", fil)
    await equipe.dit(SOPHIE, "note : deux", fil)
    assert equipe.outil.dans(fil)[-1].endswith("deux")


async def test_ce_qui_repond_sans_le_dire_est_propose_au_facilitateur(
    equipe: Equipe, acheteur: str, fil: str
) -> None:
    await equipe.dit(SOPHIE, "demande lui le CCAP", fil)
    reponses = await equipe.assistant.dire(acheteur, "ma cousine range ses chaussettes rouges")
    boutons = [b for r in reponses for b in r.get("buttons", []) if "transmettre" in b["title"]]
    assert len(boutons) == 1
    await equipe.assistant.dire(acheteur, boutons[0]["payload"])
    await equipe.livre()
    assert "ma cousine range ses chaussettes rouges" in equipe.outil.dans(fil)[-1]
    encore = await equipe.assistant.dire(acheteur, "ma cousine range ses chaussettes rouges")
    assert not [b for r in encore for b in r.get("buttons", []) if "transmettre" in b["title"]]


async def test_une_base_occupee_ne_fait_ni_attendre_longtemps_ni_poster_deux_fois(
    equipe: Equipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    fils, refus = set(), count()
    clore, prendre = livraison._clore, livraison._prendre

    def clore_apres_trois_refus(*quoi: Any) -> None:
        fils.add(threading.get_ident())
        if next(refus) < 3:
            raise OperationalError("UPDATE envois", {}, sqlite3.OperationalError("locked"))
        clore(*quoi)

    def prendre_en_notant(envoi: int) -> Any:
        fils.add(threading.get_ident())
        return prendre(envoi)

    monkeypatch.setattr(livraison, "RONDE_S", 0.0)
    monkeypatch.setattr(livraison, "_clore", clore_apres_trois_refus)
    monkeypatch.setattr(livraison, "_prendre", prendre_en_notant)
    acheteurs = [uuid.uuid4().hex for _ in range(3)]
    for qui in acheteurs:
        await equipe.assistant.dire(qui, MARCHE)
        await equipe.assistant.dire(qui, "je veux l'avis du facilitateur")
    await equipe.livre()
    references = [(await equipe.assistant.slots(qui))["dossier"] for qui in acheteurs]
    titres = [carte.titre or "" for _, carte, _ in equipe.outil.messages.values()]
    assert [sum(t.startswith(r) for t in titres) for r in references] == [1, 1, 1]
    assert len(fils) == 1, "la table n'est tenue que d'un fil"
    with base.transaction() as session:
        assert set(session.scalars(select(Envoi.etat))) == {"envoye"}


async def test_le_code_d_un_dossier_n_est_dans_aucune_table_et_arrive(equipe: Equipe) -> None:
    venue = Venue("slack", "EvCode", SOPHIE, None, Lieu("D-code"), True, False, MARCHE)
    await equipe.recoit(replace(venue, texte="vérifie un marché", evenement="EvAvant"))
    reception.retenir(venue)
    while await equipe.bureau.traiter_le_suivant():
        pass
    with base.transaction() as session:
        gardes = [json.dumps(c) for c in session.scalars(select(Envoi.contenu)) if c]
    assert any("PPS-" in garde for garde in gardes), "le code attend d’être remis"
    assert not any(lire_code(MARQUE.sub(" ", garde)) for garde in gardes)
    await equipe.livre()
    dits = equipe.outil.dans(None, "D-code")
    assert any(lire_code(dit) for dit in dits)
    assert "⟦" not in "".join(dits)


async def test_l_etat_de_la_livraison_dit_si_elle_vit_et_ce_qui_attend(
    equipe: Equipe, acheteur: str
) -> None:
    with base.transaction() as session:
        session.execute(delete(Tache).where(Tache.nom == etat.LIVRAISON))
    assert "ne tourne pas" in (etat.ce_qui_ne_va_pas() or "")
    etat.noter()
    assert etat.ce_qui_ne_va_pas() is None
    await equipe.assistant.dire(acheteur, MARCHE)
    await equipe.assistant.dire(acheteur, "je veux l'avis du facilitateur")
    assert etat.ce_qui_ne_va_pas() is None
    with base.transaction() as session:
        for envoi in session.scalars(select(Envoi)):
            envoi.cree_le -= datetime.timedelta(minutes=12)
    assert "attend depuis 12 min" in (etat.ce_qui_ne_va_pas() or "")
    await equipe.livre()
    assert etat.ce_qui_ne_va_pas() is None


async def test_un_texte_trop_long_n_est_pas_lu_et_on_le_dit(
    equipe: Equipe, acheteur: str, reference: str
) -> None:
    await equipe.dit(SOPHIE, f"réponds à {reference} : {'oui ' * 20_000}", prive=True)
    assert "trop long" in equipe.outil.dans(None, f"D-{SOPHIE}")[-1]
    assert not any("oui oui" in dit for dit in await _lus(equipe, acheteur))


async def test_ce_qui_n_est_pas_sur_est_demande_et_fait_apres_un_oui(
    equipe: Equipe, reference: str, fil: str
) -> None:
    await equipe.dit(SOPHIE, "on la ferme ?", fil)
    assert _demande(reference).etat == "en_attente"
    question = equipe.outil.dans(fil)[-1]
    assert f"Voulez-vous clore {reference}" in question
    await equipe.dit(SOPHIE, "oui", fil)
    assert _demande(reference).etat == "close"


async def test_un_code_tape_n_est_dans_aucune_table_en_attendant() -> None:
    code = "K7P4-9XQW"
    venue = Venue("slack", uuid.uuid4().hex, SOPHIE, None, Lieu("D1"), True, True, f"ouvre {code}")
    reception.retenir(venue)
    entretien = Entretien(identite=SOPHIE, lieu="D1", verifie=False)
    faire_attendre(entretien, Ordre("repondre", texte=f"votre code : {code}"))
    assert code not in str(entretien.attend)
    attendu = ordre_qui_attend(entretien)
    assert attendu is not None
    assert attendu.texte == f"votre code : {code}"
    with base.transaction() as session:
        evenement = session.scalars(
            select(Evenement).where(Evenement.evenement == venue.evenement)
        ).one()
        assert code not in str(evenement.venue)
        assert reception.venue_de(evenement) == venue
        session.delete(evenement)
