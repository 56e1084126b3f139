"""Where a message that compares is cut (`tests/lecture/comparaisons.yml`), and what is taken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.lecture.assemblage import lire
from bot.lecture.comparaison import couper_en_deux, option_prise

FICHIER = Path(__file__).parent / "lecture" / "comparaisons.yml"
CAS = yaml.safe_load(FICHIER.read_text(encoding="utf-8"))


@pytest.mark.parametrize("cas", CAS, ids=[cas["dit"] for cas in CAS])
def test_une_comparaison_se_coupe_en_deux(cas: dict[str, Any]) -> None:
    comparaison = couper_en_deux(cas["dit"], lire)
    cotes = comparaison and comparaison.cotes
    assert (cotes and [cote.strip(" ?") for cote in cotes]) == cas.get("options")


@pytest.mark.parametrize(
    ("dit", "prise"),
    [
        ("prenez le second", 1),
        ("on part sur le premier", 0),
        ("la 2e option", 1),
        ("va pour l'option 1", 0),
        ("je retiens la deuxième solution, merci", 1),
        ("OK, la première", 0),
        ("je sais que c'est moins bien mais prenez le premier, la direction y tient", 0),
        ("très bien, prenez le premier, on reste à 36 mois", 0),
        ("ok prenez la première. C'est du gardiennage en continu pendant 4 ans", 0),
        ("le second, mais sur 3 ans", 1),
        ("le second ?", None),
        ("le premier ou le second", None),
        ("le premier lot dure 4 ans", None),
        ("je prends l'avis du facilitateur", None),
    ],
)
def test_une_option_se_prend_par_son_rang(dit: str, prise: int | None) -> None:
    assert option_prise(dit) == prise
