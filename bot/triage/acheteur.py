"""What a buyer says to the facilitator, or of his request: read before the dialogue reads facts.

The words are in `data/triage/acheteur.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache

from bot.donnees import lire_yaml
from bot.francais.mots import compiler
from bot.triage.extraits import Extrait

MOTS = "triage/acheteur"
PARTICULARITES = ("mots", "territoire", "lots", "part_main_oeuvre", "lancement", "contact")
ECRIT = compiler(
    r"^(?:{ecrire})(?: ?(?:a|au|aux|pour))? (?:{qui})(?:\W+|$)(?P<que>que |qu')?", MOTS
)
ECRIT_SEUL = compiler(r"^(?:{ecrire})(?: (?:a|au|aux|pour))? (?:{qui})\W*$", MOTS)
RENONCE = compiler(r"^\W*(?:{renonce})\W*$", MOTS)
DEMANDE_L_ETAT = compiler(
    r"\b(?:{etat_demande})\b.*\b(?:{ma_demande})\b|\b(?:{ma_demande})\b.*\b(?:{etat_demande})\b"
    r"|\b(?:{a_repondu})\b",
    MOTS,
)
AVIS_DEMANDE = compiler(r"^(?:\W|(?:{demande_d_avis})(?:(?<=')|(?!\w)))+", MOTS)
MOTS_D_UNE_QUESTION = 4
NOM_DE_LIEU = re.compile(r"[A-ZÉÈÎ][^\d:?@]{1,40}")
LIBELLE = r"(?:^|[\n;,.(-])\s*(?:{%s})\s*(?::|=|est|sera|:|->|-)\s*(?P<dit>[^\n;]+)"


def message_au_facilitateur(texte: str) -> str | None:
    """Return what « réponds au facilitateur : … » sends; empty when nothing is said yet."""
    phrase = Extrait.de(texte)
    if ECRIT_SEUL.match(phrase.plie):
        return ""
    adresse = ECRIT.match(phrase.plie)
    return phrase.entre(adresse.end()).taille(" \t\n:").brut if adresse else None


def renonce(texte: str) -> bool:
    """Tell « annuler », once asked what to tell the facilitator."""
    return bool(RENONCE.match(Extrait.de(texte).plie))


def demande_ou_on_en_est(texte: str) -> bool:
    """Tell « où en est ma demande ? »."""
    phrase = Extrait.de(texte)
    return bool(DEMANDE_L_ETAT.search(phrase.plie)) and len(phrase.plie.split()) <= 20


def question_dite(texte: str) -> str | None:
    """Return what a buyer asks while he hands over, None when he only hands over."""
    phrase = Extrait.de(texte)
    if texte.startswith("/"):
        return None
    debut = AVIS_DEMANDE.match(phrase.plie)
    reste = phrase.entre(debut.end() if debut else 0).taille(" \t\n:,;.")
    return phrase.brut if len(reste.plie.split()) >= MOTS_D_UNE_QUESTION else None


def particularites_dites(
    texte: str, attendues: Collection[str], sans_libelle: bool = True
) -> dict[str, str]:
    """Return what is read of what a facilitator needs, by name: labelled, or said plainly.

    Not just asked for, only what bears its label is taken: « à Lille » may be about anything.
    """
    phrase = Extrait.de(texte)
    dites = {nom: dit for nom in attendues if (dit := _libellee(phrase, nom))}
    if not sans_libelle:
        return dites
    restent = [nom for nom in _expressions() if nom in attendues and nom not in dites]
    dites |= {nom: dit for nom in restent if (dit := _dite(phrase, nom))}
    if dites and "territoire" in attendues and "territoire" not in dites:
        dites |= _place_nue(phrase)
    return dites


def noms(attendues: Collection[str], table: str = "noms") -> list[str]:
    """Return what things are called, in the order in which they are asked for."""
    connus: Mapping[str, str] = lire_yaml("triage", "acheteur.yml")[table]
    return [connus[nom] for nom in PARTICULARITES if nom in attendues]


def _libellee(phrase: Extrait, nom: str) -> str | None:
    lue = _libelle(nom).search(phrase.plie)
    if lue is None:
        return None
    dit = phrase.entre(*lue.span("dit"))
    suivant = _autre_libelle().search(dit.plie)
    coupe = dit.entre(0, suivant.start()) if suivant and nom != "mots" else dit
    return coupe.taille(" \t\n,;.").brut or None


def _place_nue(phrase: Extrait) -> dict[str, str]:
    """Return the place of « Lille, 3 lots, mars 2027 »: said alone between commas, with others."""
    for partie in re.split(r"[,;\n]", phrase.brut):
        dit = partie.strip(" .")
        if NOM_DE_LIEU.fullmatch(dit):
            return {"territoire": dit}
    return {}


def _dite(phrase: Extrait, nom: str) -> str | None:
    # a place is told by its capital: it is looked for as it was typed
    lue = _expressions()[nom].search(phrase.brut if nom == "territoire" else phrase.plie)
    return phrase.entre(*lue.span("dit")).taille().brut if lue else None


@cache
def _libelle(nom: str) -> re.Pattern[str]:
    return compiler(LIBELLE % f"{MOTS}.libelles.{nom}", MOTS)


@cache
def _autre_libelle() -> re.Pattern[str]:
    tous = "|".join(f"{{{MOTS}.libelles.{nom}}}" for nom in PARTICULARITES)
    return compiler(rf"[,.]\s*(?:{tous})\s*[:=]", MOTS)


@cache
def _expressions() -> dict[str, re.Pattern[str]]:
    dits: Mapping[str, str] = lire_yaml("triage", "acheteur.yml")["dits"]
    return {nom: re.compile(dit) for nom, dit in dits.items()}
