"""Two trainings on the same data give the same model."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.modele import ModeleIntentions
from tests.phrases import entrainement


@pytest.mark.long
def test_deux_entrainements_donnent_le_meme_modele() -> None:
    phrases, intentions = zip(*entrainement(), strict=True)
    modeles = [ModeleIntentions() for _ in range(2)]
    for modele in modeles:
        modele.apprendre(phrases, intentions)
    premier, second = modeles
    for vue, poids in premier.poids.items():
        assert np.array_equal(poids, second.poids[vue])
    assert premier.classer("mon marché s'y prête-t-il ?") == second.classer(
        "mon marché s'y prête-t-il ?"
    )
