"""Turn a document's HTML into the formats that people open."""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pypandoc
from docx import Document
from docx.document import Document as DocumentWord
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import CharacterStyle
from docx.text.paragraph import Paragraph

from bot.donnees import lire_yaml

TYPES_MIME = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
LARGEUR_A4, HAUTEUR_A4 = Cm(21), Cm(29.7)
# the number of an article of a code
NUMERO, TRAIT_INSECABLE = re.compile(r"\b[LRD]\.\s\d+(?:-\d+)+"), "\u2011"
TITRE = RGBColor(0x1F, 0x2A, 0x44)


@dataclass(frozen=True)
class Composition:
    """How the pages of a document are set."""

    marge: Length
    corps: Length
    entre_paragraphes: Length


AMPLE = Composition(Cm(2.5), Pt(11), Pt(9))
# of a document without sections, the short clause, which is to hold two pages
SERREE = Composition(Cm(1.8), Pt(9.5), Pt(3))


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
    composition = AMPLE if _a_des_sections(document) else SERREE
    for section in document.sections:
        section.page_width, section.page_height = LARGEUR_A4, HAUTEUR_A4
        section.left_margin = section.right_margin = composition.marge
        section.top_margin = section.bottom_margin = composition.marge
        section.header.paragraphs[0].text = textes["entete"].format(reference=reference)
        section.footer.paragraphs[0].text = textes["pied"]
        _numeroter_les_pages(section.footer.paragraphs[0])
    document.core_properties.title = _titre(document)
    for style in document.styles:
        if style.name == "Normal" or style.name.startswith(("Body", "First", "Compact", "Heading")):
            _en_arial(style)
        if style.name in ("Body Text", "First Paragraph"):
            style.paragraph_format.space_before = composition.entre_paragraphes
            style.paragraph_format.space_after = composition.entre_paragraphes
    for niveau, taille in (("Heading 1", 18), ("Heading 2", 13), ("Heading 3", 11)):
        style = document.styles[niveau]
        style.paragraph_format.keep_with_next = True  # no heading alone at the foot of a page
        style.font.size, style.font.color.rgb, style.font.bold = Pt(taille), TITRE, True
    document.styles["Normal"].font.size = composition.corps
    for paragraphe in document.paragraphs:
        if paragraphe.text.endswith(":"):  # what announces a list stays with it
            paragraphe.paragraph_format.keep_with_next = True
        _garder_les_numeros_entiers(paragraphe)
    sortie = io.BytesIO()
    document.save(sortie)
    return sortie.getvalue()


def _garder_les_numeros_entiers(paragraphe: Paragraph) -> None:
    """Keep « L. 2112-2-1 » on one line, by Word's own hyphen: searched or copied, it is a « - »."""
    for morceau in paragraphe.runs:
        entier = NUMERO.sub(lambda trouve: trouve[0].replace("-", TRAIT_INSECABLE), morceau.text)
        if entier == morceau.text:
            continue
        morceau.text = ""
        for rang, part in enumerate(entier.split(TRAIT_INSECABLE)):
            if rang:
                morceau._r.append(OxmlElement("w:noBreakHyphen"))
            morceau._r.add_t(part)


def _en_arial(style: CharacterStyle) -> None:
    """Set a style's font, which that of a theme would else override."""
    style.font.name = "Arial"
    polices = style.element.rPr.rFonts
    for attribut in [nom for nom in polices.attrib if nom.endswith("Theme")]:
        del polices.attrib[attribut]


def _a_des_sections(document: DocumentWord) -> bool:
    return any(p.style == document.styles["Heading 2"] for p in document.paragraphs)


def _titre(document: DocumentWord) -> str:
    """Return the first heading: the title that a reader sees in the window."""
    premier = document.styles["Heading 1"]
    titres = (p.text for p in document.paragraphs if p.style == premier)
    return next(titres, "")


def _numeroter_les_pages(pied: Paragraph) -> None:
    """End a footer with « 1/7 », fields that python-docx has no call for."""
    _ajouter_un_champ(pied, "PAGE")
    pied.add_run("/")
    _ajouter_un_champ(pied, "NUMPAGES")


def _ajouter_un_champ(paragraphe: Paragraph, instruction: str) -> None:
    champ = OxmlElement("w:fldSimple")
    champ.set(qn("w:instr"), instruction)
    paragraphe._p.append(champ)


FORMATS: Mapping[str, Callable[[str, str], bytes]] = {"docx": en_docx}
