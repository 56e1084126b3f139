"""What quantities are there for: the texts learnt from, and what is read of those held out."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from bot.donnees import RACINE, lire_yaml
from bot.francais.mots import cles, mots
from bot.francais.texte import plier
from bot.lecture.assemblage import lire
from tests.banc.lectures import CORPUS, FAITS, TexteLu, juger, lire_corpus, mesurer

# of the texts held out, by their worst fact, in hundredths: what must hold from here on
FAUX_EN_SILENCE_AU_PLUS, REDEMANDES_A_TORT_AU_PLUS = 4.0, 5.0
ROLES = {
    *("totale", "ferme", "reconduction", "tranche", "marche_subsequent", "phase", "reversibilite"),
    *("garantie", "validite_offres", "bon_de_commande", "paiement", "preavis", "prix"),
    *("prolongation", "preparation", "age", "regle_generale", "ancien_contrat", "emploi"),
    *("autre_delai", "par_an", "par_lot", "minimum", "maximum", "avance", "retenue", "seuil"),
    *("penalite", "assurance", "chiffre_affaires", "budget_annuel", "prix_unitaire"),
    *("autre_somme", "debut", "fin", "notification", "limite_offres", "autre_date"),
}
NOTRE_CONTRAT = yaml.safe_load(
    (RACINE / "tests/lecture/notre_contrat.yml").read_text(encoding="utf-8")
)
TEXTES = [(nom, texte) for nom, dossier in CORPUS.items() for texte in lire_corpus(dossier)]


def test_chaque_mention_est_un_mot_de_son_texte_et_a_un_role_connu() -> None:
    for nom, texte in TEXTES:
        position = 0
        for mot, role in texte.mentions:
            position = texte.texte.find(mot, position)
            assert position >= 0, (nom, texte.texte, mot)
            position += len(mot)
            assert role in ROLES, (texte.texte, role)
        assert {*texte.attendu} <= {*FAITS, "nature_contrat", "etape"}, texte.texte


def test_aucun_texte_tenu_a_part_n_est_appris() -> None:
    appris = {plier(texte.texte) for nom, texte in TEXTES if nom == "appris"}
    tenus = {plier(texte.texte) for nom, texte in TEXTES if nom != "appris"}
    assert len(tenus) >= 200
    assert not appris & tenus


@pytest.mark.parametrize("role", cles("lecture/roles"))
def test_chaque_liste_de_mots_a_un_exemple_qu_elle_gouverne(role: str) -> None:
    exemples = lire_yaml("lecture", "roles.yml")[role]["exemples"]
    motif = re.compile(rf"\b{mots(f'lecture/roles.{role}.mots')}(?!\w)")
    for exemple in exemples:
        assert re.search(r"\[.*\d|\[.*(?:un|deux|trois|quatre)", exemple), exemple
        assert motif.search(re.sub(r"['’-]", " ", plier(exemple))), exemple


def test_des_textes_tenus_a_part_presque_rien_n_est_faux_en_silence() -> None:
    tenus = [texte for nom, texte in TEXTES if nom != "appris"]
    tous = mesurer(tenus, lire)["tous"]
    assert 100 * tous["faux en silence"] / len(tenus) <= FAUX_EN_SILENCE_AU_PLUS, tous
    assert 100 * tous["redemandé à tort"] / len(tenus) <= REDEMANDES_A_TORT_AU_PLUS, tous


@pytest.mark.parametrize("cas", NOTRE_CONTRAT, ids=lambda cas: str(cas["dit"]))
def test_n_est_lu_que_ce_qui_est_de_notre_contrat(cas: dict[str, Any]) -> None:
    objet_note = "objet" in cas["attendu"]
    texte = TexteLu(cas["dit"], (), cas["attendu"], objets_notes=objet_note)
    assert {*juger(texte, list(lire(cas["dit"]))).values()} <= {"juste"}


# a quantity belongs to its noun
@pytest.mark.parametrize(
    ("dit", "attendu"),
    [
        ("Marché de 48 mois, phase d’initialisation de 4 mois maximum.", {"duree_mois": 48}),
        ("Durée de validité des offres : 180 jours à compter de la date limite de remise.", {}),
        ("La durée maximale d’exécution des bons de commande émis est de 12 mois.", {}),
        (
            "Avance de 5 % pour les bons supérieurs à 50 000 € HT. Maximum 400 000 € HT sur 4 ans.",
            {"montant_ht": 400000, "duree_mois": 48},
        ),
    ],
)
def test_une_quantite_est_de_son_nom(dit: str, attendu: dict[str, float]) -> None:
    classes = juger(TexteLu(dit, (), attendu), list(lire(dit)))
    assert "faux en silence" not in classes.values(), classes
