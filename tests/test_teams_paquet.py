"""The package for Teams: what its own schema wants, and nothing secret."""

from __future__ import annotations

import json
import struct
import zipfile
import zlib
from pathlib import Path

import jsonschema
import pytest

from bot.donnees import RACINE
from bot.envois.teams.paquet import ecrire, manifeste
from bot.reglages import ReglageFaux, Reglages
from bot.triage.phrases import lire
from tests.faux_teams import APPLICATION, LOCATAIRE, MOT_DE_PASSE

ENVIRONNEMENT = {
    "TEAMS_APP_ID": APPLICATION,
    "TEAMS_APP_PASSWORD": MOT_DE_PASSE,
    "TEAMS_TENANT_ID": LOCATAIRE,
    "URL_PUBLIQUE": "https://pps.exemple.fr",
}
SCHEMA = (
    RACINE / "tests/teams/node_modules/@microsoft/app-manifest/build/json-schemas/teams/v1.17"
    "/MicrosoftTeams.schema.json"
)


@pytest.mark.skipif(not SCHEMA.exists(), reason="« make test » installe tests/teams/node_modules")
@pytest.mark.parametrize("nom", ["", "Guichet des clauses sociales du département de l’Exemple"])
def test_le_manifeste_est_celui_que_microsoft_attend(nom: str) -> None:
    dit = manifeste(Reglages.lire({**ENVIRONNEMENT, "GUICHET_NOM": nom}))
    jsonschema.validate(dit, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert dit["id"] == dit["bots"][0]["botId"] == APPLICATION


def test_chaque_commande_proposee_est_comprise() -> None:
    listes = manifeste(Reglages.lire(ENVIRONNEMENT))["bots"][0]["commandLists"]
    commandes = {commande["title"] for liste in listes for commande in liste["commands"]}
    compris = {commande: lire(commande, None) for commande in commandes}
    assert None not in compris.values(), compris


def test_le_paquet_tient_ses_icones_et_aucun_secret(tmp_path: Path) -> None:
    fichier = tmp_path / "paquet.zip"
    ecrire(Reglages.lire(ENVIRONNEMENT), fichier)
    octets = fichier.read_bytes()
    with zipfile.ZipFile(fichier) as archive:
        contenus = {nom: archive.read(nom) for nom in archive.namelist()}
    dit = json.loads(contenus["manifest.json"])
    assert set(contenus) == {"manifest.json", *dit["icons"].values()}
    assert all(MOT_DE_PASSE.encode() not in contenu for contenu in contenus.values())
    assert _cote_et_couleurs(contenus[dit["icons"]["color"]])[0] == 192
    cote, couleurs = _cote_et_couleurs(contenus[dit["icons"]["outline"]])
    # white, on nothing
    assert (cote, couleurs) == (32, {b"\xff\xff\xff\xff", b"\0\0\0\0"})
    ecrire(Reglages.lire(ENVIRONNEMENT), fichier)
    assert fichier.read_bytes() == octets


@pytest.mark.parametrize(
    ("reglages", "attendu"),
    [
        ({"URL_PUBLIQUE": "https://pps.exemple.fr"}, "TEAMS_APP_ID"),
        ({**ENVIRONNEMENT, "URL_PUBLIQUE": ""}, "URL_PUBLIQUE"),
        ({**ENVIRONNEMENT, "URL_PUBLIQUE": "http://pps.exemple.fr"}, "https"),
    ],
)
def test_ce_qui_manque_se_dit(reglages: dict[str, str], attendu: str) -> None:
    with pytest.raises(ReglageFaux, match=attendu):
        manifeste(Reglages.lire(reglages))


def _cote_et_couleurs(image: bytes) -> tuple[int, set[bytes]]:
    largeur, hauteur = struct.unpack(">2I", image[16:24])
    assert largeur == hauteur
    debut = image.index(b"IDAT") + 4
    pixels = zlib.decompress(image[debut:])
    lignes = [pixels[1 + n * (4 * largeur + 1) :][: 4 * largeur] for n in range(hauteur)]
    return largeur, {ligne[x : x + 4] for ligne in lignes for x in range(0, len(ligne), 4)}
