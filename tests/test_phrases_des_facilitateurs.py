"""What facilitators type, read into orders: sentences of an author who saw no code, and traps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import yaml

from bot.donnees import RACINE
from bot.triage.actes import A_RECONNAITRE, phrase_de
from bot.triage.ordres import Genre, Ordre, Reference
from bot.triage.phrases import lire

DIT = ("a", "texte", "valeur", "raison", "filtre", "lieu", "depuis")
ANNEE = 2026


def _cas() -> Iterator[Any]:
    for fichier in sorted((RACINE / "tests" / "triage").glob("*.yml")):
        for cas in yaml.safe_load(fichier.read_text(encoding="utf-8")):
            yield pytest.param(cas, id=f"{cas['dit']} {cas['fil'] or ''}")


@pytest.mark.parametrize("cas", _cas())
def test_une_phrase_est_lue_comme_elle_est_dite(cas: dict[str, Any]) -> None:
    assert _lue(lire(cas["dit"], _reference(cas["fil"]), ("karim",))) == cas["attendu"]


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


def _lue(ordre: Ordre | None) -> dict[str, Any]:
    if ordre is None:
        return {"ordre": "aucun"}
    if ordre.manque:
        return {"ordre": "preciser"}
    dit = {nom: getattr(ordre, nom) for nom in DIT if getattr(ordre, nom)}
    dossier = {"dossier": ordre.reference.ecrite(ANNEE)} if ordre.reference else {}
    return {"ordre": ordre.genre, **dossier, **dit}


def _reference(ecrite: str | None) -> Reference | None:
    if ecrite is None:
        return None
    _, annee, rang = ecrite.split("-")
    return Reference(int(rang), int(annee))
