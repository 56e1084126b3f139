"""Runs the cases of `tests/cas/verdicts.yml` on the pure core."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.donnees import referentiel
from bot.metier.contrat import INCONNU, Contrat, Lot
from bot.metier.criteres import VIGILANCES, a_savoir
from bot.metier.faits import Faits
from bot.metier.verdict import PAR_LOT, evaluer, evaluer_lots, leviers, question_suivante

CAS = yaml.safe_load((Path(__file__).parent / "cas" / "verdicts.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("cas", CAS, ids=[cas["titre"] for cas in CAS])
def test_cas(cas: dict[str, Any]) -> None:
    contrat = Contrat.depuis(cas["faits"])
    evaluation = evaluer(contrat, referentiel())
    assert evaluation.verdict == cas["verdict"]
    for cle in ("manquants", "inconnus", "vigilances"):
        if cle in cas:
            assert list(getattr(evaluation, cle)) == cas[cle]
    if "a_savoir" in cas:
        assert list(a_savoir(contrat, referentiel())) == cas["a_savoir"]
    trouves = {constat.critere: constat for constat in evaluation.constats}
    for critere, etat in cas.get("constats", {}).items():
        assert trouves[critere].etat == etat
    for critere, raison in cas.get("raisons", {}).items():
        assert trouves[critere].raison == raison
    if "suivante" in cas:
        question = question_suivante(contrat, referentiel())
        assert (question.fait if question else None) == cas["suivante"]
    if "leviers" in cas:
        obtenus = [
            {"faits": lv.faits, "verdict": lv.verdict} for lv in leviers(contrat, referentiel())
        ]
        assert obtenus == cas["leviers"]


contrats = st.builds(
    Contrat,
    objet=st.sampled_from([None, "x"]),
    nature_contrat=st.sampled_from([None, INCONNU, "marche_public", "concession", "autre"]),
    etape=st.sampled_from([None, INCONNU, "preparation", "publiee", "notifiee"]),
    recurrence=st.sampled_from([None, INCONNU, "recurrent", "isole"]),
    forme_contrat=st.sampled_from(
        [
            None,
            INCONNU,
            "marche",
            "accord_cadre_mono",
            "multi_bons_de_commande",
            "multi_marches_subsequents",
        ]
    ),
    duree_mois=st.sampled_from([None, INCONNU, 1, 23, 24, 48, 60]),
    duree_ms_mois=st.sampled_from([None, INCONNU, 12, 23, 24, 36]),
    duree_ferme_mois=st.sampled_from([None, 12, 24]),
    montant_ht=st.sampled_from([None, INCONNU, 1, 1e6]),
)


def test_chaque_vigilance_a_sa_regle_et_son_texte() -> None:
    cartes = referentiel().vigilances.values()
    assert VIGILANCES.keys() == {carte.id for carte in cartes if not carte.a_savoir}


@given(contrats)
def test_chaque_constat_a_sa_raison(contrat: Contrat) -> None:
    evaluation = evaluer(contrat, referentiel())
    for constat in evaluation.constats:
        assert constat.raison in referentiel().criteres[constat.critere].raisons


@given(contrats)
def test_le_montant_ne_change_jamais_l_avis(contrat: Contrat) -> None:
    avis = {
        evaluer(contrat.avec(montant_ht=m), referentiel()).verdict for m in (None, INCONNU, 1, 1e9)
    }
    assert len(avis) == 1


@given(contrats)
def test_les_questions_finissent_toujours_par_un_avis(contrat: Contrat) -> None:
    for _ in referentiel().questions:
        question = question_suivante(contrat, referentiel())
        if question is None:
            break
        contrat = contrat.avec(**{question.fait: INCONNU})
    assert question_suivante(contrat, referentiel()) is None
    assert evaluer(contrat, referentiel()).verdict is not None


@given(contrats)
def test_un_levier_change_vraiment_l_avis(contrat: Contrat) -> None:
    avant = evaluer(contrat, referentiel()).verdict
    for levier in leviers(contrat, referentiel()):
        assert (
            evaluer(contrat.avec(**levier.faits), referentiel()).verdict == levier.verdict != avant
        )


@pytest.mark.parametrize(
    ("lots", "attendu", "de_chacun"),
    [
        ((), "favorable", []),
        ((Lot(1), Lot(2, Contrat(duree_mois=36))), "favorable", ["favorable", "favorable"]),
        ((Lot(1), Lot(2, Contrat(duree_mois=12))), PAR_LOT, ["favorable", "defavorable"]),
        (
            (
                Lot(1, Contrat(forme_contrat="multi_bons_de_commande")),
                Lot(2, Contrat(duree_mois=12)),
            ),
            "defavorable",
            ["defavorable", "defavorable"],
        ),
        (
            (Lot(1), Lot(2, Contrat(forme_contrat="multi_marches_subsequents", duree_ms_mois=24))),
            PAR_LOT,
            ["favorable", "favorable_avec_vigilance"],
        ),
        (
            (
                Lot(1, Contrat(duree_mois=12)),
                Lot(2, Contrat(forme_contrat="multi_marches_subsequents")),
            ),
            None,
            ["defavorable", None],
        ),
    ],
)
def test_chaque_lot_a_son_avis(
    lots: tuple[Lot, ...], attendu: str | None, de_chacun: list[str | None]
) -> None:
    ensemble = Contrat(recurrence="recurrent", forme_contrat="marche", duree_mois=48)
    evaluation = evaluer_lots(Faits(ensemble, {}, lots), referentiel())
    assert evaluation.verdict == attendu
    assert [evaluation_du_lot.verdict for _, evaluation_du_lot in evaluation.lots] == de_chacun


@given(contrats)
def test_sans_lot_l_avis_est_celui_du_contrat(contrat: Contrat) -> None:
    avis = evaluer_lots(Faits(contrat, {}), referentiel()).verdict
    assert avis == evaluer(contrat, referentiel()).verdict
