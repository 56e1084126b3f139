"""What messages say of lots (`tests/lecture/lots.yml`), and what a file makes of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.donnees import referentiel
from bot.lecture.assemblage import lire
from bot.lecture.lectures import Lecture
from bot.metier.contrat import FAITS_DU_CONTRAT, Contrat, Lot
from bot.metier.faits import LOTS, Faits, faits_vides
from bot.metier.situation import situer
from bot.metier.valeurs import sont_des_lots
from bot.metier.verdict import lots_sans

DOSSIER = Path(__file__).parent
CAS = yaml.safe_load((DOSSIER / "lecture" / "lots.yml").read_text(encoding="utf-8"))
AVIS = yaml.safe_load((DOSSIER / "cas" / "lots.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("cas", CAS, ids=[cas["dit"] for cas in CAS])
def test_un_message_est_lu_lot_par_lot(cas: dict[str, Any]) -> None:
    lues = lire(cas["dit"])
    lue = next((lue for lue in lues if lue.fait == LOTS), None)
    if not ({"lots", "nommes"} & cas.keys()):
        assert lue is None
        return
    assert lue is not None
    assert sont_des_lots(lue.valeur)
    lots = {lot["numero"]: _sans_numero(lot) for lot in lue.valeur}
    if "nommes" in cas:
        assert (lue.nature, sorted(lots)) == ("indice", cas["nommes"])
        seul = "seul" if len(lots) == 1 else None
        assert lue.motif == cas.get("consigne", seul)
    else:
        assert (lue.nature, lots) == ("fait", cas["lots"])
        assert _du_contrat(lues) == cas.get("ensemble", {})


def _sans_numero(lot: dict[str, Any]) -> dict[str, Any]:
    return {nom: valeur for nom, valeur in lot.items() if nom != "numero"}


def _du_contrat(lues: tuple[Lecture, ...]) -> dict[str, Any]:
    return {x.fait: x.valeur for x in lues if x.nature == "fait" and x.fait in FAITS_DU_CONTRAT}


@pytest.mark.parametrize("cas", AVIS, ids=[cas["titre"] for cas in AVIS])
def test_l_avis_d_un_marche_alloti(cas: dict[str, Any]) -> None:
    """A facilitator's case: what each lot is worth, and what is left to ask, of which lots."""
    lots = tuple(Lot.depuis(lot) for lot in cas["lots"])
    faits = Faits(Contrat.depuis(cas["faits"]), faits_vides(referentiel()).decisions, lots)
    situation = situer(faits, referentiel())
    assert situation.verdict == cas["verdict"]
    if "suivante" in cas:
        assert (None if situation.pret else situation.question) == cas["suivante"]
    if "aux_lots" in cas:
        vises = lots_sans(cas["suivante"], faits, referentiel())
        assert [lot.numero for lot in vises] == cas["aux_lots"]
    if "clause" in cas:
        assert situation.favorable == cas["clause"]


def test_les_lots_semblables_sont_juges_ensemble() -> None:
    ensemble = Contrat(objet="le nettoyage", forme_contrat="marche", duree_mois=48, montant_ht=9)
    vides = faits_vides(referentiel())
    semblables = (Lot(1, Contrat(objet="les écoles")), Lot(2, Contrat(montant_ht=5)))
    commun = Faits(ensemble, vides.decisions, semblables).en_commun
    assert commun is not None
    assert commun.contrat == ensemble
    differents = (*semblables, Lot(3, Contrat(duree_mois=12)))
    assert Faits(ensemble, vides.decisions, differents).en_commun is None
    ecarte = (*semblables, Lot(3, Contrat(duree_mois=12), ecarte=True))
    assert Faits(ensemble, vides.decisions, ecarte).en_commun is not None
