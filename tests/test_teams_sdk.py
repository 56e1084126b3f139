"""Microsoft's own SDK as the other side: it speaks to the assistant, and to the tests' Teams."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest

from bot.canaux.teams.activites import lire_l_activite
from bot.canaux.teams.texte import lire
from bot.donnees import RACINE
from bot.envois.teams.cartes import activite
from bot.triage.cartes import Carte
from bot.triage.venues import Venue
from tests.faux_teams import APPLICATION, CAMILLE, CANAL, LOCATAIRE, MOI, MOT_DE_PASSE, FauxTeams
from tests.test_teams_cartes import CARTE
from tests.test_teams_verification import FORGES

PYTHON = RACINE / ".venv-botframework" / "bin" / "python"
SDK = RACINE / "tests" / "teams" / "sdk_de_microsoft.py"
# the SDK takes these: Microsoft signs with RS256 alone, and never leaves out an end; the second
# name of the claim is ours to doubt
TOLERES = {"sans échéance", "deux serviceurl"}

pytestmark = pytest.mark.skipif(
    not PYTHON.exists(), reason="« make test » installe .venv-botframework"
)


@pytest.fixture
def faux() -> Iterator[FauxTeams]:
    faux = FauxTeams()
    yield faux
    faux.arreter()


def _sdk(acte: str, **demande: Any) -> Any:
    fait = subprocess.run(
        [PYTHON, SDK],
        input=json.dumps({"acte": acte, **demande}),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert fait.returncode == 0, fait.stderr
    return json.loads(fait.stdout)


def test_le_sdk_croit_le_faux_teams_et_refuse_ce_que_nous_refusons(faux: FauxTeams) -> None:
    pris = _sdk(
        "verifier",
        document=f"{faux.adresse}/v1/.well-known/openidconfiguration",
        application=APPLICATION,
        service=faux.service,
        autorisations=[f"Bearer {faux.jeton()}", *(forger(faux) for forger in FORGES.values())],
    )
    assert pris[0]
    assert {nom for nom, oui in zip(FORGES, pris[1:], strict=True) if oui} == TOLERES


def test_une_activite_ecrite_par_le_sdk_se_lit_comme_il_la_lit(faux: FauxTeams) -> None:
    texte = "montre PPS-2026-000001"
    ecrite = _sdk(
        "ecrire",
        moi=MOI,
        qui=CAMILLE,
        service=faux.service,
        conversation=f"{CANAL};messageid=12",
        locataire=LOCATAIRE,
        texte=texte,
    )
    assert lire(ecrite["activite"]) == (ecrite["texte"], True) == (texte, True)
    venue = lire_l_activite(ecrite["activite"])
    assert isinstance(venue, Venue)
    assert (venue.identite, venue.lieu.fil) == (f"teams:{CAMILLE}", "12")


def test_le_sdk_lit_ce_que_nous_envoyons_sans_rien_en_perdre() -> None:
    envoyees = [activite(CARTE), activite(Carte(texte="bien reçu"))]
    for envoyee, (fautes, relue) in zip(envoyees, _sdk("relire", activites=envoyees), strict=True):
        assert fautes == []
        assert relue == envoyee


def test_le_faux_teams_repond_au_sdk_comme_le_vrai(faux: FauxTeams) -> None:
    connexion = f"{faux.adresse}/{LOCATAIRE}/oauth2/v2.0/token"
    poste, reponse = _sdk(
        "parler",
        identifiants=[connexion, APPLICATION, MOT_DE_PASSE],
        service=faux.service,
        conversation=CANAL,
    )
    assert faux.textes(CANAL) == ["remplacée"]
    fil = faux.messages[f"{CANAL};messageid={poste}"]
    assert [message["text"] for message in fil.values()] == ["en réponse"]
    assert list(fil) == [reponse]
