"""The data that people write: every statement has its source, every question all its texts."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
import yaml

from bot.assemblage import lecteur, meneur
from bot.donnees import DONNEES, RACINE, referentiel
from bot.lecture.texte import decouper, plier

DOMAINE = yaml.safe_load((RACINE / "domain.yml").read_text(encoding="utf-8"))
FAQ = {
    f.name: yaml.safe_load(f.read_text(encoding="utf-8")) for f in (DONNEES / "faq").glob("*.yml")
}
QUESTIONS: dict[str, list[str]] = {
    bloc["intent"]: re.findall(r"^- (.+)$", bloc["examples"], re.M)
    for fichier in FAQ.values()
    for bloc in fichier["nlu"]
}
REPONSES: dict[str, list[dict[str, Any]]] = {
    nom: variantes for fichier in FAQ.values() for nom, variantes in fichier["responses"].items()
}


def test_il_y_a_au_moins_vingt_questions_du_guide() -> None:
    assert len(QUESTIONS) >= 20
    assert {f"utter_{q}" for q in QUESTIONS} == set(REPONSES)


@pytest.mark.parametrize("nom", sorted(REPONSES))
def test_chaque_reponse_dit_sa_source(nom: str) -> None:
    (variante,) = REPONSES[nom]
    source = referentiel().sources[variante["metadata"]["source"]]
    assert _plat(variante["text"]).endswith(_plat(f"Source : {source.titre}"))
    assert "\n\n" not in variante["text"], "une ligne vide couperait la réponse en deux messages"


@pytest.mark.parametrize("question", sorted(QUESTIONS))
def test_chaque_question_a_au_moins_cinq_formulations(question: str) -> None:
    assert len(QUESTIONS[question]) >= 5


def test_aucune_phrase_n_a_deux_sens() -> None:
    phrases = Counter(
        (plier(p).strip(" ?!."))
        for fichier in [*(DONNEES / "nlu").glob("*.yml"), *(DONNEES / "faq").glob("*.yml")]
        for bloc in yaml.safe_load(fichier.read_text(encoding="utf-8"))["nlu"]
        for p in re.findall(r"^- (.+)$", bloc["examples"], re.M)
    )
    assert [phrase for phrase, fois in phrases.items() if fois > 1] == []


def test_toute_source_est_sure() -> None:
    assert {s.confiance for s in referentiel().sources.values()} <= {"haute", "moyenne"}


@pytest.mark.parametrize("question", [q.fait for q in referentiel().questions])
def test_chaque_question_posee_a_tous_ses_textes(question: str) -> None:
    reponses = DOMAINE["responses"]
    for genre in ("ask", "pourquoi", "exemple", "inconnu"):
        assert f"utter_{genre}_{question}" in reponses
    conditions = [
        c["value"] for v in reponses[f"utter_ask_{question}"] for c in v.get("condition", [])
    ]
    assert {"relance_1", "relance_2", "relance_3", "relance_4"} <= set(conditions)
    if question in referentiel().bornes and question != "objet":
        assert f"utter_refus_{question}" in reponses


def test_chaque_intervention_a_sa_reponse() -> None:
    tables = meneur().interprete.interventions
    for intention in tables.reponses:
        assert intention in DOMAINE["intents"]
        assert f"utter_{intention}" in DOMAINE["responses"]
    for intention in (
        *tables.intentions_factuelles,
        *tables.laisser_ouvert,
        *(tables.peut_etre_un_objet - {"nlu_fallback"}),
    ):
        assert intention in DOMAINE["intents"]


def test_les_textes_suivent_la_typographie_francaise() -> None:
    for texte in _textes():
        assert not re.search(r"[^\u00a0][?!;](?:\s|$)| [?!;:»]|« ", texte), texte
        assert "'" not in texte, texte


def test_les_mots_a_lire_ne_se_corrigent_pas_entre_eux() -> None:
    """A known word is never « mended » into another."""
    vocabulaire = lecteur().vocabulaire
    connus = vocabulaire.corrigeables | vocabulaire.proteges | vocabulaire.mots_de_nombre
    for mot in connus:
        jeton = vocabulaire.corriger(decouper(mot))[0]
        assert jeton.forme in connus


def _textes() -> list[str]:
    variantes = [v for vs in [*DOMAINE["responses"].values(), *REPONSES.values()] for v in vs]
    boutons = [b["title"] for v in variantes for b in v.get("buttons", [])]
    guide = referentiel()
    donnees = [r for c in guide.criteres.values() for r in c.raisons.values()]
    return (
        [v["text"] for v in variantes]
        + boutons
        + donnees
        + [v.texte for v in guide.vigilances.values()]
    )


def _plat(texte: str) -> str:
    return " ".join(texte.replace("’", "'").split())
