"""The session of a browser: a signed cookie, from which the name of its conversation is derived.

Signed with the standard library rather than itsdangerous: it takes ten lines, each cookie bears a
single number, and no dependency is to be followed for it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
import time
from dataclasses import dataclass

from bot.reglages import reglages

BITS = 128
# Each opening of the widget gives it that much again: a buyer who comes back within the month
# finds his conversation, and later his file, by its reference and code.
DUREE_S = 30 * 24 * 3600
NOM = "pps_session"
# A browser refuses it from a neighbouring sub-domain, which could else give its own session to us.
NOM_EN_HTTPS = f"__Host-{NOM}"
VALEUR = re.compile(r"([0-9a-f]{32})\.([0-9]{1,12})\.([\w-]{43})", re.ASCII)


@dataclass(frozen=True)
class Session:
    """Who comes back: a number made here, and when it was last given."""

    numero: str
    donnee_le: int

    @classmethod
    def nouvelle(cls) -> Session:
        """Return the session of a browser that has none."""
        return cls(secrets.token_hex(BITS // 8), int(time.time()))

    @classmethod
    def lire(cls, cookie: str | None) -> Session | None:
        """Return the session that a cookie bears, None when it is not ours or has expired."""
        lu = VALEUR.fullmatch(cookie or "")
        session = cls(lu[1], int(lu[2])) if lu else None
        if lu is None or session is None or not hmac.compare_digest(lu[3], session._signature):
            return None
        return session if 0 <= time.time() - session.donnee_le < DUREE_S else None

    def prolongee(self) -> Session:
        """Return the same session, given now."""
        return Session(self.numero, int(time.time()))

    @property
    def valeur(self) -> str:
        """Return what its cookie bears."""
        return f"{self.numero}.{self.donnee_le}.{self._signature}"

    @property
    def conversation(self) -> str:
        """Return the name of its conversation: it leads back to no session, nor the other way."""
        return f"widget-{_hacher('conversation', self.numero).hex()[:32]}"

    @property
    def _signature(self) -> str:
        signe = _hacher("session", f"{self.numero}.{self.donnee_le}")
        return base64.urlsafe_b64encode(signe).decode().rstrip("=")


def nom_du_cookie(en_https: bool) -> str:
    """Return its name, as long as the service keeps its scheme."""
    return NOM_EN_HTTPS if en_https else NOM


def cookie(session: Session, en_https: bool, ailleurs: bool) -> str:
    """Return the header that gives a session; `ailleurs`: to a page of another site.

    There the browser only keeps it apart, for that site alone, and over https.
    """
    attributs = [
        f"{nom_du_cookie(en_https)}={session.valeur}",
        f"Path=/; Max-Age={DUREE_S}; HttpOnly",
        "SameSite=None; Secure; Partitioned" if ailleurs else "SameSite=Lax",
        *(["Secure"] if en_https and not ailleurs else []),
    ]
    return "; ".join(attributs)


def _hacher(usage: str, texte: str) -> bytes:
    """Sign for one use: what is signed for another is worth nothing here."""
    secret = reglages().secret.encode()
    return hmac.new(secret, f"{usage}/{texte}".encode(), hashlib.sha256).digest()
