"""The package that an administrator uploads to Teams: a manifest and two icons, from the settings.

`make paquet-teams` writes it; it holds no secret.
"""

from __future__ import annotations

import json
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.donnees import RACINE, lire_yaml
from bot.reglages import ReglageFaux, Reglages, reglages

FICHIER = RACINE / "var" / "plan-de-progres-teams.zip"
VERSION_DU_MANIFESTE, VERSION = "1.17", "1.0.0"
SCHEMA = "https://developer.microsoft.com/json-schemas/teams/v1.17/MicrosoftTeams.schema.json"
CONVERSATIONS = ("personal", "team")
COULEUR, CONTOUR = "couleur.png", "contour.png"
# what Teams shows of whoever develops an application
NOM_AU_PLUS = 32
# same package, same bytes
UN_JOUR = (2026, 1, 1, 0, 0, 0)
# left, top, right, bottom of three steps that rise, of a picture of 32
MARCHES = ((4, 20, 11, 28), (13, 12, 20, 28), (22, 4, 29, 28))
COTE = 32
AGRANDISSEMENT = 6
FOND, TRAIT, VIDE = b"\x1f\x3a\x5f\xff", b"\xff\xff\xff\xff", b"\0\0\0\0"
EPAISSEUR = 2

Pixel = Callable[[int, int], bytes]


def ecrire(lus: Reglages, fichier: Path) -> None:
    """Write the package; raises `ReglageFaux` where the settings do not allow it."""
    contenus = {
        "manifest.json": json.dumps(manifeste(lus), ensure_ascii=False, indent=2).encode(),
        COULEUR: dessiner(COTE * AGRANDISSEMENT, _en_couleur),
        CONTOUR: dessiner(COTE, _en_contour),
    }
    fichier.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(fichier, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom, contenu in contenus.items():
            archive.writestr(zipfile.ZipInfo(nom, UN_JOUR), contenu)


def manifeste(lus: Reglages) -> dict[str, Any]:
    """Return what tells Teams of the application: single-tenant, it is uploaded by its tenant."""
    if lus.teams is None:
        raise ReglageFaux("Il faut d’abord régler TEAMS_APP_ID et les réglages de son groupe.")
    if lus.url_publique is None or not lus.url_publique.startswith("https://"):
        raise ReglageFaux("URL_PUBLIQUE : Teams demande l’adresse de l’assistant, en https.")
    dit = lire_yaml("triage", "teams.yml")
    conditions = lus.mentions_legales or f"{lus.url_publique}/page/mentions.html"
    return {
        "$schema": SCHEMA,
        "manifestVersion": VERSION_DU_MANIFESTE,
        "version": VERSION,
        "id": lus.teams.application,
        "developer": {
            "name": (lus.guichet_nom or dit["nom"])[:NOM_AU_PLUS],
            "websiteUrl": lus.url_publique,
            "privacyUrl": f"{lus.url_publique}/page/donnees.html",
            "termsOfUseUrl": conditions,
        },
        "name": {"short": dit["nom"], "full": dit["nom_entier"]},
        "description": {"short": dit["resume"], "full": dit["description"]},
        "icons": {"color": COULEUR, "outline": CONTOUR},
        "accentColor": f"#{FOND[:3].hex()}",
        "localizationInfo": {"defaultLanguageTag": "fr"},
        "defaultInstallScope": "team",
        "defaultGroupCapability": {"team": "bot"},
        "bots": [
            {
                "botId": lus.teams.application,
                "scopes": [*CONVERSATIONS],
                "isNotificationOnly": False,
                "supportsFiles": False,
                "commandLists": [
                    {"scopes": [ou], "commands": dit["commandes"]} for ou in CONVERSATIONS
                ],
            }
        ],
        "permissions": ["identity", "messageTeamMembers"],
        "validDomains": [],
    }


def dessiner(cote: int, pixel: Pixel) -> bytes:
    """Return a picture in PNG."""
    lignes = (b"\0" + b"".join(pixel(x, y) for x in range(cote)) for y in range(cote))
    entete = struct.pack(">2I5B", cote, cote, 8, 6, 0, 0, 0)
    morceaux = ((b"IHDR", entete), (b"IDAT", zlib.compress(b"".join(lignes))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_morceau(*morceau) for morceau in morceaux)


def _morceau(nom: bytes, contenu: bytes) -> bytes:
    somme = zlib.crc32(nom + contenu)
    return struct.pack(">I", len(contenu)) + nom + contenu + struct.pack(">I", somme)


def _en_couleur(x: int, y: int) -> bytes:
    return TRAIT if _dans_une_marche(x // AGRANDISSEMENT, y // AGRANDISSEMENT, 0) else FOND


def _en_contour(x: int, y: int) -> bytes:
    trait = _dans_une_marche(x, y, 0) and not _dans_une_marche(x, y, EPAISSEUR)
    return TRAIT if trait else VIDE


def _dans_une_marche(x: int, y: int, retrait: int) -> bool:
    return any(
        gauche + retrait <= x < droite - retrait and haut + retrait <= y < bas - retrait
        for gauche, haut, droite, bas in MARCHES
    )


def main() -> int:
    """Write it; return the exit code."""
    try:
        ecrire(reglages(), FICHIER)
    except ReglageFaux as faute:
        print(f"Le paquet n’est pas fait. {faute}", file=sys.stderr)
        return 2
    print(f"À téléverser dans Teams : {FICHIER.relative_to(RACINE)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
