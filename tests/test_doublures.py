"""What stands in for the libraries that Rasa lacks here is never asked for anything real."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bot.donnees import RACINE
from bot.moteur.doublures import ABSENTES, DoublureUtilisee
from tests.assistant import Assistant


@pytest.mark.parametrize("usage", ["tf.constant(3)", "tf.keras.Model(x=1)", "tf.a.b.c()"])
def test_une_doublure_refuse_de_servir(usage: str) -> None:
    import tensorflow as tf

    with pytest.raises(DoublureUtilisee, match="cette bibliothèque manque"):
        eval(usage, {"tf": tf})


def test_une_doublure_s_herite_et_decore() -> None:
    import tensorflow as tf

    @tf.function
    def decoree() -> int:
        return 3

    class Heritiere(tf.keras.layers.Layer):
        pass

    assert decoree() == 3
    assert Heritiere.__mro__[1].__name__ == "Layer"


async def test_aucune_bibliotheque_absente_n_est_chargee(assistant: Assistant) -> None:
    await assistant.dire("doublures", "bonjour")
    chargees = {nom.partition(".")[0] for nom in sys.modules} & ABSENTES
    vraies = {nom for nom in chargees if getattr(sys.modules[nom], "__file__", None)}
    assert not vraies


def test_chaque_doublure_sert_encore_a_quelque_import_de_rasa() -> None:
    """One that Rasa no longer imports would hide a library that somebody means to use."""
    code = (
        "import sys; from bot.moteur import doublures; doublures.installer(); "
        "import rasa.core.run, rasa.__main__, rasa.engine.recipes.default_components; "
        "print(*sorted(doublures.ABSENTES - {m.partition('.')[0] for m in sys.modules}))"
    )
    inutiles = subprocess.check_output([sys.executable, "-c", code], cwd=RACINE, text=True)
    assert inutiles.split() == []
