"""The pages of the product, with what the settings say of this deployment."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.reglages import reglages

PAGE = Path(__file__).parent / "page_web"
# what the pages are made from, and no page itself
GABARIT = "gabarit.html"


def fichiers() -> dict[str, Path]:
    """Return what is served under /page/, by name."""
    return {chemin.name: chemin for chemin in PAGE.iterdir() if chemin.name != GABARIT}


def rendre_la_page(nom: str) -> str:
    """Return a page."""
    regles = reglages()
    return (
        _pages()
        .get_template(nom)
        .render(
            guichet=regles.guichet_nom,
            contact=regles.guichet_contact,
            mentions=regles.mentions_legales,
            conservation=regles.conservation_jours,
        )
    )


@cache
def _pages() -> Environment:
    return Environment(
        loader=FileSystemLoader(PAGE), undefined=StrictUndefined, autoescape=True, auto_reload=False
    )
