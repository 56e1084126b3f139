"""Twilio's signature of a webhook: ten lines of the standard library, its own library in the tests.

https://www.twilio.com/docs/usage/webhooks/webhooks-security
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

PORTS = {"https": 443, "http": 80}


def signer(adresse: str, champs: Mapping[str, Sequence[str]], jeton: str) -> str:
    """Return the signature of a form that is posted to an address."""
    dits = (f"{nom}{valeur}" for nom in sorted(champs) for valeur in sorted({*champs[nom]}))
    signe = hmac.new(jeton.encode(), f"{adresse}{''.join(dits)}".encode(), hashlib.sha1)
    return base64.b64encode(signe.digest()).decode()


def est_signe(
    adresse: str, champs: Mapping[str, Sequence[str]], signature: str, jeton: str
) -> bool:
    """Tell that a signature is right, in a time that tells nothing of where it is wrong."""
    donnee = signature.encode(errors="replace")
    signatures = (signer(vue, champs, jeton) for vue in _vues(adresse))
    return any(hmac.compare_digest(juste.encode(), donnee) for juste in signatures)


def _vues(adresse: str) -> Iterator[str]:
    """Yield an address with its default port, and without: Twilio signs either."""
    yield adresse
    parties = urlsplit(adresse)
    port = PORTS[parties.scheme]
    if parties.port is None:
        yield parties._replace(netloc=f"{parties.netloc}:{port}").geturl()
    elif parties.port == port:
        yield parties._replace(netloc=parties.netloc.removesuffix(f":{port}")).geturl()
