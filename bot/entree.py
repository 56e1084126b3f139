"""What every channel does with a message before Rasa sees it.

Rasa obeys any text that starts with « / » as a command. Here, only the payload of a button that
the bot has just shown may start with it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, TypeGuard

from bot.francais.dictee import ponctuer
from bot.francais.mots import noms
from bot.francais.texte import plier

LONGUEUR_MAXIMALE = 2000
LONGUEUR_D_UN_NOM, LONGUEUR_D_UN_IDENTIFIANT = 128, 64
# of an order typed by hand, and a payload: nobody writes so
BARRES, CHARGE = re.compile(r"^[\s/]+"), re.compile(r"\{.*?\}", re.DOTALL)
ENTRE_PARENTHESES = re.compile(r"\([^)]*\)")
# what these say, their words say as well; of a list, a name that is typed is the whole choice
LUS_COMME_DES_MOTS = ("/affirmer", "/nier", "/choisir")
ABREVIATIONS = noms("francais/orthographe.abreviations")
ABREGE = re.compile(rf"(?<![\w'’-])(?:{'|'.join(ABREVIATIONS)})(?![\w'’-])", re.IGNORECASE)
MESSAGE_VIDE = "/message_vide"
MESSAGE_TROP_LONG = "/message_trop_long"


def est_un_nom(nom: Any) -> TypeGuard[str]:
    """Tell whether a client may call a conversation so."""
    return _se_garde(nom, LONGUEUR_D_UN_NOM)


def est_un_identifiant(identifiant: Any) -> TypeGuard[str]:
    """Tell whether a client may call a message so."""
    return _se_garde(identifiant, LONGUEUR_D_UN_IDENTIFIANT)


def _se_garde(texte: Any, longueur: int) -> bool:
    """Tell whether any database can hold it: no null, no half of a character."""
    borne = isinstance(texte, str) and 0 < len(texte) <= longueur
    return borne and not any(unicodedata.category(c)[0] == "C" for c in texte)


def preparer(texte: str, montres: Mapping[str, str]) -> str:
    """Return the text to work on: bounded, cleaned, and free of typed commands.

    `montres` gives, for what the buttons that were just shown send, their titles; a title that is
    typed is its button.
    """
    if len(texte) > LONGUEUR_MAXIMALE:
        return MESSAGE_TROP_LONG
    texte = _nettoyer(texte)
    texte = _bouton_tape(texte, montres) or texte
    if texte in montres:
        return texte
    return ABREGE.sub(_en_toutes_lettres, ponctuer(_sans_ordre(texte))) or MESSAGE_VIDE


def _en_toutes_lettres(abrege: re.Match[str]) -> str:
    """Return « tout » for « tt »; « TT », in capitals, is a name."""
    dit = abrege[0]
    return dit if dit.isupper() else ABREVIATIONS[dit.lower()]


def _bouton_tape(texte: str, montres: Mapping[str, str]) -> str | None:
    """Return what the one button sends whose title is typed, « tout garder » for instance."""
    tape = _nu(texte)
    trouves = {envoi for envoi, titre in montres.items() if tape and tape == _nu(titre)}
    envoi = trouves.pop() if len(trouves) == 1 else ""
    return None if envoi.startswith(LUS_COMME_DES_MOTS) else envoi or None


def _nu(titre: str) -> str:
    """Return a title folded, without what it says in brackets, nor its last sign."""
    return plier(ENTRE_PARENTHESES.sub("", titre)).strip(" .!?")


def _sans_ordre(texte: str) -> str:
    """Take off what makes an order of a text, until nothing does: « /{}/restart » too."""
    while texte.startswith("/"):
        texte = BARRES.sub("", CHARGE.sub("", texte)).strip()
    return texte


def _nettoyer(texte: str) -> str:
    """Compose accents and take off control characters, which no reader expects."""
    compose = unicodedata.normalize("NFC", texte)
    return "".join(c for c in compose if c in "\n\t" or unicodedata.category(c)[0] != "C").strip()
