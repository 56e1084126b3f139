"""The request that a sentence names: « PPS-2026-000012 », « 2026-12 », « la 12 », « le vingt »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from text_to_num import text2num

from bot.francais.mots import cles, compiler
from bot.triage.extraits import Extrait
from bot.triage.ordres import Reference

ORDRES = "triage/ordres"
# what is counted, or dated, is no request: « la 2e », « le 12 mars », « 300 h »
NI_COMPTE_NI_DATE = r"(?![\w%€/]|[.,:]\d|-\d| ?(?:%|€|(?:{compte})\b))"
_MOT = "{francais/nombres.mots_de_nombre}"
PLACE = compiler(
    r"(?<![\w-])(?:(?:{devant}) )?(?P<nomme>(?:(?:la|le|les|cette|ce|du|au|aux) |l')?(?:{chose} )?"
    r"(?:n[°o] ?|numero |# ?)?)"
    r"(?:pps[-_ ]*(?P<annee>20\d\d)[-_/ ]+(?P<long>\d{1,6})|pps[-_ ]*(?:n[°o] ?)?(?P<court>\d{1,6})"
    r"|(?P<an>20\d\d)-(?P<rang>\d{1,6})"
    rf"|(?P<nu>\d{{1,6}}|(?:{_MOT})(?:[- ](?:et[- ])?(?:{_MOT}))*))" + NI_COMPTE_NI_DATE,
    ORDRES,
)
NOMMENT = compiler(r"\bla |{chose} |n[°o]|numero|#", ORDRES)
DEVANT_UN_NU = compiler(r"(?:^\W*|(?<!\w)(?:{devant_un_nu}) )$", ORDRES)
_UN_AVIS = "|".join(f"{{{ORDRES}.valeurs.{nom}}}" for nom in cles(f"{ORDRES}.valeurs"))
# neither « 26 offres » nor « 3 ou 4 »
COMPTENT = compiler(
    rf" (?:(?:ou|et|a) \d|(?!(?:{{derriere_un_nu}}|{_UN_AVIS})(?!\w))\w{{2,}}[sx](?!\w))", ORDRES
)
DE_L_ACHETEUR = compiler(r"(?<![\w'])(?:{acheteur}) $", ORDRES)
AVANT_UN_JOUR = compiler(r"(?<!\w)(?:{avant_un_jour}) $", ORDRES)
VERS_UN_JOUR = compiler(r"(?<!\w)(?:{vers_un_jour}) ?$", ORDRES)
# « le 12 », « du 12 » may be a day; « au 12 », « sur le 12 » are less likely to
D_UN_JOUR = re.compile(r"(?:le|du) \d")
ENCHAINE = re.compile(r"^(?:,|et|ou|-|puis)?$")


@dataclass(frozen=True)
class Nommee:
    """A request that is named, and where; its name begins after « sur », « à » (`nom`).

    `vague`: « le 12 » may as well be a day, or a place.
    """

    reference: Reference
    place: tuple[int, int]
    nom: int
    vague: bool


def nommees(extrait: Extrait, nu_a_la_fin: bool = False) -> Iterator[Nommee]:
    """Yield the requests that a sentence names; of « rep 45 : ok », what ends it is one too."""
    fin_d_un_jour: int | None = None
    for lue in PLACE.finditer(extrait.plie):
        rang = _rang(lue)
        avant = extrait.plie[: lue.start()]
        vague = lue["nu"] is not None and not (
            NOMMENT.search(lue["nomme"]) or DE_L_ACHETEUR.search(avant)
        )
        if vague and _est_un_jour(lue, avant, fin_d_un_jour):
            fin_d_un_jour = lue.end()
            continue
        nu = vague and not lue["nomme"] and not _est_vise(lue, extrait.plie)
        a_la_fin = nu_a_la_fin and not extrait.entre(lue.end()).taille()
        if rang and (a_la_fin or not nu):
            annee = lue["annee"] or lue["an"]
            dite = Reference(rang, int(annee) if annee else None)
            yield Nommee(dite, lue.span(), lue.start("nomme"), vague)


def une_reference(texte: str) -> Reference | None:
    """Return the request that a text names and nothing else: « la 12 », « PPS-2026-12 ? »."""
    extrait = Extrait.de(texte)
    lues = list(nommees(extrait))
    if len(lues) != 1 or extrait.sans([lues[0].place]).taille():
        return None
    return lues[0].reference


def _est_un_jour(lue: re.Match[str], avant: str, fin_d_un_jour: int | None) -> bool:
    """Tell « absente le 18 et le 19 », « jusqu'au 20 »."""
    if fin_d_un_jour is not None and ENCHAINE.match(avant[fin_d_un_jour:].strip()):
        return True
    d_un_jour = D_UN_JOUR.match(lue[0]) and AVANT_UN_JOUR.search(avant)
    return bool(d_un_jour or VERS_UN_JOUR.search(avant))


def _est_vise(lue: re.Match[str], plie: str) -> bool:
    """Tell « 26 pour Karim », « avis 22 défavorable »: what stands on both sides says so."""
    en_tete = not plie[: lue.start()].strip(" ,;:.@")
    seul = en_tete and not plie[lue.end() :].strip(" .,;:!?")
    nomme = DEVANT_UN_NU.search(plie[: lue.start()]) and not COMPTENT.match(plie, lue.end())
    return lue["nu"].isdecimal() and bool(nomme) and not seul


def _rang(lue: re.Match[str]) -> int:
    """Return the rank that is said; 0: it is none, as in « la une », « les deux »."""
    dit = next(lue[nom] for nom in ("long", "court", "rang", "nu") if lue[nom])
    if dit.isdecimal():
        return int(dit)
    if lue["nomme"] in ("", "les ", "aux ") or f"{lue['nomme']}{dit}" == "du neuf":
        return 0  # « les deux » counts them, « du neuf » is news
    try:
        rang = int(text2num(dit.replace("-", " "), "fr"))
    except ValueError:  # « trois quatre »: two numbers
        return 0
    return rang if rang > 1 else 0
