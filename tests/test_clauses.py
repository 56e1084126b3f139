"""Plays `tests/clauses/<contrat>.yml`, what a buyer says, up to the documents that he is given.

The clause is kept in `<contrat>.txt`, what goes into the other pieces in `<contrat>_pieces.txt`.

After a change that is meant, `ECRIRE_CLAUSES=1 pytest tests/test_clauses.py` writes the texts anew;
each is then read from start to end before it is committed.
"""

from __future__ import annotations

import os
import re
import uuid
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.francais.texte import plier
from bot.lecture.assemblage import souhaits
from bot.redaction.actions import action_propre
from tests.assistant import Assistant, documents_donnes

DOSSIER = Path(__file__).parent / "clauses"
CONTRATS = sorted(DOSSIER.glob("*.yml"))
CE_QUI_CHANGE = re.compile(r"dossier PPS-\d{4}-\d{6} – \d{1,2}(?:er)? \S+ \d{4}")
# what goes with a clause tells what is to be filled in: in the clause, then in its own sentences
A_COMPLETER = ("À compléter dans la clause", "À compléter dans les phrases à recopier")


async def _documents(contrat: Path, assistant: Assistant) -> dict[str, str]:
    """Return the text of each document that the last answer gives, by its id."""
    expediteur = uuid.uuid4().hex
    reponses: list[dict[str, Any]] = []
    for dit in yaml.safe_load(contrat.read_text(encoding="utf-8")):
        reponses = await assistant.dire(expediteur, dit)
    constant = "dossier … – date"
    return {
        nom: CE_QUI_CHANGE.sub(constant, texte) + "\n"
        for nom, texte in documents_donnes(reponses).items()
    }


@pytest.mark.parametrize("contrat", CONTRATS, ids=[c.stem for c in CONTRATS])
async def test_les_documents_d_un_contrat(contrat: Path, assistant: Assistant) -> None:
    obtenus = await _documents(contrat, assistant)
    for nom, garde in zip(("clause", "pieces_consultation"), _gardes(contrat), strict=True):
        if os.environ.get("ECRIRE_CLAUSES"):
            garde.write_text(obtenus[nom], encoding="utf-8")
        assert obtenus[nom] == garde.read_text(encoding="utf-8")


def _gardes(contrat: Path) -> tuple[Path, Path]:
    return contrat.with_suffix(".txt"), contrat.with_name(f"{contrat.stem}_pieces.txt")


def test_dix_contrats_au_moins() -> None:
    assert len(CONTRATS) >= 10


ENTIERES = [c for c in CONTRATS if not c.stem.endswith("courte")]


@pytest.mark.parametrize("contrat", ENTIERES, ids=[c.stem for c in ENTIERES])
def test_la_numerotation_est_continue_et_aucun_article_n_est_vide(contrat: Path) -> None:
    texte = contrat.with_suffix(".txt").read_text(encoding="utf-8")
    articles = re.split(r"^(?:Article |12\.)(\d+) – .+$", texte, flags=re.M)
    rangs = [int(n) for n in articles[1::2]]
    if rangs[0] == 12:  # its title says that it is article 12 of the CCAP
        articles, rangs = articles[2:], rangs[1:]
    assert rangs == list(range(1, 13))
    for numero, corps in zip(rangs, articles[2::2], strict=True):
        alineas = [int(n) for n in re.findall(rf"^(?:12\.)?{numero}\.(\d+) ", corps, flags=re.M)]
        assert alineas == list(range(1, len(alineas) + 1))
        assert alineas, f"article {numero} vide"


DOCUMENTS = [garde for contrat in CONTRATS for garde in _gardes(contrat)]


@pytest.mark.parametrize("contrat", CONTRATS, ids=[c.stem for c in CONTRATS])
def test_tout_ce_qui_reste_a_completer_est_recapitule(contrat: Path) -> None:
    clause, pieces = (garde.read_text(encoding="utf-8") for garde in _gardes(contrat))
    for titre, corps in zip(A_COMPLETER, (clause, pieces), strict=True):
        crochets = {plier(t) for t in re.findall(r"\[à compléter\u00a0: (.+?)\]", corps)}
        assert crochets == {plier(manque) for manque in _elements_sous(titre, pieces)}


def _elements_sous(titre: str, texte: str) -> list[str]:
    """Return the items of the list that stands under a heading."""
    apres = texte.partition(f"\n{titre}\n\n")[2]
    return re.findall(r"^- (.+)$", apres.partition("\n\n")[0], flags=re.M)


@pytest.mark.parametrize("contrat", CONTRATS, ids=[c.stem for c in CONTRATS])
def test_la_clause_se_colle_telle_quelle(contrat: Path) -> None:
    clause = contrat.with_suffix(".txt").read_text(encoding="utf-8")
    assert not re.search(r"(?i)vérifiez|à vérifier|exemple vu|conseil\b|vous |votre ", clause)


@pytest.mark.parametrize("document", DOCUMENTS, ids=[d.stem for d in DOCUMENTS])
def test_la_typographie_d_un_document_est_francaise(document: Path) -> None:
    texte = document.read_text(encoding="utf-8")
    assert not re.search(
        r"[^\u00a0\u202f][?!;](?:\s|$)| [?!;:»]|« |'|  ", texte.replace("\n", "\u00a0")
    )


@pytest.mark.parametrize("document", DOCUMENTS, ids=[d.stem for d in DOCUMENTS])
def test_un_document_cite_les_articles_d_une_seule_facon(document: Path) -> None:
    assert not re.search(r"\b[LRD]\.?[ ]?\d{3,4}-\d", document.read_text(encoding="utf-8"))


ACTIONS = yaml.safe_load((Path(__file__).parent / "cas" / "actions_propres.yml").read_text())


@pytest.mark.parametrize("cas", ACTIONS, ids=[cas["dit"] for cas in ACTIONS])
def test_une_action_de_l_acheteur_devient_une_obligation(cas: dict[str, Any]) -> None:
    # what is said around it is left out when it is noted
    propre = action_propre(" ; ".join(souhaits().obligations(cas["dit"])) or cas["dit"])
    assert propre.redaction.replace("\u00a0", " ") == cas["ecrit"]
    assert propre.indicateur.libelle == cas["indicateur"]
    assert propre.indicateur.unite == cas.get("unite", propre.indicateur.unite)
    assert propre.chiffree == cas.get("chiffree", propre.chiffree)
