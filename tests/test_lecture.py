"""Reads the expressions of `tests/lecture/*.yml`: their value, or that they must be asked back.

`mois` / `euros` (and `ferme`): the value; `ambigu`: asked back; `rien`: not about the contract;
`refus`: absurd; `question`: the pending question, without which the words mean nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.dialogue.assemblage import meneur
from bot.dialogue.comprendre.message import Message
from bot.dialogue.etat import Etat
from bot.donnees import referentiel
from bot.lecture.assemblage import lecteur, lecteur_de_modalites, preparer
from bot.lecture.formes import resoudre_forme
from bot.lecture.lectures import Lecture
from bot.metier.contrat import Contrat
from bot.metier.faits import faits_vides

DOSSIER = Path(__file__).parent / "lecture"
CAS = [
    (fait, cle, cas)
    for nom, fait, cle in (("durees", "duree_mois", "mois"), ("montants", "montant_ht", "euros"))
    for cas in yaml.safe_load((DOSSIER / f"{nom}.yml").read_text(encoding="utf-8"))
]
IDS = [f"{fait}: {cas['dit']}" for fait, _, cas in CAS]
# one expression is asked back instead of read: « seule la première année est ferme »
TOLERANCE = 0.01


def _est_lu(fait: str, cle: str, cas: dict[str, Any]) -> bool:
    if "question" in cas:
        return _repond(fait, cle, cas)
    lues = [lue for lue in lecteur().lire(cas["dit"]) if not lue.interrogatif]
    du_fait = [lue for lue in lues if lue.fait == fait and lue.nature != "indice"]
    if cas.get("rien"):
        return not du_fait
    if len(du_fait) != 1:
        return False
    (lue,) = du_fait
    if cas.get("ambigu") or cas.get("refus"):
        return lue.nature == ("ambigu" if cas.get("ambigu") else "refuse")
    return lue.nature == "fait" and _egal(lue.valeur, cas[cle]) and _ferme(lues, cas)


def _ferme(lues: list[Lecture], cas: dict[str, Any]) -> bool:
    fermes = [lue.valeur for lue in lues if lue.fait == "duree_ferme_mois"]
    return "ferme" not in cas or (len(fermes) == 1 and _egal(fermes[0], cas["ferme"]))


def _repond(fait: str, cle: str, cas: dict[str, Any]) -> bool:
    suite = _apres_la_reponse(fait, cas)
    if cas.get("ambigu"):
        return suite.faits[fait] is None and suite.question == cas["question"]
    return _egal(suite.faits[fait], cas[cle])


def _apres_la_reponse(fait: str, cas: dict[str, Any]) -> Etat:
    message = Message(cas["dit"], "dire_duree", 0.9, lectures=tuple(lecteur().lire(cas["dit"])))
    vide = Contrat(objet="x", recurrence="recurrent", forme_contrat="marche", duree_mois=36)
    faits = faits_vides(referentiel()).avec({**vide.faits(), fait: None})
    etat = Etat(faits, cas["question"])
    return meneur().prendre(message, etat).etat


def _egal(obtenu: Any, attendu: float) -> bool:
    return isinstance(obtenu, int | float) and abs(obtenu - attendu) < 0.51


def test_presque_toutes_les_expressions_sont_lues() -> None:
    ratees = [ident for ident, cas in zip(IDS, CAS, strict=True) if not _est_lu(*cas)]
    assert len(CAS) >= 300
    assert len(ratees) <= TOLERANCE * len(CAS), ratees


@pytest.mark.parametrize(("fait", "cle", "cas"), CAS, ids=IDS)
def test_aucune_n_est_mal_lue_en_silence(fait: str, cle: str, cas: dict[str, Any]) -> None:
    """What is not read as expected is at least not taken for something else."""
    prises = _prises(fait, cle, cas)
    assert [valeur for valeur in prises if not (cle in cas and _egal(valeur, cas[cle]))] == []


def _prises(fait: str, cle: str, cas: dict[str, Any]) -> list[Any]:
    """What is taken without asking: as a fact, or as the answer to the pending question."""
    if "question" in cas:
        prise = _apres_la_reponse(fait, cas).faits[fait]
        return [] if prise is None else [prise]
    return [
        lue.valeur
        for lue in lecteur().lire(cas["dit"])
        if lue.fait == fait and lue.nature == "fait" and (cle in cas or not lue.interrogatif)
    ]


SUBSEQUENTS = yaml.safe_load((DOSSIER / "marches_subsequents.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("cas", SUBSEQUENTS, ids=lambda cas: cas["dit"])
def test_la_duree_des_marches_subsequents_n_est_pas_celle_de_l_ensemble(
    cas: dict[str, Any],
) -> None:
    lues = {lue.fait: lue.valeur for lue in lecteur().lire(cas["dit"]) if lue.nature == "fait"}
    assert lues.get("duree_ms_mois") == cas.get("chacun")
    assert lues.get("duree_mois") == cas.get("en_tout")


DITS = [
    (fait, cas)
    for nom, fait in (("recurrence", "recurrence"), ("formes", "forme_contrat"))
    for cas in yaml.safe_load((DOSSIER / f"{nom}.yml").read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("fait", "cas"), DITS, ids=[cas["dit"] for _, cas in DITS])
def test_ce_qui_est_dit_l_emporte_sur_ce_qui_l_entoure(fait: str, cas: dict[str, Any]) -> None:
    """Reasons, other contracts, suppositions and late denials change nothing of what is said."""
    lues = [lue for lue in lecteur().lire(cas["dit"]) if lue.fait == fait and not lue.interrogatif]
    if cas.get("rien"):
        assert not lues
        return
    assert lues, "left to the classifier"
    valeurs = [lue.valeur for lue in lues if lue.nature == "fait"]
    if fait == "forme_contrat" and not valeurs:
        (indices,) = [lue.indices for lue in lues if lue.nature == "indice"]
        valeurs = [resoudre_forme(frozenset(indices))[0]]
    assert valeurs == [cas["valeur"]] or (cas["valeur"] is None and not valeurs)


def test_ce_qui_compte_des_titulaires_n_est_pas_une_somme() -> None:
    lues = lecteur().lire("il y aura 3 entreprises titulaires")
    assert not [lue for lue in lues if lue.fait == "nombre"]


@pytest.mark.parametrize(
    ("dit", "mois"), [("104 semaines", 24), ("730 jours", 24), ("52 semaines", 12)]
)
def test_des_semaines_font_des_annees_entieres(dit: str, mois: float) -> None:
    """Two years said in weeks are no shorter than two years: the verdict hangs on it."""
    assert [lue.valeur for lue in lecteur().lire(dit) if lue.fait == "duree_mois"] == [mois]


NATURES = yaml.safe_load((DOSSIER / "natures.yml").read_text(encoding="utf-8"))
ETAPES = yaml.safe_load((DOSSIER / "etapes.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("cas", NATURES, ids=lambda cas: cas["dit"])
def test_la_nature_du_contrat_est_lue_ou_redemandee(cas: dict[str, Any]) -> None:
    lues = [lue for lue in lecteur().lire(cas["dit"]) if lue.fait == "nature_contrat"]
    assert [lue.valeur for lue in lues if lue.nature == "fait"] == _en_liste(cas.get("valeur"))
    assert any(lue.nature == "ambigu" for lue in lues) == cas.get("doute", False)


@pytest.mark.parametrize("cas", ETAPES, ids=lambda cas: cas["dit"])
def test_l_etape_est_lue_ou_redemandee(cas: dict[str, Any]) -> None:
    dites = lecteur_de_modalites().lire(preparer(cas["dit"]))
    assert [dite.valeur for dite in dites if dite.fait == "etape"] == _en_liste(cas.get("valeur"))
    lues = lecteur().lire(cas["dit"])
    assert any(lue.fait == "etape" for lue in lues) == cas.get("doute", False)


def _en_liste(valeur: str | None) -> list[str]:
    return [] if valeur is None else [valeur]


PENALITES = yaml.safe_load((DOSSIER / "penalites.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("cas", PENALITES, ids=lambda cas: cas["dit"])
def test_une_penalite_se_lit_avec_son_manquement(cas: dict[str, Any]) -> None:
    texte, penalites = lecteur().preparer(cas["dit"]), lecteur_de_modalites().penalites
    lues = penalites.lire(texte, demandees=cas.get("demandees", False))
    assert {nom: somme for lue, _ in lues for nom, somme in lue.items()} == cas.get("montants", {})
    autrement = penalites.autrement_dites(texte) if cas.get("demandees") else None
    assert autrement == cas.get("autrement")
