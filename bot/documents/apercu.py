"""Read a document's HTML as the blocks that a channel can show."""

from __future__ import annotations

import re
from collections.abc import Callable
from string import ascii_lowercase

# python-docx brings it along: it reads HTML as browsers do
from lxml.html import HtmlElement, fragment_fromstring

from bot.redaction.structures import Bloc, Liste, Paragraphe, Tableau, Titre


def en_blocs(html: str) -> list[Bloc]:
    """Return a document block by block, without markup.

    It is done within a turn: pandoc, which takes 0.3 s, would hold up everybody. Raises
    `ValueError` for a kind of block that no document has.
    """
    return [_bloc(element) for element in fragment_fromstring(html, create_parent=True)]


def _bloc(element: HtmlElement) -> Bloc:
    if element.tag not in BLOCS:
        raise ValueError(f"« {element.tag} » : bloc que l’aperçu d’un document ne sait pas montrer")
    return BLOCS[element.tag](element)


def _titre(element: HtmlElement) -> Titre:
    return {"type": "titre", "niveau": int(element.tag[1:]), "texte": _ligne(element)}


def _paragraphe(element: HtmlElement) -> Paragraphe:
    return {"type": "paragraphe", "texte": _ligne(element)}


def _liste(element: HtmlElement) -> Liste:
    return {"type": "liste", "elements": [_ligne(item) for item in element]}


def _liste_lettree(element: HtmlElement) -> Liste:
    """Return items with the letter by which each may be cited, as the .docx numbers them."""
    lettres = zip(ascii_lowercase, element, strict=False)  # no list of ours has more than 26
    return {"type": "liste", "elements": [f"{lettre}) {_ligne(item)}" for lettre, item in lettres]}


def _tableau(element: HtmlElement) -> Tableau:
    rangs = [[_ligne(case) for case in rang] for rang in element.iter("tr")]
    return {"type": "tableau", "lignes": rangs}


BLOCS: dict[str, Callable[[HtmlElement], Bloc]] = {
    "h1": _titre,
    "h2": _titre,
    "h3": _titre,
    "p": _paragraphe,
    "ul": _liste,
    "ol": _liste_lettree,
    "table": _tableau,
}


def _ligne(element: HtmlElement) -> str:
    """Return what an element says, its line breaks and indentation left out, as browsers do."""
    return re.sub(r"[ \t\n]+", " ", element.text_content()).strip()
