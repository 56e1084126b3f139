"""The data that people write: every statement has its source, every question all its texts."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
import yaml
from rapidfuzz import fuzz, process

from bot.dialogue.assemblage import interventions
from bot.donnees import DONNEES, RACINE, referentiel
from bot.francais.texte import decouper, plier
from bot.lecture.assemblage import lecteur
from bot.metier.coherence import incoherences
from bot.metier.contrat import INCONNU
from bot.metier.faits import faits_vides
from bot.metier.modalites import Axe, Modalite
from bot.metier.referentiel import Parcours
from bot.metier.valeurs import Valeur
from bot.metier.verdict import evaluer, question_suivante

TROP_PROCHE = 92  # likeness of two sentences, from 0 to 100, from which they are as good as one
DOMAINE = yaml.safe_load((RACINE / "domain.yml").read_text(encoding="utf-8"))
CLAUSE: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (DONNEES / "reponses" / "clause.yml").read_text(encoding="utf-8")
)["responses"]
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


GUIDE = referentiel()


def _modalite(**champs: Any) -> dict[str, Modalite]:
    """Return the decisions of the guide, one of them with other fields."""
    return {**GUIDE.modalites, "plafond": replace(GUIDE.modalites["plafond"], **champs)}


# words that a newcomer may not know, as the assistant writes them
GLOSSAIRE = (
    "titulaire", "attributaire", "facilitateur", "accord-cadre", "bons? de commande",
    "marché subséquent", "reconduction", "tranche", "lot", "notification", "CCAP", "CCAG",
    "pénalité", "mise en demeure", "plafond", "avenant", "indicateur", "PMSMP", "RSE",
    "clause sociale d’insertion", "illettrisme", "tutorat", "SIAE", "récurren", "groupement",
)  # fmt: skip


def test_aucune_cle_n_est_ecrite_deux_fois() -> None:
    """The second would silently replace the first: words that somebody wrote would be lost."""
    doubles = [
        f"{fichier.relative_to(RACINE)} : {cle}"
        for fichier in (*DONNEES.rglob("*.yml"), RACINE / "domain.yml")
        for cle in _cles_en_double(
            yaml.compose(fichier.read_text(encoding="utf-8"), yaml.CSafeLoader)
        )
    ]
    assert doubles == []


def _cles_en_double(noeud: yaml.Node | None) -> list[str]:
    if isinstance(noeud, yaml.SequenceNode):
        return [cle for element in noeud.value for cle in _cles_en_double(element)]
    if not isinstance(noeud, yaml.MappingNode):
        return []
    comptes = Counter(cle.value for cle, _ in noeud.value if isinstance(cle, yaml.ScalarNode))
    dessous = [cle for _, valeur in noeud.value for cle in _cles_en_double(valeur)]
    return [cle for cle, fois in comptes.items() if fois > 1] + dessous


def test_il_y_a_au_moins_quatre_vingts_questions_du_guide() -> None:
    assert len(QUESTIONS) >= 80
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


def test_deux_questions_ne_se_ressemblent_pas_au_point_de_se_confondre() -> None:
    exemples = [(nom, plier(phrase)) for nom, phrases in QUESTIONS.items() for phrase in phrases]
    textes = [phrase for _, phrase in exemples]
    proches = process.cdist(textes, textes, scorer=fuzz.token_sort_ratio, score_cutoff=TROP_PROCHE)
    confondues = [
        (exemples[i], exemples[j])
        for i, j in zip(*proches.nonzero(), strict=True)
        if i < j and exemples[i][0] != exemples[j][0]
    ]
    assert confondues == []


def test_les_cartes_se_tiennent() -> None:
    assert not [*incoherences(GUIDE)]


@pytest.mark.parametrize(
    ("faute", "dite"),
    [
        ({"sources": {}}, "sources inconnues"),
        ({"ccag": {}}, "ccag.yml"),
        ({"manquements": {}}, "manquements.yml"),
        ({"modalites": _modalite(quand={"penalties": "pas_vide"})}, "« plafond » : penalties"),
        ({"modalites": _modalite(quand={"penalites": "vide"})}, "« plafond » : vide"),
        ({"modalites": _modalite(defaut_calcule="au_hasard")}, "« plafond » : au_hasard"),
        ({"modalites": _modalite(genre="revue")}, "« plafond » : sans"),
        ({"parcours": {"court": Parcours(("objett",))}}, "« court » : objett"),
        ({"parcours": {"court": Parcours(("objet", "objet"))}}, "« court » : objet"),
        ({"parcours": {"court": Parcours((), ("objet",))}}, "« court » : objet"),
        ({"parcours": {"guide": Parcours(())}}, "« guide » : actions_"),
    ],
)
def test_une_carte_qui_nomme_ce_qui_n_existe_pas_est_dite(faute: dict[str, Any], dite: str) -> None:
    assert any(dite in dit for dit in incoherences(replace(GUIDE, **faute)))


@pytest.mark.parametrize("parcours", GUIDE.parcours)
def test_un_parcours_mene_a_un_avis(parcours: str) -> None:
    """Whatever is answered: no fact that decides is left out of a course."""
    decisifs = [q for q in GUIDE.questions if q.decisif]
    for valeurs in product(*((INCONNU, *(q.valeurs or (48.0,))) for q in decisifs)):
        reponses: dict[str, Valeur] = {q.fait: v for q, v in zip(decisifs, valeurs, strict=True)}
        faits = faits_vides(GUIDE)
        while question := question_suivante(faits.contrat, GUIDE, parcours):
            faits = faits.avec({question.fait: reponses.get(question.fait, INCONNU)})
        assert evaluer(faits.contrat, GUIDE).verdict is not None


def test_le_parcours_court_ne_demande_que_ce_qui_decide() -> None:
    court = GUIDE.parcours["court"]
    assert all(GUIDE.question(fait).decisif for fait in court.faisabilite)
    assert not court.clause


def test_toute_source_est_sure() -> None:
    assert {s.confiance for s in referentiel().sources.values()} <= {"haute", "moyenne"}


@pytest.mark.parametrize("question", [q.fait for q in referentiel().questions])
def test_chaque_question_posee_a_tous_ses_textes(question: str) -> None:
    reponses = DOMAINE["responses"]
    for genre in ("question", "pourquoi", "exemple", "inconnu"):
        assert f"utter_{genre}_{question}" in reponses
    conditions = [
        c["value"] for v in reponses[f"utter_question_{question}"] for c in v.get("condition", [])
    ]
    assert {"relance_1", "relance_2", "relance_3", "relance_4"} <= set(conditions)
    if question in referentiel().bornes and question != "objet":
        assert f"utter_refus_{question}" in reponses


@pytest.mark.parametrize("fait", list(referentiel().modalites))
def test_chaque_decision_demandee_a_tous_ses_textes(fait: str) -> None:
    for genre in ("question", "pourquoi", "exemple", "inconnu"):
        assert f"utter_{genre}_{fait}" in CLAUSE
    if referentiel().modalites[fait].genre in ("delai", "pourcentage"):
        assert f"utter_refus_{fait}" in CLAUSE
    variantes = CLAUSE[f"utter_question_{fait}"]
    motifs = {c["value"] for v in variantes for c in v.get("condition", [])}
    assert {"relance_1", "relance_2", "relance_3", "relance_4"} <= motifs
    assert "condition" not in variantes[-1]
    textes = [v["text"] for v in variantes]
    assert len(set(textes)) == len(textes)


@pytest.mark.parametrize("fait", list(referentiel().modalites))
def test_chaque_bouton_donne_une_valeur_qui_existe(fait: str) -> None:
    modalite = referentiel().modalites[fait]
    boutons = [b for v in CLAUSE[f"utter_question_{fait}"] for b in v.get("buttons", [])]
    for bouton in boutons:
        charge = re.search(r'"(\w+)": (?:"(\w+)"|(true|false))', bouton["payload"])
        if not charge:
            continue
        assert charge[1] in ("choix", fait)
        valeur = charge[2] or (charge[3] == "true")
        assert valeur in modalite.valeurs or (fait, valeur) == ("penalites", "aucune")
    if modalite.genre in ("liste", "actions"):
        offerts = {c[1] for b in boutons if (c := re.search(r'"choix": "(\w+)"', b["payload"]))}
        assert offerts - {"aucune"} == set(modalite.valeurs)


def test_les_axes_et_leurs_actions_sont_ceux_du_guide() -> None:
    guide = yaml.safe_load((RACINE / "tests" / "actions_du_guide.yml").read_text(encoding="utf-8"))
    donnees = {axe.id: [a.guide for a in axe.actions] for axe in referentiel().axes.values()}
    assert donnees.keys() == guide.keys()
    for axe, actions in guide.items():
        assert len(actions) == len(donnees[axe])
        for notre, sienne in zip(donnees[axe], actions, strict=True):
            assert _plat(notre) in _plat(sienne), f"{axe} : {notre}"


@pytest.mark.parametrize("axe", list(referentiel().axes))
def test_chaque_action_se_mesure(axe: str) -> None:
    for action in referentiel().axes[axe].actions:
        assert action.indicateurs
        for indicateur in action.indicateurs:
            assert indicateur.unite
            assert indicateur.base
            assert indicateur.preuve
            assert indicateur.source in referentiel().sources


def test_chaque_empechement_a_sa_raison_et_une_redaction_pour_chaque_axe() -> None:
    themes = yaml.safe_load((DONNEES / "lecture" / "perimetre.yml").read_text(encoding="utf-8"))[
        "themes"
    ]
    perimetre = referentiel().perimetre
    assert {*themes, "discrimination", "non_mesurable", "sans_obligation"} == set(perimetre)
    for carte in perimetre.values():
        assert carte.redactions.keys() == referentiel().axes.keys()


@pytest.mark.parametrize("mot", GLOSSAIRE)
def test_chaque_mot_du_metier_est_explique(mot: str) -> None:
    """A word of the trade that the assistant writes is one that it can explain."""
    dites = [plier(phrase) for phrases in QUESTIONS.values() for phrase in phrases]
    assert any(re.search(plier(mot), dite) for dite in dites), mot
    ecrit = [texte for texte in _textes() if re.search(rf"\b{mot}", texte, re.I)]
    assert ecrit, f"« {mot} » n’est plus écrit nulle part"


def test_chaque_intervention_a_sa_reponse() -> None:
    tables = interventions()
    for reponse, autre in tables.autrement.items():
        assert {reponse, autre} <= {*DOMAINE["responses"], *CLAUSE}
    assert set(tables.libelles) <= set(DOMAINE["intents"])
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
    reponses = [*DOMAINE["responses"].values(), *REPONSES.values(), *CLAUSE.values()]
    variantes = [v for vs in reponses for v in vs]
    boutons = [b["title"] for v in variantes for b in v.get("buttons", [])]
    guide = referentiel()
    donnees = [r for c in guide.criteres.values() for r in c.raisons.values()]
    return (
        [v["text"] for v in variantes]
        + boutons
        + donnees
        + [v.texte for v in guide.vigilances.values()]
        + [t for axe in guide.axes.values() for t in _textes_d_un_axe(axe)]
        + [t for p in guide.perimetre.values() for t in (p.raison, *p.redactions.values())]
        + [t for m in guide.manquements.values() for t in (m.libelle, m.par, m.indicatif or "")]
        + [t for m in guide.modalites.values() for t in (m.libelle, *m.valeurs.values())]
    )


def _textes_d_un_axe(axe: Axe) -> list[str]:
    textes = [axe.libelle, axe.court, axe.raison, *(c.raison for c in axe.convient)]
    for action in axe.actions:
        textes += [action.libelle, action.redaction, action.a_savoir or ""]
        for mesure in action.indicateurs:
            textes += [mesure.libelle, mesure.unite, mesure.base, mesure.preuve]
    return textes


def _plat(texte: str) -> str:
    return " ".join(texte.replace("’", "'").split())


def test_le_formulaire_prend_toutes_les_intentions_du_domaine() -> None:
    domaine = yaml.safe_load((RACINE / "domain.yml").read_text(encoding="utf-8"))
    regles = yaml.safe_load((DONNEES / "rules" / "dossier.yml").read_text(encoding="utf-8"))
    prises = {etape["intent"] for etape in regles["rules"][0]["steps"][0]["or"]}
    assert set(domaine["intents"]) <= prises
