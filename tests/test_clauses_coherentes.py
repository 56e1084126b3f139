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
from bot.metier.clause import valeur_par_defaut
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
    clause = re.sub(r"\[à compléter : .*?\]", "…", ecrits.clause)
    definition = re.search(r"Les (?:personnes|publics|heures) [^.]*? s’entendent [^.]*\.", clause)
    definis = definition[0] if definition else ""
    ailleurs = clause.replace(definis, "") if definis else clause
    for mot in ("personnes? en insertion", "publics éligibles", "heures? d’insertion"):
        # what actions that are still to be chosen will name is defined all the same
        employe = re.search(mot, ailleurs) or re.search("Le plan porte sur [^.]*: …", clause)
        assert bool(employe) == bool(re.search(mot, definis)), mot
    assert not re.search(r"publics ciblés|relevant de l’insertion", ecrits.clause)


def la_validation_n_attend_pas_la_reunion(ecrits: Ecrits) -> None:
    assert "si elle ne s’est pas tenue dans le délai fixé pour elle, de l’expir" in ecrits.clause
    assert "dernière version" not in ecrits.clause


def un_projet_refuse_est_remplace_et_son_retard_a_une_echeance(ecrits: Ecrits) -> None:
    repli = "vaut plan" in ecrits.clause
    assert repli == ("un autre, qui le remplace et peut être refusé de même" in ecrits.clause)
    retard = re.search(r"le retard dans la remise du projet de plan .*", ecrits.clause)
    assert not retard or repli == ("après un refus" in retard[0])
    assert not re.search(r"par exception (?:à l’article|au paragraphe)", ecrits.clause)
    assert not repli or "ni mettre à la charge de l’acheteur" in ecrits.clause


def une_reunion_de_plus_se_tient_dans_son_delai(ecrits: Ecrits) -> None:
    assert "en fixe la date, dans" not in ecrits.clause
    assert re.search(
        r"l’acheteur la convoque ; elle se tient\s+dans le mois qui suit l’exp", ecrits.clause
    )
    assert "la mise en demeure en convoque" not in ecrits.clause


def un_plan_proroge_garde_echeances_et_quantites(ecrits: Ecrits) -> None:
    proroge = "ses échéances étant reportées d’une année et ses quantités comptées en année entière"
    assert ("renouvelle" in ecrits.clause) == (proroge in ecrits.clause)
    assert ("renouvelle" in ecrits.clause) == ("et dernier jour de l’année, pour" in ecrits.clause)


def une_quantite_de_moins_d_un_an_s_apprecie_sur_l_annee(ecrits: Ecrits) -> None:
    courtes = re.search(
        r"(?:unité : |\()[\w-]+ par (?:jour|semaine|mois|trimestre|semestre)\b", ecrits.clause
    )
    assert bool(courtes) == ("hors périodes sans prestation" in ecrits.clause)


def un_delai_a_un_depart(ecrits: Ecrits) -> None:
    assert "dans un délai de quinze jours à compter du signalement" in " ".join(
        ecrits.clause.split()
    )
    periode = r"d’avancement[^.]* chaque (?:mois|trimestre|semestre)(?! à compter de la notif)"
    assert not re.search(periode, ecrits.clause)


def ce_qu_une_derogation_laisse_en_doute_se_dit(ecrits: Ecrits) -> None:
    doute = "la dérogation éventuelle" in ecrits.clause or "en tant que de besoin" in ecrits.clause
    assert not doute or "Dérogations indiquées « en tant que de besoin »" in ecrits.pieces
    assert "la dérogation que cela suppose" not in ecrits.clause
    for derogation in re.findall(r"sans mise en demeure préalable(.*)", ecrits.pieces):
        assert derogation.startswith(" et, en tant que de besoin, pour leur plafond")


def ce_qui_excede_le_plafond_est_restitue(ecrits: Ecrits) -> None:
    plafonne = "montant cumulé ne dépasse pas" in ecrits.clause
    assert plafonne == ("Ce qui a été retenu au-delà est restitué" in ecrits.clause)


def rien_n_est_conclu_de_ce_qui_est_a_verifier(ecrits: Ecrits) -> None:
    if re.search(r"(?:le|du) (?:présent )?marché subséquent comporte", ecrits.pieces, re.I):
        assert not re.search(r"^L’article L\. 2112-2-1 .*(?:s’applique à|ne concerne pas) ",
                             ecrits.pieces, re.M)  # fmt: skip
    assert (
        len(re.findall("^- Articulation :|^- Clause sociale d’insertion :", ecrits.pieces, re.M))
        < 2
    )


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
    un_projet_refuse_est_remplace_et_son_retard_a_une_echeance,
    une_reunion_de_plus_se_tient_dans_son_delai,
    un_plan_proroge_garde_echeances_et_quantites,
    une_quantite_de_moins_d_un_an_s_apprecie_sur_l_annee,
    un_delai_a_un_depart,
    ce_qu_une_derogation_laisse_en_doute_se_dit,
    ce_qui_excede_le_plafond_est_restitue,
    rien_n_est_conclu_de_ce_qui_est_a_verifier,
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


@pytest.mark.parametrize("axe", GUIDE.axes)
def test_la_preuve_d_une_part_donne_ce_a_quoi_elle_se_rapporte(axe: str) -> None:
    for action in GUIDE.axes[axe].actions:
        for part in (i for i in action.indicateurs if i.unite == "%"):
            assert re.search("titulaire|facilitateur", part.preuve), part.libelle
            assert not re.search("employées à", part.base), part.libelle


@pytest.mark.parametrize(
    ("objet", "ccag"),
    [
        ("Conception-réalisation d’un centre aquatique", "travaux"),
        ("Marché de conception et réalisation de la chaufferie", "travaux"),
        ("Conception et réalisation du site internet", "fcs"),
        ("Conception-réalisation d’une exposition", "fcs"),
    ],
)
def test_une_conception_realisation_est_de_travaux(objet: str, ccag: str) -> None:
    assert valeur_par_defaut("ccag", faits_vides(GUIDE).avec({"objet": objet}), GUIDE) == ccag
