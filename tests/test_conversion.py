"""The Word document as a reader opens it: what the text alone does not show."""

from __future__ import annotations

import io

from docx import Document

from bot.documents.conversion import en_docx


def test_le_numero_d_un_article_n_est_pas_coupe_en_fin_de_ligne() -> None:
    html = "<h1>Essai</h1><p>article\u00a0L.\u00a02112-2-1 du <mark>code</mark>, 2026-2027</p>"
    document = Document(io.BytesIO(en_docx(html, "PPS-2026-000001")))
    assert (
        document.paragraphs[1].text == "article\u00a0L.\u00a02112\u20112\u20111 du code, 2026-2027"
    )
