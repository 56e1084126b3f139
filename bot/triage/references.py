"""The request that a sentence names: « PPS-2026-000012 », « PPS-12 », « 2026-12 », « la 12 »."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.francais.mots import compiler
from bot.triage.extraits import Extrait
from bot.triage.ordres import Reference

ORDRES = "triage/ordres"
# what is counted, or dated, is no request: « la 2e », « le 12 mars », « 300 h »
_NI_COMPTE_NI_DATE = r"(?![\w%€/]|[.,:]\d|-\d| ?(?:%|€|(?:{compte})\b))"
PLACE = compiler(
    r"(?<![\w-])(?:(?:{devant}) )?(?P<nomme>(?:(?:la|le|les|cette|ce|du|au) |l')?(?:{chose} )?"
    r"(?:n[°o] ?|numero |# ?)?)"
    r"(?:pps[-_ ]*(?P<annee>20\d\d)[-_/ ]+(?P<long>\d{1,6})|pps[-_ ]*(?:n[°o] ?)?(?P<court>\d{1,6})"
    r"|(?P<an>20\d\d)-(?P<rang>\d{1,6})|(?P<nu>\d{1,6}))" + _NI_COMPTE_NI_DATE,
    ORDRES,
)
NOMMENT = compiler(r"\bla |{chose} |n[°o]|numero|#", ORDRES)


@dataclass(frozen=True)
class Nommee:
    """A request that is named, and where. `vague`: « le 12 » may as well be a day, or a place."""

    reference: Reference
    place: tuple[int, int]
    vague: bool


def nommees(extrait: Extrait, nu_a_la_fin: bool = False) -> Iterator[Nommee]:
    """Yield the requests that a sentence names; of « rep 45 : ok », what ends it is one too."""
    for lue in PLACE.finditer(extrait.plie):
        rang = int(next(lue[nom] for nom in ("long", "court", "rang", "nu") if lue[nom]))
        annee = lue["annee"] or lue["an"]
        vague = lue["nu"] is not None and not NOMMENT.search(lue["nomme"])
        nu = vague and not lue["nomme"]
        a_la_fin = nu_a_la_fin and not extrait.entre(lue.end()).taille()
        if rang and (a_la_fin or not nu):
            yield Nommee(Reference(rang, int(annee) if annee else None), lue.span(), vague)


def une_reference(texte: str) -> Reference | None:
    """Return the request that a text names and nothing else: « la 12 », « PPS-2026-12 ? »."""
    extrait = Extrait.de(texte)
    lues = list(nommees(extrait))
    if len(lues) != 1 or extrait.sans([lues[0].place]).taille():
        return None
    return lues[0].reference


def premiere(extrait: Extrait) -> Nommee | None:
    """Return the request that a sentence is about: the first one, said plainly if one is."""
    lues = sorted(nommees(extrait), key=lambda lue: lue.vague)
    return lues[0] if lues else None


def plusieurs(extrait: Extrait) -> bool:
    """Tell whether a sentence names more than one request."""
    return len({lue.reference.rang for lue in nommees(extrait) if not lue.vague}) > 1
