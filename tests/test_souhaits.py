"""Own obligations as buyers write them (`souhaits.yml`): what cannot hold is caught, with why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.lecture.assemblage import lecteur, souhaits
from bot.lecture.clause.souhaits import NON_MESURABLE

SOUHAITS = yaml.safe_load((Path(__file__).parent / "souhaits.yml").read_text(encoding="utf-8"))
# « un module sur ce que demande le label… »: a label as the content of a training
LICITES_ARRETES = 1


def _empechement(dit: str) -> str | None:
    return souhaits().empechement(lecteur().preparer(dit))


@pytest.mark.parametrize(
    "cas", SOUHAITS["illicites"], ids=[c["dit"] for c in SOUHAITS["illicites"]]
)
def test_un_souhait_illicite_ou_vague_est_arrete_avec_sa_raison(cas: dict[str, str]) -> None:
    assert _empechement(cas["dit"]) == cas["pourquoi"]


def test_les_souhaits_licites_passent() -> None:
    arretes = [dit for dit in SOUHAITS["licites"] if _empechement(dit)]
    assert len(SOUHAITS["licites"]) >= 60
    assert len(arretes) <= LICITES_ARRETES, arretes


GENRES = yaml.safe_load(
    (Path(__file__).parent / "souhaits_et_discriminations.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("dit", GENRES["discriminent"])
def test_un_souhait_qui_discrimine_est_arrete_pour_cela(dit: str) -> None:
    assert _empechement(dit) == "discrimination"


@pytest.mark.parametrize("dit", GENRES["licites"])
def test_un_souhait_qui_en_approche_et_ne_discrimine_pas_passe(dit: str) -> None:
    assert _empechement(dit) is None


AVEUGLES = yaml.safe_load(
    (Path(__file__).parent / "cas" / "souhaits_aveugles.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("cas", AVEUGLES, ids=[cas["dit"] for cas in AVEUGLES])
def test_un_souhait_d_un_autre_auteur_est_arrete_ou_passe(cas: dict[str, Any]) -> None:
    arrete = _empechement(cas["dit"]) not in (None, NON_MESURABLE)
    assert arrete != cas["licite"]
