"""The Word document as a reader opens it: what the text alone does not show."""

from __future__ import annotations

import io

from docx import Document

from bot.documents.conversion import en_docx


def test_le_numero_d_un_article_n_est_pas_coupe_en_fin_de_ligne() -> None:
    html = "<h1>Essai</h1><p>article\u00a0L.\u00a02112-2-1 du <mark>code</mark>, 2026-2027</p>"
    document = Document(io.BytesIO(en_docx(html, "PPS-2026-000001")))
    paragraphe = document.paragraphs[1]
    assert paragraphe.text == "article\u00a0L.\u00a02112-2-1 du code, 2026-2027"
    assert len(paragraphe._p.xpath(".//w:noBreakHyphen")) == 2
