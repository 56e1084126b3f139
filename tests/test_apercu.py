"""A document's HTML, read as the blocks that a channel shows."""

from __future__ import annotations

import pytest

from bot.documents.apercu import en_blocs


def test_un_document_se_lit_bloc_par_bloc() -> None:
    html = """<h1>Titre</h1>
<p><strong>1.1</strong> Un paragraphe
  coupé, « &lt;b&gt; » écrit par l’acheteur.</p>
<ul>
<li>un</li>
<li>deux</li>
</ul>
<table><tr><th>Action</th><th>Unité</th></tr><tr><td>tutorat</td><td>heures</td></tr></table>"""
    assert en_blocs(html) == [
        {"type": "titre", "niveau": 1, "texte": "Titre"},
        {
            "type": "paragraphe",
            "texte": "1.1 Un paragraphe coupé, « <b> » écrit par l’acheteur.",
        },
        {"type": "liste", "elements": ["un", "deux"]},
        {"type": "tableau", "lignes": [["Action", "Unité"], ["tutorat", "heures"]]},
    ]


def test_un_bloc_inconnu_n_est_pas_tu() -> None:
    with pytest.raises(ValueError, match="blockquote"):
        en_blocs("<blockquote>cité</blockquote>")
