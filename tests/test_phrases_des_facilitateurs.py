"""What facilitators type, read into orders: sentences of authors who saw no code, and traps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.triage.ordres import Genre, Ordre, Reference
from bot.triage.phrases import lire
from bot.triage.questions import A_RECONNAITRE, phrase_de
from tests.banc.ordres import ANNEE, AUTEURS, cas_de, issue, mesurer

NOMS = {"karim", "karim benali", "nadia", "sophie", "fred", "julien", "awa", "élodie", "jean-marc"}
# of the sentences of somebody whom the model never saw
JUSTES_AU_MOINS = {"e": 0.94, "h": 0.9, "j": 0.97, "l": 0.92, "o": 0.95}


def _cas() -> Iterator[Any]:
    for auteur in (*AUTEURS, "pieges"):
        for cas in cas_de(auteur):
            yield pytest.param(cas, id=f"{cas['dit']} {cas['fil'] or ''}")


@pytest.mark.parametrize("cas", _cas())
def test_une_phrase_est_lue_comme_elle_est_dite_ou_demandee(cas: dict[str, Any]) -> None:
    assert issue(cas, NOMS) in ("juste", "demandé")


def test_ce_qu_il_a_appris_est_rarement_demande() -> None:
    tous = [cas for auteur in AUTEURS for cas in cas_de(auteur)]
    demandees = [cas["dit"] for cas in tous if issue(cas, NOMS) != "juste"]
    assert len(demandees) <= 0.01 * len(tous), demandees


@pytest.mark.parametrize("auteur", JUSTES_AU_MOINS)
def test_un_auteur_jamais_vu_est_lu_sans_rien_faire_de_faux(auteur: str) -> None:
    compte = mesurer(auteur)
    assert compte["faux"] == 0
    assert compte["juste"] >= JUSTES_AU_MOINS[auteur] * compte.total(), compte


@pytest.mark.parametrize("genre", A_RECONNAITRE)
def test_la_phrase_d_un_bouton_donne_l_ordre_qu_il_represente(genre: Genre) -> None:
    ordre = Ordre(genre, Reference(12, ANNEE))
    if genre in ("demander", "repondre", "commenter"):
        ordre = replace(ordre, texte="l'acte d'engagement : lequel ?")
    elif genre == "passer":
        ordre = replace(ordre, a="⟦slack:U2⟧")
    elif genre == "avis":
        ordre = replace(ordre, valeur="favorable_avec_vigilance", raison="la durée est courte")
    phrase = phrase_de(ordre, ANNEE)
    assert lire(phrase, None) == ordre
    assert lire(f"je confirme : {phrase}", None) == replace(ordre, confirme=True)


def test_un_meme_ordre_vaut_pour_plusieurs_demandes() -> None:
    ordre = lire("je prends la 12 et la 13", None)
    assert ordre == Ordre("prendre", Reference(12), autres=(Reference(13),))


@pytest.mark.parametrize("dit", ["dis-lui que c'est comme la 12", "réponds : voir la 12"])
def test_une_demande_dont_on_ne_fait_que_parler_n_est_pas_celle_a_qui_on_repond(dit: str) -> None:
    ordre = lire(dit, Reference(15, ANNEE))
    assert ordre is not None
    assert ordre.reference == Reference(15, ANNEE)


@pytest.mark.parametrize(
    "dit",
    [
        "je libère celle-ci et je prends la 31",
        "Le dossier 88 a été rouvert par erreur",
        "le robot dit favorable, moi je dis défavorable : un an seulement",
        "Awa disait de passer la 12 à Karim mais je préfère attendre",
        "l'avis défavorable de la 36, c'est Élodie qui l'avait rendu",
        "je prends mes congés en août",
    ],
)
def test_ce_qui_n_est_qu_a_demi_voulu_n_est_pas_fait_sans_question(dit: str) -> None:
    ordre = lire(dit, Reference(40, ANNEE), NOMS)
    assert ordre is None or ordre.manque is not None
