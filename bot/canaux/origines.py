"""Which sites a browser may speak to the widget's channel from, and what tells the browser so."""

from __future__ import annotations

from urllib.parse import urlsplit

from bot.reglages import en_origine, reglages

CHEMIN = "/webhooks/widget/"
# how long a browser remembers that it may: some browsers keep it no longer
UNE_HEURE_S = 3600


def est_a_nous(origine: str, hote: str) -> bool:
    """Tell whether an origin is the page's own: the public address, or the one that was called.

    A page cannot choose the `Host` of its own calls: the browser writes it.
    """
    publique = reglages().url_publique
    siennes = {en_origine(urlsplit(publique))} if publique else set()
    return origine in siennes | {f"http://{hote}", f"https://{hote}"}


def est_admise(origine: str | None, hote: str, venue: str | None) -> bool:
    """Tell whether a call may be answered; `venue` is the browser's « Sec-Fetch-Site ».

    A reading by the page itself bears no origin; nor does what another site has a tag load.
    """
    if origine is None:
        return venue in (None, "same-origin", "none")
    return origine in reglages().origines or est_a_nous(origine, hote)


def entetes(origine: str | None, hote: str) -> dict[str, str]:
    """Return the headers by which a browser lets the calling page read an answer."""
    admise = origine is not None and est_admise(origine, hote, None)
    permis = {
        "Access-Control-Allow-Origin": origine or "",
        "Access-Control-Allow-Credentials": "true",
        "Access-Control-Expose-Headers": "Retry-After",
    }
    return {"Vary": "Origin", **(permis if admise else {})}


# what a page may ask for, once its origin is admitted
PREALABLE = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Content-Type, Last-Event-ID",
    "Access-Control-Max-Age": str(UNE_HEURE_S),
}
