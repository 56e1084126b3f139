"""How things are said aloud: numbers and sums as French says them, nothing that has to be seen."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

# writes numbers in words; the standard library for it
from num2words import num2words

from bot.donnees import lire_yaml

TELEPHONE = "telephone"
AN, DEMI_AN = 12, 6
MOIS_DITS_EN_MOIS = 24  # « dix-huit mois », but « deux ans et demi »
ESPACES = "[ \u00a0\u202f]"
NOMBRE = rf"\d+(?:{ESPACES}\d{{3}})*(?:,\d+)?"
EUROS = re.compile(rf"({NOMBRE}){ESPACES}?€")
POUR_CENT = re.compile(rf"({NOMBRE}){ESPACES}?%")
SEUL = re.compile(rf"(?<![\w-])({NOMBRE})(?![\w-])")
# a telephone number is said by pairs, an address by its signs
NUMERO = re.compile(rf"\b0\d(?:(?:{ESPACES}|[.-])?\d\d){{4}}\b")
COURRIEL = re.compile(r"\b[\w.+-]+@[\w.-]+\w")
PREMIER = re.compile(r"\b1er\b")
ARTICLE = re.compile(r"\b([LRD])(\d+)((?:-\d+)*)\b")
PARENTHESES = re.compile(rf"{ESPACES}?\([^)]*\)")
ADRESSE = re.compile(r"\S*(?:https?://|www\.)\S*|/documents/\S+")
LIGNE_TUE = re.compile(r"^(?:Source|Sources)\b.*$", re.M)
GUILLEMETS = re.compile(rf"«{ESPACES}?|{ESPACES}?»|[\"*_#•]")
TIRET = re.compile(rf"{ESPACES}[–—]{ESPACES}")
FIN_DE_PHRASE = re.compile(r"(?<=[.?!])[ \n]+|\n+")
MOTS_AU_MOINS, LE_RESTE = 4, "Le reste se lit par écrit."
REFERENCE = re.compile(r"\bPPS-(\d{4})-(\d+)\b")
EPELE = re.compile(r"\b[A-Z] comme [A-Z]")
CODE = re.compile(r"\b([0-9A-Z]{4})-([0-9A-Z]{4})\b")


@cache
def voix() -> dict[str, Any]:
    """Return the words of the telephone (`data/telephone/voix.yml`)."""
    table: dict[str, Any] = lire_yaml(TELEPHONE, "voix.yml")
    return table


def nombre_dit(nombre: float) -> str:
    """Say a number."""
    return str(num2words(int(nombre) if float(nombre).is_integer() else nombre, lang="fr"))


def duree_dite(mois: float) -> str:
    """Say months: « quatre ans », « deux ans et demi », « dix-huit mois »."""
    annees, reste = divmod(mois, AN)
    if mois < AN or (reste and (mois < MOIS_DITS_EN_MOIS or reste != DEMI_AN)):
        return f"{nombre_dit(round(mois, 1))} mois"
    ans = f"{nombre_dit(annees)} an{'s' if annees > 1 else ''}"
    return f"{ans} et demi" if reste else ans


def euros_dits(somme: float) -> str:
    """Say a sum: « deux cent mille euros », « un million d’euros »."""
    dits = nombre_dit(somme)
    lien = " d’" if dits.endswith(("million", "millions", "milliard", "milliards")) else " "
    return f"{dits}{lien}euro{'s' if somme > 1 else ''}"


def a_voix_haute(texte: str) -> str:
    """Return a text that was written to be read as it can be said."""
    dit = LIGNE_TUE.sub("", texte)
    dit = ADRESSE.sub("", PARENTHESES.sub("", dit))
    dit = TIRET.sub(", ", GUILLEMETS.sub("", dit))
    dit = NUMERO.sub(_numero_dit, COURRIEL.sub(_courriel_dit, dit))
    dit = _sans_abreviation(dit)
    dit = ARTICLE.sub(_article_dit, PREMIER.sub("premier", dit))
    dit = EUROS.sub(lambda m: euros_dits(_valeur(m[1])), dit)
    dit = POUR_CENT.sub(lambda m: f"{nombre_dit(_valeur(m[1]))} pour cent", dit)
    # a reference and a code are spelt, sign by sign
    parties = re.split(r"(\bPPS-\d{4}-\d+\b|\b[0-9A-Z]{4}-[0-9A-Z]{4}\b)", dit)
    parties[::2] = [
        SEUL.sub(lambda m: nombre_dit(_valeur(m[1])), partie) for partie in parties[::2]
    ]
    return " ".join(epeler("".join(parties)).split())


def epeler(texte: str) -> str:
    """Spell the reference and the code of a file, to be written down."""
    texte = REFERENCE.sub(lambda m: f"P, P, S, {_un_a_un(m[1])}, {_un_a_un(m[2])}", texte)
    return CODE.sub(lambda m: f"{_lettres(m[1])}, {_lettres(m[2])}", texte)


def est_epele(dit: str) -> bool:
    """Tell what is said sign by sign, to be written down."""
    return EPELE.search(dit) is not None


def en_une_phrase(texte: str) -> str:
    """Return the first sentence of a text; the rest is for the written word, which is said."""
    phrases = [phrase for phrase in FIN_DE_PHRASE.split(LIGNE_TUE.sub("", texte).strip()) if phrase]
    # « Non. », « Le guide cite quatre axes : » tell too little
    while len(phrases) > 1 and (
        len(phrases[0].split()) < MOTS_AU_MOINS or phrases[0].endswith(":")
    ):
        phrases[:2] = [f"{phrases[0]} {phrases[1]}"]
    reste = [LE_RESTE] if len(phrases) > 1 else []
    return " ".join([*phrases[:1], *reste])


def _lettres(signes: str) -> str:
    noms = voix()["lettres"]
    return ", ".join(f"{s} comme {noms[s]}" if s in noms else s for s in signes)


def _un_a_un(chiffres: str) -> str:
    return " ".join(chiffres)


def _valeur(ecrit: str) -> float:
    return float(re.sub(ESPACES, "", ecrit).replace(",", "."))


def _numero_dit(numero: re.Match[str]) -> str:
    """Say « 01 23 45 67 89 »: « zéro un, vingt-trois… »."""
    paires = re.findall(r"\d\d", re.sub(r"\D", "", numero[0]))
    dites = (nombre_dit(int(p)) if p[0] != "0" else f"zéro {nombre_dit(int(p[1]))}" for p in paires)
    return ", ".join(dites)


def _courriel_dit(courriel: re.Match[str]) -> str:
    signes = {"@": " arobase ", ".": " point ", "-": " tiret ", "_": " tiret bas ", "+": " plus "}
    return "".join(signes.get(signe, signe) for signe in courriel[0])


def _article_dit(article: re.Match[str]) -> str:
    """Say « L2112-2-1 »: « L deux mille cent douze, deux, un »."""
    suite = "".join(f", {nombre_dit(int(n))}" for n in article[3].split("-")[1:])
    return f"{article[1]} {nombre_dit(int(article[2]))}{suite}"


def _sans_abreviation(texte: str) -> str:
    for abrege, entier in voix()["abreviations"].items():
        texte = re.sub(rf"(?<!\w){re.escape(abrege)}(?!\w)", entier, texte)
    return texte


# for the templates of the telephone
DITS = {dire.__name__: dire for dire in (duree_dite, euros_dits, nombre_dit, a_voix_haute)}
