"""Facts of a file: a mapping by name, kept as JSON, that never changes in place."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.donnees import referentiel
from bot.metier.contrat import FAITS_DU_CONTRAT, INCONNU, Contrat, Lot
from bot.metier.faits import LOTS, SANS_CARTE, Faits, faits_vides
from bot.metier.valeurs import Valeur

GUIDE = referentiel()
VIDES = faits_vides(GUIDE)
# a file as it was kept before facts had a type
ANCIEN: dict[str, Valeur] = {
    "objet": "le nettoyage des locaux",
    "recurrence": "recurrent",
    "forme_contrat": "marche",
    "duree_mois": 48,
    "montant_ht": INCONNU,
    "clause_insertion": False,
    "axes": ["insertion_emploi"],
    "actions_insertion_emploi": ["formations", "une visite par an"],
    "delai_reunion": {"nombre": 45, "unite": "jours"},
    "penalites": [],
    "plafond": 5.5,
    "montants": {"reunion": 50.0},
    "poursuivre": True,
}
CHANGEMENTS = st.dictionaries(st.sampled_from(sorted(ANCIEN)), st.none()).map(
    lambda oublies: {**ANCIEN, **oublies}
)


def test_les_faits_se_lisent_par_leur_nom_dans_leur_ordre() -> None:
    decisions = [nom for nom in GUIDE.modalites if nom not in FAITS_DU_CONTRAT]
    assert list(VIDES) == [*FAITS_DU_CONTRAT, LOTS, *decisions, *SANS_CARTE]
    assert len(VIDES) == len(list(VIDES))
    assert set(VIDES.values()) == {None}
    assert VIDES.get("date_de_naissance") is None
    with pytest.raises(KeyError):
        VIDES["date_de_naissance"]


def test_un_dossier_d_avant_se_rouvre_et_se_garde_tel_quel() -> None:
    faits = Faits.depuis(json.loads(json.dumps(ANCIEN)), GUIDE)
    assert faits.en_donnees() == ANCIEN
    assert {**faits} == {**dict.fromkeys(VIDES), **ANCIEN}


def test_ce_qu_aucune_carte_ne_porte_plus_est_laisse_de_cote() -> None:
    autres = {"une_vieille_decision": "oui", "objet": "le linge", "recurrence": "parfois"}
    assert Faits.depuis(autres, GUIDE) == VIDES.avec({"objet": "le linge"})


@given(CHANGEMENTS)
def test_ce_qui_est_garde_se_relit(changements: dict[str, Valeur | None]) -> None:
    faits = VIDES.avec(changements)
    assert Faits.depuis(json.loads(json.dumps(faits.en_donnees())), GUIDE) == faits


@given(CHANGEMENTS, CHANGEMENTS)
def test_les_differences_ramenent_aux_faits_d_avant(
    uns: dict[str, Valeur | None], autres: dict[str, Valeur | None]
) -> None:
    avant, apres = VIDES.avec(uns), VIDES.avec(autres)
    assert apres.avec(avant.differences(apres)) == avant
    assert not avant.differences(avant)


def test_un_nom_inconnu_ne_se_change_pas() -> None:
    with pytest.raises(KeyError):
        VIDES.avec({"une_vieille_decision": "oui"})


def test_ce_qui_est_ouvert_ou_tu_ne_fait_ni_liste_ni_choix() -> None:
    for valeur in (None, INCONNU):
        noms = ("axes", "penalites", "etape", "clause_insertion", "montants", "poursuivre")
        faits = VIDES.avec(dict.fromkeys(noms, valeur))
        assert not faits.axes
        assert faits.penalites is None
        assert faits.etape == valeur
        assert faits.clause_insertion is None
        assert not faits.montants
        assert not faits.poursuivre


def test_les_actions_d_un_axe_ont_leur_nom() -> None:
    faits = Faits.depuis(ANCIEN, GUIDE)
    assert [*faits.actions("insertion_emploi")] == ["formations", "une visite par an"]
    assert not faits.actions("egalite")
    assert {GUIDE.actions_de(axe).axe for axe in GUIDE.axes} == GUIDE.axes.keys()


def test_les_lots_se_gardent_et_comptent() -> None:
    lots = (Lot(1, Contrat(objet="les vitres", duree_mois=12)), Lot(2, Contrat(montant_ht=INCONNU)))
    avec_lots = Faits(VIDES.contrat, VIDES.decisions, lots)
    assert Faits.depuis(json.loads(json.dumps(avec_lots.en_donnees())), GUIDE) == avec_lots
    assert avec_lots != VIDES
    assert avec_lots.avec({"objet": "le nettoyage"}).lots == lots


def test_un_lot_tient_du_contrat_ce_qu_il_ne_dit_pas() -> None:
    ensemble = Contrat(objet="x", recurrence="recurrent", duree_mois=48, duree_ferme_mois=12)
    assert Lot(1, Contrat(forme_contrat="marche")).contrat(ensemble) == ensemble.avec(
        forme_contrat="marche"
    )
    court = Lot(2, Contrat(duree_mois=24)).contrat(ensemble)
    assert (court.duree_mois, court.duree_ferme_mois) == (24, None)
