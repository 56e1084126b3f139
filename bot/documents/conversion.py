"""Turn a document's HTML into the formats that people open."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pypandoc
from docx import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from bot.donnees import lire_yaml

TYPES_MIME = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
LARGEUR_A4, HAUTEUR_A4, MARGE = Cm(21), Cm(29.7), Cm(2.5)
CORPS, TITRE = Pt(11), RGBColor(0x1F, 0x2A, 0x44)


def en_docx(html: str, reference: str) -> bytes:
    """Return a Word document, with the file's reference in its header."""
    with tempfile.TemporaryDirectory() as dossier:
        fichier = Path(dossier, "document.docx")
        pypandoc.convert_text(
            html,
            "docx",
            format="html",
            outputfile=str(fichier),
            extra_args=["--metadata=lang:fr-FR"],
            sandbox=True,  # what a buyer typed makes pandoc read no file
        )
        return _mettre_en_page(fichier, reference)


def _mettre_en_page(fichier: Path, reference: str) -> bytes:
    """Add what pandoc does not write: A4 pages, header, footer, sober styles."""
    textes = lire_yaml("documents.yml")["mise_en_page"]
    document = Document(str(fichier))
    for section in document.sections:
        section.page_width, section.page_height = LARGEUR_A4, HAUTEUR_A4
        section.left_margin = section.right_margin = MARGE
        section.header.paragraphs[0].text = textes["entete"].format(reference=reference)
        section.footer.paragraphs[0].text = textes["pied"]
        _numeroter_les_pages(section.footer.paragraphs[0])
    for style in document.styles:
        if style.name == "Normal" or style.name.startswith(("Body", "First", "Compact", "Heading")):
            style.font.name = "Arial"
    for niveau, taille in (("Heading 1", 18), ("Heading 2", 13), ("Heading 3", 11)):
        style = document.styles[niveau]
        style.font.size, style.font.color.rgb, style.font.bold = Pt(taille), TITRE, True
    document.styles["Normal"].font.size = CORPS
    sortie = io.BytesIO()
    document.save(sortie)
    return sortie.getvalue()


def _numeroter_les_pages(pied: Paragraph) -> None:
    """End a footer with the page's number, a field that python-docx has no call for."""
    champ = OxmlElement("w:fldSimple")
    champ.set(qn("w:instr"), "PAGE")
    pied._p.append(champ)


FORMATS: Mapping[str, Callable[[str, str], bytes]] = {"docx": en_docx}
