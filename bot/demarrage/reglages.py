"""The settings of a deployment, read from the environment and checked before anything starts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.donnees import RACINE

DEVELOPPEMENT, PRODUCTION = "developpement", "production"
JOURS_AU_PLUS = 3650
SECRETS_DE_PRODUCTION = ("RASA_TOKEN", "SECRET_SESSION")


class ReglageFaux(Exception):
    """A setting that keeps the assistant from starting; the message is for whoever starts it."""


@dataclass(frozen=True)
class Reglages:
    """What the environment says: where to listen, where to keep conversations, which profile."""

    port: int
    hote: str
    profil: str
    base: str
    jeton: str | None = field(repr=False)
    secret: str | None = field(repr=False)
    conservation_jours: int

    @classmethod
    def lire(cls, environnement: Mapping[str, str]) -> Reglages:
        """Read and check; raises `ReglageFaux` with one clear line."""
        profil = environnement.get("PROFIL") or DEVELOPPEMENT
        if profil not in (DEVELOPPEMENT, PRODUCTION):
            raise ReglageFaux(
                f"PROFIL={profil} : les profils sont « {DEVELOPPEMENT} » et « {PRODUCTION} »."
            )
        manquants = [nom for nom in SECRETS_DE_PRODUCTION if not environnement.get(nom)]
        if profil == PRODUCTION and manquants:
            raise ReglageFaux(f"PROFIL=production demande aussi : {', '.join(manquants)}.")
        defaut = f"sqlite:///{RACINE / 'var' / 'assistant.db'}"
        return cls(
            port=_port(environnement.get("PORT") or "5005"),
            hote=environnement.get("HOTE") or "127.0.0.1",
            profil=profil,
            base=environnement.get("DATABASE_URL") or defaut,
            jeton=environnement.get("RASA_TOKEN") or None,
            secret=environnement.get("SECRET_SESSION") or None,
            conservation_jours=_jours(environnement.get("CONSERVATION_JOURS") or "365"),
        )


def _port(texte: str) -> int:
    if texte.isdecimal() and 0 < int(texte) < 65536:
        return int(texte)
    raise ReglageFaux(f"PORT={texte} : il faut un nombre de 1 à 65535.")


def _jours(texte: str) -> int:
    if texte.isdecimal() and 0 < int(texte) <= JOURS_AU_PLUS:
        return int(texte)
    raise ReglageFaux(
        f"CONSERVATION_JOURS={texte} : il faut un nombre de jours, de 1 à {JOURS_AU_PLUS}."
    )
