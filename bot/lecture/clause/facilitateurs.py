"""« Facilitateur : Plateforme Emploi Durance »: the structure that a facilitator belongs to.

A structure only: the name of a person is never kept. The words are data
(`data/lecture/facilitateurs.yml`).
"""

from __future__ import annotations

from typing import NamedTuple

from bot.francais.mots import compiler, telle_quelle
from bot.francais.texte import plier
from bot.lecture.clause.noms_propres import NOMS_PROPRES, autour_des_noms, nomme_quelqu_un

FICHIER = "lecture/facilitateurs"
FACILITATEUR = "facilitateur"
# « changement : », « comme interlocuteur, »
TETE = r"\W*(?:[^,;:.?]{0,40}: )?(?:{lecture/nommees.tete}[ ,:!.]+)*(?:{interlocuteur}[ ,:]+)?"
ORDRE = r"(?:(?:{lecture/nommees.ajouter}|{lecture/nommees.changer}) ?{aussi}?)?"
QUI = r"(?P<qui>[^,;:?]+?)"
LIEN = r"(?: ?[:=(–-] ?(?:{lien} ?:? ?)?|,? {lien} ?:? ?)"
FIN = r"(?:{suite})*\W*"
DITS = tuple(
    compiler(motif, FICHIER)
    for motif in (
        # « le facilitateur n'est plus X, c'est Y »
        rf"{TETE}{ORDRE}{{facilitateur}}[ ,:]*{{n_est_plus}} [^;:?]+?{{mais}} {QUI}{FIN}",
        # « facilitateur : X », « le facilitateur, c'est X »
        rf"{TETE}{ORDRE}(?:{{mene}} )?{{facilitateur}}{LIEN}{QUI}{FIN}",
        # « notre facilitatrice, X »
        rf"{TETE}{ORDRE}{{notre}} {{facilitateur}}, {QUI}{FIN}",
        # « comme facilitateur la Maison de l'emploi »
        rf"{TETE}{ORDRE}{{mene}} {{facilitateur}},? {QUI}{FIN}",
        # « la Maison de l'emploi comme facilitateur », « c'est X qui est facilitateur »
        rf"{TETE}{ORDRE}{{c_est}}{QUI}{{est_aussi}}{{facilitateur}}{FIN}",
    )
)
# « le facilitateur du PLIE de Nevers », asked who follows the plan
DU = compiler(rf"{TETE}{{avec}}?{{facilitateur}} (?={{du_ou_a}}){QUI}\W*", FICHIER)
# « notre facilitatrice Mme Le Goff »
NOMME = compiler(rf"{TETE}{ORDRE}{{facilitateur}}\b[ ,:]*(?P<qui>.+)", FICHIER)
OUVERTS = tuple(
    compiler(motif, FICHIER)
    for motif in (
        rf"{TETE}{{facilitateur}}(?: ?[,:=] ?| (?:est )?){{ouvert}}\W*",
        rf"{TETE}{{laisser}} (?:\w+ )?{{facilitateur}} {{en_blanc}}{FIN}",
        rf"{TETE}{{oter}} {{son_nom}} ?{{facilitateur}}{FIN}",
        rf"{TETE}{{oter}} [^,;:?]+? {{mene}} {{facilitateur}}{FIN}",
    )
)
AVANT = compiler("(?:{avant_la_structure})*", FICHIER)
STRUCTURE = compiler(r"{structure}\b", FICHIER)
UN_SIGLE = compiler(r"{un_sigle}", FICHIER)
MARQUE = compiler(r"\b{marque}\b", FICHIER)
AUTRE_PARTIE = compiler(r"\b(?:{autre_partie})\b", FICHIER)
LIE = compiler(r"\W*(?:(?:{lien}|{n_est_plus}|{mais}|{facilitateur}|et)\W*)*", FICHIER)
# none of these, nothing is told of one
EN_PARLE = telle_quelle(f"{FICHIER}.en_parle")
MOTS_AU_PLUS = 12


class Facilitateur(NamedTuple):
    """A structure, or none: left open, or told by the name of a person alone."""

    structure: str | None = None
    ouvert: bool = False
    personne: bool = False


def lire_facilitateur(dit: str, demande: bool = False) -> Facilitateur | None:
    """Return the facilitator that a statement tells; `demande`: who follows the plan is asked."""
    plie = plier(dit)
    if "?" in plie or EN_PARLE.search(plie) is None:
        return None
    if any(motif.fullmatch(plie) for motif in OUVERTS):
        return Facilitateur(ouvert=True)
    for motif in (*DITS, DU) if demande else DITS:
        trouve = motif.fullmatch(plie)
        if trouve and (lue := _une_structure(dit[slice(*trouve.span("qui"))], dit)):
            return lue
    nomme = NOMME.fullmatch(plie) if nomme_quelqu_un(dit) else None
    return _autour_d_une_personne(dit[nomme.start("qui") :]) if nomme else None


def _une_structure(qui: str, dit: str) -> Facilitateur | None:
    if nomme_quelqu_un(dit):
        return None
    nom = _nom(qui)
    if nom is None and NOMS_PROPRES.fullmatch(qui.strip()):
        return Facilitateur(personne=True)
    return Facilitateur(nom) if nom else None


def _autour_d_une_personne(dit: str) -> Facilitateur | None:
    """Read « Mme Durand, de la Maison de l'emploi », who is not kept."""
    parts = [part for part in autour_des_noms(dit) if not LIE.fullmatch(plier(part))]
    noms = [nom for nom in map(_nom, parts) if nom]
    return None if len(noms) < len(parts) else Facilitateur(next(iter(noms), None), personne=True)


def _nom(qui: str) -> str | None:
    """Return « Maison de l'emploi de Cholet » of « la Maison de l'emploi de Cholet »."""
    avant = AVANT.match(plier(qui))
    nom = qui[avant.end() if avant else 0 :].strip(" .-–—()")
    plie = plier(nom)
    connue = STRUCTURE.match(plie) or UN_SIGLE.match(nom) or MARQUE.search(plie)
    longue = len(nom.split()) > MOTS_AU_PLUS or AUTRE_PARTIE.search(plie)
    return nom if connue and not longue else None
