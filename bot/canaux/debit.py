"""How much may come in a while, from each session and each address: kept in memory, and bounded."""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable

# of each kind, the last ones seen; the others start again from nothing
SUIVIS_AU_PLUS = 10_000
# what one subscriber has of IPv6
RESEAU_D_UN_ABONNE = 64


class Debit:
    """Lets so many through in a period, all at once or one by one.

    For each key, it holds the moment when all that it let through will have been made up for.
    """

    def __init__(
        self, nombre: int, periode_s: float, horloge: Callable[[], float] = time.monotonic
    ) -> None:
        self._periode_s = periode_s
        self._pas_s = periode_s / nombre
        self._horloge = horloge
        self._rachats: OrderedDict[str, float] = OrderedDict()

    def attente_s(self, cle: str) -> float:
        """Let one through and return 0, or return how long to wait for it."""
        maintenant = self._horloge()
        rachat = max(self._rachats.get(cle, maintenant), maintenant) + self._pas_s
        trop = rachat - maintenant - self._periode_s
        # what adds up to the period must not be one too many by a rounding
        if trop > self._pas_s / 1000:
            return trop
        self._rachats[cle] = rachat
        self._rachats.move_to_end(cle)
        if len(self._rachats) > SUIVIS_AU_PLUS:
            self._rachats.popitem(last=False)
        return 0.0


def abonne(pair: str, transmise: str | None) -> str:
    """Return whose calls are counted together; `transmise` is « X-Forwarded-For ».

    Only a proxy of this machine or this network is believed, and only of whom it heard itself:
    what comes before in the header is what the caller wrote.
    """
    adresse = _adresse(pair)
    if adresse is not None and adresse.is_private:
        adresse = _adresse((transmise or "").rpartition(",")[2].strip()) or adresse
    if isinstance(adresse, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((adresse, RESEAU_D_UN_ABONNE), strict=False))
    return str(adresse or pair)


def _adresse(texte: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(texte)
    except ValueError:
        return None
