"""Every setting of a deployment, read from the environment once and checked once.

Nothing else reads the environment. What is set to nothing is not set.
"""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import SplitResult, urlsplit

from bot.donnees import RACINE

DEVELOPPEMENT, PRODUCTION = "developpement", "production"
SECRETS_DE_PRODUCTION = ("RASA_TOKEN", "SECRET_SESSION")
# of each group, the secrets without which its channel cannot be, then what may go with them
SLACK = (
    ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"),
    ("SLACK_CANAL_TRIAGE", "SLACK_API_URL", "SLACK_FACILITATEURS"),
)
TEAMS = (
    ("TEAMS_APP_ID", "TEAMS_APP_PASSWORD", "TEAMS_TENANT_ID"),
    (
        *("TEAMS_LOGIN_URL", "TEAMS_OPENID_URL", "TEAMS_SERVICE_URLS"),
        *("TEAMS_FACILITATEURS", "TEAMS_CANAL_TRIAGE"),
    ),
)
TELEPHONE = (("TWILIO_AUTH_TOKEN",), ())
COURRIEL = (("SMTP_URL", "COURRIEL_EXPEDITEUR"), ())
PORTS_TUS = {"http": 80, "https": 443}
# the real services; a stand-in on loopback may take their place
SERVICES = {
    "SLACK_API_URL": "https://slack.com/api/",
    "TEAMS_LOGIN_URL": "https://login.microsoftonline.com",
    "TEAMS_OPENID_URL": "https://login.botframework.com/v1/.well-known/openidconfiguration",
    "TEAMS_SERVICE_URLS": "https://smba.trafficmanager.net/",
}
DU_WEB = ("https", "http")


class ReglageFaux(Exception):
    """A setting that keeps the assistant from starting; the message is for whoever starts it."""


@dataclass(frozen=True)
class Slack:
    """A Slack application; `facilitateurs` are users' ids, `api` ends with « / »."""

    jeton: str = field(repr=False)
    secret_de_signature: str = field(repr=False)
    canal_triage: str | None
    api: str
    facilitateurs: frozenset[str]


@dataclass(frozen=True)
class Teams:
    """A Teams application; `facilitateurs` are Entra object ids, `connexion` ends with « / ».

    `services` are the beginnings, each ending with « / », of the addresses that may be answered to.
    Without `canal_triage`, requests go to the last channel where the application was installed.
    """

    application: str
    mot_de_passe: str = field(repr=False)
    locataire: str
    connexion: str
    openid: str
    services: tuple[str, ...]
    facilitateurs: frozenset[str]
    canal_triage: str | None


@dataclass(frozen=True)
class Telephone:
    """A Twilio account, which signs its calls with `jeton`."""

    jeton: str = field(repr=False)


@dataclass(frozen=True)
class Courriel:
    """A mail server, its password included, and who writes."""

    serveur: str = field(repr=False)
    expediteur: str


@dataclass(frozen=True)
class Reglages:
    """What the environment says; a group is None when nothing of it is set.

    `origines` are those of the sites that embed the widget, as browsers write them; `url_publique`
    does not end with « / ».
    """

    port: int
    hote: str
    profil: str
    url_publique: str | None
    origines: frozenset[str]
    base: str = field(repr=False)
    redis: str | None = field(repr=False)
    jeton: str | None = field(repr=False)
    secret_donne: str | None = field(repr=False)
    guichet_nom: str | None
    guichet_contact: str | None
    mentions_legales: str | None
    conservation_jours: int
    slack: Slack | None
    teams: Teams | None
    telephone: Telephone | None
    courriel: Courriel | None

    @classmethod
    def lire(cls, environnement: Mapping[str, str]) -> Reglages:
        """Read and check; raises `ReglageFaux` with one clear line."""
        lus = _Environnement(environnement)
        return cls(
            port=lus.nombre("PORT", 5005, au_plus=65535),
            hote=lus.texte("HOTE") or "127.0.0.1",
            profil=_profil(lus),
            url_publique=(lus.adresse("URL_PUBLIQUE") or "").rstrip("/") or None,
            origines=frozenset(_origine(origine) for origine in lus.liste("ORIGINES")),
            base=lus.texte("DATABASE_URL") or f"sqlite:///{RACINE / 'var' / 'assistant.db'}",
            redis=lus.adresse("REDIS_URL", ("redis", "rediss")),
            jeton=lus.texte("RASA_TOKEN"),
            secret_donne=lus.texte("SECRET_SESSION"),
            guichet_nom=lus.texte("GUICHET_NOM"),
            guichet_contact=lus.texte("GUICHET_CONTACT"),
            mentions_legales=lus.adresse("MENTIONS_LEGALES_URL"),
            conservation_jours=lus.nombre("CONSERVATION_JOURS", 365, au_plus=3650),
            slack=_slack(lus),
            teams=_teams(lus),
            telephone=_telephone(lus),
            courriel=_courriel(lus),
        )

    @property
    def secret(self) -> str:
        """Return the secret of codes and sessions, which the start gives to the server."""
        if self.secret_donne is None:
            raise ReglageFaux("SECRET_SESSION manque : « make run » en garde un par dossier.")
        return self.secret_donne


@cache
def reglages() -> Reglages:
    """Return the settings of this process; `reglages.cache_clear()` has them read again."""
    return Reglages.lire(os.environ)


class _Environnement:
    """Reads values of a kind; raises `ReglageFaux` for one that is not."""

    def __init__(self, valeurs: Mapping[str, str]) -> None:
        self._valeurs = valeurs

    def texte(self, nom: str) -> str | None:
        return self._valeurs.get(nom) or None

    def mot(self, nom: str) -> str:
        """Return a setting that a header or an address will hold, secrets mostly."""
        if not _est_un_mot(self._valeurs[nom]):
            raise ReglageFaux(f"{nom} : ni espace, ni accent, ni retour à la ligne n’y a sa place.")
        return self._valeurs[nom]

    def nombre(self, nom: str, defaut: int, au_plus: int) -> int:
        texte = self.texte(nom) or str(defaut)
        if not (texte.isdecimal() and 0 < int(texte) <= au_plus):
            raise _faux(nom, texte, f"il faut un nombre de 1 à {au_plus}")
        return int(texte)

    def liste(self, nom: str) -> list[str]:
        elements = (self.texte(nom) or "").split(",")
        return [element.strip() for element in elements if element.strip()]

    def adresse(self, nom: str, schemas: Sequence[str] = DU_WEB) -> str | None:
        valeur = self.texte(nom)
        if valeur is not None:
            _decouper(nom, valeur, schemas)
        return valeur

    def service(self, nom: str) -> str:
        return _service(nom, self.texte(nom) or SERVICES[nom])

    def groupe(self, noms: tuple[tuple[str, ...], tuple[str, ...]]) -> bool:
        """Tell whether a group is set; raises for one that is half set."""
        necessaires, autres = noms
        donnes = [nom for nom in (*necessaires, *autres) if self.texte(nom)]
        manquants = [nom for nom in necessaires if nom not in donnes]
        if donnes and manquants:
            raise ReglageFaux(f"{', '.join(donnes)} : il faut aussi {', '.join(manquants)}.")
        return bool(donnes)


def _slack(lus: _Environnement) -> Slack | None:
    if not lus.groupe(SLACK):
        return None
    return Slack(
        jeton=lus.mot("SLACK_BOT_TOKEN"),
        secret_de_signature=lus.mot("SLACK_SIGNING_SECRET"),
        canal_triage=lus.texte("SLACK_CANAL_TRIAGE"),
        api=_dossier(lus.service("SLACK_API_URL")),
        facilitateurs=frozenset(lus.liste("SLACK_FACILITATEURS")),
    )


def _teams(lus: _Environnement) -> Teams | None:
    if not lus.groupe(TEAMS):
        return None
    services = lus.liste("TEAMS_SERVICE_URLS") or [SERVICES["TEAMS_SERVICE_URLS"]]
    return Teams(
        application=lus.mot("TEAMS_APP_ID"),
        mot_de_passe=lus.mot("TEAMS_APP_PASSWORD"),
        locataire=lus.mot("TEAMS_TENANT_ID"),
        connexion=_dossier(lus.service("TEAMS_LOGIN_URL")),
        openid=lus.service("TEAMS_OPENID_URL"),
        services=tuple(_dossier(_service("TEAMS_SERVICE_URLS", service)) for service in services),
        # Entra's ids are the same in capitals
        facilitateurs=frozenset(nom.lower() for nom in lus.liste("TEAMS_FACILITATEURS")),
        canal_triage=lus.texte("TEAMS_CANAL_TRIAGE"),
    )


def _telephone(lus: _Environnement) -> Telephone | None:
    return Telephone(lus.mot("TWILIO_AUTH_TOKEN")) if lus.groupe(TELEPHONE) else None


def _courriel(lus: _Environnement) -> Courriel | None:
    if not lus.groupe(COURRIEL):
        return None
    serveur = lus.mot("SMTP_URL")
    _decouper("SMTP_URL", serveur, ("smtp", "smtps"))
    return Courriel(serveur, lus.mot("COURRIEL_EXPEDITEUR"))


def _profil(lus: _Environnement) -> str:
    profil = lus.texte("PROFIL") or DEVELOPPEMENT
    if profil not in (DEVELOPPEMENT, PRODUCTION):
        raise _faux("PROFIL", profil, f"les profils sont « {DEVELOPPEMENT} » et « {PRODUCTION} »")
    manquants = [nom for nom in SECRETS_DE_PRODUCTION if not lus.texte(nom)]
    if profil == PRODUCTION and manquants:
        raise ReglageFaux(f"PROFIL=production demande aussi : {', '.join(manquants)}.")
    return profil


def _origine(texte: str) -> str:
    """Return an origin as browsers write it: neither path nor capital."""
    lue = _decouper("ORIGINES", texte, DU_WEB)
    if lue.path not in ("", "/") or lue.query or lue.username is not None:
        raise ReglageFaux("ORIGINES : une origine s’écrit « https://www.exemple.fr », sans chemin.")
    return en_origine(lue)


def en_origine(lue: SplitResult) -> str:
    """Return the origin of an address: browsers leave out the port that goes without saying."""
    port = "" if lue.port in (None, PORTS_TUS[lue.scheme]) else f":{lue.port}"
    hote = f"[{lue.hostname}]" if ":" in (lue.hostname or "") else lue.hostname
    return f"{lue.scheme}://{hote}{port}"


def _service(nom: str, adresse: str) -> str:
    """Return the address of a service, which secrets are sent to."""
    lue = _decouper(nom, adresse, DU_WEB)
    if lue.scheme == "http" and not _est_ici(lue.hostname or ""):
        raise ReglageFaux(f"{nom} : hors de cette machine, il faut https.")
    return adresse


def _decouper(nom: str, adresse: str, schemas: Sequence[str]) -> SplitResult:
    """Return the parts of an address; the error does not quote it: it may hold a password."""
    try:
        lue = urlsplit(adresse)
        entiere = bool(lue.hostname) and lue.port != 0  # reading a port that is none raises too
    except ValueError:
        entiere = False
    if not entiere or lue.scheme not in schemas or lue.fragment or not _est_un_mot(adresse):
        raise ReglageFaux(f"{nom} : il faut une adresse entière, comme « {schemas[0]}://… ».")
    return lue


def _est_un_mot(texte: str) -> bool:
    return texte.isascii() and texte.isprintable() and " " not in texte


def _est_ici(hote: str) -> bool:
    """Tell whether a host is this very machine."""
    try:
        return hote == "localhost" or ipaddress.ip_address(hote).is_loopback
    except ValueError:
        return False


def _dossier(adresse: str) -> str:
    """Return an address that ends with « / »: « https://a.fr » also begins « https://a.fr.b »."""
    return f"{adresse.rstrip('/')}/"


def _faux(nom: str, valeur: str, attendu: str) -> ReglageFaux:
    return ReglageFaux(f"{nom}={' '.join(valeur.split())} : {attendu}.")
