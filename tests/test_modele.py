"""Two trainings on the same data give the same model."""

from __future__ import annotations

import re

import numpy as np
import pytest
import yaml

from bot.donnees import DONNEES
from bot.nlu.modele import ModeleIntentions


@pytest.mark.long
def test_deux_entrainements_donnent_le_meme_modele() -> None:
    exemples = [
        (phrase, bloc["intent"])
        for fichier in sorted([*(DONNEES / "nlu").glob("*.yml"), *(DONNEES / "faq").glob("*.yml")])
        for bloc in yaml.safe_load(fichier.read_text(encoding="utf-8"))["nlu"]
        for phrase in re.findall(r"^- (.+)$", bloc["examples"], re.M)
    ]
    phrases, intentions = zip(*exemples, strict=True)
    modeles = [ModeleIntentions() for _ in range(2)]
    for modele in modeles:
        modele.apprendre(phrases, intentions)
    premier, second = (modele.regression for modele in modeles)
    assert np.array_equal(premier.coef_, second.coef_)
    assert modeles[0].classer("mon marché s'y prête-t-il ?") == modeles[1].classer(
        "mon marché s'y prête-t-il ?"
    )
