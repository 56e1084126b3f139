"""Article L2112-2-1 applied to the file (`cas/obligation_sociale.yml`), and how it is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.donnees import referentiel
from bot.lecture.assemblage import lecteur_de_modalites, preparer
from bot.metier.contrat import Contrat, Lot
from bot.metier.faits import Faits
from bot.metier.obligation import decide, obligation_sociale
from bot.redaction.avis import ecrire_l_obligation, obligation_en_bref

CAS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cas" / "obligation_sociale.yml").read_text(encoding="utf-8")
)
GUIDE = referentiel()
DEMANDES = ("date_lancement", "type_achat", "type_acheteur")
MOTS = {
    "concerne": "s’applique à ce contrat",
    "non_concerne": "ne concerne pas ce contrat",
    "a_verifier": "Vérifiez si l’article L2112-2-1",
}


def _faits(cas: dict[str, Any]) -> Faits:
    lots = [
        Lot(numero, Contrat(montant_ht=montant)).en_donnees()
        for numero, montant in enumerate(cas.get("lots", ()), start=1)
    ]
    return Faits.depuis({**cas["faits"], "lots": lots}, GUIDE)


@pytest.mark.parametrize("cas", CAS, ids=[cas["titre"] for cas in CAS])
def test_cas(cas: dict[str, Any]) -> None:
    faits = _faits(cas)
    trouvee = obligation_sociale(faits, GUIDE)
    assert trouvee.valeur == cas["valeur"]
    assert trouvee.raison == cas.get("raison", trouvee.raison)
    if "demande" in cas:
        decisives = (f for f in DEMANDES if faits[f] is None and decide(f, faits, GUIDE))
        assert next(decisives, "rien") == cas["demande"]


@pytest.mark.parametrize("cas", CAS, ids=[cas["titre"] for cas in CAS])
def test_ce_qui_est_trouve_est_dit_avec_sa_source(cas: dict[str, Any]) -> None:
    dite = ecrire_l_obligation(_faits(cas))
    assert dite["valeur"] == cas["valeur"]
    assert MOTS[cas["valeur"]] in dite["texte"]
    assert GUIDE.sources["ccp-L2112-2-1"].titre in dite["source"]


@pytest.mark.parametrize("cas", CAS, ids=[cas["titre"] for cas in CAS])
def test_l_avis_le_dit_en_bref(cas: dict[str, Any]) -> None:
    bref = obligation_en_bref(_faits(cas))
    assert MOTS[cas["valeur"]] in bref
    assert len(bref) <= len(ecrire_l_obligation(_faits(cas))["texte"])


def test_chaque_seuil_a_ses_trois_cas() -> None:
    montants = {cas["faits"].get("montant_ht") for cas in CAS}
    for seuil in (*GUIDE.regime_social.seuils, *GUIDE.regime_social.seuils_sociaux):
        assert {seuil.valeur - 1, seuil.valeur, seuil.valeur + 1} <= montants, seuil.id


def test_sans_clause_d_insertion_une_autre_condition_est_a_verifier() -> None:
    faits = Faits.depuis({"montant_ht": 6e6, "objet": "travaux de voirie"}, GUIDE)
    reserve = "une autre condition sociale peut exister"
    assert reserve in ecrire_l_obligation(faits)["texte"]
    assert reserve in ecrire_l_obligation(faits.avec({"clause_insertion": False}))["texte"]
    assert reserve not in ecrire_l_obligation(faits.avec({"clause_insertion": True}))["texte"]


def test_un_contrat_notifie_avant_la_loi_n_entend_pas_dire_sa_date_de_lancement() -> None:
    dits = {"montant_ht": 6e6, "type_achat": "travaux", "etape": "notifiee"}
    notifie = Faits.depuis({**dits, "date_notification": "2026-03-01"}, GUIDE)
    assert "un contrat notifié avant a été lancé plus tôt encore" in obligation_en_bref(notifie)
    lance = notifie.avec({"date_lancement": "2025-12-01"})
    assert "la vôtre l’a été avant" in obligation_en_bref(lance)


LUS = yaml.safe_load(
    (Path(__file__).parent / "lecture" / "acheteur_et_dates.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("lu", LUS, ids=[lu["dit"] for lu in LUS])
def test_ce_qui_est_dit_de_l_acheteur_de_l_achat_et_des_dates_est_lu(lu: dict[str, Any]) -> None:
    texte, faits = preparer(lu["dit"]), {*DEMANDES, "date_notification"}
    dites = {d.fait: d.valeur for d in lecteur_de_modalites().lire(texte) if d.fait in faits}
    assert dites == lu["lu"]
