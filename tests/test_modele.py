"""The model: the same twice, whole when read again, refused when damaged."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.nlu.modele import ModeleIllisible, ModeleIntentions
from tests.phrases import entrainement

DITS = ("mon marché s'y prête-t-il ?", "4 ans", "quelle est la météo demain ?")


def _appris(pas: int) -> ModeleIntentions:
    """Return a model of one sentence in so many."""
    modele = ModeleIntentions()
    modele.apprendre(*zip(*entrainement()[::pas], strict=True))
    return modele


@pytest.fixture(scope="module")
def petit() -> ModeleIntentions:
    return _appris(20)


@pytest.mark.long
def test_deux_entrainements_donnent_le_meme_modele() -> None:
    premier, second = _appris(1), _appris(1)
    for vue, poids in premier.poids.items():
        assert np.array_equal(poids, second.poids[vue])
    for dit in DITS:
        assert premier.classer(dit) == second.classer(dit)


def test_un_modele_relu_repond_de_meme(petit: ModeleIntentions, tmp_path: Path) -> None:
    petit.enregistrer(tmp_path / "modele")
    relu = ModeleIntentions.charger(tmp_path / "modele")
    for dit in DITS:
        assert dict(relu.classer(dit)) == pytest.approx(dict(petit.classer(dit)), abs=1e-3)


@pytest.mark.parametrize("gardes", [0, 1, 10_000, -1])
def test_un_fichier_tronque_se_dit(petit: ModeleIntentions, tmp_path: Path, gardes: int) -> None:
    fichier = tmp_path / "modele"
    petit.enregistrer(fichier)
    fichier.write_bytes(fichier.read_bytes()[:gardes])
    with pytest.raises(ModeleIllisible, match="modele"):
        ModeleIntentions.charger(fichier)


@pytest.mark.parametrize("part", [0.01, 0.5, 0.9])
def test_un_fichier_abime_se_dit(petit: ModeleIntentions, tmp_path: Path, part: float) -> None:
    fichier = tmp_path / "modele"
    petit.enregistrer(fichier)
    octets = bytearray(fichier.read_bytes())
    octets[int(part * len(octets))] ^= 0xFF
    fichier.write_bytes(octets)
    with pytest.raises(ModeleIllisible, match="modele"):
        ModeleIntentions.charger(fichier)


def test_un_fichier_d_objets_ne_s_execute_pas(tmp_path: Path) -> None:
    fichier = tmp_path / "modele"
    with fichier.open("wb") as sortie:
        np.savez(sortie, mots=np.array([object()]))
    with pytest.raises(ModeleIllisible, match="modele"):
        ModeleIntentions.charger(fichier)
