"""What a clause says in one place holds in the others, whatever the contract and the decisions.

Each rule bears on the contracts of `tests/clauses` and on others that are drawn, always the same,
among all that a buyer may decide.
"""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Callable, Mapping
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.documents.apercu import en_blocs
from bot.donnees import referentiel
from bot.metier.faits import faits_vides
from bot.metier.modalites import Action
from bot.metier.valeurs import LotDit, Valeur
from bot.redaction.clause import CLAUSE, rediger
from tests.textes import en_texte

GUIDE = referentiel()
LOTS: list[LotDit] = [
    {"numero": 1, "objet": "écoles", "duree_mois": 48},
    {"numero": 2, "objet": "gymnases", "duree_mois": 48, "duree_ferme_mois": 24},
]
PROPRES = ["au moins 10 % d’apprentis", "deux visites par an"]
CONTRATS: list[dict[str, Valeur | None]] = [
    {"forme_contrat": "marche", "duree_mois": 48},
    {"forme_contrat": "marche", "duree_mois": 48, "duree_ferme_mois": 12},
    {"forme_contrat": "marche", "duree_mois": 36, "duree_ferme_mois": 24,
     "particularites": ["tranches"]},
    {"forme_contrat": "marche", "duree_mois": 6},
    {"forme_contrat": "multi_marches_subsequents", "duree_ms_mois": 36},
    {"forme_contrat": "multi_marches_subsequents", "duree_ms_mois": 36,
     "particularites": ["centrale_d_achat"]},
    {"forme_contrat": "multi_bons_de_commande", "duree_mois": 48, "poursuivre": True},
    {"forme_contrat": "accord_cadre_mono", "duree_mois": 48,
     "particularites": ["groupement_de_commandes"]},
    {"forme_contrat": "marche", "duree_mois": 48, "lots": LOTS},
]  # fmt: skip
DECISIONS: dict[str, list[Valeur | None]] = {
    "longueur": ["complete", "courte"],
    "engagement": ["repli", "minimum", "ouvert", "inconnu"],
    "clause_insertion": [True, False, "inconnu"],
    "ccag": [*GUIDE.ccag, "aucun", "inconnu"],
    "mise_en_demeure": ["prealable", "sans", "inconnu"],
    "plafond": [10, "sans", "inconnu"],
    "frequence_suivi": ["annuelle", "trimestrielle"],
    "cout": ["compris", "separe", "inconnu"],
    "article_ccap": [12, "annexe"],
    "axes": [*([axe] for axe in GUIDE.axes), [*GUIDE.axes], "inconnu"],
    "penalites": [[*GUIDE.manquements], ["action"], ["reunion", "justificatif"], [], "inconnu"],
}


class Ecrits(NamedTuple):
    """The clause of a contract, and what goes with it, with plain spaces."""

    clause: str
    pieces: str


def _tires(combien: int) -> dict[str, Ecrits]:
    """Return the documents of contracts that are drawn among all that may be decided."""
    hasard, tires = random.Random(19), {}
    for rang in range(combien):
        faits = dict(CONTRATS[rang % len(CONTRATS)])
        faits |= {nom: hasard.choice(valeurs) for nom, valeurs in DECISIONS.items()}
        for axe in GUIDE.axes:
            connues = [action.id for action in GUIDE.axes[axe].actions]
            choix: list[Valeur] = [connues, connues[:1], PROPRES, "inconnu"]
            faits[f"actions_{axe}"] = hasard.choice(choix)
        tires[f"tiré {rang}"] = _ecrits(faits)
    return tires


def _ecrits(faits: Mapping[str, Valeur | None]) -> Ecrits:
    vides = faits_vides(GUIDE).avec({"objet": "entretien", "recurrence": "recurrent"})
    jour = datetime.date(2026, 11, 30)
    noms = (CLAUSE, "pieces_consultation")
    redige = (rediger(nom, vides.avec(faits), None, jour).html for nom in noms)
    return Ecrits(*(_a_plat(en_texte(en_blocs(html))) for html in redige))


def _a_plat(texte: str) -> str:
    return re.sub("[\u00a0\u202f]", " ", texte)


def _gardes() -> dict[str, Ecrits]:
    dossier = Path(__file__).parent / "clauses"
    return {
        contrat.stem: Ecrits(
            _a_plat(contrat.with_suffix(".txt").read_text(encoding="utf-8")),
            _a_plat(contrat.with_name(f"{contrat.stem}_pieces.txt").read_text(encoding="utf-8")),
        )
        for contrat in sorted(dossier.glob("*.yml"))
    }


TOUS = {**_gardes(), **_tires(450)}
Regle = Callable[[Ecrits], object]


def _articles(clause: str) -> dict[str, str]:
    """Return the articles of a clause, or the paragraphs of a short one, by their rank."""
    titres = r"^(?:Article )?((?:12\.)?\d+) – "
    morceaux = re.split(titres, clause, flags=re.M)
    return dict(zip(morceaux[1::2], morceaux[2::2], strict=True))


def _penalites(clause: str) -> str:
    return next((a for a in _articles(clause).values() if "pénalité forfaitaire" in a), "")


def les_echeances_sont_celles_de_leur_article(ecrits: Ecrits) -> None:
    articles = _articles(ecrits.clause)
    for nom in re.findall(r"fixée? (?:à l’article|au paragraphe) ([\d.]+\d|\d)", ecrits.clause):
        assert re.search(r"dans (?:un délai|les? |tous)|à compter|au moins avant", articles[nom])
    if re.search(r"le retard dans la remise du projet", _penalites(ecrits.clause)):
        assert re.search(r"avant l’expiration du (?:même )?délai", ecrits.clause)
    assert "année d’exécution" not in ecrits.clause


def les_derogations_sont_les_memes_des_deux_cotes(ecrits: Ecrits) -> None:
    fin = ecrits.clause.rpartition("éroge")[2] if " déroge " in ecrits.clause else ""
    dites = re.findall(r"(?:^- [a-z]\) |: |; )article ([\d.]+), (.+?)(?= ;|\.$)", fin, re.M)
    redites = re.findall(r"déroge à l’article ([\d.]+) du CCAG-\S+?, (.+?)\. »", ecrits.pieces)
    assert dites == redites
    assert bool(dites) == (" déroge " in ecrits.clause)


def aucune_action_n_echappe_a_la_penalite(ecrits: Ecrits) -> None:
    dues = "l’inexécution, totale ou partielle, d’une action" in ecrits.clause
    compte = "d’une action qui n’a pas d’autre indicateur est une telle quantité" in ecrits.clause
    for unites in _unites_par_action(ecrits.clause):
        assert not dues or compte or unites != {"%"}


def _unites_par_action(clause: str) -> list[set[str]]:
    if "– unité" in clause:
        actions = re.split(r"^(?:12\.)?2\.\d+ Le titulaire ", clause, flags=re.M)[1:]
        return [set(re.findall(r"– unité : (\S+)", action)) for action in actions]
    return [{unite} for unite in re.findall(r"– indicateur : [^(]+\((\S+?)[ )]", clause)]


def ce_que_fait_le_facilitateur_a_un_repli(ecrits: Ecrits) -> None:
    confie = re.search(r"(?:preuve : [^;\n]*|au seul |qu’au )facilitateur", ecrits.clause)
    assert not confie or "étrangère au suivi du plan" in ecrits.clause
    assert "lorsqu’aucun facilitateur n’intervient" in " ".join(ecrits.clause.split()).lower()
    assert not re.search(r"rassemble .*le facilitateur(?! s’il en intervient un)", ecrits.clause)


def le_plafond_n_a_qu_une_base(ecrits: Ecrits) -> None:
    assert "du montant du contrat" not in ecrits.clause
    for phrase in re.findall(r"[^.]*montant cumulé[^.]*\.", ecrits.clause):
        if "n’est pas plafonné" not in phrase:
            assert phrase.endswith("des prestations exécutées au titre du contrat, apprécié à la "
                                   "fin de l’exécution.")  # fmt: skip


def ceux_que_le_plan_vise_sont_definis(ecrits: Ecrits) -> None:
    hors_titres = re.sub(r"^Axe .*$|« .*? »", "", ecrits.clause, flags=re.M)
    if re.search(r"personnes en insertion|publics éligibles|heures? d’insertion", hors_titres):
        assert "et les publics éligibles s’entendent" in ecrits.clause
    assert not re.search(r"publics ciblés|relevant de l’insertion", ecrits.clause)


def la_validation_n_attend_pas_la_reunion(ecrits: Ecrits) -> None:
    assert "si elle ne s’est pas tenue, de l’expiration du délai" in ecrits.clause
    assert "dernière version" not in ecrits.clause


def la_liste_des_manquements_est_fermee(ecrits: Ecrits) -> None:
    if penalites := _penalites(ecrits.clause):
        assert re.search(r"et (?:eux seuls|lui seul), donne", penalites)
        assert "imputable" in penalites


def aucun_morceau_n_est_telegraphique(ecrits: Ecrits) -> None:
    assert not re.search(r"(?:demeure|contrat|comptées|ouvr\w+|commencée?) : \[", ecrits.clause)


REGLES: list[Regle] = [
    les_echeances_sont_celles_de_leur_article,
    les_derogations_sont_les_memes_des_deux_cotes,
    aucune_action_n_echappe_a_la_penalite,
    ce_que_fait_le_facilitateur_a_un_repli,
    le_plafond_n_a_qu_une_base,
    ceux_que_le_plan_vise_sont_definis,
    la_validation_n_attend_pas_la_reunion,
    la_liste_des_manquements_est_fermee,
    aucun_morceau_n_est_telegraphique,
]


@pytest.mark.parametrize("regle", REGLES, ids=[regle.__name__ for regle in REGLES])
def test_une_clause_se_tient(regle: Regle) -> None:
    for contrat, ecrits in TOUS.items():
        try:
            regle(ecrits)
        except AssertionError as faute:
            pytest.fail(f"{contrat} : {faute}", pytrace=False)


@pytest.mark.parametrize(
    ("axe", "action"),
    [couple for axe in GUIDE.axes.values() for couple in product([axe.id], axe.actions)],
    ids=lambda valeur: getattr(valeur, "id", valeur),
)
def test_une_action_du_guide_se_mesure_d_abord_par_une_quantite(axe: str, action: Action) -> None:
    assert action.indicateurs[0].unite != "%", axe
